// Proves with a real TLS server: a certificate that nobody vouches for is refused before anything is sent, one that the machine trusts is not, and old ciphers are.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls, { type TLSSocket } from 'node:tls';
import { maakUitgang } from '../../src/outbound/uitgang.ts';

const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-tls-'));
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'sleutel.pem', '-out', 'cert.pem'], { cwd: map, stdio: 'ignore' });
const [key, cert] = ['sleutel.pem', 'cert.pem'].map((f) => readFileSync(path.join(map, f), 'utf8'));
const vooraf = tls.getCACertificates('default');
const servers: Server[] = [];
const u = maakUitgang({ onderbreker: false });

afterAll(async () => {
  tls.setDefaultCACertificates(vooraf);
  await u.close();
  for (const s of servers) s.closeAllConnections();
  for (const s of servers) await new Promise((klaar) => s.close(klaar));
  rmSync(map, { recursive: true, force: true });
});

async function server(opties: tls.TlsOptions = {}): Promise<{ url: string; gekregen: string[] }> {
  const gekregen: string[] = [];
  const s = createServer({ key, cert, ...opties }, (vraag, antwoord) => {
    gekregen.push((vraag.socket as TLSSocket).getProtocol() ?? '');
    vraag.resume().on('end', () => antwoord.writeHead(200).end('ja'));
  });
  s.on('tlsClientError', () => undefined);
  servers.push(s);
  await new Promise<void>((klaar) => s.listen(0, 'localhost', klaar));
  return { url: `https://localhost:${(s.address() as AddressInfo).port}/`, gekregen };
}
const roep = async (url: string): Promise<string | number> => {
  const o = await u.call({ naam: url, url, tijdslimiet: 20_000, maxOnderweg: 1, priveAdressen: true, maxAntwoord: 100 }, { contentType: 'text/xml', soapAction: '', body: '<a/>' });
  return o.soort === 'fout' ? o.oorzaak : o.status;
};

test('a certificate has to be trusted; TLS 1.3 and 1.2 will do, ciphers that NCSC phases out will not', async () => {
  const vreemd = await server();
  expect(await roep(vreemd.url)).toBe('netwerk');
  expect(vreemd.gekregen).toEqual([]);
  tls.setDefaultCACertificates([...vooraf, cert ?? '']);
  const nieuw = await server();
  const oud = await server({ maxVersion: 'TLSv1.2' });
  const zwak = await server({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' });
  expect([await roep(nieuw.url), nieuw.gekregen]).toEqual([200, ['TLSv1.3']]);
  expect([await roep(oud.url), oud.gekregen]).toEqual([200, ['TLSv1.2']]);
  expect([await roep(zwak.url), zwak.gekregen]).toEqual(['netwerk', []]);
}, 60_000);
