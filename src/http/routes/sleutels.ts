// The public keys with which a receiver checks what the hub signs for it (RFC 7517). Open to everyone: there is nothing in it that may not be known.
import { Type } from '@sinclair/typebox';
import type { Routes } from './gedeeld.ts';

const Sleutels = Type.Object({
  keys: Type.Array(Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', additionalProperties: true, description: 'Publieke sleutel met kid (RFC 7638), alg en use.' })),
}, { description: 'JWK Set (RFC 7517) van de sleutels waarmee het knooppunt nu ondertekent.', 'x-mediatype': 'application/jwk-set+json' });

export const sleutelRoutes: Routes = (app, { deps }) => {
  app.get('/v1/sleutels', {
    config: { toegang: { wie: 'open' } },
    schema: { operationId: 'lijstSleutels', summary: 'Publieke sleutels waarmee ontvangers een handtekening (JWS) controleren', tags: ['catalogus'], response: { 200: Sleutels } },
  }, async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    return reply.type('application/jwk-set+json; charset=utf-8').send(JSON.stringify(await (deps.sleutels?.() ?? { keys: [] })));
  });
};
