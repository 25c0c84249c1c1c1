// Who calls, and what each may see: tokens, the machine itself, parties among each other, the operator. Nothing tells a party that another's message exists.
import { maakBellerVan } from '../../src/http/beller.ts';
import { buildServer } from '../../src/http/server.ts';
import { nepRouting, OIN_A, OIN_B, type Opstelling, overzicht, rauw, TOKEN, TOKENS, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeAll(async () => { hub = await zetOp(); });
afterAll(() => hub.sluit());

const ID = '01939f3e-0000-7000-8000-000000000001';
const get = (pad: string, token?: string, headers: Record<string, string> = {}) => hub.haal(pad, { token: token ?? null, headers });

test('without a token the caller on this machine is the operator; a wrong token never is', async () => {
  expect((await get('/v1/balans')).status).toBe(200);
  expect((await get('/v1/balans', TOKEN.operator)).status).toBe(200);
  for (const authorization of ['Bearer fout', 'Basic b3A6b3A=', 'Bearer', `Bearer ${TOKEN.operator}x`, TOKEN.operator]) {
    const r = await get('/v1/balans', undefined, { authorization });
    expect([authorization, r.status]).toEqual([authorization, 401]);
    expect(r.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await r.json()).toMatchObject({ code: 'KP_TOKEN', status: 401 });
  }
});

test.each([
  ['a proxy that passes others on', { 'x-forwarded-for': '10.0.0.1' }],
  ['a proxy that says Forwarded', { forwarded: 'for=10.0.0.1' }],
  ['another site in a browser', { origin: 'https://elders.example' }],
  ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ['a name that was made to point here', { host: 'elders.example' }],
])('%s is not the operator', async (_naam, headers) => {
  const r = await rauw(hub.poort, { path: '/v1/balans', headers }, (req) => req.end());
  expect(r.status).toBe(401);
});

test('listening beyond loopback asks for tokens, at start and of every caller', async () => {
  const zonder = { tokens: () => [], host: '0.0.0.0', routing: nepRouting, klok: () => new Date() };
  expect(() => maakBellerVan(zonder)).toThrow(/zonder tokens/);
  expect(() => maakBellerVan({ ...zonder, host: '127.0.0.1' })).not.toThrow();
  expect(() => maakBellerVan({ ...zonder, host: '127.0.0.1', tokens: () => [{ sha256: 'kort', partij: null }] })).toThrow(/SHA-256/);
  expect(buildServer).toBeInstanceOf(Function);
  const wijd = await zetOp({ host: '0.0.0.0' });
  expect((await fetch(`http://127.0.0.1:${wijd.poort}/v1/balans`)).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${wijd.poort}/v1/balans`, { headers: { authorization: `Bearer ${TOKEN.operator}` } })).status).toBe(200);
  for (const pad of ['/v1/eventtypen', '/metrics', '/soap/jzxml?wsdl', `/v1/berichten/${ID}`]) expect([pad, (await fetch(`http://127.0.0.1:${wijd.poort}${pad}`)).status]).toEqual([pad, 401]);
  for (const pad of ['/health/live', '/health/ready', '/v1/openapi.json']) expect([pad, (await fetch(`http://127.0.0.1:${wijd.poort}${pad}`)).status]).toEqual([pad, 200]);
  await wijd.sluit();
});

test('tokens that are replaced while running count at once', async () => {
  let tokens = TOKENS;
  const anders = await zetOp({}, { tokens: () => tokens });
  expect((await anders.haal('/v1/balans', { token: TOKEN.operator })).status).toBe(200);
  tokens = TOKENS.slice(1);
  expect((await anders.haal('/v1/balans', { token: TOKEN.operator })).status).toBe(401);
  await anders.sluit();
});

test('the operator’s pages are not a party’s; a party that left the register may nothing', async () => {
  for (const pad of ['/v1/balans', '/metrics']) expect((await get(pad, TOKEN.a)).status).toBe(403);
  expect((await get('/v1/eventtypen', TOKEN.weg)).status).toBe(403);
});

test('a party follows what it handed in or sent; another’s message is not there', async () => {
  hub.store.berichten.set(ID, overzicht(ID, { beller: OIN_A }));
  expect((await get(`/v1/berichten/${ID}`, TOKEN.a)).status).toBe(200);
  expect((await get(`/v1/berichten/${ID.toUpperCase()}`, TOKEN.a)).status).toBe(200);
  const vreemd = await get(`/v1/berichten/${ID}`, TOKEN.gemeente);
  const weg = await get('/v1/berichten/01939f3e-0000-7000-8000-00000000ffff', TOKEN.gemeente);
  expect([vreemd.status, weg.status]).toEqual([404, 404]);
  expect(await vreemd.json()).toEqual(await weg.json());
  hub.store.berichten.set(ID, overzicht(ID, { beller: 'operator', afzender: { oin: OIN_A } }));
  expect((await get(`/v1/berichten/${ID}`, TOKEN.a)).status).toBe(200);
  expect((await get(`/v1/berichten/${ID}`, TOKEN.gemeente)).status).toBe(404);
});

test('following shows state and steps, no content; who subscribes is the operator’s to see', async () => {
  hub.store.berichten.set(ID, overzicht(ID, { beller: OIN_A, reden: JSON.stringify({ code: 'KP_SCHEMA', meldingen: [] }) }));
  const partij = (await (await get(`/v1/berichten/${ID}`, TOKEN.a)).json()) as Record<string, unknown>;
  expect(partij).toMatchObject({ id: ID, staat: 'afgeleverd', standaard: 'iwmo', reden: { code: 'KP_SCHEMA' } });
  expect(Object.keys(partij)).not.toEqual(expect.arrayContaining(['afleveringen']));
  expect(JSON.stringify(partij)).not.toMatch(/abo-b|aanbieder-b|geheim-kenmerk|adressering/);
  const operator = (await (await get(`/v1/berichten/${ID}`)).json()) as Record<string, unknown>;
  expect(operator.afleveringen).toEqual([expect.objectContaining({ abonnement: 'abo-b', partij: 'aanbieder-b' })]);
  expect(JSON.stringify(operator)).not.toMatch(/geheim-kenmerk/);
  expect((await get('/v1/berichten/geen-uuid')).status).toBe(400);
});

test('a party reads its own topics only; a provider in a municipality is not that municipality', async () => {
  const wie = async (pad: string, token?: string) => (await get(pad, token)).status;
  expect(await wie('/v1/gemeenten/0363/events', TOKEN.gemeente)).toBe(200);
  expect(await wie('/v1/gemeenten/0363/events', TOKEN.a)).toBe(403);
  expect(await wie('/v1/gemeenten/0518/events', TOKEN.gemeente)).toBe(403);
  expect(await wie('/v1/gemeenten/0518/events')).toBe(404);
  expect(await wie(`/v1/partijen/${OIN_A}/events`, TOKEN.a)).toBe(200);
  expect(await wie(`/v1/partijen/${OIN_B}/events`, TOKEN.a)).toBe(403);
  expect(await wie(`/v1/partijen/${OIN_B}/events`)).toBe(200);
  expect(await wie('/v1/partijen/00000099000000363000/events')).toBe(404);
});

test('a document goes to a party that was given an event of it at level wat, and to nobody else', async () => {
  const hash = 'ab'.repeat(32);
  hub.store.documenten.set(hash, { sha256: hash, mediatype: 'text/html', bytes: Buffer.from('<b>inhoud</b>') });
  hub.store.verwijzingen.set(hash, [ID]);
  const haal = async (token?: string) => (await get(`/v1/documenten/${hash}`, token)).status;
  hub.store.berichten.set(ID, overzicht(ID, { partij: 'aanbieder-b' }));
  expect(await haal(TOKEN.a)).toBe(404);
  hub.store.berichten.set(ID, overzicht(ID, { partij: 'aanbieder-a', niveau: 'dat' }));
  expect(await haal(TOKEN.a)).toBe(404);
  hub.store.audit.length = 0;
  hub.store.berichten.set(ID, overzicht(ID, { partij: 'aanbieder-a' }));
  const r = await get(`/v1/documenten/${hash}`, TOKEN.a);
  expect(await r.text()).toBe('<b>inhoud</b>');
  expect(r.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(r.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(hub.store.audit).toEqual([expect.objectContaining({ stap: 'gelezen', actor: OIN_A, details: { document: hash, partij: OIN_A, aantal: 1, events: ['e1'] } })]);
  hub.store.documenten.set(hash, { sha256: hash, mediatype: 'text/plain\r\nx: y', bytes: Buffer.from('x') });
  expect((await get(`/v1/documenten/${hash}`)).headers.get('content-type')).toBe('application/octet-stream');
  hub.store.auditFout = new Error('schijf');
  expect(await haal()).toBe(500);
  hub.store.auditFout = null;
  expect((await get(`/v1/documenten/${'0'.repeat(64)}`)).status).toBe(404);
});

test('nobody reads a token or a query in the log', async () => {
  await get(`/v1/partijen/${OIN_A}/events?na=bsn999900006`, TOKEN.a);
  await get('/v1/balans', 'geheim-verkeerd-token');
  const log = hub.regels();
  expect(log).not.toMatch(/token-van-partij|geheim-verkeerd|999900006|\?na=|Bearer/);
  expect(log).toContain('"route":"/v1/partijen/:oin/events"');
});
