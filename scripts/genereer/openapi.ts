// Makes docs/reference/openapi.json: the description of the API as a hub on its default address serves it. The routes are built, nothing listens.
import { createLog } from '../../src/http/log.ts';
import type { HttpDeps } from '../../src/http/opties.ts';
import { buildServer } from '../../src/http/server.ts';
import { createMetrics } from '../../src/metrics/prom-metrics.ts';

export const OPENAPI_PAD = 'docs/reference/openapi.json';

/** A port that the description must not touch. */
function ongebruikt<T extends object>(naam: string): T {
  return new Proxy({} as T, {
    get: (_, sleutel) => {
      throw new Error(`de beschrijving van de API vroeg ${naam}.${String(sleutel)}`);
    },
  });
}

export async function maakOpenapi(): Promise<string> {
  const deps: HttpDeps = {
    intake: { limieten: { xml: 1, records: 1, geheugen: 1 }, endpoints: [] } as unknown as HttpDeps['intake'],
    store: ongebruikt('store'),
    eventlog: ongebruikt('eventlog'),
    routing: ongebruikt('routing'),
    catalogus: ongebruikt('catalogus'),
    tokens: () => [],
    klok: () => new Date(0),
    metrics: createMetrics(),
    log: createLog({ niveau: 'silent' }),
  };
  const { app } = buildServer(deps, { host: '127.0.0.1', poort: 8080, dataMap: 'data', basisUrl: 'http://127.0.0.1:8080' });
  try {
    const r = await app.inject({ method: 'GET', url: '/v1/openapi.json' });
    if (r.statusCode !== 200) throw new Error(`/v1/openapi.json gaf ${r.statusCode}`);
    return `${JSON.stringify(JSON.parse(r.body), null, 1)}\n`;
  } finally {
    await app.close();
  }
}
