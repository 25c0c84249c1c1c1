// The relay: inbox → routing → event log, exactly once, one loop per shard. Started before anything is accepted, so that a position that is missing,
// ahead or foreign stops the hub and not a message. Never skips a row: an error is tried again, with growing pauses, and shows in `health`.
import { EventLogError } from '../eventlog/port.ts';
import type { Betrokkenen } from './besluit.ts';
import type { Lease, LeaseBron } from './port.ts';
import { StoreError } from '../store/port.ts';
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
  /** Which shards are this node's; default all of them, for good. */
  readonly leases?: LeaseBron;
  /** Most ms that an idle shard waits before it looks by itself; default 1,000. */
  readonly wacht?: number;
  /** The log did not answer when it was opened: shards are opened when it does, and the start does not wait for that. */
  readonly logWeg?: boolean;
  /** A shard had an error (it goes on trying) or had to stop for good (`blijvend`: another writer took over). */
  readonly onFout?: (fout: unknown, shard: number, blijvend: boolean) => void;
  /** Called after each line of the design note: crash tests stand still there, delivery is woken by it. */
  readonly na?: (regel: Regel, shard: number) => void | Promise<void>;
}

export interface Relay {
  /** Resolves when every accepted row has been published and marked, or after `ms`; true when quiet. */
  quiet(ms: number): Promise<boolean>;
  /** Shards that are this node's now, each with its lease. */
  shards(): readonly Lease[];
  health(): { readonly ok: boolean; readonly detail: string };
  /** Finishes the batches under way and stops. */
  stop(): Promise<void>;
}

const PAUZE_BEGIN = 50;
const PAUZE_EINDE = 10_000;

/**
 * Opens every shard (fence, position, marks) and starts relaying. Where the log does not answer yet (`logWeg`), the shards go on trying, and `health` says
 * so: what is accepted meanwhile waits in the inbox. A position that cannot be explained then holds its shard, unpublished, until an operator decides.
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

  const leases = opties.leases ?? null;
  const lopend = new Map<number, { readonly lease: Lease; klaar: boolean; lus: Promise<void> }>();
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

  const lus = async (r: ShardRelais, deze: { readonly lease: Lease; readonly klaar: boolean }, geopend: boolean): Promise<void> => {
    let pauze = PAUZE_BEGIN;
    let opnieuwOpenen = !geopend;
    const einde = (): boolean => gestopt || deze.klaar;
    while (!einde()) {
      try {
        if (opnieuwOpenen) {
          // A node that woke up after its lease had gone must not fence the one that holds it now.
          if (leases && !(await leases.geldig(deze.lease))) throw new StoreError('lease', `shard ${r.shard} is van een ander`);
          // After an error the log may or may not have committed: only its own position tells.
          if (!einde()) await r.open();
        }
        opnieuwOpenen = false;
        if (einde()) return;
        const gedaan = await r.stap();
        fouten.delete(r.shard);
        pauze = PAUZE_BEGIN;
        if (!gedaan) await slaap(r.shard, wacht);
      } catch (e) {
        if (einde()) return;
        // Without leases whoever fenced us took over for good; with leases the lease tells, and until it does we wait.
        const blijvend = leases === null && e instanceof EventLogError && e.code === 'fenced';
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
  const begin = (lease: Lease, r: ShardRelais, geopend: boolean): void => {
    const deze = { lease, klaar: false, lus: Promise.resolve() };
    lopend.set(lease.shard, deze);
    deze.lus = lus(r, deze, geopend);
  };
  // What comes and goes before the first shards are open waits for them.
  const vroeg: Lease[] = [];
  const afgezien = new Set<number>();
  let gestart = false;
  const laatLos = async (shard: number): Promise<void> => {
    const deze = lopend.get(shard);
    if (!gestart) afgezien.add(shard);
    if (!deze) return;
    deze.klaar = true;
    wekkers.get(shard)?.();
    await deze.lus;
    if (lopend.get(shard) === deze) lopend.delete(shard);
    fouten.delete(shard);
  };
  const neem = (lease: Lease): void => {
    if (gestopt) return;
    if (!gestart) return void vroeg.push(lease);
    void laatLos(lease.shard).then(() => {
      if (!gestopt) begin(lease, new ShardRelais(lease.shard, shardOpties, lease.tijdperk), false);
    });
  };

  const eerste = leases ? await leases.start({ neem, laatLos }) : Array.from({ length: store.shards }, (_, shard): Lease => ({ shard }));
  const relais = eerste.map((l) => ({ lease: l, r: new ShardRelais(l.shard, shardOpties, l.tijdperk) }));
  try {
    if (!opties.logWeg) await Promise.all(relais.map(({ r }) => r.open()));
  } catch (e) {
    gestopt = true;
    await leases?.stop().catch(() => undefined);
    throw e;
  }
  const stil = store.onAccepted((shards) => shards.forEach((s) => lopend.has(s) && wek(s)));
  gestart = true;
  for (const { lease, r } of relais) if (!afgezien.has(lease.shard)) begin(lease, r, !opties.logWeg);
  for (const lease of vroeg) neem(lease);
  return {
    async quiet(ms) {
      const einde = performance.now() + ms;
      for (;;) {
        const standen = await Promise.all(Array.from({ length: store.shards }, (_, shard) => store.inboxState(shard)));
        if (standen.every((s) => s.gepubliceerdTot === s.laatste)) return true;
        if (performance.now() > einde) return false;
        await new Promise((klaar) => setTimeout(klaar, 10));
      }
    },
    shards: () => [...lopend.values()].filter((l) => !l.klaar).map((l) => l.lease),
    health() {
      const [eerste] = fouten;
      return eerste ? { ok: false, detail: `shard ${eerste[0]}: ${eerste[1]}` } : { ok: true, detail: leases ? `${lopend.size} van de ${store.shards} shards zijn hier en lopen bij` : `${lopend.size} shards lopen bij` };
    },
    async stop() {
      gestopt = true;
      stil();
      for (const wekker of [...wekkers.values()]) wekker();
      await Promise.all([...lopend.values()].map((l) => l.lus));
      await leases?.stop();
    },
  };
}
