// `knooppunt balans` on a data folder, beside a running hub or without one: reads store and embedded log on one read-only connection, changes nothing.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SqliteFout } from '../sqlite/kamer.ts';
import { BESTAND, Verbinding } from '../sqlite/verbinding.ts';
import type { Stappen } from '../sqlite/stap.ts';
import type { Balans } from './port.ts';
import { kamer } from './sqlite-kamer.ts';
import { vergelijkMetLog } from './stap-balans.ts';

/** Topics that carry events; the others (positions, heads) are no part of the balance. */
const MET_EVENTS = /^sociaaldomein\.(gemeente|partij|aflevering)\b/;

/** Keeps the topics that carry events. */
export function eventtopics(aantallen: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...aantallen].filter(([topic]) => MET_EVENTS.test(topic)));
}

/**
 * @param counts counts the records of the embedded log on the same connection (its room's own request).
 * @throws SqliteFout `onbereikbaar` when the folder holds no store.
 */
export function leesBalans(dataDir: string, counts: (a: Record<string, never>) => Stappen<ReadonlyMap<string, number>>): Balans {
  if (!existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat geen opslag van een knooppunt.`);
  const verbinding = new Verbinding(dataDir, true);
  try {
    // The log first: what is published in between is then in the store's numbers as decided or published.
    const inLog = eventtopics(verbinding.lees(counts({})));
    return vergelijkMetLog(verbinding.lees(kamer.lees.balance({})), inLog);
  } finally {
    verbinding.close();
  }
}
