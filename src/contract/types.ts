// What the contract kit says of an adapter: one outcome a check, each finding with the place to mend. Types alone.

/** The checks, in the order in which they run. */
export const PUNTEN = ['vorm', 'bouw', 'tabellen', 'herkennen', 'weigeren', 'voorbeelden', 'model', 'plaatsen', 'grenzen', 'mutaties', 'dekking', 'herhaalbaar', 'kop', 'soap'] as const;

export type Punt = (typeof PUNTEN)[number];

/** One thing that the adapter does not do as promised. Dutch; never a value of a message. */
export interface Bevinding {
  /** Message type, sample, file or path. */
  readonly waar: string;
  readonly tekst: string;
}

export interface Puntuitslag {
  readonly punt: Punt;
  /** Dutch: what was asked. */
  readonly titel: string;
  readonly uitkomst: 'goed' | 'fout' | 'niet-van-toepassing';
  /** Dutch: what was looked at, with numbers. */
  readonly gemeten: string;
  /** At most `MAX_BEVINDINGEN`; `meer` counts the rest. */
  readonly bevindingen: readonly Bevinding[];
  readonly meer: number;
}

export interface Contractuitslag {
  readonly adapter: string;
  readonly map: string;
  readonly goed: boolean;
  readonly punten: readonly Puntuitslag[];
}

export interface Contractopties {
  /** Seed of everything that is drawn; the same seed gives the same run. */
  readonly zaad?: number;
  /** Mutations per sample. */
  readonly mutaties?: number;
  /** Milliseconds that one message may take. */
  readonly perBericht?: number;
  /** Called before and after each check. */
  readonly voortgang?: (punt: Punt, uitslag: Puntuitslag | null) => void;
}

export const MAX_BEVINDINGEN = 20;

/** The kit could not do its work (no adapter there, not loadable): no judgement at all. Dutch. */
export class ContractFout extends Error {}
