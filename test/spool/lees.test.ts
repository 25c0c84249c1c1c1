// Taking in bytes: memory has a budget, a half written file never stays, and a full disk is said as such.
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Geheugenbudget } from '../../src/spool/budget.ts';
import { LeesFout, leesInhoud } from '../../src/spool/lees.ts';
import { ruimSpoolOp } from '../../src/spool/opruimen.ts';
import { sha256 } from '../http/opstelling.ts';

let map: string;
beforeEach(async () => { map = await mkdtemp(path.join(tmpdir(), 'knooppunt-spool-')); });
afterEach(() => rm(map, { recursive: true, force: true }));

const limieten = { xml: 1_000, records: 2_000, geheugen: 100 };
async function* delen(...d: (string | Error)[]): AsyncGenerator<Buffer> {
  for (const x of d) {
    if (x instanceof Error) throw x;
    yield Buffer.from(x);
  }
}
const lees = (bron: AsyncIterator<Buffer>, budget = new Geheugenbudget(1_000), meer = {}) => leesInhoud(bron, { limieten, spoolMap: path.join(map, 'spool'), budget, ...meer });

test('memory is taken from the budget and given back', async () => {
  const budget = new Geheugenbudget(150);
  const een = await lees(delen('a'.repeat(50), 'b'.repeat(40)), budget);
  expect([een.inhoud.soort, budget.bezet]).toEqual(['geheugen', 90]);
  const twee = await lees(delen('c'.repeat(80)), budget);
  expect([twee.inhoud.soort, budget.bezet]).toEqual(['spool', 90]);
  expect(twee.inhoud).toMatchObject({ sha256: sha256('c'.repeat(80)), omvang: 80 });
  await een.ruimOp(false);
  await een.ruimOp(false);
  await twee.ruimOp(false);
  expect([budget.bezet, await readdir(path.join(map, 'spool'))]).toEqual([0, []]);
});

test('what was in memory goes to disk in order when it grows', async () => {
  const g = await lees(delen('1'.repeat(60), '2'.repeat(60), '3'.repeat(60)));
  expect(g.inhoud).toMatchObject({ soort: 'spool', sha256: sha256('1'.repeat(60) + '2'.repeat(60) + '3'.repeat(60)) });
  await g.ruimOp(true);
  expect(await readdir(path.join(map, 'spool'))).toEqual([path.basename((g.inhoud as { pad: string }).pad)]);
});

test('exactly the limit is let in, one byte more is not', async () => {
  for (const [begin, limiet] of [['<', 1_000], ['0', 2_000]] as const) {
    expect((await lees(delen(begin + 'x'.repeat(limiet - 1)))).teGroot).toBe(false);
    expect(await lees(delen(begin + 'x'.repeat(limiet - 1), 'y'))).toMatchObject({ teGroot: true, omvang: limiet + 1 });
  }
});

test('the first byte that counts may come late', async () => {
  expect((await lees(delen('\ufeff', ' \n', '<a>', 'x'.repeat(1_000)))).teGroot).toBe(true);
  expect((await lees(delen('\ufeff', ' \n', '01', 'x'.repeat(1_000)))).teGroot).toBe(false);
  expect((await lees(delen(' '.repeat(1_500)))).teGroot).toBe(false);
});

test.each([
  [Object.assign(new Error('x'), { code: 'ECONNRESET', syscall: 'read' }), 'afgebroken'],
  [new Error('x'), 'afgebroken'],
  [Object.assign(new Error('x'), { code: 'EIO', syscall: 'read' }), 'schijf'],
])('a source that fails (%o) is %s, and nothing stays behind', async (fout, code) => {
  const budget = new Geheugenbudget(1_000);
  await expect(lees(delen('a'.repeat(150), fout), budget)).rejects.toMatchObject({ code });
  await expect(lees(delen('a'.repeat(50), fout), budget)).rejects.toBeInstanceOf(LeesFout);
  expect([budget.bezet, await readdir(path.join(map, 'spool'))]).toEqual([0, []]);
});

test('a spool that cannot be written is the disk’s fault, and memory is given back', async () => {
  await writeFile(path.join(map, 'spool'), 'in de weg');
  const budget = new Geheugenbudget(1_000);
  await expect(lees(delen('a'.repeat(50), 'a'.repeat(100)), budget)).rejects.toMatchObject({ code: 'schijf' });
  expect(budget.bezet).toBe(0);
});

test('silence and slowness end it', async () => {
  async function* traag(ms: number): AsyncGenerator<Buffer> {
    for (;;) {
      yield Buffer.from('a');
      await new Promise((r) => { setTimeout(r, ms).unref(); });
    }
  }
  await expect(lees(traag(10_000), undefined, { stilte: 30 })).rejects.toMatchObject({ code: 'traag' });
  await expect(lees(traag(10), undefined, { stilte: 1_000, totaal: 80 })).rejects.toMatchObject({ code: 'traag' });
});

test('a start sweeps what an earlier run left half written or never got accepted, and nothing else', async () => {
  const gebruikt = new Set([path.join('spool', 'c.bericht')]);
  expect(await ruimSpoolOp(path.join(map, 'nergens'), { gebruikt })).toBe(0);
  const spool = path.join(map, 'spool');
  await mkdir(spool);
  const oud = ['a.tmp', 'b.tmp', 'c.bericht', 'wees.bericht', 'd'];
  for (const n of [...oud, 'nieuw.tmp', 'nieuw.bericht']) await writeFile(path.join(spool, n), 'x');
  for (const n of oud) await utimes(path.join(spool, n), 1_000, 1_000);
  expect(await ruimSpoolOp(map, { gebruikt })).toBe(3);
  expect((await readdir(spool)).sort()).toEqual(['c.bericht', 'd', 'nieuw.bericht', 'nieuw.tmp']);
});
