// From one inbox row to decisions, records and audit: asks routing, adds nothing of its own. The same row under the same configuration
// gives the same decisions (event ids are derived), which is what lets a relay start over after a crash.
import type { AuditInvoer } from '../audit/port.ts';
import type { LogRecord } from '../eventlog/port.ts';
import type { Kopie, RouteerbaarEvent, Routing } from '../routing/port.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { BerichtEvent, Besluit, InboxRij } from '../store/port.ts';

export interface Beslissing {
  readonly besluiten: readonly Besluit[];
  readonly records: readonly LogRecord[];
  readonly audit: readonly AuditInvoer[];
}

/** Pseudonyms of the persons that an event is about (audit). */
export type Betrokkenen = (event: RouteerbaarEvent) => readonly string[];

/**
 * Decides `events` of a row. Records stand in the order of the events, so that order per key holds within a message too.
 * @throws whatever routing throws; nothing has been written then.
 */
export function beslis(rij: InboxRij, events: readonly BerichtEvent[], routing: Routing, betrokkenen: Betrokkenen, tijd: string): Beslissing {
  const adressering = JSON.parse(rij.bericht.adressering) as Adressering;
  const besluiten: Besluit[] = [];
  const records: LogRecord[] = [];
  const perAbonnement = new Map<string, { kopie: Kopie; aantal: number; personen: Set<string> }>();
  let zonder = 0;
  const gekozen = rij.alleen && new Set(rij.alleen.map((k) => `${k.ordinaal}/${k.abonnement}`));
  const ordinalen = rij.alleen && new Set(rij.alleen.map((k) => k.ordinaal));
  for (const e of events) {
    if (ordinalen && !ordinalen.has(e.ordinaal)) continue;
    const event = routeerbaar(rij, e);
    const alle = routing.decide(event, adressering, false).kopieen;
    const kopieen = gekozen ? alle.filter((k) => gekozen.has(`${e.ordinaal}/${k.abonnement}`)) : alle;
    if (kopieen.length === 0) zonder += 1;
    const personen = kopieen.length === 0 ? [] : betrokkenen(event);
    for (const kopie of kopieen) {
      besluiten.push(besluitVan(rij, e, kopie));
      records.push(recordVan(kopie));
      const groep = perAbonnement.get(kopie.abonnement) ?? { kopie, aantal: 0, personen: new Set<string>() };
      groep.aantal += 1;
      for (const p of personen) groep.personen.add(p);
      perAbonnement.set(kopie.abonnement, groep);
    }
  }
  const basis = { stap: 'gerouteerd' as const, tijd, bericht: rij.bericht.id, poging: rij.poging, actor: 'hub' };
  const plaats = { shard: rij.shard, nummer: rij.nummer, configuratie: routing.versie };
  const audit: AuditInvoer[] = [...perAbonnement.values()].map(({ kopie, aantal, personen }) => ({
    ...basis,
    abonnement: kopie.abonnement,
    ...(personen.size === 0 ? {} : { betrokkenen: [...personen].sort() }),
    details: { ...plaats, partij: kopie.partij.id, niveau: kopie.niveau, kanaal: kopie.kanaal, topic: kopie.topic, doel: kopie.doel, grondslag: kopie.grondslag, aantal },
  }));
  if (zonder > 0 || audit.length === 0) {
    audit.push({ ...basis, details: { ...plaats, zonderAbonnement: zonder, adressering: adressering.soort, ...(adressering.reden === undefined ? {} : { reden: adressering.reden }) } });
  }
  return { besluiten, records, audit };
}

/** The copies of one event of a row, as routing makes them now: what delivery sends. */
export function kopieenVan(rij: InboxRij, e: BerichtEvent, routing: Routing): readonly Kopie[] {
  return routing.decide(routeerbaar(rij, e), JSON.parse(rij.bericht.adressering) as Adressering, false).kopieen;
}

function routeerbaar(rij: InboxRij, e: BerichtEvent): RouteerbaarEvent {
  const data = JSON.parse(e.data) as Record<string, unknown>;
  return {
    berichtId: rij.bericht.id,
    ordinaal: e.ordinaal,
    type: e.type,
    sleutel: e.sleutel,
    persoonsleutel: e.persoonsleutel,
    data,
    json: e.data,
    tijd: rij.bericht.ontvangenOp,
    proef: (data.bericht as { proef?: unknown } | undefined)?.proef === true,
  };
}

function besluitVan(rij: InboxRij, e: BerichtEvent, k: Kopie): Besluit {
  return {
    bericht: rij.bericht.id,
    ordinaal: e.ordinaal,
    abonnement: k.abonnement,
    partij: k.partij.id,
    niveau: k.niveau,
    kanaal: k.kanaal,
    topic: k.topic,
    eventId: k.eventId,
    ...(k.kanaal === 'aflevering' ? { sleutel: k.key } : {}),
    type: (k.attributen.type ?? e.type).replace(/^nl\.sociaaldomein\./, '').replace(/\.v\d+$/, ''),
  };
}

/** CloudEvents, Kafka binding, binary mode: attributes as `ce_` headers, `datacontenttype` as `content-type`. */
export function recordVan(k: Kopie): LogRecord {
  const headers: Record<string, string> = { 'content-type': k.attributen.datacontenttype ?? 'application/json' };
  for (const [naam, waarde] of Object.entries(k.attributen)) if (naam !== 'datacontenttype') headers[`ce_${naam}`] = waarde;
  return { topic: k.topic, key: k.key, headers, value: k.data };
}
