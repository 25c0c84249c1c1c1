// The description of the API (OpenAPI 3.1), made from the schemas that the routes run on: it cannot say anything else than they do.
// Follows the API Design Rules: /v1 in the server's address, API-Version on every answer, problem+json for every refusal.
import type { RouteOptions } from 'fastify';
import { API_VERSIE } from './koppen.ts';

interface JsonSchema {
  readonly type?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [sleutel: string]: unknown;
}

interface RouteSchema {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly params?: JsonSchema;
  readonly querystring?: JsonSchema;
  readonly headers?: JsonSchema;
  readonly response?: Readonly<Record<string, JsonSchema>>;
}

/** A route as the document needs it. */
export interface BeschrevenRoute {
  readonly methode: string;
  /** Fastify's pattern: `/v1/berichten/:id`. */
  readonly patroon: string;
  readonly schema: RouteSchema;
  readonly open: boolean;
  readonly lichaam: unknown;
}

const PROBLEM: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Vaste code van het knooppunt (KP_…).' },
    meldingen: {
      type: 'array',
      description: 'Alle bevindingen samen.',
      items: {
        type: 'object',
        required: ['code', 'regel', 'pad', 'tekst'],
        properties: {
          code: { type: 'string' },
          standaardcode: { type: 'string', description: 'Code van de standaard zelf, waar die er een heeft.' },
          regel: { type: 'integer', description: 'Regel vanaf 1 in de ontvangen bytes; 0 = niet aan een regel gebonden.' },
          pad: { type: 'string' },
          tekst: { type: 'string' },
        },
      },
    },
  },
};

/** Takes up a route of `/v1` that describes itself; others (SOAP, health, metrics) are not part of the API. */
export function beschrijf(route: RouteOptions): BeschrevenRoute | null {
  const methode = Array.isArray(route.method) ? route.method[0] : route.method;
  const schema = route.schema as RouteSchema | undefined;
  if (!route.url.startsWith('/v1/') || !schema?.operationId || methode === 'HEAD' || methode === undefined) return null;
  return { methode, patroon: route.url, schema, open: route.config?.toegang?.wie === 'open', lichaam: route.config?.lichaam };
}

/** @param basisUrl public address of the hub, without a slash at the end */
export function maakOpenapi(routes: readonly BeschrevenRoute[], basisUrl: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const pad = route.patroon.replace(/^\/v1/, '').replace(/:([A-Za-z0-9]+)/g, '{$1}');
    paths[pad] = { ...paths[pad], [route.methode.toLowerCase()]: maakOperatie(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Knooppunt',
      version: API_VERSIE,
      description: 'Berichten van het sociaal domein aanbieden, volgen en als canonieke events lezen.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      contact: { name: 'Beheer van dit knooppunt', url: `${basisUrl}/v1/openapi.json`, email: 'beheer@knooppunt.invalid' },
    },
    servers: [{ url: `${basisUrl}/v1` }],
    security: [{ token: [] }],
    tags: [{ name: 'berichten' }, { name: 'events' }, { name: 'documenten' }, { name: 'catalogus' }, { name: 'beheer' }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Op de machine zelf mag het token ontbreken.' } },
      headers: { 'API-Version': { description: 'Volledige versie van de API.', schema: { type: 'string', example: API_VERSIE } } },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: 'Geweigerd of niet gelukt.',
          headers: { 'API-Version': { $ref: '#/components/headers/API-Version' } },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function maakOperatie(route: BeschrevenRoute): unknown {
  const { schema } = route;
  const responses: Record<string, unknown> = {};
  for (const [status, antwoord] of Object.entries(schema.response ?? {})) {
    const { 'x-mediatype': mediatype, 'x-ook': ook, ...inhoud } = antwoord as JsonSchema & { 'x-mediatype'?: string; 'x-ook'?: Readonly<Record<string, JsonSchema>> };
    responses[status] = {
      description: antwoord.description ?? 'Gelukt.',
      headers: { 'API-Version': { $ref: '#/components/headers/API-Version' } },
      content: { [mediatype ?? 'application/json']: { schema: inhoud }, ...Object.fromEntries(Object.entries(ook ?? {}).map(([soort, schema]) => [soort, { schema }])) },
    };
  }
  responses.default = { $ref: '#/components/responses/Problem' };
  return {
    operationId: schema.operationId,
    summary: schema.summary,
    ...(schema.description ? { description: schema.description } : {}),
    tags: schema.tags,
    ...(route.open ? { security: [] } : {}),
    parameters: [...parameters('path', schema.params), ...parameters('query', schema.querystring), ...parameters('header', schema.headers)],
    ...(route.lichaam ? { requestBody: route.lichaam } : {}),
    responses,
  };
}

function parameters(waar: 'path' | 'query' | 'header', schema: JsonSchema | undefined): unknown[] {
  return Object.entries(schema?.properties ?? {}).map(([name, eigenschap]) => {
    const { description, ...vorm } = eigenschap;
    return { name: waar === 'header' ? name.replace(/(^|-)[a-z]/g, (l) => l.toUpperCase()).replace(/-Id$/, '-ID') : name, in: waar, required: waar === 'path' || ((schema?.required ?? []).includes(name) && eigenschap.default === undefined), ...(description ? { description } : {}), schema: vorm };
  });
}
