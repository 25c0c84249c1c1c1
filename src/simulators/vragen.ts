// Questions that a municipality asks by SOAP and waits for: npsLv01 to another municipality, the income of a person to UWV (SuwiML). About people of the seeded set.
import { soapEnvelop } from '../sdk/soap.ts';
import type { Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import { proefset } from './personen.ts';
import { Toeval } from './toeval.ts';
import type { Zending } from './zender.ts';

const SOAP = { contentType: 'text/xml; charset=utf-8', synchroon: true } as const;
const SUWI = 'http://bkwi.nl/SuwiML/Diensten/UWVDossierInkomstenGSD';
const OIN_UWV = '00000099000000002000';

const iemand = (kern: Kern, wat: string): string => new Toeval(`${wat} ${kern.zaad} ${kern.nummer()}`).kies(proefset(kern.zaad));

/** StUF-BG: who is this, to the municipality that `rol.vraagt` names. */
export async function npsLv01(kern: Kern): Promise<Zending> {
  const referentie = kern.referentie();
  const zelf = { gemeentecode: kern.rol.code ?? '0363', applicatie: kern.rol.applicatie ?? 'SIMULATOR' };
  const ander = { gemeentecode: kern.rol.vraagt ?? '0344', applicatie: 'GEGEVENSMAGAZIJN' };
  const data = { bericht: { afzender: zelf, ontvanger: ander, referentie }, personen: [{ id: 'p1', rollen: ['client'], bsn: iemand(kern, 'npslv01') }], bevraging: { sortering: 1, vervolgvraag: false, maximumAantal: 1 } };
  const bytes = await maakBericht([{ type: 'persoon-gevraagd', data }], 'stuf:npsLv01', kern, referentie);
  const body = soapEnvelop(bytes.toString('utf8').replace(/^<\?xml[^>]*\?>\s*/, ''), '1.1');
  return { bericht: 'npsLv01', referentie, bytes: Buffer.from(body, 'utf8'), pad: '/soap/stuf/beantwoordVraag', soapAction: 'http://www.egem.nl/StUF/sector/bg/0310/npsLv01', ...SOAP };
}

/** SuwiML: income of a person, with WS-Addressing (transaction standard 4.0). */
export function inkomsten(kern: Kern): Zending {
  const referentie = `urn:uuid:${kern.referentie()}`;
  const oin = kern.rol.oin ?? `0000009900000002${kern.rol.code ?? '0363'}`;
  const w = (naam: string, inhoud: string): string => `<wsa:${naam} xmlns:wsa="http://www.w3.org/2005/08/addressing">${inhoud}</wsa:${naam}>`;
  const kop = w('MessageID', referentie) + w('From', `<wsa:Address>https://simulator.example/inkijk?oin=${oin}</wsa:Address>`) + w('To', `https://uwv.example/UWVDossierInkomstenGSD-v0200?oin=${OIN_UWV}`) + w('Action', `${SUWI}-v0200/UWVPersoonsIkvInfo`);
  const vraag = `<d:UWVPersoonsIkvInfo xmlns:d="${SUWI}/v0200"><Burgerservicenr>${iemand(kern, 'inkomsten')}</Burgerservicenr></d:UWVPersoonsIkvInfo>`;
  return { bericht: 'UWVPersoonsIkvInfo', referentie, bytes: Buffer.from(soapEnvelop(vraag, '1.1', kop), 'utf8'), pad: '/soap/suwiml/UWVDossierInkomstenGSD-v0200', soapAction: '', ...SOAP };
}
