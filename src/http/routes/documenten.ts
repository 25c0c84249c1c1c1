// The content behind a claim check, for who may have it: a party that was given an event, at level wat, of a message that refers to it.
// Every handing out is in the audit first. Given as a download that no browser runs.
import { type Static, Type } from '@sinclair/typebox';
import type { Store } from '../../store/port.ts';
import { naamVan } from '../beller.ts';
import { ApiFout } from '../problem.ts';
import { bellerUit, type Routes, SHA256_PATROON } from './gedeeld.ts';

const Hash = Type.Object({ sha256: Type.String({ pattern: SHA256_PATROON, description: 'SHA-256 uit `inhoud` van het event.' }) });
const Bytes = Type.Unsafe<string>({ type: 'string', format: 'binary', description: 'De bytes van het document.', 'x-mediatype': '*/*' });

/** States in which an event has reached its party. */
const GEKREGEN = new Set(['klaargezet', 'afgeleverd']);

export const documentRoutes: Routes = (app, { deps }) => {
  app.get<{ Params: Static<typeof Hash> }>('/v1/documenten/:sha256', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: { operationId: 'haalDocument', summary: 'Inhoud van een document', tags: ['documenten'], params: Hash, response: { 200: Bytes } },
  }, async (request, reply) => {
    const { sha256 } = request.params;
    const beller = bellerUit(request);
    const events = await eventsVan(deps.store, sha256, beller.soort === 'partij' ? [beller.partij, beller.oin] : null);
    if (beller.soort === 'partij' && events.length === 0) throw onbekend();
    const document = await deps.store.document(sha256);
    const bytes = document && (document.bytes.byteLength > 0 ? document.bytes : await bestandVan(deps.store, sha256));
    if (!document || !bytes) throw onbekend();
    await deps.store.recordAudit([{
      stap: 'gelezen', tijd: deps.klok().toISOString(), actor: naamVan(beller),
      details: { document: sha256, partij: naamVan(beller), aantal: 1, events },
    }]);
    return reply
      .header('content-disposition', `attachment; filename="${sha256.slice(0, 16)}"`)
      .type(veiligMediatype(document.mediatype))
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
};

/** A document without bytes of its own is a message that is kept as a file: the claim check of a large declaratie. */
async function bestandVan(store: Store, sha256: string): Promise<Uint8Array | null> {
  for (const id of await store.documentMessages(sha256)) {
    if ((await store.message(id))?.kop.sha256 === sha256) return store.bytes(id);
  }
  return null;
}

/** The same answer for "is not there" and "is not yours". */
function onbekend(): ApiFout {
  return new ApiFout('KP_ONBEKEND', 'Er is voor deze beller geen document met deze SHA-256.');
}

/** Events at level wat that refer to the document and reached the party (`null`: anyone); the audit finds the reading by them. */
async function eventsVan(store: Store, sha256: string, partij: readonly string[] | null): Promise<string[]> {
  const ids = new Set<string>();
  for (const id of await store.documentMessages(sha256)) {
    const bericht = await store.message(id);
    for (const a of bericht?.afleveringen ?? []) if (a.niveau === 'wat' && GEKREGEN.has(a.staat) && (partij === null || partij.includes(a.partij))) ids.add(a.eventId);
  }
  return [...ids];
}

/** The media type comes from a message: only one that has the form of one (RFC 6838 §4.2) becomes a header. */
function veiligMediatype(mediatype: string): string {
  return /^[A-Za-z0-9][\w!#$&^.+-]{0,126}\/[A-Za-z0-9][\w!#$&^.+-]{0,126}$/.test(mediatype) ? mediatype : 'application/octet-stream';
}
