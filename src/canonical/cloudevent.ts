// Builds the context attributes of a CloudEvent (1.0, NL GOV profile) and its two forms: `ce_` headers and structured JSON.
// No attribute carries a number that identifies a person, a case or a party; `data` is not touched here.
import type { LogRecord } from '../eventlog/port.ts';

/** Attributes by their CloudEvents name. */
export type Attributen = Readonly<Record<string, string>>;

export interface EventInvoer {
  /** OIN of the hub: becomes `source`. */
  readonly hubOin: string;
  /** UUIDv5, see `eventId`. */
  readonly id: string;
  /** Name without `nl.sociaaldomein.` and `.v1`. */
  readonly type: string;
  /** RFC 3339: when the hub recorded it. */
  readonly tijd: string;
  /** Opaque key, see `onderwerpSleutel`. */
  readonly onderwerp: string;
  /** Message id; at level dat the event's own id. */
  readonly bericht: string;
  /** Subscription id; empty for `knooppunt translate`. */
  readonly abonnement: string;
  readonly correlatie?: string;
  /** Public base URL of the hub, without a slash at the end: `dataschema` starts with it. */
  readonly basisUrl: string;
}

/** `nl.sociaaldomein.<naam>.v1`. */
export function volledigType(naam: string): string {
  return `nl.sociaaldomein.${naam}.v1`;
}

/** The name in a full type; the text itself where it is not one of ours. */
export function kortType(type: string): string {
  return /^nl\.sociaaldomein\.(.+)\.v[0-9]+$/.exec(type)?.[1] ?? type;
}

export function bouwAttributen(e: EventInvoer): Attributen {
  const a: Record<string, string> = {
    specversion: '1.0',
    id: e.id,
    source: `urn:nld:oin:${e.hubOin}:systeem:knooppunt`,
    type: volledigType(e.type),
    time: e.tijd,
    subject: e.onderwerp,
    datacontenttype: 'application/json',
    dataschema: `${e.basisUrl}/v1/schemas/${e.type}/1.0`,
    bericht: e.bericht,
    abonnement: e.abonnement,
  };
  if (e.correlatie !== undefined) a.correlatie = e.correlatie;
  return a;
}

/** Kafka binary mode: `ce_` headers and the content type. */
export function alsKoppen(a: Attributen): Record<string, string> {
  const koppen: Record<string, string> = { 'content-type': a.datacontenttype ?? 'application/json' };
  for (const [naam, waarde] of Object.entries(a)) if (naam !== 'datacontenttype') koppen[`ce_${naam}`] = waarde;
  return koppen;
}

/** Structured JSON of a record as the API gives it. `value` must be JSON (it was written by us). */
export function alsCloudEvent(r: Pick<LogRecord, 'headers' | 'value'>): Record<string, unknown> {
  const e: Record<string, unknown> = {};
  for (const [naam, waarde] of Object.entries(r.headers)) if (naam.startsWith('ce_')) e[naam.slice(3)] = waarde;
  e.datacontenttype = r.headers['content-type'] ?? 'application/json';
  e.data = JSON.parse(r.value) as unknown;
  return e;
}
