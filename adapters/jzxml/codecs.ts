// Values that StUF-Jeugdzorg writes its own way. Each reads and writes; what it cannot read it refuses, without the value.
import { alsTekst, CodecFout, jaNeeCodec, nummerCodec, type TekstCodec } from '../../src/sdk/index.ts';

/** GBA-style letter; the same both ways. */
const geslachtLetter: TekstCodec = {
  soort: 'tekst',
  naam: 'geslacht-letter',
  uitleg: 'geslacht als letter: M, V of O (onbekend)',
  lees(tekst) {
    const t = tekst.trim();
    if (!/^[MVO]$/.test(t)) throw new CodecFout('onbekende aanduiding van het geslacht');
    return t;
  },
  schrijf: alsTekst,
};

/** The koppelvlak's own indicators (`INDIC`) are words; those of BG are letters. */
const jaNeeWoord = jaNeeCodec('ja-nee-woord', 'ja of nee als woord (Ja, Nee)', 'Ja', 'Nee', 'geen Ja of Nee');

/** A number that names something: no plus, no leading zeros. @param cijfers most digits it may have. */
const nummer = (naam: string, uitleg: string, cijfers: number, opvullen: boolean): TekstCodec => nummerCodec(naam, uitleg, { cijfers, opvullen, fout: 'geen nummer van de voorgeschreven lengte' });

const kvkNummer: TekstCodec = {
  soort: 'tekst',
  naam: 'kvk-nummer',
  uitleg: 'KVK-nummer, acht cijfers',
  lees(tekst) {
    const t = tekst.trim();
    if (!/^[0-9]{8}$/.test(t)) throw new CodecFout('een KVK-nummer heeft acht cijfers');
    return t;
  },
  schrijf: alsTekst,
};

/** CORV_SoortAdres → the model's five kinds; what is none of these is `overig`, the code itself stays beside it. */
const ADRES: Readonly<Record<string, string>> = { '01': 'correspondentie', '02': 'woon', '03': 'woon', '09': 'werk', '16': 'verblijf', '51': 'woon', '52': 'correspondentie' };

const soortAdres: TekstCodec = {
  soort: 'tekst',
  naam: 'soort-adres',
  uitleg: 'soort adres van een generieke melding (CORV_SoortAdres) als soort van het model',
  lees: (tekst) => ADRES[tekst.trim()] ?? 'overig',
  // The code is written from soortCode; from the kind alone it cannot be known.
  schrijf: () => undefined,
};

export const CODECS = [
  geslachtLetter,
  jaNeeWoord,
  nummer('huisnummer', 'huisnummer zonder voorloopnullen', 5, false),
  nummer('gemeentecode', 'CBS-gemeentecode, vier cijfers', 4, true),
  nummer('woonplaatscode', 'BAG-woonplaatscode, vier cijfers', 4, true),
  kvkNummer,
  soortAdres,
] as const;
