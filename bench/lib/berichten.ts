// The messages that are measured with: the project's own samples, grown to a size by repeating a part that may repeat. Each call gives a message of
// its own (other reference, other key), so that nothing is ever a repeat. Never a message of anybody else.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const WORTEL = path.resolve(import.meta.dirname, '../..');
const lees = (pad: string): string => readFileSync(path.join(WORTEL, 'samples', pad), 'utf8');

/** Repeats the block from `begin` up to and including `einde` (its first occurrence) until the text has `bytes`. */
function groei(tekst: string, begin: string, einde: string, bytes: number): string {
  const van = tekst.indexOf(begin);
  const tot = tekst.indexOf(einde, van) + einde.length;
  if (van < 0 || tot < einde.length) throw new Error(`het voorbeeld heeft geen ${begin}`);
  const blok = `${tekst.slice(van, tot)}\n`;
  const keer = Math.max(0, Math.ceil((bytes - tekst.length) / blok.length));
  return tekst.slice(0, van) + blok.repeat(keer) + tekst.slice(van);
}

export interface Meetbericht {
  readonly naam: string;
  /** As the adapter's list of messages calls it. */
  readonly omschrijving: string;
  /** @param n makes it a message of its own. */
  maak(n: number): Buffer;
}

/** A new case: about 9 KB of StUF. @param bytes at least this long. */
export function zaakbericht(bytes = 9_000): Meetbericht {
  const sjabloon = groei(lees('stuf/zaklk01-creeerzaak.xml'), '<ZKN:heeftAlsGemachtigde ', '</ZKN:heeftAlsGemachtigde>', bytes);
  const [voor, midden, na] = sjabloon.split(/(?<=<StUF:referentienummer>)[^<]*|(?<=<ZKN:object [^>]*>\s*<ZKN:identificatie>)[^<]*/);
  if (voor === undefined || midden === undefined || na === undefined) throw new Error('het voorbeeld van een zaak is veranderd');
  return {
    naam: 'stuf',
    omschrijving: 'StUF-ZKN 3.10 zakLk01 (creeerZaak)',
    maak: (n) => Buffer.from(`${voor}MEET-${n}${midden}03632026${String(n % 100_000_000).padStart(8, '0')}${na}`),
  };
}

const vast = (naam: string, omschrijving: string, tekst: string): Meetbericht => ({ naam, omschrijving, maak: () => Buffer.from(tekst) });

/** What the floor is measured with: one message of each XML family. They are not told apart by `n`. */
export function vloerberichten(): readonly Meetbericht[] {
  const suwi = groei(lees('suwiml/uwv-inkomsten-geleverd.xml'), '          <Inkomstenopgave>', '</Inkomstenopgave>', 9_000);
  const wmo = groei(lees('istandaarden/wmo301-toewijzing.xml'), '      <wmo301:ToegewezenProduct>', '</wmo301:ToegewezenProduct>', 9_000);
  return [
    zaakbericht(),
    vast('corv', 'StUF-Jeugdzorg (CORV) verzoek tot onderzoek', lees('jzxml/vto-onderzoek-gevraagd.xml')),
    vast('suwiml', 'SuwiML UWVDossierInkomstenGSD-v0200, antwoord', suwi),
    vast('wmo301', 'iWmo 3.2 WMO301', wmo),
  ];
}

/** A case document with content of its own. @param bytes of the whole message, about. */
export function documentbericht(bytes: number): Meetbericht {
  const [voor, midden, na] = lees('stuf/edclk01-voegzaakdocumenttoe.xml').split(/(?<=<StUF:referentienummer>)[^<]*|(?<=<ZKN:inhoud [^>]*>)[^<]*/);
  if (voor === undefined || midden === undefined || na === undefined) throw new Error('het voorbeeld van een document is veranderd');
  const vast = voor.length + midden.length + na.length;
  const inhoud = Math.max(3, Math.floor(((bytes - vast) * 3) / 4));
  return {
    naam: 'document',
    omschrijving: 'StUF-ZKN 3.10 edcLk01 (voegZaakdocumentToe)',
    maak: (n) => Buffer.from(`${voor}MEET-D-${n}${midden}${Buffer.from(String(n).padEnd(inhoud, '.')).toString('base64')}${na}`),
  };
}
