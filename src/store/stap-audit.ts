// Writing and reading audit records inside the transaction of the state they tell of (G6): draws the chain's next number and hash.
// Never changes a record. A record with a `uniek` that stands already is not written again.
import type { AuditInvoer, AuditRegel, AuditStap } from '../audit/port.ts';
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import { canonicalJson, hashVan, NULHASH } from './keten.ts';
import type { AuditOver } from './port.ts';
import type { Tabellen } from './tabellen.ts';
import type { Vragen } from './vragen.ts';

export interface AuditTeSchrijven extends AuditInvoer {
  readonly uniek?: string;
}

export function* schrijfAudit(q: Vragen, regels: readonly AuditTeSchrijven[]): Stappen<void> {
  if (regels.length === 0) return;
  const { keten } = q;
  const kop = yield* eerste(q.kop, { keten });
  let volgnr = kop?.volgnr ?? 0;
  let vorige = kop?.hash ?? NULHASH;
  for (const { uniek, ...invoer } of regels) {
    if (uniek !== undefined && (yield* eerste(q.auditUniek, { uniek }))) continue;
    volgnr += 1;
    const regel: Omit<AuditRegel, 'hash'> = { ...invoer, keten, volgnr, vorige };
    const hash = hashVan(regel);
    yield* alle(q.zetAudit, {
      keten,
      volgnr,
      stap: invoer.stap,
      tijd: invoer.tijd,
      bericht: invoer.bericht ?? null,
      abonnement: invoer.abonnement ?? null,
      poging: invoer.poging ?? null,
      actor: invoer.actor,
      betrokkenen: invoer.betrokkenen ? canonicalJson(invoer.betrokkenen) : null,
      details: invoer.details ? canonicalJson(invoer.details) : null,
      vorige,
      hash,
      uniek: uniek ?? null,
    });
    for (const pseudoniem of invoer.betrokkenen ?? []) yield* alle(q.zetBetrokkene, { pseudoniem, keten, volgnr });
    const events = invoer.details?.events;
    if (Array.isArray(events)) for (const e of events) yield* alle(q.zetAuditEvent, { event_id: String(e), keten, volgnr });
    vorige = hash;
  }
  if (volgnr !== (kop?.volgnr ?? 0)) yield* alle(q.zetKop, { keten, volgnr, hash: vorige });
}

/** A record as it stands, from its row; members that are absent in the row stay absent. */
export function auditRegel(r: Omit<Tabellen['audit'], 'uniek'>): AuditRegel {
  return {
    stap: r.stap as AuditStap,
    tijd: r.tijd,
    ...(r.bericht === null ? {} : { bericht: r.bericht }),
    ...(r.abonnement === null ? {} : { abonnement: r.abonnement }),
    ...(r.poging === null ? {} : { poging: r.poging }),
    actor: r.actor,
    ...(r.betrokkenen === null ? {} : { betrokkenen: JSON.parse(r.betrokkenen) as string[] }),
    ...(r.details === null ? {} : { details: JSON.parse(r.details) as Record<string, unknown> }),
    keten: r.keten,
    volgnr: r.volgnr,
    vorige: r.vorige,
    hash: r.hash,
  };
}

/** What a caller gave, made whole: exactly one `ontvangen` and one record of the outcome, both about `bericht`. */
export function* schrijfOntvangst(
  q: Vragen,
  gegeven: readonly AuditInvoer[],
  uitkomst: 'aanvaard' | 'geweigerd' | 'dubbel',
  bericht: string,
  terugval: { readonly actor: string; readonly tijd: string },
  herhaling: boolean,
): Stappen<void> {
  const basis = { actor: gegeven[0]?.actor ?? terugval.actor, tijd: gegeven[0]?.tijd ?? terugval.tijd };
  const ontvangen = gegeven.find((a) => a.stap === 'ontvangen') ?? { ...basis, stap: 'ontvangen' as const };
  const einde = gegeven.find((a) => a.stap === uitkomst) ?? { ...basis, stap: uitkomst };
  // A repeat is told of the first message, and carries nothing of what the second would have been.
  const rest = herhaling ? [] : gegeven.filter((a) => a !== ontvangen && a !== einde && a.stap !== 'ontvangen' && a.stap !== uitkomst);
  const regels = [ontvangen, ...rest, herhaling && uitkomst === 'geweigerd' ? { ...einde, details: { ...einde.details, herhaling: true } } : einde];
  yield* schrijfAudit(q, regels.map((a) => ({ ...a, bericht: herhaling ? bericht : (a.bericht ?? bericht) })));
}

export function* auditNa(q: Vragen, keten: string, volgnr: number, max: number): Stappen<readonly AuditRegel[]> {
  return (yield* alle(q.auditNa, { keten, volgnr, max })).map(auditRegel);
}

/**
 * Everything recorded about a pseudonym: records that name it, and for each routing of it (message, subscription) its publication,
 * deliveries, and the reads of its events. Oldest first; `paren` tells which events belong to which routing.
 */
export function* auditOver(q: Vragen, pseudoniem: string): Stappen<AuditOver> {
  const gevonden = new Map<string, AuditRegel>();
  const neem = (r: Omit<Tabellen['audit'], 'uniek'>): void => void gevonden.set(`${r.keten}/${r.volgnr}`, auditRegel(r));
  const eigen = yield* alle(q.auditOver, { pseudoniem });
  const gerouteerd = new Map<string, { bericht: string; abonnement: string }>();
  for (const r of eigen) {
    neem(r);
    if (r.bericht !== null && r.abonnement !== null) gerouteerd.set(`${r.bericht}/${r.abonnement}`, { bericht: r.bericht, abonnement: r.abonnement });
  }
  const paren: { bericht: string; abonnement: string; events: readonly string[] }[] = [];
  for (const { bericht, abonnement } of gerouteerd.values()) {
    for (const r of yield* alle(q.auditVanBericht, { bericht })) {
      if (r.abonnement === abonnement && r.stap !== 'gerouteerd') neem(r);
    }
    const events = (yield* alle(q.eventIds, { bericht, abonnement })).map((r) => r.event_id);
    for (const event_id of events) for (const r of yield* alle(q.auditVanEvent, { event_id })) neem(r);
    paren.push({ bericht, abonnement, events });
  }
  const regels = [...gevonden.values()].sort((a, b) => (a.keten < b.keten ? -1 : a.keten > b.keten ? 1 : a.volgnr - b.volgnr));
  return { regels, paren };
}
