// S3 (reliability): the broker is stopped for 30 s under load and comes back. The intake goes on into the inbox, readiness says degraded (and still ready),
// and afterwards nothing is lost, doubled or out of order. The broker is killed, not asked; it is one of this scenario's own.
import { type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { meldNietGedraaid, verslag } from './harnas/verslag.ts';

const WEG_SECONDEN = 30;
const postgres = await vraagDienst('postgres', import.meta.url);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
let kafka: KafkaDienst | null = null;
let o: Opstelling | null = null;
if (postgres.adres) {
  try {
    kafka = await startKafka();
  } catch (e) {
    meldNietGedraaid('kafka-eigen', e instanceof Error ? e.message : String(e), import.meta.url);
  }
}

afterAll(async () => {
  await o?.ruimOp();
  await kafka?.stop();
});

interface Gereed {
  readonly http: number;
  readonly status: string;
  readonly eventlog: boolean | undefined;
}

async function gereed(url: string): Promise<Gereed> {
  const r = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
  const j = (await r.json()) as { status: string; onderdelen?: { naam: string; ok: boolean }[] };
  return { http: r.status, status: j.status, eventlog: j.onderdelen?.find((x) => x.naam === 'eventlog')?.ok };
}

/** The first answer that fits. @throws Error with the last one after `ms` */
async function totGereed(url: string, goed: (g: Gereed) => boolean, ms: number): Promise<Gereed> {
  const einde = performance.now() + ms;
  for (;;) {
    const g = await gereed(url);
    if (goed(g)) return g;
    if (performance.now() > einde) throw new Error(`gereedheid na ${ms} ms: ${JSON.stringify(g)}`);
    await wacht(250);
  }
}

(kafka ? test : test.skip)(`S3 the broker is gone for ${WEG_SECONDEN} s under load: intake goes on, degraded, nothing lost`, async () => {
  const toeval = toevalVan('S3');
  const begin = performance.now();
  const [node] = kafka!.nodes;
  o = await maakOpstelling({ kafka: kafka!.brokers, postgres: postgres.adres });
  const hub = o.knoop('hub-1');
  const url = await hub.begin();
  const verkeer = startVerkeer({ naam: 'S3', toeval, gemeenten: GEMEENTEN, denktijd: 60 });
  verkeer.naar([url]);
  await wacht(4_000);
  expect(await totGereed(url, (g) => g.status === 'ok', 10_000)).toEqual({ http: 200, status: 'ok', eventlog: true });

  await wacht(toeval.getal() * 1_000);
  await node!.sein('SIGKILL');
  const weg = performance.now();
  const bijWeg = verkeer.aantal;
  const verminderd = await totGereed(url, (g) => g.eventlog === false, 15_000);
  const verminderdNa = performance.now() - weg;
  expect(verminderd).toEqual({ http: 200, status: 'verminderd', eventlog: false });
  // Every five seconds of the outage senders still get acknowledgements.
  const perVak: number[] = [];
  while (performance.now() - weg < WEG_SECONDEN * 1_000) {
    const voor = verkeer.aantal;
    const duur = Math.min(5_000, Math.max(100, WEG_SECONDEN * 1_000 - (performance.now() - weg)));
    await wacht(duur);
    // What is left at the end is too short to say anything.
    if (duur >= 5_000) perVak.push(verkeer.aantal - voor);
  }
  expect(await gereed(url)).toEqual({ http: 200, status: 'verminderd', eventlog: false });
  expect(Math.min(...perVak)).toBeGreaterThan(0);
  const tijdensWeg = verkeer.aantal - bijWeg;

  await node!.start();
  const terug = performance.now();
  await totGereed(url, (g) => g.status === 'ok', 60_000);
  const weerGereed = performance.now() - terug;
  await wacht(2_000);
  const verzonden = await verkeer.stop();
  const b = await totStil(url, 90_000);
  const { records, afgebroken } = await leesAlles(o.brokers, o.voorvoegsel);

  expect(verzonden.vreemd).toEqual([]);
  // Nobody was turned away: the log is not needed to take in.
  expect(Object.keys(verzonden.uitkomsten)).toEqual(['202']);
  expect(controleer(verzonden.bevestigd, records, RECHTEN, await o.datVan())).toEqual(NIETS);
  expect(records.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, dubbel: 0, onbestelbaar: 0, onderweg: 0 });
  expect(b.paren).toMatchObject({ gerouteerd: records.length, afgeleverd: records.length, onderweg: 0 });
  expect(await hub.stop()).toBe(0);
  const audit = await o.audit();
  expect(audit.get('hub-1')).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S3', {
    seed: toeval.zaad, 'broker gone (s)': WEG_SECONDEN, acknowledged: verzonden.bevestigd.length, 'of which without a broker': tijdensWeg, 'degraded after (ms)': Math.round(verminderdNa),
    'ready again after (ms)': Math.round(weerGereed), copies: records.length, 'records of aborted transactions': afgebroken, lost: 0, double: 0, 'audit records': audit.get('hub-1')?.regels ?? 0, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 300_000);
