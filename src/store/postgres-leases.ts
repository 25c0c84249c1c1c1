// Leases of shards on PostgreSQL: which node relays what. Each node shows that it lives, renews what it holds, gives up what is above its share,
// takes what is free. All by the database's clock, so that the clocks of nodes are of no matter. The epoch in the lease's row is what counts:
// a write under an older one is refused (postgres-plan.ts), whatever a node believes about itself.
import type { Lease, LeaseBron, LeaseHouder } from '../relay/port.ts';
import { PostgresFout } from '../postgres/fout.ts';
import { maakPool, type PostgresOpties } from '../postgres/verbinding.ts';
import { Lezer } from './postgres-lezer.ts';
import { StoreError } from './port.ts';

export interface LeaseOpties {
  readonly postgres: PostgresOpties;
  /** Name of this node; the store's connection keeps it unique. */
  readonly knoop: string;
  /** Ms that a lease stands without being renewed; default 10,000. Renewed five times as often. */
  readonly duur?: number;
  readonly onFout?: (fout: unknown) => void;
}

export function maakLeases(opties: LeaseOpties): LeaseBron {
  const { knoop } = opties;
  const duur = opties.duur ?? 10_000;
  // A connection of its own: what reads must not keep a renewal waiting.
  const lezer = new Lezer(maakPool({ ...opties.postgres, pool: 1 }));
  const mijn = new Map<number, number>();
  const loslatend = new Map<number, Promise<void>>();
  let houder: LeaseHouder | null = null;
  let timer: NodeJS.Timeout | null = null;
  let bezig: Promise<unknown> = Promise.resolve();
  let gestopt = false;

  const geefTerug = (shards: readonly number[], tijdperken: readonly number[]): Promise<unknown> =>
    lezer.een("UPDATE lease SET knoop = NULL, tot = '-infinity' FROM unnest($1::integer[], $2::bigint[]) AS p(shard, tijdperk) WHERE lease.shard = p.shard AND lease.tijdperk = p.tijdperk AND lease.knoop = $3", [shards, tijdperken, knoop]);

  /** The relay finishes its batch first: the next holder then starts from a position that nobody is moving. */
  const laatLos = (shard: number, tijdperk: number): void => {
    if (loslatend.has(shard)) return;
    const klaar = (async () => {
      await houder?.laatLos(shard);
      await geefTerug([shard], [tijdperk]);
      if (mijn.get(shard) === tijdperk) mijn.delete(shard);
    })();
    loslatend.set(shard, klaar.catch((e: unknown) => opties.onFout?.(e)).finally(() => loslatend.delete(shard)));
  };

  /** Renews, then gives up or takes. Returns what is new. */
  const ronde = async (): Promise<readonly Lease[]> => {
    const { verloren, nieuw, teveel } = await lezer.transactie(async (c) => {
      const q = async <R extends object>(sql: string, waarden: unknown[]): Promise<R[]> => (await c.query<R & Record<string, unknown>>(sql, waarden)).rows;
      await q("INSERT INTO knoop (naam, tot) VALUES ($1, now() + $2 * interval '1 ms') ON CONFLICT (naam) DO UPDATE SET tot = excluded.tot", [knoop, duur]);
      const levend = (await q<{ naam: string }>('SELECT naam FROM knoop WHERE tot > now() ORDER BY naam', [])).map((r) => r.naam);
      // Rows are locked in order of shard: two nodes that renew and take at once never wait for each other in a circle.
      const rijen = await q<{ shard: number; knoop: string | null; tijdperk: number; vrij: boolean }>('SELECT shard, knoop, tijdperk, knoop IS NULL OR tot < now() AS vrij FROM lease ORDER BY shard FOR UPDATE', []);
      const nog = rijen.filter((r) => mijn.get(r.shard) === r.tijdperk && r.knoop === knoop);
      const kwijt = [...mijn].filter(([shard, tijdperk]) => !nog.some((r) => r.shard === shard && r.tijdperk === tijdperk));
      const beurt = Math.max(levend.indexOf(knoop), 0);
      const deel = Math.floor(rijen.length / levend.length) + (beurt < rijen.length % levend.length ? 1 : 0);
      const blijvend = nog.filter((r) => !loslatend.has(r.shard));
      // What stands under our name and is not ours was held by an earlier process of this node: the name is ours alone, so it is free.
      const vrij = rijen.filter((r) => !mijn.has(r.shard) && !loslatend.has(r.shard) && (r.vrij || r.knoop === knoop));
      const neem = vrij.slice(0, Math.max(deel - blijvend.length, 0)).map((r) => ({ shard: r.shard, tijdperk: r.tijdperk + 1 }));
      await q("UPDATE lease SET tot = now() + $2 * interval '1 ms' WHERE shard = ANY($1::integer[])", [nog.map((r) => r.shard), duur]);
      await q("UPDATE lease SET knoop = $2, tijdperk = tijdperk + 1, tot = now() + $3 * interval '1 ms' WHERE shard = ANY($1::integer[])", [neem.map((r) => r.shard), knoop, duur]);
      await q("DELETE FROM knoop WHERE tot < now() - interval '10 minutes'", []);
      return { verloren: kwijt, nieuw: neem, teveel: blijvend.slice(deel).map((r) => ({ shard: r.shard, tijdperk: r.tijdperk })) };
    });
    for (const [shard, tijdperk] of verloren) {
      if (mijn.get(shard) === tijdperk) mijn.delete(shard);
      void houder?.laatLos(shard);
    }
    for (const l of nieuw) mijn.set(l.shard, l.tijdperk);
    for (const l of teveel) laatLos(l.shard, l.tijdperk);
    return nieuw;
  };

  const plan = (): void => {
    timer = setTimeout(() => {
      bezig = ronde()
        .then((nieuw) => {
          for (const l of nieuw) houder?.neem(l);
        }, (e: unknown) => opties.onFout?.(e))
        .finally(() => {
          if (!gestopt) plan();
        });
    }, duur / 5);
    timer.unref();
  };

  return {
    async start(h) {
      houder = h;
      try {
        const eerste = await ronde();
        plan();
        return eerste;
      } catch (e) {
        throw e instanceof PostgresFout ? new StoreError(e.code, e.message) : e;
      }
    },
    async geldig({ shard, tijdperk }) {
      try {
        const [r] = await lezer.een('SELECT knoop, tijdperk FROM lease WHERE shard = $1', [shard]);
        return r?.knoop === knoop && r.tijdperk === tijdperk && mijn.get(shard) === tijdperk;
      } catch (e) {
        throw e instanceof PostgresFout ? new StoreError(e.code, e.message) : e;
      }
    },
    async stop() {
      if (gestopt) return;
      gestopt = true;
      if (timer) clearTimeout(timer);
      await bezig.catch(() => undefined);
      await Promise.all(loslatend.values());
      try {
        await geefTerug([...mijn.keys()], [...mijn.values()]);
        await lezer.een('DELETE FROM knoop WHERE naam = $1', [knoop]);
      } catch {
        // Without a server they end by themselves.
      }
      mijn.clear();
      await lezer.pool.end();
    },
  };
}
