// Proves on a whole hub: an AW319 too large for memory goes in over HTTP, leaves as head and parts for the zorgkantoor alone, its claim check gives
// the very bytes back, a repeat is a repeat, and other content under the same invoice number is refused.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../../../src/http/log.ts';
import { type Knooppunt, startKnooppunt } from '../../../src/main.ts';
import { genereerAw319, leesAwLayOut } from './maker.ts';

const ZORGKANTOOR = '00000003000000552100';
const sha = (t: string | Uint8Array): string => createHash('sha256').update(t).digest('hex');
let map: string;
let hub: Knooppunt;
let bytes: Buffer;
const logregels: string[] = [];

async function maak(kop: Record<string, string> = {}): Promise<Buffer> {
  const stukken: Buffer[] = [];
  for await (const s of genereerAw319(leesAwLayOut('aw319-1.4'), 1500, kop)) stukken.push(s);
  return Buffer.concat(stukken);
}

beforeAll(async () => {
  map = await mkdtemp(path.join(tmpdir(), 'knooppunt-aw319-hub-'));
  await writeFile(
    path.join(map, 'knooppunt.yaml'),
    ['limieten: { geheugen: 20000 }', 'bellers:', `  - { sha256: ${sha('operator')}, operator: true }`, `  - { sha256: ${sha('zorgkantoor')}, partij: zorgkantoor-5521 }`, `  - { sha256: ${sha('gemeente')}, partij: gemeente-0363 }`].join('\n'),
  );
  hub = await startKnooppunt({ bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: createLog({ niveau: 'debug', bestemming: { write: (r: string) => void logregels.push(r) } }) });
  bytes = await maak();
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(map, { recursive: true, force: true });
});

const vraag = (pad: string, token: string, init: RequestInit = {}): Promise<Response> => fetch(hub.url + pad, { ...init, headers: { authorization: `Bearer ${token}` } });
const post = (b: Buffer): Promise<Response> => vraag('/v1/berichten', 'operator', { method: 'POST', body: new Uint8Array(b) });

interface Event { type: string; correlatie?: string; data: { declaratie?: { delen: number; inhoud: { sha256: string } }; declaratiedeel?: { deel: number; prestaties: unknown[] } } }
async function alles(token: string): Promise<Event[]> {
  const uit: Event[] = [];
  let na = '';
  for (;;) {
    const r = await vraag(`/v1/partijen/${ZORGKANTOOR}/events?max=50${na && `&na=${na}`}`, token);
    const p = (await r.json()) as { events: Event[]; volgende: string };
    if (p.events.length === 0) return uit;
    uit.push(...p.events);
    na = p.volgende;
  }
}

describe('een grote declaratie door het hele knooppunt', () => {
  let id: string;
  let events: Event[];

  test('aanvaard, en het zorgkantoor krijgt hoofd en delen', async () => {
    const r = await post(bytes);
    expect(r.status).toBe(202);
    id = ((await r.json()) as { id: string }).id;
    expect(await hub.relay.quiet(20_000)).toBe(true);
    events = await alles('zorgkantoor');
    expect(events[0]!.data.declaratie!.inhoud.sha256).toBe(sha(bytes));
    expect(events.slice(1).map((e) => e.data.declaratiedeel!.deel)).toEqual(Array.from({ length: events[0]!.data.declaratie!.delen }, (_, i) => i + 1));
    expect(events.slice(1).reduce((n, e) => n + e.data.declaratiedeel!.prestaties.length, 0)).toBe(1423);
  });

  test('de claim check geeft het zorgkantoor het bestand, en een gemeente niets', async () => {
    const hash = sha(bytes);
    const r = await vraag(`/v1/documenten/${hash}`, 'zorgkantoor');
    expect(r.status).toBe(200);
    expect(sha(Buffer.from(await r.arrayBuffer()))).toBe(hash);
    expect((await vraag(`/v1/documenten/${hash}`, 'gemeente')).status).toBe(404);
  });

  test('nog eens hetzelfde is dubbel en geeft niets nieuws', async () => {
    const r = await post(bytes);
    expect([r.status, await r.json()]).toEqual([202, expect.objectContaining({ id, dubbel: true })]);
    expect(await hub.relay.quiet(20_000)).toBe(true);
    expect(await alles('zorgkantoor')).toHaveLength(events.length);
  });

  test('andere inhoud onder hetzelfde factuurnummer is een conflict; onder een ander nummer een nieuw bericht', async () => {
    expect((await post(await maak({ '0114': '20260902' }))).status).toBe(409);
    expect((await post(await maak({ '0116': 'ANDER-NUMMER' }))).status).toBe(202);
  });

  test('een fout in het bestand: geweigerd met de plaats, en niets gepubliceerd', async () => {
    expect(await hub.relay.quiet(20_000)).toBe(true);
    const voor = (await alles('zorgkantoor')).length;
    const fout = await maak({ '0116': 'MET-FOUT' });
    fout.write('9', fout.length - 312 + 33);
    const r = await post(fout);
    expect([r.status, await r.json()]).toEqual([400, expect.objectContaining({ meldingen: [expect.objectContaining({ pad: 'record[1500]/9907', regel: 1500 })] })]);
    expect(await hub.relay.quiet(20_000)).toBe(true);
    expect(await alles('zorgkantoor')).toHaveLength(voor);
  });

  test('geen burgerservicenummer of naam in het log', () => {
    expect(logregels.length).toBeGreaterThan(0);
    expect(logregels.join('')).not.toMatch(/9999\d{5}|Veldhuizen/);
  });
});
