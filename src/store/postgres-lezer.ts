// Reading from PostgreSQL: a pool, one snapshot for a request of several statements, the same steps as on SQLite.
// A reader never waits for a writer. A plan that another version made old is made anew on another connection.
import type pg from 'pg';
import { isOudPlan, isVerbroken, postgresFout } from '../postgres/fout.ts';
import { loop, voerUit } from '../postgres/verbinding.ts';
import type { Rij, Stappen } from '../sqlite/stap.ts';

export class Lezer {
  readonly pool: pg.Pool;
  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** One statement. @throws PostgresFout */
  een(sql: string, waarden: readonly unknown[] = []): Promise<readonly Rij[]> {
    return this.met((c) => voerUit(c, sql, waarden));
  }

  /** Steps without a snapshot: for one statement, or rows that never change once they are there. @throws PostgresFout */
  los<T>(stappen: () => Stappen<T>): Promise<T> {
    return this.met((c) => loop(stappen(), (o) => voerUit(c, o.vraag.sql, o.waarden)));
  }

  /** Steps on one snapshot. `ms`: how long one statement may take, for what walks whole tables. @throws PostgresFout */
  lees<T>(stappen: () => Stappen<T>, ms?: number): Promise<T> {
    return this.transactie(async (c) => {
      if (ms !== undefined) await c.query(`SET LOCAL statement_timeout = ${Math.trunc(ms)}`);
      return await loop(stappen(), (o) => voerUit(c, o.vraag.sql, o.waarden, ms));
    }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  }

  /** A transaction of its own, beside the writer's queue. @throws PostgresFout; nothing stands then, unless the connection was lost at the commit */
  transactie<T>(werk: (client: pg.PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    return this.met(async (c) => {
      await c.query(begin);
      try {
        const uit = await werk(c);
        await c.query('COMMIT');
        return uit;
      } catch (e) {
        if (!isVerbroken(e)) await c.query('ROLLBACK');
        throw e;
      }
    });
  }

  async met<T>(werk: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    for (let keer = 0; ; keer++) {
      let client: pg.PoolClient;
      try {
        client = await this.pool.connect();
      } catch (e) {
        throw postgresFout(e);
      }
      try {
        const uit = await werk(client);
        client.release();
        return uit;
      } catch (e) {
        client.release(isVerbroken(e) || isOudPlan(e));
        // After a loss the pool may hold more connections of before it: one more try finds a fresh one, or says that there is none.
        if (keer === 0 && (isOudPlan(e) || isVerbroken(e))) continue;
        throw postgresFout(e);
      }
    }
  }
}
