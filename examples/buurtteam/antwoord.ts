// What a team hears over SOAP: `Ontvangen` with the number of its message, or a fault with `Fout` and every finding in it.
// Findings carry places and causes, no values; the number is the sender's own and goes back to the sender alone.
import { type AntwoordOmgeving, type FoutInvoer, foutregel, type Kop, type SoapAntwoord, soapContentType, soapEnvelop, soapFout, xmlTekst } from 'knooppunt/sdk';
import { BT } from './spec.ts';

const el = (naam: string, tekst: string | undefined): string => (tekst === undefined ? '' : `<bt:${naam}>${xmlTekst(tekst)}</bt:${naam}>`);

export function bevestig(kop: Kop, om: AntwoordOmgeving): SoapAntwoord {
  const body = `<bt:Ontvangen xmlns:bt="${BT}">${el('Nummer', kop.referentie)}${el('Tijdstip', om.nu)}</bt:Ontvangen>`;
  return { status: 200, contentType: soapContentType(om.soap), body: soapEnvelop(body, om.soap) };
}

export function fout({ code, meldingen, kop, soap }: FoutInvoer): SoapAntwoord {
  const regel = foutregel(code);
  const bevindingen = meldingen.map((m) => `<bt:Bevinding regel="${m.regel}" pad="${xmlTekst(m.pad)}" code="${xmlTekst(m.standaardcode ?? m.code)}">${xmlTekst(m.tekst)}</bt:Bevinding>`);
  const detail = `<bt:Fout xmlns:bt="${BT}">${el('Nummer', kop?.referentie)}${el('Code', code)}${bevindingen.join('')}</bt:Fout>`;
  const plek = regel.plek ?? (regel.status >= 500 ? 'server' : 'client');
  return { status: 500, contentType: soapContentType(soap), body: soapFout({ versie: soap, plek, tekst: regel.titel, detail }) };
}
