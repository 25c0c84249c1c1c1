// S2 (reliability): kill -9 of the hub at random moments under load on Kafka + PostgreSQL, restart, until quiet. G1-G4, G6: lost 0, double 0, order kept,
// audit whole. One kill in five falls during the start. KNOOPPUNT_KILLS sets the number (full run: 50), KNOOPPUNT_ZAAD repeats the choices of a run.
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { KILLS, toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
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
  let inStart = 0;
  let langsteStart = 0;
  const start = async (): Promise<void> => {
    const t = performance.now();
    verkeer.naar([await hub.begin()]);
    langsteStart = Math.max(langsteStart, performance.now() - t);
  };
  await start();
  for (let k = 0; k < KILLS; k++) {
    // Under load: so many acknowledgements after the start, and then at any moment of the next half second.
    const tot = verkeer.aantal + toeval.tussen(0, 150);
    for (let n = 0; n < 100 && verkeer.aantal < tot; n++) await wacht(50);
    await wacht(toeval.getal() * 500);
    verkeer.naar([]);
    await hub.dood();
    if (toeval.getal() < 0.2) {
      inStart += 1;
      const op = hub.start();
      await wacht(toeval.getal() * langsteStart);
      await hub.dood();
      await op;
    }
    await start();
  }
  await wacht(500);
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
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, dubbel: verzonden.herhaald, onbestelbaar: 0, onderweg: 0 });
  expect(b.paren).toMatchObject({ gerouteerd: gelezen.length, afgeleverd: gelezen.length, onderweg: 0 });
  // G6, once stopped in order: everything is signed.
  expect(await hub.stop()).toBe(0);
  const audit = await o.audit();
  expect([...audit.keys()]).toEqual(['hub-1']);
  expect(audit.get('hub-1')).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S2', {
    zaad: toeval.zaad, kills: KILLS + inStart, 'waarvan tijdens de start': inStart, bevestigd: verzonden.bevestigd.length, 'als herhaling bevestigd': verzonden.herhaald,
    kopieën: gelezen.length, 'afgebroken records': afgebroken, verloren: 0, dubbel: 0, auditregels: audit.get('hub-1')?.regels ?? 0, seconden: Math.round((performance.now() - begin) / 1_000),
  });
}, 120_000 + KILLS * 20_000);
