// The 13 messages of StUF-Jeugdzorg (CORV) jz0100, release 1.0.9: what the support table, the WSDL and the recognition are made from.
// Recognised by namespace and root alone; every message is a `Di01`, acknowledged at once and answered, if at all, by another message.
import type { AdapterSpec, BerichtSoort } from '../../src/sdk/index.ts';

/** Namespace of the koppelvlak (aw319-suwiml-jzxml §3.2). */
export const JZ = 'http://www.stufstandaarden.nl/koppelvlak/jz0100';
export const STUF = 'http://www.egem.nl/StUF/StUF0301';

/** Who may be addressed beside the general rule: news of Veilig Thuis stays between its regions and those who report to them. */
export type Kring = 'iedereen' | 'veilig-thuis' | 'melder';

interface Rij {
  readonly naam: string;
  readonly titel: string;
  /** Folder of the profile. */
  readonly groep: 'jr' | 'vt' | 'vv' | 'gm';
  readonly tabel: string;
  readonly kring: Kring;
}

const RIJEN: readonly Rij[] = [
  { naam: 'vtoDi01', titel: 'Verzoek tot onderzoek aan de Raad voor de Kinderbescherming', groep: 'jr', tabel: 'vto', kring: 'iedereen' },
  { naam: 'notificatieDi01', titel: 'Notificatie over jeugdbescherming', groep: 'jr', tabel: 'notificatie', kring: 'iedereen' },
  { naam: 'notificatiejrDi01', titel: 'Notificatie over jeugdreclassering', groep: 'jr', tabel: 'notificatiejr', kring: 'iedereen' },
  { naam: 'zorgmeldingDi01', titel: 'Zorgmelding (voorganger van vtMelding)', groep: 'jr', tabel: 'zorgmelding', kring: 'veilig-thuis' },
  { naam: 'zorgmeldingTerugkoppelingDi01', titel: 'Terugkoppeling op een zorgmelding', groep: 'jr', tabel: 'zorgmelding-terugkoppeling', kring: 'melder' },
  { naam: 'vtMeldingDi01', titel: 'Melding aan Veilig Thuis', groep: 'vt', tabel: 'vt-melding', kring: 'veilig-thuis' },
  { naam: 'vtTerugkoppelingDi01', titel: 'Terugkoppeling van Veilig Thuis', groep: 'vt', tabel: 'vt-terugkoppeling', kring: 'melder' },
  { naam: 'vcobDi01', titel: 'Verzoek om een check op bekendheid', groep: 'vv', tabel: 'vcob', kring: 'iedereen' },
  { naam: 'ucobDi01', titel: 'Uitslag van een check op bekendheid', groep: 'vv', tabel: 'ucob', kring: 'iedereen' },
  { naam: 'vciDi01', titel: 'Verzoek om casusinformatie', groep: 'vv', tabel: 'vci', kring: 'iedereen' },
  { naam: 'uciDi01', titel: 'Uitkomst van een verzoek om casusinformatie', groep: 'vv', tabel: 'uci', kring: 'iedereen' },
  { naam: 'meldingGeneriekDi01', titel: 'Generieke melding', groep: 'gm', tabel: 'melding-generiek', kring: 'iedereen' },
  { naam: 'uitkomstMeldingGeneriekDi01', titel: 'Uitkomst van een generieke melding', groep: 'gm', tabel: 'uitkomst-melding-generiek', kring: 'iedereen' },
];

/** What must come back: the two requests alone (aw319-suwiml-jzxml §3.2); the answer names the request in crossRefnummer, which no other message has. */
const ANTWOORD: Readonly<Record<string, string>> = { vcobDi01: 'ucobDi01', vciDi01: 'uciDi01' };

/** The circle of a message type. @param berichttype local name of the root. */
export function kringVan(berichttype: string): Kring {
  return RIJEN.find((r) => r.naam === berichttype)?.kring ?? 'iedereen';
}

/** SOAPAction of a message: without `http://`, as the koppelvlak writes it (aw319-suwiml-jzxml §3.2). */
export function soapActie(berichttype: string): string {
  return `www.stufstandaarden.nl/koppelvlak/jz0100/${berichttype}`;
}

const soort = (r: Rij): BerichtSoort => ({
  standaard: 'jzxml',
  versie: 'jz0100',
  berichttype: r.naam,
  titel: r.titel,
  verloop: 'asynchroon',
  ...(ANTWOORD[r.naam] === undefined ? {} : { antwoorden: [ANTWOORD[r.naam] as string] }),
  herkomst: 'normatief',
  wortel: { namespace: JZ, naam: r.naam },
  schema: `${r.groep}/jz.xsd`,
  mapping: `${r.tabel}.yaml`,
});

export const SPEC: AdapterSpec & { readonly soort: 'xml' } = {
  naam: 'jzxml',
  titel: 'StUF-Jeugdzorg (CORV)',
  versie: '1',
  soort: 'xml',
  weigeringBindt: true,
  schemas: new URL('../../schemas/jzxml/', import.meta.url),
  mappings: new URL('../../mappings/jzxml/', import.meta.url),
  prefixen: { [JZ]: 'jz', [STUF]: 'StUF' },
  berichten: RIJEN.map(soort),
};
