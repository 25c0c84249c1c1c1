// A place in a topic over all its partitions, as text: where to read on in each, in base 36, joined by `-`. Opaque to callers.
// A partition that came later is not in it and is read from its start.
import { EventLogError } from './port.ts';

export function schrijfCursor(volgende: readonly bigint[]): string {
  return volgende.map((o) => o.toString(36)).join('-');
}

/** @throws EventLogError `position` for any other text. */
export function leesCursor(tekst: string): readonly bigint[] {
  if (!/^[0-9a-z]{1,13}(-[0-9a-z]{1,13}){0,4095}$/.test(tekst)) throw new EventLogError('position', 'Onbekende offset.');
  return tekst.split('-').map((d) => [...d].reduce((n, c) => n * 36n + BigInt(Number.parseInt(c, 36)), 0n));
}
