// Proves that StUF's own values are read as they are meant, refused when they are not, and written back to what was read.
import { CODECS } from '../../../adapters/stuf/codecs.ts';
import { CodecFout, type BronKnoop, type CodecOmgeving } from '../../../src/sdk/index.ts';

const om: CodecOmgeving = { document: () => ({ sha256: '', bytes: 0, mediatype: '' }) };
const codec = (naam: string) => CODECS.find((c) => c.naam === naam)!;
const knoop = (tekst: string, attributen: Record<string, string> | null = null): BronKnoop => ({ naam: 'x', ns: '', regel: 1, tekst, attributen, kinderen: [], ouder: null, gelezen: false });

function leest(naam: string, tekst: string): unknown {
  const c = codec(naam);
  if (c.soort !== 'tekst') throw new Error('not a text codec');
  return c.lees(tekst, om);
}

test.each([
  ['nummer-stuf', '0012', '12'], ['nummer-stuf', '+7', '7'], ['nummer-stuf', ' 48 ', '48'],
  ['gba-code', '363', '0363'], ['gba-code', '1', '0001'], ['gba-code', '6030', '6030'], ['gba-code', '00034', '0034'],
  ['postcode-stuf', '1015 kj', '1015KJ'], ['postcode-stuf', '1015', '1015'], ['postcode-stuf', '1015K', '1015K'],
  ['geslacht-stuf', 'V', 'V'],
])('%s reads %j as %j', (naam, in_, uit) => expect(leest(naam, in_)).toBe(uit));

test.each([
  ['nummer-stuf', '-1'], ['nummer-stuf', '12a'], ['gba-code', '12345'], ['gba-code', ''], ['postcode-stuf', '0123AB'], ['postcode-stuf', '10155'], ['postcode-stuf', '1015KJL'], ['geslacht-stuf', '1'],
])('%s refuses %j', (naam, in_) => expect(() => leest(naam, in_)).toThrow(CodecFout));

test('a refusal never repeats the value', () => {
  for (const [naam, in_] of [['gba-code', '98765'], ['postcode-stuf', '0123AB'], ['nummer-stuf', '55x']] as const) {
    try {
      leest(naam, in_);
      throw new Error('accepted');
    } catch (e) {
      expect((e as Error).message).not.toContain(in_);
    }
  }
});

describe('a time with indOnvolledigeDatum', () => {
  const c = codec('tijdstip-stuf-indicatie');
  if (c.soort !== 'knoop') throw new Error('not a node codec');

  test.each([
    ['20140331', null, '2014-03-31'], ['20140301', 'D', '2014-03'], ['20140101', 'M', '2014'], ['20140101', 'J', undefined],
    ['20140331120000', null, '2014-03-31T12:00:00+02:00'], ['20140331', 'V', '2014-03-31'], ['', null, undefined],
  ])('%j with %j is %j', (tekst, ind, uit) => expect(c.lees(knoop(tekst, ind === null ? null : { indOnvolledigeDatum: ind }), om)).toBe(uit));

  test('what is read is written back', () => {
    for (const [tekst, ind] of [['20140331', null], ['20140301', 'D'], ['20140101', 'M'], ['20140331120000', null]] as const) {
      const w = c.lees(knoop(tekst, ind === null ? null : { indOnvolledigeDatum: ind }), om);
      expect(c.schrijf(w)).toEqual(ind === null ? { '': tekst } : { '': tekst, '@indOnvolledigeDatum': ind });
    }
  });

  test('a day that does not exist is refused', () => expect(() => c.lees(knoop('20140231'), om)).toThrow(CodecFout));
});

test('a post address is a postbus or an antwoordnummer, never both', () => {
  const [bus, antwoord] = ['postbusnummer', 'antwoordnummer'].map(codec);
  if (bus?.soort !== 'teksten' || antwoord?.soort !== 'teksten') throw new Error('not codecs of several texts');
  expect([bus.lees(['P', '0123'], om), antwoord.lees(['P', '0123'], om)]).toEqual(['123', undefined]);
  expect([bus.lees(['A', '55'], om), antwoord.lees(['A', '55'], om)]).toEqual([undefined, '55']);
  expect([bus.schrijf('123'), antwoord.schrijf('55'), bus.schrijf(undefined)]).toEqual([['P', '123'], ['A', '55'], [undefined, undefined]]);
});
