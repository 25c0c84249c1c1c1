// What other nodes published on Kafka, for who listens: one look at the counters of all topics together, as long as anybody listens.
// One look costs what came since the last one. A look that fails is left out; the next one sees the same.
import { Omroep, type Hoorder } from './omroep.ts';

/** Ms between two looks. */
const KIJK = 1_000;

export class Kijker {
  readonly #omroep = new Omroep();
  readonly #tel: () => Promise<ReadonlyMap<string, number>>;
  readonly #pauze: number;
  #wekker: NodeJS.Timeout | null = null;
  #bezig = false;
  #dicht = false;
  #gezien: ReadonlyMap<string, number> = new Map();
  /** Told at the last look: told once more at the next, because a topic can show its records later than the counters do. */
  #pas: readonly string[] = [];

  constructor(tel: () => Promise<ReadonlyMap<string, number>>, pauze = KIJK) {
    this.#tel = tel;
    this.#pauze = pauze;
  }

  /** The first look after nobody listened tells every topic: what came in between is not known. */
  hoor(hoorder: Hoorder): () => void {
    const weg = this.#omroep.hoor(hoorder);
    this.#plan();
    return weg;
  }

  /** What this process published itself. */
  meld(topics: Iterable<string>): void {
    this.#omroep.meld(topics);
  }

  sluit(): void {
    this.#dicht = true;
    this.#omroep.sluit();
    if (this.#wekker) clearTimeout(this.#wekker);
    this.#wekker = null;
  }

  #plan(): void {
    if (this.#dicht || this.#bezig || this.#wekker) return;
    if (this.#omroep.aantal === 0) {
      this.#gezien = new Map();
      this.#pas = [];
      return;
    }
    this.#wekker = setTimeout(() => void this.#kijk(), this.#pauze).unref();
  }

  async #kijk(): Promise<void> {
    this.#wekker = null;
    this.#bezig = true;
    try {
      const nu = await this.#tel();
      const nieuw = [...nu].filter(([topic, n]) => (this.#gezien.get(topic) ?? 0) < n).map(([topic]) => topic);
      this.#gezien = new Map(nu);
      this.#omroep.meld([...nieuw, ...this.#pas]);
      this.#pas = nieuw;
    } catch {
      // Away: whoever waits looks for itself, too.
    } finally {
      this.#bezig = false;
      this.#plan();
    }
  }
}
