// What PostgreSQL adds to the store's contract: several nodes on one database, an audit that the database itself keeps append-only, days that go as a whole,
// claim checks that every node can read, a server that goes and comes back, versions side by side.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../../scripts/diensten/postgres.ts';
import { migraties } from '../../src/store/postgres-migraties.ts';
import { idGrens as grens } from '../../src/store/stap-vervallen.ts';
import { openPostgresStore, type PostgresStore, type PostgresStoreOpties } from '../../src/store/postgres-store.ts';
import type { InboxRij } from '../../src/store/port.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { proefdatabase, type Proefdatabase } from '../hulp/postgres.ts';
import { aanvaarding, event, idVan, kop, sleutel, tijdelijkeMap, TIJD, weigering } from '../contract/bouwstenen.ts';

const postgres = await vraagDienst('postgres', import.meta.url);
const wijs = (r: InboxRij) => ({ shard: r.shard, nummer: r.nummer, bericht: r.bericht.id, poging: r.poging });

(postgres.adres === '' ? describe.skip : describe)('the store on PostgreSQL', () => {
  let database: Proefdatabase;
  let open: PostgresStore[];
  let mappen: ReturnType<typeof tijdelijkeMap>[];
  const knoop = async (naam: string, extra: Partial<PostgresStoreOpties> = {}): Promise<PostgresStore & { map: string }> => {
    const map = tijdelijkeMap();
    mappen.push(map);
    const store = await openPostgresStore({ postgres: { url: database.url }, knoop: naam, dataDir: map.pad, ...extra });
    open.push(store);
    return Object.assign(store, { map: map.pad });
  };
  const rijen = async (s: PostgresStore): Promise<InboxRij[]> => (await Promise.all(Array.from({ length: s.shards }, (_, i) => s.inboxAfter(i, 0, 10_000)))).flat();
  beforeEach(async () => {
    open = [];
    mappen = [];
    database = await proefdatabase(postgres.adres);
  });
  afterEach(async () => {
    for (const s of open) await s.close();
    await database.weg();
    for (const m of mappen) m.weg();
  });

  describe('several nodes', () => {
    test('the same key on two nodes at the same moment: one is accepted, all others get its answer (S10)', async () => {
      const [a, b] = [await knoop('a'), await knoop('b')];
      const uitkomsten = await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 ? a : b).accept(aanvaarding(`m${i}`, { sleutels: [sleutel('zelfde', 'zelfde')] }))));
      const nieuw = uitkomsten.filter((u) => u.soort === 'nieuw');
      expect(nieuw).toHaveLength(1);
      expect(new Set(uitkomsten.map((u) => ('id' in u ? u.id : '')))).toEqual(new Set([nieuw[0]?.id]));
      const balans = await a.balance();
      expect(balans.berichten).toMatchObject({ ontvangen: 200, aanvaard: 1, dubbel: 199 });
      expect(balans.verschillen).toEqual([]);
    });

    test('question, answers, failed call and sweep on three nodes at the same moment: one first answer, each expired once, nothing passes the other by', async () => {
      const knopen = [await knoop('a'), await knoop('b'), await knoop('c')] as const;
      const [a, b, c] = knopen;
      const vraag = (n: string) => aanvaarding(n, { verwachting: { sleutel: sleutel(`v/${n}`, '').sleutel, partij: 'p', termijn: '2026-01-05T00:00:00.000Z' } });
      const antwoord = (n: string, op: string) => aanvaarding(n, { kop: kop(n, { ontvangenOp: TIJD }), beantwoordt: { sleutels: [sleutel(`v/${op}`, '').sleutel], tot: Date.parse('2100-01-01') } });
      const namen = Array.from({ length: 20 }, (_, i) => `q${i}`);
      const weg: string[] = [];
      await Promise.all([
        ...namen.flatMap((n) => [a.accept(vraag(n)), b.accept(antwoord(`${n}-1`, n)), c.accept(antwoord(`${n}-2`, n))]),
        ...Array.from({ length: 10 }, async (_, i) => weg.push(...(await (knopen[i % 3] as PostgresStore).expireExpectations('2026-02-01T00:00:00.000Z', 5)))),
      ]);
      for (const n of namen) {
        const e = await a.expectation(idVan(n));
        const soorten = e?.antwoorden.map((x) => x.soort).sort();
        expect([['dubbel', 'eerste'], ['dubbel', 'laat']]).toContainEqual(soorten);
        expect(e?.staat).toBe(soorten?.includes('laat') ? 'laat' : 'beantwoord');
        expect(weg.filter((w) => w === idVan(n))).toHaveLength(soorten?.includes('laat') ? 1 : 0);
      }
      expect((await a.balance()).verschillen).toEqual([]);
    });

    test('numbers of a shard have no gaps and no doubles, whoever draws them, also over many shards at once', async () => {
      const knopen = [await knoop('a'), await knoop('b'), await knoop('c')];
      const gelezen: boolean[] = [];
      let klaar = false;
      const lezer = (async () => {
        while (!klaar) {
          for (let s = 0; s < 8; s++) gelezen.push((await (knopen[0] as PostgresStore).inboxAfter(s, 0, 10_000)).every((r, i) => r.nummer === i + 1));
        }
      })();
      await Promise.all(Array.from({ length: 300 }, (_, i) =>
        (knopen[i % 3] as PostgresStore).accept(aanvaarding(`m${i}`, { events: Array.from({ length: 1 + (i % 4) }, (_x, j) => event(j + 1, `k${(i * 7 + j * 3) % 50}`)) }))));
      klaar = true;
      await lezer;
      expect(gelezen).not.toContain(false);
      expect((await (knopen[1] as PostgresStore).balance()).verschillen).toEqual([]);
    });

    test('each has an audit chain of its own; together they are counted once', async () => {
      const [a, b] = [await knoop('a'), await knoop('b')];
      await a.accept(aanvaarding('x'));
      await b.accept(aanvaarding('y'));
      expect(await a.auditChains()).toEqual(['a', 'b']);
      for (const k of ['a', 'b']) expect((await b.auditAfter(k, 0, 10)).map((r) => [r.keten, r.volgnr, r.stap])).toEqual([[k, 1, 'ontvangen'], [k, 2, 'aanvaard']]);
      expect((await b.balance()).berichten).toMatchObject({ ontvangen: 2, aanvaard: 2 });
    });

    test('a second node of the same name is refused; after the first has gone the name is free', async () => {
      const a = await knoop('a');
      await expect(knoop('a', { wachtOpNaam: 300 })).rejects.toMatchObject({ code: 'onbereikbaar', message: expect.stringContaining('met de naam a') });
      await a.close();
      await knoop('a', { wachtOpNaam: 5_000 });
    });

    test('who listens on one node hears of what another accepted', async () => {
      const [a, b] = [await knoop('a'), await knoop('b')];
      const gehoord = new Promise<readonly number[]>((klaar) => b.onAccepted(klaar));
      // LISTEN may still be on its way; a notification that is missed is no loss, so it is asked for until it comes.
      const timer = setInterval(() => void a.accept(aanvaarding(`m${Math.random()}`, { sleutels: [], events: [event(1, 'k')] })), 50);
      const shards = await gehoord;
      clearInterval(timer);
      expect(shards).toEqual([(await rijen(a))[0]?.shard]);
    });

    test('the rows of one message, decided on two nodes at once to nobody: undeliverable, whoever is last', async () => {
      const [a, b] = [await knoop('a'), await knoop('b')];
      for (let n = 0; n < 20; n++) await a.accept(aanvaarding(`m${n}`, { events: Array.from({ length: 30 }, (_, i) => event(i + 1, `k${n}/${i}`)) }));
      await Promise.all((await rijen(a)).map((r, i) => (i % 2 ? a : b).writeDecisions({ rij: wijs(r), besluiten: [], audit: [], tijd: TIJD })));
      for (let n = 0; n < 20; n++) expect((await b.message(idVan(`m${n}`)))?.staat).toBe('onbestelbaar');
    });

    test('a write under an older epoch is refused and leaves nothing; its neighbours in the group go through', async () => {
      const a = await knoop('a');
      await a.accept(aanvaarding('x'));
      const [rij] = await rijen(a);
      if (!rij) throw new Error('geen rij');
      await database.sql("UPDATE lease SET knoop = 'a', tijdperk = 7 WHERE shard = $1", [rij.shard]);
      const besluit = { rij: wijs(rij), besluiten: [], audit: [{ stap: 'gerouteerd' as const, tijd: TIJD, bericht: rij.bericht.id, actor: 'hub' }], tijd: TIJD };
      const [oud, buur] = await Promise.allSettled([a.writeDecisions({ ...besluit, lease: 6 }), a.accept(aanvaarding('y'))]);
      expect(oud).toMatchObject({ status: 'rejected', reason: { code: 'lease' } });
      expect(buur.status).toBe('fulfilled');
      expect(await a.inboxState(rij.shard)).toMatchObject({ beslistTot: rij.nummer - 1 });
      await a.writeDecisions({ ...besluit, lease: 7 });
      await expect(a.markPublished([wijs(rij)], TIJD, 6)).rejects.toMatchObject({ code: 'lease' });
      await a.markPublished([wijs(rij)], TIJD, 7);
      expect(await a.inboxState(rij.shard)).toMatchObject({ gepubliceerdTot: rij.nummer });
    });

    test('a claim check that one node took in is read on another, whole', async () => {
      const [a, b] = [await knoop('a'), await knoop('b')];
      const inhoud = Buffer.from(Array.from({ length: 2_500_000 }, (_, i) => i % 251));
      const naam = path.join('spool', 'groot.bericht');
      mkdirSync(path.join(a.map, 'spool'));
      writeFileSync(path.join(a.map, naam), inhoud);
      await a.accept(aanvaarding('groot', { bytes: null, spool: naam }));
      expect((await rijen(b))[0]?.spool).toBe(naam);
      expect(readFileSync(await b.spoolPath(naam)).equals(inhoud)).toBe(true);
      expect(Buffer.from((await b.bytes(idVan('groot'))) ?? []).equals(inhoud)).toBe(true);
      expect(await b.spoolFiles()).toEqual([naam]);
      await expect(b.spoolPath('spool/onbekend')).rejects.toMatchObject({ code: 'intern' });
    });
  });

  describe('the audit', () => {
    test.each(["UPDATE audit SET actor = 'x'", 'DELETE FROM audit', 'TRUNCATE audit'])('%s is refused, also to the owner with all rights back', async (opdracht) => {
      const a = await knoop('a');
      await a.accept(aanvaarding('x'));
      await database.sql('GRANT ALL ON audit TO CURRENT_USER');
      await expect(database.sql(opdracht)).rejects.toThrow('alleen bijschrijven');
    });

    test('nobody holds the rights to change it', async () => {
      await knoop('a');
      const rechten = await database.sql<{ privilege_type: string }>("SELECT privilege_type FROM information_schema.role_table_grants WHERE table_name = 'audit'");
      expect(rechten.map((r) => r.privilege_type).filter((p) => ['UPDATE', 'DELETE', 'TRUNCATE'].includes(p))).toEqual([]);
    });
  });

  describe('days', () => {
    const DAG = '2026-03-04';
    const MIDDAG = Date.parse(`${DAG}T12:00:00Z`);
    const id = (n: number): string => `${grens(MIDDAG + n)}7000-8000-000000000000`;

    test('bodies stand in the day of their id; the day goes when all content has been forgotten, and only then', async () => {
      const a = await knoop('a', { nu: () => MIDDAG });
      expect((await a.dagen.lijst())[0]).toBe(DAG);
      await a.accept(aanvaarding('x', { kop: kop('x', { id: id(1) }) }));
      await a.refuse(weigering('w', { kop: kop('w', { id: id(2) }) }));
      expect(await database.sql('SELECT bericht FROM bericht_bytes_20260304 ORDER BY 1')).toEqual([{ bericht: id(1) }, { bericht: id(2) }]);
      expect(await database.sql('SELECT count(*)::int AS n FROM event_data_20260304')).toEqual([{ n: 1 }]);
      const [rij] = await rijen(a);
      if (!rij) throw new Error('geen rij');
      const voor = MIDDAG + 86_400_000;
      const vergeet = () => a.forgetContent({ soort: 'bytes', voor, na: null, max: 9, tijd: TIJD, posities: new Map([[rij.shard, 99]]) });
      expect(await vergeet()).toMatchObject({ vergeten: 1, gebleven: 1, volgende: null });
      expect(await a.sweepForgotten(voor)).toEqual([]);
      expect(await a.dagen.lijst()).toContain(DAG);
      await a.writeDecisions({ rij: wijs(rij), besluiten: [], audit: [], tijd: TIJD });
      await a.markPublished([wijs(rij)], TIJD);
      expect(await vergeet()).toMatchObject({ vergeten: 1, gebleven: 0 });
      // The day itself has not passed yet.
      expect(await a.sweepForgotten(MIDDAG)).toEqual([]);
      expect(await a.sweepForgotten(voor)).toEqual([DAG]);
      expect(await a.dagen.lijst()).not.toContain(DAG);
      expect(await a.bytes(id(1))).toBeNull();
      expect((await a.balance()).verschillen).toEqual([]);
    });

    test('a day that comes gets its partition before its first message; two nodes make it once', async () => {
      let nu = MIDDAG;
      const [a, b] = [await knoop('a', { nu: () => nu }), await knoop('b', { nu: () => nu })];
      nu += 30 * 86_400_000;
      await Promise.all([a.dagen.maakAan(nu), b.dagen.maakAan(nu)]);
      expect(await b.dagen.lijst()).toContain('2026-04-03');
    });
  });

  describe('the connection', () => {
    test('lost under load: those who asked hear `onbereikbaar`, the next succeed, nothing that was acknowledged is gone and nothing stands half', async () => {
      const a = await knoop('a');
      const bevestigd: string[] = [];
      const fouten: unknown[] = [];
      let klaar = false;
      const lader = Promise.all(Array.from({ length: 20 }, async (_, w) => {
        for (let i = 0; !klaar; i++) {
          const naam = `w${w}/${i}`;
          await a.accept(aanvaarding(naam)).then(() => bevestigd.push(naam), (e: unknown) => fouten.push(e));
        }
      }));
      for (let n = 0; n < 5; n++) {
        await new Promise((r) => setTimeout(r, 150));
        await database.sql('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
      }
      await new Promise((r) => setTimeout(r, 300));
      klaar = true;
      await lader;
      expect(fouten.length).toBeGreaterThan(0);
      expect(fouten.filter((e) => (e as { code?: string }).code !== 'onbereikbaar')).toEqual([]);
      for (const naam of bevestigd) expect(await a.lookup([sleutel(naam, naam)])).toMatchObject({ soort: 'dubbel', id: idVan(naam) });
      expect((await a.balance()).verschillen).toEqual([]);
      expect((await a.health()).ok).toBe(true);
    });

    test('a day whose partition cannot be made now is made later; its bodies are kept meanwhile', async () => {
      const nu = Date.parse('2026-05-06T12:00:00Z');
      const a = await knoop('a', { nu: () => nu });
      const houder = await database.verbind();
      await houder.query('BEGIN');
      await houder.query('SELECT count(*) FROM event_data_rest');
      await a.dagen.maakAan(nu + 30 * 86_400_000);
      expect(await a.dagen.lijst()).not.toContain('2026-06-05');
      await houder.query('ROLLBACK');
      await a.dagen.maakAan(nu + 30 * 86_400_000);
      expect(await a.dagen.lijst()).toContain('2026-06-05');
    }, 60_000);

    test('no server at all: `onbereikbaar` within the time for connecting', async () => {
      const map = tijdelijkeMap();
      await expect(openPostgresStore({ postgres: { url: 'postgres://x:y@127.0.0.1:9/z' }, dataDir: map.pad })).rejects.toMatchObject({ code: 'onbereikbaar' });
      map.weg();
    });

    test('another number of shards is refused', async () => {
      await knoop('a', { shards: 4 });
      await expect(knoop('b', { shards: 8 })).rejects.toMatchObject({ code: 'onbereikbaar', message: expect.stringContaining('4 shards') });
    });
  });

  describe('versions', () => {
    const nieuwer = { sql: "ALTER TABLE bericht ADD COLUMN extra text; CREATE TABLE nieuw (x int)", naast: 1 };

    test('a newer version changes a table under a running older one: both go on', async () => {
      const oud = await knoop('oud');
      await oud.accept(aanvaarding('voor'));
      await rijen(oud);
      const nieuw = await knoop('nieuw', { migraties: [...migraties, nieuwer] });
      await Promise.all([...Array.from({ length: 20 }, (_, i) => oud.accept(aanvaarding(`o${i}`))), ...Array.from({ length: 20 }, (_, i) => nieuw.accept(aanvaarding(`n${i}`)))]);
      expect(await rijen(oud)).toHaveLength(41);
      expect(await rijen(nieuw)).toHaveLength(41);
      await knoop('oud-2');
      expect((await oud.balance()).verschillen).toEqual([]);
    });

    test('a version that cannot work beside the tables is refused, and changes nothing', async () => {
      await (await knoop('nieuw', { migraties: [...migraties, { ...nieuwer, naast: migraties.length + 1 }] })).close();
      await expect(knoop('oud')).rejects.toMatchObject({ code: 'onbereikbaar', message: expect.stringContaining('nieuwere versie') });
    });

    test('a migration that fails leaves nothing of itself', async () => {
      await expect(knoop('a', { migraties: [...migraties, { sql: 'CREATE TABLE half (x int); SELECT 1/0', naast: 1 }] })).rejects.toBeDefined();
      expect(await database.sql("SELECT to_regclass('half') AS t")).toEqual([{ t: null }]);
      await knoop('a');
    });
  });
});

test('a server without fsync is refused', async () => {
  const zonder = await startPostgres({ instellingen: { fsync: 'off' } }).catch(() => null);
  if (!zonder) return;
  const map = tijdelijkeMap();
  try {
    await expect(openPostgresStore({ postgres: { url: zonder.url }, dataDir: map.pad })).rejects.toMatchObject({ code: 'onbereikbaar', message: expect.stringContaining('fsync') });
  } finally {
    await zonder.stop();
    map.weg();
  }
}, 60_000);

test('a node that heard of an outage and gets no messages any more finds out by itself that writing goes again', async () => {
  const eigen = await startPostgres().catch(() => null);
  if (!eigen) return;
  const map = tijdelijkeMap();
  const store = await openPostgresStore({ postgres: { url: eigen.url }, dataDir: map.pad });
  try {
    await eigen.sein('SIGKILL');
    await expect(store.accept(aanvaarding('a'))).rejects.toMatchObject({ code: 'onbereikbaar' });
    expect((await store.health()).ok).toBe(false);
    await eigen.start();
    expect(await store.health()).toEqual({ ok: true, detail: 'opslag schrijft en leest' });
  } finally {
    await store.close();
    await eigen.stop();
    map.weg();
  }
}, 60_000);
