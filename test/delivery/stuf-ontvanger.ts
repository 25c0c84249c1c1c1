// A party's endpoint for asynchronous StUF messages, for tests: a real HTTP server that answers a receipt, a fault, nothing, rubbish, or not at all.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SOAP_NS } from '../../src/sdk/soap.ts';

export interface StufVerzoek {
  readonly koppen: IncomingHttpHeaders;
  readonly body: string;
  readonly referentie: string;
}

/** What it says: one of the ready answers, a code for an Fo03 (`StUF055`), or an answer of one's own. */
export type Gedrag = 'Bv03' | 'Bv04' | 'leeg' | 'onzin' | 'stil' | `StUF${string}` | number | ((v: StufVerzoek, a: ServerResponse) => void);

export interface StufOntvanger {
  readonly url: string;
  readonly gekregen: StufVerzoek[];
  /** In order of arrival; the last one stays. */
  gedrag: Gedrag[];
  sluit(): Promise<void>;
}

const NS = 'http://www.egem.nl/StUF/StUF0301';
const systeem = (naam: string, organisatie: string): string => `<S:${naam}><S:organisatie>${organisatie}</S:organisatie><S:applicatie>ZAAKSYS</S:applicatie></S:${naam}>`;
const stuur = (code: string, kruis: string): string =>
  `<S:stuurgegevens><S:berichtcode>${code}</S:berichtcode>${systeem('zender', '0363')}${systeem('ontvanger', '0384')}<S:referentienummer>A-${kruis.slice(0, 30)}</S:referentienummer><S:tijdstipBericht>20261120120000</S:tijdstipBericht><S:crossRefnummer>${kruis}</S:crossRefnummer></S:stuurgegevens>`;
export const envelop = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="${SOAP_NS['1.1']}" xmlns:S="${NS}"><e:Body>${body}</e:Body></e:Envelope>`;
export const bevestiging = (code: 'Bv03' | 'Bv04', kruis: string): string => envelop(`<S:${code}Bericht>${stuur(code, kruis)}</S:${code}Bericht>`);
/** The declaration of StUF stands on the envelope: who takes the fault out of it must bring it along. */
export const fo03 = (code: string, kruis: string, plek = ['StUF046', 'StUF058', 'StUF007'].includes(code) ? 'server' : 'client'): string =>
  envelop(`<e:Fault><faultcode>e:${plek === 'server' ? 'Server' : 'Client'}</faultcode><faultstring>fout</faultstring><detail><S:Fo03Bericht>${stuur('Fo03', kruis)}<S:body><S:code>${code}</S:code><S:plek>${plek}</S:plek><S:omschrijving>Niet in orde</S:omschrijving></S:body></S:Fo03Bericht></detail></e:Fault>`);

export async function startStufOntvanger(...gedrag: Gedrag[]): Promise<StufOntvanger> {
  const server = createServer((vraag, antwoord) => {
    const stukken: Buffer[] = [];
    vraag.on('data', (s: Buffer) => stukken.push(s));
    vraag.on('end', () => {
      const body = Buffer.concat(stukken).toString('utf8');
      const v = { koppen: vraag.headers, body, referentie: /:referentienummer>([^<]*)/.exec(body)?.[1] ?? '' };
      const g = deze.gedrag[Math.min(deze.gekregen.length, deze.gedrag.length - 1)] ?? 'Bv03';
      deze.gekregen.push(v);
      const zeg = (status: number, tekst: string, soort = 'text/xml; charset=utf-8'): void => void antwoord.writeHead(status, { 'content-type': soort }).end(tekst);
      if (typeof g === 'function') g(v, antwoord);
      else if (typeof g === 'number') zeg(g, '');
      else if (g === 'Bv03' || g === 'Bv04') zeg(200, bevestiging(g, v.referentie));
      else if (g === 'leeg') zeg(200, '');
      else if (g === 'onzin') zeg(200, '<html>welkom</html>', 'text/html');
      else if (g !== 'stil') zeg(500, fo03(g, v.referentie));
    });
  });
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  const deze: StufOntvanger = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stuf/ontvangAsynchroon`, gekregen: [], gedrag,
    async sluit() {
      server.closeAllConnections();
      await new Promise((klaar) => server.close(klaar));
    },
  };
  return deze;
}
