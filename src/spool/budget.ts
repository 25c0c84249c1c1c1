// How many bytes of messages the hub holds in memory at once, over all senders together.
// When it is spent, a message goes to the spool folder whatever its size: many senders at once cost disk, never the heap.

export class Geheugenbudget {
  readonly #totaal: number;
  #bezet = 0;

  /** @param totaal bytes */
  constructor(totaal: number) {
    this.#totaal = totaal;
  }

  get bezet(): number {
    return this.#bezet;
  }

  /** Takes `n` bytes when they are there; false leaves the budget as it was. */
  neem(n: number): boolean {
    if (this.#bezet + n > this.#totaal) return false;
    this.#bezet += n;
    return true;
  }

  geef(n: number): void {
    this.#bezet -= n;
  }
}
