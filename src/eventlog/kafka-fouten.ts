// What an answer of a broker means to us: try again, taken over, or start afresh. No value of a record ever gets into a text here.
import { EventLogError } from './port.ts';

/** The same request may be sent again: the broker says that it is not ready for it. */
const STRAKS: ReadonlySet<string> = new Set([
  'CONCURRENT_TRANSACTIONS', 'COORDINATOR_LOAD_IN_PROGRESS', 'COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_OR_FOLLOWER',
  'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_ID', 'NOT_ENOUGH_REPLICAS', 'FENCED_LEADER_EPOCH', 'UNKNOWN_LEADER_EPOCH', 'OFFSET_NOT_AVAILABLE',
  'KAFKA_STORAGE_ERROR', 'THROTTLING_QUOTA_EXCEEDED', 'NOT_CONTROLLER',
]);

/** A newer writer holds the transactional id. Both names are in use, depending on the request and on the state of the transaction. */
const OVERGENOMEN: ReadonlySet<string> = new Set(['PRODUCER_FENCED', 'INVALID_PRODUCER_EPOCH']);

/** Kafka's names of the errors in it, however deep. */
export function codesVan(e: unknown): readonly string[] {
  return alle(e).flatMap((f) => (typeof f.apiId === 'string' ? [f.apiId] : []));
}

interface Fout {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly apiId?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** An error, those it gathers and those that caused it. By shape: an error of another realm is no instance of our Error. */
function alle(e: unknown): readonly Fout[] {
  if (typeof e !== 'object' || e === null) return [];
  const f = e as Fout;
  return [f, ...(Array.isArray(f.errors) ? f.errors.flatMap(alle) : []), ...alle(f.cause)];
}

/** All that went wrong in it will pass by waiting. */
export function straks(e: unknown): boolean {
  const codes = codesVan(e);
  return codes.length > 0 && codes.every((c) => STRAKS.has(c));
}

export function isOvergenomen(e: unknown): boolean {
  return codesVan(e).some((c) => OVERGENOMEN.has(c));
}

/** A Dutch sentence with Kafka's names in it, or the plain network cause. */
export function oorzaak(e: unknown): string {
  const codes = [...new Set(codesVan(e))];
  if (codes.length > 0) return `Kafka antwoordt ${codes.join(', ')}`;
  if (e instanceof EventLogError) return e.message;
  const fouten = alle(e);
  const [eigen] = fouten.flatMap((f) => (typeof f.code === 'string' && !f.code.startsWith('PLT_KFK') ? [f.code] : []));
  const laatste = fouten.at(-1)?.message;
  return `Kafka is niet te bereiken (${eigen ?? (typeof laatste === 'string' ? laatste : String(e))})`;
}

export function onbereikbaar(e: unknown): EventLogError {
  return e instanceof EventLogError ? e : new EventLogError('unavailable', `${oorzaak(e)}.`);
}

/** A moment after which nobody waits any longer. */
export class Grens {
  readonly #einde: number;
  constructor(ms: number) {
    this.#einde = performance.now() + ms;
  }

  get rest(): number {
    return this.#einde - performance.now();
  }

  /** @throws EventLogError `unavailable` when it takes too long; the work itself is not undone. */
  async bewaak<T>(werk: Promise<T>): Promise<T> {
    let wekker: NodeJS.Timeout | undefined;
    const verstreken = new Promise<never>((_, mis) => {
      wekker = setTimeout(() => mis(new EventLogError('unavailable', 'Kafka antwoordt niet op tijd.')), Math.max(0, this.rest));
    });
    try {
      return await Promise.race([werk, verstreken]);
    } finally {
      clearTimeout(wekker);
      werk.catch(() => undefined);
    }
  }

  /** Again and again while the broker says "not yet" (1, 2, 4 … 200 ms apart), or an own `opnieuw` says so. */
  async herhaal<T>(stap: () => Promise<T>, opnieuw: (e: unknown) => boolean = straks): Promise<T> {
    for (let pauze = 1; ; pauze = Math.min(pauze * 2, 200)) {
      try {
        return await this.bewaak(stap());
      } catch (e) {
        if (!opnieuw(e) || this.rest <= pauze) throw e;
      }
      await new Promise((klaar) => setTimeout(klaar, pauze));
    }
  }
}
