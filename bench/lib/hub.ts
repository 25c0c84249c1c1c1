// A real hub in a process of its own, as an operator starts it, with its data on disk; and the load generator beside it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WORTEL } from './berichten.ts';
import type { Zendopdracht, Zenduitslag } from './zender.ts';

export interface Meethub {
  readonly url: string;
  readonly data: string;
  readonly pid: number;
  /** CPU seconds (user + system) of the hub since it started. */
  cpu(): number;
  /** Resident memory and its highest point, MB. */
  geheugen(): { readonly nu: number; readonly piek: number };
  /** SIGTERM, and waits until it is gone; the data folder stays. */
  stop(): Promise<void>;
}

const KLOKTIK = 100;

/** Fields of /proc: another system than Linux has none, and then these numbers are NaN. */
function proc(pid: number, bestand: string): string {
  try {
    return readFileSync(`/proc/${pid}/${bestand}`, 'utf8');
  } catch {
    return '';
  }
}

/** A fresh folder on the disk that takes temporary files (BENCH_MAP: another one). */
export const verseMap = (): string => mkdtempSync(path.join(process.env.BENCH_MAP ?? tmpdir(), 'knooppunt-bench-'));
export const ruimOp = (map: string): void => rmSync(map, { recursive: true, force: true });

/** @param yaml lines of knooppunt.yaml beside the limit per sender, which a load of one sender would run into. */
export async function startHub(opties: { readonly data: string; readonly yaml?: string; readonly vlaggen?: readonly string[]; readonly env?: Readonly<Record<string, string>> }): Promise<Meethub> {
  const config = path.join(opties.data, 'knooppunt.yaml');
  writeFileSync(config, `limieten:\n  perAfzender:\n    perMinuut: 1000000\n${opties.yaml ?? ''}`);
  const kind: ChildProcess = spawn(
    process.execPath,
    [...(opties.vlaggen ?? []), path.join(WORTEL, 'src/cli/knooppunt.ts'), 'start', '--json', '--port', '0', '--data', path.join(opties.data, 'data'), '--config', config],
    { cwd: WORTEL, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1', ...opties.env } },
  );
  let fouten = '';
  kind.stderr?.on('data', (b: Buffer) => {
    fouten = (fouten + b.toString()).slice(-4_000);
  });
  const weg = once(kind, 'exit');
  const url = await new Promise<string>((klaar, mis) => {
    let uit = '';
    kind.stdout?.on('data', (b: Buffer) => {
      uit += b.toString();
      const regel = uit.indexOf('\n');
      if (regel >= 0) klaar((JSON.parse(uit.slice(0, regel)) as { url: string }).url);
    });
    kind.once('exit', (code) => mis(new Error(`de hub stopte bij de start (${code}): ${fouten}`)));
  });
  const pid = kind.pid ?? 0;
  return {
    url,
    data: path.join(opties.data, 'data'),
    pid,
    cpu() {
      const velden = proc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(velden[11]) + Number(velden[12])) / KLOKTIK;
    },
    geheugen() {
      const s = proc(pid, 'status');
      const mb = (naam: string): number => Math.round(Number(new RegExp(`${naam}:\\s+([0-9]+)`).exec(s)?.[1]) / 1024);
      return { nu: mb('VmRSS'), piek: mb('VmHWM') };
    },
    async stop() {
      kind.kill('SIGTERM');
      await weg;
    },
  };
}

/** Runs the generator in its own process. @throws Error when it could not send. */
export async function zendApart(o: Zendopdracht): Promise<Zenduitslag> {
  const kind = spawn(process.execPath, [path.join(import.meta.dirname, 'zender.ts'), JSON.stringify(o)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let uit = '';
  kind.stdout.on('data', (b: Buffer) => {
    uit += b.toString();
  });
  const [code] = (await once(kind, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`de zender stopte met ${code}`);
  return JSON.parse(uit) as Zenduitslag;
}

/** Waits until nothing is under way. */
export async function totStil(url: string, ms = 120_000): Promise<void> {
  const einde = performance.now() + ms;
  for (;;) {
    const b = (await (await fetch(`${url}/v1/balans`)).json()) as { berichten: { onderweg: number }; paren: { onderweg: number }; verschillen: readonly unknown[] };
    if (b.berichten.onderweg === 0 && b.paren.onderweg === 0) {
      if (b.verschillen.length > 0) throw new Error(`de balans sluit niet: ${JSON.stringify(b.verschillen)}`);
      return;
    }
    if (performance.now() > einde) throw new Error('de hub werd niet stil');
    await new Promise((r) => setTimeout(r, 200));
  }
}
