// Values that only SuwiML writes this way: clock times with hundredths, moments of sixteen digits, durations, percentages, numbers that name a house.
// Each reads and writes; what it cannot read it refuses, without the value.
import { alsTekst, CodecFout, kind, nummerCodec, standaardCodec, type Codec, type CodecOmgeving, type KnoopCodec, type TekstCodec } from '../../src/sdk/index.ts';

const datumSuwi = standaardCodec('datum-suwi');
const tijdstipStuf = standaardCodec('tijdstip-stuf');

/** SGR Tijdstip: UUMMSShh. */
const tijdSuwi: TekstCodec = {
  soort: 'tekst',
  naam: 'tijd-suwi',
  uitleg: 'SGR-tijdstip UUMMSShh als UU:MM:SS.hh',
  lees(tekst) {
    const m = /^([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])([0-9]{2})$/.exec(tekst.trim());
    if (!m) throw new CodecFout('geen bestaande tijd');
    return `${m[1]}:${m[2]}:${m[3]}.${m[4]}`;
  },
  schrijf: (w) => alsTekst(w)?.replace(/[:.]/g, ''),
};

/** SGR DatumTijdstip: EEJJMMDDUUMMSShh, local time. A day that is not wholly known gives the date alone: a time on an unknown day says nothing. */
const tijdstipSuwi: TekstCodec = {
  soort: 'tekst',
  naam: 'tijdstip-suwi',
  uitleg: 'SGR-datum en -tijdstip EEJJMMDDUUMMSShh, plaatselijke tijd',
  lees(tekst, om: CodecOmgeving) {
    const t = tekst.trim();
    if (!/^[0-9]{16}$/.test(t)) throw new CodecFout('een datum met tijdstip heeft zestien cijfers (EEJJMMDDUUMMSShh)');
    const dag = t.slice(0, 8);
    return dag.endsWith('00') ? datumSuwi.lees(dag, om) : tijdstipStuf.lees(t, om);
  },
  schrijf(w) {
    const cijfers = alsTekst(w)?.replace(/(Z|[+-][0-9]{2}:[0-9]{2})$/, '').replace(/[-:T.]/g, '');
    return cijfers?.padEnd(16, '0').slice(0, 16);
  },
};

/** SGR Tijdsduur: UUMM. */
const urenMinuten: TekstCodec = {
  soort: 'tekst',
  naam: 'uren-minuten',
  uitleg: 'SGR-tijdsduur UUMM als UU:MM',
  lees(tekst) {
    const m = /^([0-9]{2})([0-5][0-9])$/.exec(tekst.trim());
    if (!m) throw new CodecFout('geen duur in uren en minuten');
    return `${m[1]}:${m[2]}`;
  },
  schrijf: (w) => alsTekst(w)?.replace(':', ''),
};

/** SGR StandaardPerc. The schema does not say where the decimals begin: the five digits stay as they are. */
const percentageSuwi: KnoopCodec = {
  soort: 'knoop',
  naam: 'percentage-suwi',
  uitleg: 'SGR StandaardPerc (teken + vijf cijfers)',
  leest: ['CdPositiefNegatief', 'Percentage'],
  lees(knoop) {
    const cijfers = kind(knoop, 'Percentage')?.tekst.trim();
    if (cijfers === undefined || cijfers === '') return undefined;
    if (!/^[0-9]{5}$/.test(cijfers)) throw new CodecFout('een percentage heeft vijf cijfers');
    return kind(knoop, 'CdPositiefNegatief')?.tekst.trim() === '-' ? `-${cijfers}` : cijfers;
  },
  schrijf(w) {
    const t = alsTekst(w);
    return t === undefined ? undefined : { CdPositiefNegatief: t.startsWith('-') ? '-' : '+', Percentage: t.replace('-', '') };
  },
};

/** A house number or postbox is a number in the schema: `007`, `+7` and ` 7 ` are the same house. */
const nummer = nummerCodec('nummer', 'geheel getal als kenmerk: zonder plus, zonder voorloopnullen, zonder witruimte', { teken: true });

export const CODECS: readonly Codec[] = [tijdSuwi, tijdstipSuwi, urenMinuten, percentageSuwi, nummer];
