// Events as a stream (Server-Sent Events, WHATWG HTML §9.2): a page at a time, in the audit before it leaves, and the next one read from the log only
// when this one has been taken. Ends when the reader goes, loses its right, takes nothing any more, or the hub stops; it is resumed at its last `id`.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { legVast, type Lezing, maakPagina } from './lezing.ts';
import { foutVoorLog } from './log.ts';
import { ApiFout } from './problem.ts';
import type { Context } from './routes/gedeeld.ts';
import type { Lezer } from './wachtkamer.ts';

/** Bytes of JSON in memory for one stream; one event may be larger. */
const PAGINA_BYTES = 256 * 1024;
const PAGINA_EVENTS = 100;
/** Ms after which a reader comes back by itself. */
const TERUG = 2_000;

/** The stream of a reader that waits; takes the answer over. @throws what the first look at the log throws: nothing has left then */
export async function zendStroom(context: Context, request: FastifyRequest, reply: FastifyReply, wat: { readonly lezing: Lezing; readonly lezer: Lezer; readonly vanaf: string | null; readonly max: number }): Promise<void> {
  const { lezing, lezer, vanaf } = wat;
  const max = Math.min(wat.max, PAGINA_EVENTS);
  const raw = reply.raw;
  const weg = new AbortController();
  const isWeg = (): void => {
    weg.abort();
    lezer.los();
  };
  raw.once('close', isWeg);
  if (raw.destroyed) isWeg();
  raw.on('error', () => undefined);
  let records = await lezer.lees(vanaf, max);
  reply.hijack();
  // An ended stream leaves no idle connection behind that a stop would wait for.
  reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', connection: 'close', 'x-accel-buffering': 'no' });
  raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
  const schrijf = (tekst: string): Promise<boolean> => schrijfUit(raw, tekst, context.wachtkamer.opties.traag, weg.signal, lezer.snij);
  let na = vanaf;
  let aantal = 0;
  const stap = async (): Promise<boolean> => {
    if (lezer.stopt) {
      await schrijf(': het knooppunt stopt\n\n');
      return false;
    }
    const pagina = maakPagina(lezing.topic, na, records, PAGINA_BYTES);
    if (pagina.events.length > 0) {
      lezing.toegang();
      await legVast(context, lezing, na, pagina);
      if (!(await schrijf(pagina.events.map((e, i) => `id: ${pagina.plaatsen[i]}\ndata: ${e}\n\n`).join('')))) return false;
      na = pagina.tot;
      aantal += pagina.events.length;
    }
    // All that the last look saw has gone out, and it saw everything: what came since is told by a wake.
    if (pagina.events.length === records.length && records.length < max) {
      records = [];
      const waarom = await lezer.wacht(na, context.wachtkamer.opties.hartslag, weg.signal);
      if (waarom === 'weg') return false;
      lezing.toegang();
      if (waarom === 'tijd') return await schrijf(': hartslag\n\n');
    }
    if (!lezer.stopt) records = await lezer.lees(na, max);
    return true;
  };
  try {
    let verder = await schrijf(`retry: ${TERUG}\n\n`);
    while (verder) verder = await stap();
  } catch (e) {
    if (e instanceof ApiFout) await schrijf(': de toegang is vervallen\n\n');
    else request.log.error({ err: foutVoorLog(e), route: request.routeOptions.url }, 'stroom mislukt');
  } finally {
    raw.end();
    request.log.info({ route: request.routeOptions.url, events: aantal }, 'stroom gesloten');
  }
}

/** False when nobody took it: the reader is gone, too slow, or the hub has stopped. */
function schrijfUit(raw: ServerResponse, tekst: string, traag: number, weg: AbortSignal, snij: AbortSignal): Promise<boolean> {
  if (raw.destroyed || weg.aborted) return Promise.resolve(false);
  if (raw.write(tekst)) return Promise.resolve(true);
  return new Promise((klaar) => {
    const af = (gelukt: boolean): void => {
      clearTimeout(klok);
      raw.off('drain', door);
      weg.removeEventListener('abort', mis);
      snij.removeEventListener('abort', mis);
      klaar(gelukt);
    };
    const door = (): void => af(true);
    const mis = (): void => {
      raw.destroy();
      af(false);
    };
    const klok = setTimeout(mis, traag + tekst.length / 10);
    raw.on('drain', door);
    weg.addEventListener('abort', mis);
    snij.addEventListener('abort', mis);
    if (snij.aborted) mis();
  });
}
