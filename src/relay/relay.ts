// The relay: inbox → routing → event log, exactly once, one loop per shard. Started before anything is accepted, so that a position that is missing,
// ahead or foreign stops the hub and not a message. Never skips a row: an error is tried again, with growing pauses, and shows in `health`.
import { EventLogError } from '../eventlog/port.ts';
import type { Betrokkenen } from './besluit.ts';
import { ShardRelais, type Delen, type Regel, type ShardOpties } from './shard.ts';

export interface RelayOpties extends Pick<ShardOpties, 'store' | 'eventlog' | 'routing'> {
  /** Parts of large messages; without it a spooled message has the events of its row alone. */
  readonly delen?: Delen;
  /** Pseudonyms per event for the audit; default none. */
  readonly betrokkenen?: Betrokkenen;
  /** RFC 3339; default the system's clock. */
  readonly nu?: () => string;
  readonly maxRijen?: number;
  readonly maxEvents?: number;
  /** Most ms that an idle shard waits before it looks by itself; default 1,000. */
  readonly wacht?: number;
  /** A shard had an error (it goes on trying) or had to stop for good (`blijvend`: another writer took over). */
  readonly onFout?: (fout: unknown, shard: number, blijvend: boolean) => void;
  /** For crash tests: called after each line of the design note. */
  readonly na?: (regel: Regel, shard: number) => void | Promise<void>;
}

export interface Relay {
  /** Resolves when every accepted row has been published and marked, or after `ms`; true when quiet. */
  quiet(ms: number): Promise<boolean>;
  health(): { readonly ok: boolean; readonly detail: string };
  /** Finishes the batches under way and stops. */
  stop(): Promise<void>;
}

const PAUZE_BEGIN = 50;
const PAUZE_EINDE = 10_000;

/**
 * Opens every shard (fence, position, marks) and starts relaying.
 * @throws PositieFout when a position cannot be explained; EventLogError or StoreError when an engine is not there.
 */
export async function startRelay(opties: RelayOpties): Promise<Relay> {
  const { store } = opties;
  const shardOpties: ShardOpties = {
    store,
    eventlog: opties.eventlog,
    routing: opties.routing,
    delen: opties.delen ?? (async function* () {}),
    betrokkenen: opties.betrokkenen ?? (() => []),
    nu: opties.nu ?? (() => new Date().toISOString()),
    maxRijen: opties.maxRijen ?? 64,
    maxEvents: opties.maxEvents ?? 256,
    na: opties.na ?? (() => undefined),
  };
  const wacht = opties.wacht ?? 1_000;
  const fouten = new Map<number, string>();
  const wekkers = new Map<number, () => void>();
  let gestopt = false;

  const relais = Array.from({ length: store.shards }, (_, shard) => new ShardRelais(shard, shardOpties));
  await Promise.all(relais.map((r) => r.open()));
  /** Shards that were woken while they were at work. */
  const gewekt = new Set<number>();
  const wek = (shard: number): void => {
    gewekt.add(shard);
    wekkers.get(shard)?.();
  };
  const slaap = (shard: number, ms: number): Promise<void> =>
    new Promise((klaar) => {
      if (gestopt || gewekt.delete(shard)) return klaar();
      const einde = (): void => {
        clearTimeout(timer);
        wekkers.delete(shard);
        gewekt.delete(shard);
        klaar();
      };
      const timer = setTimeout(einde, ms);
      wekkers.set(shard, einde);
    });

  const lus = async (r: ShardRelais): Promise<void> => {
    let pauze = PAUZE_BEGIN;
    let opnieuwOpenen = false;
    while (!gestopt) {
      try {
        // After an error the log may or may not have committed: only its own position tells.
        if (opnieuwOpenen) await r.open();
        opnieuwOpenen = false;
        const gedaan = await r.stap();
        fouten.delete(r.shard);
        pauze = PAUZE_BEGIN;
        if (!gedaan) await slaap(r.shard, wacht);
      } catch (e) {
        const blijvend = e instanceof EventLogError && e.code === 'fenced';
        fouten.set(r.shard, e instanceof Error ? e.message : String(e));
        opties.onFout?.(e, r.shard, blijvend);
        if (blijvend) return;
        opnieuwOpenen = true;
        gewekt.delete(r.shard);
        await slaap(r.shard, pauze);
        pauze = Math.min(pauze * 2, PAUZE_EINDE);
      }
    }
  };

  const stil = store.onAccepted((shards) => shards.forEach(wek));
  const lussen = relais.map(lus);
  return {
    async quiet(ms) {
      const einde = performance.now() + ms;
      for (;;) {
        const standen = await Promise.all(relais.map((r) => store.inboxState(r.shard)));
        if (standen.every((s) => s.gepubliceerdTot === s.laatste)) return true;
        if (performance.now() > einde) return false;
        await new Promise((klaar) => setTimeout(klaar, 10));
      }
    },
    health() {
      const [eerste] = fouten;
      return eerste ? { ok: false, detail: `shard ${eerste[0]}: ${eerste[1]}` } : { ok: true, detail: `${relais.length} shards lopen bij` };
    },
    async stop() {
      gestopt = true;
      stil();
      for (const wekker of [...wekkers.values()]) wekker();
      await Promise.all(lussen);
    },
  };
}
