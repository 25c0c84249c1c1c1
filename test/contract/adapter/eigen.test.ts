// Proves that the five adapters of the product, and the example, keep the contract: every check of the kit, on every sample.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PUNTEN, toetsAdapter } from '../../../src/contract/index.ts';
import { muteerBytes } from '../../../src/contract/mutaties.ts';
import { maakToeval } from '../../../src/contract/toeval.ts';
import { EIGEN_ADAPTERS } from '../../../src/intake/register.ts';
import { WORTEL } from '../../hulp/kind.ts';

const ZONDER_SOAP = ['istandaarden', 'aw319'];

test.each([...EIGEN_ADAPTERS.map((n) => ['adapters', n]), ['examples', 'buurtteam']])('%s/%s houdt zich aan het contract', async (map, naam) => {
  const uit = await toetsAdapter(path.join(WORTEL, map, naam), { mutaties: 8, perBericht: 60_000 });
  expect(uit.punten.filter((p) => p.uitkomst === 'fout').map((p) => [p.punt, p.bevindingen])).toEqual([]);
  expect(uit).toMatchObject({ adapter: naam, goed: true });
  expect(uit.punten.map((p) => p.punt)).toEqual(PUNTEN);
  // What does not apply is known by name: a check that quietly looked at nothing would prove nothing.
  expect(uit.punten.filter((p) => p.uitkomst === 'niet-van-toepassing').map((p) => p.punt)).toEqual(ZONDER_SOAP.includes(naam) ? ['soap'] : []);
}, 120_000);

test('hetzelfde zaad geeft dezelfde verminkte berichten, een ander zaad andere', () => {
  const bytes = readFileSync(path.join(WORTEL, 'examples/buurtteam/samples/aanmelding.xml'));
  const reeks = (zaad: number): string[] => {
    const t = maakToeval(zaad);
    return Array.from({ length: 20 }, () => muteerBytes(bytes, t).toString('base64'));
  };
  expect(reeks(3)).toEqual(reeks(3));
  expect(reeks(4)).not.toEqual(reeks(3));
});
