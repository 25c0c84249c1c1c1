// A finding: one thing that is wrong with a message, said so that its sender can mend it.
// It names the place and the cause and never carries a value of the message (code-list codes excepted).

/** One finding. Shape of `meldingen` in the API's problem+json, in `knooppunt check --json` and in reports beside refused files. */
export interface Melding {
  /** Our own stable code, a key of the error table (`src/sdk/errors.ts`). */
  readonly code: string;
  /** The standard's own code, only where its fact sheet has one (StUF055, 0804 …). */
  readonly standaardcode?: string;
  /** Line, from 1, in the bytes received; in a GGK payload the payload's own line. 0 = not tied to a line. */
  readonly regel: number;
  /** Path from the business message's root: local names, `[n]` only among siblings of one name; records: `record[n]/0203`. */
  readonly pad: string;
  /** Dutch, for people; the cause, never a value. */
  readonly tekst: string;
}
