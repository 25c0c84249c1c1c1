// The example adapter (or one for records), copied to folders outside the repository and spoiled in one place each. All are tested in one process of their own: there they
// are loaded as the hub would load them, and one process is quicker than thirty.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contractuitslag } from '../../../src/contract/index.ts';
import { WORTEL } from '../../hulp/kind.ts';

type Vervanging = readonly [string | RegExp, string];

/** File → text to find and what comes in its place; several where one is not enough. */
export type Wijziging = Readonly<Record<string, Vervanging | readonly Vervanging[]>>;

/** The example as it is. */
export function voorbeeld(map: string): void {
  cpSync(path.join(WORTEL, 'examples/buurtteam'), map, { recursive: true });
}

/** A record adapter as somebody else would have one: that of AW319 under another name, for EI codes that nobody has. */
export function recordadapter(map: string): void {
  for (const [van, naar] of [['adapters', ''], ['schemas', 'schemas'], ['mappings', 'mappings'], ['samples', 'samples']] as const) {
    cpSync(path.join(WORTEL, van, 'aw319'), path.join(map, naar), { recursive: true });
  }
  const codes: Readonly<Record<string, string>> = { 187: '987', 428: '928', 430: '930', 188: '988', 429: '929', 431: '931' };
  for (const f of readdirSync(map, { recursive: true, encoding: 'utf8' })) {
    const pad = path.join(map, f);
    if (/\.(ts|json)$/.test(f)) {
      const tekst = readFileSync(pad, 'utf8')
        .replace(/(['"])(187|428|430|188|429|431)\1/g, (_m, q: string, c: string) => `${q}${codes[c]}${q}`)
        .replace(/'(?:\.\.\/)+src\/sdk\/(records\/)?index\.ts'/g, (_m, r: string | undefined) => `'knooppunt/sdk${r ? '/records' : ''}'`)
        .replace("naam: 'aw319'", "naam: 'eigenrecords'")
        .replace(/'\.\.\/\.\.\/(schemas|mappings)\/aw319\/'/g, "'./$1/'");
      writeFileSync(pad, tekst);
    } else if (f.endsWith('.asc')) {
      const b = readFileSync(pad);
      b.write(codes[b.toString('latin1', 2, 5)]!, 2, 'latin1');
      writeFileSync(pad, b);
    }
  }
}

/** Makes the copies. @throws Error when a change finds nothing to change: the test would prove nothing. */
export function maakKapot(wijzigingen: readonly Wijziging[], zet: (map: string) => void = voorbeeld): { readonly mappen: readonly string[]; weg(): void } {
  const basis = mkdtempSync(path.join(tmpdir(), 'kp-adapter-'));
  const mappen = wijzigingen.map((wijziging, i) => {
    const map = path.join(basis, String(i));
    zet(map);
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
