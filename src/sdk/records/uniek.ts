// An exact set of fixed-width keys in typed arrays: says whether a key was seen before in this file.
// Memory: the keys themselves in pages of 64K, plus four bytes an entry in the index, outside the JavaScript heap. A million keys of
// 20 bytes cost about 28 MB. It never answers wrongly; beyond its capacity it refuses to answer, and the check says so.
import { randomBytes } from 'node:crypto';

const PER_PAGINA = 1 << 16;

export class Sleutelverzameling {
  readonly #breedte: number;
  readonly #meeste: number;
  readonly #paginas: Buffer[] = [];
  /** Open addressing; entry + 1, 0 = free; at most half full. */
  #index = new Int32Array(1 << 12);
  #aantal = 0;
  /** Chosen per file, so that nobody can prepare keys that all fall in one slot. */
  readonly #zaad = randomBytes(4).readInt32LE();

  /** @param breedte bytes a key. @param meeste capacity in keys; more are not held. */
  constructor(breedte: number, meeste = 2_000_000) {
    this.#breedte = breedte;
    this.#meeste = meeste;
  }

  get aantal(): number {
    return this.#aantal;
  }

  /** Bytes in use by keys and index. */
  get bytes(): number {
    return this.#paginas.length * PER_PAGINA * this.#breedte + this.#index.byteLength;
  }

  /** Adds the key at `van`: `nieuw`, `dubbel`, or `vol` when the set holds no more. */
  voegToe(b: Buffer, van: number): 'nieuw' | 'dubbel' | 'vol' {
    let plek = this.#hash(b, van) & (this.#index.length - 1);
    for (;;) {
      const n = this.#index[plek]!;
      if (n === 0) break;
      if (this.#isGelijk(n - 1, b, van)) return 'dubbel';
      plek = (plek + 1) & (this.#index.length - 1);
    }
    if (this.#aantal >= this.#meeste) return 'vol';
    this.#index[plek] = this.#bewaar(b, van) + 1;
    if (this.#aantal * 2 > this.#index.length) this.#verdubbel();
    return 'nieuw';
  }

  #bewaar(b: Buffer, van: number): number {
    const n = this.#aantal++;
    const pagina = n >>> 16;
    if (pagina === this.#paginas.length) this.#paginas.push(Buffer.allocUnsafeSlow(PER_PAGINA * this.#breedte));
    b.copy(this.#paginas[pagina]!, (n & (PER_PAGINA - 1)) * this.#breedte, van, van + this.#breedte);
    return n;
  }

  #isGelijk(n: number, b: Buffer, van: number): boolean {
    const pagina = this.#paginas[n >>> 16]!;
    const begin = (n & (PER_PAGINA - 1)) * this.#breedte;
    for (let i = this.#breedte - 1; i >= 0; i--) if (pagina[begin + i] !== b[van + i]) return false;
    return true;
  }

  #verdubbel(): void {
    const nieuw = new Int32Array(this.#index.length * 2);
    for (let n = 0; n < this.#aantal; n++) {
      let plek = this.#hash(this.#paginas[n >>> 16]!, (n & (PER_PAGINA - 1)) * this.#breedte) & (nieuw.length - 1);
      while (nieuw[plek] !== 0) plek = (plek + 1) & (nieuw.length - 1);
      nieuw[plek] = n + 1;
    }
    this.#index = nieuw;
  }

  #hash(b: Buffer, van: number): number {
    let h = this.#zaad;
    for (let i = van, tot = van + this.#breedte; i < tot; i++) {
      h = Math.imul(h ^ b[i]!, 0x5bd1e995);
      h ^= h >>> 15;
    }
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }
}
