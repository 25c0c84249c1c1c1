// How a StUF message leaves to an endpoint: SOAP 1.1, text/xml, SOAPAction = namespace of the body element, a slash, the name of the operation (bindingen §4).
// The message itself, stuurgegevens and all, stays as it was given; StUF has no addressing in the envelope.
import { soapContentType, soapEnvelop, type BerichtSoort, type SoapVerzoek, type Vertrek } from '../../src/sdk/index.ts';
import { POORTEN } from './endpoints.ts';

/**
 * Name of the operation that a message is at an endpoint. The variant says which, where several share its root; without one it is the operation that has the
 * root's own name, or the only one. A message that the port has not is called by its root: the endpoint has the last word.
 */
function operatie(soort: BerichtSoort, endpoint: string, variant: string | undefined): string {
  const { namespace, naam } = soort.wortel ?? { namespace: '', naam: soort.berichttype };
  const alle = POORTEN.filter((p) => p.pad === endpoint).flatMap((p) => p.operaties).filter((o) => o.namespace === namespace && o.wortel === naam);
  const gekozen = alle.find((o) => variant !== undefined && o.naam.split('_')[0] === variant) ?? alle.find((o) => o.naam === naam) ?? alle[0];
  return gekozen?.naam ?? naam.replace(/^((?:Bv|Fo)0[1-4])Bericht$/, '$1');
}

/** A business message in its envelope. */
export function verzend(v: Vertrek): SoapVerzoek {
  return {
    contentType: soapContentType('1.1'),
    soapAction: `${v.soort.wortel?.namespace ?? ''}/${operatie(v.soort, v.endpoint, v.variant)}`,
    body: soapEnvelop(v.xml, '1.1'),
  };
}
