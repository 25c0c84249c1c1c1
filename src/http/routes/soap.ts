// SOAP: one address per endpoint of the adapters, and their WSDL. The answer, receipt or fault, is the standard's own and comes from the intake;
// a fault of our own is given only where no standard is involved yet.
import { ontvang } from '../ontvangst.ts';
import { ApiFout } from '../problem.ts';
import type { Routes } from './gedeeld.ts';

/** SOAP 1.1 and 1.2; `application/xml` and no media type at all are read as SOAP too. */
const MEDIATYPEN = new Set(['text/xml', 'application/soap+xml', 'application/xml', '']);

export const soapRoutes: Routes = (app, context) => {
  const { intake } = context.deps;
  const bestaat = (endpoint: string) => {
    if (!intake.endpoints.includes(endpoint)) throw new ApiFout('KP_ONBEKEND', 'Er is geen SOAP-endpoint op dit adres.');
  };

  app.post<{ Params: { '*': string } }>('/soap/*', { config: { toegang: { wie: 'beller', tempo: 'berichten', soap: true } } }, async (request, reply) => {
    const endpoint = request.params['*'];
    bestaat(endpoint);
    const mediatype = request.headers['content-type'] ?? '';
    if (!MEDIATYPEN.has(mediatype.split(';', 1)[0]!.trim().toLowerCase())) throw new ApiFout('KP_MEDIATYPE', 'Zend SOAP als text/xml of application/soap+xml.');
    const soapAction = actieVan(request.headers.soapaction, mediatype);
    return ontvang(request, reply, context, { kanaal: 'soap', endpoint, ...(soapAction === undefined ? {} : { soapAction }) });
  });

  app.get<{ Params: { '*': string }; Querystring: Record<string, unknown> }>('/soap/*', { config: { toegang: { wie: 'beller' } } }, async (request, reply) => {
    const endpoint = request.params['*'];
    bestaat(endpoint);
    if (!Object.keys(request.query).some((k) => k.toLowerCase() === 'wsdl')) {
      throw new ApiFout('KP_METHODE', 'Zend SOAP met POST; de beschrijving staat op ?wsdl.', { koppen: { allow: 'POST' } });
    }
    const wsdl = intake.wsdl(endpoint, `${context.basisUrl()}/soap/${endpoint}`, `${context.basisUrl()}/soap/schemas`);
    if (wsdl === null) throw new ApiFout('KP_ONBEKEND', 'Dit endpoint heeft geen WSDL.');
    return reply.type('text/xml; charset=utf-8').send(wsdl);
  });

  // A folder of each adapter: what its schemas import from each other resolves by itself.
  app.get<{ Params: { adapter: string; '*': string } }>('/soap/schemas/:adapter/*', { config: { toegang: { wie: 'beller' } } }, async (request, reply) => {
    const bestand = await intake.schemabestand(request.params.adapter, request.params['*']);
    if (bestand === null) throw new ApiFout('KP_ONBEKEND', 'Er is geen schema op dit adres.');
    return reply.type('text/xml; charset=utf-8').send(bestand);
  });
};

/** SOAPAction of SOAP 1.1 (§6.1.1), else the `action` parameter of SOAP 1.2's media type; without quotes. Undefined when empty. */
function actieVan(kop: string | string[] | undefined, mediatype: string): string | undefined {
  const ruw = (Array.isArray(kop) ? kop[0] : kop) ?? /;\s*action=("[^"]*"|[^;\s]+)/i.exec(mediatype)?.[1];
  const actie = ruw?.trim().replace(/^"(.*)"$/, '$1');
  return actie ? actie : undefined;
}
