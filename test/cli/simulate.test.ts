// Proves: `knooppunt simulate` starts a simulator that answers, stops cleanly when it is asked to, and says what it knows when it is told a name that it does not.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { WORTEL } from '../hulp/kind.ts';

test('starts, answers, stops with 0', async () => {
  const kind = spawn(process.execPath, [path.join(WORTEL, 'src/cli/knooppunt.ts'), 'simulate', 'gemeente', '--json', '--zaad', '7', '--fout', '503'], { cwd: WORTEL, env: { ...process.env, NODE_OPTIONS: '' } });
  const regels: string[] = [];
  const eerste = new Promise<string>((klaar) => {
    kind.stdout.setEncoding('utf8').on('data', (s: string) => {
      regels.push(...s.split('\n').filter((r) => r !== ''));
      if (regels[0]) klaar(regels[0]);
    });
  });
  const { url, zaad, naam } = JSON.parse(await eerste) as { url: string; zaad: number; naam: string };
  expect([zaad, naam]).toEqual([7, 'gemeente']);
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(503);
  const einde = new Promise((klaar) => kind.on('exit', klaar));
  kind.kill('SIGTERM');
  expect(await einde).toBe(0);
  expect(JSON.parse(regels.at(-1)!)).toMatchObject({ ontvangen: 1, gedrag: { fout: '503' } });
}, 60_000);

test('what it does not know, it says', async () => {
  const onbekend = await knooppunt(['simulate', 'postkantoor']);
  expect([onbekend.code, onbekend.fout]).toEqual([2, 'fout: onbekende simulator: postkantoor; wel: suwinet, corv, ggk, zorgaanbieder, gemeente\n']);
  const fout = await knooppunt(['simulate', 'ggk', '--fout', 'verzonnen']);
  expect([fout.code, fout.fout.startsWith('fout: ggk kent de fout verzonnen niet; wel: '), fout.fout.includes('fo01:IB103')]).toEqual([2, true, true]);
  const lijst = await knooppunt(['simulate', 'ggk', '--fout', 'lijst', '--json']);
  expect(Object.keys((JSON.parse(lijst.uit) as { zendingen: object }).zendingen)).toEqual(['wmo301', 'wmo305', 'wmo323']);
}, 60_000);
