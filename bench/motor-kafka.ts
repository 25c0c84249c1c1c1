// The engines for several nodes, on real servers: those that KAFKA_BROKERS and DATABASE_URL name, else found the way the tests find them.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Dienst, vindDienst } from '../scripts/diensten/vinden.ts';
import { type Motor, TIJDEN } from './eind.ts';

/** @throws Error, in Dutch, when a server cannot be had. */
export async function kafkaPostgres(): Promise<Motor> {
  const diensten: Dienst[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(diensten.map((d) => d.stop().catch(() => undefined)));
  };
  try {
    diensten.push(await vindDienst('kafka'), await vindDienst('postgres'));
    const [kafka, postgres] = diensten as [Dienst, Dienst];
    const naam = `bench_${randomBytes(5).toString('hex')}`;
    const url = new URL(postgres.adres);
    const beheer = async (sql: string): Promise<void> => {
      const c = new pg.Client({ connectionString: postgres.adres });
      await c.connect();
      await c.query(sql).finally(() => c.end());
    };
    await beheer(`CREATE DATABASE ${naam}`);
    url.pathname = `/${naam}`;
    return {
      naam: 'Kafka + PostgreSQL',
      duurzaam: 'PostgreSQL fsync=on en synchronous_commit=on; Kafka acks=all, transacties, gzip, één broker; audit aan',
      yaml: [
        'opslag: { soort: postgres, url: "env:KP_BENCH_DATABASE", knoop: bench }',
        `eventlog: { soort: kafka, brokers: ${JSON.stringify(kafka.adres.split(','))}, replicatie: 1, voorvoegsel: "${naam}." }`,
        '',
      ].join('\n'),
      env: { KP_BENCH_DATABASE: url.href },
      kijk: () => {
        const vraag = async <R extends pg.QueryResultRow>(sql: string, waarden: readonly unknown[] = []): Promise<R[]> => {
          const c = new pg.Client({ connectionString: url.href });
          await c.connect();
          return (await c.query<R>(sql, waarden as unknown[]).finally(() => c.end())).rows;
        };
        return {
          onderweg: async () => Number((await vraag<{ n: string }>("SELECT count(*) AS n FROM inbox WHERE staat <> 'gepubliceerd'"))[0]?.n),
          merk: async () => Number((await vraag<{ n: string | null }>("SELECT max(volgnr) AS n FROM audit_keten WHERE keten = 'bench'"))[0]?.n ?? 0),
          sinds: async (merk) => (await vraag<{ a: string; b: string }>(TIJDEN('$1'), [merk])).map((r) => ({ ontvangen: Date.parse(r.a), gepubliceerd: Date.parse(r.b) })),
        };
      },
      async opruimen() {
        await beheer(`DROP DATABASE IF EXISTS ${naam} WITH (FORCE)`).catch(() => undefined);
        await stop();
      },
    };
  } catch (e) {
    await stop();
    throw e;
  }
}
