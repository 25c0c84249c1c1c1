// Codecs for numbers and money. Canonical money is whole cents with a sign; no float ever touches it.
import { kind } from '../bron.ts';
import { CodecFout, type KnoopCodec, type TekstCodec, type TekstenCodec } from '../codec.ts';

interface Bedrag {
  readonly centen: number;
  readonly valuta: string;
}

function leesGeheel(tekst: string): number {
  const t = tekst.trim();
  if (!/^[+-]?[0-9]{1,18}$/.test(t)) throw new CodecFout('geen geheel getal');
  const n = Number(t);
  if (!Number.isSafeInteger(n)) throw new CodecFout('getal buiten bereik');
  return n;
}

const centenVan = (w: unknown): number | undefined =>
  typeof w === 'object' && w !== null && typeof (w as Bedrag).centen === 'number' ? (w as Bedrag).centen : undefined;

export const geheel: TekstCodec = {
  soort: 'tekst',
  naam: 'geheel',
  uitleg: 'geheel getal',
  lees: leesGeheel,
  schrijf: (w) => (typeof w === 'number' ? String(w) : undefined),
};

export const bedragCenten: TekstCodec = {
  soort: 'tekst',
  naam: 'bedrag-centen',
  uitleg: 'bedrag in centen zonder teken',
  lees: (t) => ({ centen: leesGeheel(t), valuta: 'EUR' }),
  schrijf: (w) => centenVan(w)?.toString(),
};

export const bedragEuro: TekstCodec = {
  soort: 'tekst',
  naam: 'bedrag-euro',
  uitleg: 'bedrag in euro met hoogstens twee decimalen',
  lees(t) {
    const m = /^([+-]?)([0-9]{1,13})(?:[.,]([0-9]{1,2}))?$/.exec(t.trim());
    if (!m) throw new CodecFout('geen bedrag');
    const centen = Number(m[2]) * 100 + Number((m[3] ?? '').padEnd(2, '0'));
    return { centen: m[1] === '-' ? -centen : centen, valuta: 'EUR' };
  },
  schrijf(w) {
    const c = centenVan(w);
    if (c === undefined) return undefined;
    const abs = Math.abs(c);
    return `${c < 0 ? '-' : ''}${Math.trunc(abs / 100)}.${String(abs % 100).padStart(2, '0')}`;
  },
};

/** `[amount in cents, D|C]` (Vektis EI and iStandaarden COD043): C is negative. */
export const bedragDc: TekstenCodec = {
  soort: 'teksten',
  naam: 'bedrag-dc',
  uitleg: 'bedrag in centen met debet/credit (COD043); credit is negatief',
  lees([bedrag, dc]) {
    if (bedrag === undefined || bedrag.trim() === '') return undefined;
    const centen = leesGeheel(bedrag);
    const teken = dc?.trim() ?? 'D';
    if (teken !== 'D' && teken !== 'C') throw new CodecFout('debet/credit is D of C');
    return { centen: teken === 'C' && centen !== 0 ? -centen : centen, valuta: 'EUR' };
  },
  schrijf(w) {
    const c = centenVan(w);
    return c === undefined ? [undefined, undefined] : [String(Math.abs(c)), c < 0 ? 'C' : 'D'];
  },
};

/** SGR StandaardBedr: CdPositiefNegatief + WaardeBedr (cents assumed, fact sheet §2), CdMunteenheid. An amount in another currency is refused: as euros it would be wrong. */
export const bedragSuwi: KnoopCodec = {
  soort: 'knoop',
  naam: 'bedrag-suwi',
  uitleg: 'SGR StandaardBedr (teken + waarde in centen)',
  leest: ['CdMunteenheid', 'CdPositiefNegatief', 'WaardeBedr'],
  lees(knoop) {
    const waarde = kind(knoop, 'WaardeBedr')?.tekst;
    if (waarde === undefined || waarde.trim() === '') return undefined;
    const munt = kind(knoop, 'CdMunteenheid')?.tekst.trim();
    if (munt !== undefined && munt !== '' && munt !== 'EUR') throw new CodecFout('alleen een bedrag in euro is te vertalen');
    const centen = leesGeheel(waarde);
    return { centen: kind(knoop, 'CdPositiefNegatief')?.tekst.trim() === '-' && centen !== 0 ? -centen : centen, valuta: 'EUR' };
  },
  schrijf(w) {
    const c = centenVan(w);
    return c === undefined ? undefined : { CdMunteenheid: 'EUR', CdPositiefNegatief: c < 0 ? '-' : '+', WaardeBedr: String(Math.abs(c)) };
  },
};
