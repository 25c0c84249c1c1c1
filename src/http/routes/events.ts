// Reading a party's events by pull, in the order of its topic. A party reads its own topics only; every reading that hands
// something out is in the audit before it leaves (a reading that cannot be recorded is not given).
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import type { StoredRecord } from '../../eventlog/port.ts';
import type { Beller } from '../../intake/port.ts';
import { naamVan, partijVan } from '../beller.ts';
import { leesCursor, maakCursor } from '../cursor.ts';
import { ApiFout } from '../problem.ts';
import { bellerUit, type Context, GEMEENTE_PATROON, OIN_PATROON, type Routes } from './gedeeld.ts';

/** Bytes of JSON in one answer; a page ends early rather than growing beyond it. */
const PAGINA_BYTES = 8 * 1024 * 1024;

const Vraag = Type.Object({
  na: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,400}$', description: '`volgende` van de vorige keer; zonder: vanaf het begin.' })),
  max: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Meeste events in één antwoord.' }),
  niveau: Type.Unsafe<'wat' | 'dat'>({ type: 'string', enum: ['wat', 'dat'], default: 'wat', description: 'wat: de events zelf; dat: alleen de betrokkenheid.' }),
}, { additionalProperties: false });
type VraagT = Static<typeof Vraag>;

const Gemeente = Type.Object({ code: Type.String({ pattern: GEMEENTE_PATROON, description: 'Gemeentecode, vier cijfers.' }) });
const Partij = Type.Object({ oin: Type.String({ pattern: OIN_PATROON, description: 'OIN van de partij, twintig posities.' }) });

const Pagina = Type.Object({
  events: Type.Array(Type.Object({
    specversion: Type.Literal('1.0'), id: Type.String(), source: Type.String(), type: Type.String(), time: Type.Optional(Type.String({ format: 'date-time' })),
    subject: Type.Optional(Type.String()), datacontenttype: Type.String(), dataschema: Type.Optional(Type.String()), data: Type.Unknown(),
  }, { additionalProperties: true, description: 'CloudEvent 1.0, gestructureerde JSON.' })),
  volgende: Type.String({ description: 'Geef dit de volgende keer als `na`; staat er altijd, ook als er niets was.' }),
}, { description: 'Events in volgorde.' });

export const eventRoutes: Routes = (app, context) => {
  const { deps } = context;
  const schema = (operationId: string, summary: string, params: unknown) => ({ operationId, summary, tags: ['events'], params, querystring: Vraag, response: { 200: Pagina } });

  app.get<{ Params: Static<typeof Gemeente>; Querystring: VraagT }>('/v1/gemeenten/:code/events', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: schema('leesGemeenteEvents', 'Events van een gemeente', Gemeente),
  }, async (request, reply) => {
    const { code } = request.params;
    const beller = bellerUit(request);
    const routing = deps.routing;
    // Other parties may have a gemeentecode too (where they are): only the municipality itself reads its topic.
    const eigen = partijVan(beller, routing);
    if (beller.soort === 'partij' && !(eigen?.soort === 'gemeente' && eigen.gemeentecode === code)) throw nietVanU();
    if (!routing.parties().some((p) => p.soort === 'gemeente' && p.gemeentecode === code)) throw new ApiFout('KP_ONBEKEND', 'Er is geen gemeente met deze code.');
    return stuur(await lees(context, request, 'gemeente', `sociaaldomein.gemeente.${code}`, code), reply);
  });

  app.get<{ Params: Static<typeof Partij>; Querystring: VraagT }>('/v1/partijen/:oin/events', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: schema('leesPartijEvents', 'Events van een partij die geen gemeente is', Partij),
  }, async (request, reply) => {
    const { oin } = request.params;
    const beller = bellerUit(request);
    const routing = deps.routing;
    if (beller.soort === 'partij' && partijVan(beller, routing)?.oin !== oin) throw nietVanU();
    const partij = routing.parties().find((p) => p.oin === oin);
    if (!partij) throw new ApiFout('KP_ONBEKEND', 'Er is geen partij met dit OIN.');
    if (partij.soort === 'gemeente') throw new ApiFout('KP_ONBEKEND', 'Dit OIN is van een gemeente: lees /v1/gemeenten/{code}/events.');
    return stuur(await lees(context, request, 'partij', `sociaaldomein.partij.${oin}`, oin), reply);
  });
};

function nietVanU(): ApiFout {
  return new ApiFout('KP_GEEN_TOEGANG', 'Een partij leest alleen haar eigen events.');
}

function stuur(body: string, reply: FastifyReply): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(body);
}

interface LeesVerzoek {
  readonly query: VraagT;
  readonly beller: Beller | null;
}

async function lees(context: Context, request: LeesVerzoek, soort: 'gemeente' | 'partij', basistopic: string, partij: string): Promise<string> {
  const { deps } = context;
  const { na, max, niveau } = request.query;
  const topic = niveau === 'dat' ? `${basistopic}.dat` : basistopic;
  const vanaf = na === undefined ? null : leesCursor(topic, na);
  if (vanaf === undefined) {
    throw new ApiFout('KP_VRAAG', 'De plek in `na` is niet van deze lijst.', {
      meldingen: [{ code: 'KP_VRAAG', regel: 0, pad: '/query/na', tekst: 'geen waarde uit `volgende` van deze partij en dit niveau' }],
    });
  }
  const records = await deps.eventlog.read(topic, vanaf, max);
  const events: string[] = [];
  const ids: string[] = [];
  let bytes = 0;
  let tot = vanaf;
  for (const record of records) {
    const event = alsCloudEvent(record);
    bytes += event.length;
    if (events.length && bytes > PAGINA_BYTES) break;
    events.push(event);
    if (record.headers.ce_id !== undefined) ids.push(record.headers.ce_id);
    tot = record.offset;
  }
  if (events.length) {
    await deps.store.recordAudit([{
      stap: 'gelezen', tijd: deps.klok().toISOString(), actor: naamVan(bellerUit(request)),
      details: { partij, niveau, topic, aantal: events.length, na: vanaf ?? '', tot: tot ?? '', events: ids },
    }]);
    deps.metrics.gelezen(soort, niveau, events.length);
  }
  return `{"events":[${events.join(',')}],"volgende":${JSON.stringify(maakCursor(topic, tot))}}`;
}

/** Structured mode of a record in binary mode (CloudEvents JSON format §3). `data` goes in as the text it was published as. */
function alsCloudEvent(record: StoredRecord): string {
  const velden: string[] = [];
  for (const [kop, waarde] of Object.entries(record.headers)) if (kop.startsWith('ce_')) velden.push(`${JSON.stringify(kop.slice(3))}:${JSON.stringify(waarde)}`);
  velden.push(`"datacontenttype":${JSON.stringify(record.headers['content-type'] ?? 'application/json')}`, `"data":${record.value}`);
  return `{${velden.join(',')}}`;
}
