// What an operator does to a data folder of the embedded engines, with or without a running hub: balance, backup, restore, repair of positions, access report.
// Reading works beside a running hub; what writes takes the folder's lock, so it never works behind a hub's back.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inzage, type Inzage } from '../audit/inzage.ts';
import { verifyAudit } from '../audit/verify.ts';
import { openEmbeddedLog } from '../eventlog/embedded-eventlog.ts';
import { kamer as logkamer } from '../eventlog/embedded-kamer.ts';
import { herstelPositie, type PositieHersteld, type PositieKeuze } from '../relay/herstel.ts';
import { SqliteFout } from '../sqlite/kamer.ts';
import { eisVersie } from '../sqlite/migratie.ts';
import { openSqlite, type Sqlite } from '../sqlite/sqlite.ts';
import { BESTAND, Verbinding } from '../sqlite/verbinding.ts';
import { backup as maakBackup, zetBackupTerug, type Backup } from '../store/backup.ts';
import type { Balans, Geparkeerd, PaarOverzicht, PaarVerwijzing, ParkeerFilter, ParkeerTelling } from '../store/port.ts';
import { kamer as opslagkamer } from '../store/sqlite-kamer.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { vergelijkMetLog } from '../store/stap-balans.ts';

export { verifyAudit };

type Leeskamer = Parameters<typeof eisVersie>[1];

/** Which rooms it reads is said: with another engine for one of them, the folder holds only the other's tables. @throws SqliteFout `onbereikbaar` when the folder holds no store, or one of another version. */
function metLezer<T>(dataDir: string, kamers: readonly Leeskamer[], werk: (v: Verbinding) => T): T {
  if (!existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat geen opslag van een knooppunt.`);
  const verbinding = new Verbinding(dataDir, true);
  try {
    for (const kamer of kamers) eisVersie(verbinding.db, kamer);
    return werk(verbinding);
  } finally {
    verbinding.close();
  }
}

/** The two tables of the balance and every difference, the log's own count included; one snapshot. Exit code of the command: 0 without differences. */
export function balance(dataDir: string): Balans {
  return metLezer(dataDir, [opslagkamer, logkamer], (v) => v.lees((function* () {
    const balans = yield* opslagkamer.lees.balance({});
    const aantallen = yield* logkamer.lees.counts({});
    return vergelijkMetLog(balans, aantallen);
  })()));
}

/** The store's half of the balance alone, where the event log is elsewhere. */
export function opslagBalans(dataDir: string): Balans {
  return metLezer(dataDir, [opslagkamer], (v) => v.lees(opslagkamer.lees.balance({})));
}

/** Records per topic of the folder's own event log. */
export function logAantallen(dataDir: string): ReadonlyMap<string, number> {
  return metLezer(dataDir, [logkamer], (v) => v.lees(logkamer.lees.counts({})));
}

/** Who received and read what about a pseudonym. */
export function accessReport(dataDir: string, pseudoniem: string): Inzage {
  return metLezer(dataDir, [opslagkamer], (v) => inzage(pseudoniem, v.lees(opslagkamer.lees.auditAbout({ pseudoniem }))));
}

/** What is parked in the folder's own store. */
export function parkedIn(dataDir: string, v: ParkeerFilter & { readonly na?: PaarVerwijzing; readonly max: number }): readonly Geparkeerd[] {
  return metLezer(dataDir, [opslagkamer], (l) => l.lees(opslagkamer.lees.parked(v)));
}

export function parkedCountsIn(dataDir: string, filter: ParkeerFilter): readonly ParkeerTelling[] {
  return metLezer(dataDir, [opslagkamer], (l) => l.lees(opslagkamer.lees.parkedCounts(filter)));
}

/** One pair with its attempts; null when there is none at this place. */
export function pairIn(dataDir: string, paar: PaarVerwijzing): PaarOverzicht | null {
  return metLezer(dataDir, [opslagkamer], (l) => l.lees(opslagkamer.lees.pair(paar)));
}

/** A consistent copy into an empty folder; beside a running hub too. @throws SqliteFout */
export const backup: (dataDir: string, dir: string) => Promise<Backup> = maakBackup;

/**
 * Puts a backup into a folder that holds no store, and records that in the audit.
 * @throws SqliteFout `onbereikbaar` for a damaged backup or a folder with a store, `bezet` when a hub has the folder.
 */
export async function restore(dir: string, dataDir: string, opties: { readonly actor?: string; readonly nu?: string } = {}): Promise<Backup> {
  const manifest = await zetBackupTerug(dir, dataDir);
  await metStore(dataDir, async (_sqlite, store) => {
    await store.recordAudit([{ stap: 'hersteld', tijd: opties.nu ?? new Date().toISOString(), actor: opties.actor ?? 'operator', details: { wat: 'backup', gemaakt: manifest.gemaakt } }]);
  });
  return manifest;
}

/**
 * Decides a position that the hub refused to start on (docs/design/opslag-en-relais.md §4), and records that.
 * @throws SqliteFout `bezet` when a hub runs on the folder; PositieKeuzeFout when the choice would lose or double records.
 */
export async function repairPosition(dataDir: string, keuze: PositieKeuze): Promise<readonly PositieHersteld[]> {
  return await metStore(dataDir, async (sqlite, store) => await herstelPositie(store, await openEmbeddedLog({ sqlite }), keuze));
}

async function metStore<T>(dataDir: string, werk: (sqlite: Sqlite, store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>): Promise<T> {
  if (!existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat geen opslag van een knooppunt.`);
  const sqlite = await openSqlite({ dataDir });
  try {
    const store = await openSqliteStore({ sqlite });
    try {
      return await werk(sqlite, store);
    } finally {
      await store.close();
    }
  } finally {
    await sqlite.close();
  }
}
