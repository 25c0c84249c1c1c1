// The engines of a configuration, for an operator's command: the log and the store that the hub itself uses, wherever they are.
// What only reads works beside running hubs; what writes holds the data folder's lock.
import { type Configuratie, type LoadOpties, loadConfig } from '../config/index.ts';
import { inzage, type Inzage } from '../audit/inzage.ts';
import type { AuditUitslag } from '../audit/verifieer.ts';
import { verifyAudit, verifyChains } from '../audit/verify.ts';
import { accessReport, balance, logAantallen, opslagBalans, pairIn, parkedCountsIn, parkedIn } from '../datamap/datamap.ts';
import { openKafkaLog } from '../eventlog/kafka-eventlog.ts';
import { ketenVan, kafkaVan, openMotoren } from '../motoren.ts';
import type { Balans, Store } from '../store/port.ts';
import { openPostgresInzage } from '../store/postgres-inzage.ts';
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
    const store = await openPostgresInzage({ url: c.geheimen.postgres ?? '' });
    try {
      return vergelijkMetLog(await store.balance(), voor, await tel());
    } finally {
      await store.close();
    }
  } finally {
    await log?.close();
  }
}

/** What is parked, wherever the store is; beside running hubs. Closed by whoever opened it. */
export async function geparkeerdVan(c: Configuratie): Promise<Pick<Store, 'parked' | 'parkedCounts' | 'pair' | 'close'>> {
  if (c.opslag.soort !== 'ingebed') return await openPostgresInzage({ url: c.geheimen.postgres ?? '' });
  const { map } = c.opslag;
  return { parked: async (v) => parkedIn(map, v), parkedCounts: async (f) => parkedCountsIn(map, f), pair: async (p) => pairIn(map, p), close: async () => undefined };
}

/** The audit against its signed heads, wherever the store is; of several nodes the chains whose heads are in this node's folder. */
export async function verifyVan(c: Configuratie, opties: { readonly publiekeSleutel?: string }): Promise<AuditUitslag> {
  if (c.opslag.soort === 'ingebed') return await verifyAudit(c.opslag.map, opties);
  const store = await openPostgresInzage({ url: c.geheimen.postgres ?? '' });
  try {
    return await verifyChains(store, c.opslag.map, ketenVan(c), opties);
  } finally {
    await store.close();
  }
}

/** Who received and read what about a pseudonym, over all nodes. */
export async function inzageVan(c: Configuratie, pseudoniem: string): Promise<Inzage> {
  if (c.opslag.soort === 'ingebed') return accessReport(c.opslag.map, pseudoniem);
  const store = await openPostgresInzage({ url: c.geheimen.postgres ?? '' });
  try {
    return inzage(pseudoniem, await store.auditAbout(pseudoniem));
  } finally {
    await store.close();
  }
}
