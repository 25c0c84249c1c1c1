// What the events mean: their schemas and the catalogue of event types; and the description of this API itself.
// Public knowledge, nothing of a message. The API's description is open to everyone, as the API Design Rules demand.
import { type Static, Type } from '@sinclair/typebox';
import { maakAsyncapi } from '../asyncapi.ts';
import { beschrijf, type BeschrevenRoute, maakOpenapi } from '../openapi.ts';
import { ApiFout } from '../problem.ts';
import type { Routes } from './gedeeld.ts';

const Schema = Type.Object({
  naam: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,80}$', description: 'Naam van het eventtype, bijvoorbeeld toewijzing-afgegeven.' }),
  versie: Type.String({ pattern: '^[0-9]{1,3}\\.[0-9]{1,3}$', description: 'Versie, bijvoorbeeld 1.0.' }),
});

export const catalogusRoutes: Routes = (app, { deps, basisUrl }) => {
  const routes: BeschrevenRoute[] = [];
  app.addHook('onRoute', (route) => {
    const r = beschrijf(route);
    if (r) routes.push(r);
  });

  app.get<{ Params: Static<typeof Schema> }>('/v1/schemas/:naam/:versie', {
    config: { toegang: { wie: 'beller' } },
    schema: {
      operationId: 'haalSchema', summary: 'JSON Schema van een eventtype', tags: ['catalogus'], params: Schema,
      response: { 200: Type.Unsafe<unknown>({ type: 'object', description: 'JSON Schema 2020-12.', 'x-mediatype': 'application/schema+json' }) },
    },
  }, async (request, reply) => {
    const schema = deps.catalogus.schema(request.params.naam, request.params.versie);
    if (schema === null || schema === undefined) throw new ApiFout('KP_ONBEKEND', 'Er is geen schema met deze naam en versie.');
    return reply.type('application/schema+json; charset=utf-8').send(JSON.stringify(schema));
  });

  app.get('/v1/eventtypen', {
    config: { toegang: { wie: 'beller' } },
    schema: { operationId: 'lijstEventtypen', summary: 'Alle eventtypen', tags: ['catalogus'], response: { 200: Type.Unsafe<unknown>({ type: 'object', description: 'Eventtypen met hun onderwerpen.' }) } },
  }, async () => deps.catalogus.eventtypen());

  app.get('/v1/openapi.json', {
    config: { toegang: { wie: 'open' } },
    schema: { operationId: 'haalBeschrijving', summary: 'Deze beschrijving (OpenAPI 3.1)', tags: ['catalogus'], response: { 200: Type.Unsafe<unknown>({ type: 'object', description: 'OpenAPI 3.1.' }) } },
  }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(maakOpenapi(routes, basisUrl())));
  });

  app.get('/v1/asyncapi.json', {
    config: { toegang: { wie: 'open' } },
    schema: { operationId: 'haalTopics', summary: 'Topics en events (AsyncAPI 3)', tags: ['catalogus'], response: { 200: Type.Unsafe<unknown>({ type: 'object', description: 'AsyncAPI 3.0.' }) } },
  }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(maakAsyncapi(deps.catalogus, basisUrl())));
  });
};
