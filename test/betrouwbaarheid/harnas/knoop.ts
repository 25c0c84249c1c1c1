// A node of the hub as a process of its own, to be killed, frozen and started again on the same data. Known from the moment that it is started,
// so that a kill can fall in the start too. Never leaves a process behind: `ruimOp` at the end of a test kills what still lives.
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WORTEL } from '../../hulp/kind.ts';

/** A scenario starts the same program many times; only the first start has to compile it. */
const CACHE = path.join(tmpdir(), 'knooppunt-compilatie');

export interface KnoopOpties {
  readonly data: string;
  readonly config: string;
  readonly env?: NodeJS.ProcessEnv;
  /** For Node itself, before the program. */
  readonly node?: readonly string[];
}

export class Knoop {
  readonly #o: KnoopOpties;
  #kind: ChildProcess | null = null;
  #weg: Promise<number | null> = Promise.resolve(null);
  #log = '';
  /** Where it listens; null while it does not. */
  url: string | null = null;

  constructor(opties: KnoopOpties) {
    this.#o = opties;
  }

  /** stderr of all its lives, the last part. */
  get log(): string {
    return this.#log;
  }

  /** Starts it without waiting. Resolves to its URL, or null when it was killed before it listened. @throws Error when it ended by itself */
  start(): Promise<string | null> {
    const kind = spawn(process.execPath, ['--max-old-space-size=256', ...(this.#o.node ?? []), path.join(WORTEL, 'src/cli/knooppunt.ts'), 'start', '--json', '--port', '0', '--data', this.#o.data, '--config', this.#o.config], {
      cwd: path.dirname(this.#o.config), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: CACHE, ...this.#o.env },
    });
    this.#kind = kind;
    kind.stderr?.on('data', (b: Buffer) => {
      this.#log = (this.#log + b.toString()).slice(-60_000);
    });
    this.#weg = new Promise((klaar) => kind.once('exit', (code) => {
      if (this.#kind === kind) this.#kind = null;
      this.url = null;
      klaar(code);
    }));
    return new Promise((klaar, mis) => {
      let uit = '';
      kind.stdout?.on('data', (b: Buffer) => {
        uit += b.toString();
        const regel = uit.indexOf('\n');
        if (regel < 0 || this.#kind !== kind) return;
        this.url = (JSON.parse(uit.slice(0, regel)) as { url: string }).url;
        klaar(this.url);
      });
      kind.once('exit', (code, sein) => (sein === 'SIGKILL' ? klaar(null) : mis(new Error(`het knooppunt stopte met ${code}: ${this.#log.slice(-3_000)}`))));
    });
  }

  /** Resolves once it listens. @throws Error when it does not */
  async begin(): Promise<string> {
    const url = await this.start();
    if (url === null) throw new Error('het knooppunt is gestopt voor het luisterde');
    return url;
  }

  /** kill -9; resolves when it is gone. */
  async dood(): Promise<void> {
    this.url = null;
    this.#kind?.kill('SIGKILL');
    await this.#weg;
  }

  /** SIGSTOP and SIGCONT. */
  sein(s: 'SIGSTOP' | 'SIGCONT' | 'SIGUSR2'): void {
    this.#kind?.kill(s);
  }

  get leeft(): boolean {
    return this.#kind !== null;
  }

  /** SIGTERM; resolves to the exit code. */
  async stop(): Promise<number | null> {
    this.#kind?.kill('SIGTERM');
    return await this.#weg;
  }
}
