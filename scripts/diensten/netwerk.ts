// A small network of its own for servers that a test cuts off: a network namespace for each, joined by a bridge that this machine stands on too.
// Needs root and `ip` (iproute2); says so where it has neither. Takes away all it made.
import { execFileSync } from 'node:child_process';

export interface Netwerk {
  /** Address of each member, in order. */
  readonly adressen: readonly string[];
  /** What stands before a command to run it as this member. */
  opdracht(lid: number): readonly string[];
  /** Nothing reaches this member any more, nor does it reach anybody; no connection is closed for it. */
  knip(lid: number): void;
  heel(lid: number): void;
  weg(): void;
}

const ip = (...argumenten: string[]): void => {
  try {
    execFileSync('ip', argumenten, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (e) {
    const { code, stderr } = e as { code?: unknown; stderr?: string };
    throw new Error(code === 'ENOENT' ? '`ip` (iproute2) ontbreekt' : `een netwerk maken mag hier niet (ip ${argumenten[0] ?? ''}: ${(stderr ?? '').trim().slice(0, 120)})`);
  }
};

/** @throws Error, in Dutch, where no network may be made. */
export function maakNetwerk(leden: number): Netwerk {
  const merk = process.pid.toString(36).slice(-6);
  const brug = `kpb${merk}`;
  const net = `10.213.${process.pid % 250}`;
  const naam = (lid: number): string => `kp${merk}-${lid}`;
  const kabel = (lid: number): string => `kv${merk}${lid}`;
  const weg = (): void => {
    for (const stap of [['link', 'del', brug], ...Array.from({ length: leden }, (_, lid) => ['netns', 'del', naam(lid)])]) {
      try {
        ip(...stap);
      } catch {
        // It was not made, or is gone already.
      }
    }
  };
  try {
    ip('link', 'add', brug, 'type', 'bridge');
    ip('addr', 'add', `${net}.1/24`, 'dev', brug);
    ip('link', 'set', brug, 'up');
    for (let lid = 0; lid < leden; lid++) {
      ip('netns', 'add', naam(lid));
      ip('link', 'add', kabel(lid), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', naam(lid));
      ip('link', 'set', kabel(lid), 'master', brug, 'up');
      ip('-n', naam(lid), 'addr', 'add', `${net}.${lid + 10}/24`, 'dev', 'eth0');
      ip('-n', naam(lid), 'link', 'set', 'lo', 'up');
      ip('-n', naam(lid), 'link', 'set', 'eth0', 'up');
    }
  } catch (e) {
    weg();
    throw e;
  }
  return {
    adressen: Array.from({ length: leden }, (_, lid) => `${net}.${lid + 10}`),
    opdracht: (lid) => ['ip', 'netns', 'exec', naam(lid)],
    knip: (lid) => ip('link', 'set', kabel(lid), 'down'),
    heel: (lid) => ip('link', 'set', kabel(lid), 'up'),
    weg,
  };
}
