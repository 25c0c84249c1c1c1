// What was parked before its moment was kept: an upgrade takes the moment from the audit record, on both engines; and it is still to be announced.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { migraties as opPostgres } from '../../src/store/postgres-migraties.ts';
import { migraties as opSqlite } from '../../src/store/sqlite-migraties.ts';
import { TIJD, tijdelijkeMap } from '../contract/bouwstenen.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { proefdatabase } from '../hulp/postgres.ts';

const postgres = await vraagDienst('postgres', import.meta.url);
/** The version that delivered first, and had no moment. */
const OUD = 2;
const VUL = [
  `INSERT INTO besluit (shard, nummer, ordinaal, abonnement, bericht, poging, partij, niveau, kanaal, topic, event_id, type, staat, oorzaak, stadium) VALUES
    (3, 7, 1, 'push-a', 'b1', 1, 'p', 'wat', 'aflevering', 't', 'e1', 't', 'geparkeerd', 'http-400', 'aflevering'),
    (3, 7, 2, 'push-a', 'b1', 1, 'p', 'wat', 'aflevering', 't', 'e2', 't', 'klaargezet', NULL, NULL)`,
  `INSERT INTO audit (keten, volgnr, stap, tijd, bericht, actor, vorige, hash, uniek) VALUES ('hub', 1, 'geparkeerd', '${TIJD}', 'b1', 'hub', 'v', 'h', 'geparkeerd/3/7/1/push-a')`,
];
const VERWACHT = [{ ordinaal: 1, geparkeerd_op: TIJD, melding: null }, { ordinaal: 2, geparkeerd_op: null, melding: null }];
const VRAAG = 'SELECT ordinaal, geparkeerd_op, melding FROM besluit ORDER BY ordinaal';

test('SQLite', () => {
  const map = tijdelijkeMap();
  const db = new DatabaseSync(path.join(map.pad, 'oud.sqlite'));
  for (const m of opSqlite.slice(0, OUD)) db.exec(m);
  for (const v of VUL) db.exec(v);
  for (const m of opSqlite.slice(OUD)) db.exec(m);
  expect(db.prepare(VRAAG).all().map((r) => ({ ...r }))).toEqual(VERWACHT);
  db.close();
  map.weg();
});

(postgres.adres ? test : test.skip)('PostgreSQL', async () => {
  const database = await proefdatabase(postgres.adres);
  const map = tijdelijkeMap();
  try {
    await (await openPostgresStore({ postgres: { url: database.url }, dataDir: map.pad, migraties: opPostgres.slice(0, OUD) })).close();
    for (const v of VUL) await database.sql(v);
    const store = await openPostgresStore({ postgres: { url: database.url }, dataDir: map.pad });
    try {
      expect((await database.sql<{ ordinaal: string; geparkeerd_op: string | null; melding: string | null }>(VRAAG)).map((r) => ({ ...r, ordinaal: Number(r.ordinaal) }))).toEqual(VERWACHT);
      expect((await store.announcements({ max: 9 })).paren.map((p) => p.ordinaal)).toEqual([1]);
      expect(await store.parked({ van: TIJD, max: 9 })).toMatchObject([{ ordinaal: 1, geparkeerdOp: TIJD }]);
    } finally {
      await store.close();
    }
  } finally {
    await database.weg();
    map.weg();
  }
}, 60_000);
