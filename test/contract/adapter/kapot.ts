// The example adapter, copied to folders outside the repository and spoiled in one place each. All are tested in one process of their own: there they
// are loaded as the hub would load them, and one process is quicker than thirty.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contractuitslag } from '../../../src/contract/index.ts';
import { WORTEL } from '../../hulp/kind.ts';

type Vervanging = readonly [string | RegExp, string];

/** File → text to find and what comes in its place; several where one is not enough. */
export type Wijziging = Readonly<Record<string, Vervanging | readonly Vervanging[]>>;

/** Makes the copies. @throws Error when a change finds nothing to change: the test would prove nothing. */
export function maakKapot(wijzigingen: readonly Wijziging[]): { readonly mappen: readonly string[]; weg(): void } {
  const basis = mkdtempSync(path.join(tmpdir(), 'kp-adapter-'));
  const mappen = wijzigingen.map((wijziging, i) => {
    const map = path.join(basis, String(i));
    cpSync(path.join(WORTEL, 'examples/buurtteam'), map, { recursive: true });
    for (const [bestand, w] of Object.entries(wijziging)) for (const v of Array.isArray(w[0]) ? (w as readonly Vervanging[]) : [w as Vervanging]) vervang(path.join(map, bestand), v);
    return map;
  });
  return { mappen, weg: () => rmSync(basis, { recursive: true, force: true }) };
}

function vervang(pad: string, [zoek, door]: Vervanging): void {
  const oud = readFileSync(pad, 'utf8');
  const nieuw = oud.replace(zoek, () => door);
  if (nieuw === oud) throw new Error(`${path.basename(pad)}: niets om te wijzigen`);
  writeFileSync(pad, nieuw);
}

/** Runs the kit on each folder, in order. */
export function toetsMappen(mappen: readonly string[]): Promise<Contractuitslag[]> {
  return new Promise((klaar, mis) => {
    const kind = spawn(process.execPath, [path.join(WORTEL, 'test/contract/adapter/toets-mappen.ts'), ...mappen], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let uit = '';
    let fout = '';
    kind.stdout.setEncoding('utf8').on('data', (s: string) => {
      uit += s;
    });
    kind.stderr.setEncoding('utf8').on('data', (s: string) => {
      fout += s;
    });
    kind.on('close', (code) => (code === 0 ? klaar(JSON.parse(uit) as Contractuitslag[]) : mis(new Error(fout))));
  });
}
