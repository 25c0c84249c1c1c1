// Values that only StUF writes this way. Each reads and writes; what it cannot read it refuses, without the value.
import { alsTekst, CodecFout, nummerCodec, standaardCodec, type BronKnoop, type CodecOmgeving, type KnoopCodec, type TekstCodec, type TekstenCodec } from '../../src/sdk/index.ts';

const TIJDSTIP = standaardCodec('tijdstip-stuf');

/** StUF numbers that name something (huisnummer, woonplaatscode): xs:positiveInteger allows a plus sign and leading zeros, the model does not. */
const nummerStuf = nummerCodec('nummer-stuf', 'geheel getal als kenmerk: zonder plus en zonder voorloopnullen');

/** Codes of the tables that the BRP keeps (34 landen, 32 nationaliteiten, 33 gemeenten): four digits; StUF-BG writes them as a number and loses zeros. */
const gbaCode = nummerCodec('gba-code', 'code van vier cijfers uit een BRP-tabel; weggevallen voorloopnullen komen terug', { cijfers: 4, opvullen: true, fout: 'een code uit een BRP-tabel heeft hoogstens vier cijfers' });

const postcodeStuf: TekstCodec = {
  soort: 'tekst',
  naam: 'postcode-stuf',
  uitleg: 'postcode met of zonder letters, zonder spatie',
  lees(tekst) {
    const s = tekst.replace(/\s/g, '').toUpperCase();
    if (!/^[1-9][0-9]{3}[A-Z]{0,2}$/.test(s)) throw new CodecFout('geen Nederlandse postcode');
    return s;
  },
  schrijf: alsTekst,
};

const geslachtStuf: TekstCodec = {
  soort: 'tekst',
  naam: 'geslacht-stuf',
  uitleg: 'geslachtsaanduiding M, V of O',
  lees(tekst) {
    const s = tekst.trim();
    if (s !== 'M' && s !== 'V' && s !== 'O') throw new CodecFout('onbekende aanduiding van het geslacht');
    return s;
  },
  schrijf: alsTekst,
};

/** Date or time of a tijdvak: jjjjmmdd[uummss[mmm]] with `indOnvolledigeDatum` (J nothing known, M year, D year and month). */
const tijdstipIndicatie: KnoopCodec = {
  soort: 'knoop',
  naam: 'tijdstip-stuf-indicatie',
  uitleg: 'StUF-tijdstip jjjjmmdd[uummss[mmm]] met indOnvolledigeDatum',
  leest: [],
  lees(knoop: BronKnoop, om: CodecOmgeving) {
    const tekst = knoop.tekst.trim();
    if (tekst === '') return undefined;
    const ind = knoop.attributen?.indOnvolledigeDatum ?? 'V';
    if (ind === 'J') return undefined;
    if (ind === 'M') return tekst.slice(0, 4);
    const waarde = TIJDSTIP.lees(tekst, om);
    return ind === 'D' && typeof waarde === 'string' ? waarde.slice(0, 7) : waarde;
  },
  schrijf(w) {
    if (typeof w !== 'string') return undefined;
    if (w.length === 4) return { '': `${w}0101`, '@indOnvolledigeDatum': 'M' };
    if (w.length === 7) return { '': `${w.replace('-', '')}01`, '@indOnvolledigeDatum': 'D' };
    const t = TIJDSTIP.schrijf(w);
    return t === undefined ? undefined : { '': t };
  },
};

/** `[sub.postadresType, sub.postadresNummer]`: A is an antwoordnummer, P a postbus (StUF-BG); the codec of the other kind gives no value. */
const postadres = (naam: string, soort: 'A' | 'P', uitleg: string): TekstenCodec => ({
  soort: 'teksten',
  naam,
  uitleg,
  lees: ([type, nummer], om) => (type?.trim() === soort && nummer !== undefined && nummer.trim() !== '' ? nummerStuf.lees(nummer, om) : undefined),
  schrijf: (w) => (typeof w === 'string' ? [soort, w] : [undefined, undefined]),
});

export const CODECS = [
  nummerStuf, gbaCode, postcodeStuf, geslachtStuf, tijdstipIndicatie,
  postadres('postbusnummer', 'P', 'nummer van een postbus (postadrestype P)'),
  postadres('antwoordnummer', 'A', 'antwoordnummer (postadrestype A)'),
];
