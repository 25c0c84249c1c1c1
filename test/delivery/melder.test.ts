// Proves of the topic of parked pairs, on a real store and log: each attempt that parked stands there once, whatever line the hub died after; nothing of the message
// is in it; a node without shard 0 tells nothing; the balance counts it; and a log that is away costs no more than waiting.
import { GEPARKEERD_TOPIC, startMelder } from '../../src/delivery/melder.ts';
import { paarId } from '../../src/delivery/port.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import { EventLogError, type EventLog } from '../../src/eventlog/port.ts';
import { openSqlite, type Sqlite } from '../../src/sqlite/sqlite.ts';
import type { Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { vergelijkMetLog } from '../../src/store/stap-balans.ts';
import { idVan, TIJD, tijdelijkeMap } from '../contract/bouwstenen.ts';
import { tot } from './hub.ts';
import { parkeerder } from './parkeren.ts';

const map = tijdelijkeMap();
let sqlite: Sqlite;
let store: Store;
let log: EventLog;
beforeAll(async () => {
  sqlite = await openSqlite({ dataDir: map.pad });
  store = await openSqliteStore({ sqlite });
  log = await openEmbeddedLog({ sqlite });
});
afterAll(async () => {
  await log.close();
  await store.close();
  await sqlite.close();
  map.weg();
});

const parkeer = parkeerder(() => store);
const gemeld = async () => await log.read(GEPARKEERD_TOPIC, null, 10_000);
const basis = { lease: () => ({}), bron: 'urn:nld:oin:00000099000000001000:systeem:knooppunt', wacht: 20 };
const klaar = async (): Promise<boolean> => (await store.announcements({ max: 1 })).paren.length === 0;

test('a record is a reference with cause and stage: nothing of the message, a key that says nothing', async () => {
  await parkeer(3);
  const melder = startMelder({ store, eventlog: log, ...basis });
  await tot('gemeld', klaar);
  await melder.stop();
  const records = await gemeld();
  expect(records).toHaveLength(3);
  const [p] = await store.parked({ max: 1 });
  expect(records[0]).toMatchObject({
    key: 'ondoorzichtig-bericht-1',
    headers: { ce_specversion: '1.0', ce_id: paarId(p!), ce_source: basis.bron, ce_type: 'nl.sociaaldomein.geparkeerd.v1', ce_time: TIJD, ce_bericht: idVan('bericht-1'), ce_abonnement: 'push', 'content-type': 'application/json' },
  });
  expect(JSON.parse(records[0]!.value)).toEqual({
    id: paarId(p!), bericht: idVan('bericht-1'), event: idVan('bericht-1/1'), type: 'zaak-aangemaakt', abonnement: 'push', shard: p!.shard, nummer: p!.nummer, ordinaal: 1,
    poging: 1, beurten: 3, oorzaak: 'http-500', stadium: 'aflevering', geparkeerdOp: TIJD,
  });
  expect(JSON.stringify(records)).not.toMatch(/999900006|geheim-/);
});

test.each(['geteld', 'gepubliceerd'] as const)('a crash after it was %s: what is told is told once, and the balance closes', async (regel) => {
  const voor = (await gemeld()).length;
  await parkeer(5);
  let uit = false;
  const dood = startMelder({ store, eventlog: log, ...basis, max: 2, wacht: 60_000, onFout: () => (uit = true), na: (r) => {
    if (r === regel) throw new Error('stroom uit');
  } });
  await tot('stroom uit', () => uit);
  await dood.stop();
  // It had begun, and did not end.
  expect((await store.balance()).perTopic[GEPARKEERD_TOPIC]?.gerouteerd).toBe(2);
  await parkeer(1);
  const weer = startMelder({ store, eventlog: log, ...basis, max: 2 });
  await tot('gemeld', klaar);
  await tot('gemarkeerd', async () => (await store.balance()).perTopic[GEPARKEERD_TOPIC]?.gerouteerd === 0);
  await weer.stop();
  const ids = (await gemeld()).map((r) => r.headers.ce_id);
  expect(ids).toHaveLength(voor + 6);
  expect(new Set(ids).size).toBe(ids.length);
  expect(vergelijkMetLog(await store.balance(), await log.counts()).verschillen.filter((v) => v.includes(GEPARKEERD_TOPIC))).toEqual([]);
});

test('a node that does not hold shard 0 tells nothing; it does when the shard comes', async () => {
  const voor = (await gemeld()).length;
  await parkeer(2);
  let lease: { readonly tijdperk?: number } | null = null;
  let gevraagd = 0;
  const melder = startMelder({ store, eventlog: log, ...basis, lease: () => {
    gevraagd += 1;
    return lease;
  } });
  await tot('een paar keer gekeken', () => gevraagd > 3);
  expect((await gemeld()).length).toBe(voor);
  lease = {};
  await tot('gemeld', klaar);
  await melder.stop();
  expect((await gemeld()).length).toBe(voor + 2);
});

test('a log that is away for a while: told when it is back, once, also where nobody knows whether it was written', async () => {
  const voor = (await gemeld()).length;
  await parkeer(3);
  let keer = 0;
  const wankel: Pick<EventLog, 'open' | 'publish' | 'setPosition'> = {
    open: (s) => log.open(s),
    setPosition: (p) => log.setPosition(p),
    async publish(r, p) {
      keer += 1;
      if (keer === 1) throw new EventLogError('unavailable', 'weg');
      await log.publish(r, p);
      if (keer === 2) throw new EventLogError('unavailable', 'geen antwoord gehoord');
    },
  };
  const fouten: unknown[] = [];
  const melder = startMelder({ store, eventlog: wankel, ...basis, max: 2, onFout: (e) => void fouten.push(e) });
  await tot('gemeld', async () => (await klaar()) && (await gemeld()).length >= voor + 3);
  await melder.stop();
  expect(fouten).toHaveLength(2);
  const ids = (await gemeld()).map((r) => r.headers.ce_id);
  expect(ids).toHaveLength(voor + 3);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a log that belongs to another store is told everything anew', async () => {
  const voor = (await gemeld()).length;
  await log.open(store.shards);
  await log.setPosition({ shard: store.shards, incarnation: 'een-ander', acceptance: 900, part: 0 });
  await parkeer(1);
  const melder = startMelder({ store, eventlog: log, ...basis });
  await tot('gemeld', async () => (await klaar()) && (await gemeld()).length === 2 * voor + 1);
  await melder.stop();
});
