// A push that is signed with a key of its own: detached JWS (RFC 7515 appendix F) over the body as it is (RFC 7797, `b64: false`), and the public keys that
// whoever receives it checks it with (RFC 7517). A private key never leaves this file but as a signature.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, FlattenedSign, type JWK } from 'jose';
import type { Doel } from './kanaal.ts';

export interface Ondertekening {
  /** Compact and detached: `<protected>..<signature>`. */
  teken(body: Uint8Array, eventId: string, tijdstip: number): Promise<string>;
}

/** ES256 for a key on P-256, PS256 for RSA: what the configuration lets through. */
const algVan = (jwk: JWK): 'ES256' | 'PS256' => (jwk.kty === 'EC' ? 'ES256' : 'PS256');

/** The public half, under its thumbprint (RFC 7638). */
async function publiek(pem: Uint8Array): Promise<JWK & { readonly kid: string; readonly alg: string }> {
  const jwk = await exportJWK(createPublicKey(Buffer.from(pem)));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algVan(jwk), use: 'sig' };
}

/** @param pem private key, as Node reads it */
export function maakOndertekening(pem: Uint8Array): Ondertekening {
  const klaar = (async () => {
    const { kid, alg } = await publiek(pem);
    return { kid, alg, sleutel: createPrivateKey(Buffer.from(pem)) };
  })();
  klaar.catch(() => undefined);
  return {
    async teken(body, eventId, tijdstip) {
      const { kid, alg, sleutel } = await klaar;
      // `iat` and `jti` are under the signature too: a body cannot be played again as another event or at another time.
      const jws = await new FlattenedSign(body).setProtectedHeader({ alg, kid, b64: false, crit: ['b64'], iat: tijdstip, jti: eventId }).sign(sleutel);
      return `${jws.protected ?? ''}..${jws.signature}`;
    },
  };
}

/** The public keys of every target that is signed for with JWS, each once. */
export async function publiekeSleutels(doelen: Iterable<Doel>): Promise<{ readonly keys: readonly JWK[] }> {
  const opKid = new Map<string, JWK>();
  for (const d of doelen) {
    if (d.kanaal !== 'webhook' || d.ondertekening !== 'jws') continue;
    const jwk = await publiek(d.geheim);
    opKid.set(jwk.kid, jwk);
  }
  return { keys: [...opKid.values()] };
}
