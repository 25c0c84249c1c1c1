// The event log: topics of records, written exactly once together with the relay's position.
// Engines: embedded (same SQLite file) and Kafka. This file holds types alone; engines never import each other.

/** One record on a topic: a CloudEvent in binary mode. No personal data in topic, key or headers. */
export interface LogRecord {
  readonly topic: string;
  /** Opaque ordering key (HMAC with the receiving party). */
  readonly key: string;
  /** `ce_…` attributes and `content-type`. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text of `data`. */
  readonly value: string;
}

/** A record as read back. `offset` is opaque to callers and orders within a topic (embedded) or partition. */
export interface StoredRecord extends LogRecord {
  readonly offset: string;
}

/** How far one shard's relay is; committed with the records it covers. */
export interface RelayPosition {
  readonly shard: number;
  /** Incarnation id of the store whose inbox this is a position in. */
  readonly incarnation: string;
  /** Last acceptance number whose events are published whole. 0 = none yet. */
  readonly acceptance: number;
  /** Parts of the next message that are published already (large messages); 0 normally. */
  readonly part: number;
}

export interface EventLog {
  /** Fences any older writer of this shard, then returns the committed position, null when there is none. */
  open(shard: number): Promise<RelayPosition | null>;
  /**
   * Writes records and position in one transaction: all or nothing, once.
   * @throws EventLogError `fenced` when another writer took over; `unavailable` when nothing was written, or when that cannot be told: `open` again, the
   * position then says it; `position` when the position does not go forward or is of another store.
   */
  publish(records: readonly LogRecord[], position: RelayPosition): Promise<void>;
  /** Overwrites a position by an operator's decision (`herstel positie`), audited by the caller. */
  setPosition(position: RelayPosition): Promise<void>;
  /** Committed records of a topic after `after` (exclusive; null = from the start), oldest first, at most `max`. */
  read(topic: string, after: string | null, max: number): Promise<readonly StoredRecord[]>;
  /**
   * Calls `listener` with the topics that records were committed to; returns how to stop. At once for what this process published, within seconds for
   * what others did. A help to whoever waits, never the only way: a call may come too often, before the records can be read, or (a broker away) not at all.
   */
  onPublished(listener: (topics: readonly string[]) => void): () => void;
  /** The committed position of every shard that has one; fences nobody, so a writer may be further by now. */
  positions(): Promise<readonly RelayPosition[]>;
  /** Committed records per topic. */
  counts(): Promise<ReadonlyMap<string, number>>;
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>;
  close(): Promise<void>;
}

export type EventLogErrorCode = 'fenced' | 'unavailable' | 'position';

export class EventLogError extends Error {
  readonly code: EventLogErrorCode;
  constructor(code: EventLogErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
