// Reads a municipality's topic with kafkajs. read_committed: what the hub never committed is not seen. An event is done before its offset is committed:
// after a crash it may be read again, and is then recognised by its id. One partition is read in order, so order per key holds.
// Settings: KAFKA_BROKERS, GEMEENTE, NIVEAU (wat or dat), VOORVOEGSEL, GROEP, GEBRUIKER and WACHTWOORD (SCRAM over TLS), BOEK (file), STOP_NA_MS.
import kafkajs, { type KafkaConfig } from 'kafkajs';
import { Administratie } from './administratie.ts';
import { vanRecord } from './event.ts';

const { KAFKA_BROKERS = '127.0.0.1:9092', GEMEENTE = '0363', NIVEAU = 'wat', VOORVOEGSEL = '', GROEP = `backoffice-${GEMEENTE}`, GEBRUIKER, WACHTWOORD = '', BOEK = 'boek.sqlite', STOP_NA_MS } = process.env;
const topic = `${VOORVOEGSEL}sociaaldomein.gemeente.${GEMEENTE}${NIVEAU === 'dat' ? '.dat' : ''}`;
const verbinding: KafkaConfig = {
  clientId: 'lezer-typescript',
  brokers: KAFKA_BROKERS.split(','),
  logLevel: kafkajs.logLevel.ERROR,
  ...(GEBRUIKER ? { ssl: true, sasl: { mechanism: 'scram-sha-512', username: GEBRUIKER, password: WACHTWOORD } } : {}),
};
const boek = new Administratie(BOEK);
const consumer = new kafkajs.Kafka(verbinding).consumer({
  groupId: GROEP,
  readUncommitted: false,
  // What a reader that was killed had in hand, another one takes over after this time.
  sessionTimeout: 10_000,
});
// Nothing can come before partitions are ours.
let laatst = Number.POSITIVE_INFINITY;

async function stop(code: number): Promise<never> {
  await consumer.disconnect();
  boek.sluit();
  process.exit(code);
}
for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => void stop(0));
// kafkajs starts over by itself after an error that can pass; after another it stops, and a stopped reader must not look like a quiet one.
consumer.on(consumer.events.CRASH, ({ payload }) => {
  console.error(payload.error.message);
  if (!payload.restart) void stop(1);
});
consumer.on(consumer.events.GROUP_JOIN, () => {
  laatst = Date.now();
});

await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const nieuw = boek.verwerk([vanRecord(message.headers ?? {}, String(message.value))]);
    laatst = Date.now();
    if (nieuw === 0) console.log('al gedaan');
  },
});
if (STOP_NA_MS !== undefined) {
  setInterval(() => {
    if (Date.now() - laatst > Number(STOP_NA_MS)) void stop(0);
  }, 200);
}
