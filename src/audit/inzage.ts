// The access report: who received and who read what about one person, on what ground. Made from audit records alone; knows a pseudonym, never a person.
import type { AuditOver } from '../store/port.ts';
import type { AuditRegel } from './port.ts';

export interface InzageRegel {
  readonly bericht: string;
  readonly abonnement: string;
  readonly partij: string;
  readonly niveau: string;
  readonly doel: string;
  readonly grondslag: string;
  readonly topic: string;
  /** When it was decided; when it stood on the topic (null: not yet). */
  readonly gerouteerdOp: string;
  readonly gepubliceerdOp: string | null;
  readonly gelezen: readonly { readonly door: string; readonly tijd: string }[];
}

/** One question about this person: who asked, for what, and what came of it. */
export interface Vraagregel {
  /** Id of the question (API) or of the message that asked (SOAP). */
  readonly vraag: string;
  readonly op: string;
  readonly door: string;
  readonly partij: string;
  readonly doel: string;
  readonly grondslag: string;
  readonly rol: string;
  /** Where it went: subject and source of an API question, the party of a message. */
  readonly delen: readonly { readonly onderwerp: string; readonly bron: string; readonly uitkomst: string }[];
}

export interface Inzage {
  readonly pseudoniem: string;
  /** Messages about this person that were accepted, oldest first. */
  readonly aanvaard: readonly { readonly bericht: string; readonly tijd: string }[];
  readonly ontvangers: readonly InzageRegel[];
  /** Oldest first. */
  readonly vragen: readonly Vraagregel[];
}

/** @param over what `Store.auditAbout` gives for the pseudonym. */
export function inzage(pseudoniem: string, over: AuditOver): Inzage {
  const { regels } = over;
  const events = new Map(over.paren.map((p) => [`${p.bericht}/${p.abonnement}`, new Set(p.events)]));
  const aanvaard = regels.flatMap((r) => (r.stap === 'aanvaard' && r.bericht !== undefined ? [{ bericht: r.bericht, tijd: r.tijd }] : []));
  // The newest decision of a message and subscription is the one that was published (design §2, line 7).
  const besluiten = new Map<string, AuditRegel>();
  for (const r of regels) if (r.stap === 'gerouteerd' && r.abonnement !== undefined) besluiten.set(`${r.bericht}/${r.abonnement}/${r.details?.shard}`, r);
  const ontvangers = [...besluiten.values()].map((r): InzageRegel => {
    const hoort = (x: AuditRegel): boolean => x.bericht === r.bericht && x.abonnement === r.abonnement;
    return {
      bericht: r.bericht ?? '',
      abonnement: r.abonnement ?? '',
      partij: tekst(r, 'partij'),
      niveau: tekst(r, 'niveau'),
      doel: tekst(r, 'doel'),
      grondslag: tekst(r, 'grondslag'),
      topic: tekst(r, 'topic'),
      gerouteerdOp: r.tijd,
      gepubliceerdOp: regels.find((x) => x.stap === 'gepubliceerd' && hoort(x))?.tijd ?? null,
      gelezen: regels.filter((x) => x.stap === 'gelezen' && leest(x, events.get(`${r.bericht}/${r.abonnement}`))).map((x) => ({ door: x.actor, tijd: x.tijd })),
    };
  });
  return { pseudoniem, aanvaard, ontvangers, vragen: vragenIn(regels) };
}

function vragenIn(regels: readonly AuditRegel[]): readonly Vraagregel[] {
  return regels.flatMap((r): Vraagregel[] => {
    const gemeen = { op: r.tijd, door: r.actor, doel: tekst(r, 'doel'), grondslag: tekst(r, 'grondslag'), rol: tekst(r, 'rol') };
    if (r.stap === 'gevraagd') {
      const uit = regels.find((x) => x.stap === 'geantwoord' && x.details?.vraag === r.details?.vraag);
      // Without an end (the hub stopped, the record could not be written) it says what was asked.
      const delen = uit ? lijst(uit, 'delen') : lijst(r, 'onderwerpen').flatMap((o) => (Array.isArray(o.bronnen) ? (o.bronnen as unknown[]).map((bron) => ({ onderwerp: o.onderwerp, bron, uitkomst: 'onbekend' })) : []));
      return [{ ...gemeen, vraag: tekst(r, 'vraag'), partij: tekst(r, 'partij'), delen: delen.map((d) => ({ onderwerp: String(d.onderwerp), bron: String(d.bron ?? '-'), uitkomst: String(d.uitkomst) })) }];
    }
    // A message over SOAP that was passed on; what the hub asked for an API question stands with that question.
    if (r.stap !== 'aanvaard' || typeof r.details?.bevoegdheid !== 'string' || r.details.vraag !== undefined) return [];
    const beantwoord = regels.some((x) => x.stap === 'aanvaard' && x.details?.antwoordOp === r.bericht);
    return [{ ...gemeen, vraag: r.bericht ?? '', partij: tekst(r, 'vrager'), delen: [{ onderwerp: 'bericht', bron: tekst(r, 'gevraagd'), uitkomst: beantwoord ? 'antwoord' : 'doorgegeven' }] }];
  });
}

function lijst(r: AuditRegel, naam: string): readonly Readonly<Record<string, unknown>>[] {
  const w = r.details?.[naam];
  return Array.isArray(w) ? (w as Readonly<Record<string, unknown>>[]) : [];
}

function leest(r: AuditRegel, ids: ReadonlySet<string> | undefined): boolean {
  const gelezen = r.details?.events;
  return Array.isArray(gelezen) && gelezen.some((id) => ids?.has(String(id)));
}

function tekst(r: AuditRegel, naam: string): string {
  const w = r.details?.[naam];
  return typeof w === 'string' ? w : '';
}
