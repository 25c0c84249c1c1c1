// One endpoint: its own connections, breaker, and at most so many calls at once, so that it can hold up no other.
// Follows no redirect, uses no proxy, reads no more of an answer than its limit, never outlasts its time, sends nothing twice by itself.
import { BrokenCircuitError, BulkheadRejectedError, bulkhead, type BulkheadPolicy, type CircuitBreakerPolicy } from 'cockatiel';
import { type Dispatcher, errors, Pool } from 'undici';
import type { SoapVerzoek } from '../sdk/adapter.ts';
import { AdresFout, alleenOpenbaar, isVerboden } from './adressen.ts';
import { isOpen, isProef, maakOnderbreker } from './onderbreker.ts';
import type { Eindpunt, Oproep } from './port.ts';
import { leesWacht } from './wacht.ts';

/** NCSC guidelines for TLS 2025-05, "good" and "sufficient" (Node's own list is wider). */
const TLS = {
  minVersion: 'TLSv1.2' as const,
  ciphers: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256',
};
/** Ms to make a connection, within the call's own time. */
const VERBINDEN = 10_000;
/** Ms that a connection without a call stays. */
const STIL = 10_000;

type Fout = Extract<Oproep, { soort: 'fout' }>;
const fout = (oorzaak: Fout['oorzaak']): Fout => ({ soort: 'fout', oorzaak });

/** Whoever called gave up: that says nothing of the endpoint. */
class Afgebroken extends Error {}

export class Lijn {
  readonly eindpunt: Eindpunt;
  readonly #pad: string;
  readonly #pool: Pool | null;
  readonly #deur: BulkheadPolicy;
  readonly #onderbreker: CircuitBreakerPolicy | null;
  readonly #nu: () => number;

  /** `onderbreker`: taken over from the line before, where only limits changed; null: none. `nu`: epoch ms. */
  constructor(e: Eindpunt, nu: () => number, onderbreker: CircuitBreakerPolicy | null = maakOnderbreker(nu)) {
    this.eindpunt = e;
    this.#nu = nu;
    this.#onderbreker = onderbreker;
    const url = new URL(e.url);
    this.#pad = `${url.pathname}${url.search}`;
    this.#deur = bulkhead(e.maxOnderweg, 0);
    // One request on a connection at a time: a slow answer holds up no other, and what broke was this request and no second.
    this.#pool = !e.priveAdressen && isVerboden(url) ? null : new Pool(url.origin, {
      connections: e.maxOnderweg, pipelining: 1, keepAliveTimeout: STIL, keepAliveMaxTimeout: STIL,
      connect: { ...TLS, timeout: Math.min(e.tijdslimiet, VERBINDEN), ...(e.priveAdressen ? {} : { lookup: alleenOpenbaar }) },
    });
  }

  get onderbreker(): CircuitBreakerPolicy | null {
    return this.#onderbreker;
  }

  get open(): boolean {
    return this.#onderbreker !== null && isOpen(this.#onderbreker);
  }

  get bezig(): number {
    return this.eindpunt.maxOnderweg - this.#deur.executionSlots;
  }

  async call(v: SoapVerzoek, signaal: AbortSignal | undefined): Promise<Oproep> {
    const pool = this.#pool;
    if (!pool) return fout('adres');
    if (signaal?.aborted) return fout('tijd');
    const b = this.#onderbreker;
    // Cockatiel would have us wait for the call that tries.
    if (b && isProef(b)) return fout('onderbreker');
    try {
      return await this.#deur.execute(() => (b ? b.execute(() => this.#stuur(pool, v, signaal)) : this.#stuur(pool, v, signaal)));
    } catch (e) {
      if (e instanceof BrokenCircuitError) return fout('onderbreker');
      if (e instanceof BulkheadRejectedError) return fout('vol');
      if (e instanceof Afgebroken) return fout('tijd');
      throw e;
    }
  }

  async #stuur(pool: Pool, v: SoapVerzoek, signaal: AbortSignal | undefined): Promise<Oproep> {
    const grens = AbortSignal.timeout(this.eindpunt.tijdslimiet);
    const body = Buffer.from(v.body, 'utf8');
    try {
      const a = await pool.request({
        method: 'POST', path: this.#pad, body, signal: signaal ? AbortSignal.any([grens, signaal]) : grens,
        headers: { 'content-type': v.contentType, soapaction: `"${v.soapAction}"`, accept: 'text/xml, application/soap+xml', 'user-agent': 'knooppunt' },
        headersTimeout: this.eindpunt.tijdslimiet, bodyTimeout: this.eindpunt.tijdslimiet,
      });
      return await this.#lees(a);
    } catch (e) {
      // A call that tries for the breaker has to end in an outcome; elsewhere it says nothing that its caller gave up.
      if (signaal?.aborted && !grens.aborted && !(this.#onderbreker && isProef(this.#onderbreker))) throw new Afgebroken();
      if (e instanceof AdresFout) return fout('adres');
      const laat = grens.aborted || signaal?.aborted === true || e instanceof errors.HeadersTimeoutError || e instanceof errors.BodyTimeoutError || e instanceof errors.ConnectTimeoutError;
      return fout(laat ? 'tijd' : 'netwerk');
    }
  }

  async #lees(a: Dispatcher.ResponseData): Promise<Oproep> {
    const { maxAntwoord } = this.eindpunt;
    const stukken: Buffer[] = [];
    let omvang = 0;
    for await (const stuk of a.body as AsyncIterable<Buffer>) {
      omvang += stuk.length;
      // Leaving the loop ends the connection: nothing more of it is read.
      if (omvang > maxAntwoord) return fout('te-groot');
      stukken.push(stuk);
    }
    const wacht = leesWacht(kop(a.headers['retry-after']), this.#nu());
    return { soort: 'antwoord', status: a.statusCode, contentType: kop(a.headers['content-type']) ?? '', bytes: Buffer.concat(stukken), ...(wacht === undefined ? {} : { wacht }) };
  }

  /** Waits for what is under way, at most `ms`; then ends it. */
  async close(ms: number): Promise<void> {
    if (!this.#pool) return;
    let wekker: NodeJS.Timeout | undefined;
    const genoeg = new Promise<void>((klaar) => (wekker = setTimeout(klaar, ms)));
    await Promise.race([this.#pool.close(), genoeg]);
    clearTimeout(wekker);
    if (!this.#pool.destroyed) await this.#pool.destroy();
  }
}

const kop = (waarde: string | string[] | undefined): string | undefined => (Array.isArray(waarde) ? waarde[0] : waarde);
