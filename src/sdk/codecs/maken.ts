// Codecs that differ from standard to standard in a name, a length or two codes: made here, so that they read and write alike everywhere.
// What they cannot read they refuse, without the value.
import { CodecFout, type TekstCodec } from '../codec.ts';

/** The value where it is text, for codecs that write what they read. */
export const alsTekst = (w: unknown): string | undefined => (typeof w === 'string' ? w : undefined);

/**
 * A whole number that names something (toewijzing, house, municipality): equal numbers become equal text.
 * @param opties `cijfers`: most digits (18); `opvullen`: to that many, zeros before; `teken`: a minus is passed over too, as SGR allows one; `fout`: Dutch, no values.
 */
export function nummerCodec(naam: string, uitleg: string, opties: { readonly cijfers?: number; readonly opvullen?: boolean; readonly teken?: boolean; readonly fout?: string } = {}): TekstCodec {
  const cijfers = opties.cijfers ?? 18;
  const vorm = new RegExp(`^${opties.teken ? '[+-]' : '\\+'}?0*([0-9]{1,${cijfers}})$`);
  return {
    soort: 'tekst',
    naam,
    uitleg,
    lees(tekst) {
      const m = vorm.exec(tekst.trim());
      if (!m) throw new CodecFout(opties.fout ?? 'geen geheel getal');
      return opties.opvullen ? m[1]!.padStart(cijfers, '0') : m[1];
    },
    schrijf: alsTekst,
  };
}

/** Yes and no as two codes of a standard. @param fout Dutch, no values */
export function jaNeeCodec(naam: string, uitleg: string, ja: string, nee: string, fout: string): TekstCodec {
  return {
    soort: 'tekst',
    naam,
    uitleg,
    lees(tekst) {
      const t = tekst.trim();
      if (t === ja) return true;
      if (t === nee) return false;
      throw new CodecFout(fout);
    },
    schrijf: (w) => (w === true ? ja : w === false ? nee : undefined),
  };
}
