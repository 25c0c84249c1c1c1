// A trial of `@platformatic/kafka` against a real broker, without any code of the hub: does the client keep what "exactly once" rests on?
// Prints one line per question with what was seen. Changes nothing but topics of its own (prefix `proef-`), which it removes.
// Use: KAFKA_BROKERS=host:port node bin/knooppunt-script proef-kafka/proef.ts
import { Admin, compatibilityPartitioner, type MessageToProduce, Producer, stringSerializers } from '@platformatic/kafka';
import { lees, type Gelezen } from './lezen.ts';

const brokers = (process.env.KAFKA_BROKERS ?? '').split(',').filter((b) => b !== '');
if (brokers.length === 0) {
  process.stderr.write('Geef KAFKA_BROKERS: deze proef heeft een echte broker nodig.\n');
  process.exit(2);
}

const merk = `proef-${process.pid}-${Date.now().toString(36)}`;
const feiten = `${merk}-feiten`;
const posities = `${merk}-posities`;
const admin = new Admin({ clientId: 'proef', bootstrapBrokers: brokers });

type Maker = Producer<string, string, string, string>;
const open: Maker[] = [];
function maker(id: string, meer: { retries?: number } = {}): Maker {
  const p = new Producer({
    clientId: 'proef', bootstrapBrokers: brokers, idempotent: true, transactionalId: `${merk}-${id}`, serializers: stringSerializers,
    partitioner: compatibilityPartitioner, compression: 'gzip', retries: 20, retryDelay: 20, ...meer,
  });
  open.push(p);
  return p;
}
/** Explicit "I do not know who I am": the broker then fences whoever wrote before. */
const NIEUW = { producerId: -1n, producerEpoch: -1 };

function oorzaak(e: unknown): string {
  if (!(e instanceof Error)) return String(e);
  const delen = e instanceof AggregateError ? e.errors.map(oorzaak) : [];
  const eigen = 'apiId' in e && typeof e.apiId === 'string' ? e.apiId : e.message.split('\n')[0];
  return delen.length > 0 ? [...new Set(delen)].join(', ') : (eigen ?? '');
}
async function uitkomst(belofte: Promise<unknown>): Promise<string> {
  return belofte.then(() => 'gelukt', (e: unknown) => oorzaak(e));
}
function regel(vraag: string, antwoord: string): void {
  process.stdout.write(`${vraag.padEnd(3)} ${antwoord}\n`);
}
const tekst = (rs: readonly Gelezen[]): string => rs.map((r) => r.waarde).join(' ') || '(niets)';
const lijst = (waarden: readonly string[], positie: string): MessageToProduce<string, string, string, string>[] => [
  ...waarden.map((w) => ({ topic: feiten, key: 'k', value: w, headers: { ce_id: w } })),
  { topic: posities, key: '0', value: positie },
];

async function begin(p: Maker) {
  return await p.beginTransaction(p.producerId === undefined ? NIEUW : {});
}

try {
  await admin.createTopics({ topics: [feiten], partitions: 3, replicas: 1, configs: [{ name: 'max.message.bytes', value: '4000' }] });
  await admin.createTopics({ topics: [posities], partitions: 1, replicas: 1, configs: [{ name: 'cleanup.policy', value: 'compact' }] });

  // On an empty cluster the first producer id is 0, which is what the client asks for by default: burn a few, or (b1) proves nothing.
  for (const id of ['w', 'x', 'y']) await begin(maker(id));

  // (a) records and position in one transaction
  const a = maker('a');
  let t = await begin(a);
  await t.send({ messages: lijst(['a1', 'a2'], '2') });
  const tijdens = await lees(brokers, feiten);
  const tijdensOngezien = await lees(brokers, feiten, false);
  await t.commit();
  const meteen = await lees(brokers, feiten);
  await new Promise((klaar) => setTimeout(klaar, 300));
  regel('a', `tijdens de transactie leest read_committed ${tekst(tijdens)}, read_uncommitted ${tekst(tijdensOngezien)}; meteen na het antwoord op commit: ${tekst(meteen)}; 300 ms later: ${tekst(await lees(brokers, feiten))}, positie: ${tekst(await lees(brokers, posities))}`);

  // (b) take-over after a restart, with the client's own defaults and with explicit ones
  const standaard = maker('a', { retries: 2 });
  regel('b1', `overname met de standaardwaarden van de client (producerId 0, epoch 0): ${await uitkomst(standaard.beginTransaction())}`);
  const b = maker('a');
  regel('b2', `overname met (-1, -1): ${await uitkomst(begin(b))}; producer ${b.producerId}, epoch ${b.producerEpoch} (de vorige: ${a.producerId}, ${a.producerEpoch})`);

  // (c) the zombie
  const zombie = async (): Promise<string> => {
    const z = await a.beginTransaction();
    return await uitkomst(z.send({ messages: lijst(['zombie'], '99') }).then(() => z.commit()));
  };
  regel('c1', `wie overgenomen is en een nieuwe transactie begint: ${await zombie()}`);
  const c = maker('a');
  const halverwege = b.transaction;
  await halverwege?.send({ messages: lijst(['half'], '3') });
  await begin(c);
  regel('c2', `wie midden in een transactie overgenomen wordt: ${halverwege ? await uitkomst(halverwege.commit()) : '?'}; gelezen: ${tekst(await lees(brokers, feiten))}`);

  // (d) a failed send, abort, recovery
  const half = c.transaction;
  if (!half) throw new Error('geen transactie');
  regel('d1', `te groot bericht midden in een transactie: ${await uitkomst(half.send({ messages: [...lijst(['d1'], '4'), { topic: feiten, key: 'k', value: Array.from({ length: 9000 }, () => Math.random().toString(36)[5]).join('') }] }))}`);
  regel('d2', `abort daarna: ${await uitkomst(half.abort())}`);
  const zelfde = await c.beginTransaction();
  regel('d3', `dezelfde producer weer gebruiken: ${await uitkomst(zelfde.send({ messages: lijst(['d2'], '4') }).then(() => zelfde.commit()))}`);
  const d = maker('a');
  t = await begin(d);
  await t.send({ messages: lijst(['d3'], '3') });
  await t.commit();
  regel('d4', `nieuwe producer, zelfde id: gelezen ${tekst(await lees(brokers, feiten))}; positie ${tekst((await lees(brokers, posities)).slice(-1))}`);

  // (e) the position up to the last stable offset, while another shard's transaction is open in front of the end
  const e1 = maker('e');
  const openTx = await begin(e1);
  await openTx.send({ messages: [{ topic: posities, key: '1', value: '10' }] });
  t = await d.beginTransaction();
  await t.send({ messages: lijst(['e1'], '4') });
  await t.commit();
  const nu = await lees(brokers, posities);
  regel('e1', `met een open transactie van een andere shard ervoor leest shard 0 positie ${tekst(nu.filter((r) => r.sleutel === '0').slice(-1))} (vastgelegd is 4): een gedeelde partitie verbergt hem`);
  await openTx.abort();
  await new Promise((klaar) => setTimeout(klaar, 100));
  const straks = await lees(brokers, posities);
  regel('e2', `nadat die is afgebroken: positie ${tekst(straks.filter((r) => r.sleutel === '0').slice(-1))}, laatste offset ${straks[straks.length - 1]?.offset}, einde ${straks[straks.length - 1]?.einde} (ertussen markeringen)`);

  // what one transaction costs
  const duren: number[] = [];
  for (let n = 0; n < 200; n++) {
    const van = performance.now();
    t = await d.beginTransaction();
    await t.send({ messages: lijst([`m${n}`], String(5 + n)) });
    await t.commit();
    duren.push(performance.now() - van);
  }
  duren.sort((x, y) => x - y);
  regel('f', `200 transacties van 1 feit en 1 positie, na elkaar: mediaan ${duren[100]?.toFixed(1)} ms, p95 ${duren[190]?.toFixed(1)} ms`);

  // two sends at once in one transaction
  const g = maker('g');
  t = await begin(g);
  const tegelijk = await Promise.all([
    uitkomst(t.send({ messages: [{ topic: feiten, key: 'k', value: 'g1', partition: 0 }] })),
    uitkomst(t.send({ messages: [{ topic: feiten, key: 'k', value: 'g2', partition: 1 }] })),
  ]);
  regel('g', `twee zendingen tegelijk naar verschillende partities in een transactie: ${tegelijk.join(' / ')}; afsluiten: ${await uitkomst(t.abort())}`);
} finally {
  await Promise.all(open.map((p) => p.close(true).catch(() => undefined)));
  await admin.deleteTopics({ topics: [feiten, posities] }).catch(() => undefined);
  await admin.close();
}
