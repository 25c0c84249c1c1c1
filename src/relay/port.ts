// Who relays a shard. One node holds them all for good; several nodes lease them, and every write says under which lease. Types alone.

export interface Lease {
  readonly shard: number;
  /** Epoch: rises with every new holder. Absent: held for good. */
  readonly tijdperk?: number;
}

/** What the relay does when shards come and go. */
export interface LeaseHouder {
  /** A shard has become ours. */
  neem(lease: Lease): void;
  /** Give up a shard: resolves when nothing of it is under way any more. */
  laatLos(shard: number): Promise<void>;
}

export interface LeaseBron {
  /** Takes the first shards and keeps them; later changes go to `houder`. */
  start(houder: LeaseHouder): Promise<readonly Lease[]>;
  /** Whether a lease still stands, asked where it is kept. @throws StoreError `onbereikbaar` */
  geldig(lease: Lease): Promise<boolean>;
  /** Gives back what is held; the relay has stopped before. */
  stop(): Promise<void>;
}
