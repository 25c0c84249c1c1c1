// Tells the topic `sociaaldomein.geparkeerd` of every attempt that parked: a reference, the cause and the stage; nothing of a message, nothing of a person.
// Exactly once: pairs get a batch number for good (store), a batch and the position of that number are one transaction of the log, and only that position says
// whether it stands there. Works on the node that holds shard 0. Delivery never waits for it; what it has not told yet waits in the store.
import { EventLogError, type EventLog, type LogRecord } from '../eventlog/port.ts';
import type { Geparkeerd, Store } from '../store/port.ts';
import { paarId } from './port.ts';

/** Internal: no party reads it. */
export const GEPARKEERD_TOPIC = 'sociaaldomein.geparkeerd';

export interface MelderOpties {
  readonly store: Pick<Store, 'incarnation' | 'shards' | 'announcements' | 'claimAnnouncements' | 'markAnnounced'>;
  readonly eventlog: Pick<EventLog, 'open' | 'publish' | 'setPosition'>;
  /** The lease of shard 0 while it is ours; null: another node tells. Without epoch: held for good. */
  readonly lease: () => { readonly tijdperk?: number } | null;
  /** CloudEvents `source` of the hub. */
  readonly bron: string;
  /** Most ms before it looks by itself; default 2,000. */
  readonly wacht?: number;
  /** Most pairs in a batch; default 200. */
  readonly max?: number;
  /** After which line of the design note a test wants it to die. */
  readonly na?: (regel: 'geteld' | 'gepubliceerd') => void;
  readonly onFout?: (fout: unknown) => void;
}

export interface Melder {
  /** Something has parked. */
  wek(): void;
  stop(): Promise<void>;
}

/** CloudEvents, binary mode. The record's key is the copy's opaque key, so that what is about one person or case stays in order. */
export function meldingVan(p: Geparkeerd, bron: string): LogRecord {
  const { shard, nummer, ordinaal, abonnement, bericht, poging, beurten, oorzaak, stadium } = p;
  return {
    topic: GEPARKEERD_TOPIC,
    key: p.sleutel ?? p.eventId,
    headers: {
      'content-type': 'application/json', ce_specversion: '1.0', ce_id: paarId(p), ce_source: bron, ce_type: 'nl.sociaaldomein.geparkeerd.v1',
      ...(p.geparkeerdOp === null ? {} : { ce_time: p.geparkeerdOp }), ce_bericht: bericht, ce_abonnement: abonnement,
    },
    value: JSON.stringify({ id: paarId(p), bericht, event: p.eventId, type: p.type, abonnement, shard, nummer, ordinaal, poging, beurten, oorzaak, stadium, geparkeerdOp: p.geparkeerdOp }),
  };
}

export function startMelder(o: MelderOpties): Melder {
  const max = o.max ?? 200;
  /** A writer of its own, beside those of the relay. */
  const schrijver = o.store.shards;
  /** Where the log is, as long as the writer is ours under this lease. */
  let open: { readonly tijdperk: number | undefined; tot: number } | null = null;
  let bezig: Promise<void> | null = null;
  let nogEens = false;
  let gestopt = false;

  /** Fences whoever wrote before; a node whose lease has gone learns so from the store first, and fences nobody. */
  const neemOver = async (tijdperk: number | undefined, gemeld: number): Promise<{ readonly tijdperk: number | undefined; tot: number }> => {
    await o.store.markAnnounced(gemeld, tijdperk);
    const positie = await o.eventlog.open(schrijver);
    if (positie !== null && positie.incarnation === o.store.incarnation) return { tijdperk, tot: positie.acceptance };
    // A log that knows nothing of this store, or of another one, by an operator's decision: everything that is parked is told to it (again).
    if (positie !== null) await o.eventlog.setPosition({ shard: schrijver, incarnation: o.store.incarnation, acceptance: 0, part: 0 });
    return { tijdperk, tot: 0 };
  };

  const kijk = async (): Promise<void> => {
    while (!gestopt) {
      const lease = o.lease();
      if (!lease) {
        open = null;
        return;
      }
      const { tijdperk } = lease;
      if (open && open.tijdperk !== tijdperk) open = null;
      const wat = await o.store.announcements({ max, ...(open ? { na: open.tot } : {}) });
      if (wat.paren.length === 0) return;
      if (!open) {
        open = await neemOver(tijdperk, wat.gemeld);
        if (open.tot > wat.gemeld) await o.store.markAnnounced(open.tot, tijdperk);
        continue;
      }
      const nummer = wat.nummer ?? open.tot + 1;
      if (wat.nummer === null) await o.store.claimAnnouncements(nummer, wat.paren, tijdperk);
      o.na?.('geteld');
      await o.eventlog.publish(wat.paren.map((p) => meldingVan(p, o.bron)), { shard: schrijver, incarnation: o.store.incarnation, acceptance: nummer, part: 0 });
      open.tot = nummer;
      o.na?.('gepubliceerd');
      await o.store.markAnnounced(nummer, tijdperk);
    }
  };

  function wek(): void {
    if (gestopt) return;
    if (bezig) {
      nogEens = true;
      return;
    }
    bezig = kijk().catch((e: unknown) => {
      // What the log has after an error only the log itself can say.
      open = null;
      o.onFout?.(e);
      // Without leases another process has taken over for good.
      if (e instanceof EventLogError && e.code === 'fenced' && o.lease()?.tijdperk === undefined) gestopt = true;
      nogEens = false;
    }).finally(() => {
      bezig = null;
      if (nogEens) {
        nogEens = false;
        wek();
      }
    });
  }

  const timer = setInterval(wek, o.wacht ?? 2_000);
  timer.unref();
  wek();
  return {
    wek,
    async stop() {
      gestopt = true;
      clearInterval(timer);
      await bezig;
    },
  };
}
