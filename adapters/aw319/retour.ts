// The technical retour on an AW319: its head record mirrored with the retourdeel behind it, and a closing record. No insured, no performance, no amount:
// what was claimed has not been read, so nothing is said of it. Codes of form alone leave here; what an insurer thinks of care or money is the insurer's.
import { korteReferentie, nederlandseDag, type AfkeurInvoer, type BerichtSoort, type TechnischeRetour } from '../../src/sdk/index.ts';

/** Returned where no finding has a code of form of its own: the message was refused for technical reasons. */
const AFGEKEURD = '0001';

/** COD954, the codes about the form of the file: number of a detail record, length of a record, line ends (aw319-suwiml-jzxml §1). */
export const TECHNISCHE_CODES: readonly string[] = [AFGEKEURD, '0801', '0804', '8095'];

/** COD002: EI code → that of its retour. */
export const RETOUR_OP: Readonly<Record<string, string>> = { '187': '188', '428': '429', '430': '431' };

const HEEN = 310;
const LENGTE = 370;

const veld = (tekst: string, lengte: number): string => tekst.slice(0, lengte).padEnd(lengte, ' ');

/** @param begin the first bytes of the file; the head record stands in front. null where it is no head that can be mirrored. */
export function technischeRetour(soort: BerichtSoort, begin: Buffer, invoer: AfkeurInvoer): TechnischeRetour | null {
  if (soort.berichttype !== 'AW319') return null;
  const regel = begin.toString('latin1').split(/[\r\n]/, 1)[0] ?? '';
  const ei = RETOUR_OP[regel.slice(2, 5)];
  // Without the number of the declaratie (0116) nobody could tell what the retour is about.
  if (ei === undefined || regel.slice(80, 92).trim() === '') return null;
  const gevonden = invoer.meldingen.flatMap((m) => (m.standaardcode !== undefined && m.standaardcode !== AFGEKEURD && TECHNISCHE_CODES.includes(m.standaardcode) ? [m.standaardcode] : []));
  const codes = [...new Set(gevonden)].slice(0, 3);
  if (codes.length === 0) codes.push(AFGEKEURD);
  const dag = nederlandseDag(invoer.nu).replaceAll('-', '');
  const kop = `${veld(`01${ei}${regel.slice(5)}`, HEEN)}${veld(korteReferentie(invoer.referentie), 24)}${dag}${veld(codes.join(''), 12)}`;
  // Counts of what the retour itself holds: nothing. An amount of zeros is an empty one.
  const sluit = `99${'0'.repeat(6 * 4 + 7)}${'0'.repeat(11)}D${'0'.repeat(11)}D`;
  return { bytes: Buffer.from([kop, sluit].map((r) => `${veld(r, LENGTE)}\r\n`).join(''), 'latin1') };
}
