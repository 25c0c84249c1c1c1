// The steps of one request as a generator: it yields statements and gets rows back. It does no input or output itself,
// so the same steps run synchronously in the SQLite worker and can run asynchronously on PostgreSQL. Never yields outside its one transaction.

/** A compiled statement: text, and the name (or literal) behind each placeholder. `A` and `R` are the arguments and the row. */
export interface Vraag<A, R> {
  readonly sql: string;
  readonly plaatsen: readonly Plaats[];
  /** Phantom: holds the types, never set. */
  readonly soort?: (args: A) => R;
}

export type Plaats = { readonly naam: string } | { readonly waarde: unknown };

/** What a generator yields: a statement with its values in order. */
export interface Opdracht {
  readonly vraag: { readonly sql: string };
  readonly waarden: readonly unknown[];
}

export type Rij = Readonly<Record<string, unknown>>;
export type Stappen<T> = Generator<Opdracht, T, readonly Rij[]>;

/** All rows of a statement; an empty list for one that returns none. */
export function* alle<A extends object, R>(vraag: Vraag<A, R>, args: A): Stappen<readonly R[]> {
  const bron = args as Record<string, unknown>;
  const { plaatsen } = vraag;
  const waarden = new Array<unknown>(plaatsen.length);
  for (let i = 0; i < plaatsen.length; i++) {
    const p = plaatsen[i]!;
    waarden[i] = 'naam' in p ? bron[p.naam] : p.waarde;
  }
  return (yield { vraag, waarden }) as readonly R[];
}

/** The first row, undefined when there is none. */
export function* eerste<A extends object, R>(vraag: Vraag<A, R>, args: A): Stappen<R | undefined> {
  return (yield* alle(vraag, args))[0];
}
