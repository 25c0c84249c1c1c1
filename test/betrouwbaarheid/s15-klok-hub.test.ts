// S15 (reliability) on a whole hub, embedded and on Kafka + PostgreSQL: its clock is set back one hour under load. Order and chain unharmed, nothing lost or
// double, a message of before is still known as a repeat, and a restart in the hour that comes twice works. (s15-klok.test.ts: the rooms by themselves.)
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifyAudit } from '../../src/audit/verify.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { post } from './berichten.ts';
import { controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { maakIngebed } from './harnas/ingebed.ts';
import type { Knoop } from './harnas/knoop.ts';
import { leesOverHttp } from './harnas/lezer-http.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil } from './harnas/opstelling.ts';
import { sjabloon } from './harnas/sjabloon.ts';
import { type Toeval, toevalVan } from './harnas/toeval.ts';
import { startVerkeer, type Verzonden } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

const UUR = 3_600_000;
const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-klok-'));
const klok = path.join(map, 'verschil');
const node = ['--import', path.resolve(import.meta.dirname, 'harnas/klok.mjs')];
process.env.KNOOPPUNT_KLOK = klok;
const opruimen: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const r of opruimen) await r();
  rmSync(map, { recursive: true, force: true });
});

/** Load with the clock right, an hour back, and right again after a restart. @returns what senders were told */
async function lastMetTerugzetten(hub: Knoop, toeval: Toeval): Promise<Verzonden> {
  writeFileSync(klok, '0');
  const verkeer = startVerkeer({ naam: 'S15', toeval, gemeenten: GEMEENTEN, denktijd: 30 });
  verkeer.naar([await hub.begin()]);
  const meer = async (n: number): Promise<void> => {
    const tot = verkeer.aantal + n;
    for (let i = 0; i < 600 && verkeer.aantal < tot; i++) await wacht(50);
    expect(verkeer.aantal).toBeGreaterThanOrEqual(tot);
  };
  await meer(100);
  writeFileSync(klok, String(-UUR));
  await wacht(300);
  await meer(100);
  // Dead and alive again, still in the hour that comes twice.
  verkeer.naar([]);
  await hub.dood();
  verkeer.naar([await hub.begin()]);
  await meer(50);
  return await verkeer.stop();
}

/** The hub did live through the hour twice, by its own events. */
function tijdGingTerug(tijden: readonly string[]): void {
  const ms = tijden.map((t) => Date.parse(t));
  const sprongen = ms.slice(1).filter((t, i) => t < (ms[i] as number) - UUR / 2);
  expect(sprongen.length).toBeGreaterThan(0);
}

async function naHerhaling(url: string, verzonden: Verzonden): Promise<void> {
  const eerste = verzonden.bevestigd[0]!;
  const nog = await post(url, sjabloon(eerste.gemeente, eerste.zaak, eerste.nr, `S15-${eerste.gemeente}-${eerste.zaak}-${eerste.nr}`));
  expect(nog.status).toBe(202);
  expect(nog.json).toMatchObject({ id: eerste.id, dubbel: true });
}

test('S15 the clock of a hub goes back one hour, embedded: order and chain unharmed', async () => {
  const toeval = toevalVan('S15');
  const begin = performance.now();
  const o = maakIngebed({ node });
  opruimen.push(() => o.ruimOp());
  const verzonden = await lastMetTerugzetten(o.hub, toeval);
  const url = o.hub.url ?? '';
  await naHerhaling(url, verzonden);
  const b = await totStil(url);
  const wat = RECHTEN.filter((r) => r.niveau === 'wat');
  const gelezen = await leesOverHttp(url, wat.map((r) => r.topic));
  const tijden = await Promise.all([...verzonden.bevestigd.keys()].filter((i) => i % 10 === 0).map(async (i) => {
    const r = await fetch(`${url}/v1/berichten/${verzonden.bevestigd[i]?.id}`);
    return ((await r.json()) as { ontvangenOp?: string; ontvangen?: string }).ontvangenOp ?? '';
  }));
  tijdGingTerug(tijden);
  expect(verzonden.vreemd).toEqual([]);
  expect(controleer(verzonden.bevestigd, gelezen, wat)).toEqual(NIETS);
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onderweg: 0 });
  expect(await o.hub.stop()).toBe(0);
  const audit = await verifyAudit(o.data);
  expect(audit).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S15', { seed: toeval.zaad, acknowledged: verzonden.bevestigd.length, copies: gelezen.length, lost: 0, double: 0, 'audit records': audit.regels, seconds: Math.round((performance.now() - begin) / 1_000) });
}, 180_000);

(kafka.adres && postgres.adres ? test : test.skip)('S15 the clock of a hub goes back one hour, Kafka + PostgreSQL: order and chain unharmed', async () => {
  const toeval = toevalVan('S15-kafka');
  const begin = performance.now();
  const o = await maakOpstelling({ kafka: kafka.adres, postgres: postgres.adres }, { node });
  opruimen.push(() => o.ruimOp());
  const hub = o.knoop('hub-1');
  const verzonden = await lastMetTerugzetten(hub, toeval);
  const url = hub.url ?? '';
  await naHerhaling(url, verzonden);
  const b = await totStil(url);
  const { records } = await leesAlles(o.brokers, o.voorvoegsel);
  // Per partition of a topic: the order in which they stand there.
  tijdGingTerug([...Map.groupBy(records, (r) => `${r.topic}/${r.partitie}`).values()].flatMap((rs) => rs.map((r) => r.koppen.ce_time ?? '')));
  expect(verzonden.vreemd).toEqual([]);
  expect(controleer(verzonden.bevestigd, records, RECHTEN, await o.datVan())).toEqual(NIETS);
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, onderweg: 0 });
  expect(await hub.stop()).toBe(0);
  const audit = (await o.audit()).get('hub-1');
  expect(audit).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S15-kafka', { seed: toeval.zaad, acknowledged: verzonden.bevestigd.length, copies: records.length, lost: 0, double: 0, 'audit records': audit?.regels ?? 0, seconds: Math.round((performance.now() - begin) / 1_000) });
}, 180_000);
