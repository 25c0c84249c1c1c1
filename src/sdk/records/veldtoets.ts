// Compiles one field of a layout to a check on bytes. A check makes no text and no object when the field is right.
// Order: characters, empty or filled, alignment, then what the field's own kind asks; the first thing wrong is the finding.
import { datum, elfproef, getal, isLeeg, vol } from './bytes.ts';
import { LayOutFout, type Veld } from './lay-out.ts';

/** What is wrong with a field; empty text = nothing. Keys of `VELDTEKST`. */
export type VeldOordeel = '' | keyof typeof VELDTEKST;

/** Codes of findings on one field, with what they say after "Rubriek 0203 (naam) ". */
export const VELDTEKST = {
  KP_VELD_TYPE: 'bevat iets anders dan cijfers; een numerieke rubriek is rechts uitgelijnd met voorloopnullen.',
  KP_VELD_TEKEN: 'bevat een besturingsteken.',
  KP_VELD_VERPLICHT: 'is verplicht en is leeg.',
  KP_VELD_LEEG: 'blijft in deze standaard leeg.',
  KP_VELD_UITLIJNING: 'begint met een spatie; een alfanumerieke rubriek is links uitgelijnd.',
  KP_VELD_WAARDE: 'heeft een waarde die hier niet is toegestaan.',
  KP_VELD_VORM: 'heeft niet de voorgeschreven vorm.',
  KP_VELD_DATUM: 'is geen bestaande datum (EEJJMMDD).',
  KP_VELD_BSN: 'voldoet niet aan de elfproef.',
  KP_VELD_AGB: 'is geen AGB-code (soort 01-99 en nummer 000001-999999; een servicebureau heeft soort 98).',
  KP_VELD_CODE: 'heeft een waarde die niet in de codelijst staat.',
} as const;

export type VeldToets = (b: Buffer, van: number) => VeldOordeel;

const SPATIE = 0x20;

/** Codes per code list, full width. */
export type Codelijsten = Readonly<Record<string, ReadonlySet<string>>>;

/**
 * The check of one field; `van` is where the field starts in the bytes. Null where the field is not checked at all.
 * @throws LayOutFout where a binding code list is missing: then nothing can be checked (it must not pass as valid).
 */
export function maakVeldToets(veld: Veld, codelijsten: Codelijsten): VeldToets | null {
  const { type, lengte, verplicht } = veld;
  if (verplicht === 'gespiegeld') return null;
  if (verplicht === 'loos') return (b, van) => (vol(b, van, lengte, SPATIE) ? '' : 'KP_VELD_LEEG');
  const inhoud = maakInhoudToets(veld, codelijsten);
  const magLeeg = verplicht !== 'ja' || veld.soort === 'getal';
  const leegAnders = veld.leeg === undefined ? null : Buffer.from(veld.leeg, 'latin1');
  const { altijdLeeg } = veld;
  if (type === 'N') {
    return (b, van) => {
      if (getal(b, van, lengte) < 0) return 'KP_VELD_TYPE';
      if (vol(b, van, lengte, 0x30)) return magLeeg ? (inhoud !== null && !inhoud.ookLeeg ? '' : (inhoud?.toets(b, van) ?? '')) : 'KP_VELD_VERPLICHT';
      if (altijdLeeg) return 'KP_VELD_LEEG';
      return inhoud?.toets(b, van) ?? '';
    };
  }
  return (b, van) => {
    if (!drukbaar(b, van, lengte)) return 'KP_VELD_TEKEN';
    if (isLeeg(b, van, lengte, 'AN') || (leegAnders !== null && b.compare(leegAnders, 0, lengte, van, van + lengte) === 0)) return magLeeg ? '' : 'KP_VELD_VERPLICHT';
    if (altijdLeeg) return 'KP_VELD_LEEG';
    if (b[van] === SPATIE) return 'KP_VELD_UITLIJNING';
    return inhoud?.toets(b, van) ?? '';
  };
}

/** Latin-1 without control characters (C0, DEL, C1). */
function drukbaar(b: Buffer, van: number, lengte: number): boolean {
  for (let i = van, tot = van + lengte; i < tot; i++) {
    const c = b[i]!;
    if (c < 0x20 || (c > 0x7e && c < 0xa0)) return false;
  }
  return true;
}

interface InhoudToets {
  readonly toets: VeldToets;
  /** A list of values names its own zeros (`00`); every other check leaves an empty field alone. */
  readonly ookLeeg: boolean;
}

function maakInhoudToets(veld: Veld, codelijsten: Codelijsten): InhoudToets | null {
  const toetsen: VeldToets[] = [];
  const { lengte } = veld;
  if (veld.waarden) toetsen.push(maakWaardenToets(veld.waarden, lengte, 'KP_VELD_WAARDE'));
  if (veld.patroon !== undefined) {
    const re = new RegExp(`^(?:${veld.patroon})$`);
    toetsen.push((b, van) => (re.test(b.toString('latin1', van, van + lengte)) ? '' : 'KP_VELD_VORM'));
  }
  if (veld.soort !== undefined && veld.soort !== 'getal') toetsen.push(maakSoortToets(veld, veld.soort));
  if (veld.codelijst !== undefined && veld.codelijstBindend) {
    const codes = codelijsten[veld.codelijst];
    if (!codes) throw new LayOutFout(`codelijst ${veld.codelijst} ontbreekt, nodig voor rubriek ${veld.nr}`);
    const geldig = new Set(codes);
    toetsen.push((b, van) => (geldig.has(b.toString('latin1', van, van + lengte).toUpperCase()) ? '' : 'KP_VELD_CODE'));
  }
  if (toetsen.length === 0) return null;
  const [een] = toetsen;
  const ookLeeg = veld.waarden !== undefined;
  if (toetsen.length === 1) return { toets: een!, ookLeeg };
  return {
    ookLeeg,
    toets: (b, van) => {
      for (const t of toetsen) {
        const o = t(b, van);
        if (o !== '') return o;
      }
      return '';
    },
  };
}

function maakWaardenToets(waarden: readonly string[], lengte: number, fout: VeldOordeel): VeldToets {
  const bytes = waarden.map((w) => Buffer.from(w, 'latin1'));
  return (b, van) => {
    for (const w of bytes) {
      let i = 0;
      while (i < lengte && b[van + i] === w[i]) i++;
      if (i === lengte) return '';
    }
    return fout;
  };
}

function maakSoortToets(veld: Veld, soort: 'datum' | 'bsn' | 'agb' | 'agb-servicebureau' | 'naam'): VeldToets {
  switch (soort) {
    case 'datum':
      return (b, van) => (datum(b, van) < 0 ? 'KP_VELD_DATUM' : '');
    case 'bsn': {
      const uit = maakWaardenToets(veld.uitzonderingen ?? [], 9, 'KP_VELD_BSN');
      return (b, van) => (elfproef(b, van) ? '' : uit(b, van));
    }
    case 'agb':
      return (b, van) => (getal(b, van, 2) > 0 && getal(b, van + 2, 6) > 0 ? '' : 'KP_VELD_AGB');
    case 'agb-servicebureau':
      return (b, van) => (getal(b, van, 2) === 98 && getal(b, van + 2, 6) > 0 ? '' : 'KP_VELD_AGB');
    case 'naam':
      // A name of nothing but zeros is how some systems write "none"; the standards refuse it.
      return (b, van) => (vol(b, van, veld.lengte, 0x30) ? 'KP_VELD_VORM' : '');
  }
}
