// Proves: every shard has one holder, shares follow the nodes that live, a node that dies or sleeps loses its shards and every write under them,
// and relays on several nodes publish each event once, in order, over join, crash and waking up (S5, the store's half).
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import type { EventLog } from '../../src/eventlog/port.ts';
import { startRelay, type Relay } from '../../src/relay/relay.ts';
import type { Lease, LeaseBron } from '../../src/relay/port.ts';
import { openSqlite, type Sqlite } from '../../src/sqlite/sqlite.ts';
import { maakLeases } from '../../src/store/postgres-leases.ts';
import { openPostgresStore, type PostgresStore } from '../../src/store/postgres-store.ts';
import { vergelijkMetLog } from '../../src/store/stap-balans.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { proefdatabase, type Proefdatabase } from '../hulp/postgres.ts';
import { aanvaarding, event, nepRouting, tijdelijkeMap } from '../contract/bouwstenen.ts';

const postgres = await vraagDienst('postgres', import.meta.url);
const SHARDS = 8;
const DUUR = 1_000;

async function totdat(wat: string, klopt: () => Promise<boolean> | boolean, ms = 15_000): Promise<void> {
  const einde = performance.now() + ms;
  while (!(await klopt())) {
    if (performance.now() > einde) throw new Error(`niet gezien: ${wat}`);
    await new Promise((r) => setTimeout(r, 25));
  }
}

(postgres.adres === '' ? describe.skip : describe)('leases on PostgreSQL', () => {
  let database: Proefdatabase;
  let map: ReturnType<typeof tijdelijkeMap>;
  let stores: PostgresStore[];
  let bronnen: LeaseBron[];
  const opruimen: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    database = await proefdatabase(postgres.adres);
    map = tijdelijkeMap();
    stores = [];
    bronnen = [];
  });
  afterEach(async () => {
    for (const f of opruimen.splice(0).reverse()) await f();
    for (const b of bronnen) await b.stop();
    for (const s of stores) await s.close();
    await database.weg();
    map.weg();
  });
  const store = async (knoop: string): Promise<PostgresStore> => {
    const s = await openPostgresStore({ postgres: { url: database.url }, knoop, dataDir: map.pad, shards: SHARDS });
    stores.push(s);
    return s;
  };
  const bron = (knoop: string, duur = DUUR): LeaseBron => {
    const b = maakLeases({ postgres: { url: database.url }, knoop, duur });
    bronnen.push(b);
    return b;
  };
  const verdeling = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await database.sql<{ knoop: string; n: number }>("SELECT coalesce(knoop, '-') AS knoop, count(*)::int AS n FROM lease GROUP BY 1 ORDER BY 1")).map((r) => [r.knoop, r.n]));

  /** A holder that only remembers. */
  async function houd(b: LeaseBron): Promise<Map<number, Lease>> {
    const mijn = new Map<number, Lease>();
    for (const l of await b.start({ neem: (l) => void mijn.set(l.shard, l), laatLos: async (shard) => void mijn.delete(shard) })) mijn.set(l.shard, l);
    return mijn;
  }

  test('one node holds all; a second gets its half without a shard ever having two holders; when it goes the first has all again', async () => {
    await store('a');
    const a = await houd(bron('a'));
    expect(a.size).toBe(SHARDS);
    const tweede = bron('b');
    const b = await houd(tweede);
    let dubbel = 0;
    const kijk = setInterval(() => (dubbel += [...a.keys()].filter((s) => b.has(s)).length), 5);
    await totdat('helft', () => a.size === SHARDS / 2 && b.size === SHARDS / 2);
    clearInterval(kijk);
    expect(dubbel).toBe(0);
    expect(await verdeling()).toEqual({ a: 4, b: 4 });
    await tweede.stop();
    await totdat('alles terug', () => a.size === SHARDS);
  });

  test('a node that dies without a word loses its shards after the time of a lease; the epoch has risen', async () => {
    await store('a');
    // As a crash leaves it: rows of a node that will never renew.
    await database.sql("UPDATE lease SET knoop = 'dood', tijdperk = 3, tot = now() + interval '1 second'");
    await database.sql("INSERT INTO knoop VALUES ('dood', now() + interval '1 second')");
    const a = await houd(bron('a'));
    expect(a.size).toBe(0);
    await totdat('overname', () => a.size === SHARDS);
    expect([...a.values()].map((l) => l.tijdperk)).toEqual(Array.from({ length: SHARDS }, () => 4));
  });

  test('a node that starts again under its name takes its own shards back at once, under a new epoch', async () => {
    await store('a');
    await database.sql("UPDATE lease SET knoop = 'a', tijdperk = 3, tot = now() + interval '1 hour'");
    expect([...(await houd(bron('a'))).values()].map((l) => l.tijdperk)).toEqual(Array.from({ length: SHARDS }, () => 4));
  });

  test('a lease that another took is told to its holder, and is not valid any more', async () => {
    await store('a');
    const b = bron('a');
    const a = await houd(b);
    const lease = a.get(2) as Lease;
    expect(await b.geldig(lease)).toBe(true);
    await database.sql("UPDATE lease SET knoop = 'x', tijdperk = tijdperk + 1, tot = now() + interval '1 hour' WHERE shard = 2");
    expect(await b.geldig(lease)).toBe(false);
    await totdat('verloren', () => !a.has(2));
    expect(a.size).toBe(SHARDS - 1);
  });

  describe('relays', () => {
    const TOPIC = 'sociaaldomein.gemeente.0001';
    let sqlite: Sqlite;
    let log: EventLog;
    beforeEach(async () => {
      sqlite = await openSqlite({ dataDir: map.pad });
      log = await openEmbeddedLog({ sqlite });
      opruimen.push(() => sqlite.close());
    });
    // A log of its own for each: who opens a shard fences the others' (the log's epoch is the opener's).
    const relais = async (s: PostgresStore, leases: LeaseBron): Promise<Relay> => {
      const r = await startRelay({ store: s, eventlog: await openEmbeddedLog({ sqlite }), routing: () => nepRouting([{ id: '0001' }]), leases, wacht: 50 });
      opruimen.push(() => r.stop());
      return r;
    };
    const controleer = async (s: PostgresStore, verwacht: number): Promise<void> => {
      const gelezen = await log.read(TOPIC, null, 100_000);
      expect(gelezen).toHaveLength(verwacht);
      expect(new Set(gelezen.map((r) => r.headers.ce_id)).size).toBe(verwacht);
      const nummers = new Map<string, number>();
      for (let shard = 0; shard < SHARDS; shard++) for (const r of await s.inboxAfter(shard, 0, 100_000)) nummers.set(r.bericht.id, r.nummer);
      for (const key of new Set(gelezen.map((r) => r.key))) {
        const n = gelezen.filter((r) => r.key === key).map((r) => nummers.get(r.headers.ce_bericht ?? '') ?? 0);
        expect(n).toEqual([...n].sort((x, y) => x - y));
      }
      expect(vergelijkMetLog(await s.balance(), await log.counts(), await log.counts()).verschillen).toEqual([]);
    };

    test('under load a second node joins and leaves again: every event once, in order', async () => {
      const [a, b] = [await store('a'), await store('b')];
      const een = await relais(a, bron('a'));
      let klaar = false;
      let n = 0;
      const laad = (async () => {
        while (!klaar) {
          await Promise.all(Array.from({ length: 10 }, () => (n % 2 ? a : b).accept(aanvaarding(`m${n++}`, { events: [event(1, `k${n % 20}`)] }))));
        }
      })();
      const twee = await relais(b, bron('b'));
      await totdat('verdeeld', async () => (await verdeling()).b === SHARDS / 2);
      await new Promise((r) => setTimeout(r, 500));
      await twee.stop();
      await totdat('terug', async () => (await verdeling()).a === SHARDS);
      klaar = true;
      await laad;
      expect(await een.quiet(20_000)).toBe(true);
      await controleer(a, n);
    }, 60_000);

    test('a zombie: a node that slept past its leases and wakes up halfway a batch writes nothing, and does not fence who took over', async () => {
      const [a, b] = [await store('a'), await store('b')];
      // Node a stands still after it decided (line 7), as a paused process would: no renewal, no publication.
      let wakker: () => void = () => undefined;
      const slaap = new Promise<void>((klaar) => (wakker = klaar));
      let slaapt = false;
      // So long that it does not look again while the test runs: a sleeping process does not either.
      const leases = bron('a', 300_000);
      const fouten: string[] = [];
      const zombie = await startRelay({
        store: a, eventlog: await openEmbeddedLog({ sqlite }), routing: () => nepRouting([{ id: '0001' }]), leases, wacht: 50,
        onFout: (e) => fouten.push((e as { code?: string }).code ?? String(e)),
        na: async (regel) => {
          if (regel !== 7) return;
          slaapt = true;
          await slaap;
        },
      });
      opruimen.push(() => zombie.stop());
      for (let n = 0; n < 40; n++) await a.accept(aanvaarding(`m${n}`, { events: [event(1, `k${n % 10}`)] }));
      await totdat('slaapt', () => slaapt);
      await database.sql("UPDATE lease SET tot = now() - interval '1 second'");
      await database.sql("UPDATE knoop SET tot = now() - interval '1 second'");
      const ander = await relais(b, bron('b'));
      await totdat('overgenomen', async () => (await verdeling()).b === SHARDS);
      expect(await ander.quiet(20_000)).toBe(true);
      wakker();
      await totdat('geweigerd', () => fouten.includes('fenced') && fouten.includes('lease'));
      await controleer(b, 40);
      expect(fouten.filter((f) => f !== 'fenced' && f !== 'lease')).toEqual([]);
    }, 60_000);
  });
});
