// Chance that repeats: numbers and ids from a seed and nothing else. No two simulators share a sequence.
import { createHash } from 'node:crypto';

/** A stream of pseudo-random numbers (mulberry32) from any text. */
export class Toeval {
  #a: number;

  constructor(zaad: string) {
    this.#a = createHash('sha256').update(zaad).digest().readUInt32BE(0);
  }

  /** In [0, 1). */
  volgende(): number {
    this.#a = (this.#a + 0x6d2b79f5) >>> 0;
    let t = this.#a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Whole, both ends included. */
  getal(min: number, max: number): number {
    return min + Math.floor(this.volgende() * (max - min + 1));
  }

  kies<T>(lijst: readonly T[]): T {
    return lijst[Math.floor(this.volgende() * lijst.length)]!;
  }

  kans(p: number): boolean {
    return this.volgende() < p;
  }

  cijfers(n: number): string {
    let uit = '';
    for (let i = 0; i < n; i++) uit += String(this.getal(0, 9));
    return uit;
  }
}

/** A UUID in the form of version 4 (the GGK takes no other), the same for the same text. */
export function uuidVan(tekst: string): string {
  const b = createHash('sha256').update(tekst).digest().subarray(0, 16);
  b.writeUInt8((b.readUInt8(6) & 0x0f) | 0x40, 6);
  b.writeUInt8((b.readUInt8(8) & 0x3f) | 0x80, 8);
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
