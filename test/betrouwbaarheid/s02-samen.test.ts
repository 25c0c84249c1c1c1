// S2, harder: at random moments under load the hub, the broker, the database, or two of them at once are killed (-9) and come back a little later; the hub is
// started again and again until it stands, as a supervisor would. Afterwards the same must hold: lost 0, double 0, order kept, audit whole.
// Servers of its own, because they are killed. KNOOPPUNT_KILLS sets the number of rounds (half of it, at most 15), KNOOPPUNT_ZAAD repeats the choices.
import { type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { type PostgresDienst, startPostgres } from '../../scripts/diensten/postgres.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { KILLS, toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { meldNietGedraaid, verslag } from './harnas/verslag.ts';

const RONDES = Math.min(15, Math.ceil(KILLS / 2));
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
let kafka: KafkaDienst | null = null;
let postgres: PostgresDienst | null = null;
let o: Opstelling | null = null;
try {
  kafka = await startKafka();
  postgres = await startPostgres();
} catch (e) {
  meldNietGedraaid(kafka ? 'postgres-eigen' : 'kafka-eigen', e instanceof Error ? e.message : String(e), import.meta.url);
}

afterAll(async () => {
  await o?.ruimOp();
  await kafka?.stop();
  await postgres?.stop();
});

/** Who is killed in a round: each of these in turn, in an order of chance. */
const SLACHTOFFERS = [['hub'], ['kafka'], ['postgres'], ['hub', 'kafka'], ['hub', 'postgres'], ['kafka', 'postgres']] as const;

(kafka && postgres ? test : test.skip)(`S2 hub, broker and database killed in ${RONDES} rounds: lost 0, double 0, order kept`, async () => {
  const toeval = toevalVan('S2-samen');
  const begin = performance.now();
  o = await maakOpstelling({ kafka: kafka!.brokers, postgres: postgres!.url });
  const hub = o.knoop('hub-1');
  const verkeer = startVerkeer({ naam: 'S2s', toeval, gemeenten: GEMEENTEN, denktijd: 15 });
  let pogingen = 0;
  /** A start may fail while a server is away: then once more, for at most a minute. */
  const totStaat = async (): Promise<void> => {
    const einde = performance.now() + 60_000;
    for (;;) {
      try {
        pogingen += 1;
        verkeer.naar([await hub.begin()]);
        return;
      } catch (e) {
        if (performance.now() > einde) throw e;
        await wacht(500);
      }
    }
  };
  await totStaat();
  const geteld: Record<string, number> = { hub: 0, kafka: 0, postgres: 0 };
  let rij: (typeof SLACHTOFFERS)[number][] = [];
  for (let r = 0; r < RONDES; r++) {
    if (rij.length === 0) rij = [...SLACHTOFFERS].map((wie) => ({ wie, n: toeval.getal() })).sort((x, y) => x.n - y.n).map(({ wie }) => wie);
    const tot = verkeer.aantal + toeval.tussen(10, 120);
    for (let n = 0; n < 200 && verkeer.aantal < tot; n++) await wacht(50);
    // Work again after the round before: no fault may have left the intake standing.
    expect(verkeer.aantal).toBeGreaterThanOrEqual(tot);
    await wacht(toeval.getal() * 500);
    const wie = rij.pop()!;
    for (const w of wie) {
      geteld[w] = (geteld[w] ?? 0) + 1;
      await wacht(toeval.getal() * 300);
      if (w === 'hub') {
        verkeer.naar([]);
        await hub.dood();
      } else if (w === 'kafka') await kafka!.nodes[0]!.sein('SIGKILL');
      else await postgres!.sein('SIGKILL');
    }
    await Promise.all(wie.map(async (w) => {
      await wacht(toeval.getal() * 4_000);
      if (w === 'hub') await totStaat();
      else if (w === 'kafka') await kafka!.nodes[0]!.start();
      else await postgres!.start();
    }));
    expect(hub.leeft).toBe(true);
  }
  const verzonden = await verkeer.stop(90_000);
  const b = await totStil(hub.url ?? '', 90_000);
  const { records, afgebroken } = await leesAlles(o.brokers, o.voorvoegsel);
  expect(verzonden.vreemd).toEqual([]);
  expect(controleer(verzonden.bevestigd, records, RECHTEN, await o.datVan())).toEqual(NIETS);
  expect(records.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onbestelbaar: 0, onderweg: 0 });
  expect(b.paren).toMatchObject({ gerouteerd: records.length, afgeleverd: records.length, onderweg: 0 });
  expect(await hub.stop()).toBe(0);
  const audit = (await o.audit()).get('hub-1');
  expect(audit).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S2-samen', {
    seed: toeval.zaad, rounds: RONDES, 'hub killed': geteld.hub ?? 0, 'broker killed': geteld.kafka ?? 0, 'database killed': geteld.postgres ?? 0, 'starts of the hub': pogingen,
    acknowledged: verzonden.bevestigd.length, 'acknowledged as a repeat': verzonden.herhaald, copies: records.length, 'records of aborted transactions': afgebroken, lost: 0, double: 0,
    'audit records': audit?.regels ?? 0, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 180_000 + RONDES * 60_000);
