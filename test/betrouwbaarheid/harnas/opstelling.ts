// A hub of any number of nodes on Kafka + PostgreSQL for one scenario: a database and a prefix of its own on the servers of the run.
// Audit and balance are read as an operator would: the signed heads from each node's folder, the records from the database.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leesKoppen } from '../../../src/audit/koppen.ts';
import { leesPubliekeSleutels } from '../../../src/audit/sleutel.ts';
import { type AuditUitslag, verifieer } from '../../../src/audit/verifieer.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { type Proefdatabase, proefdatabase } from '../../hulp/postgres.ts';
import type { HubBalans } from '../berichten.ts';
import { Knoop } from './knoop.ts';

export interface Opstelling {
  readonly voorvoegsel: string;
  readonly db: Proefdatabase;
  readonly brokers: readonly string[];
  /** A node with a folder and an audit chain of its own; not started yet. */
  knoop(naam: string): Knoop;
  /** Message number by event id, of what was decided at level dat. */
  datVan(): Promise<ReadonlyMap<string, string>>;
  /** Each node's chain against its signed heads; the nodes have stopped. */
  audit(): Promise<ReadonlyMap<string, AuditUitslag>>;
  ruimOp(): Promise<void>;
}

export async function maakOpstelling(diensten: { readonly kafka: string; readonly postgres: string }, opties: { readonly yaml?: string; readonly node?: readonly string[]; /** Copies of each topic; default 1. */ readonly replicatie?: number } = {}): Promise<Opstelling> {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-chaos-'));
  const db = await proefdatabase(diensten.postgres);
  const voorvoegsel = `s${randomBytes(5).toString('hex')}.`;
  const brokers = diensten.kafka.split(',');
  const knopen = new Map<string, { readonly knoop: Knoop; readonly data: string }>();
  return {
    voorvoegsel,
    db,
    brokers,
    knoop(naam) {
      const eigen = path.join(map, naam);
      mkdirSync(eigen);
      const config = path.join(eigen, 'knooppunt.yaml');
      writeFileSync(config, [
        `opslag: { soort: postgres, url: "env:KP_PROEF_DATABASE", knoop: ${naam}, pool: 4 }`,
        `eventlog: { soort: kafka, brokers: ${JSON.stringify(brokers)}, replicatie: ${opties.replicatie ?? 1}, partities: 3, voorvoegsel: "${voorvoegsel}" }`,
        // One standard: a start that has less to compile leaves more moments to be killed at.
        'adapters: [stuf]',
        'limieten: { perAfzender: { perMinuut: 1000000 } }',
        opties.yaml ?? '',
      ].join('\n'));
      const data = path.join(eigen, 'data');
      const knoop = new Knoop({ data, config, env: { KP_PROEF_DATABASE: db.url }, ...(opties.node ? { node: opties.node } : {}) });
      knopen.set(naam, { knoop, data });
      return knoop;
    },
    async datVan() {
      const rijen = await db.sql<{ event_id: string; bericht: string }>("SELECT event_id, bericht FROM besluit WHERE niveau = 'dat'");
      return new Map(rijen.map((r) => [r.event_id, r.bericht]));
    },
    async audit() {
      const lezer = path.join(map, 'lezer');
      mkdirSync(lezer, { recursive: true });
      const store = await openPostgresStore({ postgres: { url: db.url, pool: 2 }, knoop: 'controle', dataDir: lezer });
      try {
        const uit = new Map<string, AuditUitslag>();
        const ketens = await store.auditChains();
        for (const keten of ketens) {
          const data = knopen.get(keten)?.data ?? lezer;
          uit.set(keten, await verifieer({ auditChains: async () => [keten], auditAfter: (k, n, max) => store.auditAfter(k, n, max) }, leesKoppen(data), leesPubliekeSleutels(data)));
        }
        return uit;
      } finally {
        await store.close();
      }
    },
    async ruimOp() {
      for (const { knoop } of knopen.values()) {
        knoop.sein('SIGCONT');
        await knoop.dood();
      }
      await db.weg().catch(() => undefined);
      rmSync(map, { recursive: true, force: true });
    },
  };
}

/** Waits until nothing is under way any more, by one node's balance. @throws Error with the balance when it takes longer than `ms` */
export async function totStil(url: string, ms = 60_000): Promise<HubBalans> {
  const einde = performance.now() + ms;
  for (;;) {
    const r = await fetch(`${url}/v1/balans`, { signal: AbortSignal.timeout(15_000) }).catch(() => null);
    const b = r?.ok ? ((await r.json()) as HubBalans) : null;
    if (b?.berichten.onderweg === 0 && b.paren.onderweg === 0) return b;
    if (performance.now() > einde) throw new Error(`niet stil binnen ${ms} ms: ${b ? JSON.stringify(b.berichten) : (r?.status ?? 'geen antwoord')}`);
    await new Promise((klaar) => setTimeout(klaar, 200));
  }
}
