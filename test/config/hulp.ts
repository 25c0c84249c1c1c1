// A configuration on disk for one test: files by name, in a folder of its own that goes away afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigFout, type Configuratie, loadConfig, type LoadOpties } from '../../src/config/index.ts';

const mappen: string[] = [];

/** Writes the files and returns the folder. */
export function map(bestanden: Readonly<Record<string, string>>): string {
  const m = mkdtempSync(path.join(tmpdir(), 'knooppunt-config-'));
  mappen.push(m);
  schrijf(m, bestanden);
  return m;
}

export function schrijf(m: string, bestanden: Readonly<Record<string, string>>): void {
  for (const [naam, tekst] of Object.entries(bestanden)) {
    mkdirSync(path.dirname(path.join(m, naam)), { recursive: true });
    writeFileSync(path.join(m, naam), tekst);
  }
}

export function ruimOp(): void {
  for (const m of mappen.splice(0)) rmSync(m, { recursive: true, force: true });
}

export function laad(bestanden: Readonly<Record<string, string>>, opties: LoadOpties = {}): Configuratie {
  return loadConfig({ cwd: map(bestanden), env: {}, ...opties });
}

/** The errors with which a configuration is refused, one text each: `file:line pad: cause`. Empty when it is accepted. */
export function fouten(bestanden: Readonly<Record<string, string>>, opties: LoadOpties = {}): string[] {
  try {
    laad(bestanden, opties);
    return [];
  } catch (e) {
    if (!(e instanceof ConfigFout)) throw e;
    return e.bevindingen.filter((b) => b.ernst === 'fout').map((b) => `${b.bestand}:${b.regel} ${b.pad}: ${b.tekst}`);
  }
}

export const PARTIJ = `partijen:
  - { id: bond, soort: samenwerkingsverband, naam: Bond, oin: "00000004000000003000", mandaten: [{ gemeente: "0384" }] }
`;
export const ABONNEMENT = `abonnementen:
  - id: diemen
    partij: gemeente-0384
    events: ["toewijzing-*"]
    doel: uitvoering
    grondslag: Wmo 2015 art. 5.1.1
    niveau: wat
`;
/** A configuration that is right: every test of an error changes one thing in it. */
export const GOED = { 'knooppunt.yaml': 'http: { poort: 0 }\n', 'configuratie/partijen/p.yaml': PARTIJ, 'configuratie/abonnementen/a.yaml': ABONNEMENT };
