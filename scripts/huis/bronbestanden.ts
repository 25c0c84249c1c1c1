// Reads the code of the house: which file imports what. Knows no rule; kamers.ts has those.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const WORTEL = path.resolve(import.meta.dirname, '../..');

export interface Import {
  readonly bestand: string;
  /** Root-relative file of the repository, a package, or `node:…`. */
  readonly naar: string;
  readonly intern: boolean;
  readonly alleenType: boolean;
}

const MAPPEN = ['adapters', 'examples', 'src', 'scripts', 'test', 'bench', 'bin', 'schemas', 'mappings', 'configuratie', 'samples', 'docs', 'dashboard'];
let cache: readonly string[] | null = null;

/** Every file that belongs to the product, from the root: what git knows or would take up; without git, what stands in its folders. */
export function productbestanden(): readonly string[] {
  cache ??= (uitGit() ?? uitMappen()).filter((p) => (MAPPEN.includes(p.split('/')[0]!) || !p.includes('/') || p.startsWith('.ci/')) && existsSync(path.join(WORTEL, p)));
  return cache;
}

function uitGit(): string[] | null {
  try {
    const uit = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: WORTEL, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] });
    return uit.split('\0').filter((p) => p !== '');
  } catch {
    return null;
  }
}

function uitMappen(): string[] {
  const uit: string[] = [];
  const loop = (map: string): void => {
    for (const e of readdirSync(path.join(WORTEL, map), { withFileTypes: true })) {
      const pad = map === '' ? e.name : `${map}/${e.name}`;
      if (e.isFile()) uit.push(pad);
      else if (e.isDirectory() && (map !== '' || MAPPEN.includes(e.name) || e.name === '.ci')) loop(pad);
    }
  };
  loop('');
  return uit.sort();
}

export const lees = (bestand: string): string => readFileSync(path.join(WORTEL, bestand), 'utf8');

/** Names under which adapters outside this repository find the SDK (package.json `exports`). */
const SDK_DEUR: Readonly<Record<string, string>> = { 'knooppunt/sdk': 'src/sdk/index.ts', 'knooppunt/sdk/records': 'src/sdk/records/index.ts' };

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^;'"`]*?)\bfrom\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'/g;

/** Static imports, re-exports and literal dynamic imports of a TypeScript file. */
export function importsVan(bestand: string): Import[] {
  const uit: Import[] = [];
  for (const m of lees(bestand).matchAll(IMPORT)) {
    const naam = m[3] ?? m[4] ?? m[5]!;
    const deur = SDK_DEUR[naam];
    const intern = naam.startsWith('.') || deur !== undefined;
    const alleenType = m[1] !== undefined || (m[2] !== undefined && /^\{(\s*type\s+[^,}]+,?)+\s*\}\s*$/.test(m[2].trim()));
    uit.push({ bestand, naar: deur ?? (intern ? path.posix.normalize(path.posix.join(path.posix.dirname(bestand), naam)) : naam), intern, alleenType });
  }
  return uit;
}

/** Name of the package in a bare specifier: `ajv/dist/2020.js` → `ajv`. */
export const pakketVan = (naam: string): string => naam.split('/').slice(0, naam.startsWith('@') ? 2 : 1).join('/');
