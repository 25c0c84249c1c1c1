// Proves that the codecs of this adapter read what the schema allows, refuse the rest without the value, and write back what they read.
import { CODECS } from '../../../adapters/jzxml/codecs.ts';
import { CodecFout } from '../../../src/sdk/index.ts';

const OM = { document: (): never => { throw new Error('geen document'); } };
const codec = (naam: string): (typeof CODECS)[number] => {
  const c = CODECS.find((x) => x.naam === naam);
  if (!c) throw new Error(naam);
  return c;
};

test.each([
  ['geslacht-letter', 'V', 'V', 'V'],
  ['ja-nee-woord', 'Ja', true, 'Ja'],
  ['ja-nee-woord', 'Nee', false, 'Nee'],
  ['huisnummer', ' 00012 ', '12', '12'],
  ['huisnummer', '99999', '99999', '99999'],
  ['gemeentecode', '363', '0363', '0363'],
  ['woonplaatscode', '3594', '3594', '3594'],
  ['kvk-nummer', '01234567', '01234567', '01234567'],
  ['soort-adres', '52', 'correspondentie', undefined],
  ['soort-adres', '07', 'overig', undefined],
])('%s leest %j', (naam, tekst, waarde, terug) => {
  const c = codec(naam);
  expect(c.lees(tekst, OM)).toEqual(waarde);
  expect(c.schrijf(waarde)).toEqual(terug);
});

test.each([['geslacht-letter', 'X'], ['ja-nee-woord', 'Misschien'], ['huisnummer', '123456'], ['gemeentecode', '12345'], ['kvk-nummer', 'geheim12']])('%s weigert %j zonder de waarde te noemen', (naam, tekst) => {
  let fout: unknown;
  try {
    codec(naam).lees(tekst, OM);
  } catch (e) {
    fout = e;
  }
  expect(fout).toBeInstanceOf(CodecFout);
  expect((fout as Error).message).not.toContain(tekst);
});
