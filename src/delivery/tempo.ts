// Tokens by the clock: at most so many a second, spread evenly, with a little to catch up when a timer came late.
// Holds no timer: it is asked with the time of asking.

/** Ms of tokens that may be caught up at once. */
const SPEELRUIMTE = 100;

/** Over any span of t ms it gives at most `(t + 100) × perSeconde / 1000 + 1`. */
export class Tempo {
  readonly #afstand: number;
  #volgende: number | null = null;

  constructor(perSeconde: number) {
    this.#afstand = 1_000 / perSeconde;
  }

  /** Takes what may go now, at most `hoogstens`. @param nu ms, of a clock that does not go back */
  neem(nu: number, hoogstens: number): number {
    const vanaf = Math.max(this.#volgende ?? nu, nu - SPEELRUIMTE);
    const n = nu < vanaf ? 0 : Math.min(Math.floor((nu - vanaf) / this.#afstand) + 1, hoogstens);
    this.#volgende = vanaf + n * this.#afstand;
    return n;
  }

  /** Ms until the next one. */
  wacht(nu: number): number {
    return Math.max(0, Math.ceil((this.#volgende ?? nu) - nu));
  }
}
