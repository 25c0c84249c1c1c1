// From a copy to the request that carries it: CloudEvents over HTTP (binary or structured), idempotency key.
// Builds text only; the same copy at the same moment gives the same request.
import { createHmac } from 'node:crypto';
import type { Kopie } from '../routing/port.ts';

export interface Verzoek {
  readonly koppen: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** HMAC-SHA-256 (hex) over `<tijdstip>.<body>`; `tijdstip` in seconds since 1970. */
export function hmac(geheim: Uint8Array, tijdstip: number, body: Uint8Array): string {
  return createHmac('sha256', geheim).update(`${tijdstip}.`).update(body).digest('hex');
}

/**
 * CloudEvents 1.0, HTTP protocol binding: §3.1 binary (attributes as `ce-` headers, percent-encoded as §3.1.3.2 asks), §3.2 structured.
 * @param tijdstip seconds since 1970
 * @param bericht what stands in the body instead of the event's data, in binary mode: with its own media type, and without `dataschema`, which is about the data
 */
export function maakVerzoek(k: Pick<Kopie, 'eventId' | 'attributen' | 'data'>, vorm: 'binair' | 'gestructureerd', tijdstip: number, bericht: { readonly bytes: Buffer; readonly contentType: string } | null = null): Verzoek {
  const { datacontenttype: eigen = 'application/json', dataschema, ...rest } = k.attributen;
  const datacontenttype = bericht?.contentType ?? eigen;
  const attributen: Readonly<Record<string, string>> = { ...rest, ...(dataschema === undefined || bericht ? {} : { dataschema }) };
  const body = bericht?.bytes ?? Buffer.from(vorm === 'binair' ? k.data : `${JSON.stringify({ ...attributen, datacontenttype }).slice(0, -1)},"data":${k.data}}`, 'utf8');
  const koppen: Record<string, string> = {
    'content-type': vorm === 'binair' ? datacontenttype : 'application/cloudevents+json; charset=utf-8',
    'content-length': String(body.length),
    'user-agent': 'knooppunt',
    'idempotency-key': k.eventId,
    'knooppunt-tijdstip': String(tijdstip),
  };
  if (vorm === 'binair') for (const [naam, waarde] of Object.entries(attributen)) koppen[`ce-${naam}`] = waarde.replace(/[^!#-$&-~]/gu, encodeURIComponent);
  return { koppen, body };
}
