// The relay on the embedded engines: exactly once to the topics, in order, over every crash between two lines of the design note (§2),
// and a start that refuses a position it cannot explain (§4).
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import { EventLogError, type EventLog } from '../../src/eventlog/port.ts';
import { startRelay, type Relay, type RelayOpties } from '../../src/relay/relay.ts';
import type { Routing } from '../../src/routing/port.ts';
import { openSqlite, type Sqlite } from '../../src/sqlite/sqlite.ts';
import { vergelijkMetLog } from '../../src/store/stap-balans.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import type { BerichtEvent, InboxRij, Store } from '../../src/store/port.ts';
import { aanvaarding, event, idVan, nepRouting, tijdelijkeMap } from '../contract/bouwstenen.ts';

let map: ReturnType<typeof tijdelijkeMap>;
let sqlite: Sqlite;
let store: Store;
let log: EventLog;
let relay: Relay | null = null;

async function open(): Promise<void> {
  sqlite = await openSqlite({ dataDir: map.pad });
  store = await openSqliteStore({ sqlite, shards: 2 });
  log = await openEmbeddedLog({ sqlite });
}

async function start(routing: Routing, extra: Partial<RelayOpties> = {}): Promise<Relay> {
  relay = await startRelay({ store, eventlog: log, routing: () => routing, ...extra });
  return relay;
}

async function stop(): Promise<void> {
  await relay?.stop();
  relay = null;
  await store.close();
  await sqlite.close();
}

beforeEach(async () => {
  map = tijdelijkeMap();
  await open();
});
afterEach(async () => {
  await stop();
  map.weg();
});

const ids = async (topic: string): Promise<string[]> => (await log.read(topic, null, 10_000)).map((r) => r.headers.ce_id ?? '');
const sluitend = async (): Promise<void> => expect(vergelijkMetLog(await store.balance(), await log.counts()).verschillen).toEqual([]);
const TOPIC = 'sociaaldomein.gemeente.0001';

test('every event of every message, once per subscription, in the order of its key', async () => {
  const r = await start(nepRouting([{ id: '0001' }, { id: '0002', wil: (e) => e.ordinaal === 1 }]));
  await Promise.all(Array.from({ length: 100 }, (_, i) => store.accept(aanvaarding(`m${i}`, { events: [event(1, `k${i % 5}`), event(2, `k${i % 5}`)] }))));
  expect(await r.quiet(10_000)).toBe(true);
  const een = await log.read(TOPIC, null, 1000);
  expect(een).toHaveLength(200);
  expect(new Set(een.map((x) => x.headers.ce_id)).size).toBe(200);
  expect(await ids('sociaaldomein.gemeente.0002')).toHaveLength(100);
  const nummers = new Map<string, number>();
  for (let shard = 0; shard < store.shards; shard++) for (const rij of await store.inboxAfter(shard, 0, 1000)) nummers.set(rij.bericht.id, rij.nummer);
  for (const key of new Set(een.map((x) => x.key))) {
    const rij = een.filter((x) => x.key === key).map((x) => (nummers.get(x.headers.ce_bericht ?? '') ?? 0) * 10 + (JSON.parse(x.value) as { ordinaal: number }).ordinaal);
    expect(rij).toEqual([...rij].sort((a, b) => a - b));
  }
  await sluitend();
  expect((await store.message(idVan('m1')))?.staat).toBe('afgeleverd');
});

test('a record is a CloudEvent in binary mode', async () => {
  const r = await start(nepRouting([{ id: '0001' }]));
  await store.accept(aanvaarding('a'));
  await r.quiet(5_000);
  const [record] = await log.read(TOPIC, null, 1);
  expect(record?.headers).toMatchObject({ 'content-type': 'application/json', ce_specversion: '1.0', ce_type: 'nl.sociaaldomein.zaak-aangemaakt.v1', ce_bericht: idVan('a') });
  expect(Object.keys(record?.headers ?? {})).not.toContain('ce_datacontenttype');
});

test('a message that nobody may have is undeliverable, kept and counted', async () => {
  const r = await start(nepRouting([]));
  await store.accept(aanvaarding('a'));
  await store.accept(aanvaarding('leeg', { events: [] }));
  await r.quiet(5_000);
  expect((await store.balance()).berichten).toMatchObject({ aanvaard: 2, onbestelbaar: 2, onderweg: 0 });
  await sluitend();
});

test('the audit tells per subscription who may have it, on what ground, about whom', async () => {
  const r = await start(nepRouting([{ id: '0001' }, { id: '0002', wil: (e) => e.ordinaal === 2 }]), { betrokkenen: (e) => [`p-${e.ordinaal}`] });
  await store.accept(aanvaarding('a', { events: [event(1, 'k'), event(2, 'k')] }));
  await r.quiet(5_000);
  const regels = (await store.auditAfter('hub', 0, 100)).filter((x) => x.stap === 'gerouteerd');
  expect(regels.map((x) => [x.abonnement, x.betrokkenen, x.details?.grondslag, x.details?.configuratie])).toEqual([
    ['0001', ['p-1', 'p-2'], 'proef', 'proef'],
    ['0002', ['p-2'], 'proef', 'proef'],
  ]);
  expect((await store.auditAbout('p-1')).regels.map((x) => x.abonnement)).toEqual(['0001', '0001']);
});

describe('a crash after each line', () => {
  class Klap extends Error {}

  /** Runs until the relay dies after a line, then starts over with another configuration. */
  async function klapNa(regel: 6 | 7 | 8 | 9, daarna: Routing): Promise<void> {
    // The loop would try again by itself; a relay that never returns from the hook is a relay that died there.
    let geklapt: () => void = () => undefined;
    const klap = new Promise<void>((klaar) => (geklapt = klaar));
    const dood = await startRelay({
      store, eventlog: log, routing: () => nepRouting([{ id: '0001' }], 'eerste'),
      na: (r) => {
        if (r !== regel) return undefined;
        geklapt();
        return new Promise(() => undefined);
      },
    });
    await store.accept(aanvaarding('a'));
    await klap;
    // Never waited for: the batch that stands still in the hook is the dead one.
    void dood.stop();
    const r = await start(daarna);
    expect(await r.quiet(5_000)).toBe(true);
  }

  test.each([6, 7, 8, 9] as const)('after line %i, same configuration: the event stands once and the balance closes', async (regel) => {
    await klapNa(regel, nepRouting([{ id: '0001' }], 'eerste'));
    expect(await ids(TOPIC)).toHaveLength(1);
    expect((await store.message(idVan('a')))?.stappen.map((s) => s.stap)).toEqual(['ontvangen', 'aanvaard', 'gerouteerd', 'gepubliceerd']);
    await sluitend();
  });

  test.each([6, 7] as const)('after line %i a withdrawn subscription gets nothing', async (regel) => {
    await klapNa(regel, nepRouting([{ id: '0002' }], 'tweede'));
    expect(await ids(TOPIC)).toEqual([]);
    expect(await ids('sociaaldomein.gemeente.0002')).toHaveLength(1);
    await sluitend();
  });

  test.each([8, 9] as const)('after line %i what was published stands, and nobody else gets it', async (regel) => {
    await klapNa(regel, nepRouting([{ id: '0002' }], 'tweede'));
    expect(await ids(TOPIC)).toHaveLength(1);
    expect(await ids('sociaaldomein.gemeente.0002')).toEqual([]);
    await sluitend();
  });

  test('decided anew to nobody: undeliverable, not lost', async () => {
    await klapNa(7, nepRouting([], 'tweede'));
    expect((await store.message(idVan('a')))?.staat).toBe('onbestelbaar');
    await sluitend();
  });

  test('an error of an engine is tried again from the position that the log has', async () => {
    const fouten: unknown[] = [];
    let keer = 0;
    const wankel: EventLog = {
      ...log,
      open: (s) => log.open(s),
      async publish(records, positie) {
        keer += 1;
        if (keer === 1) throw new EventLogError('unavailable', 'weg voor het schrijven');
        await log.publish(records, positie);
        if (keer === 2) throw new EventLogError('unavailable', 'weg na het schrijven');
      },
    };
    const r = await start(nepRouting([{ id: '0001' }]), { eventlog: wankel, onFout: (e) => fouten.push(e) });
    await store.accept(aanvaarding('a'));
    expect(await r.quiet(5_000)).toBe(true);
    expect(fouten).toHaveLength(2);
    expect(await ids(TOPIC)).toHaveLength(1);
    // The shard tells that it is well again after its next step.
    for (let i = 0; i < 200 && !r.health().ok; i++) await new Promise((klaar) => setTimeout(klaar, 25));
    expect(r.health().ok).toBe(true);
    await sluitend();
  });

  test('a routing that fails holds its shard and shows it; nothing is skipped', async () => {
    let stuk = true;
    const goed = nepRouting([{ id: '0001' }]);
    const r = await start({ ...goed, decide: (e, a) => { if (stuk) throw new Klap('kapot'); return goed.decide(e, a); } });
    await store.accept(aanvaarding('a'));
    expect(await r.quiet(200)).toBe(false);
    expect(r.health()).toMatchObject({ ok: false });
    stuk = false;
    expect(await r.quiet(5_000)).toBe(true);
    expect(await ids(TOPIC)).toHaveLength(1);
  });

  test('an older relay that wakes up after another took over writes nothing and stops for good', async () => {
    const gestopt: boolean[] = [];
    const oud = await startRelay({ store, eventlog: log, routing: () => nepRouting([{ id: '0001' }]), wacht: 20, onFout: (_e, _s, blijvend) => gestopt.push(blijvend) });
    const anderLog = await openEmbeddedLog({ sqlite });
    await anderLog.open(0);
    await anderLog.open(1);
    await Promise.all(Array.from({ length: 10 }, (_, i) => store.accept(aanvaarding(`m${i}`))));
    expect(await oud.quiet(300)).toBe(false);
    expect(await ids(TOPIC)).toEqual([]);
    expect(gestopt).toEqual([true, true]);
    await oud.stop();
  });
});

describe('large messages', () => {
  const DELEN = 25;
  async function* delen(rij: InboxRij, vanafDeel: number): AsyncGenerator<readonly BerichtEvent[]> {
    const sleutel = rij.events[0]?.sleutel ?? '';
    for (let d = vanafDeel; d <= DELEN; d++) yield [event(d + 1, sleutel, { type: 'declaratiedeel', data: JSON.stringify({ deel: d }) })];
  }

  test('head first, then every part once and in order, then the next message', async () => {
    const r = await start(nepRouting([{ id: '0001' }]), { delen, maxEvents: 4 });
    await store.accept(aanvaarding('groot', { spool: 'spool/x', bytes: null, events: [event(1, 'k')] }));
    await store.accept(aanvaarding('klein', { events: [event(1, 'k')] }));
    expect(await r.quiet(10_000)).toBe(true);
    const records = await log.read(TOPIC, null, 100);
    expect(records).toHaveLength(DELEN + 2);
    expect(records.slice(1, -1).map((x) => (JSON.parse(x.value) as { deel: number }).deel)).toEqual(Array.from({ length: DELEN }, (_, i) => i + 1));
    expect(records.at(-1)?.headers.ce_bericht).toBe(idVan('klein'));
    expect((await store.balance()).paren).toMatchObject({ gerouteerd: DELEN + 2, afgeleverd: DELEN + 2 });
    await sluitend();
  });

  test.each([7, 8] as const)('a crash after line %i halfway goes on with the first part that was not published', async (regel) => {
    let keer = 0;
    let geklapt: () => void = () => undefined;
    const klap = new Promise<void>((klaar) => (geklapt = klaar));
    const dood = await startRelay({
      store, eventlog: log, routing: () => nepRouting([{ id: '0001' }]), delen, maxEvents: 4,
      na: (x) => {
        if (x !== regel || ++keer < 3) return undefined;
        geklapt();
        return new Promise(() => undefined);
      },
    });
    await store.accept(aanvaarding('groot', { spool: 'spool/x', bytes: null, events: [event(1, 'k')] }));
    await klap;
    // Never waited for: the batch that stands still in the hook is the dead one.
    void dood.stop();
    const gevraagd: number[] = [];
    const r = await start(nepRouting([{ id: '0001' }]), { maxEvents: 4, delen: (rij, vanaf) => { gevraagd.push(vanaf); return delen(rij, vanaf); } });
    expect(await r.quiet(10_000)).toBe(true);
    expect(gevraagd[0]).toBeGreaterThan(1);
    expect(new Set(await ids(TOPIC)).size).toBe(DELEN + 1);
    expect(await ids(TOPIC)).toHaveLength(DELEN + 1);
    await sluitend();
  });
});

describe('start', () => {
  async function eerst(): Promise<void> {
    const r = await start(nepRouting([{ id: '0001' }]));
    await Promise.all(Array.from({ length: 10 }, (_, i) => store.accept(aanvaarding(`m${i}`, { events: [event(1, 'k')] }))));
    await r.quiet(5_000);
    await r.stop();
    relay = null;
  }
  /** Position, incarnation and all, of the one shard that got messages. */
  async function gevuld(): Promise<{ shard: number; acceptance: number }> {
    for (let shard = 0; shard < store.shards; shard++) {
      const p = await log.open(shard);
      if (p && p.acceptance > 0) return p;
    }
    throw new Error('geen positie');
  }

  test('goes on where it was', async () => {
    await eerst();
    const r = await start(nepRouting([{ id: '0001' }]));
    await store.accept(aanvaarding('later'));
    expect(await r.quiet(5_000)).toBe(true);
    expect(await ids(TOPIC)).toHaveLength(11);
  });

  test('a shard that accepted and never decided starts at 0, whatever the log lacks', async () => {
    await store.accept(aanvaarding('a'));
    const r = await start(nepRouting([{ id: '0001' }]));
    expect(await r.quiet(5_000)).toBe(true);
    expect(await ids(TOPIC)).toHaveLength(1);
  });

  test.each([
    ['ontbreekt', () => null],
    ['vreemd', (p: { shard: number; acceptance: number }) => ({ ...p, incarnation: 'een-andere-opslag', part: 0 })],
    ['voor', (p: { shard: number; acceptance: number }) => ({ ...p, acceptance: p.acceptance + 1, incarnation: store.incarnation, part: 0 })],
    ['achter', (p: { shard: number; acceptance: number }) => ({ ...p, acceptance: p.acceptance - 1, incarnation: store.incarnation, part: 0 })],
  ] as const)('refuses a position that is %s, and publishes nothing', async (code, maak) => {
    await eerst();
    const echt = await gevuld();
    const vals: EventLog = { ...log, open: async (s) => (s === echt.shard ? maak(echt) : await log.open(s)) };
    const voor = await log.counts();
    await expect(startRelay({ store, eventlog: vals, routing: () => nepRouting([{ id: '0001' }]) })).rejects.toMatchObject({ code, shard: echt.shard });
    expect(await log.counts()).toEqual(voor);
  });
});
