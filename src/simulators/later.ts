// What a simulator still owes: sends that are planned. Counted, so that a test can wait for the last; dropped at the end.

export class Later {
  readonly #wekkers = new Set<NodeJS.Timeout>();
  #bezig = 0;
  #wachtenden: (() => void)[] = [];
  #dicht = false;

  /** @param doe must not throw: what went wrong is written in the log of the simulator. */
  plan(ms: number, doe: () => Promise<void>): void {
    if (this.#dicht) return;
    const wekker = setTimeout(() => {
      this.#wekkers.delete(wekker);
      this.#bezig += 1;
      void doe().finally(() => {
        this.#bezig -= 1;
        this.#kijk();
      });
    }, ms);
    this.#wekkers.add(wekker);
  }

  #kijk(): void {
    if (this.#bezig > 0 || this.#wekkers.size > 0) return;
    for (const w of this.#wachtenden) w();
    this.#wachtenden = [];
  }

  rust(): Promise<void> {
    return new Promise((klaar) => {
      this.#wachtenden.push(klaar);
      this.#kijk();
    });
  }

  stop(): void {
    this.#dicht = true;
    for (const w of this.#wekkers) clearTimeout(w);
    this.#wekkers.clear();
    this.#kijk();
  }
}
