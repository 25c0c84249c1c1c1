// Proves: StUF has no zone, so a moment is written as the clock in Amsterdam shows it, and reads back as the same moment; in summer, in winter and at both changes.
import { expect, test } from '@jest/globals';
import { STANDAARD_CODECS } from '../../../src/sdk/codecs/index.ts';

const codec = STANDAARD_CODECS.find((c) => c.naam === 'tijdstip-stuf');
if (codec?.soort !== 'tekst') throw new Error('geen tekstcodec');
const geen = { document(): never { throw new Error('geen document'); } };

test.each([
  ['2026-11-24T11:00:00Z', '20261124120000'], ['2026-07-01T22:30:00Z', '20260702003000'], ['2026-07-01T22:30:00.120Z', '20260702003000120'],
  ['2026-03-29T00:59:59Z', '20260329015959'], ['2026-03-29T01:00:00Z', '20260329030000'], ['2026-10-25T01:00:00Z', '20261025020000'], ['2026-11-24T06:00:00-05:00', '20261124120000'],
  ['2026-11-24T12:00:00+01:00', '20261124120000'], ['2026-07-02T00:30:00+02:00', '20260702003000'], ['2026-11-24', '20261124'],
])('%s is written as %s', (moment, tekst) => {
  expect(codec.schrijf(moment, geen)).toBe(tekst);
  // The hour that the clock shows twice in October reads as the first of them.
  if (moment.includes('T') && moment !== '2026-10-25T01:00:00Z') expect(Date.parse(String(codec.lees(tekst, geen)))).toBe(Date.parse(moment));
});
