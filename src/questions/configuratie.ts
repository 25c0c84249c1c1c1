// What this room knows of the configuration in force, and of parties. Made anew for each question: a change counts at once.
import type { Partij, Routing } from '../routing/port.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Bevoegdheid, Bron, Dienst } from './port.ts';

export interface Vraagconfiguratie {
  readonly bevoegdheden: readonly Bevoegdheid[];
  readonly bronnen: readonly Bron[];
  /** Longest wait for an answer, ms. */
  readonly termijn: number;
  readonly priveAdressen: boolean;
  dienst(partij: string, endpoint: string): Dienst | null;
  /** Does this party hold the mandate of a municipality on this day? */
  mandaat(houder: string, gemeentecode: string, datum: string): boolean;
  /** The address under which a party is known in stuurgegevens, where one is configured. */
  adres(partij: string): { readonly organisatie?: string; readonly applicatie?: string; readonly administratie?: string };
}

/** The day in the Netherlands. */
export const dagVan = (nu: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(nu);

/** How a message names a party that we know. */
export function aanduidingVan(p: Partij): PartijAanduiding {
  return {
    naam: p.naam,
    ...(p.oin === undefined ? {} : { oin: p.oin }),
    ...(p.gemeentecode === undefined ? {} : { gemeentecode: p.gemeentecode }),
    ...(p.agb === undefined ? {} : { agb: p.agb }),
    ...(p.uzovi === undefined ? {} : { uzovi: p.uzovi }),
    ...(p.kvk === undefined ? {} : { kvk: p.kvk }),
  };
}

/** May the caller ask in the name of this party: it is that party, or holds its mandate, or is the operator. */
export function magNamens(beller: { readonly soort: string; readonly partij?: string }, vrager: Partij, c: Vraagconfiguratie, datum: string): boolean {
  if (beller.soort === 'operator') return true;
  if (beller.soort !== 'partij' || beller.partij === undefined) return false;
  return beller.partij === vrager.id || (vrager.gemeentecode !== undefined && vrager.soort === 'gemeente' && c.mandaat(beller.partij, vrager.gemeentecode, datum));
}

export type LiveRouting = () => Routing;
