// Proves: of the places that hold a value in messages that exist (our own samples; the official examples where they are), a mapping table reads at least 95 %
// or leaves them out on purpose, per message type. Prints what is left. Record messages have their own test (test/adapters/aw319).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { doorloop } from '../../src/intake/controle.ts';
import type { Gelezen } from '../../src/intake/doorgang.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { BronKnoop } from '../../src/sdk/bron.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

interface Voorkomen {
  readonly standaard: string;
  readonly versie: string;
  readonly berichttype: string;
  berichten: number;
  /** Distinct places with a value, from the root, without indexes. */
  readonly plaatsen: Set<string>;
  readonly ongelezen: Set<string>;
}

const bank = await maakWerkbank();
const wortel = path.resolve(import.meta.dirname, '../..');
const officieel = path.resolve(wortel, '../shared/standards');
/** Share of the places with a value that must be read, or left out by the table with a reason. */
const DEEL = 0.95;

const zonderIndex = (pad: string): string => pad.replace(/\[[^\]]*\]/g, '').replace(/^\//, '');

function bladen(k: BronKnoop, pad: string, uit: Set<string>): void {
  if (k.kinderen.length === 0 && k.tekst.trim() !== '') uit.add(pad);
  for (const z of k.kinderen) bladen(z, `${pad}/${z.naam}`, uit);
}

/** Every XML message under `map` that is valid, by message type; record messages have their own test. */
async function meetVoorkomen(map: string): Promise<Map<string, Voorkomen>> {
  const uit = new Map<string, Voorkomen>();
  const bestanden = readdirSync(map, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.xml')).sort();
  for (const f of bestanden) {
    const r = await doorloop({ soort: 'geheugen', bytes: readFileSync(path.join(map, f)) }, bank, STANDAARD_XML_LIMIETEN);
    if (r.soort !== 'geslaagd') continue;
    const gelezen: Gelezen = r.inhoud?.gelezen ?? r.gelezen;
    if (gelezen.soort !== 'xml') continue;
    const { soort } = gelezen.gevonden;
    const sleutel = `${soort.standaard} ${soort.versie} ${soort.berichttype}`;
    const v = uit.get(sleutel) ?? { standaard: soort.standaard, versie: soort.versie, berichttype: soort.berichttype, berichten: 0, plaatsen: new Set<string>(), ongelezen: new Set<string>() };
    v.berichten += 1;
    const top = gelezen.lezing.bron.wortel;
    bladen(top, top.naam, v.plaatsen);
    for (const e of r.events) for (const n of (e.data.bericht as { nietVertaald: { pad: string }[] }).nietVertaald) v.ongelezen.add(zonderIndex(n.pad));
    uit.set(sleutel, v);
  }
  return uit;
}

function toets(gemeten: ReadonlyMap<string, Voorkomen>): void {
  const tekort = [...gemeten].filter(([, v]) => v.plaatsen.size === 0 || 1 - v.ongelezen.size / v.plaatsen.size < DEEL).map(([k, v]) => `${k}: ${[...v.ongelezen].slice(0, 10).join(', ')}`);
  expect(tekort).toEqual([]);
}

test('our own samples', async () => {
  const gemeten = await meetVoorkomen(path.join(wortel, 'samples'));
  expect(gemeten.size).toBeGreaterThan(50);
  toets(gemeten);
}, 120_000);

(existsSync(officieel) ? test : test.skip)('the official examples (../shared/standards)', async () => {
  const gemeten = await meetVoorkomen(officieel);
  expect(gemeten.size).toBeGreaterThan(40);
  toets(gemeten);
}, 120_000);

test('the measure sees what nobody reads: a place that a table does not know counts against it', async () => {
  const v: Voorkomen = { standaard: 'x', versie: '1', berichttype: 'y', berichten: 1, plaatsen: new Set(Array.from({ length: 10 }, (_, i) => `a/b${i}`)), ongelezen: new Set(['a/b0']) };
  expect(() => toets(new Map([['x', v]]))).toThrow();
});
