// The accepting transaction (docs/design/opslag-en-relais.md §2 lines 1-4, §7): keys, message, events, inbox rows, audit; all or nothing.
// Draws acceptance numbers from the locked counter rows in ascending order (§3). Never looks at what a message says.
import { createHash } from 'node:crypto';
import type { AuditInvoer } from '../audit/port.ts';
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { AanvaardUitkomst, Achterhaald, Antwoord, BerichtKop, Herhaalsleutel, TeAanvaarden, TeWeigeren } from './port.ts';
import { schrijfOntvangst } from './stap-audit.ts';
import { beantwoord, verwacht, type Binnenkomend } from './stap-verwachting.ts';
import type { Vragen } from './vragen.ts';

export type Bekend = Exclude<AanvaardUitkomst, { soort: 'nieuw' }>;

/** First 32 bits of SHA-256 over an event's ordering key, modulo the number of shards. */
export function shardVan(sleutel: string, shards: number): number {
  return createHash('sha256').update(sleutel).digest().readUInt32BE(0) % shards;
}

/** What the keys are known for; `nieuw` lists the keys that are not known. Conflict goes before repeat. */
function* zoekSleutels(q: Vragen, sleutels: readonly Herhaalsleutel[], nu: number): Stappen<{ bekend: Bekend | null; nieuw: readonly Herhaalsleutel[] }> {
  let dubbel: Bekend | null = null;
  let conflict: Bekend | null = null;
  const nieuw: Herhaalsleutel[] = [];
  for (const s of sleutels) {
    const r = yield* eerste(q.sleutel, { sleutel: s.sleutel, nu });
    if (!r) nieuw.push(s);
    else if (r.inhoud === s.inhoud) {
      const antwoord: Antwoord = { status: r.status, contentType: r.content_type, body: r.body };
      dubbel ??= { soort: 'dubbel', id: r.bericht, antwoord, events: r.events, geweigerd: r.geweigerd === 1 };
    } else if (conflict?.soort !== 'conflict' || conflict.eerste === 'geweigerd') {
      conflict = { soort: 'conflict', id: r.bericht, eerste: r.geweigerd === 1 ? 'geweigerd' : 'aanvaard' };
    }
  }
  return { bekend: conflict ?? dubbel, nieuw };
}

export function* lookup(q: Vragen, a: { sleutels: readonly Herhaalsleutel[]; nu: number }): Stappen<Bekend | null> {
  return (yield* zoekSleutels(q, a.sleutels, a.nu)).bekend;
}

export interface Aanvaard<U = AanvaardUitkomst | Achterhaald> {
  readonly uitkomst: U;
  /** Shards that got a row: whom to wake. */
  readonly shards: readonly number[];
}

export function* accept(q: Vragen, a: { m: TeAanvaarden; ondanksWeigering: boolean; nu: number; shards: number }): Stappen<Aanvaard> {
  const { m } = a;
  const { bekend, nieuw } = yield* zoekSleutels(q, m.sleutels, a.nu);
  if (bekend?.soort === 'dubbel') {
    // GGK: a known payload in a new envelope. The envelope's key gets the receipt of its own, for its own repeats.
    let eigen = bekend;
    if (nieuw.length > 0) {
      yield* bewaarSleutels(q, nieuw, bekend.id, m.antwoord, bekend.geweigerd);
      eigen = { ...bekend, antwoord: m.antwoord };
    }
    yield* telHerhaling(q, bekend.id, bekend.geweigerd, m.audit, m.kop);
    // A source that gives its first answer again, to a question that was asked anew.
    if (m.beantwoordt?.bericht !== undefined && !bekend.geweigerd) yield* beantwoord(q, binnenkomend(m, bekend.id), m.beantwoordt);
    return { uitkomst: eigen, shards: [] };
  }
  if (bekend && !(a.ondanksWeigering && bekend.eerste === 'geweigerd')) return { uitkomst: bekend, shards: [] };

  if (m.opvolging) {
    const vorige = yield* eerste(q.zendertijd, { zender: m.opvolging.zender });
    if (vorige && m.opvolging.tijdstip <= vorige.tijdstip) return { uitkomst: { soort: 'achterhaald' }, shards: [] };
    yield* alle(q.zetZendertijd, m.opvolging);
  }

  const id = m.kop.id;
  yield* bewaarBericht(q, m.kop, 'aanvaard', m.events.length, null, m.bytes, m.spool);
  yield* bewaarSleutels(q, m.sleutels, id, m.antwoord, false);
  const shards = new Set<number>();
  for (const e of m.events) {
    const shard = shardVan(e.sleutel, a.shards);
    shards.add(shard);
    yield* alle(q.zetEvent, { bericht: id, ordinaal: e.ordinaal, shard, type: e.type, sleutel: e.sleutel, persoonsleutel: e.persoonsleutel });
    yield* alle(q.zetEventData, { bericht: id, ordinaal: e.ordinaal, data: e.data });
  }
  if (shards.size === 0) shards.add(shardVan(id, a.shards));
  for (const d of m.documenten) {
    yield* alle(q.zetDocument, { sha256: d.sha256, mediatype: d.mediatype, bytes: d.bytes });
    yield* alle(q.zetDocumentBericht, { sha256: d.sha256, bericht: id });
  }
  yield* schrijfOntvangst(q, m.audit, 'aanvaard', id, terugval(m.kop), false);
  if (m.verwachting) yield* verwacht(q, id, m.verwachting, { op: m.kop.ontvangenOp, actor: m.kop.beller, nu: a.nu });
  const antwoordOp = m.beantwoordt ? yield* beantwoord(q, binnenkomend(m, id), m.beantwoordt) : null;
  const oplopend = [...shards].sort((x, y) => x - y);
  for (const shard of oplopend) yield* zetInInbox(q, shard, id, 1);
  return { uitkomst: { soort: 'nieuw', id, ...(antwoordOp ? { antwoordOp } : {}) }, shards: oplopend };
}

export function* refuse(q: Vragen, a: { m: TeWeigeren; nu: number; shards: number }): Stappen<Aanvaard<AanvaardUitkomst>> {
  const { m } = a;
  const { bekend } = yield* zoekSleutels(q, m.sleutels, a.nu);
  if (bekend?.soort === 'dubbel') {
    yield* telHerhaling(q, bekend.id, bekend.geweigerd, m.audit, m.kop);
    return { uitkomst: bekend, shards: [] };
  }
  yield* bewaarBericht(q, m.kop, 'geweigerd', 0, m.reden, m.bytes, m.spool);
  // Other content under a known key: kept and counted, and the first message keeps its key.
  if (!bekend) yield* bewaarSleutels(q, m.sleutels, m.kop.id, m.antwoord, true);
  yield* schrijfOntvangst(q, m.audit, 'geweigerd', m.kop.id, terugval(m.kop), false);
  // What the hub says about a refusal stands or falls with it: no crash leaves one without the other, and a repeat does not say it again.
  const gevolg = m.gevolg ? yield* accept(q, { m: m.gevolg, ondanksWeigering: false, nu: a.nu, shards: a.shards }) : null;
  return { uitkomst: { soort: 'nieuw', id: m.kop.id }, shards: gevolg?.shards ?? [] };
}

/** A repeat that `lookup` found; of a refused message it counts as refused. */
export function* recordDuplicate(q: Vragen, a: { bericht: string; audit: readonly AuditInvoer[]; tijd: string }): Stappen<void> {
  const b = yield* eerste(q.bericht, { id: a.bericht });
  if (!b) return;
  yield* telHerhaling(q, b.id, b.staat === 'geweigerd', a.audit, { standaard: b.standaard, beller: 'hub', ontvangenOp: a.tijd });
}

/** Forgets expired keys, answers, and answers whose question never came, at most `max` of each; returns how many keys. */
export function* purge(q: Vragen, a: { nu: number; max: number }): Stappen<number> {
  const weg = yield* alle(q.vergeetSleutels, a);
  yield* alle(q.vergeetAntwoorden, a);
  yield* alle(q.vergeetVroeg, a);
  return weg.length;
}

export function* zetInInbox(q: Vragen, shard: number, bericht: string, poging: number): Stappen<number> {
  const r = yield* eerste(q.volgendNummer, { shard });
  const nummer = Number(r?.laatste);
  yield* alle(q.zetInbox, { shard, nummer, bericht, poging, staat: 'aanvaard' });
  return nummer;
}

function* bewaarBericht(q: Vragen, k: BerichtKop, staat: string, events: number, reden: string | null, bytes: Uint8Array | null, spool: string | null): Stappen<void> {
  yield* alle(q.zetBericht, {
    id: k.id, ontvangen_op: k.ontvangenOp, kanaal: k.kanaal, standaard: k.standaard, berichttype: k.berichttype, versie: k.versie,
    referentie: k.referentie, sha256: k.sha256, omvang: k.omvang, configuratie: k.configuratie, beller: k.beller, adressering: k.adressering,
    spool, staat, events, reden,
  });
  if (bytes) yield* alle(q.zetBytes, { bericht: k.id, bytes });
}

function* bewaarSleutels(q: Vragen, sleutels: readonly Herhaalsleutel[], bericht: string, a: Antwoord, geweigerd: boolean): Stappen<void> {
  if (sleutels.length === 0) return;
  const tot = Math.max(...sleutels.map((s) => s.tot));
  const r = yield* eerste(q.zetAntwoord, { status: a.status, content_type: a.contentType, body: a.body, tot });
  const antwoord = Number(r?.id);
  for (const s of sleutels) {
    yield* alle(q.zetSleutel, { sleutel: s.sleutel, inhoud: s.inhoud, bericht, antwoord, geweigerd: geweigerd ? 1 : 0, tot: s.tot });
  }
}

function* telHerhaling(
  q: Vragen,
  bericht: string,
  geweigerd: boolean,
  audit: readonly AuditInvoer[],
  k: { readonly standaard: string | null; readonly beller: string; readonly ontvangenOp: string },
): Stappen<void> {
  const soort = geweigerd ? 'geweigerd' : 'dubbel';
  yield* alle(q.telHerhaling, { standaard: k.standaard ?? '', soort });
  yield* schrijfOntvangst(q, audit, soort, bericht, terugval(k), true);
}

function binnenkomend(m: TeAanvaarden, antwoord: string): Binnenkomend {
  const { beantwoordt: b } = m;
  return { antwoord, op: m.kop.ontvangenOp, actor: m.kop.beller, ...(b?.antwoord ? { bewaar: { antwoord: b.antwoord, tot: b.tot } } : {}) };
}

function terugval(k: { readonly beller: string; readonly ontvangenOp: string }): { actor: string; tijd: string } {
  return { actor: k.beller, tijd: k.ontvangenOp };
}
