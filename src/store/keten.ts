// The audit chain's arithmetic: canonical JSON and the hash over it. Used where a record is written and where it is verified,
// so that both can only agree. Holds no state.
import { hash } from 'node:crypto';
import type { AuditRegel } from '../audit/port.ts';

/** `vorige` of a chain's first record. */
export const NULHASH = '0'.repeat(64);

/** JSON with sorted keys and without white space; absent and undefined members are the same. */
export function canonicalJson(waarde: unknown): string {
  if (Array.isArray(waarde)) return `[${waarde.map((w) => canonicalJson(w === undefined ? null : w)).join(',')}]`;
  if (waarde !== null && typeof waarde === 'object') {
    const leden = Object.entries(waarde).filter(([, w]) => w !== undefined);
    leden.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${leden.map(([k, w]) => `${JSON.stringify(k)}:${canonicalJson(w)}`).join(',')}}`;
  }
  return JSON.stringify(waarde) ?? 'null';
}

/** SHA-256 (64 hex) over the canonical JSON of a record without its own hash. */
export function hashVan(regel: Omit<AuditRegel, 'hash'>): string {
  return hash('sha256', canonicalJson(regel), 'hex');
}
