// Proves that every table fits its profile and the information model, and reads at least what the examples and our own messages hold.
import adapter from '../../../adapters/stuf/index.ts';
import { controleerTabellen } from '../../../src/mapping/controle.ts';
import { catalogus } from './hulp.ts';

const controle = controleerTabellen([adapter], catalogus);

test('each message type but the envelopes was checked', () => {
  expect(controle.map((c) => c.soort.berichttype)).toEqual(adapter.spec.berichten.filter((b) => b.mapping !== null).map((b) => b.berichttype));
});

test.each(controle.map((c) => [c.soort.berichttype, c] as const))('%s', (_naam, c) => {
  expect(c.bevindingen).toEqual([]);
});

test('a kennisgeving is read nearly whole', () => {
  for (const naam of ['zakLk01', 'edcLk01', 'npsLk01']) {
    const d = controle.find((c) => c.soort.berichttype === naam)?.dekking;
    expect({ naam, deel: d && d.gelezen / (d.gelezen + d.ongelezen.length) > 0.9 }).toEqual({ naam, deel: true });
  }
});
