// The index of subscriptions: by party, then by the first segment of the event type, so that a message's cost follows its candidates
// and not the number of subscriptions. `bekeken` counts the subscriptions that were looked at: tests hold the promise with it.
import { compileerFilter, type Toets } from './filter.ts';
import type { Abonnement } from './model.ts';

export interface GecompileerdAbonnement extends Abonnement {
  readonly past: (type: string) => boolean;
  readonly toets: Toets;
}

/** `toewijzing-*` and `*` as a test on an event type name. */
export function eventPatroon(patroon: string): (type: string) => boolean {
  if (!patroon.includes('*')) return (type) => type === patroon;
  if (patroon.indexOf('*') === patroon.length - 1) {
    const begin = patroon.slice(0, -1);
    return (type) => type.startsWith(begin);
  }
  const re = new RegExp(`^${patroon.split('*').map((d) => d.replace(/[^a-z0-9-]/g, '')).join('.*')}$`);
  return (type) => re.test(type);
}

function eersteDeel(type: string): string {
  return type.split('-', 1)[0] ?? type;
}

export class AbonnementIndex {
  /** Party id → first segment (`*` for patterns with a wildcard in it) → subscriptions. */
  readonly #perPartij = new Map<string, Map<string, GecompileerdAbonnement[]>>();
  bekeken = 0;

  constructor(abonnementen: readonly Abonnement[]) {
    for (const a of abonnementen) {
      const patronen = a.events.map(eventPatroon);
      const klaar: GecompileerdAbonnement = { ...a, past: (type) => patronen.some((p) => p(type)), toets: compileerFilter(a.filter) };
      const perSegment = this.#perPartij.get(a.partij) ?? new Map<string, GecompileerdAbonnement[]>();
      this.#perPartij.set(a.partij, perSegment);
      for (const segment of new Set(a.events.map(eersteDeel).map((s) => (s.includes('*') ? '*' : s)))) {
        perSegment.set(segment, [...(perSegment.get(segment) ?? []), klaar]);
      }
    }
  }

  /** Subscriptions of a party whose event types fit, in order of id. */
  zoek(partij: string, type: string): GecompileerdAbonnement[] {
    const perSegment = this.#perPartij.get(partij);
    if (!perSegment) return [];
    const gevonden = new Set<GecompileerdAbonnement>();
    for (const a of [...(perSegment.get(eersteDeel(type)) ?? []), ...(perSegment.get('*') ?? [])]) {
      this.bekeken += 1;
      if (a.past(type)) gevonden.add(a);
    }
    return [...gevonden].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** True when the party has any subscription at all. */
  heeft(partij: string): boolean {
    return this.#perPartij.has(partij);
  }
}
