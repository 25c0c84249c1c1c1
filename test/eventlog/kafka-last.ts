// A writer per shard that does what the relay does (try; after an error open again and go on from the position), and the check of what came of it.
import { EventLogError, type EventLog, type LogRecord, type RelayPosition } from '../../src/eventlog/port.ts';

const positie = (acceptance: number, shard: number): RelayPosition => ({ shard, incarnation: 'i', acceptance, part: 0 });
const record = (n: number, key: string): LogRecord => ({ topic: 't', key, headers: { ce_id: String(n) }, value: JSON.stringify({ n, vulling: 'x'.repeat(500) }) });
export const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));

/** Numbers from a seed, 0 ≤ n < 1; the seed comes from ZAAD, so that a failure can be repeated. */
export function toeval(): { readonly zaad: number; volgende(): number } {
  const zaad = Number(process.env.ZAAD ?? Math.floor(Math.random() * 1e9));
  let stand = zaad;
  return {
    zaad,
    volgende() {
      stand = (Math.imul(stand, 1_103_515_245) + 12_345) & 0x7fffffff;
      return stand / 0x80000000;
    },
  };
}

export interface Last {
  /** Errors so far. */
  readonly fouten: number;
  /** Highest position per shard that `publish` confirmed. */
  readonly gemeld: readonly number[];
  /** Stops after the publication under way, once every shard is open. */
  stop(): Promise<void>;
}

export function belast(log: EventLog, shards: number): Last {
  let stop = false;
  let fouten = 0;
  const gemeld = Array.from({ length: shards }, () => 0);
  const werk = async (shard: number): Promise<void> => {
    let stand: RelayPosition | null | undefined;
    while (!stop || stand === undefined) {
      try {
        stand ??= await log.open(shard);
        const n = (stand?.acceptance ?? 0) + 1;
        const nieuw = positie(n, shard);
        await log.publish([record(n, `k${shard}`), record(n, `j${shard}`)], nieuw);
        stand = nieuw;
        gemeld[shard] = n;
      } catch (e) {
        if (!(e instanceof EventLogError) || e.code !== 'unavailable') throw e;
        fouten += 1;
        stand = undefined;
        await wacht(100);
      }
    }
  };
  const lussen = Promise.all(gemeld.map((_, shard) => werk(shard)));
  lussen.catch(() => undefined);
  return {
    get fouten() {
      return fouten;
    },
    gemeld,
    async stop() {
      stop = true;
      await lussen;
    },
  };
}

/** @throws Error that names seed and key, when a record is missing, double or out of order, or a confirmed one is not there. Returns the number of records. */
export async function controleer(log: EventLog, last: Last, zaad: number): Promise<number> {
  const alle = await log.read('t', null, 10_000_000);
  for (const [shard, gemeld] of last.gemeld.entries()) {
    const eind = (await log.open(shard))?.acceptance ?? 0;
    for (const key of [`k${shard}`, `j${shard}`]) {
      const gezien = alle.filter((r) => r.key === key).map((r) => Number(r.headers.ce_id));
      if (eind < gemeld || gezien.length !== eind || gezien.some((n, i) => n !== i + 1)) {
        throw new Error(`zaad ${zaad}, sleutel ${key}: ${gezien.length} records, positie ${eind}, bevestigd tot ${gemeld}`);
      }
    }
  }
  const geteld = (await log.counts()).get('t') ?? 0;
  if (geteld !== alle.length) throw new Error(`zaad ${zaad}: ${geteld} geteld, ${alle.length} gelezen`);
  return alle.length;
}
