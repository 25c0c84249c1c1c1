// The topic of parked pairs on Kafka and PostgreSQL, as several nodes have it: made by itself, told once whatever line a node died after, and a node whose lease
// has gone neither tells nor throws out the one that took over.
import { randomUUID } from 'node:crypto';
import { GEPARKEERD_TOPIC, startMelder } from '../../src/delivery/melder.ts';
import { openKafkaLog } from '../../src/eventlog/kafka-eventlog.ts';
import type { EventLog } from '../../src/eventlog/port.ts';
import type { Store } from '../../src/store/port.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { vergelijkMetLog } from '../../src/store/stap-balans.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { type Proefdatabase, proefdatabase } from '../hulp/postgres.ts';
import { tot } from './hub.ts';
import { parkeerder } from './parkeren.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const BRON = 'urn:nld:oin:00000099000000001000:systeem:knooppunt';

(kafka.adres && postgres.adres ? describe : describe.skip)('the topic of parked pairs on Kafka and PostgreSQL', () => {
  const map = tijdelijkeMap();
  const open: { close(): Promise<void> }[] = [];
  let database: Proefdatabase;
  let store: Store;
  let tweede: Store;
  let log: EventLog;
  let anderLog: EventLog;
  const opties = { brokers: kafka.adres.split(','), shards: 8, replicatie: 1, partities: 3, voorvoegsel: `${randomUUID()}.` };
  const parkeer = parkeerder(() => store);
  const gemeld = async () => (await log.read(GEPARKEERD_TOPIC, null, 10_000)).map((r) => r.headers.ce_id);
  const klaar = async () => (await store.announcements({ max: 1 })).paren.length === 0;
  const neem = async (knoop: string): Promise<number> => Number((await database.sql<{ tijdperk: string }>("UPDATE lease SET knoop = $1, tijdperk = tijdperk + 1, tot = now() + interval '1 hour' WHERE shard = 0 RETURNING tijdperk", [knoop]))[0]!.tijdperk);
  beforeAll(async () => {
    database = await proefdatabase(postgres.adres);
    store = await openPostgresStore({ postgres: { url: database.url }, knoop: 'een', dataDir: map.pad });
    tweede = await openPostgresStore({ postgres: { url: database.url }, knoop: 'twee', dataDir: map.pad });
    log = await openKafkaLog(opties);
    anderLog = await openKafkaLog(opties);
    open.push(store, tweede, log, anderLog);
  }, 120_000);
  afterAll(async () => {
    for (const o of open.reverse()) await o.close();
    await database?.weg();
    map.weg();
  }, 60_000);

  test('made when it is needed; once, after a crash behind the publication; one after a change of lease', async () => {
    await parkeer(5);
    const tijdperk = await neem('een');
    let uit = false;
    const dood = startMelder({ store, eventlog: log, bron: BRON, max: 2, wacht: 60_000, lease: () => ({ tijdperk }), onFout: () => (uit = true), na: (r) => {
      if (r === 'gepubliceerd') throw new Error('stroom uit');
    } });
    await tot('stroom uit', () => uit, 60_000);
    await dood.stop();
    await parkeer(2);

    // The other node takes over; the first believes for a while that the shard is still its own.
    const later = await neem('twee');
    const fouten: unknown[] = [];
    const slaper = startMelder({ store, eventlog: log, bron: BRON, max: 2, wacht: 50, lease: () => ({ tijdperk }), onFout: (e) => void fouten.push(e) });
    await tot('de slaper heeft het gehoord', () => fouten.length > 2, 30_000);
    const wakker = startMelder({ store: tweede, eventlog: anderLog, bron: BRON, max: 2, wacht: 50, lease: () => ({ tijdperk: later }), onFout: (e) => void fouten.push(e) });
    await tot('gemeld', async () => (await klaar()) && (await store.balance()).perTopic[GEPARKEERD_TOPIC]?.gepubliceerd === 7, 60_000);
    await slaper.stop();
    await wakker.stop();
    expect([...new Set(fouten.map((f) => (f as { code?: string }).code))]).toEqual(['lease']);
    const ids = await gemeld();
    expect([ids.length, new Set(ids).size]).toEqual([7, 7]);
    expect((await log.counts()).get(GEPARKEERD_TOPIC)).toBe(7);
    expect(vergelijkMetLog(await store.balance(), await log.counts()).verschillen.filter((v) => v.includes(GEPARKEERD_TOPIC))).toEqual([]);
  }, 180_000);
});
