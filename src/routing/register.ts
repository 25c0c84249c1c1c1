// The register of parties: from what a message says to the party that is meant, on the day that counts.
// Never guesses: identifiers that point at different parties, or an address that fits two, give null. Municipal mergers follow `opvolger`.
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Adresalias, HubRegel, PartijRegel } from './model.ts';

const NUMMERS = ['oin', 'gemeentecode', 'agb', 'uzovi', 'kvk'] as const;

/** Addresses are compared without regard to case and runs of white space. */
export function norm(tekst: string | undefined): string {
  return (tekst ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
}

interface AliasRegel { readonly alias: Adresalias; readonly partij: PartijRegel; readonly gewicht: number }

export class Register {
  readonly #opId = new Map<string, PartijRegel>();
  readonly #opNummer = new Map<string, PartijRegel>();
  readonly #opOrganisatie = new Map<string, AliasRegel[]>();
  readonly #mandaathouders = new Map<string, PartijRegel[]>();
  readonly #opgevolgd: readonly PartijRegel[];
  readonly #hub: HubRegel;

  constructor(partijen: readonly PartijRegel[], hub: HubRegel) {
    this.#hub = hub;
    this.#opgevolgd = partijen.filter((p) => p.opvolger !== undefined);
    for (const p of partijen) {
      this.#opId.set(p.id, p);
      for (const soort of NUMMERS) if (p[soort] !== undefined) this.#opNummer.set(`${soort}:${p[soort]}`, p);
      for (const alias of p.aliassen) this.#voegAliasToe(alias, p);
      for (const m of p.mandaatregels) this.#mandaathouders.set(m.gemeentecode, [...(this.#mandaathouders.get(m.gemeentecode) ?? []), p]);
    }
    // Every municipality is also known as "Gemeente <naam>", and under its bare name where the code stands in administratie.
    for (const p of partijen) {
      if (p.soort !== 'gemeente' || p.gemeentecode === undefined) continue;
      this.#voegAliasToe({ organisatie: `Gemeente ${p.naam}` }, p);
      this.#voegAliasToe({ organisatie: p.naam, administratie: p.gemeentecode }, p);
    }
  }

  #voegAliasToe(alias: Adresalias, partij: PartijRegel): void {
    const sleutel = norm(alias.organisatie);
    const regels = this.#opOrganisatie.get(sleutel) ?? [];
    regels.push({ alias, partij, gewicht: (alias.applicatie === undefined ? 0 : 1) + (alias.administratie === undefined ? 0 : 2) });
    this.#opOrganisatie.set(sleutel, regels);
  }

  get(id: string): PartijRegel | null {
    return this.#opId.get(id) ?? null;
  }

  all(): readonly PartijRegel[] {
    return [...this.#opId.values()];
  }

  /** The municipality with this code on this day (successor applied), or null. */
  gemeente(code: string, datum: string): PartijRegel | null {
    const p = this.#opNummer.get(`gemeentecode:${code}`);
    return p ? this.#opDag(p, datum) : null;
  }

  /** Ids of the parties whose place this one has taken by this day. */
  voorgangers(id: string, datum: string): string[] {
    return this.#opgevolgd.filter((p) => p.id !== id && this.#opDag(p, datum)?.id === id).map((p) => p.id);
  }

  /** Parties that hold a mandate for the municipality on this day, and are themselves valid. */
  mandaathouders(gemeentecode: string, datum: string): PartijRegel[] {
    return (this.#mandaathouders.get(gemeentecode) ?? []).filter(
      (p) => geldig(p, datum) && p.mandaatregels.some((m) => m.gemeentecode === gemeentecode && geldig(m, datum)),
    );
  }

  /** The address is the hub's own: its OIN, or organisatie + applicatie + administratie exactly as configured. */
  isHub(a: PartijAanduiding): boolean {
    const hub = this.#hub;
    if (a.oin !== undefined) return a.oin === hub.oin;
    if (a.organisatie === undefined) return false;
    return norm(a.organisatie) === norm(hub.organisatie) && norm(a.applicatie) === norm(hub.applicatie) && norm(a.administratie) === norm(hub.administratie);
  }

  /**
   * The party that is meant on a day. Precedence: 1. numbers (oin, gemeentecode, agb, uzovi, kvk): all that are known must agree, and when numbers are
   * given but none is known, null; 2. StUF organisatie of four digits = gemeentecode, of eight = AGB; 3. aliases, the most specific that fit;
   * an administratie that is the code of another municipality never fits. Two parties left = null.
   */
  find(a: PartijAanduiding, datum: string): PartijRegel | null {
    const p = this.#zoek(a);
    return p ? this.#opDag(p, datum) : null;
  }

  #zoek(a: PartijAanduiding): PartijRegel | null {
    const genoemd = NUMMERS.filter((n) => a[n] !== undefined && a[n] !== '');
    if (genoemd.length > 0) {
      const gevonden = new Set<PartijRegel>();
      for (const n of genoemd) {
        const p = this.#opNummer.get(`${n}:${a[n]}`);
        if (p) gevonden.add(p);
      }
      return eenVan(gevonden);
    }
    const organisatie = norm(a.organisatie);
    if (organisatie === '') return null;
    const administratie = norm(a.administratie);
    const perCode = /^[0-9]{4}$/.test(organisatie) ? this.#opNummer.get(`gemeentecode:${organisatie}`)
      : /^[0-9]{8}$/.test(organisatie) ? this.#opNummer.get(`agb:${organisatie}`) : undefined;
    if (perCode) return this.#andereGemeente(perCode, administratie) ? null : perCode;

    const passend = (this.#opOrganisatie.get(organisatie) ?? []).filter(({ alias, partij }) =>
      (alias.applicatie === undefined || norm(alias.applicatie) === norm(a.applicatie))
      && (alias.administratie === undefined ? !this.#andereGemeente(partij, administratie) : norm(alias.administratie) === administratie));
    const zwaarste = Math.max(-1, ...passend.map((r) => r.gewicht));
    return eenVan(new Set(passend.filter((r) => r.gewicht === zwaarste).map((r) => r.partij)));
  }

  /** True when `administratie` is the code of another municipality than this one. */
  #andereGemeente(p: PartijRegel, administratie: string): boolean {
    return p.soort === 'gemeente' && administratie !== p.gemeentecode && this.#opNummer.has(`gemeentecode:${administratie}`);
  }

  /** Follows successors; null when the party is not yet, or no longer and without a successor. */
  #opDag(p: PartijRegel, datum: string): PartijRegel | null {
    const gezien = new Set<string>();
    let nu: PartijRegel = p;
    while (nu.geldigTot !== undefined && datum >= nu.geldigTot) {
      const volgende = nu.opvolger === undefined ? undefined : this.#opId.get(nu.opvolger);
      if (!volgende || gezien.has(volgende.id)) return null;
      gezien.add(volgende.id);
      nu = volgende;
    }
    return geldig(nu, datum) ? nu : null;
  }
}

function eenVan(gevonden: ReadonlySet<PartijRegel>): PartijRegel | null {
  if (gevonden.size !== 1) return null;
  for (const p of gevonden) return p;
  return null;
}

/** Valid on a day: from `geldigVanaf` up to, not including, `geldigTot`. */
export function geldig(p: { readonly geldigVanaf?: string; readonly geldigTot?: string }, datum: string): boolean {
  return (p.geldigVanaf === undefined || datum >= p.geldigVanaf) && (p.geldigTot === undefined || datum < p.geldigTot);
}
