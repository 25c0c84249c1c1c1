// Seeded randomness: the same seed draws the same, so that a finding can be looked at again.

export interface Toeval {
  /** 0 … n-1. */
  onder(n: number): number;
  kies<T>(uit: readonly T[]): T | undefined;
  /** At most n of the list, in the list's order. */
  greep<T>(uit: readonly T[], n: number): T[];
}

/** mulberry32. */
export function maakToeval(zaad: number): Toeval {
  let a = zaad >>> 0;
  const volgende = (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const onder = (n: number): number => Math.floor(volgende() * n);
  return {
    onder,
    kies: (uit) => uit[onder(uit.length)],
    greep(uit, n) {
      if (uit.length <= n) return [...uit];
      const plekken = new Set<number>();
      while (plekken.size < n) plekken.add(onder(uit.length));
      return [...plekken].sort((x, y) => x - y).map((i) => uit[i]!);
    },
  };
}
