// Proves against real servers what a call does: the request that goes out, each class of failure, limits, breaker, at most so many at once, and that it sends
// nothing twice, follows nothing, reaches no private address, and closes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Eindpunt, Oproep, Uitgang } from '../../src/outbound/port.ts';
import { maakUitgang } from '../../src/outbound/uitgang.ts';

interface Server {
  readonly url: string;
  readonly vragen: { readonly koppen: IncomingMessage['headers']; readonly body: string; readonly pad: string }[];
  readonly verbindingen: () => number;
  meest: number;
  gedrag: (antwoord: ServerResponse, vraag: IncomingMessage) => void;
  sluit(): Promise<void>;
}
const opruimen: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const o of opruimen.splice(0).reverse()) await o();
});

async function server(gedrag: Server['gedrag']): Promise<Server> {
  let open = 0;
  let verbindingen = 0;
  const sockets = new Set<Socket>();
  const s = createServer((vraag, antwoord) => {
    open += 1;
    deze.meest = Math.max(deze.meest, open);
    antwoord.once('close', () => (open -= 1));
    const stukken: Buffer[] = [];
    vraag.on('data', (d: Buffer) => stukken.push(d));
    vraag.on('end', () => {
      deze.vragen.push({ koppen: vraag.headers, body: Buffer.concat(stukken).toString(), pad: vraag.url ?? '' });
      deze.gedrag(antwoord, vraag);
    });
  });
  s.on('connection', (k) => {
    verbindingen += 1;
    sockets.add(k);
    k.once('close', () => sockets.delete(k));
  });
  await new Promise<void>((klaar) => s.listen(0, '127.0.0.1', klaar));
  const deze: Server = {
    url: `http://127.0.0.1:${(s.address() as AddressInfo).port}/soap/x?a=1`, vragen: [], verbindingen: () => verbindingen, meest: 0, gedrag,
    async sluit() {
      for (const k of sockets) k.destroy();
      await new Promise((klaar) => s.close(klaar));
    },
  };
  opruimen.push(() => deze.sluit());
  return deze;
}
const uitgang = (o: Parameters<typeof maakUitgang>[0] = {}): Uitgang => {
  const u = maakUitgang(o);
  opruimen.push(() => u.close());
  return u;
};
const naar = (url: string, extra: Partial<Eindpunt> = {}): Eindpunt => ({ naam: 'p/e', url, tijdslimiet: 20_000, maxOnderweg: 4, priveAdressen: true, maxAntwoord: 100_000, ...extra });
const V = { contentType: 'text/xml; charset=utf-8', soapAction: 'urn:doe', body: '<é/>' };
const ok = (antwoord: ServerResponse): void => void antwoord.writeHead(200, { 'content-type': 'text/xml' }).end('<ja/>');
const plat = (o: Oproep): unknown => (o.soort === 'fout' ? o.oorzaak : [o.status, o.contentType, o.bytes.toString()]);
const wacht = async (waar: () => boolean): Promise<void> => {
  const einde = performance.now() + 15_000;
  while (!waar()) {
    if (performance.now() > einde) throw new Error('niet gebeurd');
    await new Promise((r) => setTimeout(r, 10));
  }
};

test('what goes out is what was given, over connections that are used again; what comes back are bytes', async () => {
  const s = await server(ok);
  const u = uitgang();
  for (let i = 0; i < 12; i++) expect(plat(await u.call(naar(s.url), V))).toEqual([200, 'text/xml', '<ja/>']);
  expect(s.vragen[0]).toMatchObject({ pad: '/soap/x?a=1', body: '<é/>', koppen: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:doe"', 'content-length': '5' } });
  expect(s.verbindingen()).toBeLessThanOrEqual(4);
  await u.call(naar(s.url), { ...V, soapAction: '' });
  expect(s.vragen.at(-1)?.koppen.soapaction).toBe('""');
});

test('whatever the status, it is an answer; a redirect is not followed; Retry-After is handed over', async () => {
  const elders = await server(ok);
  const s = await server((a) => void a.writeHead(307, { location: elders.url }).end());
  const u = uitgang();
  expect(plat(await u.call(naar(s.url), V))).toEqual([307, '', '']);
  expect(elders.vragen).toEqual([]);
  s.gedrag = (a) => void a.writeHead(503, { 'retry-after': '7' }).end('x');
  expect(await u.call(naar(s.url), V)).toMatchObject({ status: 503, wacht: 7000 });
});

test('slow: no head, a head without an end, a body that drips; each ends at the limit', async () => {
  const s = await server(() => undefined);
  const u = uitgang();
  const e = naar(s.url, { tijdslimiet: 150 });
  expect(plat(await u.call(e, V))).toBe('tijd');
  s.gedrag = (a) => void a.writeHead(200).write('<a>');
  expect(plat(await u.call(e, V))).toBe('tijd');
  s.gedrag = (a) => {
    a.writeHead(200);
    const t = setInterval(() => a.write('x'), 10);
    a.once('close', () => clearInterval(t));
  };
  expect(plat(await u.call(e, V))).toBe('tijd');
});

test('a connection that breaks before or halfway the answer, or is not there, is the network, and nothing is sent twice', async () => {
  const s = await server((_a, vraag) => void vraag.socket.destroy());
  const u = uitgang({ onderbreker: false });
  expect(plat(await u.call(naar(s.url), V))).toBe('netwerk');
  expect(s.vragen.length).toBe(1);
  s.gedrag = (a, vraag) => {
    a.writeHead(200, { 'content-length': '100' });
    a.write('half', () => vraag.socket.resetAndDestroy());
  };
  expect(plat(await u.call(naar(s.url), V))).toBe('netwerk');
  // A connection that was kept open and has gone meanwhile: at most one request more, never the same one again.
  s.gedrag = (a) => {
    ok(a);
    a.once('finish', () => a.socket?.destroy());
  };
  await u.call(naar(s.url), V);
  const voor = s.vragen.length;
  await u.call(naar(s.url), V);
  expect(s.vragen.length - voor).toBeLessThanOrEqual(1);
  await s.sluit();
  expect(plat(await u.call(naar(s.url), V))).toBe('netwerk');
});

test('an answer beyond the limit is not read on', async () => {
  let geschreven = 0;
  const s = await server((a) => {
    a.writeHead(200);
    const stuk = Buffer.alloc(64 * 1024, 120);
    const schrijf = (): void => {
      while (!a.destroyed && geschreven < 200_000_000 && a.write(stuk)) geschreven += stuk.length;
    };
    a.on('drain', schrijf);
    schrijf();
  });
  const u = uitgang();
  expect(plat(await u.call(naar(s.url), V))).toBe('te-groot');
  expect(geschreven).toBeLessThan(50_000_000);
  s.gedrag = ok;
  expect(plat(await u.call(naar(s.url, { maxAntwoord: 5 }), V))).toEqual([200, 'text/xml', '<ja/>']);
  expect(plat(await u.call(naar(s.url, { maxAntwoord: 4 }), V))).toBe('te-groot');
});

test('without leave no http, no private address, and no name that resolves to one; nothing arrives', async () => {
  const s = await server(ok);
  const u = uitgang();
  const poort = new URL(s.url).port;
  for (const url of [s.url, `https://127.0.0.1:${poort}/`, `https://[::1]:${poort}/`, `https://localhost:${poort}/`]) {
    expect(plat(await u.call(naar(url, { naam: url, priveAdressen: false }), V))).toBe('adres');
  }
  expect(s.verbindingen()).toBe(0);
});

test('at most so many at once: one more hears it at once; another endpoint is not held up', async () => {
  const vast: ServerResponse[] = [];
  const s = await server((a) => void vast.push(a));
  const t = await server(ok);
  const u = uitgang();
  const e = naar(s.url, { maxOnderweg: 2 });
  const lopend = [u.call(e, V), u.call(e, V)];
  expect(plat(await u.call(e, V))).toBe('vol');
  expect(u.stand()).toEqual([{ naam: 'p/e', bezig: 2, open: false }]);
  expect(plat(await u.call(naar(t.url, { naam: 'ander' }), V))).toEqual([200, 'text/xml', '<ja/>']);
  await wacht(() => vast.length === 2);
  for (const a of vast) ok(a);
  expect((await Promise.all(lopend)).map(plat)).toEqual([[200, 'text/xml', '<ja/>'], [200, 'text/xml', '<ja/>']]);
  expect(s.meest).toBe(2);
  expect(u.stand()[0]).toMatchObject({ bezig: 0 });
});

test('the breaker: five failures in a row open it, one call tries after a while, the while doubles, success closes it', async () => {
  let nu = 1_000_000;
  const s = await server((a) => void a.writeHead(503).end());
  const u = uitgang({ nu: () => nu });
  const e = naar(s.url);
  const keer = async (n: number): Promise<unknown[]> => {
    const uit: unknown[] = [];
    for (let i = 0; i < n; i++) {
      const o = await u.call(e, V);
      uit.push(o.soort === 'fout' ? o.oorzaak : o.status);
    }
    return uit;
  };
  expect(await keer(7)).toEqual([503, 503, 503, 503, 503, 'onderbreker', 'onderbreker']);
  expect(u.stand()[0]?.open).toBe(true);
  nu += 29_000;
  expect(await keer(1)).toEqual(['onderbreker']);
  nu += 1_001;
  // One tries; who comes meanwhile waits for nobody.
  let los: ServerResponse | undefined;
  s.gedrag = (a) => void (los = a);
  const proef = u.call(e, V);
  await wacht(() => los !== undefined);
  expect(await keer(2)).toEqual(['onderbreker', 'onderbreker']);
  los?.writeHead(502).end();
  await proef;
  nu += 59_000;
  expect(await keer(1)).toEqual(['onderbreker']);
  nu += 1_001;
  s.gedrag = ok;
  expect(await keer(2)).toEqual([200, 200]);
  expect(u.stand()[0]?.open).toBe(false);
  expect(s.vragen.length).toBe(8);
});

test("an application's own fault (500 with XML) opens no breaker, and neither does a caller that gives up; a 500 of something else does", async () => {
  const s = await server((a) => void a.writeHead(500, { 'content-type': 'text/xml; charset=utf-8' }).end('<f/>'));
  const u = uitgang();
  for (let i = 0; i < 7; i++) expect((await u.call(naar(s.url), V)).soort).toBe('antwoord');
  s.gedrag = () => undefined;
  for (let i = 0; i < 6; i++) {
    const af = new AbortController();
    const p = u.call(naar(s.url), V, { signaal: af.signal });
    const n = s.vragen.length;
    await wacht(() => s.vragen.length > n || s.vragen.length >= 8 + i);
    af.abort();
    expect(plat(await p)).toBe('tijd');
  }
  expect(u.stand()[0]).toMatchObject({ open: false, bezig: 0 });
  s.gedrag = (a) => void a.writeHead(500, { 'content-type': 'text/html' }).end('<html/>');
  for (let i = 0; i < 5; i++) await u.call(naar(s.url), V);
  expect(plat(await u.call(naar(s.url), V))).toBe('onderbreker');
});

test('a signal that fired before: nothing is sent; changed settings hold at once, with the breaker kept where the address is the same', async () => {
  const s = await server((a) => void a.writeHead(503).end());
  const t = await server(ok);
  const u = uitgang();
  expect(plat(await u.call(naar(s.url), V, { signaal: AbortSignal.abort() }))).toBe('tijd');
  expect(s.vragen).toEqual([]);
  for (let i = 0; i < 5; i++) await u.call(naar(s.url), V);
  expect(plat(await u.call(naar(s.url, { maxOnderweg: 9 }), V))).toBe('onderbreker');
  expect(plat(await u.call(naar(t.url), V))).toEqual([200, 'text/xml', '<ja/>']);
});

test('closing waits for what is under way, ends what does not, and then nothing goes out', async () => {
  const s = await server((a) => void setTimeout(() => ok(a), 200));
  const u = uitgang({ geduld: 10_000 });
  const lopend = u.call(naar(s.url), V);
  await wacht(() => s.vragen.length === 1);
  await u.close();
  expect(plat(await lopend)).toEqual([200, 'text/xml', '<ja/>']);
  expect(plat(await u.call(naar(s.url), V))).toBe('netwerk');
  s.gedrag = () => undefined;
  const ongeduldig = uitgang({ geduld: 50 });
  const hangt = ongeduldig.call(naar(s.url), V);
  await wacht(() => s.vragen.length === 2);
  await ongeduldig.close();
  expect(plat(await hangt)).toBe('netwerk');
});
