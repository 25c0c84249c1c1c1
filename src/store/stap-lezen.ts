// Reading one message, document or body; each on one snapshot. Lists and overviews never touch the tables with bodies.
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { BerichtKop, BerichtOverzicht, Document, Staat } from './port.ts';
import type { Tabellen } from './tabellen.ts';
import type { Vragen } from './vragen.ts';

export function kopVan(r: Tabellen['bericht']): BerichtKop {
  return {
    id: r.id, ontvangenOp: r.ontvangen_op, kanaal: r.kanaal as BerichtKop['kanaal'], standaard: r.standaard, berichttype: r.berichttype, versie: r.versie,
    referentie: r.referentie, sha256: r.sha256, omvang: r.omvang, configuratie: r.configuratie, beller: r.beller, adressering: r.adressering,
  };
}

/** State as a reader sees it (docs/design/opslag-en-relais.md §1): of a routed message the least advanced of its pairs. */
function staatVan(staat: Staat, paren: readonly string[], rijen: readonly string[]): Staat {
  if (staat !== 'gerouteerd') return staat;
  if (paren.includes('geparkeerd')) return 'geparkeerd';
  if (paren.includes('gerouteerd') || rijen.some((r) => r !== 'gepubliceerd')) return 'gerouteerd';
  return paren.includes('klaargezet') ? 'klaargezet' : 'afgeleverd';
}

/** Heads of messages with this reference, newest first. */
export function* messagesByReference(q: Vragen, a: { referentie: string; max: number }): Stappen<readonly BerichtKop[]> {
  return (yield* alle(q.berichtenMetReferentie, a)).map(kopVan);
}

export function* message(q: Vragen, a: { id: string }): Stappen<BerichtOverzicht | null> {
  const b = yield* eerste(q.bericht, a);
  if (!b) return null;
  const stappen = yield* alle(q.stappenVan, { bericht: a.id });
  const paren = yield* alle(q.afleveringenVan, { bericht: a.id });
  const rijen = yield* alle(q.inboxVan, { bericht: a.id });
  return {
    kop: kopVan(b),
    staat: staatVan(b.staat as Staat, paren.map((p) => p.staat), rijen.map((r) => r.staat)),
    events: b.events,
    stappen: stappen.map((s) => ({ stap: s.stap, tijd: s.tijd, ...(s.abonnement === null ? {} : { abonnement: s.abonnement }) })),
    reden: b.reden,
    beslist: rijen.length > 0 && rijen.every((r) => r.staat === 'gepubliceerd'),
    afleveringen: paren.map((p) => ({ abonnement: p.abonnement, partij: p.partij, niveau: p.niveau, staat: p.staat as Staat, eventId: p.event_id, type: p.type })),
  };
}

/** Bytes, or the claim check that holds them; null when the message is unknown or its content has gone. */
export function* bytes(q: Vragen, a: { id: string }): Stappen<{ readonly bytes: Uint8Array } | { readonly spool: string } | null> {
  const r = yield* eerste(q.bytes, { bericht: a.id });
  if (r?.bytes) return { bytes: r.bytes };
  return r?.spool ? { spool: r.spool } : null;
}

export function* document(q: Vragen, a: { sha256: string }): Stappen<Document | null> {
  return (yield* eerste(q.document, a)) ?? null;
}

export function* documentMessages(q: Vragen, a: { sha256: string }): Stappen<readonly string[]> {
  return (yield* alle(q.berichtenVanDocument, a)).map((r) => r.bericht);
}
