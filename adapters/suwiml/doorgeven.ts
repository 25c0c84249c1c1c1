// How a question leaves to its source and how the answer goes back: as a station that is not transparent (implementatie-afspraken synchrone bevraging 4.0,
// aw319-suwiml-jzxml §2): a message of our own with a MessageID of our own, in the name of whom asks (its OIN in From), and the answer related to the asker's.
import { soapContentType, soapEnvelop, soapFout, tekstVan, xmlTekst, type PartijAanduiding, type SoapAntwoord, type SoapVerzoek, type Terugkeer, type Vertrek } from '../../src/sdk/index.ts';
import { leesWsa } from './kop.ts';
import { actie, DIENSTEN, dienstnaam, type Dienst, FWI } from './spec.ts';

const WSA = 'http://www.w3.org/2005/08/addressing';

/** Present fields of WS-Addressing; `From` and `To` are addresses. */
export interface Adressen {
  readonly MessageID: string;
  readonly From?: string | undefined;
  readonly To?: string | undefined;
  readonly Action?: string | undefined;
  readonly RelatesTo?: string | undefined;
}

/** The header as XML. */
export function wsaKop(a: Adressen): string {
  const el = (naam: string, waarde: string | undefined, adres = false): string =>
    waarde === undefined ? '' : `<wsa:${naam} xmlns:wsa="${WSA}">${adres ? `<wsa:Address>${xmlTekst(waarde)}</wsa:Address>` : xmlTekst(waarde)}</wsa:${naam}>`;
  return el('MessageID', a.MessageID) + el('From', a.From, true) + el('To', a.To) + el('Action', a.Action) + el('RelatesTo', a.RelatesTo);
}

export const dienstOp = (endpoint: string): Dienst | undefined => DIENSTEN.find((d) => `suwiml/${dienstnaam(d)}` === endpoint);

/** An address with the party's OIN in its query. */
function metOin(adres: string, partij: PartijAanduiding | null, hub: string): string {
  const oin = partij === null ? hub : partij.oin;
  return oin === undefined ? adres : `${adres}${adres.includes('?') ? '&' : '?'}oin=${encodeURIComponent(oin)}`;
}

/** MessageID of a message of ours: what an answer to it relates to. */
export const berichtId = (referentie: string): string => `urn:uuid:${referentie}`;

/** A question (or a notice to the Inlichtingenbureau) as SOAP 1.1, SOAPAction empty (WSDL: `soapAction=""`). */
export function verzend(v: Vertrek): SoapVerzoek {
  const dienst = dienstOp(v.endpoint);
  const kop = wsaKop({
    MessageID: berichtId(v.referentie),
    From: metOin(v.eigenAdres ?? `urn:nld:oin:${v.hub.oin}`, v.namens, v.hub.oin),
    To: metOin(v.adres, v.naar, v.hub.oin),
    Action: dienst && actie(dienst, v.soort.berichttype),
  });
  return { contentType: soapContentType('1.1'), soapAction: '', body: soapEnvelop(v.xml, '1.1', kop) };
}

/** The source's answer, with addressing of our own. `fwi:Fout` that came as a fault leaves as one (WSDL fault AanvraagNietOk). */
export function keerTerug(t: Terugkeer): SoapAntwoord {
  const wsa = leesWsa(t.vraag);
  const dienst = dienstOp(t.endpoint);
  const fout = t.soort.wortel?.namespace === FWI;
  const kop = wsaKop({
    MessageID: berichtId(t.referentie),
    From: wsa?.naar,
    To: wsa?.van,
    Action: dienst && actie(dienst, fout ? 'Fout' : t.soort.berichttype),
    RelatesTo: wsa?.messageId,
  });
  if (!t.alsFout) return { status: 200, contentType: soapContentType(t.soap), body: soapEnvelop(t.xml, t.soap, kop) };
  const tekst = tekstVan(t.wortel, 'Tekst') ?? 'de bron gaf geen antwoord';
  return { status: 500, contentType: soapContentType(t.soap), body: soapFout({ versie: t.soap, plek: 'server', tekst, detail: t.xml, kop }) };
}
