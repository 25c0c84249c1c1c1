// The event log's contract on Kafka, on a real broker: topics with one partition, so that the order across keys can be asked for too.
import { randomUUID } from 'node:crypto';
import { openKafkaLog } from '../../../src/eventlog/kafka-eventlog.ts';
import { vraagDienst } from '../../hulp/diensten.ts';
import { eventLogContract } from './suite.ts';

const kafka = await vraagDienst('kafka', import.meta.url);

if (kafka.adres) {
  eventLogContract('kafka', async () => {
    const opties = { brokers: kafka.adres.split(','), shards: 4, replicatie: 1, partities: 1, voorvoegsel: `${randomUUID()}.` };
    const logs = [await openKafkaLog(opties)];
    return {
      log: logs[0]!,
      async tweede() {
        const log = await openKafkaLog(opties);
        logs.push(log);
        return log;
      },
      async sluit() {
        for (const log of logs) await log.close();
      },
    };
  });
} else {
  test.skip('event log: kafka (geen broker)', () => undefined);
}
