// For the operator and the machines round the hub: the balance (G2), numbers for Prometheus, alive and ready.
// Health answers anyone, with names of parts and yes or no; why a part is not well stands in the log.
import { Type } from '@sinclair/typebox';
import { API_VERSIE } from '../koppen.ts';
import type { HttpDeps, Onderdeel } from '../opties.ts';
import { PROBLEM_JSON } from '../problem.ts';
import type { Routes } from './gedeeld.ts';

/** A part that does not answer within this time is not well, ms. */
const GEDULD = 2_000;
/** Readiness is read at most once in this time, however often it is asked, ms. */
const VERS = 1_000;

export const beheerRoutes: Routes = (app, { deps, stopt }) => {
  app.get('/v1/balans', {
    config: { toegang: { wie: 'operator' } },
    schema: {
      operationId: 'haalBalans', summary: 'De twee tabellen die moeten sluiten', tags: ['beheer'],
      response: { 200: Type.Unsafe<unknown>({ type: 'object', required: ['berichten', 'paren', 'verschillen', 'perStandaard'], description: 'Berichten, en paren van event en abonnement; elk verschil bij naam.' }) },
    },
  }, async () => (deps.balans ? deps.balans() : deps.store.balance()));

  app.get('/metrics', { config: { toegang: { wie: 'operator' } } }, async (_request, reply) => {
    const { contentType, body } = await deps.metrics.tekst();
    return reply.type(contentType).send(body);
  });

  app.get('/health/live', { config: { toegang: { wie: 'open' } }, exposeHeadRoute: true }, async () => ({ status: 'ok', versie: API_VERSIE }));

  let laatste: { readonly op: number; readonly onderdelen: Promise<readonly Onderdeel[]> } | null = null;
  app.get('/health/ready', { config: { toegang: { wie: 'open' } }, exposeHeadRoute: true }, async (request, reply) => {
    const nu = performance.now();
    if (!laatste || nu - laatste.op > VERS) laatste = { op: nu, onderdelen: peil(deps, (naam, detail) => request.log.warn({ onderdeel: naam, detail }, 'onderdeel niet in orde')) };
    const onderdelen = await laatste.onderdelen;
    const nietNodig = onderdelen.every((o) => o.ok || !o.nodig) && !stopt();
    const status = stopt() ? 'stopt' : onderdelen.every((o) => o.ok) ? 'ok' : nietNodig ? 'verminderd' : 'niet-gereed';
    const rij = onderdelen.map(({ naam, ok }) => ({ naam, ok }));
    if (nietNodig) return { status, onderdelen: rij };
    const titel = stopt() ? 'Het knooppunt wordt gestopt' : 'Het knooppunt kan nu geen berichten aannemen';
    const code = stopt() ? 'KP_STOPT' : 'KP_ONBEREIKBAAR';
    return reply.status(503).type(PROBLEM_JSON).send(JSON.stringify({ type: `/fouten/${code}`, title: titel, status: 503, detail: titel, code, toestand: status, onderdelen: rij }));
  });
};

/** The event log may be away for a while: the intake goes on into the inbox (S3). Without the store nothing can be taken in. */
async function peil(deps: HttpDeps, meld: (naam: string, detail: string) => void): Promise<readonly Onderdeel[]> {
  const een = async (naam: string, nodig: boolean, vraag: () => Promise<{ readonly ok: boolean; readonly detail: string }>): Promise<Onderdeel> => {
    const { ok, detail } = await metGeduld(vraag).catch(() => ({ ok: false, detail: 'geen antwoord' }));
    if (!ok) meld(naam, detail);
    return { naam, ok, nodig };
  };
  const [opslag, log, overig] = await Promise.all([
    een('opslag', true, () => deps.store.health()),
    een('eventlog', false, () => deps.eventlog.health()),
    deps.onderdelen ? metGeduld(deps.onderdelen).catch(() => [{ naam: 'overig', ok: false, nodig: false }]) : [],
  ]);
  return [opslag, log, ...overig];
}

async function metGeduld<T>(vraag: () => Promise<T>): Promise<T> {
  let wekker: NodeJS.Timeout | undefined;
  const teLaat = new Promise<never>((_, faal) => {
    wekker = setTimeout(() => faal(new Error('te laat')), GEDULD);
  });
  try {
    return await Promise.race([vraag(), teLaat]);
  } finally {
    clearTimeout(wekker);
  }
}
