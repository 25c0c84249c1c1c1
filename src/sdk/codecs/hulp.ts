// Small things that codecs share.
import type { BronKnoop } from '../bron.ts';

/** Attribute by local name, undefined when absent. */
export function attribuut(knoop: BronKnoop, naam: string): string | undefined {
  return knoop.attributen?.[naam];
}
