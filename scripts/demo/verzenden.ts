// Sends one message over HTTP as its sender would (SOAP where the sample says so) and reads back what the hub says of it.
import { readFileSync } from 'node:fs';
import type { Partij } from '../../src/routing/port.ts';
import type { Adressering } from '../../src/sdk/adressering.ts';
import type { PartijAanduiding } from '../../src/sdk/partij.ts';
import type { Store } from '../../src/store/port.ts';
import type { Zending } from './bronnen.ts';

export interface Resultaat {
  readonly zending: Zending;
  readonly status: number;
  readonly uitkomst: 'aanvaard' | 'geweigerd' | 'dubbel' | 'onbestelbaar' | 'afgewezen';
  readonly id: string | null;
  readonly standaard: string | null;
  readonly berichttype: string | null;
  readonly code: string | null;
  readonly standaardcode: string | null;
  readonly afzender: string;
  /** Canonical events of the message. */
  readonly events: number;
  /** Records on topics. */
  readonly kopieen: number;
  readonly ms: number;
  /** Filled in when everything is delivered: gemeentecodes and OINs. */
  readonly partijen: readonly string[];
}

// What an answer over SOAP was about, the hub tells in headers of its own.

/** @param url of the hub. */
export async function verzend(url: string, zending: Zending): Promise<Resultaat> {
  const bytes = readFileSync(zending.pad);
  const v = zending.verwacht;
  const soap = v?.kanaal === 'soap';
  const adres = new URL(soap ? `/soap/${v.endpoint}` : '/v1/berichten', url);
  if (!soap) for (const p of ['afzender', 'ontvanger'] as const) if (v?.[p]) adres.searchParams.set(p, v[p]);
  const headers: Record<string, string> = { 'content-type': soap ? 'text/xml; charset=utf-8' : 'application/octet-stream' };
  if (soap) headers.soapaction = `"${v.soapAction ?? ''}"`;
  const begin = performance.now();
  const r = await fetch(adres, { method: 'POST', headers, body: bytes });
  const tekst = await r.text();
  const ms = performance.now() - begin;
  const json = r.headers.get('content-type')?.includes('json') ? (JSON.parse(tekst) as Record<string, unknown>) : null;
  const id = (json?.id as string | undefined) ?? r.headers.get('knooppunt-bericht');
  const dubbel = json ? json.dubbel === true : r.headers.get('knooppunt-dubbel') === 'true';
  const meldingen = (json?.meldingen ?? []) as { standaardcode?: string }[];
  const uitkomst = r.ok ? (dubbel ? 'dubbel' : 'aanvaard') : r.status === 429 || r.status === 503 || r.headers.get('knooppunt-code')?.match(/^KP_(OPSLAG|NIET_GECONTROLEERD)/) ? 'afgewezen' : 'geweigerd';
  return {
    zending, status: r.status, uitkomst, id: id ?? null,
    standaard: (json?.standaard as string | undefined) ?? r.headers.get('knooppunt-standaard'),
    berichttype: (json?.berichttype as string | undefined) ?? r.headers.get('knooppunt-berichttype'),
    code: (json?.code as string | undefined) ?? r.headers.get('knooppunt-code'),
    standaardcode: meldingen[0]?.standaardcode ?? (json ? null : (/<(?:\w+:)?code>([^<]+)</.exec(tekst)?.[1] ?? null)),
    afzender: '', events: 0, kopieen: 0, ms, partijen: [],
  };
}

const naamVan = (p: PartijAanduiding | null): string => (p ? (p.gemeentecode ?? p.agb ?? p.uzovi ?? p.organisatie ?? p.oin ?? '?') : '?');

/** What became of a message: state, events, its sender, and who got a copy (municipality codes and OINs). */
export async function volgOp(store: Store, partij: (id: string) => Partij | null, r: Resultaat): Promise<Resultaat> {
  const o = r.id === null ? null : await store.message(r.id);
  if (!o) return r;
  const afzender = naamVan((JSON.parse(o.kop.adressering) as Adressering).afzender);
  const partijen = [...new Set(o.afleveringen.map((a) => { const p = partij(a.partij); return p?.gemeentecode && p.soort === 'gemeente' ? p.gemeentecode : (p?.oin ?? a.partij); }))].sort();
  const uitkomst = r.uitkomst === 'aanvaard' && o.staat === 'onbestelbaar' ? 'onbestelbaar' : r.uitkomst;
  const events = new Set(o.afleveringen.map((a) => a.eventId)).size;
  return { ...r, uitkomst, afzender, partijen, events: o.events, kopieen: r.uitkomst === 'aanvaard' ? events : 0, standaard: r.standaard ?? o.kop.standaard, berichttype: r.berichttype ?? o.kop.berichttype };
}
