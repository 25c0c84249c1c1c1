// A broker of our own that is killed and that hangs, under a writer that does what the relay does: try, open again, go on from the position.
// Proves: whatever the moment, each record stands once and in order, nothing that was reported as published is missing, and a hang ends in time.
import { type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { openKafkaLog } from '../../src/eventlog/kafka-eventlog.ts';
import type { EventLog, LogRecord, RelayPosition } from '../../src/eventlog/port.ts';
import { eigenKafka } from '../hulp/diensten.ts';
import { belast, controleer, toeval, wacht } from './kafka-last.ts';

const geen = await eigenKafka(import.meta.url);
const positie = (acceptance: number, shard = 0): RelayPosition => ({ shard, incarnation: 'i', acceptance, part: 0 });
const record = (n: number, key: string): LogRecord => ({ topic: 't', key, headers: { ce_id: String(n) }, value: JSON.stringify({ n, vulling: 'x'.repeat(500) }) });

(geen === '' ? describe : describe.skip)('Kafka that fails', () => {
  let dienst: KafkaDienst;
  let log: EventLog;
  beforeAll(async () => {
    // Idle connections are closed after three seconds here, and after ten minutes by default.
    dienst = await startKafka({ instellingen: { 'connections.max.idle.ms': '3000' } });
  }, 120_000);
  afterAll(async () => {
    await dienst?.stop();
  });
  afterEach(async () => {
    await log.close();
  });

  test('killed three times at random moments under load: once each, in order', async () => {
    const kans = toeval();
    log = await openKafkaLog({ brokers: [dienst.brokers], shards: 2, replicatie: 1, partities: 2, voorvoegsel: 'dood.', tijdslimiet: 4_000 });
    const last = belast(log, 2);
    for (let n = 0; n < 3; n++) {
      await wacht(300 + kans.volgende() * 1_200);
      await dienst.nodes[0]!.sein('SIGKILL');
      await wacht(kans.volgende() * 500);
      await dienst.nodes[0]!.start();
    }
    await wacht(1_000);
    await last.stop();
    expect(await controleer(log, last, kans.zaad)).toBeGreaterThan(20);
    expect(last.fouten).toBeGreaterThan(0);
  }, 120_000);

  test('a broker that hangs: the publication ends in time as not published, health says so, and it goes on when the broker does', async () => {
    log = await openKafkaLog({ brokers: [dienst.brokers], shards: 1, replicatie: 1, partities: 1, voorvoegsel: 'hang.', tijdslimiet: 2_000 });
    await log.open(0);
    await log.publish([record(1, 'k')], positie(1));
    await dienst.nodes[0]!.sein('SIGSTOP');
    try {
      const van = performance.now();
      const fout = await log.publish([record(2, 'k')], positie(2)).catch((e: unknown) => e);
      expect(performance.now() - van).toBeLessThan(8_000);
      expect(fout).toMatchObject({ code: 'unavailable' });
      // What it has is not known: nothing is sent on a guess.
      expect(((await log.publish([record(2, 'k')], positie(2)).catch((e: unknown) => e)) as Error).message).toMatch(/open hem opnieuw/);
      expect((await log.health()).ok).toBe(false);
    } finally {
      await dienst.nodes[0]!.sein('SIGCONT');
    }
    let stand: RelayPosition | null | undefined;
    for (let n = 0; stand === undefined && n < 20; n++) stand = await log.open(0).catch(() => wacht(250).then(() => undefined));
    if (stand?.acceptance === 1) await log.publish([record(2, 'k')], positie(2));
    expect((await log.read('t', null, 10)).map((r) => r.headers.ce_id)).toEqual(['1', '2']);
    expect((await log.health()).ok).toBe(true);
  }, 60_000);

  test('connections that the broker closed for idleness are no error for the next publication or reader', async () => {
    log = await openKafkaLog({ brokers: [dienst.brokers], shards: 1, replicatie: 1, partities: 1, voorvoegsel: 'stil.' });
    await log.open(0);
    for (const n of [1, 2]) {
      await log.publish([record(n, 'k')], positie(n));
      expect(await log.read('t', null, 10)).toHaveLength(n);
      if (n === 1) await wacht(6_000);
    }
  }, 60_000);
});
