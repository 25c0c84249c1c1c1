// The audit chain's arithmetic: canonical JSON and the hash over it. Used where a record is written and where it is verified,
// so that both can only agree. Holds no state.
import { hash } from 'node:crypto';
import type { AuditRegel } from '../audit/port.ts';

/** `vorige` of a chain's first record. */
export const NULHASH = '0'.repeat(64);

/** JSON with sorted keys and without white space; absent and undefined members are the same. */
export function canonicalJson(waarde: unknown): string {
  if (typeof waarde === 'string') return JSON.stringify(waarde);
  if (Array.isArray(waarde)) return `[${waarde.map((w) => canonicalJson(w === undefined ? null : w)).join(',')}]`;
  if (waarde !== null && typeof waarde === 'object') {
    const leden = waarde as Readonly<Record<string, unknown>>;
    let uit = '';
    for (const k of Object.keys(leden).sort()) {
      const w = leden[k];
      if (w !== undefined) uit += `${uit === '' ? '' : ','}${JSON.stringify(k)}:${canonicalJson(w)}`;
    }
    return `{${uit}}`;
  }
  return JSON.stringify(waarde) ?? 'null';
}

/** SHA-256 (64 hex) over the canonical JSON of a record without its own hash. */
export function hashVan(regel: Omit<AuditRegel, 'hash'>): string {
  return hash('sha256', canonicalJson(regel), 'hex');
}
