// The records of the compacted topic of positions. Key `<shard>`: the shard's position. Key `<shard>/<topic>`: how many records this shard has published
// to that topic, ever; written in the same transaction, so that the hub can be weighed against the log whatever retention has taken away.
import type { RelayPosition } from './port.ts';

export interface Stand {
  positie: RelayPosition | null;
  /** Topic (without prefix) → records. */
  readonly tellers: Map<string, number>;
}

export function positieRecord(p: RelayPosition): { sleutel: string; waarde: string } {
  return { sleutel: String(p.shard), waarde: JSON.stringify({ incarnation: p.incarnation, acceptance: p.acceptance, part: p.part }) };
}

export function tellerRecord(shard: number, topic: string, aantal: number): { sleutel: string; waarde: string } {
  return { sleutel: `${shard}/${topic}`, waarde: String(aantal) };
}

/** What a record says; null when it says nothing that we wrote. */
export function leesRecord(sleutel: string, waarde: string | null): { shard: number; positie: RelayPosition } | { shard: number; topic: string; aantal: number } | null {
  const [, nummer, topic] = /^([0-9]+)(?:\/(.+))?$/.exec(sleutel) ?? [];
  if (nummer === undefined || waarde === null) return null;
  const shard = Number(nummer);
  if (topic !== undefined) {
    const aantal = Number(waarde);
    return Number.isSafeInteger(aantal) && aantal >= 0 ? { shard, topic, aantal } : null;
  }
  try {
    const { incarnation, acceptance, part } = JSON.parse(waarde) as Record<string, unknown>;
    if (typeof incarnation !== 'string' || typeof acceptance !== 'number' || typeof part !== 'number') return null;
    return { shard, positie: { shard, incarnation, acceptance, part } };
  } catch {
    return null;
  }
}
