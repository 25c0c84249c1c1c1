// The store on SQLite: the port's promises over the writing and the reading thread. A promise resolves after the commit is on disk (G1).
// Wakes whoever listens for accepted rows; keeps no state beside the file.
import { readFile, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { SqliteFout } from '../sqlite/kamer.ts';
import type { Ruimte, Sqlite } from '../sqlite/sqlite.ts';
import { StoreError, type Store } from './port.ts';
import { maakBackupInThread } from './backup-thread.ts';
import type { kamer } from './sqlite-kamer.ts';
import { idGrens } from './stap-vervallen.ts';

export interface SqliteStoreOpties {
  readonly sqlite: Sqlite;
  /** Fixed when the store is made (default 8); another number for an existing store is refused. */
  readonly shards?: number;
  /** Epoch ms; default the system's clock. Only the expiry of keys depends on it. */
  readonly nu?: () => number;
  /** How often expired keys are forgotten, ms; default an hour. */
  readonly opruimen?: number;
}

/** Free bytes below which the store calls itself unwell: about what the write-ahead log grows to between two checkpoints. */
const KRAP = 8 * 1024 * 1024;

/** @throws StoreError `onbereikbaar` when the store is of a newer version or has another number of shards. */
export async function openSqliteStore(opties: SqliteStoreOpties): Promise<Store> {
  const { sqlite } = opties;
  const nu = opties.nu ?? Date.now;
  const ruimte: Ruimte<typeof kamer> = await vertaald(sqlite.kamer<typeof kamer>(new URL('./sqlite-kamer.ts', import.meta.url)));
  const { incarnation, shards } = await vertaald(ruimte.schrijf('begin', { shards: opties.shards, nu: new Date(nu()).toISOString() }));
  const luisteraars = new Set<(shards: readonly number[]) => void>();
  const opruimer = setInterval(() => void ruimte.schrijf('purge', { nu: nu(), max: 10_000 }).catch(() => undefined), opties.opruimen ?? 3_600_000);
  opruimer.unref();

  return {
    incarnation,
    shards,
    async accept(m, keuze) {
      const { uitkomst, shards: gewekt } = await vertaald(
        ruimte.schrijf('accept', { m, ondanksWeigering: keuze?.ondanksWeigering ?? false, nu: nu(), shards }),
      );
      if (gewekt.length > 0) for (const luister of luisteraars) luister(gewekt);
      return uitkomst;
    },
    async refuse(m) {
      const { uitkomst, shards: gewekt } = await vertaald(ruimte.schrijf('refuse', { m, nu: nu(), shards }));
      if (gewekt.length > 0) for (const luister of luisteraars) luister(gewekt);
      return uitkomst;
    },
    lookup: (sleutels) => vertaald(ruimte.lees('lookup', { sleutels, nu: nu() })),
    recordDuplicate: (bericht, audit) => vertaald(ruimte.schrijf('recordDuplicate', { bericht, audit, tijd: new Date(nu()).toISOString() })),
    inboxAfter: (shard, nummer, max) => vertaald(ruimte.lees('inboxAfter', { shard, nummer, max })),
    lastAcceptance: async (shard) => (await vertaald(ruimte.lees('inboxState', { shard }))).laatste,
    inboxState: (shard) => vertaald(ruimte.lees('inboxState', { shard })),
    decidedUpTo: (shard, nummer, max) => vertaald(ruimte.lees('decidedUpTo', { shard, nummer, max })),
    onAccepted(luister) {
      luisteraars.add(luister);
      return () => void luisteraars.delete(luister);
    },
    writeDecisions: (d) => vertaald(ruimte.schrijf('writeDecisions', d)),
    markPublished: (rijen, tijd) => vertaald(ruimte.schrijf('markPublished', { rijen, tijd })),
    recordAudit: (audit) => vertaald(ruimte.schrijf('recordAudit', { audit })),
    dueDeliveries: (v) => vertaald(ruimte.lees('dueDeliveries', { ...v })),
    waitingSubscriptions: () => vertaald(ruimte.lees('waitingSubscriptions', {})),
    deliveryRow: (paar) => vertaald(ruimte.lees('deliveryRow', paar)),
    recordTurn: (paar, beurt, tijd) => vertaald(ruimte.schrijf('recordTurn', { paar, beurt, tijd })),
    parked: (v) => vertaald(ruimte.leesLang('parked', v)),
    parkedCounts: (v) => vertaald(ruimte.leesLang('parkedCounts', { ...v })),
    pair: (paar) => vertaald(ruimte.lees('pair', { shard: paar.shard, nummer: paar.nummer, ordinaal: paar.ordinaal, abonnement: paar.abonnement })),
    announcements: (v) => vertaald(ruimte.lees('announcements', { ...v })),
    claimAnnouncements: (nummer, paren) => vertaald(ruimte.schrijf('claimAnnouncements', { nummer, paren })),
    markAnnounced: (nummer) => vertaald(ruimte.schrijf('markAnnounced', { nummer })),
    async redrive(paar, audit) {
      const rij = await vertaald(ruimte.schrijf('redrive', { paar, ...audit }));
      if (rij) for (const luister of luisteraars) luister([rij.shard]);
      return rij;
    },
    deliveryStats: () => vertaald(ruimte.leesLang('deliveryStats', {})),
    expectation: (bericht) => vertaald(ruimte.lees('expectation', { bericht, nu: nu() })),
    expectations: (v) => vertaald(ruimte.lees('expectations', { ...v })),
    answers: (bericht) => vertaald(ruimte.lees('answers', { bericht })),
    answeredBy: (antwoord) => vertaald(ruimte.lees('answeredBy', { antwoord })),
    failExpectation: (bericht, oorzaak, tijd) => vertaald(ruimte.schrijf('failExpectation', { bericht, oorzaak, tijd })),
    expireExpectations: (tijd, max) => vertaald(ruimte.schrijf('expireExpectations', { nu: tijd, max })),
    expectationStats: () => vertaald(ruimte.lees('expectationStats', {})),
    messagesByReference: (referentie, max) => vertaald(ruimte.lees('messagesByReference', { referentie, max })),
    async forgetContent({ voor, na, ...v }) {
      const uit = await vertaald(ruimte.schrijf('forgetContent', { ...v, voor: idGrens(voor), na: na ?? '', documenten: true }));
      for (const naam of uit.spools) await unlink(path.join(sqlite.dataDir, naam)).catch(() => undefined);
      return uit;
    },
    // Documents went with their messages, and one table holds all days: its pages are used again.
    sweepForgotten: async () => [],
    message: (id) => vertaald(ruimte.lees('message', { id })),
    async bytes(id) {
      const r = await vertaald(ruimte.lees('bytes', { id }));
      if (r === null) return null;
      return 'bytes' in r ? r.bytes : await readFile(path.join(sqlite.dataDir, r.spool));
    },
    spoolPath: async (naam) => path.join(sqlite.dataDir, naam),
    spoolFiles: () => vertaald(ruimte.lees('spools', {})),
    document: (sha256) => vertaald(ruimte.lees('document', { sha256 })),
    documentMessages: (sha256) => vertaald(ruimte.lees('documentMessages', { sha256 })),
    balance: () => vertaald(ruimte.leesLang('balance', {})),
    auditChains: () => vertaald(ruimte.lees('auditChains', {})),
    auditAfter: (keten, volgnr, max) => vertaald(ruimte.lees('auditAfter', { keten, volgnr, max })),
    auditHead: (keten) => vertaald(ruimte.lees('auditHead', { keten })),
    auditAbout: (pseudoniem) => vertaald(ruimte.leesLang('auditAbout', { pseudoniem })),
    async health() {
      try {
        await ruimte.schrijf('purge', { nu: nu(), max: 1 });
        await ruimte.lees('inboxState', { shard: 0 });
        const { bavail, bsize } = await statfs(sqlite.dataDir);
        if (bavail * bsize < KRAP) return { ok: false, detail: `de schijf met de datamap is bijna vol: nog ${Math.floor((bavail * bsize) / 1024)} kB` };
        return { ok: true, detail: 'opslag schrijft en leest' };
      } catch (e) {
        return { ok: false, detail: e instanceof Error ? e.message : String(e) };
      }
    },
    backup: (dir) => maakBackupInThread(sqlite.dataDir, dir),
    async close() {
      clearInterval(opruimer);
      luisteraars.clear();
    },
  };
}

/** An engine's error as the port names it. */
async function vertaald<T>(belofte: Promise<T>): Promise<T> {
  try {
    return await belofte;
  } catch (e) {
    if (!(e instanceof SqliteFout)) throw e;
    throw new StoreError(e.code === 'vol' || e.code === 'onbereikbaar' ? e.code : 'intern', e.message);
  }
}
