// What a SuwiML sender hears: a SOAP fault with `fwi:Fout`, addressed back with WS-Addressing. Questions are synchronous: there is no receipt that stands apart from an answer.
// Codes are our own: no list of FWI codes has been published (aw319-suwiml-jzxml §2).
import { foutregel, soapContentType, soapFout, xmlTekst, type AntwoordOmgeving, type FoutInvoer, type Melding, type SoapAntwoord } from '../../src/sdk/index.ts';
import { berichtId, dienstOp, wsaKop } from './doorgeven.ts';
import { leesWsa } from './kop.ts';
import { actie, FWI } from './spec.ts';

/** Where a finding is, and what is wrong: `pad, regel n: tekst (code)`. */
function detail(m: Melding): string {
  const plek = m.regel > 0 ? `${m.pad}, regel ${m.regel}` : m.pad;
  return `${plek ? `${plek}: ` : ''}${m.tekst} (${m.code})`;
}

/** `fwi:Fout`; its children are without namespace (elementFormDefault unqualified). */
function fwiFout(code: string, tekst: string, details: readonly string[], oin: string): string {
  return (
    `<fwi:Fout xmlns:fwi="${FWI}"><Code>${xmlTekst(code)}</Code><Tekst>${xmlTekst(tekst)}</Tekst>` +
    details.map((d) => `<Detail>${xmlTekst(d)}</Detail>`).join('') +
    `<Bron><DN>CN=Knooppunt,serialNumber=${xmlTekst(oin)}</DN></Bron></fwi:Fout>`
  );
}

/** Addressing of our fault: back to From, from the address that was written to, about the question's MessageID. */
function adressering(invoer: FoutInvoer): string {
  const wsa = invoer.lezing ? leesWsa(invoer.lezing) : null;
  const dienst = dienstOp(invoer.endpoint);
  return wsaKop({ MessageID: berichtId(invoer.referentie), From: wsa?.naar, To: wsa?.van, Action: dienst && actie(dienst, 'Fout'), RelatesTo: wsa?.messageId });
}

/** SOAP fault with FWI, always with HTTP 500 (SOAP 1.1 §6.2). */
export function fout(invoer: FoutInvoer): SoapAntwoord {
  const regel = foutregel(invoer.code);
  const body = soapFout({
    versie: invoer.soap,
    plek: regel.plek ?? (regel.status >= 500 ? 'server' : 'client'),
    tekst: regel.titel,
    detail: fwiFout(invoer.code, regel.titel, invoer.meldingen.map(detail), invoer.hub.oin),
    kop: adressering(invoer),
  });
  return { status: 500, contentType: soapContentType(invoer.soap), body };
}

/** The receipt of a one-way message over SOAP/HTTP: 202 without an envelope (WS-I Basic Profile 1.1 §3.3.5). */
export function bevestig(om: AntwoordOmgeving): SoapAntwoord {
  return { status: 202, contentType: soapContentType(om.soap), body: '' };
}
