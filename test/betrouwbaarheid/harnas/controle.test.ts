// The checker itself: it must find each kind of harm, or the scenarios prove nothing. And the reader: nothing of an aborted transaction, however they overlap.
import { randomBytes } from 'node:crypto';
import kafkajs from 'kafkajs';
import { vraagDienst } from '../../hulp/diensten.ts';
import { controleer, NIETS, type Recht } from './controle.ts';
import { type Gelezen, leesAlles } from './lezer.ts';
import { maakToeval } from './toeval.ts';
import type { Bevestigd } from './verkeer.ts';

const RECHT: Recht[] = [{ topic: 't', gemeenten: ['0363'], niveau: 'wat' }, { topic: 't.dat', gemeenten: ['0363'], niveau: 'dat' }];
const bevestigd: Bevestigd[] = [1, 2, 3].map((nr) => ({ gemeente: '0363', zaak: 7, nr, id: `m${nr}` }));
const wat = (nr: number, extra: Partial<Gelezen> = {}): Gelezen => ({ topic: 't', partitie: 1, offset: String(nr), sleutel: 'k', waarde: `{"omschrijving":"zaak 7 nummer ${nr}"}`, koppen: { ce_id: `e${nr}`, ce_bericht: `m${nr}` }, ...extra });
const dat = (nr: number): Gelezen => ({ topic: 't.dat', partitie: 0, offset: String(nr), sleutel: 'p', waarde: '{}', koppen: { ce_id: `d${nr}`, ce_bericht: 'onbekend' } });
const datVan = new Map([['d1', 'm1'], ['d2', 'm2'], ['d3', 'm3']]);
const goed = [wat(1), wat(2), wat(3), dat(1), dat(2), dat(3)];
const kijk = (gelezen: readonly Gelezen[]) => controleer(bevestigd, gelezen, RECHT, datVan);

test('the checker: nothing to find in what is whole', () => {
  expect(kijk(goed)).toEqual(NIETS);
});

test('the checker: lost, double, out of order, strange, each found', () => {
  expect(kijk(goed.filter((g) => g.offset !== '2' || g.topic !== 't')).verloren).toEqual(['t: 0363/7 nummer 2 (m2)']);
  expect(kijk(goed.filter((g) => g.koppen.ce_id !== 'd3')).verloren).toEqual(['t.dat: 0363/7 nummer 3 (m3)']);
  // The same record twice, and the same message under another event id.
  expect(kijk([...goed, wat(3, { offset: '9' })]).dubbel).toHaveLength(2);
  expect(kijk([...goed, wat(3, { offset: '9', koppen: { ce_id: 'e9', ce_bericht: 'm3' } })]).dubbel).toEqual(['t[1]@9: 0363/7 nummer 3']);
  expect(kijk([wat(1), wat(3), wat(2), ...goed.slice(3)]).volgorde).toEqual(['t[1]@2: 0363/7 nummer 2 na 3 op partitie 1']);
  expect(kijk([wat(1), wat(2), wat(3, { partitie: 2 }), ...goed.slice(3)]).volgorde).toHaveLength(1);
  expect(kijk([...goed, wat(4)]).vreemd).toEqual(['t[1]@4: bericht m4 is nooit bevestigd']);
  expect(kijk([...goed, wat(1, { topic: 'elders', koppen: { ce_id: 'x', ce_bericht: 'm1' } })]).vreemd).toEqual(['topic elders']);
  expect(kijk([wat(1), wat(2), wat(3, { waarde: '{"omschrijving":"zaak 7 nummer 2"}' }), ...goed.slice(3)]).vreemd).toHaveLength(1);
  expect(controleer([...bevestigd, { gemeente: '0363', zaak: 8, nr: 1, id: 'm3' }], goed, RECHT, datVan).dubbel).toHaveLength(1);
});

test('a seed gives the same choices again, and each branch its own', () => {
  const rij = (zaad: number, tak: number): number[] => Array.from({ length: 5 }, ((t) => () => t.getal())(maakToeval(zaad).tak(tak)));
  expect(rij(42, 1)).toEqual(rij(42, 1));
  expect(rij(42, 1)).not.toEqual(rij(42, 2));
  expect(rij(42, 1)).not.toEqual(rij(43, 1));
  const t = maakToeval(1);
  const getallen = Array.from({ length: 1_000 }, () => t.tussen(3, 5));
  expect([Math.min(...getallen), Math.max(...getallen)]).toEqual([3, 5]);
});

const dienst = await vraagDienst('kafka', import.meta.url);

(dienst.adres ? test : test.skip)('the reader: overlapping transactions, the one that began last aborted first: none of either is read', async () => {
  const brokers = dienst.adres.split(',');
  const voorvoegsel = `lezer${randomBytes(5).toString('hex')}.`;
  const topic = `${voorvoegsel}t`;
  const kafka = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
  const [a, b] = ['a', 'b'].map((n) => kafka.producer({ transactionalId: `${voorvoegsel}${n}`, idempotent: true, maxInFlightRequests: 1 }));
  await a!.connect();
  await b!.connect();
  try {
    const stuur = async (t: { send(r: kafkajs.ProducerRecord): Promise<unknown> }, waarde: string): Promise<unknown> => await t.send({ topic, messages: [{ key: 'k', value: waarde }] });
    const ta = await a!.transaction();
    const tb = await b!.transaction();
    await stuur(ta, 'weg-a');
    await stuur(tb, 'weg-b');
    await tb.abort();
    await ta.abort();
    const goedA = await a!.transaction();
    await stuur(goedA, 'blijft');
    await goedA.commit();
    const { records, afgebroken } = await leesAlles(brokers, voorvoegsel);
    expect(records.map((r) => r.waarde)).toEqual(['blijft']);
    expect(afgebroken).toBe(2);
  } finally {
    await a!.disconnect();
    await b!.disconnect();
  }
}, 60_000);
