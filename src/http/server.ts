// The HTTP room: everything that comes in or is read over HTTP, built from ports alone. Knows who calls before a route runs,
// turns away before it reads a body, answers every refusal in one form, and logs the route's pattern, never a URL or a body.
// `close()` stops accepting, lets what is under way finish within its time, then cuts.
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { Geheugenbudget } from '../spool/budget.ts';
import { Begrenzer } from './begrenzer.ts';
import { maakBellerVan, naamVan } from './beller.ts';
import { antwoord, alsApiFout, zetFouten } from './fouten.ts';
import { KOPPEN } from './koppen.ts';
import { ruimLichaamOp } from './lichaam.ts';
import { GEHEUGEN_TOTAAL, type HttpDeps, type HttpOpties, type Tempos, TIJDEN, type Tijden } from './opties.ts';
import { ApiFout } from './problem.ts';
import { opClientfout, zetVerwachtingen } from './rauw.ts';
import { beheerRoutes } from './routes/beheer.ts';
import { berichtRoutes } from './routes/berichten.ts';
import { catalogusRoutes } from './routes/catalogus.ts';
import { documentRoutes } from './routes/documenten.ts';
import { eventRoutes } from './routes/events.ts';
import type { Context } from './routes/gedeeld.ts';
import { geparkeerdRoutes } from './routes/geparkeerd.ts';
import { sleutelRoutes } from './routes/sleutels.ts';
import { soapRoutes } from './routes/soap.ts';
import { vraagRoutes } from './routes/vragen.ts';
import { verwachtingRoutes } from './routes/verwachtingen.ts';
import { Wachtkamer } from './wachtkamer.ts';

export interface HttpServer {
  /** For tests (`inject`) and for rooms that add pages (dashboard) before it listens. */
  readonly app: FastifyInstance;
  /** Starts to listen; resolves to the URL, without a slash at the end. */
  listen(): Promise<string>;
  /** Another configuration is in force: whoever waits or reads a stream is asked anew whether it may. */
  herzie(): void;
  /** Stops accepting, answers whoever waits, waits for what is under way (at most `tijden.stoppen`), then cuts. Safe to call twice. */
  close(): Promise<void>;
}

/** Headers that may stand in a request once; two of them are two opinions about what it is. */
const EENMALIG = new Set(['authorization', 'content-type', 'content-encoding', 'soapaction', 'host']);

/** @throws Error (Dutch) when it would listen beyond loopback without tokens, or a token's hash is malformed. */
export function buildServer(deps: HttpDeps, opties: HttpOpties): HttpServer {
  const tijden: Tijden = { ...TIJDEN, ...opties.tijden };
  const bellerVan = maakBellerVan({ tokens: deps.tokens, host: opties.host, routing: deps.routing, klok: deps.klok });
  let stopt = false;
  let adres = opties.basisUrl ?? '';

  const app: FastifyInstance = fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // A body that no route reads is cut by this; an upload has its own, shorter times.
    requestTimeout: tijden.totaal + 30_000,
    http: { headersTimeout: tijden.koppen, connectionsCheckingInterval: Math.min(5_000, tijden.koppen) },
    ajv: { customOptions: { removeAdditional: false, allErrors: true, coerceTypes: 'array' } },
    clientErrorHandler: opClientfout,
    frameworkErrors: (fout, request, reply) => {
      reply.headers(KOPPEN);
      antwoord(request, reply, alsApiFout(fout, request));
    },
  });
  // Route schemas describe answers; answers are written by the routes as they are.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, klaar) => klaar(null));
  app.decorateRequest('beller', null);
  app.decorateRequest('berichtId', null);
  app.decorateRequest('wachtte', false);
  zetVerwachtingen(app.server);

  const paden: { methode: string; patroon: string }[] = [];
  app.addHook('onRoute', (route) => {
    for (const methode of [route.method].flat()) paden.push({ methode, patroon: route.url });
  });
  zetFouten(app, () => paden);

  const begrenzers = maakBegrenzers(opties);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(KOPPEN);
    if (adres) reply.header('access-control-allow-origin', adres);
    const toegang = request.routeOptions.config.toegang;
    if (request.is404) return;
    // A path that ends in a slash is another path (API Design Rules), also where a parameter could be empty.
    if (/^[^?]+\/(\?|$)/.test(request.url)) throw new ApiFout('KP_ONBEKEND', 'Dit adres bestaat niet.');
    eisEenmalig(request);
    if (toegang?.wie === 'open') return;
    if (stopt) throw new ApiFout('KP_STOPT', undefined, { koppen: { 'retry-after': '5' } });
    const beller = bellerVan(request);
    request.beller = beller;
    if (toegang?.wie === 'operator' && beller.soort !== 'operator') throw new ApiFout('KP_GEEN_TOEGANG', 'Dit is voor de operator.');
    if (!toegang?.tempo) return;
    const wacht = begrenzers[toegang.tempo].wacht(naamVan(beller));
    if (wacht === 0) return;
    if (toegang.tempo === 'berichten') deps.metrics.afgewezen(toegang.soap ? 'soap' : 'rest', 'KP_TE_VEEL');
    throw new ApiFout('KP_TE_VEEL', `Probeer het over ${wacht} s opnieuw.`, { koppen: { 'retry-after': String(wacht) } });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    await ruimLichaamOp(request, reply);
    if (stopt) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'onbekend' : (request.routeOptions.url ?? 'onbekend');
    deps.metrics.verzoek(request.wachtte ? `${route} (wacht)` : route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info({ route, methode: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ...(request.berichtId ? { bericht: request.berichtId } : {}) }, 'verzoek');
  });

  const wachtkamer = new Wachtkamer(deps.eventlog, opties.wachten, (n) => deps.metrics.wachtend(n));
  const context: Context = {
    deps,
    lichaam: { limieten: deps.intake.limieten, spoolMap: path.join(opties.dataMap, 'spool'), budget: new Geheugenbudget(opties.geheugenTotaal ?? GEHEUGEN_TOTAAL), tijden },
    basisUrl: () => adres,
    stopt: () => stopt,
    bellerVan,
    wachtkamer,
  };
  // The catalogue first: it takes note of the routes that come after it.
  for (const routes of [catalogusRoutes, berichtRoutes, eventRoutes, documentRoutes, beheerRoutes, geparkeerdRoutes, sleutelRoutes, verwachtingRoutes, vraagRoutes, soapRoutes]) routes(app, context);

  let sluiten: Promise<void> | null = null;
  return {
    app,
    async listen() {
      await app.listen({ host: opties.host, port: opties.poort, listenTextResolver: () => 'luistert' });
      const { port } = app.server.address() as AddressInfo;
      const url = `http://${opties.host.includes(':') ? `[${opties.host}]` : opties.host}:${port}`;
      adres = opties.basisUrl ?? url;
      return url;
    },
    herzie: () => wachtkamer.wekAlle(),
    close() {
      stopt = true;
      wachtkamer.sluit();
      sluiten ??= sluit(app, tijden.stoppen);
      return sluiten;
    },
  };
}

async function sluit(app: FastifyInstance, ms: number): Promise<void> {
  const wekker = setTimeout(() => app.server.closeAllConnections(), ms);
  try {
    await app.close();
  } finally {
    clearTimeout(wekker);
  }
}

function eisEenmalig(request: FastifyRequest): void {
  const gezien = new Set<string>();
  const ruw = request.raw.rawHeaders ?? [];
  for (let i = 0; i < ruw.length; i += 2) {
    const naam = ruw[i]!.toLowerCase();
    if (!EENMALIG.has(naam)) continue;
    if (gezien.has(naam)) throw new ApiFout('KP_VRAAG', 'Een kop die één keer mag voorkomen staat er twee keer.');
    gezien.add(naam);
  }
}

function maakBegrenzers(opties: HttpOpties): Record<keyof Tempos, Begrenzer> {
  const van = (soort: keyof Tempos) => new Begrenzer((naam) => (opties.tempoPerPartij?.[naam] ?? (naam === 'operator' ? undefined : opties.tempo))?.[soort] ?? null, () => performance.now());
  return { berichten: van('berichten'), lezen: van('lezen') };
}
