// The configuration that a hub last took over, kept in its data folder so that `knooppunt plan` can compare with it, also when the hub is down.
// Holds no secrets. Written whole or not at all (rename).
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type PlanStand, planStand } from './plan.ts';
import type { Configuratie } from './types.ts';

const NAAM = 'configuratie-in-gebruik.json';

export function bewaarInGebruik(dataMap: string, c: Configuratie): void {
  const doel = path.join(dataMap, NAAM);
  writeFileSync(`${doel}.tmp`, JSON.stringify(planStand(c)), { mode: 0o600 });
  renameSync(`${doel}.tmp`, doel);
}

/** null when no hub has run on this folder. @throws Error when the file is there and cannot be read. */
export function leesInGebruik(dataMap: string): PlanStand | null {
  let tekst: string;
  try {
    tekst = readFileSync(path.join(dataMap, NAAM), 'utf8');
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw e;
  }
  return JSON.parse(tekst) as PlanStand;
}
