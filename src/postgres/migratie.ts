// Forward-only migrations, one transaction each, one node at a time. Each says from which version of the program on it can be used (`naast`):
// a node of an older version goes on beside a newer one for as long as that holds, and is refused where it does not.
import type pg from 'pg';
import { PostgresFout } from './fout.ts';

export interface Migratie {
  readonly sql: string;
  /** Lowest number of migrations that a program must know to work on the tables after this one. Its own number: nobody older may. */
  readonly naast: number;
}

/** Ms that a migration may take: it may build an index over everything that is kept. */
const LANG = 3_600_000;

/** Any fixed number: who migrates holds it. */
const SLOT = 7_206_311_884;

/**
 * Brings the tables to the newest version that this program knows.
 * @throws PostgresFout `onbereikbaar` when the tables are of a version that this program cannot work beside.
 */
export async function migreer(client: pg.Client, migraties: readonly Migratie[], nu: string): Promise<void> {
  // Another node may be at it for long; but a change of a table waits no longer for its lock than others wait behind it.
  const lang = (text: string, values?: unknown[]): Promise<unknown> => client.query({ text, ...(values ? { values } : {}), query_timeout: LANG } as pg.QueryConfig);
  await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
  await lang('SELECT pg_advisory_lock($1)', [SLOT]);
  await client.query('RESET lock_timeout');
  try {
    await client.query('CREATE TABLE IF NOT EXISTS migratie (nummer integer PRIMARY KEY, naast integer NOT NULL, op text NOT NULL)');
    const { rows } = await client.query<{ nummer: number; naast: number }>('SELECT coalesce(max(nummer), 0) AS nummer, coalesce(max(naast), 0) AS naast FROM migratie');
    const staat = rows[0] ?? { nummer: 0, naast: 0 };
    if (staat.naast > migraties.length) {
      throw new PostgresFout('onbereikbaar', `De opslag is van een nieuwere versie (${staat.nummer}) waar deze versie (${migraties.length}) niet naast kan werken.`);
    }
    for (let nummer = staat.nummer + 1; nummer <= migraties.length; nummer++) {
      const m = migraties[nummer - 1] as Migratie;
      await client.query('BEGIN');
      try {
        await lang(m.sql);
        await client.query('INSERT INTO migratie (nummer, naast, op) VALUES ($1, $2, $3)', [nummer, m.naast, nu]);
        await client.query('COMMIT');
      } catch (e) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw e;
      }
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [SLOT]).catch(() => undefined);
    await client.query('RESET statement_timeout').catch(() => undefined);
  }
}
