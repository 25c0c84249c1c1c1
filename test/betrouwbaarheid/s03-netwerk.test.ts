// S3, harder: three brokers in a network of their own. Each in turn is cut off under load without a connection being closed, then two at once, so that no
// majority is left; each time the cable goes back. Intake goes on all the while; afterwards lost 0, double 0, order kept.
// Needs root and iproute2, and two minutes: it runs in `npm run chaos`, where KNOOPPUNT_NETWERK is set.
import { antwoordt, type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { maakNetwerk, type Netwerk } from '../../scripts/diensten/netwerk.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { meldNietGedraaid, verslag } from './harnas/verslag.ts';

const WEG_SECONDEN = 12;
const gevraagd = process.env.KNOOPPUNT_NETWERK !== undefined;
const postgres = gevraagd ? await vraagDienst('postgres', import.meta.url) : { adres: '' };
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
let netwerk: Netwerk | null = null;
let kafka: KafkaDienst | null = null;
let o: Opstelling | null = null;
if (postgres.adres) {
  try {
    netwerk = maakNetwerk(3);
    kafka = await startKafka({ nodes: 3, netwerk });
  } catch (e) {
    meldNietGedraaid('netwerk-eigen', e instanceof Error ? e.message : String(e), import.meta.url);
  }
}

afterAll(async () => {
  await o?.ruimOp();
  await kafka?.stop();
  netwerk?.weg();
});

(kafka ? test : test.skip)(`S3 brokers cut off from each other and from the hub, ${WEG_SECONDEN} s each: nothing lost, nothing double`, async () => {
  const toeval = toevalVan('S3-netwerk');
  const begin = performance.now();
  o = await maakOpstelling({ kafka: kafka!.brokers, postgres: postgres.adres }, { replicatie: 3 });
  const hub = o.knoop('hub-1');
  const url = await hub.begin();
  const verkeer = startVerkeer({ naam: 'S3n', toeval, gemeenten: GEMEENTEN, denktijd: 60 });
  verkeer.naar([url]);
  await wacht(3_000);

  const eerst = toeval.tussen(0, 2);
  const sneden = [[eerst], [(eerst + 1) % 3], [(eerst + 2) % 3], [eerst, (eerst + 1) % 3]];
  const ingenomen: number[] = [];
  for (const leden of sneden) {
    const voor = verkeer.aantal;
    for (const lid of leden) netwerk!.knip(lid);
    await wacht(WEG_SECONDEN * 1_000);
    ingenomen.push(verkeer.aantal - voor);
    for (const lid of leden) netwerk!.heel(lid);
    await wacht(3_000 + toeval.getal() * 2_000);
  }
  const verzonden = await verkeer.stop();
  const b = await totStil(url, 120_000);
  // A broker that has only just come back does not know of every topic yet.
  for (const node of kafka!.nodes) for (let n = 0; !(await antwoordt(node.broker)) && n < 60; n++) await wacht(500);
  // Leaders may still be moving, and a fetch from one that was is an empty one: read anew until all is there. What is lost does not come, however often.
  let gelezen = await leesAlles(o.brokers, o.voorvoegsel);
  for (let n = 0; n < 12 && gelezen.records.length < aantalKopieen(verzonden.bevestigd); n++) {
    await wacht(5_000);
    gelezen = await leesAlles(o.brokers, o.voorvoegsel);
  }
  const { records, afgebroken } = gelezen;

  expect(records.length).toBeGreaterThan(0);
  expect(Math.min(...ingenomen)).toBeGreaterThan(0);
  expect(verzonden.vreemd).toEqual([]);
  expect(Object.keys(verzonden.uitkomsten)).toEqual(['202']);
  expect(controleer(verzonden.bevestigd, records, RECHTEN, await o.datVan())).toEqual(NIETS);
  expect(records.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(b.verschillen).toEqual([]);
  expect(b.paren).toMatchObject({ gerouteerd: records.length, afgeleverd: records.length, onderweg: 0 });
  expect(await hub.stop()).toBe(0);
  expect((await o.audit()).get('hub-1')).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S3-netwerk', {
    seed: toeval.zaad, cuts: sneden.length, 'seconds each': WEG_SECONDEN, acknowledged: verzonden.bevestigd.length, 'of which during a cut': ingenomen.reduce((x, y) => x + y, 0), copies: records.length,
    'records of aborted transactions': afgebroken, lost: 0, double: 0, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 400_000);
