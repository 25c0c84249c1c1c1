// What came in at a simulator: an event by webhook (or the message of it, as the subscription asks), or a message of a standard, checked as strictly as the hub would.
import { kortType } from '../canonical/cloudevent.ts';
import { doorloop } from '../intake/controle.ts';
import type { Geslaagd, Gezakt } from '../intake/doorgang.ts';
import type { Kop, XmlLezing } from '../sdk/adapter.ts';
import { STANDAARD_XML_LIMIETEN } from '../xml/port.ts';
import type { Oordeel } from './handtekening.ts';
import type { Binnen, Kern } from './kern.ts';

export interface Feit {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Ontvangen =
  | { readonly soort: 'webhook'; readonly id: string; readonly feiten: readonly Feit[]; readonly bericht: string; readonly handtekening: Oordeel; /** Message id at the hub. */ readonly hub?: string }
  | { readonly soort: 'bericht'; readonly standaard: string; readonly bericht: string; readonly kop: Kop; readonly lezing: XmlLezing | null; readonly feiten: readonly Feit[]; /** Type inside an envelope. */ readonly binnenin: string | null }
  | { readonly soort: 'ongeldig'; readonly standaard: string | null; readonly bericht: string; readonly code: string; readonly kop: Kop | null; readonly lezing: XmlLezing | null };

const kopregel = (v: Binnen, naam: string): string | undefined => {
  const w = v.koppen[naam];
  return typeof w === 'string' ? w : undefined;
};

const alsTekst = (w: unknown): string | undefined => (typeof w === 'string' ? w : undefined);

const GEEN_EVENT: Extract<Ontvangen, { readonly soort: 'ongeldig' }> = { soort: 'ongeldig', standaard: null, bericht: 'webhook', code: 'geen CloudEvent', kop: null, lezing: null };

function leesJson(body: Buffer): Record<string, unknown> | null {
  try {
    const w = JSON.parse(body.toString('utf8')) as unknown;
    return typeof w === 'object' && w !== null && !Array.isArray(w) ? (w as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const gang = (body: Buffer, kern: Kern): Promise<Geslaagd | Gezakt> => doorloop({ soort: 'geheugen', bytes: body }, kern.bank, STANDAARD_XML_LIMIETEN);

/** Binary mode (`ce-` headers; the body is the event's data, or the message itself) or structured mode. */
async function leesWebhook(v: Binnen, kern: Kern): Promise<Ontvangen> {
  const binair = kopregel(v, 'ce-type');
  const json = leesJson(v.body);
  const id = binair === undefined ? alsTekst(json?.id) : kopregel(v, 'ce-id');
  const type = binair ?? alsTekst(json?.type);
  if (type === undefined || id === undefined) return GEEN_EVENT;
  const handtekening = await kern.handtekening.oordeel(v.koppen, v.body);
  if (json === null) {
    const uit = await gang(v.body, kern);
    if (uit.soort === 'gezakt') return { ...GEEN_EVENT, code: uit.code };
    const hub = kopregel(v, 'ce-bericht');
    return { soort: 'webhook', id, bericht: `webhook bericht ${uit.herkend.berichttype ?? '-'}`, handtekening, feiten: uit.events.map((e) => ({ type: e.type, data: e.data })), ...(hub === undefined ? {} : { hub }) };
  }
  const data = binair === undefined ? json.data : json;
  if (typeof data !== 'object' || data === null) return GEEN_EVENT;
  const kop = ((data as Record<string, unknown>).bericht ?? {}) as { readonly id?: unknown; readonly berichttype?: unknown };
  const hub = alsTekst(kop.id);
  return { soort: 'webhook', id, bericht: `webhook ${kortType(type)} ${alsTekst(kop.berichttype) ?? '-'}`, handtekening, feiten: [{ type: kortType(type), data: data as Record<string, unknown> }], ...(hub === undefined ? {} : { hub }) };
}

export async function ontvang(v: Binnen, kern: Kern): Promise<Ontvangen> {
  if ((kopregel(v, 'content-type') ?? '').startsWith('application/cloudevents+json') || kopregel(v, 'ce-type') !== undefined) return leesWebhook(v, kern);
  const uit = await gang(v.body, kern);
  const lezing = uit.gelezen?.soort === 'xml' ? uit.gelezen.lezing : null;
  const bericht = uit.herkend.berichttype ?? 'onbekend';
  if (uit.soort === 'gezakt') return { soort: 'ongeldig', standaard: uit.herkend.standaard, bericht, code: uit.code, kop: uit.kop, lezing };
  return { soort: 'bericht', standaard: uit.herkend.standaard!, bericht, kop: uit.kop, lezing, feiten: uit.events.map(({ type, data }) => ({ type, data })), binnenin: uit.inhoud?.gelezen.herkend.berichttype ?? null };
}
