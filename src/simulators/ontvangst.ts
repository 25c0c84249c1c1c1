// What came in at a simulator: an event by webhook (signature and repeat looked at), or a message of a standard, checked as strictly as the hub would.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { kortType } from '../canonical/cloudevent.ts';
import { doorloop } from '../intake/controle.ts';
import type { Kop, XmlLezing } from '../sdk/adapter.ts';
import type { Melding } from '../sdk/melding.ts';
import { STANDAARD_XML_LIMIETEN } from '../xml/port.ts';
import type { Binnen, Kern } from './kern.ts';

export interface Feit {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Ontvangen =
  | { readonly soort: 'webhook'; readonly id: string; readonly feit: Feit; readonly bericht: string; readonly handtekening: 'goed' | 'fout' | 'zonder' }
  | { readonly soort: 'bericht'; readonly standaard: string; readonly bericht: string; readonly kop: Kop; readonly lezing: XmlLezing | null; readonly feiten: readonly Feit[]; /** Type inside an envelope. */ readonly binnenin: string | null }
  | { readonly soort: 'ongeldig'; readonly standaard: string | null; readonly bericht: string; readonly code: string; readonly meldingen: readonly Melding[]; readonly kop: Kop | null; readonly lezing: XmlLezing | null };

const kopregel = (v: Binnen, naam: string): string | undefined => {
  const w = v.koppen[naam];
  return typeof w === 'string' ? w : undefined;
};

function handtekening(v: Binnen, geheim: string | undefined): 'goed' | 'fout' | 'zonder' {
  const gegeven = kopregel(v, 'knooppunt-handtekening');
  if (gegeven === undefined || geheim === undefined) return 'zonder';
  const verwacht = Buffer.from(`sha256=${createHmac('sha256', geheim).update(`${kopregel(v, 'knooppunt-tijdstip') ?? ''}.`).update(v.body).digest('hex')}`);
  const werkelijk = Buffer.from(gegeven);
  return werkelijk.length === verwacht.length && timingSafeEqual(werkelijk, verwacht) ? 'goed' : 'fout';
}

const berichttype = (data: Readonly<Record<string, unknown>>): string => {
  const t = (data.bericht as { berichttype?: unknown } | undefined)?.berichttype;
  return typeof t === 'string' ? t : '-';
};

function leesWebhook(v: Binnen, geheim: string | undefined): Ontvangen {
  const leeg = { soort: 'ongeldig' as const, standaard: null, bericht: 'webhook', code: 'geen CloudEvent', meldingen: [], kop: null, lezing: null };
  let json: unknown;
  try {
    json = JSON.parse(v.body.toString('utf8'));
  } catch {
    return leeg;
  }
  const binair = kopregel(v, 'ce-type');
  const e = (binair === undefined ? json : { type: binair, id: kopregel(v, 'ce-id'), data: json }) as { type?: unknown; id?: unknown; data?: unknown } | null;
  if (typeof e?.type !== 'string' || typeof e.id !== 'string' || typeof e.data !== 'object' || e.data === null) return leeg;
  const data = e.data as Record<string, unknown>;
  return { soort: 'webhook', id: e.id, feit: { type: kortType(e.type), data }, bericht: `webhook ${kortType(e.type)} ${berichttype(data)}`, handtekening: handtekening(v, geheim) };
}

export async function ontvang(v: Binnen, kern: Kern): Promise<Ontvangen> {
  const type = kopregel(v, 'content-type') ?? '';
  if (type.startsWith('application/cloudevents+json') || kopregel(v, 'ce-type') !== undefined) return leesWebhook(v, kern.rol.geheim);
  const uit = await doorloop({ soort: 'geheugen', bytes: v.body }, kern.bank, STANDAARD_XML_LIMIETEN);
  const lezing = uit.gelezen?.soort === 'xml' ? uit.gelezen.lezing : null;
  const bericht = uit.herkend.berichttype ?? 'onbekend';
  if (uit.soort === 'gezakt') return { soort: 'ongeldig', standaard: uit.herkend.standaard, bericht, code: uit.code, meldingen: uit.meldingen, kop: uit.kop, lezing };
  return { soort: 'bericht', standaard: uit.herkend.standaard!, bericht, kop: uit.kop, lezing, feiten: uit.events.map(({ type, data }) => ({ type, data })), binnenin: uit.inhoud?.gelezen.herkend.berichttype ?? null };
}
