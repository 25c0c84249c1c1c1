// Parties as this room names them, and in whose name a caller may ask.
import type { Partij, Routing } from '../routing/port.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Vraagconfiguratie } from './port.ts';

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

/** Is it the party that its own numbers mean on this day: it exists already, and none has taken its place. One without numbers cannot be told. */
export function isNog(p: Partij, routing: Pick<Routing, 'findParty'>, datum: string): boolean {
  const { naam: _naam, ...nummers } = aanduidingVan(p);
  return Object.keys(nummers).length === 0 || routing.findParty(nummers, datum)?.id === p.id;
}

/** May the caller ask in the name of this party: it is that party, or holds its mandate, or is the operator. */
export function magNamens(beller: { readonly soort: string; readonly partij?: string }, vrager: Partij, c: Vraagconfiguratie, datum: string): boolean {
  if (beller.soort === 'operator') return true;
  if (beller.soort !== 'partij' || beller.partij === undefined) return false;
  return beller.partij === vrager.id || (vrager.gemeentecode !== undefined && vrager.soort === 'gemeente' && c.mandaat(beller.partij, vrager.gemeentecode, datum));
}
