// What is Kafka's own, on a real broker: several partitions, aborted transactions, a shared partition, topics as configured, two writers that fight.
import { randomBytes, randomUUID } from 'node:crypto';
import { compatibilityPartitioner, Producer, stringSerializers } from '@platformatic/kafka';
import kafkajs from 'kafkajs';
import { openKafkaLog, type KafkaOpties } from '../../src/eventlog/kafka-eventlog.ts';
import { EventLogError, type EventLog, type LogRecord, type RelayPosition } from '../../src/eventlog/port.ts';
import { vraagDienst } from '../hulp/diensten.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const brokers = kafka.adres.split(',');
const INCARNATIE = '11111111-1111-4111-8111-111111111111';

const record = (topic: string, n: number, key = `sleutel-${n % 7}`): LogRecord => ({ topic, key, headers: { ce_id: `e${n}`, 'content-type': 'application/json' }, value: JSON.stringify({ n }) });
const positie = (acceptance: number, shard = 0): RelayPosition => ({ shard, incarnation: INCARNATIE, acceptance, part: 0 });
const nummers = (rs: readonly LogRecord[]): number[] => rs.map((r) => (JSON.parse(r.value) as { n: number }).n);

(kafka.adres ? describe : describe.skip)('event log on Kafka', () => {
  const logs: EventLog[] = [];
  let voorvoegsel: string;
  const open = async (extra: Partial<KafkaOpties> = {}): Promise<EventLog> => {
    const log = await openKafkaLog({ brokers, shards: 4, replicatie: 1, partities: 3, voorvoegsel, ...extra });
    logs.push(log);
    return log;
  };
  beforeEach(() => {
    voorvoegsel = `${randomUUID()}.`;
  });
  afterEach(async () => {
    for (const log of logs.splice(0)) await log.close();
  });

  test('three partitions: everything once, in order per key, and page by page the same as at once', async () => {
    const log = await open();
    await log.open(0);
    for (let n = 0; n < 10; n++) await log.publish(Array.from({ length: 20 }, (_, i) => record('t', n * 20 + i)), positie(n + 1));
    const alle = await log.read('t', null, 1_000);
    expect([...nummers(alle)].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    for (const key of new Set(alle.map((r) => r.key))) {
      const eigen = nummers(alle.filter((r) => r.key === key));
      expect(eigen).toEqual([...eigen].sort((a, b) => a - b));
    }
    const stukken: number[] = [];
    let na: string | null = null;
    for (;;) {
      const stuk: Awaited<ReturnType<EventLog['read']>> = await log.read('t', na, 17);
      if (stuk.length === 0) break;
      expect(stuk.length).toBeLessThanOrEqual(17);
      stukken.push(...nummers(stuk));
      na = stuk.at(-1)?.offset ?? null;
    }
    expect(stukken).toEqual(nummers(alle));
    // A reader that stopped half-way misses nothing of what came since and sees nothing twice.
    const half = alle[99]!.offset;
    await log.publish([record('t', 1_000), record('t', 1_001), record('t', 1_002)], positie(11));
    const rest = nummers(await log.read('t', half, 1_000));
    expect([...nummers(alle.slice(0, 100)), ...rest].sort((a, b) => a - b)).toEqual([...nummers(alle), 1_000, 1_001, 1_002].sort((a, b) => a - b));
  });

  test('who listens on one node hears what another published, topic by topic, and what was there before', async () => {
    const een = await open();
    const twee = await open();
    await twee.open(0);
    await twee.publish([record('eerder', 1)], positie(1));
    const gehoord = new Set<string>();
    const tot = async (topic: string): Promise<void> => {
      for (let i = 0; i < 600 && !gehoord.has(topic); i++) await new Promise((klaar) => setTimeout(klaar, 50));
      expect(gehoord).toContain(topic);
    };
    const stop = een.onPublished((topics) => topics.forEach((t) => gehoord.add(t)));
    await tot('eerder');
    await twee.publish([record('later', 2)], positie(2));
    await tot('later');
    expect(nummers(await een.read('later', null, 10))).toEqual([2]);
    stop();
  });

  test('a failed transaction leaves no trace, its writer goes on, and nothing of it is counted', async () => {
    const log = await open({ maxRecord: 10_000 });
    await log.open(0);
    await log.publish([record('t', 1)], positie(1));
    const groot: LogRecord = { ...record('t', 3), value: JSON.stringify({ n: 3, ruis: randomBytes(200_000).toString('base64') }) };
    const fout = await log.publish([record('t', 2), groot, record('u', 4)], positie(2)).catch((e: unknown) => e);
    expect(fout).toBeInstanceOf(EventLogError);
    expect(fout).toMatchObject({ code: 'unavailable' });
    expect((fout as Error).message).toBe('Kafka antwoordt MESSAGE_TOO_LARGE; er is niets geschreven.');
    expect(nummers(await log.read('t', null, 10))).toEqual([1]);
    await log.publish([record('t', 5, 'sleutel-1'), record('t', 6, 'sleutel-2')], positie(2));
    expect(nummers(await log.read('t', null, 10)).sort()).toEqual([1, 5, 6]);
    expect(await log.counts()).toEqual(new Map([['t', 3]]));
    expect(await log.open(0)).toEqual(positie(2));
  });

  test('counts: per topic over shards, by a hub that starts later too; not the positions, not the markers', async () => {
    const log = await open();
    await Promise.all([0, 1, 2].map((s) => log.open(s)));
    for (let n = 1; n <= 5; n++) await Promise.all([0, 1, 2].map((s) => log.publish([record('a', n), record('b', n), record('a', n)], positie(n, s))));
    const verwacht = new Map([['a', 30], ['b', 15]]);
    expect(await log.counts()).toEqual(verwacht);
    await log.publish([], positie(6));
    expect(await log.counts()).toEqual(verwacht);
    const ander = await open();
    expect(await ander.counts()).toEqual(verwacht);
    await ander.open(0);
    await ander.publish([record('b', 9)], positie(7));
    expect(await log.counts()).toEqual(new Map([['a', 30], ['b', 16]]));
  });

  test('a transaction of another shard that stands open in front of the position is waited for', async () => {
    // One partition of positions for two shards: as after a change of the number of shards.
    const log = await open({ shards: 1 });
    await log.open(0);
    await log.publish([], positie(1));
    const ander = new Producer({ clientId: 'ander', bootstrapBrokers: brokers, idempotent: true, transactionalId: `${voorvoegsel}relay-1`, serializers: stringSerializers, partitioner: compatibilityPartitioner, retries: 20, retryDelay: 20 });
    try {
      const t = await ander.beginTransaction({ producerId: -1n, producerEpoch: -1 });
      await t.send({ messages: [{ topic: `${voorvoegsel}sociaaldomein.relayposities`, key: '1', value: JSON.stringify({ incarnation: INCARNATIE, acceptance: 9, part: 0 }), partition: 0 }] });
      await log.publish([], positie(2));
      const later = await open({ shards: 1 });
      let klaar = false;
      const gelezen = later.open(0).then((p) => {
        klaar = true;
        return p;
      });
      await new Promise((r) => setTimeout(r, 700));
      expect(klaar).toBe(false);
      await t.abort();
      expect(await gelezen).toEqual(positie(2));
      expect(await later.open(1)).toBeNull();
    } finally {
      await ander.close(true);
    }
  });

  test('two writers that keep taking over from each other: every record once, in order', async () => {
    const schrijvers = [await open(), await open()];
    const TOT = 60;
    let overnames = 0;
    const werk = async (log: EventLog, n: number): Promise<void> => {
      let stand = await log.open(0);
      for (;;) {
        const volgende = (stand?.acceptance ?? 0) + 1;
        if (volgende > TOT) return;
        try {
          await log.publish([record('t', volgende, 'k')], positie(volgende));
          stand = positie(volgende);
        } catch (e) {
          expect(e).toBeInstanceOf(EventLogError);
          overnames += 1;
          await new Promise((klaar) => setTimeout(klaar, 20 + n * 30));
          stand = await log.open(0);
        }
      }
    };
    await Promise.all(schrijvers.map(werk));
    expect(nummers(await schrijvers[0]!.read('t', null, 1_000))).toEqual(Array.from({ length: TOT }, (_, i) => i + 1));
    expect(overnames).toBeGreaterThan(0);
  });

  test('a batch larger than a request, with records of all sizes, is one transaction still', async () => {
    const log = await open();
    await log.open(0);
    const records = Array.from({ length: 40 }, (_, n): LogRecord => ({ ...record('t', n, `k${n % 3}`), value: JSON.stringify({ n, ruis: randomBytes(n % 5 === 0 ? 900_000 : 20_000).toString('base64') }) }));
    await log.publish(records, positie(1));
    const gelezen = await log.read('t', null, 100);
    expect(gelezen).toHaveLength(40);
    for (const key of ['k0', 'k1', 'k2']) expect(gelezen.filter((r) => r.key === key).map((r) => r.value)).toEqual(records.filter((r) => r.key === key).map((r) => r.value));
  });

  test('topics are made as configured, and positions in a compacted topic with a partition per shard', async () => {
    const log = await open({ bewaren: 7 * 86_400_000, partities: 5, shards: 6 });
    await log.open(0);
    await log.publish([record('t', 1)], positie(1));
    const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const namen = [`${voorvoegsel}t`, `${voorvoegsel}sociaaldomein.relayposities`];
      const { topics } = await admin.fetchTopicMetadata({ topics: namen });
      expect(new Map(topics.map((t) => [t.name, t.partitions.length]))).toEqual(new Map([[namen[0], 5], [namen[1], 6]]));
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: namen.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })) });
      const waarde = (naam: string, sleutel: string): string | undefined => resources.find((r) => r.resourceName === naam)?.configEntries.find((c) => c.configName === sleutel)?.configValue;
      expect(waarde(namen[0]!, 'retention.ms')).toBe(String(7 * 86_400_000));
      expect(waarde(namen[0]!, 'cleanup.policy')).toBe('delete');
      expect(waarde(namen[1]!, 'cleanup.policy')).toBe('compact');
    } finally {
      await admin.disconnect();
    }
  });

  test('a cursor of something else is refused; a topic that is not there is empty', async () => {
    const log = await open();
    await expect(log.read('t', 'geen cursor', 1)).rejects.toMatchObject({ code: 'position' });
    expect(await log.read('t', null, 10)).toEqual([]);
    expect(await log.counts()).toEqual(new Map());
    expect(await log.health()).toEqual({ ok: true, detail: expect.stringMatching(/^Kafka antwoordt \(\d+ nodes?\)$/) });
  });
});

test('no broker, or an address that is none: refused at the start, by name', async () => {
  const fout = await openKafkaLog({ brokers: ['127.0.0.1:1'], shards: 1, tijdslimiet: 3_000 }).catch((e: unknown) => e);
  expect(fout).toMatchObject({ code: 'unavailable' });
  expect((fout as Error).message).toBe('Kafka is niet te bereiken (ECONNREFUSED).');
  await expect(openKafkaLog({ brokers: ['geen adres'], shards: 1 })).rejects.toThrow(RangeError);
  await expect(openKafkaLog({ brokers: [], shards: 1 })).rejects.toThrow('geen broker');
});
