// For the tests of the simulators: a workbench that checks with our profiles and, where they are, the official schemas too; and a hub that only catches.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { doorloop } from '../../src/intake/controle.ts';
import type { Geslaagd } from '../../src/intake/doorgang.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { elfproef, isTestBsn } from '../../src/simulators/personen.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { installeer } from '../../src/xml/officieel/installatie.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const ORAKEL = path.resolve(import.meta.dirname, '../../../shared/standards');
const SETS = ['suwiml/wsdl', 'stuf/xsd/ggk0210-v2.1.04', 'stuf/xsd/zkn0310-bg0310-patch20', 'jzxml/xsd', 'istandaarden'];

export interface Proefbank {
  readonly bank: Werkbank;
  /** Names of the official sets that check too. */
  readonly sets: readonly string[];
  weg(): void;
}

export async function proefbank(welke: readonly string[] = SETS): Promise<Proefbank> {
  const dataMap = mkdtempSync(path.join(tmpdir(), 'kp-sim-'));
  const sets = welke.filter((s) => existsSync(path.join(ORAKEL, s)));
  const adapters = await laadAdapters();
  for (const s of sets) installeer({ map: path.join(ORAKEL, s), dataMap, adapters, schemas: maakLibxml2Validator(), nu: '2026-11-24T09:00:00Z' });
  if (sets.length < welke.length) console.warn(`left out: official schemas (${welke.filter((s) => !sets.includes(s)).join(', ')} not in ../shared/standards)`);
  return { bank: await maakWerkbank({ dataMap }), sets, weg: () => rmSync(dataMap, { recursive: true, force: true }) };
}

/** The message, checked in every way; a wrong one fails the test with its findings. */
export async function geldig(bytes: Uint8Array | string, bank: Werkbank): Promise<Geslaagd> {
  const uit = await doorloop({ soort: 'geheugen', bytes: Buffer.from(bytes) }, bank, STANDAARD_XML_LIMIETEN);
  if (uit.soort === 'gezakt') throw new Error(`${uit.herkend.berichttype ?? 'onbekend'}: ${uit.code} ${uit.meldingen.map((m) => `${m.pad} ${m.tekst}`).join('; ')}`);
  return uit;
}

/** Nine digits that pass the check of eleven and are no test BSN: none may be there. What stands in base64 is looked at too. */
export function vreemdeBsns(tekst: string): string[] {
  const binnen = [...tekst.matchAll(/Bestand[^>]*>([A-Za-z0-9+/=]{40,})</g)].map((m) => Buffer.from(m[1]!, 'base64').toString('latin1'));
  return [tekst, ...binnen].flatMap((t) => t.match(/(?<![0-9A-Za-z-])[0-9]{9}(?![0-9A-Za-z-])/g) ?? []).filter((n) => elfproef(n) && !isTestBsn(n));
}

export interface Gevangen {
  readonly pad: string;
  readonly soapAction: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Takes everything with 202. */
export async function vanger(status = 202): Promise<{ readonly url: string; readonly post: Gevangen[]; stop(): Promise<void> }> {
  const post: Gevangen[] = [];
  const server = createServer(async (q, a) => {
    const delen: Buffer[] = [];
    for await (const d of q as AsyncIterable<Buffer>) delen.push(d);
    post.push({ pad: q.url ?? '', soapAction: String(q.headers.soapaction ?? ''), contentType: String(q.headers['content-type'] ?? ''), bytes: Buffer.concat(delen) });
    a.writeHead(status, { 'content-type': 'application/json' });
    a.end('{"id":"x"}');
  });
  await new Promise<void>((klaar) => void server.listen(0, '127.0.0.1', klaar));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    post,
    stop: () => new Promise((klaar) => { server.close(() => klaar()); server.closeAllConnections(); }),
  };
}

export async function stuur(url: string, body: string | Uint8Array, koppen: Record<string, string> = { 'content-type': 'text/xml; charset=utf-8' }): Promise<{ readonly status: number; readonly tekst: string; readonly koppen: Headers }> {
  const r = await fetch(url, { method: 'POST', headers: koppen, body: new Uint8Array(Buffer.from(body)) });
  return { status: r.status, tekst: await r.text(), koppen: r.headers };
}
