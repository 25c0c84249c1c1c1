// The form of every answer (API Design Rules): problem+json, security headers and API-Version, also where no route is found or node answers itself;
// the OpenAPI document; rate per caller; readiness; draining.
import net from 'node:net';
import { Begrenzer } from '../../src/http/begrenzer.ts';
import { OIN_A, type Opstelling, rauw, TOKEN, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeAll(async () => { hub = await zetOp(); });
afterAll(() => hub.sluit());

const KOPPEN = ['api-version', 'cache-control', 'content-security-policy', 'strict-transport-security', 'x-content-type-options', 'x-frame-options', 'access-control-allow-origin', 'content-type'];

test.each([
  ['GET', '/v1/balans', 200], ['GET', '/v1/eventtypen', 200], ['GET', '/v1/schemas/toewijzing-afgegeven/1.0', 200], ['GET', '/v1/openapi.json', 200],
  ['GET', '/health/live', 200], ['GET', '/health/ready', 200], ['GET', '/metrics', 200], ['GET', '/nergens', 404], ['GET', '/v1/berichten/', 404],
  ['GET', '/v1/berichten', 405], ['DELETE', '/v1/balans', 405], ['OPTIONS', '/v1/berichten', 405], ['PUT', '/soap/jzxml', 405], ['GET', '/%zz', 400],
  ['GET', '/v1/schemas/nergens/1.0', 404], ['GET', '/v1/schemas/..%2f..%2fetc/1.0', 400], ['GET', `/v1/schemas/${'a'.repeat(300)}/1.0`, 414],
])('%s %s → %i with every header', async (method, pad, status) => {
  const r = await rauw(hub.poort, { method, path: pad }, (req) => req.end());
  expect(r.status).toBe(status);
  for (const kop of KOPPEN) expect([kop, r.koppen[kop]]).toEqual([kop, expect.any(String)]);
  if (status < 400) return;
  expect(r.koppen['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(JSON.parse(r.body)).toMatchObject({ status, title: expect.any(String), detail: expect.any(String), code: expect.stringMatching(/^KP_/) });
  if (status === 405) expect(r.koppen.allow).toMatch(/POST|GET/);
});

test('health answers HEAD, for those who only want to know', async () => {
  for (const pad of ['/health/live', '/health/ready']) expect((await rauw(hub.poort, { method: 'HEAD', path: pad }, (req) => req.end())).status).toBe(200);
});

test('only the description is open to other sites', async () => {
  expect((await hub.haal('/v1/openapi.json')).headers.get('access-control-allow-origin')).toBe('*');
  expect((await hub.haal('/v1/balans')).headers.get('access-control-allow-origin')).toBe(hub.url);
});

test.each([
  ['no HTTP', 'onzin 999900006\r\n\r\n', 400], ['headers too large', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a length said twice', 'POST /v1/berichten HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  ['length and chunks', 'POST /v1/berichten HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
])('%s: node’s own refusal has the form too', async (_naam, tekst, status) => {
  const antwoord = await new Promise<string>((klaar) => {
    const socket = net.connect(hub.poort, '127.0.0.1');
    let t = '';
    socket.on('data', (d) => { t += d.toString('utf8'); });
    socket.on('close', () => klaar(t));
    socket.on('error', () => undefined);
    socket.write(tekst);
  });
  expect(antwoord).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(antwoord).toContain('application/problem+json');
  expect(antwoord).toContain('api-version: ');
  expect(antwoord).not.toContain('999900006');
});

test('the OpenAPI document keeps the API Design Rules and names every route of /v1', async () => {
  const d = (await (await hub.haal('/v1/openapi.json')).json()) as {
    openapi: string; info: { version: string; contact: Record<string, string> }; servers: { url: string }[];
    paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[]; responses: Record<string, { headers?: object; $ref?: string }> }>>;
  };
  expect(d.openapi).toMatch(/^3\.1\./);
  expect(d.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Object.keys(d.info.contact).sort()).toEqual(['email', 'name', 'url']);
  expect(d.servers.every((s) => /\/v1$/.test(s.url))).toBe(true);
  expect(Object.keys(d.paths).sort()).toEqual([
    '/aflevering', '/asyncapi.json', '/balans', '/berichten', '/berichten/{id}', '/documenten/{sha256}', '/eventtypen', '/gemeenten/{code}/events', '/geparkeerd', '/geparkeerd/hernieuwingen',
    '/geparkeerd/hernieuwingen/{id}', '/geparkeerd/hernieuwingen/{id}/stop', '/geparkeerd/{id}', '/openapi.json', '/partijen/{oin}/events', '/schemas/{naam}/{versie}', '/sleutels', '/verwachtingen', '/vragen',
  ]);
  const ids: string[] = [];
  for (const [pad, methoden] of Object.entries(d.paths)) {
    expect(pad).toMatch(/^(\/([a-z][a-z0-9.-]*|\{[a-zA-Z0-9]+\}))+$/);
    for (const operatie of Object.values(methoden)) {
      ids.push(operatie.operationId);
      expect(pad.match(/\{/g)?.length ?? 0).toBe(operatie.parameters.filter((p) => p.in === 'path').length);
      for (const [status, antwoord] of Object.entries(operatie.responses)) {
        if (status === 'default') expect(antwoord.$ref).toBe('#/components/responses/Problem');
        else expect(antwoord.headers).toHaveProperty('API-Version');
      }
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test('a caller that sends too much is told when to come back; others and reading go on', async () => {
  const druk = await zetOp({ tempo: { berichten: { perMinuut: 6, piek: 1 } }, tempoPerPartij: { '00000099000000363000': { berichten: { perMinuut: 6000, piek: 100 } } } });
  const post = async (token: string | null) => druk.haal('/v1/berichten', { method: 'POST', body: '<a/>', token });
  expect((await post(TOKEN.a)).status).toBe(202);
  const r = await post(TOKEN.a);
  expect([r.status, r.headers.get('retry-after')]).toEqual([429, '10']);
  expect(await r.json()).toMatchObject({ code: 'KP_TE_VEEL', status: 429 });
  for (let i = 0; i < 5; i += 1) expect([(await post(TOKEN.gemeente)).status, (await post(null)).status]).toEqual([202, 202]);
  expect((await druk.haal(`/v1/partijen/${OIN_A}/events`, { token: TOKEN.a })).status).toBe(200);
  const tekst = (await druk.metrics.tekst()).body;
  expect(tekst).toContain('knooppunt_berichten_afgewezen_total{kanaal="rest",code="KP_TE_VEEL"} 1');
  expect(tekst).toContain('knooppunt_berichten_ontvangen_total{standaard="iwmo",kanaal="rest"} 11');
  await druk.sluit();
});

test('the bucket fills with time, never above its brim', () => {
  let nu = 0;
  const b = new Begrenzer((wie) => (wie === 'vrij' ? null : { perMinuut: 60, piek: 2 }), () => nu);
  expect([b.wacht('a'), b.wacht('a'), b.wacht('a')]).toEqual([0, 0, 1]);
  expect(Array.from({ length: 100 }, () => b.wacht('vrij')).every((w) => w === 0)).toBe(true);
  nu = 1_000;
  expect([b.wacht('a'), b.wacht('a')]).toEqual([0, 1]);
  nu = 3_600_000;
  expect([b.wacht('a'), b.wacht('a'), b.wacht('a')]).toEqual([0, 0, 1]);
});

test('readiness: the log away is less, the store away is not ready; no detail leaves', async () => {
  const eigen = await zetOp();
  const vraag = async () => {
    const r = await eigen.haal('/health/ready');
    return [r.status, await r.text()] as const;
  };
  expect((await vraag())[0]).toBe(200);
  await eigen.sluit();
  const minder = await zetOp();
  minder.log.gezond = false;
  const [status, tekst] = await (async () => { const r = await minder.haal('/health/ready'); return [r.status, await r.text()] as const; })();
  expect([status, (JSON.parse(tekst) as { status: string }).status]).toEqual([200, 'verminderd']);
  await minder.sluit();
  const stuk = await zetOp();
  stuk.store.gezond = false;
  const r = await stuk.haal('/health/ready');
  const body = await r.text();
  expect([r.status, r.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
  expect(body).not.toContain('geheim detail');
  expect((await stuk.haal('/health/live')).status).toBe(200);
  await stuk.sluit();
});

test('closing: what is under way is answered, new work is not taken, and nobody is waited for beyond the time', async () => {
  const eigen = await zetOp({ tijden: { stoppen: 400 } });
  let los = (): void => undefined;
  eigen.intake.wacht = new Promise((r) => { los = r; });
  const onderweg = eigen.haal('/v1/berichten', { method: 'POST', body: '<a/>' });
  while (eigen.intake.ontvangen.length === 0) await new Promise((r) => setTimeout(r, 5));
  const dicht = eigen.server.close();
  setTimeout(los, 100);
  const r = await onderweg;
  expect([r.status, r.headers.get('connection')]).toEqual([202, 'close']);
  await dicht;
  await expect(fetch(eigen.url)).rejects.toThrow();

  const hangt = await zetOp({ tijden: { stoppen: 300 } });
  hangt.intake.wacht = new Promise(() => undefined);
  const verloren = hangt.haal('/v1/berichten', { method: 'POST', body: '<a/>' }).then(() => 'antwoord', () => 'verbroken');
  while (hangt.intake.ontvangen.length === 0) await new Promise((k) => setTimeout(k, 5));
  const begin = performance.now();
  await hangt.server.close();
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(await verloren).toBe('verbroken');
});
