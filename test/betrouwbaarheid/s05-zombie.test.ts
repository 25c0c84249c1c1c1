// S5 (reliability): a second node joins under load, the first is frozen in the middle of its work, loses its shards, and wakes up as a zombie that believes
// it still has them; then it is killed for good and comes back. Fenced: lost 0, double 0, order kept, both audit chains whole.
// KNOOPPUNT_ZOMBIES sets how often it is frozen (default 1).
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

const ZOMBIES = Number(process.env.KNOOPPUNT_ZOMBIES ?? 1);
const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
let o: Opstelling | null = null;

afterAll(async () => {
  await o?.ruimOp();
});

interface Verdeling {
  readonly shard: number;
  readonly knoop: string | null;
  readonly tijdperk: number;
}

(kafka.adres && postgres.adres ? test : test.skip)('S5 second node joins, first is frozen, killed, and returns as a zombie: fenced, double 0', async () => {
  const toeval = toevalVan('S5');
  const begin = performance.now();
  const op = await maakOpstelling({ kafka: kafka.adres, postgres: postgres.adres });
  o = op;
  const verdeling = async (): Promise<Verdeling[]> => (await op.db.sql<{ shard: number; knoop: string | null; tijdperk: string }>('SELECT shard, knoop, tijdperk FROM lease ORDER BY shard')).map((r) => ({ ...r, tijdperk: Number(r.tijdperk) }));
  const totVerdeeld = async (wie: Readonly<Record<string, number>>, ms: number): Promise<Verdeling[]> => {
    const einde = performance.now() + ms;
    for (;;) {
      const v = await verdeling();
      if (Object.entries(wie).every(([knoop, n]) => v.filter((r) => r.knoop === knoop).length === n)) return v;
      if (performance.now() > einde) throw new Error(`verdeling na ${ms} ms: ${JSON.stringify(v)}`);
      await wacht(200);
    }
  };
  /** Until this node itself has published something: it is really at work, not only the holder on paper. */
  const totWerk = async (knoop: string, ms: number): Promise<void> => {
    const stand = async (): Promise<number> => Number((await op.db.sql<{ n: string }>("SELECT count(*) AS n FROM audit WHERE keten = $1 AND stap = 'gepubliceerd'", [knoop]))[0]?.n);
    const voor = await stand();
    const einde = performance.now() + ms;
    while ((await stand()) <= voor) {
      if (performance.now() > einde) throw new Error(`${knoop} publiceert niet binnen ${ms} ms`);
      await wacht(200);
    }
  };

  const a = op.knoop('knoop-a');
  const b = op.knoop('knoop-b');
  const urlA = await a.begin();
  const verkeer = startVerkeer({ naam: 'S5', toeval, gemeenten: GEMEENTEN, denktijd: 20, geduld: 3_000 });
  verkeer.naar([urlA]);
  await totWerk('knoop-a', 20_000);

  // It joins: half of the shards move while messages come in.
  const urlB = await b.begin();
  verkeer.naar([urlA, urlB]);
  await totVerdeeld({ 'knoop-a': 2, 'knoop-b': 2 }, 60_000);
  await totWerk('knoop-b', 30_000);

  let langsteOvername = 0;
  for (let z = 0; z < ZOMBIES; z++) {
    await totWerk('knoop-a', 60_000);
    await wacht(toeval.getal() * 1_500);
    const voor = await verdeling();
    a.sein('SIGSTOP');
    const bevroren = performance.now();
    // For a while nobody has noticed: senders still try it.
    await wacht(toeval.getal() * 2_000);
    verkeer.naar([urlB]);
    const na = await totVerdeeld({ 'knoop-b': 4 }, 60_000);
    langsteOvername = Math.max(langsteOvername, performance.now() - bevroren);
    for (const was of voor.filter((r) => r.knoop === 'knoop-a')) expect(na.find((r) => r.shard === was.shard)?.tijdperk).toBeGreaterThan(was.tijdperk);
    await totWerk('knoop-b', 30_000);
    await wacht(toeval.getal() * 4_000);
    // The zombie wakes up, in the middle of what it was doing, under leases that are another's.
    a.sein('SIGCONT');
    await wacht(toeval.getal() * 500);
    verkeer.naar([urlA, urlB]);
    await totVerdeeld({ 'knoop-a': 2, 'knoop-b': 2 }, 60_000);
    expect(a.leeft).toBe(true);
  }

  // Killed for good, missed, and back under its own name.
  await totWerk('knoop-a', 60_000);
  await wacht(toeval.getal() * 1_500);
  await a.dood();
  verkeer.naar([urlB]);
  await totVerdeeld({ 'knoop-b': 4 }, 60_000);
  const opnieuwA = await a.begin();
  verkeer.naar([opnieuwA, urlB]);
  await totVerdeeld({ 'knoop-a': 2, 'knoop-b': 2 }, 60_000);
  await totWerk('knoop-a', 60_000);

  const verzonden = await verkeer.stop();
  const balans = await totStil(urlB, 90_000);
  const { records, afgebroken } = await leesAlles(op.brokers, op.voorvoegsel);
  expect(verzonden.vreemd).toEqual([]);
  expect(controleer(verzonden.bevestigd, records, RECHTEN, await op.datVan())).toEqual(NIETS);
  expect(records.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(balans.verschillen).toEqual([]);
  // An acknowledgement that a frozen node could not send is counted as a repeat by the node that gave it in the end, and the frozen one may count its own.
  expect(balans.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onbestelbaar: 0, onderweg: 0 });
  expect(balans.berichten.dubbel).toBeGreaterThanOrEqual(verzonden.herhaald);
  expect(balans.berichten.dubbel).toBeLessThanOrEqual(verzonden.herhaald + (verzonden.uitkomsten['geen antwoord'] ?? 0));
  expect(balans.paren).toMatchObject({ gerouteerd: records.length, afgeleverd: records.length, onderweg: 0 });
  expect(await a.stop()).toBe(0);
  expect(await b.stop()).toBe(0);
  const audit = await op.audit();
  expect([...audit.keys()].sort()).toEqual(['knoop-a', 'knoop-b']);
  for (const uitslag of audit.values()) expect(uitslag).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S5', {
    seed: toeval.zaad, 'times frozen': ZOMBIES, 'times killed': 1, acknowledged: verzonden.bevestigd.length, 'acknowledged as a repeat': verzonden.herhaald, copies: records.length,
    'records of aborted transactions': afgebroken, 'longest take-over (ms)': Math.round(langsteOvername), lost: 0, double: 0, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 240_000 + ZOMBIES * 120_000);
