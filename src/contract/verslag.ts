// Gathers the findings of one check: each once, a bounded number, the rest counted.
import { type Bevinding, MAX_BEVINDINGEN, type Punt, type Puntuitslag } from './types.ts';

export class Verslag {
  readonly #punt: Punt;
  readonly #titel: string;
  readonly #gezien = new Set<string>();
  readonly #bevindingen: Bevinding[] = [];
  #aantal = 0;

  constructor(punt: Punt, titel: string) {
    this.#punt = punt;
    this.#titel = titel;
  }

  meld(waar: string, tekst: string): void {
    const sleutel = `${waar}\n${tekst}`;
    if (this.#gezien.has(sleutel)) return;
    this.#gezien.add(sleutel);
    this.#aantal += 1;
    if (this.#bevindingen.length < MAX_BEVINDINGEN) this.#bevindingen.push({ waar, tekst });
  }

  klaar(gemeten: string): Puntuitslag {
    return {
      punt: this.#punt,
      titel: this.#titel,
      uitkomst: this.#aantal === 0 ? 'goed' : 'fout',
      gemeten,
      bevindingen: this.#bevindingen,
      meer: this.#aantal - this.#bevindingen.length,
    };
  }

  /** Nothing to look at, and that is in order. */
  overgeslagen(reden: string): Puntuitslag {
    return { punt: this.#punt, titel: this.#titel, uitkomst: 'niet-van-toepassing', gemeten: reden, bevindingen: [], meer: 0 };
  }
}
