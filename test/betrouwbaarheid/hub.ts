// A real hub in a process of its own, to be killed: starts it on a free port, waits until it listens, and kills it without warning.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const WORTEL = path.resolve(import.meta.dirname, '../..');

export interface Hub {
  readonly url: string;
  readonly pid: number;
  /** kill -9, and waits until the process is gone. */
  dood(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** What it wrote to stderr so far. */
  readonly fouten: () => string;
}

/** A configuration without the limit per sender, which would answer a burst with 429 and hide what is tested. */
export function schrijfConfig(map: string): string {
  const pad = path.join(map, 'knooppunt.yaml');
  writeFileSync(pad, 'limieten:\n  perAfzender:\n    perMinuut: 1000000\n');
  return pad;
}

export async function startHub(opties: { readonly data: string; readonly config: string }): Promise<Hub> {
  const kind: ChildProcess = spawn(process.execPath, [path.join(WORTEL, 'src/cli/knooppunt.ts'), 'start', '--json', '--port', '0', '--data', opties.data, '--config', opties.config], {
    cwd: WORTEL, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  let stderr = '';
  kind.stderr?.on('data', (b: Buffer) => (stderr += b.toString()));
  const weg = once(kind, 'exit');
  const url = await new Promise<string>((klaar, mis) => {
    let uit = '';
    kind.stdout?.on('data', (b: Buffer) => {
      uit += b.toString();
      const regel = uit.indexOf('\n');
      if (regel >= 0) klaar((JSON.parse(uit.slice(0, regel)) as { url: string }).url);
    });
    kind.once('exit', (code) => mis(new Error(`hub stopte bij de start (${code}): ${stderr.slice(-2000)}`)));
  });
  return {
    url,
    pid: kind.pid ?? 0,
    async dood() {
      kind.kill('SIGKILL');
      await weg;
    },
    async stop() {
      kind.kill('SIGTERM');
      await weg;
      return kind.exitCode;
    },
    fouten: () => stderr,
  };
}
