// Which message is meant by `<standaard>:<berichttype>[:versie]`, and where canonical events came from. Knows no standard by name.
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { isEnvelop } from './omhullen.ts';
import type { Gevonden, Register } from './register.ts';

/**
 * What `<standaard>:<berichttype>[:versie]` names; the newest version where it names none.
 * @throws Error (Dutch) that says which there are.
 */
export function vindDoel(register: Register, als: string): Gevonden {
  const [standaard = '', berichttype = '', versie] = als.split(':');
  const gevonden = register.berichten(standaard, berichttype, versie).filter((g) => g.soort.mapping !== null || isEnvelop(g));
  if (gevonden.length > 0) return [...gevonden].sort((a, b) => (a.soort.versie < b.soort.versie ? 1 : -1))[0]!;
  const alle = register.adapters.flatMap((a) => a.spec.berichten.filter((b) => b.mapping !== null));
  const standaarden = [...new Set(alle.map((b) => b.standaard))];
  if (!standaarden.includes(standaard)) throw new Error(`onbekende standaard: ${standaard}; wel: ${standaarden.join(', ')}`);
  throw new Error(`${als} is er niet; wel: ${alle.filter((b) => b.standaard === standaard).map((b) => `${b.standaard}:${b.berichttype}:${b.versie}`).join(', ')}`);
}

/** `standaard` of the message that the events came from; null where they say none (made by a party itself). */
export function standaardVan(events: readonly TeSchrijvenEvent[]): string | null {
  const bericht = (events[0]?.data.bericht ?? {}) as { standaard?: unknown };
  return typeof bericht.standaard === 'string' ? bericht.standaard : null;
}

/** True where both standards are of one adapter: its tables write what they read, no translation between. */
export function zelfdeFamilie(standaard: string, doel: Gevonden): boolean {
  return doel.adapter.spec.berichten.some((b) => b.standaard === standaard);
}

/** Messages of the family of a standard: `standaard:berichttype`. */
export function familieVan(register: Register, standaard: string): string[] {
  const eigen = register.adapters.find((a) => a.spec.berichten.some((b) => b.standaard === standaard));
  return [...new Set((eigen?.spec.berichten ?? []).filter((b) => b.mapping !== null).map((b) => `${b.standaard}:${b.berichttype}`))];
}
