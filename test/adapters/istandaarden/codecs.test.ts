// Proves that the codecs of the iStandaarden read what the profile allows, write it back, and refuse the rest without repeating it.
import { readFileSync } from 'node:fs';
import { CODECS } from '../../../adapters/istandaarden/codecs.ts';
import { SPEC } from '../../../adapters/istandaarden/spec.ts';
import { CodecFout, type CodecOmgeving } from '../../../src/sdk/index.ts';

const om: CodecOmgeving = {
  document: () => {
    throw new Error('geen document verwacht');
  },
};
function codec(naam: string): { lees(t: string): unknown; schrijf(w: unknown): unknown } {
  const c = CODECS.find((k) => k.naam === naam);
  if (c?.soort !== 'tekst') throw new Error(naam);
  return { lees: (t) => c.lees(t, om), schrijf: (w) => c.schrijf(w) };
}
function teksten(naam: string): { lees(t: (string | undefined)[]): unknown; schrijf(w: unknown): unknown } {
  const c = CODECS.find((k) => k.naam === naam);
  if (c?.soort !== 'teksten') throw new Error(naam);
  return { lees: (t) => c.lees(t, om), schrijf: (w) => c.schrijf(w) };
}

test('gelijke getallen worden gelijke kenmerken', () => {
  const { lees } = codec('nummer');
  expect(['101', ' 101\n', '+101', '000101'].map(lees)).toEqual(['101', '101', '101', '101']);
  expect(lees('0')).toBe('0');
  expect(lees('000')).toBe('0');
});

test('heen en terug: ja/nee, adressoort, postcode, telefoon', () => {
  for (const [naam, paren] of [
    ['ja-nee-12', [['1', true], ['2', false]]],
    ['adressoort', [['01', 'woon'], ['02', 'correspondentie'], ['03', 'verblijf'], ['04', 'tijdelijk']]],
    ['kloktijd', [['23:59:59', '23:59:59'], ['09:15:00.125', '09:15:00.125']]],
    ['postcode-binnenland', [['1093PK', '1093PK']]],
    ['postcode-buitenland', [['B-1000', 'B-1000']]],
  ] as const)
    for (const [bron, waarde] of paren) {
      expect(codec(naam).lees(bron)).toBe(waarde);
      expect(codec(naam).schrijf(waarde)).toBe(bron);
    }
  const r = teksten('release');
  expect(r.lees(['3', ' 2 '])).toBe('3.2');
  expect(r.schrijf('2.3')).toEqual(['2', '3']);
  const t = teksten('telefoon');
  expect(t.lees(['0031', '0612345678'])).toBe('0031 0612345678');
  expect(t.schrijf('0031 0612345678')).toEqual(['0031', '0612345678']);
  expect(t.lees([undefined, undefined])).toBeUndefined();
});

test('elke berichtcode van elk profiel is een berichttype, en terug', () => {
  const gezien = new Set<string>();
  for (const b of SPEC.berichten) {
    const xsd = readFileSync(new URL(b.schema, SPEC.schemas), 'utf8');
    const codes = [...xsd.slice(xsd.indexOf('simpleType name="BerichtCodeVast"')).matchAll(/enumeration value="(\d+)"/g)].map((m) => m[1] ?? '');
    expect(codes.length).toBeGreaterThan(0);
    for (const c of codes) {
      expect(codec('berichtcode').lees(c)).toBe(b.berichttype);
      gezien.add(c);
    }
    expect(codes).toContain(codec('berichtcode').schrijf(b.berichttype));
  }
  expect(gezien.size).toBe(36);
});

test('een postcode is binnenlands of buitenlands, nooit allebei en nooit geen van beide', () => {
  for (const p of ['1093PK', '1093 pk', '9999XX', '0123AB', 'B-1000', '75008', 'SW1A 2AA']) {
    const beide = [codec('postcode-binnenland').lees(p), codec('postcode-buitenland').lees(p)];
    expect(beide.filter((w) => w !== undefined)).toHaveLength(1);
  }
});

test('wat niet te lezen is wordt geweigerd, zonder de waarde te noemen', () => {
  for (const [naam, waarde] of [['berichtcode', '999'], ['nummer', '-7'], ['nummer', 'x9981'], ['ja-nee-12', '3'], ['kloktijd', '24:00:00'], ['kloktijd', '25:61:00'], ['adressoort', '09']] as const) {
    let fout: unknown;
    try {
      codec(naam).lees(waarde);
    } catch (e) {
      fout = e;
    }
    expect(fout).toBeInstanceOf(CodecFout);
    expect((fout as CodecFout).message).not.toContain(waarde);
  }
});
