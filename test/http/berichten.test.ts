// Handing in: bytes arrive whole and unchanged, limits hold while reading, the answer is the intake's own, and a sender that gives up leaves nothing.
import { readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { OIN_A, OIN_B, type Opstelling, rauw, sha256, TOKEN, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeAll(async () => { hub = await zetOp({ tijden: { stilte: 300 } }); });
afterAll(() => hub.sluit());
beforeEach(() => {
  hub.intake.ontvangen.length = 0;
  hub.intake.fout = null;
});

const spool = () => readdir(path.join(hub.dataMap, 'spool')).catch(() => [] as string[]);
const laatste = () => hub.intake.ontvangen.at(-1)!;

test('small bytes come in memory, unchanged, and the answer is the intake’s', async () => {
  const bytes = Buffer.from([0xff, 0x00, 0x3c, 0x0d, 0x0a]);
  const r = await hub.haal('/v1/berichten', { method: 'POST', body: bytes });
  expect(r.status).toBe(202);
  expect(await r.json()).toMatchObject({ standaard: 'iwmo', events: 1, dubbel: false });
  expect(laatste().inhoud.soort).toBe('geheugen');
  expect(laatste().bytes.equals(bytes)).toBe(true);
  expect(laatste()).toMatchObject({ kanaal: 'rest', beller: { soort: 'operator' } });
});

test('a body above the memory limit is spooled with its hash, and the file stays for an accepted message', async () => {
  const bytes = Buffer.alloc(150_000, 0x61);
  const voor = (await spool()).length;
  const r = await hub.haal('/v1/berichten', { method: 'POST', body: bytes });
  expect(r.status).toBe(202);
  expect(laatste().inhoud).toMatchObject({ soort: 'spool', omvang: 150_000, sha256: sha256(bytes) });
  expect(laatste().bytes.equals(bytes)).toBe(true);
  expect((await spool()).length).toBe(voor + 1);
});

test('the spool file of a refused or turned away message, and of a repeat, is removed', async () => {
  const voor = (await spool()).length;
  const echt = hub.intake.maak;
  const antwoord = { status: 503, contentType: 'application/problem+json', body: '{}' };
  const herkend = { standaard: null, berichttype: null, versie: null };
  for (const uitkomst of [
    { soort: 'afgewezen', ...herkend, code: 'KP_OPSLAG', status: 503, meldingen: [], antwoord },
    { soort: 'geweigerd', ...herkend, code: 'KP_SCHEMA', status: 400, meldingen: [], id: null, antwoord },
    { soort: 'aanvaard', ...herkend, id: 'x', events: 0, dubbel: true, antwoord },
  ] as const) {
    hub.intake.maak = () => uitkomst;
    const r = await hub.haal('/v1/berichten', { method: 'POST', body: Buffer.alloc(120_000, 0x61) });
    expect(r.status).toBe(503);
    expect(r.headers.get('retry-after')).toBe(uitkomst.soort === 'afgewezen' ? '5' : null);
    await r.arrayBuffer();
  }
  hub.intake.maak = echt;
  hub.intake.fout = new Error('waarde uit bericht 999900006');
  const r = await hub.haal('/v1/berichten', { method: 'POST', body: Buffer.alloc(120_000, 0x61) });
  expect(r.status).toBe(500);
  expect(await r.text()).not.toContain('999900006');
  expect(hub.regels()).not.toContain('999900006');
  expect((await spool()).length).toBe(voor);
});

test('chunked, without a length and without a media type, arrives whole', async () => {
  const bytes = Buffer.alloc(70_000, 0x62);
  const r = await rauw(hub.poort, { method: 'POST', path: '/v1/berichten' }, (req) => {
    for (let i = 0; i < bytes.length; i += 9_999) req.write(bytes.subarray(i, i + 9_999));
    req.end();
  });
  expect(r.status).toBe(202);
  expect(sha256(laatste().bytes)).toBe(sha256(bytes));
});

test.each([['GET-like without a body', {}], ['length 0', { 'content-length': '0' }]])('an empty body (%s) is the intake’s to refuse', async (_n, headers) => {
  const r = await rauw(hub.poort, { method: 'POST', path: '/v1/berichten', headers }, (req) => req.end());
  expect(r.status).toBe(202);
  expect(laatste().bytes.length).toBe(0);
});

test('the first byte that counts chooses the limit: XML is cut at its own, records go on to theirs', async () => {
  const xml = Buffer.concat([Buffer.from('\ufeff \r\n<a>'), Buffer.alloc(300_000, 0x20)]);
  await hub.haal('/v1/berichten', { method: 'POST', body: xml });
  // What is too large comes to the intake as a size above the limit with only the beginning of the bytes: it refuses and counts.
  expect(laatste().inhoud).toMatchObject({ soort: 'spool', omvang: xml.length });
  expect(laatste().bytes.length).toBeLessThanOrEqual(64 * 1024);
  const records = Buffer.alloc(300_000, 0x30);
  await hub.haal('/v1/berichten', { method: 'POST', body: records });
  expect(laatste().bytes.length).toBe(300_000);
});

test('an upload without end is not read to its end', async () => {
  let geschreven = 0;
  const deel = Buffer.alloc(64 * 1024, 0x30);
  const r = await rauw(hub.poort, { method: 'POST', path: '/v1/berichten' }, (req) => {
    const meer = (): void => {
      if (req.destroyed || geschreven > 256 * 1024 * 1024) return;
      geschreven += deel.length;
      req.write(deel, () => setImmediate(meer));
    };
    req.on('close', () => { geschreven = Number.POSITIVE_INFINITY; });
    meer();
  }).catch((fout: NodeJS.ErrnoException) => ({ fout: fout.code }));
  // Either the answer is read, or the connection was cut: never 256 MB taken in.
  expect(r).toEqual(expect.objectContaining('fout' in r ? { fout: expect.stringMatching(/EPIPE|ECONNRESET/) } : { status: 202 }));
  expect(laatste().inhoud).toMatchObject({ soort: 'spool' });
  expect((laatste().inhoud as { omvang: number }).omvang).toBeLessThan(1_000_000);
});

test('a length that says too large is believed: refused on the beginning', async () => {
  const socket = net.connect(hub.poort, '127.0.0.1');
  socket.write(`POST /v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n<a>begin`);
  const antwoord = await new Promise<string>((klaar) => {
    let tekst = '';
    socket.on('data', (d) => { tekst += d.toString('latin1'); });
    socket.on('close', () => klaar(tekst));
    socket.on('error', () => klaar(tekst));
  });
  expect(antwoord).toMatch(/^HTTP\/1\.1 202/);
  expect(antwoord.toLowerCase()).toContain('connection: close');
  expect(laatste().inhoud).toMatchObject({ soort: 'spool', omvang: 99_999_999 });
});

test('a sender that breaks off leaves no file and reaches no intake', async () => {
  const voor = (await spool()).length;
  await expect(rauw(hub.poort, { method: 'POST', path: '/v1/berichten', headers: { 'content-length': '190000' } }, (req) => {
    req.write(Buffer.alloc(100_000, 0x61));
    setTimeout(() => req.destroy(), 50);
  })).rejects.toThrow();
  await new Promise((r) => setTimeout(r, 150));
  expect(hub.intake.ontvangen.length).toBe(0);
  expect((await spool()).length).toBe(voor);
  expect((await hub.metrics.tekst()).body).toContain('knooppunt_berichten_afgewezen_total{kanaal="rest",code="afgebroken"} 1');
});

test('a sender that falls silent gets 408 and the connection closes', async () => {
  const r = await rauw(hub.poort, { method: 'POST', path: '/v1/berichten', headers: { 'content-length': '100' } }, (req) => { req.write('<a>'); });
  expect(r.status).toBe(408);
  expect(r.koppen.connection).toBe('close');
  expect(JSON.parse(r.body)).toMatchObject({ code: 'KP_TE_TRAAG', status: 408 });
  expect(hub.intake.ontvangen.length).toBe(0);
});

test('a compressed body is refused before it is read, an identity one is not', async () => {
  const r = await hub.haal('/v1/berichten', { method: 'POST', body: gzipSync('<a/>'), headers: { 'content-encoding': 'gzip' } });
  expect(r.status).toBe(415);
  expect(r.headers.get('accept-encoding')).toBe('identity');
  expect(await r.json()).toMatchObject({ code: 'KP_CODERING' });
  expect(hub.intake.ontvangen.length).toBe(0);
  expect((await hub.haal('/v1/berichten', { method: 'POST', body: '<a/>', headers: { 'content-encoding': 'identity' } })).status).toBe(202);
});

test('100-continue is said when the body is wanted, and not when the caller is refused', async () => {
  const vraag = (token: string | null) => new Promise<{ doorgaan: boolean; status: number }>((klaar, faal) => {
    let doorgaan = false;
    rauw(hub.poort, { method: 'POST', path: '/v1/berichten', headers: { expect: '100-continue', 'content-length': '4', ...(token ? { authorization: `Bearer ${token}` } : {}) } }, (req) => {
      req.on('continue', () => {
        doorgaan = true;
        req.end('<a/>');
      });
      req.flushHeaders();
    }).then((r) => klaar({ doorgaan, status: r.status }), faal);
  });
  expect(await vraag(null)).toEqual({ doorgaan: true, status: 202 });
  expect(await vraag('fout')).toEqual({ doorgaan: false, status: 401 });
  const anders = await rauw(hub.poort, { method: 'POST', path: '/v1/berichten', headers: { expect: 'iets-anders' } }, (req) => req.end('<a/>'));
  expect(anders.status).toBe(417);
  expect(anders.koppen['content-type']).toContain('application/problem+json');
});

test.each(['authorization', 'content-type', 'content-encoding'])('%s twice is refused', async (naam) => {
  const socket = net.connect(hub.poort, '127.0.0.1');
  socket.write(`POST /v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${naam}: Bearer/x a\r\n${naam}: b/c\r\nContent-Length: 4\r\n\r\n<a/>`);
  const antwoord = await new Promise<string>((klaar) => {
    let tekst = '';
    socket.on('data', (d) => { tekst += d.toString('latin1'); });
    socket.on('close', () => klaar(tekst));
  });
  expect(antwoord).toMatch(/^HTTP\/1\.1 400/);
  expect(hub.intake.ontvangen.length).toBe(0);
});

test('stated parties are passed on; one that is no OIN, unknown or repeated is 400 with its place', async () => {
  await hub.haal(`/v1/berichten?afzender=${OIN_A}&ontvanger=${OIN_B}`, { method: 'POST', body: '<a/>' });
  expect(laatste()).toMatchObject({ afzender: OIN_A, ontvanger: OIN_B });
  const r = await hub.haal('/v1/berichten?afzender=999900006&onbekend=1', { method: 'POST', body: '<a/>' });
  expect(r.status).toBe(400);
  const p = (await r.json()) as { code: string; meldingen: { pad: string; tekst: string }[] };
  expect(p.code).toBe('KP_VRAAG');
  expect(p.meldingen.map((m) => m.pad).sort()).toEqual(['/query', '/query/afzender']);
  expect(JSON.stringify(p)).not.toContain('999900006');
  expect((await hub.haal(`/v1/berichten?afzender=${OIN_A}&afzender=${OIN_B}`, { method: 'POST', body: '<a/>' })).status).toBe(400);
});

test('a party that posts is the caller', async () => {
  await hub.haal('/v1/berichten', { method: 'POST', body: '<a/>', token: TOKEN.a });
  expect(laatste().beller).toEqual({ soort: 'partij', oin: OIN_A, partij: 'aanbieder-a' });
});

test('three hundred senders at once: all answered, memory within its budget', async () => {
  const klein = await zetOp({ geheugenTotaal: 1_000_000 });
  klein.intake.limieten = { xml: 200_000, records: 400_000, geheugen: 50_000 };
  const bytes = Buffer.alloc(20_000, 0x61);
  // Nobody is answered before all are in: the budget has to hold for 300 × 20 kB at once.
  klein.intake.wacht = (async () => {
    while (klein.intake.ontvangen.length < 300) await new Promise((r) => setTimeout(r, 10));
  })();
  const statussen = await Promise.all(Array.from({ length: 300 }, async () => {
    const r = await klein.haal('/v1/berichten', { method: 'POST', body: bytes });
    await r.arrayBuffer();
    return r.status;
  }));
  expect(new Set(statussen)).toEqual(new Set([202]));
  expect(klein.intake.ontvangen.every((o) => o.bytes.equals(bytes))).toBe(true);
  expect(klein.intake.ontvangen.filter((o) => o.inhoud.soort === 'geheugen').length).toBe(50);
  await klein.sluit();
});
