// Measuring without a stopwatch's illusions: CPU time of this process beside wall-clock, repeated, the median told. The machine is named with its load.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';

export interface Meting {
  /** Calls per round. */
  readonly aantal: number;
  /** CPU ms a call (user + system, all threads), median of the rounds. */
  readonly cpuMs: number;
  /** Wall-clock ms a call, median of the rounds. */
  readonly wandMs: number;
}

export const mediaan = (x: readonly number[]): number => {
  const s = [...x].sort((a, b) => a - b);
  const m = Math.floor(s.length / 2);
  return s.length % 2 === 1 ? s[m]! : (s[m - 1]! + s[m]!) / 2;
};

/** The p-th percentile (0–100), nearest rank; NaN of nothing. */
export function percentiel(gesorteerd: readonly number[], p: number): number {
  return gesorteerd.length === 0 ? Number.NaN : gesorteerd[Math.min(gesorteerd.length - 1, Math.max(0, Math.ceil((p / 100) * gesorteerd.length) - 1))]!;
}

/** One round of at least `ms` CPU. */
async function ronde(werk: () => unknown, aantal: number): Promise<{ cpu: number; wand: number }> {
  const cpu = process.cpuUsage();
  const wand = performance.now();
  for (let i = 0; i < aantal; i++) {
    const r = werk();
    if (r instanceof Promise) await r;
  }
  const d = process.cpuUsage(cpu);
  return { cpu: (d.user + d.system) / 1000, wand: performance.now() - wand };
}

/**
 * Measures several pieces of work in turns (a, b, c, a, b, c …), so that a disturbance of the machine meets all of them.
 * @param ms CPU that a round takes, about.
 */
export async function meetOmBeurten<N extends string>(werken: Readonly<Record<N, () => unknown>>, { rondes = 7, ms = 300 } = {}): Promise<Record<N, Meting>> {
  const namen = Object.keys(werken) as N[];
  const aantallen = {} as Record<N, number>;
  const uit = {} as Record<N, { cpu: number[]; wand: number[] }>;
  for (const n of namen) {
    await ronde(werken[n], 300);
    const proef = await ronde(werken[n], 100);
    aantallen[n] = Math.max(10, Math.ceil((ms / Math.max(proef.cpu, 0.1)) * 100));
    uit[n] = { cpu: [], wand: [] };
  }
  for (let i = 0; i < rondes; i++) {
    for (const n of namen) {
      const r = await ronde(werken[n], aantallen[n]);
      uit[n].cpu.push(r.cpu / aantallen[n]);
      uit[n].wand.push(r.wand / aantallen[n]);
    }
  }
  return Object.fromEntries(namen.map((n) => [n, { aantal: aantallen[n], cpuMs: mediaan(uit[n].cpu), wandMs: mediaan(uit[n].wand) }])) as Record<N, Meting>;
}

export interface Machine {
  readonly cpu: string;
  readonly kernen: number;
  readonly geheugenGb: number;
  readonly node: string;
  readonly systeem: string;
}

export function machine(): Machine {
  let systeem = `${process.platform} ${process.arch}`;
  try {
    systeem = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? systeem;
  } catch {
    // Another system than Linux: its platform says enough.
  }
  return { cpu: cpus()[0]?.model ?? 'onbekend', kernen: cpus().length, geheugenGb: Math.round(totalmem() / 2 ** 30), node: process.version, systeem };
}

/** Load of the last minute, per the machine: what else ran beside a measurement. */
export const belasting = (): number => Math.round(loadavg()[0]! * 100) / 100;

/** Short hash of the commit that was measured; a `+` when the tree had changes. */
export function versie(): string {
  const git = (...a: string[]): string => execFileSync('git', a, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'src', 'adapters', 'mappings', 'schemas') === '' ? '' : '+'}`;
  } catch {
    return 'onbekend';
  }
}
