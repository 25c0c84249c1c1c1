// Proves: a cursor says of any number of partitions where to read on, and any other text is refused.
import fc from 'fast-check';
import { leesCursor, schrijfCursor } from '../../src/eventlog/kafka-cursor.ts';

test('back as it was, for any offsets', () => {
  fc.assert(fc.property(fc.array(fc.bigInt(0n, 2n ** 63n - 1n), { minLength: 1, maxLength: 200 }), (offsets) => {
    expect(leesCursor(schrijfCursor(offsets))).toEqual(offsets);
  }));
});

test.each(['', '-', '1--2', 'A', '1-', '-1', '1.2', ' 1', '../x', '1'.repeat(14)])('%j is refused', (tekst) => {
  expect(() => leesCursor(tekst)).toThrow(expect.objectContaining({ code: 'position' }));
});
