// The question about a person as a message of a source's standard: built canonically, rendered by its own table, checked like everything that leaves.
// What a message cannot ask about a person (a number plate, a parcel, a document) is said when the configuration is read, not when somebody waits.
import { stelOp } from '../intake/opstellen.ts';
import type { Gevonden, Register } from '../intake/register.ts';
import type { Werkbank } from '../intake/vertalen.ts';
import type { XmlAdapter } from '../sdk/adapter.ts';
import type { Melding } from '../sdk/melding.ts';
import type { XmlLimieten } from '../xml/port.ts';

export interface TeVragen {
  readonly bsn: string;
  /** `inkomsten-gevraagd`. */
  readonly event: string;
  /** Canonical Partij, with the address where the standard has one. */
  readonly vrager: Readonly<Record<string, unknown>>;
  readonly bron: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly nu: string;
  /** YYYY-MM-DD: for a question that must name a period. */
  readonly datum: string;
  readonly referentie: string;
}

export type Vraagbericht = { readonly soort: 'opgesteld'; readonly bytes: Buffer } | { readonly soort: 'geweigerd'; readonly meldingen: readonly Melding[] };

type Vorm = (t: TeVragen) => Readonly<Record<string, unknown>>;

/** How a question can be about a person, in the order in which it is tried: Suwinet without and with a period of today, StUF by the person alone. */
const VORMEN: readonly Vorm[] = [
  () => ({ gegevensvraag: { persoon: 'p1' } }),
  (t) => ({ gegevensvraag: { persoon: 'p1', periode: { begin: t.datum, einde: t.datum } } }),
  () => ({ bevraging: { sortering: 0, vervolgvraag: false } }),
];

/** Renders the smallest question that the message allows. */
export async function stelVraagOp(t: TeVragen, doel: Gevonden, bank: Werkbank, limieten: XmlLimieten): Promise<Vraagbericht> {
  let eerste: readonly Melding[] | null = null;
  for (const vorm of VORMEN) {
    const data = { bericht: { afzender: t.vrager, ontvanger: t.bron, referentie: t.referentie }, personen: [{ id: 'p1', bsn: t.bsn, rollen: ['client'] }], ...vorm(t) };
    const uit = await stelOp([{ type: t.event, data }], doel, bank, { nu: t.nu, referentie: t.referentie, limieten, metVerlies: true });
    // Parties have other names in another standard; who sends and who is meant is known without the message.
    if (uit.soort === 'opgesteld' && uit.verlies.every((p) => /^bericht\.(afzender|ontvanger)\./.test(p))) return { soort: 'opgesteld', bytes: uit.bytes };
    eerste ??= uit.soort === 'geweigerd' ? uit.meldingen : uit.verlies.map((p): Melding => ({ code: 'KP_VERLIES', regel: 0, pad: `/${p}`, tekst: `${doel.soort.berichttype} kan dit gegeven niet (zo) doorgeven` }));
  }
  return { soort: 'geweigerd', meldingen: eerste ?? [] };
}

/** The synchronous message that `standaard:berichttype[:versie]` means at an endpoint of ours; null when there is none. */
export function vindVraag(register: Register, bericht: string, endpoint: string): Gevonden<XmlAdapter> | null {
  const [standaard = '', berichttype = '', versie] = bericht.split(':');
  const e = register.endpoint(endpoint);
  if (!e) return null;
  const gevonden = register.berichten(standaard, berichttype, versie).filter((g): g is Gevonden<XmlAdapter> =>
    g.adapter === e.adapter && 'kop' in g.adapter && g.soort.verloop === 'synchroon' && g.soort.mapping !== null
    && (e.endpoint.berichten.length === 0 || e.endpoint.berichten.includes(berichttype)) && (e.endpoint.namespace === undefined || g.soort.wortel?.namespace === e.endpoint.namespace));
  return [...gevonden].sort((a, b) => (a.soort.versie < b.soort.versie ? 1 : -1))[0] ?? null;
}

interface TabelRij {
  readonly persoon?: unknown;
  readonly rijen?: readonly TabelRij[];
}

/** What the configuration is checked with: endpoints, and what a message asks about a person. A text (Dutch) says why it does not. */
export function kennisVan(register: Register): { readonly endpoints: readonly string[]; readonly metAntwoord: readonly string[]; vraag(bericht: string, endpoint: string): { readonly events: readonly string[] } | string } {
  const overPersoon = (rijen: readonly TabelRij[]): boolean => rijen.some((r) => r.persoon !== undefined || overPersoon(r.rijen ?? []));
  return {
    endpoints: register.endpoints,
    metAntwoord: register.adapters.flatMap((a) => a.spec.berichten).filter((b) => b.antwoorden !== undefined).map((b) => b.berichttype),
    vraag(bericht, endpoint) {
      const [standaard = '', berichttype = '', versie] = bericht.split(':');
      const g = vindVraag(register, bericht, endpoint);
      if (!g) {
        const ergens = register.berichten(standaard, berichttype, versie);
        if (ergens.length === 0) return `het bericht '${bericht}' is er niet`;
        return ergens.some((x) => x.soort.verloop === 'synchroon') ? `het bericht '${bericht}' hoort niet op '${endpoint}'` : `'${bericht}' is geen vraag die meteen wordt beantwoord`;
      }
      if (!g.adapter.soap?.verzend) return `'${bericht}' is niet te verzenden`;
      const { tabel } = register.vertaler(g);
      const events = [...new Set(tabel.events.filter((e) => e.type.endsWith('-gevraagd') && overPersoon([...tabel.rijen, ...e.rijen] as readonly TabelRij[])).map((e) => e.type))];
      return events.length > 0 ? { events } : `'${bericht}' vraagt niet naar een persoon`;
    },
  };
}
