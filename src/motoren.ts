// Store and event log as the configuration asks for them: SQLite or PostgreSQL, embedded log or Kafka. Beside main.ts the only place that knows these engines.
// Whatever it opens it says how to close, so that a start that fails halfway leaves nothing behind.
import type { Configuratie, KafkaRegel } from './config/index.ts';
import { openEmbeddedLog } from './eventlog/embedded-eventlog.ts';
import { openKafkaLog, type KafkaOpties } from './eventlog/kafka-eventlog.ts';
import type { EventLog } from './eventlog/port.ts';
import type { LeaseBron } from './relay/port.ts';
import { vergrendel } from './sqlite/slot.ts';
import { openSqlite, type Sqlite } from './sqlite/sqlite.ts';
import type { Store } from './store/port.ts';
import { maakLeases } from './store/postgres-leases.ts';
import { openPostgresStore } from './store/postgres-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** How the Kafka engine is opened for a configuration. */
export function kafkaVan(k: KafkaRegel, c: Configuratie): KafkaOpties {
  const { wachtwoord, ...pem } = c.geheimen.kafka ?? {};
  return {
    brokers: k.brokers, shards: c.shards, replicatie: k.replicatie, bewaren: k.bewaren, partities: k.partities, compressie: k.compressie, voorvoegsel: k.voorvoegsel,
    ...(k.sasl ? { sasl: { mechanisme: k.sasl.mechanisme, gebruiker: k.sasl.gebruiker, wachtwoord: wachtwoord ?? '' } } : {}),
    ...(k.tls ? { tls: pem } : {}),
  };
}

export interface Motoren {
  readonly store: Store;
  readonly eventlog: EventLog;
  /** Name of this node's audit chain. */
  readonly knoop: string;
  readonly leases?: LeaseBron;
  /** The event log did not answer yet. */
  readonly logWeg: boolean;
  sluit(): Promise<void>;
}

/** Name of this node's audit chain. Without a log that nodes share there can be one node alone: a fixed name keeps a second one out. */
export function ketenVan(c: Configuratie): string {
  return c.opslag.soort === 'postgres' && c.eventlog.soort !== 'ingebed' ? c.opslag.knoop : 'hub';
}

/**
 * The engines that the configuration asks for. Whatever it opened is closed by `geopend` when it, or what comes after it, fails.
 * @throws SqliteFout (`bezet`), StoreError, EventLogError: each says in Dutch what is wrong.
 */
export async function openMotoren(c: Configuratie, dataMap: string, geopend: (() => Promise<unknown>)[], onFout: (e: unknown) => void, opties: { readonly magZonderLog?: boolean } = {}): Promise<Motoren> {
  const ingebed = c.opslag.soort === 'ingebed' || c.eventlog.soort === 'ingebed';
  const sqlite = ingebed ? await openSqlite({ dataDir: dataMap }) : null;
  const slot = sqlite ? null : vergrendel(dataMap);
  geopend.push(async () => (sqlite ? await sqlite.close() : slot?.release()));
  const knoop = ketenVan(c);
  const postgres = c.opslag.soort === 'postgres' ? { url: c.geheimen.postgres ?? '', pool: c.opslag.pool } : null;
  const store = postgres ? await openPostgresStore({ postgres, knoop, dataDir: dataMap, shards: c.shards }) : await openSqliteStore({ sqlite: sqlite as Sqlite, shards: c.shards });
  geopend.push(() => store.close());
  // A hub that has taken messages in before goes on doing so without its brokers; a new one shows that their address is wrong.
  const eerder = opties.magZonderLog && (await Promise.all(Array.from({ length: store.shards }, (_, s) => store.lastAcceptance(s)))).some((n) => n > 0);
  let logWeg = false;
  const zonder = (e: unknown): void => {
    logWeg = true;
    onFout(e);
  };
  const eventlog = c.eventlog.soort === 'kafka' ? await openKafkaLog({ ...kafkaVan(c.eventlog, c), ...(eerder ? { zonder } : {}) }) : await openEmbeddedLog({ sqlite: sqlite as Sqlite });
  geopend.push(() => eventlog.close());
  return {
    store, eventlog, knoop, logWeg,
    ...(postgres ? { leases: maakLeases({ postgres, knoop, onFout }) } : {}),
    async sluit() {
      await eventlog.close();
      await store.close();
      if (sqlite) await sqlite.close();
      else slot?.release();
    },
  };
}
