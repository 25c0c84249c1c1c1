// Proves that every table fits its profile and the information model, and that no path of any message type is left without a row or a reason.
import adapter from '../../../adapters/suwiml/index.ts';
import { controleerTabellen } from '../../../src/mapping/controle.ts';
import { catalogus } from './hulp.ts';

const controle = controleerTabellen([adapter], catalogus);

test('each message type was checked', () => expect(controle.length).toBe(adapter.spec.berichten.length));

test.each(controle.map((c) => [`${c.soort.wortel?.namespace.split('/').slice(-2).join(' ')} ${c.soort.berichttype}`, c] as const))('%s', (_naam, c) => {
  expect(c.bevindingen).toEqual([]);
  expect(c.dekking?.gelezen).toBeGreaterThan(0);
  expect(c.dekking?.ongelezen).toEqual([]);
});

test('what is deliberately not mapped is an empty element, nothing else', () => {
  const bewust = controle.flatMap((c) => c.dekking?.bewustNiet ?? 0);
  expect(Math.max(...bewust)).toBeLessThanOrEqual(1);
});
