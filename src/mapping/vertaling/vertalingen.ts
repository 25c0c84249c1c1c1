// All translations that are declared: read from one folder, compiled, found by pair. A pair that is not in a table does not exist.
import { readdirSync } from 'node:fs';
import { TabelFout } from '../tabel.ts';
import { type Codetabel, leesCodetabel } from './codes.ts';
import { leesVertaaltabel, type Vertaaltabel } from './tabel.ts';
import { compileerRichting, type Vertaalrichting } from './vertaal.ts';

/** Where our own tables stand; an operator may have others beside them. */
export const VERTALINGEN = new URL('../../../mappings/vertalingen/', import.meta.url);

/** One declared way: from these messages to those. */
export interface Vertaling {
  readonly tabel: Vertaaltabel;
  readonly kant: 'heen' | 'terug';
  readonly van: readonly string[];
  readonly naar: readonly string[];
  readonly richting: Vertaalrichting;
}

export interface Vertalingen {
  readonly tabellen: readonly Vertaaltabel[];
  readonly codetabellen: ReadonlyMap<string, Codetabel>;
  readonly alle: readonly Vertaling[];
  /** @param van, naar `standaard:berichttype`. */
  vind(van: string, naar: string): Vertaling | null;
  /** Why a pair is declared not to be translated this way; null where nobody said so. */
  waaromNiet(van: string, naar: string): string | null;
  /** Where a message can go. */
  doelen(van: string): readonly string[];
}

/**
 * @param map folder with tables (`*.yaml`) and `codes/*.yaml`.
 * @throws TabelFout with file, line and Dutch cause: a table that is wrong, or a pair that two tables claim.
 */
export function laadVertalingen(map: URL = VERTALINGEN): Vertalingen {
  const yaml = (m: URL): string[] => readdirSync(m).filter((n) => n.endsWith('.yaml')).sort();
  const codetabellen = new Map(yaml(new URL('codes/', map)).map((n) => leesCodetabel(map, `codes/${n}`)).map((t) => [t.naam, t]));
  const tabellen = yaml(map).map((n) => leesVertaaltabel(map, n));
  const alle: Vertaling[] = [];
  const niet = new Map<string, string>();
  const bekend = new Map<string, Vertaling>();
  for (const tabel of tabellen) {
    for (const kant of ['heen', 'terug'] as const) {
      const r = tabel[kant];
      const [van, naar] = kant === 'heen' ? [tabel.een, tabel.ander] : [tabel.ander, tabel.een];
      const paren = van.flatMap((v) => naar.map((n) => `${v} ${n}`));
      if ('niet' in r) {
        for (const p of paren) niet.set(p, r.niet);
        continue;
      }
      let richting: Vertaalrichting;
      try {
        richting = compileerRichting(r);
      } catch (e) {
        throw new TabelFout(tabel.bestand, 1, e instanceof Error ? e.message : 'niet te lezen');
      }
      const v: Vertaling = { tabel, kant, van, naar, richting };
      for (const p of paren) {
        const ander = bekend.get(p);
        if (ander) throw new TabelFout(tabel.bestand, 1, `${p.replace(' ', ' → ')} staat ook in ${ander.tabel.bestand}`);
        bekend.set(p, v);
      }
      alle.push(v);
    }
  }
  return {
    tabellen,
    codetabellen,
    alle,
    vind: (van, naar) => bekend.get(`${van} ${naar}`) ?? null,
    waaromNiet: (van, naar) => niet.get(`${van} ${naar}`) ?? null,
    doelen: (van) => [...new Set(alle.flatMap((v) => (v.van.includes(van) ? v.naar : [])))],
  };
}
