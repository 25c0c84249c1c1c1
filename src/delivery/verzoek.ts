// From a copy to the request that carries it: CloudEvents over HTTP (binary or structured), idempotency key, signature.
// Builds text only; the same copy at the same moment gives the same request.
import { createHmac } from 'node:crypto';
import type { Kopie } from '../routing/port.ts';

export interface Verzoek {
  readonly koppen: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** HMAC-SHA-256 (hex) over `<tijdstip>.<body>`; `tijdstip` in seconds since 1970. */
export function handtekening(geheim: Uint8Array, tijdstip: number, body: Uint8Array): string {
  return createHmac('sha256', geheim).update(`${tijdstip}.`).update(body).digest('hex');
}

/**
 * CloudEvents 1.0, HTTP protocol binding: §3.1 binary (attributes as `ce-` headers, percent-encoded as §3.1.3.2 asks), §3.2 structured.
 * @param nu epoch ms
 */
export function maakVerzoek(k: Pick<Kopie, 'eventId' | 'attributen' | 'data'>, vorm: 'binair' | 'gestructureerd', geheim: Uint8Array, nu: number): Verzoek {
  const { datacontenttype = 'application/json', ...attributen } = k.attributen;
  const body = Buffer.from(vorm === 'binair' ? k.data : `${JSON.stringify({ ...attributen, datacontenttype }).slice(0, -1)},"data":${k.data}}`, 'utf8');
  const tijdstip = Math.floor(nu / 1000);
  const koppen: Record<string, string> = {
    'content-type': vorm === 'binair' ? datacontenttype : 'application/cloudevents+json; charset=utf-8',
    'content-length': String(body.length),
    'user-agent': 'knooppunt',
    'idempotency-key': k.eventId,
    'knooppunt-tijdstip': String(tijdstip),
    'knooppunt-handtekening': `sha256=${handtekening(geheim, tijdstip, body)}`,
  };
  if (vorm === 'binair') for (const [naam, waarde] of Object.entries(attributen)) koppen[`ce-${naam}`] = waarde.replace(/[^!#-$&-~]/gu, encodeURIComponent);
  return { koppen, body };
}
