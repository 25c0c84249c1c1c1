// Names of topics. A party's dat subscriptions go to a topic of their own, so that an access list can tell them apart. No personal data in a name.
import type { Partij } from './port.ts';

/** Copies that the hub itself delivers: internal, no party reads it. */
export const AFLEVERTOPIC = 'sociaaldomein.aflevering';

/** What stands for a party in keys and topics: `gemeente:0363`, `partij:<oin>`; null when it has neither. */
export function partijSleutel(p: Pick<Partij, 'soort' | 'gemeentecode' | 'oin'>): string | null {
  if (p.soort === 'gemeente' && p.gemeentecode !== undefined) return `gemeente:${p.gemeentecode}`;
  return p.oin === undefined ? null : `partij:${p.oin}`;
}

/** `sociaaldomein.gemeente.<code>` or `sociaaldomein.partij.<oin>`, `.dat` behind it at level dat; null when the party can have no topic. */
export function topicVan(p: Pick<Partij, 'soort' | 'gemeentecode' | 'oin'>, niveau: 'wat' | 'dat'): string | null {
  const sleutel = partijSleutel(p);
  return sleutel === null ? null : `sociaaldomein.${sleutel.replace(':', '.')}${niveau === 'dat' ? '.dat' : ''}`;
}
