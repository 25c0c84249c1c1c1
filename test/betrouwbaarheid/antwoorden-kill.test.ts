// kill -9 at random moments while questions and their retours come in, some retours first and some twice: afterwards every question that was acknowledged has its
// expectation, every acknowledged retour is booked on it once, exactly one of them as the first, and audit and balance are whole (terugweg.md, "Expectations").
// KNOOPPUNT_KILLS sets the number of kills (here at most 4), KNOOPPUNT_ZAAD repeats the choices.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifyAudit } from '../../src/audit/verify.ts';
import { balance } from '../../src/datamap/datamap.ts';
import { WORTEL } from '../hulp/kind.ts';
import { post } from './berichten.ts';
import { Knoop } from './harnas/knoop.ts';
import { KILLS, type Toeval, toevalVan } from './harnas/toeval.ts';

const HOEVEEL = Math.min(KILLS, 4);
const AFZENDERS = 6;
const VRAAG = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'), 'utf8');
const RETOUR = readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo302-retour.xml'), 'utf8');
const vraag = (ref: string): string => VRAAG.replace('AMS26110201', ref);
const retour = (ref: string, keer: number): string => RETOUR.replace('AMS26110201', ref).replace('A-302-000417', `R${keer}${ref}`);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));

interface Gesprek { readonly vraag: string; readonly retouren: readonly string[] }

let map: string;
let hub: Knoop;
beforeAll(() => {
  map = mkdtempSync(path.join(tmpdir(), 'knooppunt-antwoorden-'));
  writeFileSync(path.join(map, 'knooppunt.yaml'), 'limieten: { perAfzender: { perMinuut: 1000000 } }\n');
  hub = new Knoop({ data: path.join(map, 'data'), config: path.join(map, 'knooppunt.yaml') });
});
afterAll(async () => {
  await hub.dood();
  rmSync(map, { recursive: true, force: true });
});

/** As a sender does: again and again, until it is acknowledged. */
async function bied(tekst: string): Promise<string> {
  for (;;) {
    try {
      const r = hub.url === null ? null : await post(hub.url, tekst);
      if (r?.status === 202 && r.json.id !== undefined) return r.json.id;
      if (r && r.status !== 429 && r.status !== 503) throw new RangeError(`${r.status} ${r.json.code ?? ''}`);
    } catch (e) {
      if (e instanceof RangeError) throw e;
    }
    await wacht(20);
  }
}

async function afzender(naam: string, toeval: Toeval, klaar: () => boolean): Promise<Gesprek[]> {
  const gesprekken: Gesprek[] = [];
  for (let i = 0; !klaar(); i++) {
    const ref = `${naam}${String(i).padStart(5, '0')}`;
    const retouren: string[] = [];
    const vooraf = toeval.getal() < 0.3;
    if (vooraf) retouren.push(await bied(retour(ref, 1)));
    const id = await bied(vraag(ref));
    if (!vooraf) retouren.push(await bied(retour(ref, 1)));
    if (toeval.getal() < 0.3) retouren.push(await bied(retour(ref, 2)));
    gesprekken.push({ vraag: id, retouren });
  }
  return gesprekken;
}

test(`${HOEVEEL} kills while questions and answers come in: each question has its answer, each answer is booked once`, async () => {
  const toeval = toevalVan('antwoorden');
  await hub.begin();
  let klaar = false;
  const afzenders = Array.from({ length: AFZENDERS }, (_, n) => afzender(`K${n}`, toeval.tak(n), () => klaar));
  for (let k = 0; k < HOEVEEL; k++) {
    await wacht(300 + toeval.getal() * 1_000);
    await hub.dood();
    await hub.begin();
  }
  await wacht(500);
  klaar = true;
  const gesprekken = (await Promise.all(afzenders)).flat();
  expect(gesprekken.length).toBeGreaterThan(AFZENDERS);

  const url = hub.url ?? '';
  const verwachtingen: { bericht: string; staat: string }[] = [];
  for (let na = ''; ; ) {
    const blad = (await (await fetch(`${url}/v1/verwachtingen?max=500${na}`)).json()) as { verwachtingen: { bericht: string; staat: string }[]; volgende: string | null };
    verwachtingen.push(...blad.verwachtingen);
    if (blad.volgende === null) break;
    na = `&na=${blad.volgende}`;
  }
  expect(verwachtingen.map((v) => v.bericht).sort()).toEqual(gesprekken.map((g) => g.vraag).sort());
  expect(new Set(verwachtingen.map((v) => v.staat))).toEqual(new Set(['beantwoord']));
  for (const g of gesprekken) {
    const { antwoord, stappen } = (await (await fetch(`${url}/v1/berichten/${g.vraag}`)).json()) as { antwoord: { antwoorden: { id: string; soort: string }[] }; stappen: { stap: string }[] };
    expect(antwoord.antwoorden.map((a) => a.id).sort()).toEqual([...g.retouren].sort());
    expect(antwoord.antwoorden.filter((a) => a.soort === 'eerste')).toHaveLength(1);
    const tel = (stap: string): number => stappen.filter((s) => s.stap === stap).length;
    expect([tel('verwacht'), tel('beantwoord'), tel('verlopen')]).toEqual([1, g.retouren.length, 0]);
  }
  expect(await hub.stop()).toBe(0);
  expect(balance(path.join(map, 'data')).verschillen).toEqual([]);
  expect(await verifyAudit(path.join(map, 'data'))).toMatchObject({ geldig: true, ongetekend: 0 });
}, 300_000);
