// Backup and restore of a data folder: one consistent copy of store and embedded log, the claim checks it names, and the signed heads.
// Works beside a running hub. Never overwrites anything, and never calls a copy good that it did not read back.
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteFout } from '../sqlite/kamer.ts';
import { BESTAND, Verbinding } from '../sqlite/verbinding.ts';
import { alle } from '../sqlite/stap.ts';
import { vragen } from './sqlite-kamer.ts';

/** The manifest is written last: a folder without one is no backup. */
const MANIFEST = 'manifest.json';
/** Signed heads and public keys; the private key is never part of a backup. */
const AUDITMAP = 'audit';

export interface Backup {
  readonly gemaakt: string;
  readonly incarnatie: string;
  readonly bestanden: readonly { readonly naam: string; readonly sha256: string; readonly omvang: number }[];
}

/**
 * Copies the data folder's store into an empty or new folder.
 * @throws SqliteFout `onbereikbaar` when there is no store or the target is not empty.
 */
export async function backup(dataDir: string, dir: string): Promise<Backup> {
  eisOpslag(dataDir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (readdirSync(dir).length > 0) throw new SqliteFout('onbereikbaar', `De map ${dir} is niet leeg; een back-up overschrijft niets.`);
  const namen: string[] = [];
  // Heads first: they sign committed records only, so the copy of the store, taken after them, holds all that they sign.
  const auditDir = path.join(dataDir, AUDITMAP);
  for (const naam of existsSync(auditDir) ? readdirSync(auditDir) : []) {
    if (naam.endsWith('.jsonl') || naam.endsWith('.pub.pem')) namen.push(kopieer(dataDir, dir, path.join(AUDITMAP, naam)));
  }
  const doel = path.join(dir, BESTAND);
  const bron = new Verbinding(dataDir, true);
  try {
    bron.db.prepare('VACUUM INTO ?').run(`${doel}.deel`);
  } finally {
    bron.close();
  }
  sync(`${doel}.deel`);
  renameSync(`${doel}.deel`, doel);
  namen.push(BESTAND);
  const { incarnatie, spools } = lees(dir);
  for (const spool of spools) namen.push(kopieer(dataDir, dir, spool));
  const manifest: Backup = {
    gemaakt: new Date().toISOString(),
    incarnatie,
    bestanden: await Promise.all(namen.map(async (naam) => ({ naam, ...(await som(path.join(dir, naam))) }))),
  };
  writeFileSync(path.join(dir, `${MANIFEST}.deel`), `${JSON.stringify(manifest, null, 2)}\n`);
  sync(path.join(dir, `${MANIFEST}.deel`));
  renameSync(path.join(dir, `${MANIFEST}.deel`), path.join(dir, MANIFEST));
  sync(dir);
  return manifest;
}

/**
 * Puts a backup into a data folder that holds no store. The caller starts the hub on it or records the audit step (`herstel.ts`).
 * @throws SqliteFout `onbereikbaar` when the backup is damaged or the folder holds a store.
 */
export async function zetBackupTerug(dir: string, dataDir: string): Promise<Backup> {
  const manifestPad = path.join(dir, MANIFEST);
  if (!existsSync(manifestPad)) throw new SqliteFout('onbereikbaar', `In ${dir} staat geen volledige back-up (${MANIFEST} ontbreekt).`);
  if (existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat al een opslag; herstellen overschrijft niets.`);
  const manifest = JSON.parse(readFileSync(manifestPad, 'utf8')) as Backup;
  for (const b of manifest.bestanden) {
    const pad = path.resolve(dir, b.naam);
    if (!pad.startsWith(path.resolve(dir) + path.sep)) throw new SqliteFout('onbereikbaar', `De back-up noemt een bestand buiten zijn map: ${b.naam}.`);
    if (!existsSync(pad) || (await som(pad)).sha256 !== b.sha256) throw new SqliteFout('onbereikbaar', `De back-up is beschadigd: ${b.naam}.`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // The store last: until it is there the folder holds no store, and a half restored one is never started.
  for (const b of manifest.bestanden) if (b.naam !== BESTAND) kopieer(dir, dataDir, b.naam);
  const doel = path.join(dataDir, BESTAND);
  copyFileSync(path.join(dir, BESTAND), `${doel}.deel`);
  controleer(`${doel}.deel`);
  sync(`${doel}.deel`);
  renameSync(`${doel}.deel`, doel);
  sync(dataDir);
  return manifest;
}

/** @throws SqliteFout `onbereikbaar` when the folder holds no store. */
export function eisOpslag(dataDir: string): void {
  if (!existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat geen opslag van een knooppunt.`);
}

function controleer(bestand: string): void {
  const db = new DatabaseSync(bestand);
  try {
    const r = db.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
    if (r[0]?.quick_check !== 'ok') throw new SqliteFout('onbereikbaar', 'De back-up is geen gave SQLite-opslag.');
  } finally {
    db.close();
  }
}

function lees(dir: string): { incarnatie: string; spools: readonly string[] } {
  const kopie = new Verbinding(dir, true);
  try {
    const incarnatie = kopie.voerUit(alle(vragen.meta, { naam: 'incarnatie' }))[0]?.waarde ?? '';
    return { incarnatie, spools: kopie.voerUit(alle(vragen.spools, {})).flatMap((r) => (r.spool === null ? [] : [r.spool])) };
  } finally {
    kopie.close();
  }
}

function kopieer(van: string, naar: string, naam: string): string {
  const doel = path.join(naar, naam);
  mkdirSync(path.dirname(doel), { recursive: true, mode: 0o700 });
  copyFileSync(path.join(van, naam), doel);
  sync(doel);
  return naam;
}

/** Not for files that SQLite has open in this process: closing one here would drop SQLite's locks on it. */
function sync(pad: string): void {
  const fd = openSync(pad, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

async function som(pad: string): Promise<{ sha256: string; omvang: number }> {
  const hash = createHash('sha256');
  let omvang = 0;
  for await (const stuk of createReadStream(pad) as AsyncIterable<Buffer>) {
    hash.update(stuk);
    omvang += stuk.length;
  }
  return { sha256: hash.digest('hex'), omvang };
}
