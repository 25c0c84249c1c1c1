// A simulator's way to the hub: one POST, tried again while the hub says "not now". What the hub answers is read for its outcome and id, no more.
import type { Logboek } from './logboek.ts';
import type { Regel } from './port.ts';

export interface Zending {
  readonly bericht: string;
  readonly referentie: string | null;
  readonly bytes: Uint8Array;
  /** Absent: `POST /v1/berichten`. */
  readonly pad?: string;
  readonly contentType?: string;
  readonly soapAction?: string;
  /** The answer comes while it waits: what it is, is written down. */
  readonly synchroon?: true;
}

const POGINGEN = 6;

/** Local name of what stands in the SOAP body. */
const wortelVan = (tekst: string): string => /<(?:[\w.-]+:)?Body\b[^>]*>\s*<(?:[\w.-]+:)?([\w.-]+)/.exec(tekst)?.[1] ?? 'niets';

export class Zender {
  readonly #hub: string;
  readonly #token: string | undefined;
  readonly #log: Logboek;
  readonly #stop = new AbortController();

  constructor(hub: string, token: string | undefined, log: Logboek) {
    this.#hub = hub;
    this.#token = token;
    this.#log = log;
  }

  /** Never throws: what the hub does not take is `geweigerd`, and a hub that is not there `mislukt`. */
  async stuur(z: Zending): Promise<Regel> {
    const koppen: Record<string, string> = { 'content-type': z.contentType ?? 'application/octet-stream' };
    if (z.soapAction !== undefined) koppen.soapaction = `"${z.soapAction}"`;
    if (this.#token !== undefined) koppen.authorization = `Bearer ${this.#token}`;
    let status = 0;
    for (let i = 0; i < POGINGEN && !this.#stop.signal.aborted; i++) {
      if (i > 0) await new Promise((klaar) => setTimeout(klaar, 50 * 2 ** i));
      try {
        const r = await fetch(new URL(z.pad ?? '/v1/berichten', this.#hub), { method: 'POST', headers: koppen, body: new Uint8Array(z.bytes), signal: this.#stop.signal });
        const tekst = await r.text();
        status = r.status;
        if (r.status === 429 || r.status === 503) continue;
        const dubbel = r.headers.get('knooppunt-dubbel') === 'true' || /"dubbel":\s*true/.test(tekst);
        const hub = r.headers.get('knooppunt-bericht') ?? /"id":\s*"([0-9a-f-]{36})"/.exec(tekst)?.[1];
        return this.#log.schrijf({ richting: 'uit', bericht: z.bericht, referentie: z.referentie, uitkomst: r.ok ? (dubbel ? 'dubbel' : 'aanvaard') : 'geweigerd', status, ...(hub === undefined ? {} : { hub }), ...(z.synchroon === true ? { antwoord: wortelVan(tekst) } : {}) });
      } catch {
        status = 0;
      }
    }
    return this.#log.schrijf({ richting: 'uit', bericht: z.bericht, referentie: z.referentie, uitkomst: 'mislukt', status });
  }

  stop(): void {
    this.#stop.abort();
  }
}
