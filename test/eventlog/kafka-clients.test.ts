// Independent clients read what the hub writes, as a municipality's back office would: kafkajs and kcat (librdkafka), read_committed.
// Headers, key and order; gzip with both, lz4 and zstd with kcat, zstd with kafkajs once a codec is registered; a whole hub on Kafka, stopped and started.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { openKafkaLog, type KafkaOpties } from '../../src/eventlog/kafka-eventlog.ts';
import type { EventLog, LogRecord } from '../../src/eventlog/port.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { startProefHub } from '../hulp/hub.ts';

const voer = promisify(execFile);
const kafka = await vraagDienst('kafka', import.meta.url);
const brokers = kafka.adres.split(',');
const kcat = await voer('kcat', ['-V']).then(() => true, () => false);
const WORTEL = path.resolve(import.meta.dirname, '../..');

interface Gelezen {
  readonly sleutel: string;
  readonly waarde: string;
  readonly koppen: Record<string, string>;
  readonly partitie: number;
}

/** Everything committed on a topic, by kafkajs, in a group of its own. */
async function metKafkajs(topic: string, aantal: number): Promise<Gelezen[]> {
  const consumer = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).consumer({ groupId: randomUUID(), readUncommitted: false, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const uit: Gelezen[] = [];
  let wekker: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((klaar, mis) => {
      wekker = setTimeout(() => mis(new Error(`${uit.length} van ${aantal} gelezen`)), 25_000);
      // A broker that has just started is still loading its groups: kafkajs tries that again by itself.
      consumer.on(consumer.events.CRASH, (e) => {
        if (!e.payload.restart) mis(e.payload.error);
      });
      consumer.run({ eachMessage: async ({ partition, message }) => {
        uit.push({ sleutel: String(message.key), waarde: String(message.value), partitie: partition, koppen: Object.fromEntries(Object.entries(message.headers ?? {}).map(([k, w]) => [k, String(w)])) });
        if (uit.length >= aantal) klaar();
      } }).catch(() => undefined);
    });
    // Whatever comes beyond what was expected would be a double: give it a moment to show.
    await new Promise((klaar) => setTimeout(klaar, 300));
    return uit;
  } finally {
    clearTimeout(wekker);
    await consumer.disconnect();
  }
}

/** Everything committed on a topic up to its end, by kcat. */
async function metKcat(topic: string): Promise<Gelezen[]> {
  const { stdout } = await voer('kcat', ['-b', kafka.adres, '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-J', '-X', 'isolation.level=read_committed'], { maxBuffer: 1 << 26, timeout: 30_000 });
  return stdout.split('\n').filter((r) => r !== '').map((r) => {
    const m = JSON.parse(r) as { key: string; payload: string; partition: number; headers?: string[] };
    const h = m.headers ?? [];
    return { sleutel: m.key, waarde: m.payload, partitie: m.partition, koppen: Object.fromEntries(h.flatMap((k, i) => (i % 2 === 0 ? [[k, h[i + 1] ?? '']] : []))) };
  });
}

const TOPIC = 'sociaaldomein.gemeente.0344';
const record = (n: number): LogRecord => ({
  topic: TOPIC, key: `sleutel-${n % 5}`, value: JSON.stringify({ n, tekst: 'é✓' }),
  headers: { 'content-type': 'application/json', ce_specversion: '1.0', ce_id: `id-${n}`, ce_type: 'nl.sociaaldomein.zaak-aangemaakt.v1' },
});

/** 100 records in 10 transactions, one of them refused in between, by a log of its own. */
async function schrijf(compressie: NonNullable<KafkaOpties['compressie']>): Promise<{ topic: string; records: LogRecord[] }> {
  const voorvoegsel = `${randomUUID()}.`;
  const log: EventLog = await openKafkaLog({ brokers, shards: 1, replicatie: 1, partities: 3, compressie, voorvoegsel, maxRecord: 100_000 });
  const records = Array.from({ length: 100 }, (_, n) => record(n));
  await log.open(0);
  for (let n = 0; n < 10; n++) {
    const pos = { shard: 0, incarnation: 'i', acceptance: n + 1, part: 0 };
    if (n === 5) {
      const tegroot = { ...record(-1), value: JSON.stringify(Array.from({ length: 60_000 }, () => Math.random())) };
      await expect(log.publish([record(-2), record(-3), record(-4), tegroot], pos)).rejects.toMatchObject({ code: 'unavailable' });
    }
    await log.publish(records.slice(n * 10, n * 10 + 10), pos);
  }
  await log.close();
  return { topic: voorvoegsel + TOPIC, records };
}

function toets(gelezen: readonly Gelezen[], records: readonly LogRecord[]): void {
  expect(gelezen).toHaveLength(records.length);
  for (const key of new Set(records.map((r) => r.key))) {
    expect(gelezen.filter((g) => g.sleutel === key).map((g) => g.waarde)).toEqual(records.filter((r) => r.key === key).map((r) => r.value));
    expect(new Set(gelezen.filter((g) => g.sleutel === key).map((g) => g.partitie)).size).toBe(1);
  }
  for (const g of gelezen) expect(g.koppen).toEqual(records.find((r) => r.value === g.waarde)?.headers);
  expect(new Set(gelezen.map((g) => g.partitie)).size).toBeGreaterThan(1);
}

(kafka.adres ? describe : describe.skip)('read with kafkajs', () => {
  test('gzip: as written, nothing of the aborted transaction', async () => {
    const { topic, records } = await schrijf('gzip');
    toets(await metKafkajs(topic, 100), records);
  });

  test('zstd, with a codec registered as the guide says', async () => {
    kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
      compress: async (b: { buffer: Buffer }) => zstdCompressSync(b.buffer),
      decompress: async (b: Buffer) => zstdDecompressSync(b),
    });
    const { topic, records } = await schrijf('zstd');
    toets(await metKafkajs(topic, 100), records);
  });
});

(kafka.adres && kcat ? describe : describe.skip)('read with kcat', () => {
  test.each(['geen', 'gzip', 'lz4', 'zstd', 'snappy'] as const)('%s: as written, nothing of the aborted transaction', async (compressie) => {
    const { topic, records } = await schrijf(compressie);
    toets(await metKcat(topic), records);
  });
});

(kafka.adres ? describe : describe.skip)('a whole hub on Kafka', () => {
  test('a message that comes in stands once on the topics of its parties; after a restart the hub goes on where it was', async () => {
    const voorvoegsel = `${randomUUID()}.`;
    const yaml = `eventlog: { soort: kafka, brokers: ${JSON.stringify(brokers)}, replicatie: 1, partities: 2, voorvoegsel: "${voorvoegsel}" }\n`;
    const sample = readFileSync(path.join(WORTEL, 'samples/ggk/di01-wmo301.xml'));
    const hub = await startProefHub({ yaml });
    let weer: Awaited<ReturnType<typeof startProefHub>> | undefined;
    try {
      expect((await hub.post(sample)).status).toBe(202);
      expect(await hub.kp.relay.quiet(15_000)).toBe(true);
      const topic = `${voorvoegsel}sociaaldomein.gemeente.0363`;
      const [eerste] = await metKafkajs(topic, 1);
      expect(eerste?.koppen).toMatchObject({ ce_specversion: '1.0', ce_type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', 'content-type': 'application/json' });
      expect(JSON.parse(eerste?.waarde ?? '')).toMatchObject({ bericht: { id: eerste?.koppen.ce_bericht } });
      expect(eerste?.waarde).not.toBe('');
      await hub.kp.stop();

      weer = await startProefHub({ yaml, data: hub.data });
      expect(await weer.kp.relay.quiet(15_000)).toBe(true);
      expect((await weer.post(sample)).status).toBe(202);
      expect(await weer.kp.relay.quiet(15_000)).toBe(true);
      const gelezen = await metKafkajs(topic, 1);
      expect(gelezen.map((g) => g.koppen.ce_id)).toEqual([eerste?.koppen.ce_id]);
      expect(await weer.kp.eventlog.counts()).toEqual(new Map([['sociaaldomein.gemeente.0363', 1], ['sociaaldomein.partij.00000003000000424200', 1]]));
    } finally {
      await weer?.kp.stop();
      await hub.stop();
    }
  }, 90_000);
});
