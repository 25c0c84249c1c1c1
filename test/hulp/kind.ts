// A hub as a child process, as an operator would run it: for tests that kill it, cap its heap or take away its disk.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const WORTEL = path.resolve(import.meta.dirname, '../..');

export interface HubProces {
  readonly proces: ChildProcess;
  readonly url: string;
  /** stderr so far. */
  log(): string;
  /** SIGTERM and wait; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL and wait. */
  dood(): Promise<void>;
}

/** Starts `knooppunt start --json` and waits for its URL. @throws Error with stderr when it ends before that. */
export async function startHubProces(opties: { readonly data: string; readonly config?: string; readonly node?: readonly string[]; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }): Promise<HubProces> {
  const argumenten = [...(opties.node ?? []), path.join(WORTEL, 'src/cli/knooppunt.ts'), 'start', '--json', '--port', '0', '--data', opties.data, ...(opties.config ? ['--config', opties.config] : [])];
  const proces = spawn(process.execPath, argumenten, { cwd: opties.cwd ?? path.dirname(opties.data), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', ...opties.env } });
  let log = '';
  proces.stderr!.setEncoding('utf8').on('data', (s: string) => {
    log += s;
  });
  const einde = new Promise<number | null>((klaar) => proces.once('exit', (code) => klaar(code)));
  const url = await new Promise<string>((klaar, mis) => {
    let uit = '';
    proces.stdout!.setEncoding('utf8').on('data', (s: string) => {
      uit += s;
      const regel = uit.split('\n')[0];
      if (uit.includes('\n') && regel) klaar((JSON.parse(regel) as { url: string }).url);
    });
    void einde.then((code) => mis(new Error(`het knooppunt stopte met ${code}: ${log}`)));
  });
  return {
    proces,
    url,
    log: () => log,
    async stop() {
      proces.kill('SIGTERM');
      return einde;
    },
    async dood() {
      proces.kill('SIGKILL');
      await einde;
    },
  };
}
