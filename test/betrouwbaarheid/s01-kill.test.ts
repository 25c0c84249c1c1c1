// S1 (reliability): kill -9 of the hub at random moments under load on the embedded engines, restart, until quiet. G1-G4, G6: lost 0, double 0, order kept,
// audit whole. One kill in five falls during the start. KNOOPPUNT_KILLS sets the number (full run: 50), KNOOPPUNT_ZAAD repeats the choices of a run.
import { verifyAudit } from '../../src/audit/verify.ts';
import { balance } from '../../src/datamap/datamap.ts';
import { controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { type Ingebed, maakIngebed } from './harnas/ingebed.ts';
import { killsOnderLast } from './harnas/kills.ts';
import { leesOverHttp } from './harnas/lezer-http.ts';
import { totStil } from './harnas/opstelling.ts';
import { KILLS, toevalVan } from './harnas/toeval.ts';
import { startVerkeer } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

let o: Ingebed | null = null;

afterAll(async () => {
  await o?.ruimOp();
});

test(`S1 kill -9 at ${KILLS} random moments: lost 0, double 0, order kept`, async () => {
  const toeval = toevalVan('S1');
  const begin = performance.now();
  o = maakIngebed();
  const { hub, data } = o;
  const verkeer = startVerkeer({ naam: 'S1', toeval, gemeenten: GEMEENTEN });
  const inStart = await killsOnderLast({ hub, verkeer, toeval, kills: KILLS });
  const verzonden = await verkeer.stop();
  const b = await totStil(hub.url ?? '');
  // The embedded log has no reader but the hub: what is published at level dat is counted here, and compared by number.
  const wat = RECHTEN.filter((r) => r.niveau === 'wat');
  const gelezen = await leesOverHttp(hub.url ?? '', wat.map((r) => r.topic));
  const dat = await leesOverHttp(hub.url ?? '', RECHTEN.filter((r) => r.niveau === 'dat').map((r) => r.topic));

  expect(verzonden.vreemd).toEqual([]);
  expect(verzonden.bevestigd.length).toBeGreaterThan(KILLS * 10);
  // G1, G3, G4.
  expect(controleer(verzonden.bevestigd, gelezen, wat)).toEqual(NIETS);
  expect(gelezen.length).toBe(verzonden.bevestigd.length);
  expect(dat.length).toBe(verzonden.bevestigd.filter((v) => v.gemeente === '0384').length);
  expect(new Set(dat.map((d) => d.koppen.ce_id)).size).toBe(dat.length);
  // G2.
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onbestelbaar: 0, onderweg: 0 });
  // A repeat whose acknowledgement was lost to a kill as well is counted, and no sender knows.
  expect(b.berichten.dubbel).toBeGreaterThanOrEqual(verzonden.herhaald);
  expect(b.berichten.dubbel).toBeLessThanOrEqual(verzonden.herhaald + (verzonden.uitkomsten['geen antwoord'] ?? 0));
  expect(b.paren).toMatchObject({ gerouteerd: gelezen.length + dat.length, afgeleverd: gelezen.length + dat.length, onderweg: 0 });
  // G6, once stopped in order: everything is signed.
  expect(await hub.stop()).toBe(0);
  expect(balance(data).verschillen).toEqual([]);
  const audit = await verifyAudit(data);
  expect(audit).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S1', {
    seed: toeval.zaad, kills: KILLS + inStart, 'of which during a start': inStart, acknowledged: verzonden.bevestigd.length, 'acknowledged as a repeat': verzonden.herhaald,
    copies: gelezen.length + dat.length, lost: 0, double: 0, 'audit records': audit.regels, seconds: Math.round((performance.now() - begin) / 1_000),
  });
}, 120_000 + KILLS * 20_000);
