// The HTTP side of a simulator: loopback, one answer per request, faults and delays on demand. `GET /stand` and `POST /gedrag` are for tests; all else is the standard's.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Binnen, Buiten } from './kern.ts';
import type { Logboek } from './logboek.ts';
import type { Gedrag, Stand } from './port.ts';

/** What every simulator can do wrong, whatever it plays. */
export const ALGEMENE_FOUTEN: Readonly<Record<string, string>> = {
  '500': 'antwoordt met HTTP 500 zonder inhoud',
  '503': 'antwoordt met HTTP 503 en Retry-After: 1',
  '429': 'antwoordt met HTTP 429 en Retry-After: 1',
  verbreek: 'breekt de verbinding af zonder antwoord',
  stil: 'antwoordt nooit',
  onzin: 'antwoordt met 200 en iets dat geen bericht is',
};

/** Bodies above this are cut off: a simulator is no place for them. */
const MAX = 32 * 1024 * 1024;

export interface Serverdelen {
  readonly log: Logboek;
  /** The fault for the next request, and one off its count. */
  neemFout(): string | null;
  traag(): number;
  stand(): Stand;
  /** @throws Error (Dutch) */
  zet(g: Partial<Gedrag>): void;
  behandel(v: Binnen): Promise<Buiten>;
}

const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));

async function lees(verzoek: IncomingMessage): Promise<Buffer | null> {
  const delen: Buffer[] = [];
  let n = 0;
  for await (const stuk of verzoek as AsyncIterable<Buffer>) {
    n += stuk.length;
    if (n > MAX) return null;
    delen.push(stuk);
  }
  return Buffer.concat(delen);
}

function algemeen(fout: string): Buiten | null {
  const regel = { bericht: '-', referentie: null, uitkomst: `fout ${fout}` };
  if (fout === '500') return { status: 500, regel };
  if (fout === '503' || fout === '429') return { status: Number(fout), koppen: { 'retry-after': '1' }, regel };
  if (fout === 'verbreek' || fout === 'stil') return { status: 0, breuk: fout, regel };
  if (fout === 'onzin') return { status: 200, contentType: 'text/xml; charset=utf-8', body: 'dit is <geen> bericht', regel };
  return null;
}

const json = (antwoord: ServerResponse, status: number, w: unknown): void => {
  antwoord.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  antwoord.end(JSON.stringify(w));
};

async function bediening(verzoek: IncomingMessage, antwoord: ServerResponse, d: Serverdelen): Promise<boolean> {
  const pad = verzoek.url ?? '/';
  if (verzoek.method === 'GET' && pad === '/stand') json(antwoord, 200, d.stand());
  else if (verzoek.method === 'POST' && pad === '/gedrag') {
    try {
      d.zet(JSON.parse((await lees(verzoek))?.toString('utf8') ?? '') as Partial<Gedrag>);
      json(antwoord, 200, d.stand().gedrag);
    } catch (e) {
      json(antwoord, 400, { fout: e instanceof SyntaxError ? 'dit is geen JSON' : e instanceof Error ? e.message : 'onbekende oorzaak' });
    }
  } else if (verzoek.method !== 'POST') json(antwoord, 405, { fout: 'alleen POST, en GET /stand' });
  else return false;
  return true;
}

async function beantwoord(verzoek: IncomingMessage, antwoord: ServerResponse, d: Serverdelen): Promise<void> {
  if (await bediening(verzoek, antwoord, d)) return;
  const body = await lees(verzoek);
  if (body === null) return json(antwoord, 413, { fout: 'te groot' });
  const fout = d.neemFout();
  const uit = (fout === null ? null : algemeen(fout)) ?? (await d.behandel({ pad: verzoek.url ?? '/', koppen: verzoek.headers, body, fout }));
  await wacht(d.traag() + (uit.wacht ?? 0));
  d.log.schrijf({ richting: 'in', ...uit.regel, status: uit.status });
  if (uit.breuk === 'stil') return;
  if (uit.breuk === 'verbreek') {
    verzoek.socket.destroy();
    return;
  }
  antwoord.writeHead(uit.status, { ...(uit.contentType === undefined ? {} : { 'content-type': uit.contentType }), ...uit.koppen });
  antwoord.end(uit.body);
}

/** Listens on 127.0.0.1. @throws Error when the port is taken. */
export async function luister(poort: number, d: Serverdelen): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server: Server = createServer((verzoek, antwoord) => {
    beantwoord(verzoek, antwoord, d).catch(() => {
      // The caller left, or something in us broke: either way it gets no answer that looks like one.
      if (!antwoord.headersSent) antwoord.writeHead(500);
      antwoord.end();
    });
  });
  await new Promise<void>((klaar, mis) => {
    server.once('error', mis);
    server.listen(poort, '127.0.0.1', () => {
      server.off('error', mis);
      klaar();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((klaar) => {
        server.close(() => klaar());
        server.closeAllConnections();
      }),
  };
}
