// Where an adapter lives: its module, and the event types that it brings (`canoniek/` beside the module).
// Finds files, runs nothing: the configuration is checked against an adapter's event types without loading the adapter.
import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The five that come with the product. */
export const EIGEN_ADAPTERS = ['stuf', 'suwiml', 'jzxml', 'aw319', 'istandaarden'] as const;

const ADAPTERMAP = new URL('../../adapters/', import.meta.url);
const INGANGEN = ['index.ts', 'index.js', 'index.mjs'];

/** Thrown when an adapter cannot be found or loaded, or contradicts another: Dutch, names the adapter. */
export class AdapterFout extends Error {}

/**
 * The module of an adapter, as a file URL.
 * @param naam own name (`stuf`), folder (`./x`, absolute) or package name; `basis` is the folder that relative ones and packages are found from.
 * @throws AdapterFout
 */
export function vindAdapter(naam: string, basis: string): string {
  if ((EIGEN_ADAPTERS as readonly string[]).includes(naam)) return new URL(`${naam}/index.ts`, ADAPTERMAP).href;
  if (!naam.startsWith('.') && !isAbsolute(naam)) return vanPakket(naam, basis);
  const map = resolve(basis, naam);
  for (const f of INGANGEN) if (existsSync(resolve(map, f))) return pathToFileURL(resolve(map, f)).href;
  throw new AdapterFout(`adapter ${naam}: geen index.ts of index.js in die map`);
}

/** A package as the folder of the configuration has it installed, else as the product has. */
function vanPakket(naam: string, basis: string): string {
  for (const vanaf of [`${resolve(basis)}/x.js`, fileURLToPath(import.meta.url)]) {
    let manifest: string | undefined;
    try {
      manifest = findPackageJSON(naam, pathToFileURL(vanaf));
    } catch {
      continue;
    }
    if (manifest === undefined) continue;
    const p = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown; readonly main?: string };
    const ingang = uitExports(p.exports) ?? p.main ?? INGANGEN.find((f) => existsSync(resolve(dirname(manifest), f)));
    if (ingang !== undefined) return pathToFileURL(resolve(dirname(manifest), ingang)).href;
  }
  throw new AdapterFout(`adapter ${naam}: dat pakket is niet geïnstalleerd`);
}

/** The main entry of `exports`: a text, or the first of the conditions that an ES module may take. */
function uitExports(e: unknown): string | undefined {
  if (typeof e === 'string') return e;
  if (typeof e !== 'object' || e === null) return undefined;
  const o = e as Record<string, unknown>;
  for (const sleutel of ['.', 'node', 'import', 'default']) if (sleutel in o) return uitExports(o[sleutel]);
  return undefined;
}

/** The folder of event types that stands beside the module of an adapter; null when it brings none. */
export function modelVan(ingang: string): URL | null {
  const map = new URL('canoniek/', ingang);
  return existsSync(new URL('eventtypen.json', map)) ? map : null;
}

/** The event types of all adapters named; an adapter that is not there brings none (loading it will say so). */
export function modellenVan(namen: readonly string[], basis: string): URL[] {
  return namen.flatMap((naam) => {
    try {
      return modelVan(vindAdapter(naam, basis)) ?? [];
    } catch (e) {
      if (e instanceof AdapterFout) return [];
      throw e;
    }
  });
}
