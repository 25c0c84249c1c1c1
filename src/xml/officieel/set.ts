// An official schema set as its publisher delivers it: files found, namespaces read, references resolved whatever the slashes, drives or addresses.
// Reads only files below the folder that the operator named; an address on the network is never followed.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { leesTekst } from '../tekenset.ts';

export interface Verwijzing {
  readonly soort: 'import' | 'include';
  /** Namespace of an import; the file's own for an include. */
  readonly namespace: string;
  /** Path relative to the set, or null when the file is not in it. */
  readonly naar: string | null;
  readonly letterlijk: string | null;
}

export interface Schemabestand {
  /** Relative to the set, forward slashes. */
  readonly pad: string;
  readonly tekst: string;
  /** '' for a chameleon. */
  readonly namespace: string;
  readonly versie: string | null;
  /** Local names of global elements. */
  readonly elementen: ReadonlySet<string>;
  readonly verwijzingen: readonly Verwijzing[];
}

export interface Schemaset {
  readonly bestanden: ReadonlyMap<string, Schemabestand>;
}

const VERWIJZING = /<(?:[A-Za-z][\w.-]*:)?(import|include|redefine)\b([^>]*)>/g;
const attribuut = (a: string, naam: string): string | null => new RegExp(`\\b${naam}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(a)?.slice(1).find((x) => x !== undefined) ?? null;

function loop(map: string, basis: string): string[] {
  return readdirSync(map, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((d) => (d.isDirectory() ? loop(path.join(map, d.name), basis) : /\.xsd$/i.test(d.name) ? [path.relative(basis, path.join(map, d.name)).replaceAll('\\', '/')] : []));
}

/** Without comments and CDATA: old imports and examples in documentation do not count. */
export const zonderCommentaar = (t: string): string => t.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');

/** Reads every XSD below a folder. @throws Error (Dutch) when there is none or one is unreadable. */
export function leesSchemaset(map: string): Schemaset {
  const paden = loop(map, map);
  if (paden.length === 0) throw new Error(`in ${map} staan geen schema's (.xsd)`);
  const ruw = paden.map((pad) => {
    const tekst = leesTekst(readFileSync(path.join(map, pad)));
    if (tekst === null) throw new Error(`${pad} is niet leesbaar in zijn tekenset`);
    if (/<!DOCTYPE/i.test(tekst)) return { pad, tekst: zonderDoctype(tekst), schoon: zonderCommentaar(zonderDoctype(tekst)) };
    return { pad, tekst, schoon: zonderCommentaar(tekst) };
  });
  const namespaces = new Map(ruw.map((r) => [r.pad, attribuut(/<(?:[A-Za-z][\w.-]*:)?schema\b[^>]*>/.exec(r.schoon)?.[0] ?? '', 'targetNamespace') ?? '']));
  const perNaam = new Map<string, string[]>();
  for (const p of paden) perNaam.set(path.posix.basename(p).toLowerCase(), [...(perNaam.get(path.posix.basename(p).toLowerCase()) ?? []), p]);

  const vind = (van: string, letterlijk: string, namespace: string): string | null => {
    if (/^https?:/.test(letterlijk)) {
      const naam = letterlijk.split('/').at(-1)!.toLowerCase();
      return (perNaam.get(naam) ?? []).find((p) => namespaces.get(p) === namespace) ?? null;
    }
    const schuin = letterlijk.replaceAll('\\', '/');
    const gewoon = path.posix.normalize(path.posix.join(path.posix.dirname(van), schuin));
    if (namespaces.has(gewoon)) return gewoon;
    // A path of the publisher's own disk, or another case: the nearest file of that name and namespace.
    const kandidaten = (perNaam.get(path.posix.basename(schuin).toLowerCase()) ?? []).filter((p) => namespaces.get(p) === namespace || namespaces.get(p) === '');
    return kandidaten.sort((a, b) => afstand(van, a) - afstand(van, b))[0] ?? null;
  };

  const bestanden = new Map<string, Schemabestand>();
  for (const { pad, tekst, schoon } of ruw) {
    const namespace = namespaces.get(pad)!;
    const kop = /<(?:[A-Za-z][\w.-]*:)?schema\b[^>]*>/.exec(schoon)?.[0] ?? '';
    const verwijzingen: Verwijzing[] = [];
    for (const m of schoon.matchAll(VERWIJZING)) {
      const soort = m[1] === 'import' ? 'import' : 'include';
      const letterlijk = attribuut(m[2]!, 'schemaLocation');
      const ns = soort === 'import' ? (attribuut(m[2]!, 'namespace') ?? '') : namespace;
      verwijzingen.push({ soort, namespace: ns, letterlijk, naar: letterlijk === null ? null : vind(pad, letterlijk, ns) });
    }
    bestanden.set(pad, { pad, tekst, namespace, versie: attribuut(kop, 'version'), elementen: globaleElementen(schoon), verwijzingen });
  }
  return { bestanden };
}

function zonderDoctype(t: string): string {
  return t.replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/i, '');
}

function afstand(van: string, naar: string): number {
  const a = path.posix.dirname(van).split('/');
  const b = path.posix.dirname(naar).split('/');
  let gelijk = 0;
  while (gelijk < a.length && gelijk < b.length && a[gelijk] === b[gelijk]) gelijk += 1;
  return a.length + b.length - 2 * gelijk;
}

/** Names of elements declared directly below the schema element. */
function globaleElementen(schoon: string): Set<string> {
  const uit = new Set<string>();
  let diepte = 0;
  for (const m of schoon.matchAll(/<(\/?)(?:[A-Za-z][\w.-]*:)?([A-Za-z]\w*)\b([^>]*?)(\/?)>/g)) {
    if (m[1]) {
      diepte -= 1;
      continue;
    }
    if (m[2] === 'element' && diepte === 1) {
      const naam = attribuut(m[3]!, 'name');
      if (naam) uit.add(naam);
    }
    if (!m[4]) diepte += 1;
  }
  return uit;
}

/** Every file that a file leans on, itself included. */
export function sluiting(set: Schemaset, begin: string): string[] {
  const uit = new Set<string>();
  const werk = [begin];
  for (let p = werk.pop(); p !== undefined; p = werk.pop()) {
    if (uit.has(p)) continue;
    uit.add(p);
    for (const v of set.bestanden.get(p)?.verwijzingen ?? []) if (v.naar) werk.push(v.naar);
  }
  return [...uit].sort();
}
