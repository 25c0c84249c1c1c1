// Runs `bin/knooppunt` as a user would: exit code, stdout, stderr.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { WORTEL } from './kind.ts';

export interface Uitvoer {
  readonly code: number | null;
  readonly uit: string;
  readonly fout: string;
}

export function knooppunt(argumenten: readonly string[], opties: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): Promise<Uitvoer> {
  return new Promise((klaar) => {
    const kind = spawn(process.execPath, [path.join(WORTEL, 'src/cli/knooppunt.ts'), ...argumenten], { cwd: opties.cwd ?? WORTEL, env: { ...process.env, NODE_OPTIONS: '', ...opties.env } });
    let uit = '';
    let fout = '';
    kind.stdout.setEncoding('utf8').on('data', (s: string) => {
      uit += s;
    });
    kind.stderr.setEncoding('utf8').on('data', (s: string) => {
      fout += s;
    });
    kind.on('exit', (code) => klaar({ code, uit, fout }));
  });
}
