// Proves the values that only SuwiML writes this way, in both directions, and that what cannot be is refused without its value.
import { CODECS } from '../../../adapters/suwiml/codecs.ts';
import { CodecFout, STANDAARD_CODECS, type BronKnoop, type Codec, type CodecOmgeving, type KnoopCodec, type TekstCodec } from '../../../src/sdk/index.ts';

const om: CodecOmgeving = {
  document() {
    throw new Error('not used');
  },
};
const vind = (naam: string): Codec => [...CODECS, ...STANDAARD_CODECS].find((c) => c.naam === naam)!;
const tekst = (naam: string): TekstCodec => vind(naam) as TekstCodec;

test.each([
  ['tijd-suwi', '09301550', '09:30:15.50'],
  ['tijdstip-suwi', '2026112614300000', '2026-11-26T14:30:00.000+01:00'],
  ['tijdstip-suwi', '2026072614300000', '2026-07-26T14:30:00.000+02:00'],
  ['uren-minuten', '3605', '36:05'],
  ['datum-suwi', '20260228', '2026-02-28'],
  ['datum-suwi', '20260200', '2026-02'],
  ['datum-suwi', '20260000', '2026'],
])('%s reads %s and writes it back', (naam, bron, canoniek) => {
  expect(tekst(naam).lees(bron, om)).toBe(canoniek);
  expect(tekst(naam).schrijf(canoniek)).toBe(bron);
});

test.each([
  ['a moment on a day that is not known', 'tijdstip-suwi', '2026110014300000', '2026-11'],
  ['a day of an unknown month', 'datum-suwi', '20260015', '2026'],
  ['a month and day of an unknown year', 'datum-suwi', '00000512', undefined],
  ['no date at all', 'datum-suwi', '00000000', undefined],
])('%s', (_naam, codec, bron, canoniek) => expect(tekst(codec).lees(bron, om)).toBe(canoniek));

test.each([
  ['tijd-suwi', '24000000'],
  ['tijdstip-suwi', '2026023114300000'],
  ['tijdstip-suwi', '20260228'],
  ['uren-minuten', '3660'],
  ['datum-suwi', '20260231'],
])('%s refuses %s', (naam, bron) => {
  let fout: unknown;
  try {
    tekst(naam).lees(bron, om);
  } catch (e) {
    fout = e;
  }
  expect(fout).toBeInstanceOf(CodecFout);
  expect((fout as Error).message).not.toContain(bron);
});

function groep(velden: Record<string, string>): BronKnoop {
  const knoop: BronKnoop = { naam: 'Groep', ns: '', regel: 1, tekst: '', attributen: null, kinderen: [], ouder: null, gelezen: false };
  for (const [naam, t] of Object.entries(velden)) knoop.kinderen.push({ naam, ns: '', regel: 1, tekst: t, attributen: null, kinderen: [], ouder: knoop, gelezen: false });
  return knoop;
}

test.each([
  [{ CdPositiefNegatief: '-', Percentage: '01500' }, '-01500'],
  [{ CdPositiefNegatief: '+', Percentage: '10000' }, '10000'],
  [{ Percentage: '00000' }, '00000'],
  [{}, undefined],
])('percentage %j', (velden, verwacht) => expect((vind('percentage-suwi') as KnoopCodec).lees(groep(velden), om)).toBe(verwacht));

test('an amount in another currency is not passed off as euros', () => {
  const bedrag = vind('bedrag-suwi') as KnoopCodec;
  expect(bedrag.lees(groep({ CdMunteenheid: 'EUR', CdPositiefNegatief: '-', WaardeBedr: '12075' }), om)).toEqual({ centen: -12075, valuta: 'EUR' });
  expect(() => bedrag.lees(groep({ CdMunteenheid: 'NLG', WaardeBedr: '12075' }), om)).toThrow(CodecFout);
});
