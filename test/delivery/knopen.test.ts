// Proves on Kafka + PostgreSQL with two nodes: pairs over webhook and StUF are delivered, each under one id and with the same bytes however often; a node that is
// killed while its receivers hold its requests loses nothing: the other takes its shards over and goes on; the balance closes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { post, zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { maakOpstelling, totStil, type Opstelling } from '../betrouwbaarheid/harnas/opstelling.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { abonnement, GEHEIM, stufAbonnement, tot } from './hub.ts';
import { startOntvanger } from './ontvanger.ts';
import { bevestiging, startStufOntvanger } from './stuf-ontvanger.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const AANTAL = 12;
const opruimen: (() => unknown)[] = [];
afterAll(async () => {
  for (const o of opruimen.reverse()) await o();
});

/** Parties and subscriptions of these receivers, for every node. */
function configuratie(web: string, stuf: string): string {
  const map = mkdtempSync(path.join(tmpdir(), 'kp-knopen-'));
  opruimen.push(() => rmSync(map, { recursive: true, force: true }));
  for (const m of ['partijen', 'abonnementen']) mkdirSync(path.join(map, m));
  writeFileSync(path.join(map, 'geheim'), GEHEIM);
  writeFileSync(path.join(map, 'partijen/p.yaml'), 'partijen: []\n');
  writeFileSync(path.join(map, 'abonnementen/a.yaml'), `abonnementen:\n${abonnement('web', web).replace('env:PUSH_GEHEIM', `bestand:${path.join(map, 'geheim')}`)}\n${stufAbonnement('stuf', stuf)}\n`);
  return map;
}

(kafka.adres && postgres.adres ? test : test.skip)('two nodes: the one that is killed in the middle of its deliveries is taken over, nothing is lost, nothing changes under an id', async () => {
  // Until the kill the receivers take requests in and answer none.
  let stil = true;
  const web = await startOntvanger(() => (stil ? new Promise<number>(() => undefined) : 204));
  const stuf = await startStufOntvanger((v, a) => {
    if (!stil) a.writeHead(200, { 'content-type': 'text/xml' }).end(bevestiging('Bv03', v.referentie));
  });
  opruimen.push(() => web.sluit(), () => stuf.sluit());
  const op: Opstelling = await maakOpstelling({ kafka: kafka.adres, postgres: postgres.adres }, { yaml: `configuratie: ${configuratie(web.url, stuf.url)}\npush: { priveAdressen: true }` });
  opruimen.push(() => op.ruimOp());
  const a = op.knoop('knoop-a');
  const b = op.knoop('knoop-b');
  const urlA = await a.begin();
  for (let i = 0; i < AANTAL; i++) expect((await post(urlA, zaakbericht(`K${i}`, i))).status).toBe(202);
  await tot('aan beide bezig', () => web.gekregen.length > 0 && stuf.gekregen.length > 0, 60_000);
  const urlB = await b.begin();
  await a.dood();
  stil = false;
  await totStil(urlB, 120_000);
  const balans = (await (await fetch(`${urlB}/v1/balans`)).json()) as { paren: Record<string, number>; verschillen: string[] };
  expect(balans.paren).toMatchObject({ gerouteerd: 2 * AANTAL, afgeleverd: 2 * AANTAL, geparkeerd: 0 });
  expect(balans.verschillen).toEqual([]);
  // At least once, under one id, and the same whoever sent it.
  const perId = new Map<string, Set<string>>();
  for (const o of web.gekregen) perId.set(String(o.koppen['idempotency-key']), (perId.get(String(o.koppen['idempotency-key'])) ?? new Set()).add(o.body));
  const perReferentie = new Map<string, Set<string>>();
  for (const v of stuf.gekregen) perReferentie.set(v.referentie, (perReferentie.get(v.referentie) ?? new Set()).add(v.body));
  for (const m of [perId, perReferentie]) expect([...m.values()].map((s) => s.size)).toEqual(Array.from({ length: AANTAL }, () => 1));
  // What was held was sent again: by another node, under the same id.
  expect(web.gekregen.length).toBeGreaterThan(AANTAL);
}, 240_000);
