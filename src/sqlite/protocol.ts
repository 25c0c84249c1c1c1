// What crosses the thread boundary between `openSqlite` and its workers. Types alone.

export interface Start {
  readonly dataDir: string;
  readonly soort: 'schrijf' | 'lees';
}

export type Bericht =
  | { readonly soort: 'verzoek'; readonly id: number; readonly kamer: string; readonly naam: string; readonly args: unknown }
  | { readonly soort: 'kamer'; readonly id: number; readonly url: string }
  | { readonly soort: 'sluit'; readonly id: number };

/** Id 0: the thread has started. */
export type Antwoord =
  | { readonly id: number; readonly waarde: unknown }
  | { readonly id: number; readonly fout: { readonly code: string; readonly message: string } };
