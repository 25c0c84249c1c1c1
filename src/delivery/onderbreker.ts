// Circuit breaker of one subscription: opens after failures in a row, lets one request through after a while, closes when that one succeeds.
// Holds no timer: it is asked with the time of asking.

const DREMPEL = 5;
const OPEN_BEGIN = 30_000;
const OPEN_HOOGSTENS = 300_000;

export class Onderbreker {
  #mislukt = 0;
  #openTot = 0;
  #duur = OPEN_BEGIN;
  #proef = false;

  /** True when a request may go. While half open one at a time: whoever gets true has to tell how it ended. */
  mag(nu: number): boolean {
    if (this.#mislukt < DREMPEL) return true;
    if (nu < this.#openTot || this.#proef) return false;
    this.#proef = true;
    return true;
  }

  /** Open: the receiver is left alone until a moment, or until a trial has ended. */
  get open(): boolean {
    return this.#mislukt >= DREMPEL;
  }

  gelukt(): void {
    this.#mislukt = 0;
    this.#duur = OPEN_BEGIN;
    this.#proef = false;
  }

  mislukt(nu: number): void {
    this.#mislukt += 1;
    if (this.#mislukt < DREMPEL) return;
    // What was under way when it opened says nothing new.
    if (this.#mislukt > DREMPEL && !this.#proef) return;
    if (this.#proef) this.#duur = Math.min(this.#duur * 2, OPEN_HOOGSTENS);
    this.#openTot = nu + this.#duur;
    this.#proef = false;
  }

  /** The request that was let through never went (store away, stopping). */
  afgezien(): void {
    this.#proef = false;
  }
}
