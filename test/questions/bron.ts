// A source for a test: a SOAP endpoint on this machine that answers as the test says, and remembers what it was sent. Ends what it started.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Verzoek {
  readonly pad: string;
  readonly koppen: IncomingHttpHeaders;
  readonly body: string;
}

export interface Geeft {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

/** `null`: never answers. */
export type Antwoorder = (v: Verzoek, nummer: number) => Geeft | null | Promise<Geeft | null>;

export interface Proefbron {
  readonly url: string;
  readonly verzoeken: Verzoek[];
  antwoord: Antwoorder;
  stop(): Promise<void>;
}

export async function startBron(antwoord: Antwoorder): Promise<Proefbron> {
  const verzoeken: Verzoek[] = [];
  const bron = { antwoord };
  const server = createServer((req, res) => {
    const stukken: Buffer[] = [];
    req.on('data', (d: Buffer) => stukken.push(d)).on('end', () => {
      const v = { pad: req.url ?? '', koppen: req.headers, body: Buffer.concat(stukken).toString('utf8') };
      verzoeken.push(v);
      void Promise.resolve(bron.antwoord(v, verzoeken.length)).then((g) => {
        if (g) res.writeHead(g.status ?? 200, { 'content-type': g.type ?? 'text/xml; charset=utf-8' }).end(g.body);
      });
    });
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    verzoeken,
    get antwoord() { return bron.antwoord; },
    set antwoord(a) { bron.antwoord = a; },
    stop: () => new Promise<void>((r) => { server.closeAllConnections(); server.close(() => r()); }),
  };
}

// ---- SuwiML as a source speaks it (aw319-suwiml-jzxml §2) ----

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const WSA = 'http://www.w3.org/2005/08/addressing';
export const FWI = 'http://bkwi.nl/SuwiML/FWI/v0205';
export const dienstNs = (dienst: string): string => `http://bkwi.nl/SuwiML/Diensten/${dienst.replace(/-(v\d+)$/, '/$1')}`;
const kop = (body: string, naam: string): string => new RegExp(`<wsa:${naam}[^>]*>(?:<wsa:Address>)?([^<]*)<`).exec(body)?.[1] ?? '';

export interface SuwiVraag {
  /** `UWVDossierInkomstenGSD-v0200`. */
  readonly dienst: string;
  readonly element: string;
  readonly bsn?: string;
  readonly van: string;
  readonly naar: string;
  readonly messageId?: string;
}

/** A question as a municipality sends it to the hub. */
export function suwiVraag(v: SuwiVraag): string {
  return `<s:Envelope xmlns:s="${SOAP}"><s:Header xmlns:wsa="${WSA}"><wsa:MessageID>${v.messageId ?? 'urn:uuid:vraag-1'}</wsa:MessageID>`
    + `<wsa:From><wsa:Address>https://app.gemeente.nl/x?oin=${v.van}</wsa:Address></wsa:From><wsa:To>https://hub.nl/${v.dienst}?oin=${v.naar}</wsa:To>`
    + `<wsa:Action>http://bkwi.nl/SuwiML/Diensten/${v.dienst}/${v.element}</wsa:Action></s:Header>`
    + `<s:Body><d:${v.element} xmlns:d="${dienstNs(v.dienst)}"><Burgerservicenr>${v.bsn ?? '999990937'}</Burgerservicenr></d:${v.element}></s:Body></s:Envelope>`;
}

/** The answer of a source to what it was sent: its business element in an envelope that relates to the question; `anders` changes the addressing. */
export function suwiAntwoord(v: Verzoek, dienst: string, element: string, inhoud: string, anders: { readonly relatesTo?: string; readonly fout?: boolean } = {}): Geeft {
  const actie = anders.fout ? 'Fout' : element;
  const body = anders.fout
    ? `<s:Fault><faultcode>s:Server</faultcode><faultstring>stuk</faultstring><detail>${inhoud}</detail></s:Fault>`
    : `<d:${element} xmlns:d="${dienstNs(dienst)}" xmlns:fwi="${FWI}">${inhoud}</d:${element}>`;
  return {
    status: anders.fout ? 500 : 200,
    body: `<s:Envelope xmlns:s="${SOAP}"><s:Header xmlns:wsa="${WSA}"><wsa:MessageID>urn:uuid:${crypto.randomUUID()}</wsa:MessageID><wsa:RelatesTo>${anders.relatesTo ?? kop(v.body, 'MessageID')}</wsa:RelatesTo>`
      + `<wsa:From><wsa:Address>${kop(v.body, 'To')}</wsa:Address></wsa:From><wsa:To>${kop(v.body, 'From')}</wsa:To><wsa:Action>http://bkwi.nl/SuwiML/Diensten/${dienst}/${actie}</wsa:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  };
}

export const niets = `<f:NietsGevonden xmlns:f="${FWI}"/>`;
export const fwiFout = (code = 'S042'): string => `<f:Fout xmlns:f="${FWI}"><Code>${code}</Code><Tekst>de bron is stuk</Tekst><Bron><DN>CN=bron</DN></Bron></f:Fout>`;
const geval = (naam: string): string => {
  const map = new URL(`../adapters/suwiml/gevallen/${naam}/`, import.meta.url);
  const bestand = readdirSync(map).find((f) => f.endsWith('.xml'));
  return readFileSync(new URL(bestand!, map), 'utf8');
};
const IKV = geval('UWVDossierInkomstenGSD-v0200-UWVPersoonsIkvInfoResponse').replace(/^[\s\S]*?<d:UWVPersoonsIkvInfoResponse[^>]*>/, '').replace(/<\/d:UWVPersoonsIkvInfoResponse>\s*$/, '').trim();
/** Income of one person: what stands in the answer. */
export const ikv = (bsn = '999990937'): string => IKV.replaceAll('999991954', bsn);
