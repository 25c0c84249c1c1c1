// Proves that each of the 13 messages becomes the canonical JSON beside it, with every optional element filled in, and that nothing of it is lost.
// Of `bericht` only what the table writes is compared; the rest is the core's.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SPEC } from '../../../adapters/jzxml/spec.ts';
import { door, geval, GEVALLEN } from './hulp.ts';

const namen = readdirSync(GEVALLEN).sort();

/** Elements whose text becomes another value in the model (dates, yes and no, numbers with zeros, documents), and those that the tables name as not mapped. */
const OMGEZET = /^(datum|tijdstip|startdatum|registratiedatum|creatiedatum|begindatum|geboortedatum|ingangsdatum|einddatum|indicatie|inhoud|inp\.gemeenteVanInschrijving|anp\.identificatie)/;
const BEWUST_NIET = new Set(['berichtcode', 'functie', 'organisatie', 'applicatie', 'administratie', 'gebruiker', 'emailadres', 'telefoonnummer', 'authentiek']);

function teksten(x: unknown, uit: Set<string> = new Set()): Set<string> {
  if (typeof x === 'string' || typeof x === 'number') uit.add(String(x));
  else if (Array.isArray(x)) for (const y of x) teksten(y, uit);
  else if (typeof x === 'object' && x !== null) for (const y of Object.values(x)) teksten(y, uit);
  return uit;
}

function vanTabel(bericht: unknown): unknown {
  const { referentie, kruisreferentie, verzondenOp } = bericht as Record<string, unknown>;
  return { referentie, ...(kruisreferentie === undefined ? {} : { kruisreferentie }), verzondenOp };
}

test('er is een geval voor elk gedeclareerd bericht', () => {
  expect(namen).toEqual(SPEC.berichten.map((b) => b.berichttype).sort());
});

describe.each(namen)('%s', (naam) => {
  test('wordt het canonieke JSON ernaast, en elk gegeven staat erin', async () => {
    const xml = geval(naam);
    const uit = await door(Buffer.from(xml));
    if (uit.soort !== 'geslaagd') throw new Error(JSON.stringify(uit.meldingen));
    expect(uit.events.map((e) => ({ type: e.type, sleutel: e.sleutel, data: { ...e.data, bericht: vanTabel(e.data.bericht) } }))).toEqual(JSON.parse(readFileSync(path.join(GEVALLEN, naam, 'canoniek.json'), 'utf8')));
    for (const e of uit.events) expect((e.data.bericht as { nietVertaald: unknown }).nietVertaald).toEqual([]);

    const gevonden = teksten(uit.events.map((e) => e.data));
    const kop = xml.indexOf('</JZ:stuurgegevens>');
    const kwijt: string[] = [];
    for (const m of xml.matchAll(/<(?:\w+:)([\w.]+)(?:\s[^<>]*)?>([^<]+)<\//g)) {
      const [, element = '', tekst = ''] = m;
      const inKop = m.index < kop;
      if (tekst.trim() === '' || OMGEZET.test(element) || (inKop && BEWUST_NIET.has(element)) || element === 'authentiek') continue;
      if (!gevonden.has(tekst)) kwijt.push(`${element}=${tekst}`);
    }
    expect(kwijt).toEqual([]);
  });
});
