// Whether what a hub pushed is signed by it: HMAC with the shared secret, or a detached JWS (RFC 7515 appendix F, RFC 7797) with a key from its `/v1/sleutels`.
// Says good, wrong or missing; never why. Keys are fetched once, and again for one that is not known.
import { createHmac, createPublicKey, type JsonWebKey, timingSafeEqual, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Oordeel = 'goed' | 'fout' | 'zonder';

const kop = (k: IncomingHttpHeaders, naam: string): string | undefined => (typeof k[naam] === 'string' ? k[naam] : undefined);

function klopt(verwacht: string, gegeven: string): boolean {
  const [a, b] = [Buffer.from(verwacht), Buffer.from(gegeven)];
  return a.length === b.length && timingSafeEqual(a, b);
}

interface Sleutel extends JsonWebKey {
  readonly kid?: string;
}

export class Handtekening {
  readonly #geheim: string | undefined;
  readonly #hub: () => string | null;
  #sleutels: readonly Sleutel[] = [];

  constructor(geheim: string | undefined, hub: () => string | null) {
    this.#geheim = geheim;
    this.#hub = hub;
  }

  /** @param koppen of the request, names in small letters. */
  async oordeel(koppen: IncomingHttpHeaders, body: Uint8Array): Promise<Oordeel> {
    const jws = kop(koppen, 'knooppunt-handtekening-jws');
    if (jws !== undefined) return (await this.#jws(jws, body, kop(koppen, 'idempotency-key'))) ? 'goed' : 'fout';
    const hmac = kop(koppen, 'knooppunt-handtekening');
    if (hmac === undefined || this.#geheim === undefined) return 'zonder';
    return klopt(`sha256=${createHmac('sha256', this.#geheim).update(`${kop(koppen, 'knooppunt-tijdstip') ?? ''}.`).update(body).digest('hex')}`, hmac) ? 'goed' : 'fout';
  }

  async #jws(tekst: string, body: Uint8Array, id: string | undefined): Promise<boolean> {
    const [voor = '', midden, handtekening = ''] = tekst.split('.');
    try {
      const h = JSON.parse(Buffer.from(voor, 'base64url').toString('utf8')) as { alg?: string; kid?: string; b64?: boolean; crit?: readonly string[]; jti?: string };
      if (midden !== '' || h.b64 !== false || h.crit?.includes('b64') !== true || h.jti !== id || h.kid === undefined) return false;
      const jwk = await this.#sleutel(h.kid);
      if (!jwk) return false;
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      const getekend = Buffer.concat([Buffer.from(`${voor}.`, 'ascii'), body]);
      const bytes = Buffer.from(handtekening, 'base64url');
      if (h.alg === 'ES256' && jwk.kty === 'EC') return verify('sha256', getekend, { key, dsaEncoding: 'ieee-p1363' }, bytes);
      // RSA_PKCS1_PSS_PADDING, salt as long as the hash (RFC 7518 §3.5).
      return h.alg === 'PS256' && jwk.kty === 'RSA' && verify('sha256', getekend, { key, padding: 6, saltLength: 32 }, bytes);
    } catch {
      return false;
    }
  }

  async #sleutel(kid: string): Promise<Sleutel | undefined> {
    const bekend = this.#sleutels.find((s) => s.kid === kid);
    const hub = this.#hub();
    if (bekend || hub === null) return bekend;
    const r = await fetch(new URL('/v1/sleutels', hub));
    this.#sleutels = ((await r.json()) as { keys: readonly Sleutel[] }).keys;
    return this.#sleutels.find((s) => s.kid === kid);
  }
}
