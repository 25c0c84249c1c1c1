// What the rest of the hub may ask of delivery: how each subscription stands, and redrives of what is parked. Types, what a pair is called outside the hub,
// the limits of a redrive, and the error that belongs to it.
import type { PaarVerwijzing, ParkeerFilter, ParkeerTelling } from '../store/port.ts';

/** How one subscription that is pushed to stands on this node; counts are those of the whole store. */
export interface Abonneestand {
  readonly abonnement: string;
  /** Set ready and not delivered. */
  readonly wacht: number;
  readonly geparkeerd: number;
  /** RFC 3339: when the message of the first in line was received; null: none waits. */
  readonly oudste: string | null;
  /** Requests under way now. */
  readonly bezig: number;
  /** The breaker: after failures in a row the receiver is left alone for a while. */
  readonly onderbreker: 'dicht' | 'open';
  readonly pauze: boolean;
  /** Turns that a pair has before it parks; null: the configuration no longer has this subscription push. */
  readonly pogingen: number | null;
}

export interface HernieuwOpdracht {
  readonly filter: ParkeerFilter;
  /** Pairs a second, at most. */
  readonly tempo: number;
  /** Pairs in all, at most; null: no bound. */
  readonly max: number | null;
  readonly reden: string;
  readonly actor: string;
}

export type HernieuwStaat = 'loopt' | 'klaar' | 'gestopt' | 'mislukt';

/** A redrive as it stands. */
export interface Hernieuwing extends HernieuwOpdracht {
  readonly id: string;
  readonly staat: HernieuwStaat;
  /** RFC 3339. */
  readonly begonnen: string;
  readonly geeindigd: string | null;
  /** Parked under the filter when it began, and not more than `max`. */
  readonly teDoen: number;
  readonly hernieuwd: number;
  /** No longer parked, or taken up by somebody else, when their turn came. */
  readonly overgeslagen: number;
}

/** Redrives of this node: one at a time. */
export interface Hernieuwingen {
  /** What a redrive under this filter would take up; changes nothing. */
  proef(filter: ParkeerFilter): Promise<readonly ParkeerTelling[]>;
  /** Records the start in the audit, then begins. @throws HernieuwFout when one is under way, or the hub stops */
  start(o: HernieuwOpdracht): Promise<Hernieuwing>;
  /** null: not of this node, or forgotten. */
  haal(id: string): Hernieuwing | null;
  /** Newest first; the one under way and the last that ended. */
  lijst(): readonly Hernieuwing[];
  /** Stops it and says where it stopped; one that has ended stays as it ended. null: unknown. */
  stop(id: string, actor: string): Promise<Hernieuwing | null>;
}

export class HernieuwFout extends Error {
  readonly code: 'bezig' | 'stopt';
  constructor(code: 'bezig' | 'stopt') {
    super(code === 'bezig' ? 'Er loopt al een hernieuwing.' : 'Het knooppunt wordt gestopt.');
    this.code = code;
  }
}

/** Pairs a second: what a redrive does where nobody says otherwise, and the most that may be asked. */
export const TEMPO = { gewoon: 10, meest: 1_000 } as const;

/** What a pair is called outside the hub: its place, so that the name says nothing of a message. */
export function paarId(p: PaarVerwijzing): string {
  return `${p.shard}-${p.nummer}-${p.ordinaal}-${p.abonnement}`;
}

/** The place that a name stands for; null when it is none. */
export function plaatsVan(id: string): PaarVerwijzing | null {
  const m = /^(\d{1,5})-(\d{1,15})-(\d{1,15})-(.{1,200})$/.exec(id);
  return m ? { shard: Number(m[1]), nummer: Number(m[2]), ordinaal: Number(m[3]), abonnement: m[4]! } : null;
}
