// Values that only the iStandaarden write this way: numbers that are numbers, yes and no as 1 and 2, addresses that may be abroad.
// Each reads and writes; what it cannot read it refuses, without the value.
import { alsTekst, CodecFout, jaNeeCodec, nummerCodec, type TekstCodec, type TekstenCodec } from '../../src/sdk/index.ts';

/** xs:integer that names something (ToewijzingNummer, Huisnummer): equal numbers become equal text, so that a start finds its toewijzing. */
const nummer = nummerCodec('nummer', 'geheel getal als kenmerk: zonder plus en zonder voorloopnullen');

/** COD260. */
const jaNee12 = jaNeeCodec('ja-nee-12', 'ja of nee als 1 en 2 (COD260)', '1', '2', 'geen ja (1) of nee (2)');

/** xs:time without a zone; fractions of a second stay. */
const kloktijd: TekstCodec = {
  soort: 'tekst',
  naam: 'kloktijd',
  uitleg: 'plaatselijke tijd UU:MM:SS, met breukdelen als de bron ze heeft',
  lees(tekst) {
    const t = tekst.trim();
    if (!/^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?$/.test(t)) throw new CodecFout('geen bestaande tijd');
    return t;
  },
  schrijf: alsTekst,
};

const ADRESSOORT: Readonly<Record<string, string>> = { '01': 'woon', '02': 'correspondentie', '03': 'verblijf', '04': 'tijdelijk' };

/** COD757. */
const adressoort: TekstCodec = {
  soort: 'tekst',
  naam: 'adressoort',
  uitleg: 'soort adres (COD757)',
  lees(tekst) {
    const s = ADRESSOORT[tekst.trim()];
    if (s === undefined) throw new CodecFout('onbekende soort adres');
    return s;
  },
  schrijf: (w) => Object.entries(ADRESSOORT).find(([, naam]) => naam === w)?.[0],
};

const NEDERLANDS = /^[1-9][0-9]{3} ?[A-Za-z]{2}$/;

/** The element serves postcodes at home and abroad; this one reads those at home, `postcode-buitenland` the others. */
const postcodeBinnenland: TekstCodec = {
  soort: 'tekst',
  naam: 'postcode-binnenland',
  uitleg: 'Nederlandse postcode, hoofdletters zonder spatie; een buitenlandse geeft geen waarde',
  lees: (tekst) => (NEDERLANDS.test(tekst.trim()) ? tekst.replace(/\s/g, '').toUpperCase() : undefined),
  schrijf: alsTekst,
};

const postcodeBuitenland: TekstCodec = {
  soort: 'tekst',
  naam: 'postcode-buitenland',
  uitleg: 'buitenlandse postcode als adresregel; een Nederlandse geeft geen waarde',
  lees: (tekst) => (NEDERLANDS.test(tekst.trim()) ? undefined : tekst.trim()),
  schrijf: alsTekst,
};

/** `[Landnummer, Telefoonnummer]` ↔ one text with a space between. */
const telefoon: TekstenCodec = {
  soort: 'teksten',
  naam: 'telefoon',
  uitleg: 'landnummer en telefoonnummer, met een spatie ertussen',
  lees([land, nummerTekst]) {
    const delen = [land, nummerTekst].map((d) => d?.trim()).filter((d) => d);
    return delen.length ? delen.join(' ') : undefined;
  },
  // The number has digits alone; a country may hold spaces.
  schrijf(w) {
    const t = alsTekst(w)?.trim() ?? '';
    const i = t.lastIndexOf(' ');
    return i < 0 ? [undefined, t === '' ? undefined : t] : [t.slice(0, i), t.slice(i + 1)];
  },
};

/** COD002: the code of each message, per law. The 303 and 304 of release 2.3 have two: as declaratie and as factuur. */
const BERICHTCODES: Readonly<Record<string, readonly string[]>> = {
  WMO301: ['414'], WMO302: ['415'], WMO303: ['416', '448'], WMO304: ['417', '449'], WMO305: ['418'], WMO306: ['419'], WMO307: ['420'], WMO308: ['421'],
  WMO315: ['444'], WMO316: ['445'], WMO317: ['480'], WMO318: ['481'], WMO319: ['482'], WMO320: ['483'], WMO323: ['484'], WMO325: ['485'],
  JW301: ['436'], JW302: ['437'], JW303: ['432', '450'], JW304: ['433', '451'], JW305: ['438'], JW306: ['439'], JW307: ['440'], JW308: ['441'],
  JW315: ['446'], JW316: ['447'], JW317: ['486'], JW318: ['487'], JW319: ['488'], JW320: ['489'], JW323: ['490'], JW325: ['491'],
};

const berichtcode: TekstCodec = {
  soort: 'tekst',
  naam: 'berichtcode',
  uitleg: 'berichtcode (COD002) als berichttype',
  lees(tekst) {
    const gevonden = Object.entries(BERICHTCODES).find(([, codes]) => codes.includes(tekst.trim()));
    if (!gevonden) throw new CodecFout('onbekende berichtcode');
    return gevonden[0];
  },
  schrijf: (w) => BERICHTCODES[String(w)]?.[0],
};

/** `[BerichtVersie, BerichtSubversie]` ↔ the release. */
const release: TekstenCodec = {
  soort: 'teksten',
  naam: 'release',
  uitleg: 'versie en subversie als release (3.2)',
  lees: ([versie, subversie]) => `${versie?.trim() ?? ''}.${subversie?.trim() ?? ''}`,
  schrijf(w) {
    const m = /^([0-9]+)\.([0-9]+)$/.exec(typeof w === 'string' ? w : '');
    return m ? [m[1], m[2]] : [undefined, undefined];
  },
};

export const CODECS = [berichtcode, release, nummer, jaNee12, kloktijd, adressoort, postcodeBinnenland, postcodeBuitenland, telefoon];
