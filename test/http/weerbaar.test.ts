// What a hostile or broken peer can do: half requests, slow headers, mutated bytes, a spool that cannot be written. The hub answers or hangs up, and stays.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { type Opstelling, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeAll(async () => { hub = await zetOp({ tijden: { koppen: 300, stilte: 300, totaal: 1_000 } }); });
afterAll(() => hub.sluit());

/** Writes bytes to a fresh connection, and resolves with all that came back when it closes (or after `ms`). */
function stuur(bytes: Buffer | string, ms = 2_500): Promise<string> {
  return new Promise((klaar) => {
    const socket = net.connect(hub.poort, '127.0.0.1');
    let tekst = '';
    const wekker = setTimeout(() => socket.destroy(), ms);
    socket.on('data', (d) => { tekst += d.toString('latin1'); });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(wekker);
      klaar(tekst);
    });
    socket.write(bytes);
  });
}
const leeft = async () => (await hub.haal('/health/live')).status === 200;

test('headers that do not come are not waited for', async () => {
  const begin = performance.now();
  expect(await stuur('POST /v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ')).toMatch(/^HTTP\/1\.1 408 [\s\S]*problem\+json/);
  expect(performance.now() - begin).toBeLessThan(2_000);
});

test('a body that drips is cut at the longest time, however often a byte comes', async () => {
  const socket = net.connect(hub.poort, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('POST /v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n');
  const druppel = setInterval(() => socket.write('x'), 50);
  const tekst = await new Promise<string>((klaar) => {
    let t = '';
    socket.on('data', (d) => { t += d.toString('latin1'); });
    socket.on('close', () => klaar(t));
  });
  clearInterval(druppel);
  expect(tekst).toMatch(/^HTTP\/1\.1 408 /);
  expect(tekst).toContain('KP_TE_TRAAG');
});

test('a chunk that is no chunk breaks the connection, not the hub', async () => {
  const tekst = await stuur('POST /v1/berichten HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nGEEN\r\n\r\n');
  expect(tekst === '' || /^HTTP\/1\.1 400 /.test(tekst)).toBe(true);
  expect(await leeft()).toBe(true);
});

test('180 mutated requests: no 5xx, nothing of them in the log, and the hub lives', async () => {
  const basis = Buffer.from('POST /v1/berichten?afzender=00000099000000002000 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nSOAPAction: "a"\r\nConnection: close\r\nContent-Length: 22\r\n\r\n<a>geheim999900006</a>');
  let toeval = 20261124;
  const volgende = (n: number): number => {
    toeval = (Math.imul(toeval, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((toeval / 0x80000000) * n);
  };
  const antwoorden: string[] = [];
  for (let ronde = 0; ronde < 6; ronde += 1) {
    antwoorden.push(...await Promise.all(Array.from({ length: 30 }, () => {
      const bytes = Buffer.from(basis);
      for (let k = 0; k <= volgende(4); k += 1) bytes[volgende(bytes.length)] = volgende(256);
      return stuur(volgende(5) === 0 ? bytes.subarray(0, volgende(bytes.length)) : bytes, 1_500);
    })));
  }
  const statussen = antwoorden.map((a) => /^HTTP\/1\.1 (\d{3})/.exec(a)?.[1] ?? 'geen');
  expect(statussen.filter((s) => s.startsWith('5'))).toEqual([]);
  // The mutations hit all over: some pass, some are refused.
  expect(statussen).toEqual(expect.arrayContaining(['202', '400', '404']));
  expect(antwoorden.join('') + hub.regels()).not.toContain('geheim999900006');
  expect(await leeft()).toBe(true);
}, 60_000);

test('a spool that cannot be written: turned away with cause, to be tried again; and well again by itself', async () => {
  const spool = path.join(hub.dataMap, 'spool');
  await rm(spool, { recursive: true, force: true });
  await writeFile(spool, 'in de weg');
  const groot = Buffer.alloc(100_000, 0x61);
  const voor = hub.intake.ontvangen.length;
  const r = await hub.haal('/v1/berichten', { method: 'POST', body: groot });
  expect([r.status, r.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await r.json()).toMatchObject({ code: 'KP_OPSLAG' });
  const soap = await hub.haal('/soap/jzxml', { method: 'POST', body: groot, headers: { 'content-type': 'text/xml' } });
  expect([soap.status, (await soap.text()).includes('SOAP-ENV:Server')]).toEqual([503, true]);
  expect(hub.intake.ontvangen.length).toBe(voor);
  await rm(spool);
  await mkdir(spool);
  expect((await hub.haal('/v1/berichten', { method: 'POST', body: groot })).status).toBe(202);
});
