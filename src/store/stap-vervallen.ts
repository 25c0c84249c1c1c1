// Content that has outlived its time goes: bytes, event data, documents that no other message refers to, a kept answer. Heads, decisions, audit and keys of
// repeats stay, so that the balance closes and a repeat is known. Nothing goes that may still be needed: every row published and not above its
// shard's position in the log, every pair delivered, no answer still waited for. What is parked keeps its bytes until somebody decides.
import { alle, eerste, type Stappen } from '../sqlite/stap.ts';
import type { Vergeten } from './port.ts';
import { schrijfAudit } from './stap-audit.ts';
import type { Vragen } from './vragen.ts';

/** The smallest message id (UUIDv7) of a moment: ids before it compare lower. */
export function idGrens(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}

export interface VergeetVraag {
  readonly soort: 'bytes' | 'spool';
  /** Only messages with a smaller id. */
  readonly voor: string;
  /** Only messages with a larger id. */
  readonly na: string;
  readonly max: number;
  /** RFC 3339. */
  readonly tijd: string;
  /** Shard → last acceptance number that the log has. */
  readonly posities: ReadonlyMap<number, number>;
  /** Documents in the same transaction: only where nobody else can accept one meanwhile. */
  readonly documenten: boolean;
}

/** True when nothing will ask for the content of this message again. */
function* isAf(q: Vragen, id: string, staat: string, posities: ReadonlyMap<number, number>): Stappen<boolean> {
  if (staat === 'geweigerd') return true;
  if (staat === 'aanvaard') return false;
  for (const r of yield* alle(q.rijenVan, { bericht: id })) {
    if (r.staat !== 'gepubliceerd' || Number(r.nummer) > (posities.get(Number(r.shard)) ?? -1)) return false;
  }
  // Whoever still has to answer it may have the hub repeat what it says (a retour made from an event).
  if ((yield* eerste(q.verwachting, { bericht: id }))?.staat === 'wacht') return false;
  return (yield* eerste(q.heeftOnaf, { bericht: id })) === undefined;
}

function* wisDocumenten(q: Vragen, id: string): Stappen<void> {
  const documenten = yield* alle(q.documentenVan, { bericht: id });
  yield* alle(q.wisDocumentBericht, { bericht: id });
  for (const { sha256 } of documenten) yield* alle(q.wisDocument, { sha256 });
}

function* wis(q: Vragen, id: string, spool: string | null, spools: string[]): Stappen<void> {
  const verwachting = yield* eerste(q.verwachting, { bericht: id });
  if (verwachting?.antwoord != null) {
    yield* alle(q.vergeetBewaardAntwoord, { bericht: id });
    yield* alle(q.wisBewaardAntwoord, { id: Number(verwachting.antwoord) });
  }
  yield* alle(q.wisEventData, { bericht: id });
  yield* alle(q.wisEvents, { bericht: id });
  yield* alle(q.wisBytes, { bericht: id });
  if (spool !== null) {
    yield* alle(q.wisSpool, { bericht: id });
    spools.push(spool);
  }
  yield* alle(q.zetVervallen, { bericht: id });
}

/** At most `max` messages after `na`; each that went has its audit record in the same transaction. */
export function* forgetContent(q: Vragen, a: VergeetVraag): Stappen<Vergeten> {
  const rijen = yield* alle(a.soort === 'bytes' ? q.metBytes : q.metSpool, { na: a.na, voor: a.voor, max: a.max });
  const spools: string[] = [];
  const weg: string[] = [];
  for (const r of rijen) {
    if (!(yield* isAf(q, r.id, r.staat, a.posities))) continue;
    if (a.documenten) yield* wisDocumenten(q, r.id);
    yield* wis(q, r.id, r.spool, spools);
    weg.push(r.id);
  }
  yield* schrijfAudit(q, weg.map((bericht) => ({ stap: 'vervallen' as const, tijd: a.tijd, bericht, actor: 'hub' })));
  return { vergeten: weg.length, gebleven: rijen.length - weg.length, volgende: rijen.length < a.max ? null : (rijen.at(-1)?.id ?? null), spools };
}
