// The report says what happened: a scenario that failed or did not run never reads as one that held.
import { schrijfVerslag, type Uitslag } from '../../scripts/chaos/verslag.ts';

const machine = { processor: 'Proef', kernen: 2, geheugenGb: 8, systeem: 'linux 6', node: 'v24.0.0', versie: 'abc1234' };
const uitslagen: readonly Uitslag[] = [
  { naam: 'S1', wat: 'kills', toestand: 'goed', reden: '', metingen: [{ naam: 'S1', seed: 1234567, acknowledged: 12_345, lost: 0 }] },
  { naam: 'S2', wat: 'kills on Kafka', toestand: 'niet gedraaid', reden: 'NIET GEDRAAID zonder echte kafka', metingen: [] },
  { naam: 'S5', wat: 'zombie', toestand: 'gezakt', reden: 'seed 99: ✕ S5', metingen: [] },
];

test('date, command, machine, seeds and numbers stand in it; failed and not run are named', () => {
  const tekst = schrijfVerslag(uitslagen, machine, 'npm run chaos', new Date(Date.UTC(2026, 0, 2, 3, 4)), 600);
  expect(tekst).toContain('| date | 2026-01-02 03:04 UTC |');
  expect(tekst).toContain('| command | `npm run chaos` |');
  expect(tekst).toContain('| S1 | kills | held | 1234567 |');
  expect(tekst).toContain('| S2 | kills on Kafka | **not run** |  |');
  expect(tekst).toContain('| S5 | zombie | **FAILED** |  |');
  expect(tekst).toContain('**FAILED**: seed 99: ✕ S5');
  expect(tekst).toContain('| acknowledged | 12,345 |');
  expect(tekst).toContain('| seed | 1234567 |');
  expect(tekst.match(/\bheld\b/g)).toHaveLength(1);
});
