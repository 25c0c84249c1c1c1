// The part of the store's port that is about messages that wait for an answer (docs/design/terugweg.md, "Expectations"). Types alone; reached through port.ts.
import type { Antwoord } from './port.ts';

/** This message is an answer: to the message with this id, else to one that waits under one of these keys. */
export interface Beantwoording {
  readonly bericht?: string;
  readonly sleutels?: readonly string[];
  /** Repeat key of the message that it refers to, where nothing has to be answered (receipts): the two are linked, no state changes. */
  readonly kenmerk?: string;
  /** What the asker hears, for a repeat of the question. */
  readonly antwoord?: Antwoord;
  /** Epoch ms: how long `antwoord` is kept, and how long an answer that came before its question waits for it. */
  readonly tot: number;
}

/** `wacht` → `beantwoord`, or `wacht` → `verlopen` → `laat` (docs/design/terugweg.md, "Expectations"). */
export type VerwachtingStaat = 'wacht' | 'beantwoord' | 'verlopen' | 'laat';

/** What an answer was to its question. `bericht`: nothing had to be answered, it refers to it. */
export type AntwoordSoort = 'eerste' | 'laat' | 'dubbel' | 'bericht';

export interface AntwoordVerwijzing {
  readonly bericht: string;
  /** RFC 3339: when it was received. */
  readonly op: string;
  readonly soort: AntwoordSoort;
}

/** A message that must be answered, without its answers. */
export interface VerwachtingKop {
  /** Id of the question. */
  readonly bericht: string;
  readonly partij: string;
  readonly termijn: string;
  readonly staat: VerwachtingStaat;
  /** Why nothing came: `termijn`, or the code of a call that failed; stays when an answer comes late. */
  readonly oorzaak: string | null;
}

export interface Verwachting extends VerwachtingKop {
  /** What the asker heard, for as long as it is kept. */
  readonly antwoord: Antwoord | null;
  /** In order of arrival. */
  readonly antwoorden: readonly AntwoordVerwijzing[];
}

export interface Verwachtingen {
  /** A message that must be answered; null when it is none. */
  expectation(bericht: string): Promise<Verwachting | null>;
  /** Oldest question first, after the message id `na`, at most `max`. */
  expectations(v: { readonly partij?: string; readonly staat?: VerwachtingStaat; readonly na?: string; readonly max: number }): Promise<readonly VerwachtingKop[]>;
  /** Messages that answer this one or refer to it, in order of arrival. */
  answers(bericht: string): Promise<readonly AntwoordVerwijzing[]>;
  /** Messages that this one answers or refers to. */
  answeredBy(antwoord: string): Promise<readonly string[]>;
  /** A call that failed: `wacht` → `verlopen` with its cause and an audit record. False when it did not wait any more: nothing was written. */
  failExpectation(bericht: string, oorzaak: string, tijd: string): Promise<boolean>;
  /** What waits and whose time is past at `nu` (RFC 3339): `verlopen`, each with an audit record, one transaction, at most `max`. Returns the questions that this call expired. */
  expireExpectations(nu: string, max: number): Promise<readonly string[]>;
  /** How many wait; when the oldest of them was received, and the first deadline (RFC 3339). */
  expectationStats(): Promise<{ readonly wacht: number; readonly oudste: string | null; readonly eersteTermijn: string | null }>;
}
