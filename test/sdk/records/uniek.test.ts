// Proves: the set of keys is exact (compared with a JavaScript Set), survives growth, and stops at its capacity instead of guessing.
import { Sleutelverzameling } from '../../../src/sdk/records/uniek.ts';

const sleutel = (n: number): Buffer => Buffer.from(`R${String(n).padStart(19, '0')}`, 'latin1');

describe('unieke sleutels', () => {
  test('elke sleutel is precies één keer nieuw, ook na vele verdubbelingen', () => {
    const set = new Sleutelverzameling(20);
    const gezien = new Set<number>();
    let x = 12345;
    let verschillen = 0;
    for (let i = 0; i < 40_000; i++) {
      x = (Math.imul(x, 1103515245) + 12345) >>> 0;
      const n = x % 30_000;
      if ((set.voegToe(sleutel(n), 0) === 'nieuw') === gezien.has(n)) verschillen++;
      gezien.add(n);
    }
    expect(verschillen).toBe(0);
    expect(set.aantal).toBe(gezien.size);
  });

  test('boven de grens antwoordt hij "vol", en kent wat hij heeft nog steeds', () => {
    const set = new Sleutelverzameling(20, 10);
    for (let i = 0; i < 10; i++) expect(set.voegToe(sleutel(i), 0)).toBe('nieuw');
    expect(set.voegToe(sleutel(10), 0)).toBe('vol');
    expect(set.voegToe(sleutel(3), 0)).toBe('dubbel');
  });

  test('honderdduizend sleutels kosten minder dan 4 MB', () => {
    const set = new Sleutelverzameling(20);
    const b = sleutel(0);
    for (let i = 0; i < 100_000; i++) {
      b.writeUInt32LE(i, 4);
      set.voegToe(b, 0);
    }
    expect(set.aantal).toBe(100_000);
    expect(set.bytes).toBeLessThan(4_000_000);
  });
});
