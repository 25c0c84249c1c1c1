// Proves that what the schema lets through is translated, or refused for a reason that schemas/suwiml/VERSCHILLEN.md names; never half, never with a crash, never by a limit of
// the canonical model that the standard does not have.
import { readdirSync, readFileSync } from 'node:fs';
import { leesXml } from '../../../src/xml/lezer.ts';
import { verwerk } from './hulp.ts';
import { muteer, toeval } from './muteren.ts';

const GEVALLEN = new URL('gevallen/', import.meta.url);
const GENOEMD = ['geen bestaande datum', 'geen bestaand tijdstip', 'onbekende aanduiding van het geslacht', 'alleen een bedrag in euro is te vertalen', 'getal buiten bereik'];
/** The model holds codes to 100 characters; FWI does not. */
const MODEL = ['te lang: hoogstens 100 tekens'];

test('mutated messages', () => {
  const rnd = toeval(20261);
  let vertaald = 0;
  for (const naam of readdirSync(GEVALLEN)) {
    const gelezen = leesXml(readFileSync(new URL(`${naam}/in.xml`, GEVALLEN)));
    if (gelezen.soort !== 'gelezen') throw new Error(naam);
    for (let i = 0; i < 8; i += 1) {
      const { xml, wat } = muteer(gelezen.bron.wortel, rnd);
      const uit = verwerk(Buffer.from(xml));
      if (uit.meldingen.length === 0) {
        vertaald += 1;
        expect({ naam, wat, nietVertaald: uit.nietVertaald }).toEqual({ naam, wat, nietVertaald: [] });
        continue;
      }
      const vreemd = uit.meldingen.filter((m) => !m.code.startsWith('KP_SCHEMA') && !GENOEMD.includes(m.tekst) && !MODEL.includes(m.tekst));
      expect({ naam, wat, vreemd }).toEqual({ naam, wat, vreemd: [] });
    }
  }
  expect(vertaald).toBeGreaterThan(0);
});

test.each([
  ['KadasterDossierGSD-v0300-ObjectInfoLocatieOZ', /<Huisnr>[0-9]+</, '<Huisnr>+007<', ['gegevensvraag', 'adres', 'huisnummer'], '7'],
  ['KadasterDossierGSD-v0300-ObjectInfoLocatieOZ', /<Postcd>[^<]+</, '<Postcd>1012ab<', ['gegevensvraag', 'adres', 'postcode'], '1012AB'],
])('%s: a number or postcode in another notation is the same', (naam, oud, nieuw, pad, verwacht) => {
  const xml = readFileSync(new URL(`${naam}/in.xml`, GEVALLEN), 'utf8');
  const uit = verwerk(Buffer.from(xml.replace(oud, nieuw)));
  expect(uit.meldingen).toEqual([]);
  expect(pad.reduce<unknown>((o, k) => (o as Record<string, unknown>)[k], uit.events[0]?.data)).toBe(verwacht);
});
