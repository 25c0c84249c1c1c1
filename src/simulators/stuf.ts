// StUF as an endpoint speaks it: receipts, faults and the GGK envelope, written from StUF 03.01 (§4, bindingen §3) and the GGk specification 2.1.
// Own text, apart from the adapters of the hub: what these simulators say is read there as anybody else's.
import { soapContentType, soapEnvelop, soapFout, xmlTekst } from '../sdk/soap.ts';

export const STUF_NS = 'http://www.egem.nl/StUF/StUF0301';
export const GGK_NS = 'http://www.stufstandaarden.nl/koppelvlak/ggk0210';

export interface Systeem {
  readonly organisatie?: string;
  readonly applicatie?: string;
  readonly administratie?: string;
}

export interface Kopregels {
  readonly zender: Systeem;
  readonly ontvanger: Systeem;
  readonly referentie: string;
  readonly kruis?: string;
  readonly nu: Date;
}

export interface Soapbericht {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** jjjjmmdduummssmmm, the clock of the Netherlands (StUF writes no zone). */
export function tijdstip(nu: Date): string {
  const d = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(nu);
  return `${d.replace(/[^0-9]/g, '')}${String(nu.getUTCMilliseconds()).padStart(3, '0')}`;
}

const el = (naam: string, w: string | undefined): string => (w === undefined ? '' : `<StUF:${naam}>${xmlTekst(w)}</StUF:${naam}>`);
const systeem = (naam: string, s: Systeem): string => `<StUF:${naam}>${el('organisatie', s.organisatie)}${el('applicatie', s.applicatie ?? 'onbekend')}${el('administratie', s.administratie)}</StUF:${naam}>`;

const stuurgegevens = (prefix: string, code: string, k: Kopregels, functie?: string): string =>
  `<${prefix}:stuurgegevens>${el('berichtcode', code)}${systeem('zender', k.zender)}${systeem('ontvanger', k.ontvanger)}${el('referentienummer', k.referentie)}${el('tijdstipBericht', tijdstip(k.nu))}${el('crossRefnummer', k.kruis)}${el('functie', functie)}</${prefix}:stuurgegevens>`;

/** Bv03: stored safely by an endpoint (StUF 03.01 §4.4). */
export function bv03(k: Kopregels): Soapbericht {
  return { status: 200, contentType: soapContentType('1.1'), body: soapEnvelop(`<StUF:Bv03Bericht xmlns:StUF="${STUF_NS}">${stuurgegevens('StUF', 'Bv03', k)}</StUF:Bv03Bericht>`, '1.1') };
}

/** Bv02: done, of a synchronous kennisgeving; its stuurgegevens hold the code alone (StUF 03.01 §4.2). */
export function bv02(): Soapbericht {
  return { status: 200, contentType: soapContentType('1.1'), body: soapEnvelop(`<StUF:Bv02Bericht xmlns:StUF="${STUF_NS}"><StUF:stuurgegevens>${el('berichtcode', 'Bv02')}</StUF:stuurgegevens></StUF:Bv02Bericht>`, '1.1') };
}

/** `StUF055` client …, from the table of StUF 03.01 §4.1; codes of the GGK chain are the sender's. */
const PLEK: Readonly<Record<string, 'client' | 'server'>> = { StUF046: 'server', StUF049: 'server', StUF058: 'server', StUF025: 'server', StUF031: 'server', StUF037: 'server' };
const OMSCHRIJVING: Readonly<Record<string, string>> = {
  StUF010: 'Ontvanger onbekend', StUF013: 'Zender onbekend', StUF016: 'Referentienummer niet uniek', StUF031: 'Entiteittype niet ondersteund', StUF046: 'Opslaan niet mogelijk', StUF049: 'Proces voor synchroon bericht niet beschikbaar',
  StUF052: 'Zender niet geautoriseerd', StUF055: 'Berichtbody niet conform schema', StUF058: 'Proces voor afhandelen geeft fout',
  IB002: 'Niet geautoriseerd', IB007: 'Bericht te groot', IB103: 'Tijdelijk geblokkeerd', IB210: 'Ontvanger onbekend', IB213: 'Zender onbekend', IB216: 'Referentienummer niet uniek',
};

function foutbericht(soort: 'Fo01' | 'Fo02' | 'Fo03', code: string, k: Kopregels): string {
  const plek = PLEK[code] ?? 'client';
  const kop = soort === 'Fo02' ? `<StUF:stuurgegevens>${el('berichtcode', 'Fo02')}</StUF:stuurgegevens>` : stuurgegevens('StUF', soort, k);
  return `<StUF:${soort}Bericht xmlns:StUF="${STUF_NS}">${kop}<StUF:body>${el('code', code)}${el('plek', plek)}${el('omschrijving', OMSCHRIJVING[code] ?? 'Fout op verzoek van de proef')}</StUF:body></StUF:${soort}Bericht>`;
}

/** Fo02 or Fo03 as a SOAP fault, HTTP 500 (bindingen §3). */
export function fout(soort: 'Fo02' | 'Fo03', code: string, k: Kopregels): Soapbericht {
  return { status: 500, contentType: soapContentType('1.1'), body: soapFout({ versie: '1.1', plek: PLEK[code] ?? 'client', tekst: OMSCHRIJVING[code] ?? 'Fout op verzoek van de proef', detail: foutbericht(soort, code, k) }) };
}

/** Fo01: a message of its own, later. */
export const fo01 = (code: string, k: Kopregels): string => soapEnvelop(foutbericht('Fo01', code, k), '1.1');

/** A GGK envelope round an XML message or a record file. `kruis` makes it the retour (Du01). References must be UUIDs of version 4 in small letters. */
export function ggkEnvelop(k: Kopregels, functie: string, release: string, lading: Uint8Array, bestandsnaam?: string): { readonly body: string; readonly soapAction: string; readonly bericht: string } {
  const code = k.kruis === undefined ? 'Di01' : 'Du01';
  const naam = code === 'Di01' ? 'envelopHeenbericht-ggk_Di01' : 'envelopRetourbericht-ggk_Du01';
  const [versie = '', subversie = ''] = release.split('.').map((d) => d.padStart(4, '0'));
  const b64 = Buffer.from(lading).toString('base64');
  const inhoud = bestandsnaam === undefined ? `<GGK:xmlBestand>${b64}</GGK:xmlBestand>` : `<GGK:tekstBestand bestandsnaam="${xmlTekst(bestandsnaam)}">${b64}</GGK:tekstBestand>`;
  const body =
    `<GGK:${naam} xmlns:GGK="${GGK_NS}" xmlns:StUF="${STUF_NS}">${stuurgegevens('GGK', code, k, functie)}<GGK:parameters><GGK:applicatieVersie>${versie}</GGK:applicatieVersie>` +
    `<GGK:applicatieSubversie>${subversie}</GGK:applicatieSubversie><GGK:functieVersie>0002</GGK:functieVersie><GGK:functieSubversie>0001</GGK:functieSubversie><GGK:bericht>${inhoud}</GGK:bericht></GGK:parameters></GGK:${naam}>`;
  return { body: soapEnvelop(body, '1.1'), soapAction: `${GGK_NS}/ggk_${code}`, bericht: naam };
}
