// Partitions of bodies by day (UTC), cut by the time in the message id (UUIDv7). Made ahead; dropped only when nothing of the day is needed any more:
// every row published and below its shard's position, every pair final. What is dropped are bytes and event data; heads, decisions and audit stay.
import { PostgresFout } from '../postgres/fout.ts';
import type { Lezer } from './postgres-lezer.ts';

const TABELLEN = ['bericht_bytes', 'event_data'] as const;
const DAG = 86_400_000;
/** Days that are made ahead: a hub that stands still for a while still finds its partition. */
const VOORUIT = 7;

export interface Dagen {
  /** Makes the partitions of today and the days after it. @throws PostgresFout */
  maakAan(nu: number): Promise<void>;
  /** Days that have a partition, `YYYY-MM-DD`, oldest first. */
  lijst(): Promise<readonly string[]>;
  /**
   * Drops the partitions of a day, or tells in Dutch why not.
   * @param posities per shard the last acceptance number that the event log has (RelayPosition); a shard that is missing holds everything back
   */
  laatVallen(dag: string, posities: ReadonlyMap<number, number>): Promise<string | null>;
}

/** The smallest UUIDv7 of a moment, as text: ids before it compare lower. */
export function grens(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}

const naamVan = (tabel: string, dag: string): string => `${tabel}_${dag.replaceAll('-', '')}`;
const dagVan = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Why a day cannot go; each an own answer, so that the operator knows what to look at. `van`, `tot`: $1, $2; positions: $3 shards, $4 numbers. */
const BEZWAREN: readonly { readonly sql: string; readonly tekst: string }[] = [
  { tekst: 'niet gepubliceerde rijen', sql: "SELECT count(*) AS n FROM inbox i WHERE i.bericht >= $1 AND i.bericht < $2 AND i.staat <> 'gepubliceerd'" },
  { tekst: 'rijen boven de positie van hun shard', sql: 'SELECT count(*) AS n FROM inbox i LEFT JOIN unnest($3::integer[], $4::bigint[]) AS p(shard, nummer) ON p.shard = i.shard WHERE i.bericht >= $1 AND i.bericht < $2 AND i.nummer > coalesce(p.nummer, -1)' },
  { tekst: 'afleveringen die nog niet klaar zijn', sql: "SELECT count(*) AS n FROM besluit b WHERE b.bericht >= $1 AND b.bericht < $2 AND b.staat <> 'afgeleverd'" },
];

export function maakDagen(lezer: Lezer): Dagen {
  const lijst = async (): Promise<readonly string[]> => {
    const rijen = await lezer.een("SELECT c.relname AS naam FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'bericht_bytes'::regclass ORDER BY 1");
    return rijen.flatMap((r) => /_(\d{4})(\d\d)(\d\d)$/.exec(String(r.naam))?.slice(1).join('-') ?? []);
  };
  return {
    lijst,
    async maakAan(nu) {
      const bekend = new Set(await lijst());
      const vandaag = Math.floor(nu / DAG) * DAG;
      for (let i = 0; i < VOORUIT; i++) {
        const begin = vandaag + i * DAG;
        const dag = dagVan(begin);
        if (bekend.has(dag)) continue;
        const gemaakt = lezer.transactie(async (c) => {
          // Whoever reads bodies waits behind this; a long reader (a dump) must not make that long.
          await c.query("SET LOCAL lock_timeout = '2s'");
          // One node makes it; the others find it there.
          await c.query("SELECT pg_advisory_xact_lock(hashtext('knooppunt/dagen'))");
          for (const t of TABELLEN) await c.query(`CREATE TABLE IF NOT EXISTS ${naamVan(t, dag)} PARTITION OF ${t} FOR VALUES FROM ('${grens(begin)}') TO ('${grens(begin + DAG)}')`);
        });
        // Tried again at the next round; until then the day's bodies stand in the rest. A day that has bodies there already keeps them there.
        const oorzaak = await gemaakt.then(() => null, (e: unknown) => {
          if (e instanceof PostgresFout && (e.oorzaak === '55P03' || e.oorzaak === '23514')) return e.oorzaak;
          throw e;
        });
        if (oorzaak === '55P03') return;
      }
    },
    async laatVallen(dag, posities) {
      const begin = Date.parse(`${dag}T00:00:00Z`);
      if (Number.isNaN(begin) || dagVan(begin) !== dag) return `${dag} is geen dag`;
      if (!(await lijst()).includes(dag)) return `${dag} heeft geen partitie`;
      const grenzen = [grens(begin), grens(begin + DAG)];
      return await lezer.transactie(async (c) => {
        // Nobody adds to the day between looking and dropping.
        for (const t of TABELLEN) await c.query(`LOCK TABLE ${naamVan(t, dag)} IN ACCESS EXCLUSIVE MODE`);
        for (const { sql, tekst } of BEZWAREN) {
          const waarden = sql.includes('$3') ? [...grenzen, [...posities.keys()], [...posities.values()]] : grenzen;
          const n = Number((await c.query<{ n: number }>(sql, waarden)).rows[0]?.n);
          if (n > 0) return `${dag} blijft: ${n} ${tekst}`;
        }
        for (const t of TABELLEN) await c.query(`DROP TABLE ${naamVan(t, dag)}`);
        return null;
      });
    },
  };
}
