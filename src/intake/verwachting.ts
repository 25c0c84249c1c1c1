// Which message must be answered, and which message an answer belongs to: the keys under which the store brings the two together (docs/design/terugweg.md, "Expectations").
// Deny by default: an answer counts only from the party that was asked, handed in by that party or by one that may speak for it. Never reads content beyond the head.
import type { Routing } from '../routing/port.ts';
import type { Adapter, BerichtSoort, Kop } from '../sdk/adapter.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Beantwoording, Store, TeAanvaarden } from '../store/port.ts';
import type { Geslaagd } from './doorgang.ts';
import { hashVanDelen } from './inhoudshash.ts';
import type { Beller } from './port.ts';

/** Deadlines, ms: per message type, else for all. */
export interface Antwoordtermijnen {
  readonly termijn: number;
  readonly perBericht: Readonly<Record<string, number>>;
}

/** The business message (of an envelope: what is in it), and how it came. */
export interface TeWegen {
  readonly adapter: Adapter;
  readonly soort: BerichtSoort;
  readonly kop: Kop;
  readonly adressering: Adressering;
  readonly beller: Beller;
  readonly nu: Date;
}

export interface Gewogen {
  readonly verwachting?: NonNullable<TeAanvaarden['verwachting']>;
  readonly beantwoordt?: Beantwoording;
  /** Details for the audit record of its acceptance. */
  readonly audit?: Readonly<Record<string, unknown>>;
}

export interface VerwachtingDeps {
  readonly adapters: readonly Adapter[];
  readonly routing: () => Routing;
  readonly store: Pick<Store, 'lookup' | 'message'>;
  readonly termijnen: () => Antwoordtermijnen;
}

/** The message that counts: of an envelope what is in it, with the envelope's addresses where it has none of its own. */
export function zakelijk(uit: Geslaagd): Pick<TeWegen, 'adapter' | 'soort' | 'kop' | 'adressering'> {
  const { gelezen, kop } = uit.inhoud ?? uit;
  const { adapter, soort } = gelezen.gevonden;
  return { adapter, soort, kop, adressering: kop.adressering.afzender && kop.adressering.ontvanger ? kop.adressering : uit.adressering };
}

/** Keys of one answer, at most: types that it may answer, times the parties that its two names may stand for. */
const HOOGSTENS = 64;

const dag = (d: Date | string): string => (typeof d === 'string' ? d : d.toISOString()).slice(0, 10);
const norm = (t: string): string => t.trim().replace(/\s+/g, ' ').toLowerCase();

/** An address as it was read, for a party that the register does not know; a name in words does not tell parties apart. */
function adresTekst(a: PartijAanduiding): string {
  const delen = Object.entries(a).filter(([k, w]) => k !== 'naam' && k !== 'opgegeven' && typeof w === 'string' && w !== '');
  return JSON.stringify(delen.map(([k, w]) => [k, norm(String(w))]).sort(([x], [y]) => ((x as string) < (y as string) ? -1 : 1)));
}

/** The key of a question; an answer makes the same one. */
const sleutelVan = (adapter: string, berichttype: string, referentie: string, vrager: string, gevraagde: string): string =>
  hashVanDelen(['verwachting', adapter, berichttype, referentie, vrager, gevraagde]);

/** Does what this caller hands in count as that party's: from the party itself, an intermediary, who holds its mandate, or whoever runs the hub? @param datum YYYY-MM-DD */
export function spreektVoor(routing: Routing, beller: Beller, namens: PartijAanduiding, datum: string): boolean {
  if (beller.soort !== 'partij') return true;
  const eigen = routing.party(beller.partij);
  const partij = routing.findParty(namens, datum);
  if (eigen?.soort === 'knooppunt') return true;
  if (!eigen || !partij) return false;
  return eigen.id === partij.id || (partij.gemeentecode !== undefined && (routing.heeftMandaat?.(eigen.id, partij.gemeentecode, datum) ?? false));
}

export function maakVerwachtingen(deps: VerwachtingDeps): (m: TeWegen) => Promise<Gewogen> {
  /** Answer → the types that it may answer, per adapter. */
  const vraagtypen = new Map<string, readonly string[]>();
  for (const { spec } of deps.adapters) {
    for (const s of spec.berichten) for (const a of s.antwoorden ?? []) {
      const plek = `${spec.naam} ${a}`;
      vraagtypen.set(plek, [...new Set([...(vraagtypen.get(plek) ?? []), s.berichttype])]);
    }
  }

  /** Party id, else the address as read. */
  const wie = (routing: Routing, a: PartijAanduiding, datum: string): string => routing.findParty(a, datum)?.id ?? adresTekst(a);
  /** Everything that a name of today may have been when the question was asked: parties that have merged into it, or an address that nobody knew. */
  const wieOok = (routing: Routing, a: PartijAanduiding, datum: string): readonly string[] => {
    const p = routing.findParty(a, datum);
    return p ? [p.id, ...(routing.voorgangers?.(p.id, datum) ?? []), adresTekst(a)] : [adresTekst(a)];
  };

  /** A receipt or a fault about a message that was sent before: found by that one's repeat key, and only where it was sent to the party that speaks now. */
  async function overEerder(m: TeWegen, routing: Routing, door: PartijAanduiding, tot: number): Promise<Gewogen> {
    const { kruissleutel } = m.kop;
    if (!kruissleutel) return {};
    const kenmerk = hashVanDelen(['kenmerk', ...kruissleutel]);
    const bekend = await deps.store.lookup([{ sleutel: kenmerk, inhoud: '', tot: 0 }]);
    if (bekend?.soort !== 'conflict' || bekend.eerste !== 'aanvaard') return {};
    const eerder = await deps.store.message(bekend.id);
    const naar = eerder && (JSON.parse(eerder.kop.adressering) as Adressering).ontvanger;
    const gevraagde = naar && wie(routing, naar, dag(eerder.kop.ontvangenOp));
    const datum = dag(m.nu);
    const vanGevraagde = gevraagde !== null && wieOok(routing, door, datum).includes(gevraagde);
    // Intermediaries (GGK, VECOZO) say by themselves that something did not arrive: seen by the sender, but not the answer of the party that was asked.
    if (!vanGevraagde && routing.findParty(door, datum)?.soort !== 'knooppunt') return { audit: { verwijzing: 'van een ander dan de geadresseerde' } };
    return { beantwoordt: m.soort.verwijst === 'fout' && vanGevraagde ? { bericht: bekend.id, tot } : { kenmerk, tot } };
  }

  return async (m) => {
    const routing = deps.routing();
    const datum = dag(m.nu);
    const { termijn, perBericht } = deps.termijnen();
    // An answer that came first waits for its question as long as a question for its answer.
    const tot = m.nu.getTime() + termijn;
    const { afzender, ontvanger } = m.adressering;
    const { berichttype, antwoorden } = m.soort;
    const uit: { -readonly [K in keyof Gewogen]: Gewogen[K] } = {};
    if (antwoorden && antwoorden.length > 0 && m.kop.referentie !== undefined && afzender && ontvanger) {
      const partij = wie(routing, afzender, datum);
      uit.verwachting = {
        sleutel: sleutelVan(m.adapter.spec.naam, berichttype, m.kop.referentie, partij, wie(routing, ontvanger, datum)), partij,
        termijn: new Date(m.nu.getTime() + (perBericht[berichttype] ?? termijn)).toISOString(),
      };
    }
    const typen = vraagtypen.get(`${m.adapter.spec.naam} ${berichttype}`) ?? [];
    if (!afzender || !ontvanger || (typen.length === 0 && !m.soort.verwijst)) return uit;
    if (!spreektVoor(routing, m.beller, afzender, datum)) return { ...uit, audit: { antwoord: 'niet door of namens de afzender aangeboden' } };
    if (m.soort.verwijst) return { ...uit, ...(await overEerder(m, routing, afzender, tot)) };
    const { kruisreferentie } = m.kop;
    if (kruisreferentie === undefined) return uit;
    const sleutels = typen.flatMap((type) => wieOok(routing, ontvanger, datum).flatMap((vrager) => wieOok(routing, afzender, datum).map((gevraagde) => sleutelVan(m.adapter.spec.naam, type, kruisreferentie, vrager, gevraagde))));
    return { ...uit, beantwoordt: { sleutels: sleutels.slice(0, HOOGSTENS), tot } };
  };
}
