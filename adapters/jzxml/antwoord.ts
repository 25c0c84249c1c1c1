// What a CORV sender hears over SOAP: Bv03 when the hub is addressed, Bv04 when we are on the way to another, a fault with Fo03 otherwise.
// Findings name place and cause, never a value. All stuurgegevens are filled, as StUF 03.01 asks of asynchronous confirmations.
import { foutregel, soapContentType, soapEnvelop, soapFout, xmlTekst, type AntwoordOmgeving, type FoutInvoer, type HubAdres, type Kop, type Melding, type PartijAanduiding, type SoapAntwoord } from '../../src/sdk/index.ts';
import { STUF } from './spec.ts';

/** Longest texts that StUF 03.01 allows in a fault body. */
const OMSCHRIJVING = 200;
const DETAILS = 1000;
/** Our own namespace for findings in detailsXML. */
const MELDINGEN = 'urn:knooppunt:meldingen';

const KLOK = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** RFC 3339 → jjjjmmdduummss, local time. */
function tijdstip(nu: string): string {
  const d = Object.fromEntries(KLOK.formatToParts(new Date(nu)).map((p) => [p.type, p.value]));
  return `${d.year}${d.month}${d.day}${d.hour}${d.minute}${d.second}`;
}

const el = (naam: string, tekst: string | undefined): string => (tekst === undefined ? '' : `<StUF:${naam}>${xmlTekst(tekst)}</StUF:${naam}>`);

/** `applicatie` is obligatory and at least three characters: an unreadable sender is "onbekend". */
function systeem(naam: 'zender' | 'ontvanger', a: PartijAanduiding | HubAdres | null): string {
  const s: PartijAanduiding | HubAdres = a ?? {};
  return `<StUF:${naam}>${el('organisatie', s.organisatie)}${el('applicatie', s.applicatie ?? 'onbekend')}${el('administratie', s.administratie)}</StUF:${naam}>`;
}

function stuurgegevens(code: string, om: AntwoordOmgeving, kop: Kop | null): string {
  return (
    `<StUF:stuurgegevens>${el('berichtcode', code)}${systeem('zender', om.hub)}${systeem('ontvanger', kop?.adressering.afzender ?? null)}` +
    `${el('referentienummer', om.referentie)}${el('tijdstipBericht', tijdstip(om.nu))}${el('crossRefnummer', kop?.referentie ?? '')}</StUF:stuurgegevens>`
  );
}

/** Bv03 or Bv04 with full stuurgegevens; crossRefnummer is the reference of the message (StUF 03.01 §4.4). */
export function bevestig(kop: Kop, om: AntwoordOmgeving & { readonly ontvanger: 'hub' | 'partij' }): SoapAntwoord {
  const code = om.ontvanger === 'hub' ? 'Bv03' : 'Bv04';
  const body = `<StUF:${code}Bericht xmlns:StUF="${STUF}">${stuurgegevens(code, om, kop)}</StUF:${code}Bericht>`;
  return { status: 200, contentType: soapContentType(om.soap), body: soapEnvelop(body, om.soap) };
}

/** Where and what: `pad, regel n: tekst`. */
function plek(m: Melding): string {
  const waar = m.regel > 0 ? `${m.pad}, regel ${m.regel}` : m.pad;
  return waar === '' ? m.tekst : `${waar}: ${m.tekst}`;
}

function meldingXml(m: Melding): string {
  const k = (naam: string, tekst: string): string => `<kp:${naam}>${xmlTekst(tekst)}</kp:${naam}>`;
  return `<kp:melding>${k('code', m.code)}${k('regel', String(m.regel))}${k('pad', m.pad)}${k('tekst', m.tekst)}</kp:melding>`;
}

/**
 * SOAP fault (HTTP 500) with Fo03. An invalid body carries StUF055, where the table of StUF has that code in Fo01 only: the way back that Fo01
 * needs is not there when the sender waits. An error that has no StUF code (a broken envelope) is a fault without Fo03: nothing is invented.
 */
export function fout(invoer: FoutInvoer): SoapAntwoord {
  const regel = foutregel(invoer.code);
  const waar = regel.plek ?? (regel.status >= 500 ? 'server' : 'client');
  const eerste = invoer.meldingen[0];
  const lijst = invoer.meldingen.length === 0 ? '' : `<StUF:detailsXML><kp:meldingen xmlns:kp="${MELDINGEN}">${invoer.meldingen.map(meldingXml).join('')}</kp:meldingen></StUF:detailsXML>`;
  const detail =
    regel.stuf === undefined
      ? ''
      : `<StUF:Fo03Bericht xmlns:StUF="${STUF}">${stuurgegevens('Fo03', invoer, invoer.kop)}<StUF:body>${el('code', regel.stuf)}${el('plek', waar)}` +
        `${el('omschrijving', regel.titel.slice(0, OMSCHRIJVING))}${eerste ? el('details', plek(eerste).slice(0, DETAILS)) : ''}${lijst}</StUF:body></StUF:Fo03Bericht>`;
  return { status: 500, contentType: soapContentType(invoer.soap), body: soapFout({ versie: invoer.soap, plek: waar, tekst: regel.titel, detail }) };
}
