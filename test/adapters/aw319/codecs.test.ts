// Proves: what each codec of this adapter writes, it reads back as the same value, and what it cannot read it refuses without saying the value.
import { CODECS } from '../../../adapters/aw319/codecs.ts';
import { hang, maakKnoop } from '../../../adapters/aw319/knopen.ts';
import { CodecFout, type CodecOmgeving, type KnoopCodec, type TekstCodec, type TekstenCodec } from '../../../src/sdk/index.ts';

const om: CodecOmgeving = {
  document() {
    throw new Error('geen document verwacht');
  },
};
const codec = <C>(naam: string): C => CODECS.find((c) => c.naam === naam) as C;

describe('codecs van EI', () => {
  test.each<[string, string, unknown]>([
    ['ei-nummer', '00012', '12'],
    ['ei-nummer', '00000', '0'],
    ['ei-overleden', '1', true],
    ['ei-overleden', '2', false],
    ['ei-bsn', '999993653', '999993653'],
    ['ei-bsn', '999999999', undefined],
    ['ei-proef', 'T', true],
    ['ei-proef', 'P', undefined],
    ['ei-land', 'nl', 'NL'],
  ])('%s leest %s', (naam, tekst, waarde) => {
    const c = codec<TekstCodec>(naam);
    const gelezen = c.lees(tekst, om);
    expect(gelezen).toEqual(waarde);
    const geschreven = c.schrijf(gelezen);
    expect(geschreven === undefined ? undefined : c.lees(geschreven, om)).toEqual(waarde);
  });

  test.each([
    ['ei-nummer', '1x2'],
    ['ei-overleden', '3'],
    ['ei-bsn', '12345678'],
    ['ei-proef', 'Q'],
  ])('%s weigert %s zonder de waarde te noemen', (naam, tekst) => {
    let fout: unknown;
    try {
      codec<TekstCodec>(naam).lees(tekst, om);
    } catch (e) {
      fout = e;
    }
    expect(fout).toBeInstanceOf(CodecFout);
    expect((fout as Error).message).not.toContain(tekst);
  });

  test('ei-versie is versie en subversie, heen en terug', () => {
    const c = codec<TekstenCodec>('ei-versie');
    expect(c.lees(['01', '04'], om)).toBe('1.4');
    expect(c.lees(['01', undefined], om)).toBe('1.0');
    expect(c.schrijf('1.4')).toEqual(['01', '04']);
    expect(() => c.lees(['1', '4'], om)).toThrow(CodecFout);
  });

  test('ei-prestatiecode betekent niets zonder lijst', () => {
    const c = codec<TekstenCodec>('ei-prestatiecode');
    expect(c.lees(['1002', '065'], om)).toBe('1002');
    expect(() => c.lees(['1002', undefined], om)).toThrow(CodecFout);
  });

  test('ei-commentaar voegt de records samen op regelnummer, en schrijft ze weer uit in regels van 140', () => {
    const c = codec<KnoopCodec>('ei-commentaar');
    const ouder = maakKnoop('04', 1);
    for (const [nummer, tekst] of [['0002', 'tweede'], ['0001', 'eerste']] as const) {
      const k = maakKnoop('98', 2);
      hang(k, maakKnoop('9803', 2, nummer));
      hang(k, maakKnoop('9804', 2, tekst));
      hang(ouder, k);
    }
    expect(c.lees(ouder.kinderen[0]!, om)).toBe('eerste\ntweede');
    expect(ouder.kinderen.every((k) => k.kinderen.every((v) => v.gelezen))).toBe(true);
    expect(c.schrijf(`kort\n${'x'.repeat(150)}`)).toEqual({ '9804': 'kort', '../98[2]/9804': 'x'.repeat(140), '../98[3]/9804': 'x'.repeat(10) });
  });
});
