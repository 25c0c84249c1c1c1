// Compiles one field of a layout to a check on bytes. A check makes no text and no object when the field is right.
// Order: characters, empty or filled, alignment, then what the field's own kind asks; the first thing wrong is the finding.
import { datum, elfproef, getal, isLeeg, vol } from './bytes.ts';
import type { FoutCode } from '../errors.ts';
import type { Veld, VeldSoort } from './lay-out.ts';

/** What is wrong with a field; empty text = nothing. */
export type VeldOordeel = '' | keyof typeof VELDFOUTEN;

/** Per verdict the code of the table of errors, and what it says after "Rubriek 0203 (naam) ". */
export const VELDFOUTEN = {
  cijfers: { code: 'KP_SCHEMA_WAARDE', tekst: 'bevat iets anders dan cijfers; een numerieke rubriek is rechts uitgelijnd met voorloopnullen.' },
  teken: { code: 'KP_SCHEMA_WAARDE', tekst: 'bevat een besturingsteken.' },
  verplicht: { code: 'KP_SCHEMA_ONTBREEKT', tekst: 'is verplicht en is leeg.' },
  leeg: { code: 'KP_SCHEMA_ONVERWACHT', tekst: 'blijft in deze standaard leeg.' },
  uitlijning: { code: 'KP_SCHEMA_WAARDE', tekst: 'begint met een spatie; een alfanumerieke rubriek is links uitgelijnd.' },
  waarde: { code: 'KP_SCHEMA_CODE', tekst: 'heeft een waarde die hier niet is toegestaan.' },
  vorm: { code: 'KP_SCHEMA_WAARDE', tekst: 'heeft niet de voorgeschreven vorm.' },
  datum: { code: 'KP_SCHEMA_WAARDE', tekst: 'is geen bestaande datum (EEJJMMDD).' },
  bsn: { code: 'KP_SCHEMA_WAARDE', tekst: 'voldoet niet aan de elfproef.' },
  agb: { code: 'KP_SCHEMA_WAARDE', tekst: 'is geen AGB-code (soort 01-99 en nummer 000001-999999; een servicebureau heeft soort 98).' },
} as const satisfies Record<string, { code: FoutCode; tekst: string }>;

export type VeldToets = (b: Buffer, van: number) => VeldOordeel;

const SPATIE = 0x20;

/** The check of one field; `van` is where the field starts in the bytes. Null where the field is not checked at all. */
export function maakVeldToets(veld: Veld): VeldToets | null {
  const { type, lengte, verplicht } = veld;
  if (verplicht === 'gespiegeld') return null;
  if (verplicht === 'loos') return (b, van) => (vol(b, van, lengte, SPATIE) ? '' : 'leeg');
  const inhoud = maakInhoudToets(veld);
  const magLeeg = verplicht !== 'ja' || veld.soort === 'getal';
  const leegAnders = veld.leeg === undefined ? null : Buffer.from(veld.leeg, 'latin1');
  const { altijdLeeg } = veld;
  if (type === 'N') {
    return (b, van) => {
      if (getal(b, van, lengte) < 0) return 'cijfers';
      if (vol(b, van, lengte, 0x30)) return magLeeg ? (inhoud !== null && !inhoud.ookLeeg ? '' : (inhoud?.toets(b, van) ?? '')) : 'verplicht';
      if (altijdLeeg) return 'leeg';
      return inhoud?.toets(b, van) ?? '';
    };
  }
  return (b, van) => {
    if (!drukbaar(b, van, lengte)) return 'teken';
    if (isLeeg(b, van, lengte, 'AN') || (leegAnders !== null && b.compare(leegAnders, 0, lengte, van, van + lengte) === 0)) return magLeeg ? '' : 'verplicht';
    if (altijdLeeg) return 'leeg';
    if (b[van] === SPATIE) return 'uitlijning';
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

function maakInhoudToets(veld: Veld): InhoudToets | null {
  const toetsen: VeldToets[] = [];
  const { lengte } = veld;
  if (veld.waarden) toetsen.push(maakWaardenToets(veld.waarden, lengte, 'waarde'));
  if (veld.patroon !== undefined) {
    const re = new RegExp(`^(?:${veld.patroon})$`);
    toetsen.push((b, van) => (re.test(b.toString('latin1', van, van + lengte)) ? '' : 'vorm'));
  }
  if (veld.soort !== undefined && veld.soort !== 'getal') toetsen.push(maakSoortToets(veld, veld.soort));
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

function maakSoortToets(veld: Veld, soort: Exclude<VeldSoort, 'getal'>): VeldToets {
  switch (soort) {
    case 'datum':
      return (b, van) => (datum(b, van) < 0 ? 'datum' : '');
    case 'bsn': {
      const uit = maakWaardenToets(veld.uitzonderingen ?? [], 9, 'bsn');
      return (b, van) => (elfproef(b, van) ? '' : uit(b, van));
    }
    case 'agb':
      return (b, van) => (getal(b, van, 2) > 0 && getal(b, van + 2, 6) > 0 ? '' : 'agb');
    case 'agb-servicebureau':
      return (b, van) => (getal(b, van, 2) === 98 && getal(b, van + 2, 6) > 0 ? '' : 'agb');
    case 'naam':
      // A name of nothing but zeros is how some systems write "none"; the standards refuse it.
      return (b, van) => (vol(b, van, veld.lengte, 0x30) ? 'vorm' : '');
  }
}
