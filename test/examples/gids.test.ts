// Proves that the adapter guide tells the truth: its commands run and end as it says, and what it shows stands in the example's files.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { WORTEL } from '../hulp/kind.ts';

const gids = readFileSync(path.join(WORTEL, 'docs/guides/adapter.md'), 'utf8');
const blokken = [...gids.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((m) => ({ taal: m[1]!, tekst: m[2]! }));
const map = path.join(WORTEL, 'examples/buurtteam');
const bestanden = readdirSync(map, { recursive: true, withFileTypes: true }).filter((d) => d.isFile()).map((d) => readFileSync(path.join(d.parentPath, d.name), 'utf8'));

// A running hub, and what is sent to it, is test/examples/buurtteam.test.ts.
const opdrachten = blokken.filter((b) => b.taal === 'sh').flatMap((b) => b.tekst.trim().split('\n')).filter((r) => r.startsWith('node bin/knooppunt ') && !/ (start|send) /.test(r));

test.each(opdrachten)('%s', async (regel) => {
  const [opdracht, code = '0'] = regel.split(' # exit ');
  const r = await knooppunt(opdracht!.split(' ').slice(2));
  expect([r.fout, r.code]).toEqual([r.fout, Number(code)]);
});

test('wat de gids van het voorbeeld laat zien staat er zo in', () => {
  const stukken = blokken.filter((b) => ['ts', 'yaml', 'json'].includes(b.taal));
  expect(stukken.length).toBeGreaterThan(8);
  for (const { tekst } of stukken) expect([tekst, bestanden.some((b) => b.includes(tekst))]).toEqual([tekst, true]);
});

test('de gids noemt elk punt van de contracttoets', async () => {
  const { PUNTEN } = await import('../../src/contract/index.ts');
  expect([...gids.matchAll(/^\| `([a-z]+)` \|/gm)].map((m) => m[1])).toEqual(PUNTEN);
});
