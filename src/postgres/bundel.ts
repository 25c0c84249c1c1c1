// One statement for many requests: an insert or update of n rows at once, or a select answered for n sets of arguments.
// Values travel as arrays (bytes as one block with places), so the text is the same for any n and is prepared once. Builds text only.
import type { Rij, Vraag } from '../sqlite/stap.ts';

export type Soort = 'text' | 'bigint' | 'integer' | 'bytea';

/** Writes rows; each row is the values of one request's statement, in that statement's order. */
export interface Bundel {
  readonly sql: string;
  /** What it writes to: a read of this table waits for it. */
  readonly tabel: string;
  waarden(rijen: readonly (readonly unknown[])[]): unknown[];
}

/** Reads for many; `verdeel` gives each request its own rows. */
export interface Samen {
  readonly sql: string;
  waarden(vragen: readonly (readonly unknown[])[]): unknown[];
  verdeel(rijen: readonly Rij[], aantal: number): readonly (readonly Rij[])[];
}

type AnyVraag = Vraag<never, unknown>;

function plaatsVan(vraag: AnyVraag, naam: string): number {
  const i = vraag.plaatsen.findIndex((p) => 'naam' in p && p.naam === naam);
  if (i < 0) throw new TypeError(`geen plaats ${naam} in: ${vraag.sql}`);
  return i;
}

/** `p(a, b, …)` over arrays, and for each column how it is read from it. */
function bron(kolommen: Readonly<Record<string, Soort>>): { van: string; lees: ReadonlyMap<string, string>; params: readonly { naam: string; deel: 'rij' | 'begin' | 'lengte' | 'blok' }[] } {
  const lees = new Map<string, string>();
  const reeksen: string[] = [];
  const namen: string[] = [];
  const params: { naam: string; deel: 'rij' | 'begin' | 'lengte' | 'blok' }[] = [];
  const reeks = (naam: string, deel: 'rij' | 'begin' | 'lengte', soort: string, kolom: string): void => {
    params.push({ naam, deel });
    reeksen.push(`$${params.length}::${soort}[]`);
    namen.push(`"${kolom}"`);
  };
  for (const [naam, soort] of Object.entries(kolommen)) {
    if (soort === 'bytea') {
      reeks(naam, 'begin', 'integer', `${naam}_b`);
      reeks(naam, 'lengte', 'integer', `${naam}_l`);
    } else {
      reeks(naam, 'rij', soort, naam);
      lees.set(naam, `p."${naam}"`);
    }
  }
  for (const [naam, soort] of Object.entries(kolommen)) {
    if (soort !== 'bytea') continue;
    params.push({ naam, deel: 'blok' });
    lees.set(naam, `substring($${params.length}::bytea FROM p."${naam}_b" FOR p."${naam}_l")`);
  }
  return { van: `unnest(${reeksen.join(', ')}) AS p(${namen.join(', ')})`, lees, params };
}

function bundel(tabel: string, kolommen: Readonly<Record<string, Soort>>, plaats: (naam: string) => number, sql: (lees: ReadonlyMap<string, string>, van: string) => string): Bundel {
  const { van, lees, params } = bron(kolommen);
  const plaatsen = new Map(Object.keys(kolommen).map((naam) => [naam, plaats(naam)]));
  return {
    sql: sql(lees, van),
    tabel,
    waarden: (rijen) => params.map(({ naam, deel }) => {
      const kolom = rijen.map((r) => r[plaatsen.get(naam) as number]);
      if (deel === 'rij') return kolom;
      const stukken = kolom as Uint8Array[];
      if (deel === 'lengte') return stukken.map((s) => s.length);
      if (deel === 'blok') return Buffer.concat(stukken);
      let begin = 1;
      return stukken.map((s) => {
        const hier = begin;
        begin += s.length;
        return hier;
      });
    }),
  };
}

/**
 * The bulk form of an insert. `einde`: its ON CONFLICT; `volgorde`: columns that rows are inserted by, so that two writers take
 * unique keys in the same order and never wait for each other in a circle. `extra`: columns that the statement itself does not name, after its values.
 */
export function invoeging(vraag: AnyVraag, tabel: string, kolommen: Readonly<Record<string, Soort>>, opties: { einde?: string; volgorde?: string; extra?: readonly string[] } = {}): Bundel {
  const plaats = (naam: string): number => {
    const extra = opties.extra?.indexOf(naam) ?? -1;
    return extra < 0 ? plaatsVan(vraag, naam) : vraag.plaatsen.length + extra;
  };
  return bundel(tabel, kolommen, plaats, (lees, van) =>
    `INSERT INTO "${tabel}" (${Object.keys(kolommen).map((k) => `"${k}"`).join(', ')}) SELECT ${Object.keys(kolommen).map((k) => lees.get(k)).join(', ')} FROM ${van}${opties.volgorde ? ` ORDER BY ${opties.volgorde}` : ''}${opties.einde ? ` ${opties.einde}` : ''}`);
}

/** A bulk form written by hand: `sql` gets the text of the source `p(…)`. */
export function eigenBundel(vraag: AnyVraag, tabel: string, kolommen: Readonly<Record<string, Soort>>, sql: (van: string) => string): Bundel {
  return bundel(tabel, kolommen, (naam) => plaatsVan(vraag, naam), (_lees, van) => sql(van));
}

/** The same select for many sets of arguments; `soorten` are those of its named places. */
export function samen(vraag: AnyVraag, soorten: Readonly<Record<string, Soort>>): Samen {
  const namen = Object.keys(soorten);
  const vast: unknown[] = [];
  const tekst = vraag.sql.replace(/\$(\d+)/g, (_heel, n: string) => {
    const p = vraag.plaatsen[Number(n) - 1];
    if (p && 'naam' in p) return `p."${p.naam}"`;
    vast.push(p && 'waarde' in p ? p.waarde : null);
    return `$${namen.length + vast.length}`;
  });
  const reeksen = namen.map((naam, i) => `$${i + 1}::${soorten[naam]}[]`).join(', ');
  const sql = `SELECT p."_i", r.* FROM unnest(${reeksen}) WITH ORDINALITY AS p(${[...namen, '_i'].map((n) => `"${n}"`).join(', ')}) CROSS JOIN LATERAL (${tekst}) AS r`;
  const plaatsen = namen.map((naam) => plaatsVan(vraag, naam));
  return {
    sql,
    waarden: (vragen) => [...plaatsen.map((i) => vragen.map((w) => w[i])), ...vast],
    verdeel(rijen, aantal) {
      const uit: Rij[][] = Array.from({ length: aantal }, () => []);
      for (const { _i, ...rij } of rijen) uit[Number(_i) - 1]?.push(rij);
      return uit;
    },
  };
}
