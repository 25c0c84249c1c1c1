// Proves that each of the 48 messages becomes the canonical JSON beside it, with every optional element filled in, and that nothing of it is lost.
// `in.xml` has all that the profile of the message allows; `canoniek.json` is what the mapping table makes of it (without what the core adds).
import { readdirSync, readFileSync } from 'node:fs';
import adapter from '../../../adapters/istandaarden/index.ts';
import { leesJson, vertaal } from './vertaling.ts';

const map = new URL('./gevallen/', import.meta.url);
const gevallen = readdirSync(map).sort();
const xmlVan = (geval: string): string => readFileSync(new URL(`${geval}/in.xml`, map), 'utf8');

/** Elements whose value becomes another value in the model (codes that the model spells out, signs, partial dates). */
const OMGEZET = new Set(['BerichtCode', 'BerichtVersie', 'BerichtSubversie', 'Soort', 'Geslacht', 'DatumGebruik', 'DebetCredit', 'GezagsdragerBekend', 'Raamcontract', 'BtwVrijstellingIndicatie']);
/** The only element that a table names as deliberately not mapped: always EUR, and in every amount. */
const BEWUST_NIET = new Set(['ValutaCode']);

/** Every text and number of a JSON value. */
function waarden(x: unknown, uit: Set<string> = new Set()): Set<string> {
  if (typeof x === 'string' || typeof x === 'number') uit.add(String(x));
  else if (Array.isArray(x)) for (const y of x) waarden(y, uit);
  else if (typeof x === 'object' && x !== null) for (const y of Object.values(x)) waarden(y, uit);
  return uit;
}

test('er is een geval voor elk gedeclareerd bericht', () => {
  expect(gevallen).toEqual(adapter.spec.berichten.map((b) => b.schema.replace('/', '-').replace('.xsd', '')).sort());
});

describe.each(gevallen)('%s', (geval) => {
  const xml = xmlVan(geval);
  const { soort, uitkomst } = vertaal(xml);

  test('wordt het canonieke JSON ernaast', () => {
    expect(uitkomst.meldingen).toEqual([]);
    expect(uitkomst.events).toEqual(leesJson(new URL(`${geval}/canoniek.json`, map)));
    expect(geval.endsWith(soort.berichttype.toLowerCase())).toBe(true);
  });

  test('elk gegeven staat in het event', () => {
    expect(uitkomst.nietVertaald).toEqual([]);
    const gevonden = waarden(uitkomst.events.map((e) => e.data));
    const zoek = [...gevonden].join('\n');
    const kwijt: string[] = [];
    for (const m of xml.matchAll(/<(?:\w+:)?(\w+)>([^<]+)<\//g)) {
      const [, naam = '', tekst = ''] = m;
      if (tekst.trim() === '' || OMGEZET.has(naam) || BEWUST_NIET.has(naam)) continue;
      // A birth date with DatumGebruik 1 keeps year and month; telephone numbers stand behind their country; credit is negative.
      const vormen = [tekst, tekst.slice(0, 7), `-${tekst}`];
      if (!vormen.some((v) => gevonden.has(v)) && !zoek.includes(` ${tekst}\n`) && !zoek.includes(`${tekst} `)) kwijt.push(`${naam}=${tekst}`);
    }
    expect(kwijt).toEqual([]);
  });
});
