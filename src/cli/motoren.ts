// The engines of a configuration, for an operator's command: the log and the store that the hub itself uses, wherever they are.
// What only reads works beside running hubs; what writes holds the data folder's lock.
import { type Configuratie, type LoadOpties, loadConfig } from '../config/index.ts';
import { balance, logAantallen, opslagBalans } from '../datamap/datamap.ts';
import { openKafkaLog } from '../eventlog/kafka-eventlog.ts';
import { kafkaVan, openMotoren } from '../main.ts';
import type { Balans } from '../store/port.ts';
import { openPostgresStore } from '../store/postgres-store.ts';
import { vergelijkMetLog } from '../store/stap-balans.ts';

/**
 * The engines of a configuration without a hub around them, for an operator's command that changes something: the data folder is locked meanwhile.
 * @throws ConfigFout, SqliteFout (`bezet` while a hub runs), StoreError, EventLogError
 */
export async function openVoorBeheer(opties: LoadOpties = {}): Promise<Awaited<ReturnType<typeof openMotoren>>> {
  const geopend: (() => Promise<unknown>)[] = [];
  try {
    const c = loadConfig(opties);
    return await openMotoren(c, c.opslag.map, geopend, () => undefined);
  } catch (e) {
    for (const sluit of geopend.reverse()) await sluit().catch(() => undefined);
    throw e;
  }
}

/** The balance of a configuration whose store or log is not the data folder's own; beside running hubs, which it does not disturb. */
export async function balansVan(c: Configuratie): Promise<Balans> {
  if (c.opslag.soort === 'ingebed' && c.eventlog.soort === 'ingebed') return balance(c.opslag.map);
  const log = c.eventlog.soort === 'kafka' ? await openKafkaLog(kafkaVan(c.eventlog, c)) : null;
  try {
    const tel = async (): Promise<ReadonlyMap<string, number>> => (log ? await log.counts() : logAantallen(c.opslag.map));
    const voor = await tel();
    if (c.opslag.soort === 'ingebed') return vergelijkMetLog(opslagBalans(c.opslag.map), voor, await tel());
    const store = await openPostgresStore({ postgres: { url: c.geheimen.postgres ?? '', pool: 2 }, knoop: `beheer-${process.pid}`, dataDir: c.opslag.map, shards: c.shards });
    try {
      return vergelijkMetLog(await store.balance(), voor, await tel());
    } finally {
      await store.close();
    }
  } finally {
    await log?.close();
  }
}
