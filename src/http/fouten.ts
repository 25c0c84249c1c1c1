// Whatever goes wrong behind a route becomes one answer: problem+json, or a SOAP fault under /soap. Texts come from the table of errors;
// what an exception says of itself never reaches a caller or the log (it may quote what it choked on).
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EventLogError } from '../eventlog/port.ts';
import { KnooppuntFout } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import { StoreError } from '../store/port.ts';
import { foutVoorLog } from './log.ts';
import { ApiFout, zendProblem } from './problem.ts';
import { zendSoapFout } from './soapfout.ts';

const LATER = { koppen: { 'retry-after': '5' } };

export function zetFouten(app: FastifyInstance, paden: () => readonly { readonly methode: string; readonly patroon: string }[]): void {
  app.setErrorHandler<FastifyError>((fout, request, reply) => antwoord(request, reply, alsApiFout(fout, request)));
  app.setNotFoundHandler((request, reply) => antwoord(request, reply, nietGevonden(request, paden())));
}

export function antwoord(request: FastifyRequest, reply: FastifyReply, fout: ApiFout): FastifyReply {
  const soap = request.routeOptions?.config?.toegang?.soap === true;
  return soap ? zendSoapFout(request, reply, fout) : zendProblem(reply, fout);
}

export function alsApiFout(fout: unknown, request: FastifyRequest): ApiFout {
  if (fout instanceof ApiFout) return fout;
  if (fout instanceof KnooppuntFout) return new ApiFout(fout.code);
  const f = (fout ?? {}) as Partial<FastifyError>;
  if (Array.isArray(f.validation)) return new ApiFout('KP_VRAAG', undefined, { meldingen: bevindingen(f.validation, f.validationContext ?? '') });
  if (f.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new ApiFout('KP_MEDIATYPE', 'De Content-Type-kop is geen mediatype.');
  if (typeof f.statusCode === 'number' && f.statusCode >= 400 && f.statusCode < 500 && f.code?.startsWith('FST_')) return new ApiFout('KP_VRAAG', undefined, { status: f.statusCode });
  request.log.error({ err: foutVoorLog(fout), route: request.routeOptions?.url }, 'verzoek mislukt');
  if (fout instanceof StoreError) return new ApiFout(fout.code === 'vol' ? 'KP_OPSLAG_VOL' : request.method === 'POST' ? 'KP_OPSLAG' : 'KP_ONBEREIKBAAR', undefined, LATER);
  if (fout instanceof EventLogError) return new ApiFout('KP_ONBEREIKBAAR', undefined, LATER);
  return new ApiFout('KP_INTERN');
}

/** Text per JSON Schema keyword; the value that was sent is not repeated. */
const TEKSTEN: Readonly<Record<string, (p: Record<string, unknown>) => string>> = {
  type: (p) => `moet van het type ${String(p.type)} zijn en één keer voorkomen`,
  pattern: () => 'heeft niet de gevraagde vorm',
  minimum: (p) => `moet ten minste ${String(p.limit)} zijn`,
  maximum: (p) => `mag ten hoogste ${String(p.limit)} zijn`,
  enum: (p) => `moet een van deze zijn: ${(p.allowedValues as readonly unknown[]).map(String).join(', ')}`,
  additionalProperties: () => 'er staat een onbekende parameter in de vraag',
};

function bevindingen(validatie: readonly { readonly keyword: string; readonly instancePath: string; readonly params: Record<string, unknown> }[], waar: string): Melding[] {
  const plek = waar === 'querystring' ? '/query' : waar === 'params' ? '/pad' : `/${waar}`;
  return validatie.map((v) => ({ code: 'KP_VRAAG', regel: 0, pad: `${plek}${v.instancePath}`, tekst: (TEKSTEN[v.keyword] ?? (() => 'voldoet niet aan de beschrijving'))(v.params) }));
}

/** 405 with `Allow` where the path exists under another method (RFC 9110 §15.5.6), else 404. */
function nietGevonden(request: FastifyRequest, paden: readonly { readonly methode: string; readonly patroon: string }[]): ApiFout {
  const pad = request.url.split('?', 1)[0]!;
  const methoden = new Set(paden.filter((p) => patroonAlsRegex(p.patroon).test(pad)).map((p) => p.methode));
  if (methoden.size === 0) return new ApiFout('KP_ONBEKEND', 'Dit adres bestaat niet.');
  return new ApiFout('KP_METHODE', undefined, { koppen: { allow: [...methoden].join(', ') } });
}

function patroonAlsRegex(patroon: string): RegExp {
  return new RegExp(`^${patroon.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z0-9]+/g, '[^/]+').replace(/\*/g, '.+')}$`);
}
