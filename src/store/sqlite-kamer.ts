// The store's room in the SQLite worker: which requests write, which read. Loaded by the worker thread; holds no state of its own.
import { randomUUID } from 'node:crypto';
import { SqliteFout, type Kamer } from '../sqlite/kamer.ts';
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import { sqliteBouwer } from '../sqlite/vraag.ts';
import type { AuditInvoer } from '../audit/port.ts';
import type { Beurt, Herhaalsleutel, PaarVerwijzing, ParkeerFilter, RijVerwijzing, TeAanvaarden, TeBesluiten, TeWeigeren, VerwachtingStaat } from './port.ts';
import { migraties } from './sqlite-migraties.ts';
import * as aflevering from './stap-aflevering.ts';
import * as geparkeerd from './stap-geparkeerd.ts';
import { auditNa, auditOver, schrijfAudit } from './stap-audit.ts';
import { balance } from './stap-balans.ts';
import * as lezen from './stap-lezen.ts';
import * as ontvangst from './stap-ontvangst.ts';
import * as relais from './stap-relais.ts';
import * as verwachting from './stap-verwachting.ts';
import * as vervallen from './stap-vervallen.ts';
import type { Tabellen } from './tabellen.ts';
import { maakVragen } from './vragen.ts';

export const vragen = maakVragen(sqliteBouwer<Tabellen>());
const q = vragen;

/** Makes a new store's identity and counters once; afterwards only tells them. @throws SqliteFout `onbereikbaar` for another number of shards. */
function* begin(a: { shards: number | undefined; nu: string }): Stappen<{ incarnation: string; shards: number }> {
  const incarnation = (yield* eerste(q.meta, { naam: 'incarnatie' }))?.waarde;
  if (incarnation !== undefined) {
    const shards = Number((yield* eerste(q.meta, { naam: 'shards' }))?.waarde);
    if (a.shards !== undefined && a.shards !== shards) {
      throw new SqliteFout('onbereikbaar', `De opslag is gemaakt met ${shards} shards; de configuratie vraagt er ${a.shards}. Dat aantal ligt vast.`);
    }
    return { incarnation, shards };
  }
  const nieuw = { incarnation: randomUUID(), shards: a.shards ?? 8 };
  yield* alle(q.zetMeta, { naam: 'incarnatie', waarde: nieuw.incarnation });
  yield* alle(q.zetMeta, { naam: 'shards', waarde: String(nieuw.shards) });
  yield* alle(q.zetMeta, { naam: 'gemaakt', waarde: a.nu });
  for (let shard = 0; shard < nieuw.shards; shard++) yield* alle(q.zetTeller, { shard });
  return nieuw;
}

export const kamer = {
  naam: 'opslag',
  migraties,
  schrijf: {
    begin,
    accept: (a: { m: TeAanvaarden; ondanksWeigering: boolean; nu: number; shards: number }) => ontvangst.accept(q, a),
    refuse: (a: { m: TeWeigeren; nu: number; shards: number }) => ontvangst.refuse(q, a),
    recordDuplicate: (a: { bericht: string; audit: readonly AuditInvoer[]; tijd: string }) => ontvangst.recordDuplicate(q, a),
    writeDecisions: (a: TeBesluiten) => relais.writeDecisions(q, a),
    markPublished: (a: { rijen: readonly RijVerwijzing[]; tijd: string }) => relais.markPublished(q, a),
    recordAudit: (a: { audit: readonly AuditInvoer[] }) => schrijfAudit(q, a.audit),
    recordTurn: (a: { paar: PaarVerwijzing; beurt: Beurt; tijd: string }) => aflevering.recordTurn(q, a),
    redrive: (a: { paar: PaarVerwijzing; tijd: string; actor: string; reden: string }) => aflevering.redrive(q, a),
    claimAnnouncements: (a: { nummer: number; paren: readonly PaarVerwijzing[] }) => geparkeerd.claimAnnouncements(q, a),
    markAnnounced: (a: { nummer: number }) => geparkeerd.markAnnounced(q, a),
    failExpectation: (a: { bericht: string; oorzaak: string; tijd: string }) => verwachting.failExpectation(q, a),
    expireExpectations,
    forgetContent: (a: vervallen.VergeetVraag) => vervallen.forgetContent(q, a),
    purge: (a: { nu: number; max: number }) => ontvangst.purge(q, a),
  },
  lees: {
    lookup: (a: { sleutels: readonly Herhaalsleutel[]; nu: number }) => ontvangst.lookup(q, a),
    inboxAfter: (a: { shard: number; nummer: number; max: number }) => relais.inboxAfter(q, a),
    inboxState: (a: { shard: number }) => relais.inboxState(q, a),
    decidedUpTo: (a: { shard: number; nummer: number; max: number }) => relais.decidedUpTo(q, a),
    dueDeliveries: (a: { abonnement: string; shards: readonly number[]; nu: number; max: number; strikt: boolean }) => aflevering.dueDeliveries(q, a),
    waitingSubscriptions: (_a: Record<string, never>) => aflevering.waitingSubscriptions(q),
    deliveryRow: (a: PaarVerwijzing) => aflevering.deliveryRow(q, a),
    parked: (a: ParkeerFilter & { na?: PaarVerwijzing; max: number }) => geparkeerd.parked(q, a),
    parkedCounts: (a: ParkeerFilter) => geparkeerd.parkedCounts(q, a),
    pair: (a: PaarVerwijzing) => geparkeerd.pair(q, a),
    announcements: (a: { na?: number; max: number }) => geparkeerd.announcements(q, a),
    deliveryStats: (_a: Record<string, never>) => aflevering.deliveryStats(q),
    expectation: (a: { bericht: string; nu: number }) => verwachting.expectation(q, a),
    expectations: (a: { partij?: string; staat?: VerwachtingStaat; na?: string; max: number }) => verwachting.expectations(q, a),
    answers: (a: { bericht: string }) => verwachting.answers(q, a),
    answeredBy: (a: { antwoord: string }) => verwachting.answeredBy(q, a),
    expectationStats: (_a: Record<string, never>) => verwachting.expectationStats(q),
    message: (a: { id: string }) => lezen.message(q, a),
    messagesByReference: (a: { referentie: string; max: number }) => lezen.messagesByReference(q, a),
    bytes: (a: { id: string }) => lezen.bytes(q, a),
    document: (a: { sha256: string }) => lezen.document(q, a),
    documentMessages: (a: { sha256: string }) => lezen.documentMessages(q, a),
    balance: (_a: Record<string, never>) => balance(q),
    auditChains: (_a: Record<string, never>) => ketens(q.ketens),
    auditChainsCounted: (_a: Record<string, never>) => ketens(q.ketensGeteld),
    auditAfter: (a: { keten: string; volgnr: number; max: number }) => auditNa(q, a.keten, a.volgnr, a.max),
    auditHead: (a: { keten: string }) => auditKop(a.keten),
    auditAbout: (a: { pseudoniem: string }) => auditOver(q, a.pseudoniem),
    spools: (_a: Record<string, never>) => spools(),
  },
} satisfies Kamer;

function* expireExpectations(a: { nu: string; max: number }): Stappen<readonly string[]> {
  const rijen = yield* verwachting.dueExpectations(q, a);
  return yield* verwachting.expireExpectations(q, { berichten: rijen.map((r) => r.bericht), nu: a.nu });
}

function* ketens(vraag: typeof q.ketens): Stappen<readonly string[]> {
  return (yield* alle(vraag, {})).map((r) => r.keten);
}

function* auditKop(keten: string): Stappen<{ volgnr: number; hash: string } | null> {
  return (yield* eerste(q.kop, { keten })) ?? null;
}

function* spools(): Stappen<readonly string[]> {
  return (yield* alle(q.spools, {})).flatMap((r) => (r.spool === null ? [] : [r.spool]));
}
