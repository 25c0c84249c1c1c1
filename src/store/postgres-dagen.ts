// Partitions of bodies by day (UTC), cut by the time in the message id (UUIDv7). Made ahead; dropped only when they are empty: content goes message by
// message, when nothing of it is needed any more (stap-vervallen.ts), and the last one makes its day go. Heads, decisions and audit stand elsewhere.
import { PostgresFout } from '../postgres/fout.ts';
import type { Lezer } from './postgres-lezer.ts';
import { idGrens } from './stap-vervallen.ts';

const TABELLEN = ['bericht_bytes', 'event_data'] as const;
const DAG = 86_400_000;
/** Days that are made ahead: a hub that stands still for a while still finds its partition. */
const VOORUIT = 7;

export interface Dagen {
  /** Makes the partitions of today and the days after it. @throws PostgresFout */
  maakAan(nu: number): Promise<void>;
  /** Days that have a partition, `YYYY-MM-DD`, oldest first. */
  lijst(): Promise<readonly string[]>;
  /** Drops the partitions of days before a moment (epoch ms) that hold nothing any more; which. */
  ruimLeeg(voor: number): Promise<readonly string[]>;
  /** Documents that only messages without content refer to, of before a moment (epoch ms). */
  wisDocumenten(voor: number): Promise<void>;
}

const naamVan = (tabel: string, dag: string): string => `${tabel}_${dag.replaceAll('-', '')}`;
const dagVan = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

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
          for (const t of TABELLEN) await c.query(`CREATE TABLE IF NOT EXISTS ${naamVan(t, dag)} PARTITION OF ${t} FOR VALUES FROM ('${idGrens(begin)}') TO ('${idGrens(begin + DAG)}')`);
        });
        // Tried again at the next round; until then the day's bodies stand in the rest. A day that has bodies there already keeps them there.
        const oorzaak = await gemaakt.then(() => null, (e: unknown) => {
          if (e instanceof PostgresFout && (e.oorzaak === '55P03' || e.oorzaak === '23514')) return e.oorzaak;
          throw e;
        });
        if (oorzaak === '55P03') return;
      }
    },
    async ruimLeeg(voor) {
      const weg: string[] = [];
      for (const dag of await lijst()) {
        if (Date.parse(`${dag}T00:00:00Z`) + DAG > voor) break;
        const gegaan = await lezer.transactie(async (c) => {
          await c.query("SET LOCAL lock_timeout = '2s'");
          // Nobody adds to the day between looking and dropping.
          for (const t of TABELLEN) await c.query(`LOCK TABLE ${naamVan(t, dag)} IN ACCESS EXCLUSIVE MODE`);
          for (const t of TABELLEN) if ((await c.query(`SELECT 1 FROM ${naamVan(t, dag)} LIMIT 1`)).rowCount !== 0) return false;
          for (const t of TABELLEN) await c.query(`DROP TABLE ${naamVan(t, dag)}`);
          return true;
        });
        if (gegaan) weg.push(dag);
      }
      return weg;
    },
    async wisDocumenten(voor) {
      await lezer.transactie(async (c) => {
        // Whoever accepts a document that is there already only refers to it: until that is written, it must not go.
        await c.query("SET LOCAL lock_timeout = '2s'");
        await c.query('LOCK TABLE document, document_bericht IN SHARE ROW EXCLUSIVE MODE');
        const los = await c.query<{ sha256: string }>(
          'DELETE FROM document_bericht d USING bericht b WHERE b.id = d.bericht AND d.bericht < $1 AND b.spool IS NULL AND NOT EXISTS (SELECT 1 FROM bericht_bytes y WHERE y.bericht = d.bericht) RETURNING d.sha256',
          [idGrens(voor)],
        );
        if (los.rows.length === 0) return;
        await c.query('DELETE FROM document WHERE sha256 = ANY($1) AND NOT EXISTS (SELECT 1 FROM document_bericht d WHERE d.sha256 = document.sha256)', [[...new Set(los.rows.map((r) => r.sha256))]]);
      });
    },
  };
}
