// `knooppunt schemas install`: which official schema checks which message, kept under `<data>/schemas/`, whole or not at all.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, BerichtSoort } from '../../sdk/adapter.ts';
import { SchemaNietBeschikbaar, type SchemaValidator } from '../port.ts';
import { type Bundel, bundel } from './bundel.ts';
import { leesSchemaset, type Schemaset, sluiting } from './set.ts';

export interface Geldend {
  readonly standaard: string;
  readonly versie: string;
  readonly berichttype: string;
  readonly namespace: string;
  readonly wortel: string;
  /** Folder under `<data>/schemas/` and entry file in it. */
  readonly bundel: string;
  readonly ingang: string;
  readonly sha256: string;
  /** Publisher's version of the file that declares the message. */
  readonly setVersie: string | null;
  /** Path of that file within the set. */
  readonly bron: string;
  readonly geinstalleerdOp: string;
}

export interface Installatie {
  readonly geldend: readonly Geldend[];
  /** Message types for which the set has no root, or whose schema does not compile. */
  readonly zonder: readonly { readonly berichttype: string; readonly standaard: string; readonly reden: string }[];
}

const REGISTER = 'geldend.json';

/** What is in force in a data folder; empty when nothing was installed. @throws SchemaNietBeschikbaar when the register is damaged. */
export function leesGeldend(dataMap: string): readonly Geldend[] {
  const pad = path.join(dataMap, 'schemas', REGISTER);
  if (!existsSync(pad)) return [];
  try {
    return JSON.parse(readFileSync(pad, 'utf8')) as Geldend[];
  } catch {
    throw new SchemaNietBeschikbaar('het register van officiële schema\'s is beschadigd');
  }
}

/** Namespaces of sectors in a closure; what W3C and OGC lend to everybody does not count. */
function sectoren(set: Schemaset, leden: readonly string[]): number {
  const ns = new Set(leden.map((p) => set.bestanden.get(p)!.namespace));
  return [...ns].filter((n) => n !== '' && !/^http:\/\/www\.(w3\.org|opengis\.net)\//.test(n)).length;
}

/**
 * The file that declares a root. Where several do: the one that leans on the fewest sectors (a koppelvlak narrows what it borrows),
 * then the one that declares the most; a path decides between equals.
 */
function kies(set: Schemaset, namespace: string, wortel: string): string | null {
  const kandidaten = [...set.bestanden.values()]
    .filter((b) => b.namespace === namespace && b.elementen.has(wortel))
    .map((b) => ({ pad: b.pad, leden: sluiting(set, b.pad) }))
    .map((k) => ({ pad: k.pad, omvang: k.leden.reduce((n, p) => n + set.bestanden.get(p)!.elementen.size, 0), sectoren: sectoren(set, k.leden) }));
  kandidaten.sort((a, b) => a.sectoren - b.sectoren || b.omvang - a.omvang || (a.pad < b.pad ? -1 : 1));
  return kandidaten[0]?.pad ?? null;
}

/**
 * Installs a set for the message types that it knows.
 * @param voor only this standaard (or adapter name).
 * @throws Error (Dutch) when the folder holds no schemas or none of our messages.
 */
export function installeer(opties: { readonly map: string; readonly dataMap: string; readonly adapters: readonly Adapter[]; readonly schemas: SchemaValidator; readonly voor?: string; readonly nu: string }): Installatie {
  const set = leesSchemaset(opties.map);
  const doel = path.join(opties.dataMap, 'schemas');
  mkdirSync(doel, { recursive: true });
  const geldend: Geldend[] = [];
  const zonder: { berichttype: string; standaard: string; reden: string }[] = [];
  const bundels = new Map<string, { bundel: Bundel; map: string; fout: string | null }>();

  for (const a of opties.adapters) {
    for (const s of a.spec.berichten) {
      if (!s.wortel || (opties.voor !== undefined && opties.voor !== s.standaard && opties.voor !== a.spec.naam)) continue;
      const begin = kies(set, s.wortel.namespace, s.wortel.naam);
      if (begin === null) {
        zonder.push({ berichttype: s.berichttype, standaard: s.standaard, reden: 'staat niet in deze set' });
        continue;
      }
      let b = bundels.get(begin);
      if (!b) {
        const gemaakt = bundel(set, begin);
        b = { bundel: gemaakt, map: `${s.standaard}-${s.versie}-${gemaakt.sha256.slice(0, 16)}`, fout: null };
        bundels.set(begin, b);
        const fout = schrijf(path.join(doel, b.map), gemaakt, opties.schemas);
        if (fout !== null) b.fout = fout;
      }
      if (b.fout !== null) {
        zonder.push({ berichttype: s.berichttype, standaard: s.standaard, reden: b.fout });
        continue;
      }
      geldend.push({ standaard: s.standaard, versie: s.versie, berichttype: s.berichttype, namespace: s.wortel.namespace, wortel: s.wortel.naam, bundel: b.map, ingang: b.bundel.ingang, sha256: b.bundel.sha256, setVersie: b.bundel.versie, bron: begin, geinstalleerdOp: opties.nu });
    }
  }
  if (geldend.length === 0) throw new Error('deze set bevat geen schema dat een ondersteund bericht beschrijft');
  const sleutel = (g: Geldend): string => `${g.namespace} ${g.wortel}`;
  const nieuw = new Set(geldend.map(sleutel));
  const alles = [...leesGeldend(opties.dataMap).filter((g) => !nieuw.has(sleutel(g))), ...geldend].sort((x, y) => (sleutel(x) < sleutel(y) ? -1 : 1));
  writeFileSync(path.join(doel, `${REGISTER}.tmp`), `${JSON.stringify(alles, null, 1)}\n`);
  renameSync(path.join(doel, `${REGISTER}.tmp`), path.join(doel, REGISTER));
  ruimOp(doel, new Set(alles.map((g) => g.bundel)));
  return { geldend, zonder };
}

/** Writes a bundle beside its place, proves that it compiles, then renames. Returns why it cannot be used, or null. */
function schrijf(map: string, b: Bundel, schemas: SchemaValidator): string | null {
  if (existsSync(map)) return null;
  const tijdelijk = `${map}.tmp`;
  rmSync(tijdelijk, { recursive: true, force: true });
  mkdirSync(tijdelijk, { recursive: true });
  for (const [naam, tekst] of b.bestanden) writeFileSync(path.join(tijdelijk, naam), tekst);
  try {
    schemas.laad({ map: pathToFileURL(`${tijdelijk}/`), pad: b.ingang });
  } catch (e) {
    rmSync(tijdelijk, { recursive: true, force: true });
    return e instanceof SchemaNietBeschikbaar ? 'het schema van de set compileert niet' : 'het schema van de set is niet te lezen';
  }
  renameSync(tijdelijk, map);
  return null;
}

function ruimOp(doel: string, inGebruik: ReadonlySet<string>): void {
  for (const d of readdirSync(doel, { withFileTypes: true })) if (d.isDirectory() && !inGebruik.has(d.name)) rmSync(path.join(doel, d.name), { recursive: true, force: true });
}

/** What checks a message type beside our own profile, or null. */
export function zoekGeldend(geldend: readonly Geldend[], soort: BerichtSoort): Geldend | null {
  const w = soort.wortel;
  return w ? (geldend.find((g) => g.namespace === w.namespace && g.wortel === w.naam) ?? null) : null;
}
