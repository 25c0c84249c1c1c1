// Persons of an event as the audit knows them: by pseudonym alone, one for a BSN, the same in every message.
import { auditPseudoniem } from '../canonical/sleutels.ts';

/** Pseudonyms (audit) of every person with a BSN in an event's data. */
export function pseudoniemenVan(data: Readonly<Record<string, unknown>>, geheim: Uint8Array): string[] {
  const personen = Array.isArray(data.personen) ? (data.personen as { bsn?: unknown }[]) : [];
  const nummers = new Set(personen.flatMap((p) => (typeof p.bsn === 'string' ? [p.bsn] : [])));
  return [...nummers].map((bsn) => auditPseudoniem(geheim, bsn));
}
