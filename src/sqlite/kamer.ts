// What a room (store, event log) hands to the SQLite worker: its migrations and its requests. Types, and the one error that crosses threads.
import type { Stappen } from './stap.ts';

/** One request: steps over one transaction (writing) or one snapshot (reading). Arguments and result can be cloned between threads. */
export type Verzoek = (args: never) => Stappen<unknown>;

export interface Kamer {
  /** Name under which migrations are counted. */
  readonly naam: string;
  /** Forward only: an entry never changes once released; each runs in its own transaction. */
  readonly migraties: readonly string[];
  readonly schrijf: Readonly<Record<string, Verzoek>>;
  readonly lees: Readonly<Record<string, Verzoek>>;
}

export type Argument<V> = V extends (args: infer A) => Stappen<unknown> ? A : never;
export type Uitkomst<V> = V extends (args: never) => Stappen<infer T> ? T : never;

/**
 * `vol`: disk full. `onbereikbaar`: engine gone or closed. `bezet`: the data folder belongs to another process.
 * Any other code is a room's own (`fenced`, `position` …). Nothing of the request was written.
 */
export class SqliteFout extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'SqliteFout';
    this.code = code;
  }
}
