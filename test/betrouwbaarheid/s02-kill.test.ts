// S2 (reliability): kill -9 of the hub at random moments under load on Kafka + PostgreSQL, restart, until quiet. G1-G4, G6: lost 0, double 0, order kept,
// audit whole. One kill in five falls during the start. KNOOPPUNT_KILLS sets the number (full run: 50), KNOOPPUNT_ZAAD repeats the choices of a run.
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { killsOnderLast } from './harnas/kills.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { KILLS, toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
let o: Opstelling | null = null;

afterAll(async () => {
  await o?.ruimOp();
});

(kafka.adres && postgres.adres ? test : test.skip)(`S2 kill -9 at ${KILLS} random moments on Kafka + PostgreSQL: lost 0, double 0, order kept`, async () => {
  const toeval = toevalVan('S2');
  const begin = performance.now();
  o = await maakOpstelling({ kafka: kafka.adres, postgres: postgres.adres });
  const hub = o.knoop('hub-1');
  const verkeer = startVerkeer({ naam: 'S2', toeval, gemeenten: GEMEENTEN });
  const inStart = await killsOnderLast({ hub, verkeer, toeval, kills: KILLS });
  const verzonden = await verkeer.stop();
  const b = await totStil(hub.url ?? '');
  const { records: gelezen, afgebroken } = await leesAlles(o.brokers, o.voorvoegsel);

  expect(verzonden.vreemd).toEqual([]);
  expect(verzonden.bevestigd.length).toBeGreaterThan(KILLS * 10);
  // G1, G3, G4.
  expect(controleer(verzonden.bevestigd, gelezen, RECHTEN, await o.datVan())).toEqual(NIETS);
  expect(gelezen.length).toBe(aantalKopieen(verzonden.bevestigd));
  // G2: the hub's own account of it, the log's counters included.
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onbestelbaar: 0, onderweg: 0 });
  // A repeat whose acknowledgement was lost to a kill as well is counted, and no sender knows.
  expect(b.berichten.dubbel).toBeGreaterThanOrEqual(verzonden.herhaald);
  expect(b.berichten.dubbel).toBeLessThanOrEqual(verzonden.herhaald + (verzonden.uitkomsten['geen antwoord'] ?? 0));
  expect(b.paren).toMatchObject({ gerouteerd: gelezen.length, afgeleverd: gelezen.length, onderweg: 0 });
  // G6, once stopped in order: everything is signed.
  expect(await hub.stop()).toBe(0);
  const audit = await o.audit();
  expect([...audit.keys()]).toEqual(['hub-1']);
  expect(audit.get('hub-1')).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S2', {
    seed: toeval.zaad, kills: KILLS + inStart, 'of which during a start': inStart, acknowledged: verzonden.bevestigd.length, 'acknowledged as a repeat': verzonden.herhaald,
    copies: gelezen.length, 'records of aborted transactions': afgebroken, lost: 0, double: 0, 'audit records': audit.get('hub-1')?.regels ?? 0, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 120_000 + KILLS * 20_000);
