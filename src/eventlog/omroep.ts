// Tells who listens which topics got records. Calls listeners one after the other and never lets one of them reach the writer:
// whoever publishes is not held up, nor failed, by whoever waits.

export type Hoorder = (topics: readonly string[]) => void;

export class Omroep {
  readonly #hoorders = new Set<Hoorder>();

  /** Number of listeners. */
  get aantal(): number {
    return this.#hoorders.size;
  }

  hoor(hoorder: Hoorder): () => void {
    // Wrapped, so that the same function twice is two listeners.
    const eigen: Hoorder = (topics) => hoorder(topics);
    this.#hoorders.add(eigen);
    return () => void this.#hoorders.delete(eigen);
  }

  meld(topics: Iterable<string>): void {
    const namen = [...new Set(topics)];
    if (namen.length === 0) return;
    for (const hoorder of this.#hoorders) {
      try {
        hoorder(namen);
      } catch {
        // A listener's trouble is its own.
      }
    }
  }

  sluit(): void {
    this.#hoorders.clear();
  }
}
