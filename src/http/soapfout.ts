// A SOAP fault for what goes wrong before a standard is involved: unknown endpoint, no token, too busy.
// A fault in a standard's own form (Fo03, FWI) is the intake's, and comes ready-made.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { foutregel } from '../sdk/errors.ts';
import { soapContentType, soapFout, xmlTekst } from '../sdk/soap.ts';
import type { ApiFout } from './problem.ts';

/** The SOAP version a caller speaks, by its media type. */
export function soapVersie(request: FastifyRequest): '1.1' | '1.2' {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('application/soap+xml') ? '1.2' : '1.1';
}

/** The fault (SOAP 1.1 §4.4, 1.2 §5.4) with our own code in `detail`; Server/Receiver where the same bytes may pass later. */
export function soapFoutVan(fout: ApiFout, versie: '1.1' | '1.2'): string {
  const detail = `<kp:fout xmlns:kp="urn:nl:knooppunt:fout"><kp:code>${fout.code}</kp:code><kp:omschrijving>${xmlTekst(fout.detail)}</kp:omschrijving></kp:fout>`;
  const later = fout.status >= 500 || fout.status === 429 || fout.status === 408;
  return soapFout({ versie, plek: later ? 'server' : 'client', tekst: foutregel(fout.code).titel, detail });
}

export function zendSoapFout(request: FastifyRequest, reply: FastifyReply, fout: ApiFout): FastifyReply {
  const versie = soapVersie(request);
  // Too busy is 503 here: SOAP stacks know it as "later"; 429 they read as a broken peer.
  const status = fout.status === 429 ? 503 : fout.status;
  return reply.status(status).headers(fout.koppen).type(soapContentType(versie)).send(soapFoutVan(fout, versie));
}
