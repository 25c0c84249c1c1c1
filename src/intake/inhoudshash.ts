// The content hash of a message, over its business part: prefixes, layout and the SOAP envelope do not count, values and order do.
import { createHash, type Hash, hash } from 'node:crypto';
import type { BronKnoop } from '../sdk/bron.ts';

/** SHA-256 (hex) of a source tree. */
export function hashVanBoom(wortel: BronKnoop): string {
  // Fed in large pieces, and at once where all fits in one: a call to the hash costs more than what it hashes.
  let h: Hash | null = null;
  let stuk = '';
  const loop = (k: BronKnoop): void => {
    stuk += `<${k.ns}\u0000${k.naam}`;
    if (k.attributen) for (const naam of Object.keys(k.attributen).sort()) stuk += `\u0001${naam}\u0000${k.attributen[naam]}`;
    stuk += `>${k.tekst}`;
    if (stuk.length > 65_536) {
      h ??= createHash('sha256');
      h.update(stuk);
      stuk = '';
    }
    for (const z of k.kinderen) loop(z);
    stuk += '</>';
  };
  loop(wortel);
  return (h as Hash | null) === null ? hash('sha256', stuk, 'hex') : (h as unknown as Hash).update(stuk).digest('hex');
}

/** SHA-256 (hex) over the parts of a key of a repeat: the table of keys holds no identifiers. */
export function hashVanDelen(delen: readonly string[]): string {
  return hash('sha256', JSON.stringify(delen), 'hex');
}

export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}
