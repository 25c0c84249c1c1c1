// Kysely as a compiler only: a query is built once, at load, into text with named places. Nothing is executed here,
// and no value ever ends up in the text of a statement.
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Compilable } from 'kysely';
import type { Plaats, Vraag } from './stap.ts';

class Plek {
  readonly naam: string;
  constructor(naam: string) {
    this.naam = naam;
  }
}

/** A Kysely that compiles for SQLite and has no connection. */
export function sqliteBouwer<T>(): Kysely<T> {
  return new Kysely<T>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/**
 * Compiles one query. The builder gets a stand-in for each argument (typed as the argument itself) and returns a Kysely query.
 * @throws TypeError when an argument ends up inside something else than a value.
 */
export function vraag<A extends object, R>(bouw: (p: A) => Compilable<R>): Vraag<A, R> {
  const plekken = new Proxy({}, { get: (_doel, naam) => new Plek(String(naam)) }) as A;
  const { sql, parameters } = bouw(plekken).compile();
  const plaatsen = parameters.map((w): Plaats => (w instanceof Plek ? { naam: w.naam } : { waarde: w }));
  return { sql, plaatsen };
}
