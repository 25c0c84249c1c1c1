// How fast one caller may send or read: a bucket of tokens per caller, filled with time. Holds nothing about messages.
// A caller without a limit is never counted. Turning away is no receipt: nothing is stored for it.

export interface Tempo {
  /** Requests a minute, over time. */
  readonly perMinuut: number;
  /** Requests at once; default a quarter of a minute's, at least 1. */
  readonly piek?: number;
}

interface Emmer {
  vol: number;
  op: number;
}

/** Buckets that are full again are forgotten at this many, so that callers who left cost nothing. */
const OPRUIMEN_BIJ = 10_000;

export class Begrenzer {
  readonly #tempo: (beller: string) => Tempo | null;
  readonly #nu: () => number;
  readonly #emmers = new Map<string, Emmer>();

  /** @param nu milliseconds that never run back */
  constructor(tempo: (beller: string) => Tempo | null, nu: () => number) {
    this.#tempo = tempo;
    this.#nu = nu;
  }

  /** Seconds (whole, at least 1) until the caller may come back; 0 = go on. */
  wacht(beller: string): number {
    const tempo = this.#tempo(beller);
    if (!tempo) return 0;
    const perMs = tempo.perMinuut / 60_000;
    const piek = tempo.piek ?? Math.max(1, Math.ceil(tempo.perMinuut / 4));
    const nu = this.#nu();
    const emmer = this.#emmers.get(beller) ?? { vol: piek, op: nu };
    emmer.vol = Math.min(piek, emmer.vol + (nu - emmer.op) * perMs);
    emmer.op = nu;
    if (this.#emmers.size > OPRUIMEN_BIJ) this.#emmers.clear();
    this.#emmers.set(beller, emmer);
    if (emmer.vol >= 1) {
      emmer.vol -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - emmer.vol) / perMs / 1000));
  }
}
