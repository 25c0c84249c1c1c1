// How a CORV message leaves: SOAP 1.1, text/xml, the koppelvlak's SOAPAction (without `http://`). The message itself stays as it was given.
import { soapContentType, soapEnvelop, type SoapVerzoek, type Vertrek } from '../../src/sdk/index.ts';
import { soapActie } from './spec.ts';

export function verzend(v: Vertrek): SoapVerzoek {
  return { contentType: soapContentType('1.1'), soapAction: soapActie(v.soort.wortel?.naam ?? v.soort.berichttype), body: soapEnvelop(v.xml, '1.1') };
}
