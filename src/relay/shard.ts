// One shard's relay: reads rows after its position, decides, publishes records with the new position, marks (design §2 lines 6-9).
// One batch at a time, in acceptance order; an error leaves the position where the log has it, and the batch starts over from there.
import type { EventLog, RelayPosition } from '../eventlog/port.ts';
import type { Routing } from '../routing/port.ts';
import type { BerichtEvent, InboxRij, Store } from '../store/port.ts';
import { beslis, type Beslissing, type Betrokkenen } from './besluit.ts';
import { startPositie } from './start.ts';

/**
 * Parts of a large message, made from its claim check, in order and reproducibly: part `vanafDeel` (from 1) and on. Each yields the events of one part;
 * ordinals rise and stay above those of the row's own events. Only parts of this row's events (a row is one shard's).
 */
export type Delen = (rij: InboxRij, vanafDeel: number) => AsyncIterable<readonly BerichtEvent[]>;

/** After which line of the design note a test wants to stand still, or die. */
export type Regel = 6 | 7 | 8 | 9;

export interface ShardOpties {
  readonly store: Store;
  readonly eventlog: EventLog;
  /** The configuration in force at the moment of asking. */
  readonly routing: () => Routing;
  readonly delen: Delen;
  readonly betrokkenen: Betrokkenen;
  readonly nu: () => string;
  /** Most rows, and about the most events, per transaction. */
  readonly maxRijen: number;
  readonly maxEvents: number;
  readonly na: (regel: Regel, shard: number) => void | Promise<void>;
}

/** Characters of event data after which parts are published, so that memory stays flat. */
const MAX_OMVANG = 2 * 1024 * 1024;

export class ShardRelais {
  readonly shard: number;
  readonly #o: ShardOpties;
  readonly #lease: { readonly lease?: number };
  #positie: RelayPosition;

  /** `tijdperk`: the lease under which it writes to the store; absent where one node holds all shards. */
  constructor(shard: number, opties: ShardOpties, tijdperk?: number) {
    this.shard = shard;
    this.#lease = tijdperk === undefined ? {} : { lease: tijdperk };
    this.#o = opties;
    this.#positie = { shard, incarnation: opties.store.incarnation, acceptance: 0, part: 0 };
  }

  get positie(): RelayPosition {
    return this.#positie;
  }

  /** Fences the older writer, reads the position, marks what was published. @throws PositieFout, EventLogError, StoreError */
  async open(): Promise<void> {
    const { store, eventlog } = this.#o;
    const gelezen = await eventlog.open(this.shard);
    const { positie, nieuw } = startPositie(this.shard, store.incarnation, gelezen, await store.inboxState(this.shard));
    if (nieuw) await eventlog.setPosition(positie);
    this.#positie = positie;
    for (;;) {
      const rijen = await store.decidedUpTo(this.shard, positie.acceptance, 500);
      if (rijen.length === 0) return;
      await store.markPublished(rijen, this.#o.nu(), this.#lease.lease);
    }
  }

  /** One batch; false when there was nothing to do. */
  async stap(): Promise<boolean> {
    const { store, maxRijen } = this.#o;
    const rijen = await store.inboxAfter(this.shard, this.#positie.acceptance, maxRijen);
    const [eerste] = rijen;
    if (!eerste) return false;
    await this.#o.na(6, this.shard);
    if (eerste.spool !== null) await this.#groot(eerste);
    else await this.#gewoon(this.#totHier(rijen));
    return true;
  }

  /** The rows before the next large message, and no more events than fit. */
  #totHier(rijen: readonly InboxRij[]): readonly InboxRij[] {
    let events = 0;
    let n = 0;
    for (const r of rijen) {
      if (r.spool !== null || (n > 0 && events + r.events.length > this.#o.maxEvents)) break;
      events += r.events.length;
      n += 1;
    }
    return rijen.slice(0, n);
  }

  async #gewoon(rijen: readonly InboxRij[]): Promise<void> {
    const { store, eventlog, routing, betrokkenen, nu } = this.#o;
    const regels = routing();
    const tijd = nu();
    const beslissingen = rijen.map((rij) => beslis(rij, rij.events, regels, betrokkenen, tijd));
    // All of a batch in one group commit; each row is a transaction of its own inside it.
    await Promise.all(rijen.map((rij, i) => store.writeDecisions({ rij: verwijzing(rij), besluiten: deze(beslissingen, i).besluiten, audit: deze(beslissingen, i).audit, tijd, ...this.#lease })));
    await this.#o.na(7, this.shard);
    const laatste = rijen[rijen.length - 1] as InboxRij;
    const positie = { ...this.#positie, acceptance: laatste.nummer, part: 0 };
    await eventlog.publish(beslissingen.flatMap((b) => b.records), positie);
    this.#positie = positie;
    await this.#o.na(8, this.shard);
    await store.markPublished(rijen.map(verwijzing), nu(), this.#lease.lease);
    await this.#o.na(9, this.shard);
  }

  /** A large message: the row's own events are part 1, `delen` gives the rest; memory holds one batch of parts. */
  async #groot(rij: InboxRij): Promise<void> {
    const { store, maxEvents, delen, nu } = this.#o;
    let gedaan = this.#positie.part;
    let vanaf = 0;
    let wachtend: BerichtEvent[] = [];
    let delenWachtend = 0;
    let omvang = 0;
    const spoel = async (laatste: boolean): Promise<void> => {
      const tot = laatste ? Number.MAX_SAFE_INTEGER : Math.max(...wachtend.map((e) => e.ordinaal));
      gedaan += delenWachtend;
      await this.#deel(rij, wachtend, { van: vanaf, tot, laatste }, gedaan);
      vanaf = tot + 1;
      wachtend = [];
      delenWachtend = 0;
      omvang = 0;
    };
    if (gedaan === 0) {
      wachtend.push(...rij.events);
      delenWachtend = 1;
    }
    let eersteNa = gedaan > 0;
    for await (const deel of delen(rij, Math.max(gedaan, 1))) {
      // What the position covers stands: decisions below the first new ordinal are not looked at again.
      if (eersteNa && deel.length > 0) vanaf = Math.min(...deel.map((e) => e.ordinaal));
      if (deel.length > 0) eersteNa = false;
      wachtend.push(...deel);
      delenWachtend += 1;
      omvang += deel.reduce((n, e) => n + e.data.length, 0);
      if (wachtend.length >= maxEvents || omvang >= MAX_OMVANG) await spoel(false);
    }
    if (eersteNa) vanaf = Number.MAX_SAFE_INTEGER;
    await spoel(true);
    await store.markPublished([verwijzing(rij)], nu(), this.#lease.lease);
    await this.#o.na(9, this.shard);
  }

  async #deel(rij: InboxRij, events: readonly BerichtEvent[], deel: { van: number; tot: number; laatste: boolean }, gedaan: number): Promise<void> {
    const { store, eventlog, routing, betrokkenen, nu } = this.#o;
    const tijd = nu();
    const b: Beslissing = events.length === 0 ? { besluiten: [], records: [], audit: [] } : beslis(rij, events, routing(), betrokkenen, tijd);
    await store.writeDecisions({ rij: verwijzing(rij), besluiten: b.besluiten, audit: b.audit, tijd, deel, ...this.#lease });
    await this.#o.na(7, this.shard);
    const positie = deel.laatste ? { ...this.#positie, acceptance: rij.nummer, part: 0 } : { ...this.#positie, part: gedaan };
    await eventlog.publish(b.records, positie);
    this.#positie = positie;
    await this.#o.na(8, this.shard);
  }
}

function verwijzing(rij: InboxRij): { shard: number; nummer: number; bericht: string; poging: number } {
  return { shard: rij.shard, nummer: rij.nummer, bericht: rij.bericht.id, poging: rij.poging };
}

function deze(beslissingen: readonly Beslissing[], i: number): Beslissing {
  return beslissingen[i] as Beslissing;
}
