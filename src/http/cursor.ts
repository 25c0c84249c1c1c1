// The place in a topic where a reader is: opaque to it, bound to the topic, so that one topic's place is refused at another's.
// Carries the log's offset and nothing else.
import { createHash } from 'node:crypto';

/** `offset` null: before the first record. */
export function maakCursor(topic: string, offset: string | null): string {
  return Buffer.from(`1.${merk(topic, offset ?? '')}.${offset ?? ''}`, 'utf8').toString('base64url');
}

/** The offset of a cursor of this topic; undefined when it is not one (mangled, or of another topic). */
export function leesCursor(topic: string, cursor: string): string | null | undefined {
  const m = /^1\.([0-9a-f]{12})\.([\x21-\x7e]{0,2000})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!m) return undefined;
  const offset = m[2]!;
  if (m[1] !== merk(topic, offset)) return undefined;
  return offset === '' ? null : offset;
}

function merk(topic: string, offset: string): string {
  return createHash('sha256').update(`${topic}\n${offset}`).digest('hex').slice(0, 12);
}
