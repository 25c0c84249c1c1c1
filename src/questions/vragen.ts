// The question about one person: bevoegdheden decide per subject, then every source of it is asked, side by side, within one deadline; the answer has a part for
// every source of every subject. Recorded before anything is asked and before anything is given; what cannot be recorded is neither asked nor given.
// The number of the person goes into the messages to the sources and nowhere else.
import type { AuditInvoer } from '../audit/port.ts';
import { auditPseudoniem } from '../canonical/sleutels.ts';
import { isBsn } from '../canonical/identificaties.ts';
import type { Intake } from '../intake/port.ts';
import type { Werkbank } from '../intake/vertalen.ts';
import type { Partij, Routing } from '../routing/port.ts';
import { KnooppuntFout } from '../sdk/errors.ts';
import type { Store } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { bevoegdheidVoor } from './bevoegd.ts';
import { aanduidingVan, dagVan, isNog, magNamens } from './configuratie.ts';
import { type GesprekDeps, isFout, voer } from './gesprek.ts';
import type { Bevoegdheid, Bron, Deel, DeelUitkomst, Klantbeeld, Vraag, Vraagconfiguratie, Vragen } from './port.ts';
import { stelVraagOp, vindVraag } from './vraagbericht.ts';

export interface VragenDeps extends GesprekDeps {
  readonly bank: Werkbank;
  readonly xmlLimieten: XmlLimieten;
  readonly routing: () => Routing;
  readonly configuratie: () => Vraagconfiguratie;
  readonly intake: () => Pick<Intake, 'receive'>;
  readonly store: Pick<Store, 'failExpectation' | 'recordAudit'>;
  readonly auditGeheim: Uint8Array;
  readonly nieuwId: () => string;
  /** Numbers: parts by outcome. */
  readonly telDeel?: (uitkomst: DeelUitkomst) => void;
}

/** Sources that one question asks at once: a machine-wide bound stands at each endpoint. */
const TEGELIJK = 16;

interface Onderwerp {
  readonly onderwerp: string;
  readonly grond: Bevoegdheid | null;
  readonly bronnen: readonly Bron[];
}

/** A question that was allowed and recorded. */
interface Lopend {
  readonly id: string;
  readonly vraag: Vraag;
  readonly vrager: Partij;
  readonly datum: string;
  /** RFC 3339. */
  readonly termijn: string;
  readonly ms: number;
  readonly c: Vraagconfiguratie;
}

export function maakVragen(d: VragenDeps): Vragen & { over(v: Vraag, vrager: Partij, gronden: ReadonlyMap<string, Bevoegdheid>): Promise<Klantbeeld> } {
  const nu = (): string => d.klok().toISOString();

  async function stel(vraag: Vraag): Promise<Klantbeeld> {
    const c = d.configuratie();
    const datum = dagVan(d.klok());
    const eigen = vraag.beller.soort === 'partij' ? vraag.beller.partij : undefined;
    const id = vraag.partij ?? eigen;
    const vrager = id === undefined ? null : d.routing().party(id);
    if (id === undefined) throw new KnooppuntFout('KP_VRAAG', 'noem de partij die vraagt');
    if (!isBsn(vraag.persoon.bsn)) throw new KnooppuntFout('KP_VRAAG', 'dit is geen burgerservicenummer');
    if (!vrager || !isNog(vrager, d.routing(), datum) || !magNamens(vraag.beller, vrager, c, datum)) {
      await d.store.recordAudit([{ stap: 'gevraagd', tijd: nu(), actor: actorVan(vraag), betrokkenen: [auditPseudoniem(d.auditGeheim, vraag.persoon.bsn)], details: { geweigerd: 'KP_GEEN_TOEGANG', ...woorden(vraag, c) } }]);
      // Whoever may not ask in its name does not hear whether such a party exists.
      throw new KnooppuntFout('KP_GEEN_TOEGANG', 'deze beller mag niet namens die partij vragen');
    }
    const kent = onderwerpen();
    if (vraag.onderwerpen.some((o) => !kent.includes(o))) throw new KnooppuntFout('KP_VRAAG', `een van de onderwerpen is er niet; wel: ${kent.join(', ')}`);
    const gronden = new Map<string, Bevoegdheid>();
    for (const o of vraag.onderwerpen) {
      const b = bevoegdheidVoor(c.bevoegdheden, { partij: vrager.id, event: `${o}-gevraagd`, datum, vraag: { doel: vraag.doel, rol: vraag.rol, ...(vraag.grondslag === undefined ? {} : { grondslag: vraag.grondslag }) } });
      if (b) gronden.set(o, b);
    }
    return over(vraag, vrager, gronden);
  }

  /** Asks what was found to be allowed; `gronden`: by subject. */
  async function over(vraag: Vraag, vrager: Partij, gronden: ReadonlyMap<string, Bevoegdheid>): Promise<Klantbeeld> {
    const c = d.configuratie();
    const ms = Math.min(c.termijn, vraag.termijn ?? c.termijn);
    const op = nu();
    const l: Lopend = { id: d.nieuwId(), vraag, vrager, c, ms, datum: dagVan(d.klok()), termijn: new Date(d.klok().getTime() + ms).toISOString() };
    const wat = [...new Set(vraag.onderwerpen)].map((o): Onderwerp => ({ onderwerp: o, grond: gronden.get(o) ?? null, bronnen: c.bronnen.filter((b) => b.onderwerp === o) }));
    const record = (stap: AuditInvoer['stap'], details: Record<string, unknown>): AuditInvoer => ({
      stap, tijd: nu(), actor: actorVan(vraag), betrokkenen: [auditPseudoniem(d.auditGeheim, vraag.persoon.bsn)],
      details: {
        vraag: l.id, partij: vrager.id, ...woorden(vraag, c), grondslag: [...new Set(wat.flatMap((w) => (w.grond ? [w.grond.grondslag] : [])))].join('; '),
        ...(vraag.gebruiker === undefined ? {} : { gebruiker: auditPseudoniem(d.auditGeheim, vraag.gebruiker) }), ...details,
      },
    });
    // Crash before this line: nothing was asked. After it: the record says what would have been.
    await d.store.recordAudit([record('gevraagd', { onderwerpen: wat.map((w) => ({ onderwerp: w.onderwerp, bevoegdheid: w.grond?.id ?? null, bronnen: w.grond ? w.bronnen.map((b) => b.id) : [] })) })]);
    const taken = wat.flatMap((w): (() => Promise<Deel>)[] => {
      const los = (bron: Bron | null, uitkomst: DeelUitkomst, oorzaak: string) => async (): Promise<Deel> => ({ onderwerp: w.onderwerp, bron: bron?.id ?? null, partij: bron?.partij ?? null, uitkomst, oorzaak, op: nu() });
      if (!w.grond) return w.bronnen.length === 0 ? [los(null, 'niet-bevoegd', 'KP_BEVOEGDHEID')] : w.bronnen.map((b) => los(b, 'niet-bevoegd', 'KP_BEVOEGDHEID'));
      return w.bronnen.length === 0 ? [los(null, 'geen-antwoord', 'geen-bron')] : w.bronnen.map((b) => () => vraagBron(l, w, b));
    });
    const delen = await zijAanZij(taken, TEGELIJK);
    for (const deel of delen) d.telDeel?.(deel.uitkomst);
    // What is given away is recorded first, like every reading.
    await d.store.recordAudit([record('geantwoord', { delen: delen.map((p) => ({ onderwerp: p.onderwerp, bron: p.bron, uitkomst: p.uitkomst, ...(p.oorzaak === undefined ? {} : { oorzaak: p.oorzaak }), ...(p.vraag === undefined ? {} : { vraag: p.vraag }), ...(p.bericht === undefined ? {} : { antwoord: p.bericht }) })) })]);
    return { id: l.id, partij: vrager.id, op, delen };
  }

  async function vraagBron(l: Lopend, w: Onderwerp, bron: Bron): Promise<Deel> {
    const deel = (uitkomst: DeelUitkomst, meer: Partial<Deel> = {}): Deel => ({ onderwerp: w.onderwerp, bron: bron.id, partij: bron.partij, uitkomst, op: nu(), ...meer });
    const niet = (oorzaak: string, vraag?: string): Deel => deel('geen-antwoord', { oorzaak, ...(vraag === undefined ? {} : { vraag }) });
    try {
      const partij = d.routing().party(bron.partij);
      const dienst = l.c.dienst(bron.partij, bron.endpoint);
      const doel = vindVraag(d.register, bron.bericht, bron.endpoint);
      if (!partij || !dienst || !doel) return niet('KP_GEEN_DIENST');
      const referentie = d.nieuweReferentie();
      const bericht = await stelVraagOp({
        bsn: l.vraag.persoon.bsn, event: `${w.onderwerp}-gevraagd`, nu: nu(), datum: l.datum, referentie,
        vrager: { soort: l.vrager.soort, ...aanduidingVan(l.vrager), applicatie: d.hub.applicatie, ...l.c.adres(l.vrager.id) }, bron: { soort: partij.soort, ...aanduidingVan(partij), ...l.c.adres(partij.id) },
      }, doel, d.bank, d.xmlLimieten);
      if (bericht.soort === 'geweigerd') return niet('KP_OPSTELLEN');
      const tijdslimiet = Math.min(l.c.termijn, dienst.tijdslimiet);
      const termijn = new Date(Math.min(Date.parse(l.termijn), d.klok().getTime() + tijdslimiet)).toISOString();
      const uit = await d.intake().receive({
        kanaal: 'hub', inhoud: { soort: 'geheugen', bytes: bericht.bytes }, beller: { soort: 'hub', partij: l.vrager.id }, partijen: { afzender: aanduidingVan(l.vrager), ontvanger: aanduidingVan(partij) }, termijn,
        audit: { vraag: l.id, vrager: l.vrager.id, gevraagd: partij.id, doel: l.vraag.doel, grondslag: w.grond?.grondslag, bevoegdheid: w.grond?.id },
      });
      if (uit.soort !== 'aanvaard') return niet(uit.code);
      const antwoord = await voer({
        bericht: uit.id, vraag: doel, xml: zonderVerklaring(bericht.bytes), referentie, personen: [l.vraag.persoon.bsn], endpoint: bron.endpoint, dienst, bron: partij, vrager: l.vrager, termijn, tijdslimiet, priveAdressen: l.c.priveAdressen,
      }, d);
      if (antwoord.soort === 'geen') return niet(antwoord.code === 'KP_GEEN_ANTWOORD' ? antwoord.oorzaak : antwoord.code, uit.id);
      const namen = { vraag: uit.id, bericht: antwoord.bericht };
      const events = antwoord.events.map((e) => ({ type: e.type, data: e.data }));
      const { uitkomst, oorzaak, code } = duid(events);
      return deel(uitkomst, { ...(oorzaak === undefined ? {} : { oorzaak }), ...(code === undefined ? {} : { code }), ...(uitkomst === 'antwoord' ? { events } : {}), ...namen });
    } catch (e) {
      // One source that we stumble over is a part that says so; the others go on.
      return niet(e instanceof KnooppuntFout ? e.code : 'KP_INTERN');
    }
  }

  function onderwerpen(): readonly string[] {
    return [...d.bank.catalogus.eventtypen.keys()].filter((t) => t.endsWith('-gevraagd')).map((t) => t.slice(0, -'-gevraagd'.length)).sort();
  }

  return { stel, over, onderwerpen };
}

/** What the audit keeps of the words of whoever asks: a purpose that the configuration knows, a role that is no number. Anything else could hold anything. */
const woorden = (vraag: Vraag, c: Vraagconfiguratie): { readonly doel: string; readonly rol: string } => ({
  doel: c.bevoegdheden.some((b) => b.doel === vraag.doel) ? vraag.doel : '(onbekend doel)',
  rol: /[0-9]{4}/.test(vraag.rol) ? '(onbekende rol)' : vraag.rol,
});

const actorVan = (vraag: Vraag): string => (vraag.beller.soort === 'partij' ? vraag.beller.oin : vraag.beller.soort);

/** The message as an element alone. */
const zonderVerklaring = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '').trimEnd();

interface Antwoorddeel {
  readonly uitkomst?: unknown;
  readonly meldingen?: readonly { readonly code?: unknown }[];
}

/** A code of a source's standard; never a text, which could hold anything. */
const alsCode = (c: unknown): { readonly code?: string } => (typeof c === 'string' && /^[A-Za-z0-9._-]{1,20}$/.test(c) ? { code: c } : {});

const KOP: ReadonlySet<string> = new Set(['bericht', 'personen', 'bevraging', 'gegevensantwoord']);

/** What an answer says. Nothing found: the source says so (Suwinet NietsGevonden), or answered with nobody in it (an empty La01); never because it only complained. */
export function duid(events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]): { readonly uitkomst: DeelUitkomst; readonly oorzaak?: string; readonly code?: string } {
  if (isFout(events)) return { uitkomst: 'geen-antwoord', oorzaak: 'fout-van-bron', ...alsCode(events.map((e) => (e.data.fout as { code?: { code?: unknown } } | undefined)?.code?.code).find((c) => c !== undefined)) };
  const antwoorden = events.flatMap((e): Antwoorddeel[] => (e.data.gegevensantwoord === undefined ? [] : [e.data.gegevensantwoord as Antwoorddeel]));
  if (antwoorden.some((a) => a.uitkomst === 'niets-gevonden')) return { uitkomst: 'niets-gevonden' };
  const inhoud = events.some((e) => (Array.isArray(e.data.personen) && e.data.personen.length > 0) || Object.keys(e.data).some((k) => !KOP.has(k)));
  if (inhoud || antwoorden.some((a) => a.uitkomst !== undefined)) return { uitkomst: 'antwoord' };
  const melding = antwoorden.flatMap((a) => a.meldingen ?? [])[0];
  return melding ? { uitkomst: 'geen-antwoord', oorzaak: 'alleen-meldingen', ...alsCode(melding.code) } : { uitkomst: 'niets-gevonden' };
}

/** All of them, at most so many at once, results in the order of the tasks. */
async function zijAanZij<T>(taken: readonly (() => Promise<T>)[], meest: number): Promise<readonly T[]> {
  const uit: T[] = new Array<T>(taken.length);
  let volgende = 0;
  const werker = async (): Promise<void> => {
    while (volgende < taken.length) {
      const i = volgende++;
      uit[i] = await taken[i]!();
    }
  };
  await Promise.all(Array.from({ length: Math.min(meest, taken.length) }, werker));
  return uit;
}
