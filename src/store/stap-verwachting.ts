// Which message waits for which answer (docs/design/terugweg.md, "Expectations"): written with the acceptance of question and answer, so that none goes without the other.
// Every change of state has its audit record. What is late follows from deadline and reception, whether the sweep has come by or not.
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { AuditTeSchrijven } from './stap-audit.ts';
import type { Antwoord, AntwoordSoort, AntwoordVerwijzing, Beantwoording, TeAanvaarden, Verwachting, VerwachtingKop, VerwachtingStaat } from './port.ts';
import { schrijfAudit } from './stap-audit.ts';
import type { Tabellen } from './tabellen.ts';
import type { Vragen } from './vragen.ts';

type Rij = Tabellen['verwachting'];

/** An answer on its way into the books. */
export interface Binnenkomend {
  readonly antwoord: string;
  /** RFC 3339: when it was received. */
  readonly op: string;
  readonly actor: string;
  readonly bewaar?: { readonly antwoord: Antwoord; readonly tot: number };
}

const kopVan = (r: Rij): VerwachtingKop => ({ bericht: r.bericht, partij: r.partij, termijn: r.termijn, staat: r.staat as VerwachtingStaat, oorzaak: r.oorzaak });
const moment = (t: string): string => new Date(t).toISOString();

const verlopen = (bericht: string, tijd: string, oorzaak: string, termijn: string): AuditTeSchrijven =>
  ({ stap: 'verlopen', tijd, bericht, actor: 'hub', details: { oorzaak, termijn } });

/** Writes one answer of a question: what it was to it, the state that follows, and the audit records. */
function* boek(q: Vragen, vraag: Rij, b: Binnenkomend): Stappen<AntwoordSoort> {
  const open = vraag.staat === 'wacht' || vraag.staat === 'verlopen';
  const opTijd = vraag.staat === 'wacht' && moment(b.op) <= vraag.termijn;
  const soort: AntwoordSoort = !open ? 'dubbel' : opTijd ? 'eerste' : 'laat';
  yield* alle(q.zetVerwachtingAntwoord, { vraag: vraag.bericht, bericht: b.antwoord, op: moment(b.op), soort });
  const audit: AuditTeSchrijven[] = [];
  if (open) {
    const { bewaar } = b;
    const bewaard = bewaar && (yield* eerste(q.zetAntwoord, { status: bewaar.antwoord.status, content_type: bewaar.antwoord.contentType, body: bewaar.antwoord.body, tot: bewaar.tot }));
    // Past its deadline before the sweep came by: as if it had.
    const gemist = vraag.staat === 'wacht' && !opTijd;
    if (gemist) audit.push(verlopen(vraag.bericht, moment(b.op), 'termijn', vraag.termijn));
    yield* alle(q.zetVerwachtingStaat, {
      bericht: vraag.bericht, staat: opTijd ? 'beantwoord' : 'laat', oorzaak: gemist ? 'termijn' : vraag.oorzaak, antwoord: bewaard ? Number(bewaard.id) : null,
    });
  }
  audit.push({ stap: 'beantwoord', tijd: moment(b.op), bericht: vraag.bericht, actor: b.actor, details: { antwoord: b.antwoord, soort } });
  yield* schrijfAudit(q, audit);
  return soort;
}

/** A reference to a message for which nothing has to come; no state. */
function* verwijs(q: Vragen, vraag: string, b: Binnenkomend): Stappen<{ bericht: string; soort: AntwoordSoort }> {
  yield* alle(q.zetVerwachtingAntwoord, { vraag, bericht: b.antwoord, op: moment(b.op), soort: 'bericht' });
  return { bericht: vraag, soort: 'bericht' };
}

const RANG: Readonly<Record<string, number>> = { wacht: 0, verlopen: 1 };
const rang = (r: Rij): number => RANG[r.staat] ?? 2;

/** Finds the question of an answer and books it there. The oldest that waits goes first, then the oldest that has expired. */
export function* beantwoord(q: Vragen, b: Binnenkomend, wat: Beantwoording): Stappen<{ bericht: string; soort: AntwoordSoort } | null> {
  if (wat.bericht !== undefined) {
    const rij = yield* eerste(q.verwachting, { bericht: wat.bericht });
    if (!rij) return yield* verwijs(q, wat.bericht, b);
    // The same message, got by asking again: it stands there already.
    const al = (yield* alle(q.antwoordenOp, { vraag: rij.bericht })).find((r) => r.bericht === b.antwoord);
    return { bericht: rij.bericht, soort: al ? (al.soort as AntwoordSoort) : yield* boek(q, rij, b) };
  }
  const sleutels = [...new Set(wat.sleutels ?? [])];
  const kandidaten: Rij[] = [];
  for (const sleutel of sleutels) kandidaten.push(...(yield* alle(q.verwachtingOp, { sleutel })));
  kandidaten.sort((x, y) => rang(x) - rang(y) || (x.bericht < y.bericht ? -1 : 1));
  const [vraag] = kandidaten;
  if (vraag) return { bericht: vraag.bericht, soort: yield* boek(q, vraag, b) };
  const kenmerk = wat.kenmerk === undefined ? undefined : yield* eerste(q.kenmerkVan, { sleutel: wat.kenmerk });
  if (kenmerk && kenmerk.geweigerd !== 1) return yield* verwijs(q, kenmerk.bericht, b);
  for (const sleutel of sleutels) yield* alle(q.zetVroeg, { sleutel, bericht: b.antwoord, op: moment(b.op), tot: wat.tot });
  // Of a question that is still to come, of nobody's, or of a party that was not asked.
  yield* schrijfAudit(q, [{ stap: 'beantwoord', tijd: moment(b.op), bericht: b.antwoord, actor: b.actor, details: { soort: 'geen-vraag' } }]);
  return null;
}

/** A question that must be answered; what came before it is booked at once. */
export function* verwacht(q: Vragen, bericht: string, v: NonNullable<TeAanvaarden['verwachting']>, a: { op: string; actor: string; nu: number }): Stappen<void> {
  const rij: Rij = { bericht, sleutel: v.sleutel, partij: v.partij, termijn: moment(v.termijn), staat: 'wacht', oorzaak: null, antwoord: null };
  const vroeg = yield* alle(q.vroegOp, { sleutel: v.sleutel, nu: a.nu });
  yield* alle(q.zetVerwachting, rij);
  yield* schrijfAudit(q, [{ stap: 'verwacht', tijd: a.op, bericht, actor: a.actor, details: { termijn: rij.termijn } }]);
  let staat = rij.staat;
  for (const r of vroeg) {
    // It may have come under several keys, and have met its question under another.
    if ((yield* alle(q.vragenVan, { bericht: r.bericht })).length === 0) {
      yield* boek(q, { ...rij, staat }, { antwoord: r.bericht, op: r.op, actor: 'hub' });
      staat = 'beantwoord';
    }
    yield* alle(q.wisVroeg, { sleutel: v.sleutel, bericht: r.bericht });
  }
}

export function* expectation(q: Vragen, a: { bericht: string; nu: number }): Stappen<Verwachting | null> {
  const rij = yield* eerste(q.verwachting, { bericht: a.bericht });
  if (!rij) return null;
  const r = rij.antwoord === null ? undefined : yield* eerste(q.bewaardAntwoord, { id: Number(rij.antwoord), nu: a.nu });
  return { ...kopVan(rij), antwoord: r ? { status: r.status, contentType: r.content_type, body: r.body } : null, antwoorden: yield* answers(q, a) };
}

export function* answers(q: Vragen, a: { bericht: string }): Stappen<readonly AntwoordVerwijzing[]> {
  return (yield* alle(q.antwoordenOp, { vraag: a.bericht })).map((r) => ({ bericht: r.bericht, op: r.op, soort: r.soort as AntwoordSoort }));
}

export function* answeredBy(q: Vragen, a: { antwoord: string }): Stappen<readonly string[]> {
  return (yield* alle(q.vragenVan, { bericht: a.antwoord })).map((r) => r.vraag);
}

const STATEN: readonly VerwachtingStaat[] = ['wacht', 'beantwoord', 'verlopen', 'laat'];

export function* expectations(q: Vragen, a: { partij?: string; staat?: VerwachtingStaat; na?: string; max: number }): Stappen<readonly VerwachtingKop[]> {
  const { partij, staat, max } = a;
  const na = a.na ?? '';
  const rijen: Rij[] = [];
  if (partij !== undefined) for (const s of staat === undefined ? STATEN : [staat]) rijen.push(...(yield* alle(q.verwachtingenVan, { partij, staat: s, na, max })));
  else if (staat === undefined) rijen.push(...(yield* alle(q.verwachtingenAlle, { na, max })));
  else if (staat === 'beantwoord') rijen.push(...(yield* alle(q.verwachtingenBeantwoord, { na, max })));
  else rijen.push(...(yield* alle(q.verwachtingenOpen, { staat, na, max })));
  return rijen.sort((x, y) => (x.bericht < y.bericht ? -1 : 1)).slice(0, max).map(kopVan);
}

export function* failExpectation(q: Vragen, a: { bericht: string; oorzaak: string; tijd: string }): Stappen<boolean> {
  const rij = yield* eerste(q.verwachting, { bericht: a.bericht });
  if (rij?.staat !== 'wacht') return false;
  yield* alle(q.zetVerwachtingStaat, { bericht: rij.bericht, staat: 'verlopen', oorzaak: a.oorzaak, antwoord: null });
  yield* schrijfAudit(q, [verlopen(rij.bericht, a.tijd, a.oorzaak, rij.termijn)]);
  return true;
}

/** What has to be looked at; who writes looks again. */
export function* dueExpectations(q: Vragen, a: { nu: string; max: number }): Stappen<readonly { bericht: string; sleutel: string }[]> {
  return yield* alle(q.verlopend, { nu: moment(a.nu), max: a.max });
}

/** Those of `berichten` that still wait; each once, whoever else is at it. */
export function* expireExpectations(q: Vragen, a: { berichten: readonly string[]; nu: string }): Stappen<readonly string[]> {
  const weg: string[] = [];
  for (const bericht of a.berichten) if (yield* failExpectation(q, { bericht, oorzaak: 'termijn', tijd: moment(a.nu) })) weg.push(bericht);
  return weg;
}

export function* expectationStats(q: Vragen): Stappen<{ wacht: number; oudste: string | null; eersteTermijn: string | null }> {
  const r = yield* eerste(q.telWachtend, {});
  const oudste = r?.oudste ? yield* eerste(q.bericht, { id: r.oudste }) : undefined;
  return { wacht: Number(r?.aantal ?? 0), oudste: oudste?.ontvangen_op ?? null, eersteTermijn: r?.eerste ?? null };
}
