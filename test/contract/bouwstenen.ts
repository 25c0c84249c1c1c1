// Building blocks for tests of store, log and relay: messages without meaning, and a routing that does as it is told.
// Identifiers are derived from what a test says, so that a failure names the same message twice.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kopie, Partij, Routing, RouteerbaarEvent } from '../../src/routing/port.ts';
import type { BerichtEvent, BerichtKop, Herhaalsleutel, TeAanvaarden, TeWeigeren } from '../../src/store/port.ts';

export function hex(tekst: string): string {
  return createHash('sha256').update(tekst).digest('hex');
}

/** A UUID that always belongs to the same text. */
export function idVan(tekst: string): string {
  const h = hex(tekst);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

export const VER_WEG = Date.UTC(2100, 0, 1);
export const TIJD = '2026-01-02T03:04:05.000Z';

export function event(ordinaal: number, sleutel: string, extra: Partial<BerichtEvent> = {}): BerichtEvent {
  return { ordinaal, type: 'zaak-aangemaakt', sleutel, persoonsleutel: null, data: JSON.stringify({ ordinaal, sleutel }), ...extra };
}

export function kop(naam: string, extra: Partial<BerichtKop> = {}): BerichtKop {
  return {
    id: idVan(naam), ontvangenOp: TIJD, kanaal: 'rest', standaard: 'stuf', berichttype: 'zakLk01', versie: '0310', referentie: naam, sha256: hex(naam),
    omvang: naam.length, configuratie: 'proef', beller: 'operator', adressering: JSON.stringify({ afzender: null, ontvanger: null, soort: 'inhoud' }), ...extra,
  };
}

export function sleutel(naam: string, inhoud: string, tot = VER_WEG): Herhaalsleutel {
  return { sleutel: hex(naam), inhoud: hex(inhoud), tot };
}

export function aanvaarding(naam: string, extra: Partial<TeAanvaarden> = {}): TeAanvaarden {
  return {
    kop: kop(naam), bytes: Buffer.from(`<bericht>${naam}</bericht>`), spool: null, sleutels: [sleutel(naam, naam)],
    antwoord: { status: 202, contentType: 'text/xml', body: `<Bv03>${naam}</Bv03>` }, events: [event(1, `zaak-${naam}`)], documenten: [],
    audit: [{ stap: 'ontvangen', tijd: TIJD, actor: 'operator' }, { stap: 'aanvaard', tijd: TIJD, actor: 'operator' }], ...extra,
  };
}

export function weigering(naam: string, extra: Partial<TeWeigeren> = {}): TeWeigeren {
  return {
    kop: kop(naam), bytes: Buffer.from(naam), spool: null, sleutels: [sleutel(naam, naam)],
    antwoord: { status: 400, contentType: 'application/problem+json', body: `{"titel":"${naam}"}` }, reden: '{"code":"KP_SCHEMA"}',
    audit: [{ stap: 'ontvangen', tijd: TIJD, actor: 'operator' }, { stap: 'geweigerd', tijd: TIJD, actor: 'operator' }], ...extra,
  };
}

export function partij(id: string): Partij {
  return { id, soort: 'gemeente', naam: id, mandaten: [] };
}

export interface NepAbonnement {
  readonly id: string;
  readonly kanaal?: 'topic' | 'aflevering';
  readonly topic?: string;
  /** Which events it gets; default all. */
  readonly wil?: (e: RouteerbaarEvent) => boolean;
}

/** A routing whose subscriptions are exactly these. */
export function nepRouting(abonnementen: readonly NepAbonnement[], versie = 'proef'): Routing {
  return {
    versie,
    hubOin: '00000000000000000000',
    findParty: () => null,
    isHub: () => false,
    party: () => null,
    parties: () => [],
    decide: (e) => ({ kopieen: abonnementen.filter((a) => a.wil?.(e) ?? true).map((a) => kopie(e, a)), uitleg: [] }),
  };
}

function kopie(e: RouteerbaarEvent, a: NepAbonnement): Kopie {
  const eventId = idVan(`${e.berichtId}/${e.ordinaal}/${a.id}`);
  const attributen = {
    specversion: '1.0', id: eventId, source: 'urn:proef', type: `nl.sociaaldomein.${e.type}.v1`, time: e.tijd, subject: hex(e.sleutel),
    datacontenttype: 'application/json', bericht: e.berichtId, abonnement: a.id,
  };
  return {
    abonnement: a.id, partij: partij(`partij-${a.id}`), niveau: 'wat', topic: a.topic ?? `sociaaldomein.gemeente.${a.id}`, kanaal: a.kanaal ?? 'topic',
    eventId, key: hex(`${e.sleutel}/${a.id}`), attributen, data: JSON.stringify(e.data), doel: 'proef', grondslag: 'proef',
  };
}

/** A folder of its own for one test, gone afterwards. */
export function tijdelijkeMap(): { readonly pad: string; weg(): void } {
  const pad = mkdtempSync(path.join(tmpdir(), 'knooppunt-'));
  return { pad, weg: () => rmSync(pad, { recursive: true, force: true }) };
}
