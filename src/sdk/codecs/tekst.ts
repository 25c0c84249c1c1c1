// Codecs for text, identifiers and small code conversions that the model fixes (geslacht, ja/nee, postcode, documents).
import { CodecFout, type KnoopCodec, type TekstCodec } from '../codec.ts';
import { attribuut } from './hulp.ts';

const alsTekst = (w: unknown): string | undefined => (typeof w === 'string' ? w : undefined);

export const tekst: TekstCodec = { soort: 'tekst', naam: 'tekst', uitleg: 'tekst zoals verstuurd', lees: (t) => t, schrijf: alsTekst };

export const tekstSchoon: TekstCodec = {
  soort: 'tekst',
  naam: 'tekst-schoon',
  uitleg: 'tekst zonder witruimte eromheen',
  lees: (t) => t.trim() || undefined,
  schrijf: alsTekst,
};

/** Nine digits; the elfproef is a rule of the sector, checked where the standard asks for it. */
export const bsn: TekstCodec = {
  soort: 'tekst',
  naam: 'bsn',
  uitleg: 'burgerservicenummer, negen cijfers',
  lees(t) {
    const s = t.trim();
    if (!/^[0-9]{9}$/.test(s)) throw new CodecFout('een burgerservicenummer heeft negen cijfers');
    return s === '000000000' ? undefined : s;
  },
  schrijf: alsTekst,
};

export const postcode: TekstCodec = {
  soort: 'tekst',
  naam: 'postcode',
  uitleg: 'Nederlandse postcode, hoofdletters zonder spatie; StUF staat toe dat de letters ontbreken',
  lees(t) {
    const s = t.replace(/\s/g, '').toUpperCase();
    if (!/^[1-9][0-9]{3}[A-Z]{0,2}$/.test(s)) throw new CodecFout('geen Nederlandse postcode');
    return s;
  },
  schrijf: alsTekst,
};

const GESLACHT: Readonly<Record<string, string>> = { '0': 'O', '1': 'M', '2': 'V', '9': 'O', M: 'M', V: 'V', O: 'O', m: 'M', v: 'V', o: 'O' };

export const geslacht: TekstCodec = {
  soort: 'tekst',
  naam: 'geslacht',
  uitleg: 'geslacht: 1/M man, 2/V vrouw, 0/9/O onbekend',
  lees(t) {
    const g = GESLACHT[t.trim()];
    if (!g) throw new CodecFout('onbekende aanduiding van het geslacht');
    return g;
  },
  schrijf: (w) => ({ M: '1', V: '2', O: '0' })[String(w)],
  anders: (w) => (w === 'O' ? ['9', 'O'] : w === 'M' || w === 'V' ? [w] : []),
};

const JA = new Set(['J', '1', 'true', 'ja', 'j', 'Ja']);
const NEE = new Set(['N', '2', '0', 'false', 'nee', 'n', 'Nee']);

export const jaNee: TekstCodec = {
  soort: 'tekst',
  naam: 'ja-nee',
  uitleg: 'ja of nee (J/N, 1/2, true/false)',
  lees(t) {
    const s = t.trim();
    if (JA.has(s)) return true;
    if (NEE.has(s)) return false;
    throw new CodecFout('geen ja of nee');
  },
  schrijf: (w) => (w === true ? 'J' : w === false ? 'N' : undefined),
  anders: (w) => (w === true ? ['true', '1', 'Ja'] : w === false ? ['false', '2', 'Nee'] : []),
};

/** base64 content → claim check {sha256, bytes, mediatype}; `contentType` attribute (xmime) where the sender gives one. */
export const document: KnoopCodec = {
  soort: 'knoop',
  naam: 'document',
  uitleg: 'base64-inhoud die als document apart bewaard wordt',
  leest: [],
  lees(knoop, om) {
    const s = knoop.tekst.replace(/\s/g, '');
    if (s === '') return undefined;
    if (s.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(s)) throw new CodecFout('de inhoud is geen geldige base64');
    return om.document(Buffer.from(s, 'base64'), attribuut(knoop, 'contentType') ?? 'application/octet-stream');
  },
  schrijf(w, om) {
    const claim = w as { sha256?: unknown; mediatype?: unknown } | null;
    const bytes = typeof claim?.sha256 === 'string' ? om?.document(claim.sha256) : null;
    if (!bytes) return undefined;
    const mediatype = claim?.mediatype;
    return { '': Buffer.from(bytes).toString('base64'), ...(typeof mediatype === 'string' && mediatype !== 'application/octet-stream' ? { '@contentType': mediatype } : {}) };
  },
};
