// Reading a party's events by pull, in the order of its topic: a page, a page that waits for its first event (long poll), or a stream (SSE).
// A party reads its own topics only; every reading that hands something out is in the audit before it leaves (a reading that cannot be recorded is not given).
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Beller } from '../../intake/port.ts';
import type { StoredRecord } from '../../eventlog/port.ts';
import { partijVan } from '../beller.ts';
import { leesCursor, maakCursor } from '../cursor.ts';
import { legVast, type Lezing, maakLezing, maakPagina } from '../lezing.ts';
import { ApiFout } from '../problem.ts';
import { zendStroom } from '../stroom.ts';
import { type Context, GEMEENTE_PATROON, OIN_PATROON, type Routes } from './gedeeld.ts';

/** Bytes of JSON in one answer; a page ends early rather than growing beyond it. */
const PAGINA_BYTES = 8 * 1024 * 1024;
const PLAATS_PATROON = '^[A-Za-z0-9_-]{1,4000}$';

const Vraag = Type.Object({
  na: Type.Optional(Type.String({ pattern: PLAATS_PATROON, description: '`volgende` van de vorige keer, of de `id` van een event uit een stroom; zonder: vanaf het begin.' })),
  max: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Meeste events in één antwoord.' }),
  niveau: Type.Unsafe<'wat' | 'dat'>({ type: 'string', enum: ['wat', 'dat'], default: 'wat', description: 'wat: de events zelf; dat: alleen de betrokkenheid.' }),
  wacht: Type.Integer({ minimum: 0, maximum: 60, default: 0, description: 'Seconden die het antwoord wacht op het eerste event, als er nog geen is. Een stroom wacht altijd.' }),
}, { additionalProperties: false });
type VraagT = Static<typeof Vraag>;

const Koppen = Type.Object({
  'last-event-id': Type.Optional(Type.String({ pattern: PLAATS_PATROON, description: 'Alleen bij een stroom: `id` van het laatste event dat is aangekomen; gaat voor `na`.' })),
});
type KoppenT = Static<typeof Koppen>;

const Gemeente = Type.Object({ code: Type.String({ pattern: GEMEENTE_PATROON, description: 'Gemeentecode, vier cijfers.' }) });
const Partij = Type.Object({ oin: Type.String({ pattern: OIN_PATROON, description: 'OIN van de partij, twintig posities.' }) });

const Pagina = Type.Object({
  events: Type.Array(Type.Object({
    specversion: Type.Literal('1.0'), id: Type.String(), source: Type.String(), type: Type.String(), time: Type.Optional(Type.String({ format: 'date-time' })),
    subject: Type.Optional(Type.String()), datacontenttype: Type.String(), dataschema: Type.Optional(Type.String()), data: Type.Unknown(),
  }, { additionalProperties: true, description: 'CloudEvent 1.0, gestructureerde JSON.' })),
  volgende: Type.String({ description: 'Geef dit de volgende keer als `na`; staat er altijd, ook als er niets was.' }),
}, {
  description: 'Events in volgorde.',
  'x-ook': {
    'text/event-stream': {
      type: 'string',
      description: 'Met `Accept: text/event-stream`: een stroom die open blijft. Per event `id:` (de plek erna, voor `Last-Event-ID` of `na`) en `data:` (het CloudEvent op één regel); een regel commentaar bij stilte. Een verbroken stroom wordt hervat zonder gat of herhaling.',
    },
  },
});

export const eventRoutes: Routes = (app, context) => {
  const { deps } = context;
  const schema = (operationId: string, summary: string, params: unknown) => ({ operationId, summary, tags: ['events'], params, querystring: Vraag, headers: Koppen, response: { 200: Pagina } });

  app.get<{ Params: Static<typeof Gemeente>; Querystring: VraagT; Headers: KoppenT }>('/v1/gemeenten/:code/events', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: schema('leesGemeenteEvents', 'Events van een gemeente', Gemeente),
  }, async (request, reply) => {
    const { code } = request.params;
    const { niveau } = request.query;
    const lezing = maakLezing(context, request, { soort: 'gemeente', niveau, topic: topicVan(`sociaaldomein.gemeente.${code}`, niveau), partij: code }, (beller: Beller) => {
      const routing = deps.routing;
      // Other parties may have a gemeentecode too (where they are): only the municipality itself reads its topic.
      const eigen = partijVan(beller, routing);
      if (beller.soort === 'partij' && !(eigen?.soort === 'gemeente' && eigen.gemeentecode === code)) throw nietVanU();
      if (!routing.parties().some((p) => p.soort === 'gemeente' && p.gemeentecode === code)) throw new ApiFout('KP_ONBEKEND', 'Er is geen gemeente met deze code.');
    });
    return antwoord(context, request, reply, lezing);
  });

  app.get<{ Params: Static<typeof Partij>; Querystring: VraagT; Headers: KoppenT }>('/v1/partijen/:oin/events', {
    config: { toegang: { wie: 'beller', tempo: 'lezen' } },
    schema: schema('leesPartijEvents', 'Events van een partij die geen gemeente is', Partij),
  }, async (request, reply) => {
    const { oin } = request.params;
    const { niveau } = request.query;
    const lezing = maakLezing(context, request, { soort: 'partij', niveau, topic: topicVan(`sociaaldomein.partij.${oin}`, niveau), partij: oin }, (beller: Beller) => {
      const routing = deps.routing;
      if (beller.soort === 'partij' && partijVan(beller, routing)?.oin !== oin) throw nietVanU();
      const partij = routing.parties().find((p) => p.oin === oin);
      if (!partij) throw new ApiFout('KP_ONBEKEND', 'Er is geen partij met dit OIN.');
      if (partij.soort === 'gemeente') throw new ApiFout('KP_ONBEKEND', 'Dit OIN is van een gemeente: lees /v1/gemeenten/{code}/events.');
    });
    return antwoord(context, request, reply, lezing);
  });
};

function topicVan(basis: string, niveau: 'wat' | 'dat'): string {
  return niveau === 'dat' ? `${basis}.dat` : basis;
}

function nietVanU(): ApiFout {
  return new ApiFout('KP_GEEN_TOEGANG', 'Een partij leest alleen haar eigen events.');
}

type Verzoek = FastifyRequest<{ Querystring: VraagT; Headers: KoppenT }>;

async function antwoord(context: Context, request: Verzoek, reply: FastifyReply, lezing: Lezing): Promise<FastifyReply> {
  const { na, max, wacht } = request.query;
  const stroom = /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(request.headers.accept ?? '');
  const laatste = stroom ? request.headers['last-event-id'] : undefined;
  const vanaf = plaatsVan(lezing.topic, laatste ?? na, laatste === undefined ? '/query/na' : '/headers/last-event-id');
  if (stroom) {
    request.wachtte = true;
    const lezer = context.wachtkamer.neem(lezing.topic, lezing.actor);
    await zendStroom(context, request, reply, { lezing, lezer, vanaf, max });
    return reply;
  }
  let records = await context.deps.eventlog.read(lezing.topic, vanaf, max);
  if (records.length === 0 && wacht > 0) {
    request.wachtte = true;
    records = await wachtOp(context, reply, lezing, vanaf, max, wacht * 1_000);
  }
  const pagina = maakPagina(lezing.topic, vanaf, records, PAGINA_BYTES);
  await legVast(context, lezing, vanaf, pagina);
  return reply.type('application/json; charset=utf-8').send(`{"events":[${pagina.events.join(',')}],"volgende":${JSON.stringify(maakCursor(lezing.topic, pagina.tot))}}`);
}

function plaatsVan(topic: string, plaats: string | undefined, pad: string): string | null {
  const vanaf = plaats === undefined ? null : leesCursor(topic, plaats);
  if (vanaf !== undefined) return vanaf;
  throw new ApiFout('KP_VRAAG', 'De plek om verder te lezen is niet van deze lijst.', {
    meldingen: [{ code: 'KP_VRAAG', regel: 0, pad, tekst: 'geen waarde uit `volgende` of `id` van deze partij en dit niveau' }],
  });
}

/** What is there within `ms`, or nothing: time up, the hub stops, or the reader is gone. @throws ApiFout when the reader has lost its right by then */
async function wachtOp(context: Context, reply: FastifyReply, lezing: Lezing, vanaf: string | null, max: number, ms: number): Promise<readonly StoredRecord[]> {
  const eind = performance.now() + ms;
  const lezer = context.wachtkamer.neem(lezing.topic, lezing.actor);
  const weg = new AbortController();
  const gaWeg = (): void => weg.abort();
  reply.raw.once('close', gaWeg);
  try {
    for (;;) {
      const records = await lezer.lees(vanaf, max);
      if (records.length > 0 || lezer.stopt) return records;
      if ((await lezer.wacht(vanaf, Math.max(0, eind - performance.now()), weg.signal)) !== 'gewekt') return [];
      lezing.toegang();
    }
  } finally {
    lezer.los();
    reply.raw.off('close', gaWeg);
  }
}
