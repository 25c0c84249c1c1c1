// The whole hub over HTTP, on the embedded engines and the product's own parties and samples: handed in, repeated, refused, read by the party that may,
// followed, audited, and in balance; the same after a restart. What leaves is checked against what the hub itself says about it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createLog } from '../../src/http/log.ts';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const sample = (naam: string): Buffer => readFileSync(path.join(SAMPLES, naam));
const WMO301 = sample('istandaarden/wmo301-toewijzing.xml');
const TOKENS = { operator: 'toets-operator', amsterdam: 'toets-gemeente-0363', utrecht: 'toets-gemeente-0344', aanbieder: 'toets-aanbieder' } as const;
const AANBIEDER = '00000003000000424200';
const sha = (t: string | Uint8Array): string => createHash('sha256').update(t).digest('hex');

let map: string;
let hub: Knooppunt;
const regels: string[] = [];

async function start(): Promise<void> {
  hub = await startKnooppunt({ bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: createLog({ niveau: 'debug', bestemming: { write: (r: string) => void regels.push(r) } }) });
}

beforeAll(async () => {
  map = await mkdtemp(path.join(tmpdir(), 'knooppunt-eind-'));
  await writeFile(path.join(map, 'knooppunt.yaml'), [
    'limieten: { geheugen: 20000, xml: 300000 }',
    'bellers:',
    `  - { sha256: ${sha(TOKENS.operator)}, operator: true }`,
    `  - { sha256: ${sha(TOKENS.amsterdam)}, partij: gemeente-0363 }`,
    `  - { sha256: ${sha(TOKENS.utrecht)}, partij: gemeente-0344 }`,
    `  - { sha256: ${sha(TOKENS.aanbieder)}, partij: aanbieder-42420001 }`,
  ].join('\n'));
  await start();
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(map, { recursive: true, force: true });
});

async function vraag(pad: string, token?: keyof typeof TOKENS, init: RequestInit = {}): Promise<Response> {
  return fetch(hub.url + pad, { ...init, headers: { ...(token ? { authorization: `Bearer ${TOKENS[token]}` } : {}), ...(init.headers as Record<string, string> | undefined) } });
}
const post = (bytes: Buffer | string, token?: keyof typeof TOKENS, vraagdeel = '') => vraag(`/v1/berichten${vraagdeel}`, token, { method: 'POST', body: bytes });
const json = async <T>(r: Response | Promise<Response>): Promise<T> => (await (await r).json()) as T;

interface Balans { berichten: Record<string, number>; paren: Record<string, number>; verschillen: string[] }
const balans = () => json<Balans>(vraag('/v1/balans'));
async function stil(): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    const b = await balans();
    if (b.berichten.onderweg === 0 && b.paren.onderweg === 0) return;
    await new Promise((r) => setTimeout(r, 25));
  }
  throw new Error('het knooppunt wordt niet stil');
}
interface Pagina { events: { id: string; type: string; dataschema: string; data: Record<string, unknown> & { bericht: { id: string } } }[]; volgende: string }
const events = (pad: string, token?: keyof typeof TOKENS, na?: string) => json<Pagina>(vraag(`${pad}/events${na ? `?na=${na}` : ''}`, token));

let id = '';
let volgende = '';

test('handed in by a party: accepted, a repeat gets the first answer, other content is a conflict', async () => {
  const eerste = await post(WMO301, 'amsterdam');
  const a = await json<{ id: string; dubbel: boolean }>(eerste);
  expect([eerste.status, a.dubbel]).toEqual([202, false]);
  id = a.id;
  const weer = await post(WMO301, 'amsterdam');
  expect([weer.status, await json(weer)]).toEqual([202, { ...a, dubbel: true }]);
  const anders = await post(WMO301.toString('utf8').replace('<Volume>', '<Volume>1').replace('<iwmo:Volume>', '<iwmo:Volume>1').replace(/<(\w+:)?Commentaar>/, (m) => `${m}x`), 'amsterdam');
  const p = await json<{ code: string }>(anders);
  expect([anders.status, p.code]).toEqual([409, 'KP_CONFLICT']);
});

test('a refusal names every place and no value; the same bytes get the same refusal', async () => {
  const fout = sample('istandaarden/fout-wmo323-codes.xml');
  const [een, twee] = [await post(fout), await post(fout)];
  const tekst = await een.text();
  expect([een.status, een.headers.get('content-type')]).toEqual([400, expect.stringContaining('application/problem+json')]);
  expect(await twee.text()).toBe(tekst);
  const { meldingen } = JSON.parse(tekst) as { meldingen: { pad: string; regel: number }[] };
  expect(meldingen.length).toBeGreaterThan(1);
  for (const m of meldingen) expect([m.pad, m.regel > 0]).toEqual([expect.stringMatching(/^\/Bericht\//), true]);
});

test.each([
  ['empty', '', 400, 'KP_LEEG'],
  ['a DOCTYPE', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 400, 'KP_DOCTYPE'],
  ['cut off', '<a><b>', 400, 'KP_NIET_WELGEVORMD'],
  ['XML of nobody', '<a xmlns="urn:nergens"/>', 415, 'KP_NIET_HERKEND'],
  ['neither XML nor EI', 'hallo', 415, 'KP_NIET_HERKEND'],
  ['too large', `<a>${' '.repeat(400_000)}</a>`, 413, 'KP_TE_GROOT'],
])('%s is refused and counted (%#)', async (_naam, body, status, code) => {
  const voor = (await balans()).berichten;
  const r = await post(body);
  expect([r.status, (await json<{ code: string }>(r)).code]).toEqual([status, code]);
  const na = (await balans()).berichten;
  expect([na.ontvangen! - voor.ontvangen!, na.geweigerd! - voor.geweigerd!]).toEqual([1, 1]);
});

test('the municipality reads what it may, the schema that the event names fits it, and another party reads nothing of it', async () => {
  await stil();
  const p = await events('/v1/gemeenten/0363', 'amsterdam');
  volgende = p.volgende;
  const mijn = p.events.filter((e) => e.data.bericht.id === id);
  expect(mijn.map((e) => e.type)).toEqual(['nl.sociaaldomein.toewijzing-afgegeven.v1']);
  const event = mijn[0]!;
  expect(event.dataschema.startsWith(`${hub.url}/v1/schemas/`)).toBe(true);
  const schema = await json<object>(vraag(new URL(event.dataschema).pathname, 'amsterdam'));
  const toets = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  expect([toets(event.data), toets.errors]).toEqual([true, null]);
  expect((await vraag('/v1/gemeenten/0363/events', 'utrecht')).status).toBe(403);
  expect((await events('/v1/gemeenten/0344', 'utrecht')).events).toEqual([]);
  const bij = await events(`/v1/partijen/${AANBIEDER}`, 'aanbieder');
  expect(bij.events.every((e) => e.id !== event.id)).toBe(true);
});

test('the reading is in the audit with its events; the chain has no gap', async () => {
  const rijen: { stap: string; volgnr: number; actor: string; details?: { aantal?: number; events?: string[]; partij?: string } }[] = [];
  for (const keten of await hub.store.auditChains()) rijen.push(...(await hub.store.auditAfter(keten, 0, 10_000)));
  const gelezen = rijen.filter((r) => r.stap === 'gelezen' && r.details?.partij === '0363');
  expect(gelezen.length).toBe(1);
  expect(gelezen[0]).toMatchObject({ actor: '00000099000000020363', details: { aantal: gelezen[0]!.details!.events!.length } });
  expect(rijen.map((r) => r.volgnr)).toEqual(rijen.map((_, i) => i + 1));
});

test('the sender follows its message, another party finds none, the operator sees where it went', async () => {
  const zelf = await json<{ staat: string; stappen: { stap: string }[]; afleveringen?: unknown }>(vraag(`/v1/berichten/${id}`, 'amsterdam'));
  expect(zelf.staat).toBe('afgeleverd');
  expect(zelf.stappen.map((s) => s.stap)).toEqual(expect.arrayContaining(['ontvangen', 'aanvaard', 'gerouteerd', 'gepubliceerd']));
  expect(zelf.afleveringen).toBeUndefined();
  expect((await vraag(`/v1/berichten/${id}`, 'utrecht')).status).toBe(404);
  const operator = await json<{ afleveringen: { partij: string }[] }>(vraag(`/v1/berichten/${id}`, 'operator'));
  expect(operator.afleveringen.map((a) => a.partij)).toContain('gemeente-0363');
});

test('every SOAP endpoint has a description that names its address, or says that it has none', async () => {
  expect(hub.intake.endpoints.length).toBeGreaterThan(5);
  for (const e of hub.intake.endpoints) {
    const r = await vraag(`/soap/${e}?wsdl`);
    const tekst = await r.text();
    expect([e, r.status]).toEqual([e, 200]);
    expect(tekst).toContain(`${hub.url}/soap/${e}`);
  }
});

const EDC = sample('stuf/edclk01-voegzaakdocumenttoe.xml');
const soap = (bytes: Buffer | string, soapaction: string, token?: keyof typeof TOKENS) => vraag('/soap/stuf/ontvangAsynchroon', token, { method: 'POST', body: bytes, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${soapaction}"` } });

test('a StUF message over SOAP is confirmed, a repeat byte for byte as the first', async () => {
  const actie = 'http://www.egem.nl/StUF/sector/zkn/0310/voegZaakdocumentToe_Lk01';
  const een = await soap(EDC, actie, 'amsterdam');
  const tekst = await een.text();
  expect([een.status, een.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
  expect(tekst).toMatch(/<([\w-]+:)?berichtcode>Bv04</);
  const twee = await soap(EDC, actie, 'amsterdam');
  expect([twee.status, await twee.text()]).toEqual([200, tekst]);
});

test('the document behind a claim check goes to the party that got the event, to no other, and into the audit', async () => {
  await stil();
  const vind = (p: Pagina) => p.events.filter((e) => e.type === 'nl.sociaaldomein.zaakdocument-toegevoegd.v1').map((e) => (e.data as { zaakdocument?: { inhoud?: { sha256: string; bytes: number; mediatype: string } } }).zaakdocument?.inhoud);
  const inhoud = vind(await events('/v1/gemeenten/0363', 'amsterdam'))[0]!;
  expect(inhoud).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const r = await vraag(`/v1/documenten/${inhoud.sha256}`, 'amsterdam');
  const bytes = Buffer.from(await r.arrayBuffer());
  expect([r.status, sha(bytes), bytes.length, r.headers.get('content-type')]).toEqual([200, inhoud.sha256, inhoud.bytes, inhoud.mediatype]);
  expect((await vraag(`/v1/documenten/${inhoud.sha256}`, 'utrecht')).status).toBe(404);
  const rijen = (await hub.store.auditAfter((await hub.store.auditChains())[0]!, 0, 10_000)).filter((a) => a.details?.document === inhoud.sha256);
  expect(rijen.map((a) => [a.stap, a.actor])).toEqual([['gelezen', '00000099000000020363']]);
});

test('what is not SOAP at a SOAP address is a fault', async () => {
  const r = await vraag(`/soap/${hub.intake.endpoints[0]!}`, undefined, { method: 'POST', body: '<a>', headers: { 'content-type': 'text/xml' } });
  expect([r.status, r.headers.get('content-type')]).toEqual([500, expect.stringContaining('text/xml')]);
  expect(await r.text()).toMatch(/<([\w-]+:)?Fault[ >]/);
});

test('what the API says of its answers is true of them', async () => {
  interface Doc { paths: Record<string, { get?: { responses: { 200: { content: Record<string, { schema: object }> } } } }> }
  const d = await json<Doc>(vraag('/v1/openapi.json'));
  const voorbeelden: Record<string, string> = {
    '/balans': '/balans', '/eventtypen': '/eventtypen', '/openapi.json': '/openapi.json', '/berichten/{id}': `/berichten/${id}`,
    '/gemeenten/{code}/events': '/gemeenten/0363/events', '/partijen/{oin}/events': `/partijen/${AANBIEDER}/events`, '/schemas/{naam}/{versie}': '/schemas/zaak-aangemaakt/1.0',
  };
  const getoetst: string[] = [];
  for (const [pad, { get }] of Object.entries(d.paths)) {
    const voorbeeld = voorbeelden[pad];
    if (!get || !voorbeeld) continue;
    const r = await vraag(`/v1${voorbeeld}`);
    const { schema } = get.responses[200].content[r.headers.get('content-type')!.split(';')[0]!]!;
    const toets = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    expect([pad, toets(await r.json()), toets.errors]).toEqual([pad, true, null]);
    getoetst.push(pad);
  }
  expect(getoetst.sort()).toEqual(Object.keys(voorbeelden).sort());
  const post202 = (d.paths['/berichten'] as unknown as { post: { responses: { 202: { content: Record<string, { schema: object }> } } } }).post.responses[202].content['application/json']!.schema;
  expect(new Ajv2020({ strict: false, validateFormats: false }).validate(post202, await json(post(WMO301)))).toBe(true);
});

test('the folder is another way to the same intake: a message that came over HTTP is a repeat there', async () => {
  const inbox = path.join(map, 'data', 'inbox');
  await writeFile(path.join(inbox, 'half.xml.tmp'), WMO301);
  await writeFile(path.join(inbox, 'weer.tmp'), WMO301);
  await copyFile(path.join(inbox, 'weer.tmp'), path.join(inbox, 'weer.xml'));
  await copyFile(path.join(SAMPLES, 'istandaarden/fout-jw305-volgorde.xml'), path.join(inbox, 'fout.xml'));
  const klaar = async (m: string) => readdir(path.join(map, 'data', m));
  for (let i = 0; i < 200 && ((await klaar('verwerkt')).length < 2 || (await klaar('geweigerd')).length < 2); i += 1) await new Promise((r) => setTimeout(r, 50));
  const rapport = (m: string, n: string) => JSON.parse(readFileSync(path.join(map, 'data', m, `${n}.rapport.json`), 'utf8')) as Record<string, unknown>;
  expect(rapport('verwerkt', 'weer.xml')).toMatchObject({ uitkomst: 'aanvaard', dubbel: true, id });
  expect(rapport('geweigerd', 'fout.xml')).toMatchObject({ uitkomst: 'geweigerd', code: 'KP_SCHEMA' });
  expect((await readdir(inbox)).sort()).toEqual(['half.xml.tmp', 'weer.tmp']);
});

test('a record file above the memory limit goes by disk, and its spool file is the message’s', async () => {
  const groot = sample('aw319/groot-in-delen.asc');
  expect(groot.length).toBeGreaterThan(20_000);
  const r = await post(groot);
  const a = await json<{ id: string }>(r);
  expect(r.status).toBe(202);
  expect((await readdir(path.join(map, 'data', 'spool'))).filter((n) => n.endsWith('.bericht')).length).toBeGreaterThan(0);
  expect(sha((await hub.store.bytes(a.id))!)).toBe(sha(groot));
  await stil();
});

test('after a restart: the same place, nothing twice, nothing gone, and in balance', async () => {
  const voor = await balans();
  await hub.stop();
  // As a crash between upload and acceptance leaves it; and what was kept, made as old as that.
  const spool = path.join(map, 'data', 'spool');
  const bewaard = (await readdir(spool)).sort();
  for (const n of ['half.tmp', 'wees.bericht']) await writeFile(path.join(spool, n), 'x');
  for (const n of await readdir(spool)) await utimes(path.join(spool, n), 1_000, 1_000);
  await start();
  expect((await readdir(spool)).sort()).toEqual(bewaard);
  await stil();
  const na = await balans();
  expect(na.berichten).toEqual(voor.berichten);
  expect(na.verschillen).toEqual([]);
  expect(na.berichten.ontvangen).toBe(na.berichten.aanvaard! + na.berichten.geweigerd! + na.berichten.dubbel!);
  expect((await events('/v1/gemeenten/0363', 'amsterdam', volgende)).events.some((e) => e.data.bericht.id === id)).toBe(false);
  expect(await json(post(WMO301, 'amsterdam'))).toMatchObject({ id, dubbel: true });
}, 60_000);

test('the log of all this holds no BSN, no token and no text of a message', async () => {
  const log = regels.join('');
  expect(log.length).toBeGreaterThan(1_000);
  const bsns = new Set<string>();
  for (const m of readdirSync(SAMPLES)) {
    for (const n of existsSync(path.join(SAMPLES, m)) ? readdirSync(path.join(SAMPLES, m)) : []) if (/\.(xml|asc)$/.test(n)) for (const g of sample(`${m}/${n}`).toString('latin1').matchAll(/9999\d{5}/g)) bsns.add(g[0]);
  }
  expect(bsns.size).toBeGreaterThan(3);
  expect([...bsns].filter((b) => log.includes(b))).toEqual([]);
  for (const t of Object.values(TOKENS)) expect(log).not.toContain(t);
  expect(log).not.toMatch(/\?na=|<Bericht|fout\.xml|weer\.xml/);
});
