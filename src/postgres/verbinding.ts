// Connections to PostgreSQL: how one is set up (durable commits, limits on waiting, numbers as numbers) and the pool that reads.
// A connection whose server does not fsync is refused: an acknowledgement would promise what a power cut takes away (G1).
import { createHash } from 'node:crypto';
import pg from 'pg';
import { PostgresFout, postgresFout } from './fout.ts';
import type { Opdracht, Rij, Stappen } from '../sqlite/stap.ts';

export interface PostgresOpties {
  /** `postgres://user:password@host:port/database`, TLS by `?sslmode=verify-full&sslrootcert=…`. Never logged. */
  readonly url: string;
  /** Most reading connections; the writer, the listener and the leases have one each beside them. Default 8. */
  readonly pool?: number;
  /** Ms to make a connection; default 3,000. */
  readonly verbindMs?: number;
  /** Ms that one statement may take, or wait for a lock; default 10,000. */
  readonly antwoordMs?: number;
}

const INT8 = 20;
/** Rows come as the store's tables say: bigint as number (acceptance numbers, epoch ms and sizes stay far below 2^53). */
const types = {
  getTypeParser(oid: number, formaat?: 'text' | 'binary'): (waarde: string) => unknown {
    if (oid === INT8 && formaat !== 'binary') return Number;
    return pg.types.getTypeParser(oid, formaat as 'text') as (waarde: string) => unknown;
  },
};

/**
 * Settings of every connection of ours. A peer that is gone is noticed within some 15 s, and its locks go. One that stands still halfway a transaction
 * loses it in half the time that others wait for a lock, so that they go on instead of failing.
 */
function instellingen(o: PostgresOpties): pg.ClientConfig {
  const ms = o.antwoordMs ?? 10_000;
  const guc = {
    synchronous_commit: 'on', lock_timeout: ms, statement_timeout: ms, idle_in_transaction_session_timeout: Math.ceil(ms / 2), tcp_keepalives_idle: 5,
    tcp_keepalives_interval: 3, tcp_keepalives_count: 3, TimeZone: 'UTC', client_min_messages: 'warning',
  };
  return {
    connectionString: o.url,
    connectionTimeoutMillis: o.verbindMs ?? 3_000,
    // Above the server's own limit: only a server that says nothing at all runs into it.
    query_timeout: ms + 2_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: 'knooppunt',
    options: Object.entries(guc).map(([k, v]) => `-c ${k}=${v}`).join(' '),
    types: types as pg.CustomTypesConfig,
  };
}

/** One connection of its own; `pijplijn`: statements are sent without waiting for the one before. @throws PostgresFout `onbereikbaar` */
export async function verbind(o: PostgresOpties, bijVerlies: () => void, pijplijn = false): Promise<pg.Client> {
  const client = new pg.Client({ ...instellingen(o), ...(pijplijn ? { pipeline: true } : {}) });
  client.on('error', bijVerlies);
  client.on('end', bijVerlies);
  try {
    await client.connect();
    const r = await client.query<{ fsync: string }>("SELECT current_setting('fsync') AS fsync");
    if (r.rows[0]?.fsync !== 'on') throw new PostgresFout('onbereikbaar', 'Bij deze PostgreSQL staat fsync uit: wat bevestigd is, kan bij stroomuitval verloren gaan. Het knooppunt gebruikt haar niet.');
    return client;
  } catch (e) {
    await client.end().catch(() => undefined);
    throw postgresFout(e);
  }
}

const namen = new Map<string, string>();

/** Runs one statement, prepared once per connection. `ms`: wait longer than the connection's own limit. */
export async function voerUit(client: pg.ClientBase, sql: string, waarden: readonly unknown[], ms?: number): Promise<readonly Rij[]> {
  let naam = namen.get(sql);
  if (naam === undefined) {
    naam = createHash('sha256').update(sql).digest('base64url').slice(0, 22);
    namen.set(sql, naam);
  }
  const lang = ms === undefined ? {} : { query_timeout: ms + 2_000 };
  return (await client.query<Rij>({ name: naam, text: sql, values: waarden as unknown[], ...lang })).rows;
}

/** Runs steps one after the other; the caller holds the transaction. `doe` may answer a statement in another way. */
export async function loop<T>(stappen: Stappen<T>, doe: (o: Opdracht) => Promise<readonly Rij[]>): Promise<T> {
  let stap = stappen.next();
  while (!stap.done) stap = stappen.next(await doe(stap.value));
  return stap.value;
}

/** The reading pool. */
export function maakPool(o: PostgresOpties): pg.Pool {
  const pool = new pg.Pool({ ...instellingen(o), max: o.pool ?? 8, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
  // An idle connection that breaks is dropped by the pool, one in use by its next statement; without a listener on both Node would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}
