// Proves what `knooppunt adapter test` says and how it ends: 0 the contract is kept, 1 it is not, 2 there is nothing to judge; JSON alone on stdout.
import path from 'node:path';
import { PUNTEN, type Contractuitslag } from '../../../src/contract/index.ts';
import { knooppunt } from '../../hulp/cli.ts';
import { WORTEL } from '../../hulp/kind.ts';
import { maakKapot } from './kapot.ts';

const VOORBEELD = path.join(WORTEL, 'examples/buurtteam');

test('een goede adapter: een regel per punt, en uitgang 0', async () => {
  const r = await knooppunt(['adapter', 'test', VOORBEELD]);
  expect(r.code).toBe(0);
  const regels = r.uit.trim().split('\n');
  expect(regels.slice(0, PUNTEN.length).map((x) => x.split(/\s+/)[1])).toEqual(PUNTEN);
  expect(regels.slice(0, PUNTEN.length).every((x) => x.startsWith('goed '))).toBe(true);
  expect(regels.at(-1)).toBe('Adapter buurtteam houdt zich aan het contract.');
});

test('een kapotte adapter: de bevindingen onder hun punt, en uitgang 1; als JSON hetzelfde', async () => {
  const kapot = maakKapot([{ 'kop.ts': ['[buurtteam, nummer]', 'null'] }]);
  try {
    const map = kapot.mappen[0]!;
    const r = await knooppunt(['adapter', 'test', '.'], { cwd: map });
    expect(r.code).toBe(1);
    expect(r.uit).toMatch(/^FOUT {3}kop .*\n {9}samples\/aanmelding-soap\.xml: een asynchroon bericht zonder sleutel/m);
    expect(r.uit).toMatch(/1 van 14 punten niet goed/);
    const j = await knooppunt(['adapter', 'test', map, '--json']);
    expect(j.code).toBe(1);
    const uit = JSON.parse(j.uit) as Contractuitslag;
    expect(uit).toMatchObject({ adapter: 'buurtteam', goed: false });
    expect(uit.punten.filter((p) => p.uitkomst === 'fout').map((p) => p.punt)).toEqual(['kop']);
  } finally {
    kapot.weg();
  }
});

test('een map zonder adapter: uitgang 2, met de oorzaak', async () => {
  const r = await knooppunt(['adapter', 'test', path.join(WORTEL, 'docs'), '--json']);
  expect(r.code).toBe(2);
  expect(r.fout).toMatch(/geen index\.ts of index\.js in die map/);
  expect(JSON.parse(r.uit)).toMatchObject({ adapter: null, goed: false, punten: [] });
});
