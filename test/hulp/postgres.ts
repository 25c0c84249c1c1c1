// A database of its own for one test on the run's PostgreSQL, gone afterwards. Advisory locks and notifications are per database, so tests do not meet.
import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface Proefdatabase {
  readonly url: string;
  /** A connection beside the store's, for looking and for tampering. */
  verbind(): Promise<pg.Client>;
  sql<R extends pg.QueryResultRow>(tekst: string, waarden?: readonly unknown[]): Promise<R[]>;
  weg(): Promise<void>;
}

export async function proefdatabase(adres: string): Promise<Proefdatabase> {
  const naam = `proef_${randomBytes(6).toString('hex')}`;
  const beheer = async (tekst: string): Promise<void> => {
    const c = new pg.Client({ connectionString: adres });
    await c.connect();
    try {
      await c.query(tekst);
    } finally {
      await c.end();
    }
  };
  await beheer(`CREATE DATABASE ${naam}`);
  const url = new URL(adres);
  url.pathname = `/${naam}`;
  const open: pg.Client[] = [];
  const verbind = async (): Promise<pg.Client> => {
    const c = new pg.Client({ connectionString: url.href });
    c.on('error', () => undefined);
    await c.connect();
    open.push(c);
    return c;
  };
  return {
    url: url.href,
    verbind,
    async sql<R extends pg.QueryResultRow>(tekst: string, waarden: readonly unknown[] = []) {
      const c = new pg.Client({ connectionString: url.href });
      await c.connect();
      try {
        return (await c.query<R>(tekst, waarden as unknown[])).rows;
      } finally {
        await c.end();
      }
    },
    async weg() {
      for (const c of open) await c.end().catch(() => undefined);
      await beheer(`DROP DATABASE IF EXISTS ${naam} WITH (FORCE)`);
    },
  };
}
