// Proves S16 for the configuration: a change is taken over by a running hub without a restart; a change with an error is refused with file, place and
// cause, told once, and the old configuration keeps deciding.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wacht } from 'node:timers/promises';
import { type ConfigFout, loadConfig, routingInvoer, watchConfig, type Wachter } from '../../src/config/index.ts';
import { createLiveRouting } from '../../src/routing/live.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { event } from '../routing/hulp.ts';
import { ABONNEMENT, GOED, map, PARTIJ, ruimOp, schrijf } from './hulp.ts';

const A = 'configuratie/abonnementen/a.yaml';
let wachter: Wachter | null = null;
afterEach(() => wachter?.stop());
afterAll(ruimOp);

function begin(interval = 20) {
  const cwd = map(GOED);
  const opties = { cwd, env: {} };
  const huidig = loadConfig(opties);
  const routing = createLiveRouting(createRouting(routingInvoer(huidig)));
  const fouten: ConfigFout[] = [];
  const herstart: string[][] = [];
  wachter = watchConfig({
    opties, huidig, interval,
    opNieuw: (nieuw, _, h) => {
      routing.vervang(createRouting(routingInvoer(nieuw)));
      herstart.push([...h]);
    },
    opFout: (f) => fouten.push(f),
  });
  const krijgt = (): string[] => routing.decide(event(), { soort: 'geadresseerd', afzender: null, ontvanger: { gemeentecode: '0384' } }).kopieen.map((k) => k.abonnement).sort();
  return { cwd, routing, fouten, herstart, krijgt, w: wachter, eerste: huidig.versie };
}

/** Waits until it holds, at most 10 s; the test then fails on its own expectation. */
async function tot(ok: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !ok(); i += 1) await wacht(20);
}

const MEER = `${ABONNEMENT}  - { id: bond-dat, partij: bond, events: ["*"], doel: d, grondslag: g, niveau: dat }\n`;

test('a changed file is taken over while running, by itself', async () => {
  const h = begin();
  expect(h.krijgt()).toEqual(['diemen']);
  schrijf(h.cwd, { [A]: MEER });
  await tot(() => h.routing.versie !== h.eerste);
  expect(h.krijgt()).toEqual(['bond-dat', 'diemen']);
  expect(h.w.huidig.versie).toBe(h.routing.versie);
  expect([h.fouten, h.herstart]).toEqual([[], [[]]]);
});

test('an error is told with file, place and cause, once; the old one stays; mended, the new one is taken', async () => {
  const h = begin();
  schrijf(h.cwd, { [A]: MEER.replace('grondslag: g, ', '').replace('doel: uitvoering', 'dool: uitvoering') });
  await tot(() => h.fouten.length > 0);
  await wacht(200);
  expect(h.fouten).toHaveLength(1);
  expect(h.fouten[0]?.bevindingen.map((b) => [b.bestand, b.regel, b.tekst])).toEqual(expect.arrayContaining([
    [A, 5, "onbekende sleutel 'dool'; bedoelt u 'doel'?"], [A, 2, "'doel' ontbreekt"], [A, 8, "'grondslag' ontbreekt"],
  ]));
  expect(h.krijgt()).toEqual(['diemen']);
  expect(h.routing.versie).toBe(h.eerste);

  schrijf(h.cwd, { [A]: MEER });
  await tot(() => h.routing.versie !== h.eerste);
  expect(h.krijgt()).toEqual(['bond-dat', 'diemen']);
  expect(h.fouten).toHaveLength(1);
});

test('a new file, a removed file and no YAML at all', async () => {
  const h = begin();
  schrijf(h.cwd, { 'configuratie/abonnementen/b.yaml': 'abonnementen: [' });
  await tot(() => h.fouten.length > 0);
  expect(h.fouten[0]?.bevindingen[0]).toMatchObject({ bestand: 'configuratie/abonnementen/b.yaml', ernst: 'fout' });
  rmSync(path.join(h.cwd, 'configuratie/abonnementen/b.yaml'));
  rmSync(path.join(h.cwd, A));
  await tot(() => h.routing.versie !== h.eerste);
  expect(h.krijgt()).toEqual([]);
});

test('settings that need a restart are named and wait for it; keys do not change underneath', async () => {
  const h = begin();
  const sleutel = (): string | undefined => h.routing.decide(event(), { soort: 'geadresseerd', afzender: null, ontvanger: { gemeentecode: '0384' } }).kopieen[0]?.key;
  const eerst = sleutel();
  schrijf(h.cwd, { 'knooppunt.yaml': 'http: { poort: 1 }\nlimieten: { diepte: 9 }\ngeheimen: { sleutel: "bestand:geheim.txt" }\n', 'geheim.txt': 'een ander geheim' });
  await tot(() => h.herstart.length > 0);
  expect(h.herstart).toEqual([['http', 'geheimen']]);
  expect(h.w.huidig).toMatchObject({ limieten: { diepte: 9 }, http: { poort: 0 } });
  expect(sleutel()).toBe(eerst);
});

test('of many files only the changed one is read again; what is wrong in the others stays told', () => {
  const h = begin(60_000);
  const leeg = 'abonnementen: []\n';
  schrijf(h.cwd, { 'configuratie/abonnementen/b.yaml': ABONNEMENT.replace('id: diemen', 'id: Diemen') });
  h.w.controleer();
  schrijf(h.cwd, { [A]: MEER });
  h.w.controleer();
  expect(h.fouten.map((f) => f.bevindingen.map((b) => `${b.bestand}:${b.regel}`))).toEqual([['configuratie/abonnementen/b.yaml:2'], ['configuratie/abonnementen/b.yaml:2']]);
  schrijf(h.cwd, { 'configuratie/abonnementen/b.yaml': leeg });
  h.w.controleer();
  expect(h.krijgt()).toEqual(['bond-dat', 'diemen']);
  schrijf(h.cwd, { [A]: leeg });
  h.w.controleer();
  expect(h.krijgt()).toEqual([]);
});

test('what the hub itself cannot take over keeps the old one too', async () => {
  const cwd = map(GOED);
  const opties = { cwd, env: {} };
  const huidig = loadConfig(opties);
  const fouten: ConfigFout[] = [];
  const w = watchConfig({ opties, huidig, interval: 60_000, opNieuw: () => { throw new Error('geen ruimte'); }, opFout: (f) => fouten.push(f) });
  wachter = w;
  schrijf(cwd, { [A]: MEER });
  w.controleer();
  expect(w.huidig.versie).toBe(huidig.versie);
  expect(fouten[0]?.message).toContain('geen ruimte');
});

test('a message in progress keeps the version that it began with', () => {
  const h = begin(60_000);
  const vast = h.routing.vast?.();
  schrijf(h.cwd, { [A]: 'abonnementen: []\n', 'configuratie/partijen/p.yaml': PARTIJ });
  h.w.controleer();
  expect(h.krijgt()).toEqual([]);
  expect(vast?.versie).toBe(h.eerste);
  expect(vast?.decide(event(), { soort: 'geadresseerd', afzender: null, ontvanger: { gemeentecode: '0384' } }).kopieen).toHaveLength(1);
});
