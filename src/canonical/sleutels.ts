// Opaque keys: HMAC-SHA-256 of an identifying value with a secret of the hub, so that no number of a person or case leaves in a key,
// and two parties (or two levels of one party) cannot join what they hold.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** What a key stands for; shown as its first letter (p, z). `zaak`: a case, and everything else that is no person (declaratie, message). */
export type SleutelSoort = 'persoon' | 'zaak';

// A key made once: from bytes, Node looks at them anew each time, and that costs four times the HMAC itself (13 against 2.6 µs).
const sleutels = new WeakMap<Uint8Array, KeyObject>();

function sleutelVan(geheim: Uint8Array): KeyObject {
  let k = sleutels.get(geheim);
  if (!k) {
    k = createSecretKey(geheim);
    sleutels.set(geheim, k);
  }
  return k;
}

function hmac(geheim: Uint8Array, delen: readonly string[]): Buffer {
  // JSON of the list: no two lists of parts give the same text.
  return createHmac('sha256', sleutelVan(geheim)).update(JSON.stringify(delen), 'utf8').digest();
}

/**
 * Record key and `subject` of an event for one party at one level, e.g. `p-7Qm2…` (128 bits, base64url).
 * `partij` is `gemeente:<code>` or `partij:<oin>`; empty for `knooppunt translate`.
 */
export function onderwerpSleutel(geheim: Uint8Array, partij: string, niveau: 'wat' | 'dat', soort: SleutelSoort, waarde: string): string {
  return `${soort === 'persoon' ? 'p' : 'z'}-${hmac(geheim, ['onderwerp', partij, niveau, waarde]).subarray(0, 16).toString('base64url')}`;
}

/** Pseudonym of a person for the audit: with the audit secret alone, the same for every party, never published on a topic. */
export function auditPseudoniem(auditGeheim: Uint8Array, bsn: string): string {
  return hmac(auditGeheim, ['audit', bsn]).subarray(0, 16).toString('base64url');
}
