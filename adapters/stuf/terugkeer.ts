// How the answer of an endpoint goes back to whom asked: La01, Du02 and Bv02 as they came in an envelope of our own, Fo02 as the detail of a SOAP fault
// (bindingen §3). The business message is the endpoint's, stuurgegevens and all: its crossRefnummer is about the asker's own referentienummer.
import { soapContentType, soapEnvelop, soapFout, tekstVan, type SoapAntwoord, type Terugkeer } from '../../src/sdk/index.ts';

const FOUT = /^Fo0[1-3]Bericht$/;

export function keerTerug(t: Terugkeer): SoapAntwoord {
  const contentType = soapContentType(t.soap);
  // A Fo02 belongs in a fault, also where an endpoint sent it as a body.
  if (!t.alsFout && !FOUT.test(t.soort.berichttype)) return { status: 200, contentType, body: soapEnvelop(t.xml, t.soap) };
  const plek = tekstVan(t.wortel, 'body/plek') === 'client' ? 'client' : 'server';
  const tekst = tekstVan(t.wortel, 'body/omschrijving') ?? 'de bron gaf een fout';
  return { status: 500, contentType, body: soapFout({ versie: t.soap, plek, tekst, detail: t.xml }) };
}
