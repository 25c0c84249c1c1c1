// The embedded log's room in the SQLite worker: topics, records, and the relay's position in the same transaction as the records (G3).
// A position only goes forward here, and only for the writer that opened the shard last; anything else writes nothing.
import { SqliteFout, type Kamer } from '../sqlite/kamer.ts';
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import { sqliteBouwer, vraag } from '../sqlite/vraag.ts';
import type { Generated } from 'kysely';
import type { LogRecord, RelayPosition, StoredRecord } from './port.ts';

interface LogTabellen {
  log_record: { volgnr: Generated<number>; topic: string; key: string; headers: string; value: string };
  log_positie: { shard: number; epoch: number; incarnation: string | null; acceptance: number; part: number };
}

const EERSTE = `
-- AUTOINCREMENT: an offset is never given out twice, whatever is cleared later.
CREATE TABLE log_record (volgnr INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL, value TEXT NOT NULL) STRICT;
-- serves: read (a topic after an offset) and counts
CREATE INDEX log_record_topic ON log_record (topic, volgnr);
-- incarnation NULL: the shard was opened, no position was ever committed
CREATE TABLE log_positie (shard INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, incarnation TEXT, acceptance INTEGER NOT NULL, part INTEGER NOT NULL) STRICT;
`;

const db = sqliteBouwer<LogTabellen>();
const q = {
  posities: vraag(() => db.selectFrom('log_positie').selectAll().orderBy('shard')),
  positie: vraag((p: { shard: number }) => db.selectFrom('log_positie').selectAll().where('shard', '=', p.shard)),
  verhoogEpoch: vraag((p: { shard: number }) =>
    db.insertInto('log_positie').values({ shard: p.shard, epoch: 1, incarnation: null, acceptance: 0, part: 0 })
      .onConflict((oc) => oc.column('shard').doUpdateSet((eb) => ({ epoch: eb('log_positie.epoch', '+', 1) }))).returningAll()),
  zetPositie: vraag((p: { shard: number; incarnation: string; acceptance: number; part: number }) =>
    db.insertInto('log_positie').values({ shard: p.shard, epoch: 0, incarnation: p.incarnation, acceptance: p.acceptance, part: p.part })
      .onConflict((oc) => oc.column('shard').doUpdateSet({ incarnation: p.incarnation, acceptance: p.acceptance, part: p.part }))),
  zetRecord: vraag((p: { topic: string; key: string; headers: string; value: string }) =>
    db.insertInto('log_record').values({ topic: p.topic, key: p.key, headers: p.headers, value: p.value })),
  lees: vraag((p: { topic: string; na: number; max: number }) =>
    db.selectFrom('log_record').selectAll().where('topic', '=', p.topic).where('volgnr', '>', p.na).orderBy('volgnr').limit(p.max)),
  tel: vraag(() => db.selectFrom('log_record').select('topic').select((eb) => eb.fn.countAll<number>().as('aantal')).groupBy('topic')),
};

function* open(a: { shard: number }): Stappen<{ epoch: number; positie: RelayPosition | null }> {
  const r = yield* eerste(q.verhoogEpoch, a);
  if (!r) throw new SqliteFout('intern', 'geen positie');
  return { epoch: r.epoch, positie: positieVan(r) };
}

function* publish(a: { records: readonly LogRecord[]; position: RelayPosition; epoch: number }): Stappen<void> {
  const { shard, incarnation, acceptance, part } = a.position;
  const r = yield* eerste(q.positie, { shard });
  if (!r || r.epoch !== a.epoch) throw new SqliteFout('fenced', `Shard ${shard} is door een andere schrijver overgenomen.`);
  if (r.incarnation !== null) {
    if (r.incarnation !== incarnation) throw new SqliteFout('position', `De positie van shard ${shard} hoort bij een andere opslag.`);
    const verder = acceptance > r.acceptance || (acceptance === r.acceptance && part > r.part);
    if (!verder) throw new SqliteFout('position', `De positie van shard ${shard} gaat niet vooruit: ${acceptance}/${part} na ${r.acceptance}/${r.part}.`);
  }
  for (const record of a.records) yield* alle(q.zetRecord, { topic: record.topic, key: record.key, headers: JSON.stringify(record.headers), value: record.value });
  yield* alle(q.zetPositie, { shard, incarnation, acceptance, part });
}

function* setPosition(a: RelayPosition): Stappen<void> {
  yield* alle(q.zetPositie, { shard: a.shard, incarnation: a.incarnation, acceptance: a.acceptance, part: a.part });
}

export function* leesPositie(a: { shard: number }): Stappen<RelayPosition | null> {
  const r = yield* eerste(q.positie, a);
  return r ? positieVan(r) : null;
}

function* positions(_a: Record<string, never>): Stappen<readonly RelayPosition[]> {
  return (yield* alle(q.posities, {})).flatMap((r) => positieVan(r) ?? []);
}

function* read(a: { topic: string; na: number; max: number }): Stappen<readonly StoredRecord[]> {
  return (yield* alle(q.lees, a)).map((r) => ({ topic: r.topic, key: r.key, headers: JSON.parse(r.headers) as Record<string, string>, value: r.value, offset: String(r.volgnr) }));
}

/** Records per topic, counted, not kept. */
export function* counts(_a: Record<string, never>): Stappen<ReadonlyMap<string, number>> {
  return new Map((yield* alle(q.tel, {})).map((r) => [r.topic, Number(r.aantal)]));
}

function positieVan(r: { shard: number; incarnation: string | null; acceptance: number; part: number }): RelayPosition | null {
  return r.incarnation === null ? null : { shard: r.shard, incarnation: r.incarnation, acceptance: r.acceptance, part: r.part };
}

export const kamer = {
  naam: 'log',
  migraties: [EERSTE],
  schrijf: { open, publish, setPosition },
  lees: { read, counts, positions },
} satisfies Kamer;
