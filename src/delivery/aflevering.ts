// The delivery room: looks what waits in the shards of this node, and gives every subscription a bezorger of its own. Takes over a changed configuration:
// paused, resumed, moved; a pair of a subscription that is gone parks with that reason. Stops by letting what is under way finish.
import { isDeepStrictEqual } from 'node:util';
import type { Routing } from '../routing/port.ts';
import type { Beurt, InboxRij, Paar, Store } from '../store/port.ts';
import { Bezorger } from './bezorger.ts';
import { type Doel, type Herbouwd, type Kanaal, OpmaakFout } from './kanaal.ts';

export { OpmaakFout };
export type { Doel };

/** Copies of the event that a row and an ordinal stand for; from the claim check where the row has none. @throws OpmaakFout */
export type Kopieen = (rij: InboxRij, ordinaal: number) => Promise<ReturnType<Routing['decide']>['kopieen']>;

export interface AfleverOpties {
  readonly store: Pick<Store, 'dueDeliveries' | 'recordTurn' | 'waitingSubscriptions' | 'deliveryRow'>;
  /** Targets as the configuration in force has them. */
  readonly doelen: () => ReadonlyMap<string, Doel>;
  readonly kopieen: Kopieen;
  readonly shards: () => ReadonlyMap<number, number | undefined>;
  /** Most ms before it looks by itself. */
  readonly wacht?: number;
  readonly nu?: () => number;
  readonly toeval?: () => number;
  /** The channel to a target. */
  readonly kanaal: (doel: Doel) => Kanaal;
  readonly onFout?: (fout: unknown, abonnement: string | null) => void;
  /** A turn has been written down. */
  readonly onBeurt?: (abonnement: string, beurt: Beurt) => void;
}

export interface Aflevering {
  /** Something was set ready, or the configuration changed. */
  wek(): void;
  /** Per subscription: requests under way now, and whether its breaker is open. */
  stand(): readonly { readonly abonnement: string; readonly bezig: number; readonly open: boolean; readonly pauze: boolean }[];
  stop(): Promise<void>;
}

export function startAflevering(opties: AfleverOpties): Aflevering {
  const nu = opties.nu ?? Date.now;
  const onFout = opties.onFout ?? (() => undefined);
  const bezorgers = new Map<string, Bezorger>();
  const vertrekkend = new Set<Promise<void>>();
  let gestopt = false;
  let bezig: Promise<void> | null = null;
  let nogEens = false;

  const herbouw = async (paar: Paar): Promise<Herbouwd | null> => {
    const rij = await opties.store.deliveryRow(paar);
    if (!rij) throw new OpmaakFout('de inhoud is er niet meer');
    const kopieen = await opties.kopieen(rij, paar.ordinaal);
    const kopie = kopieen.find((k) => k.abonnement === paar.abonnement && k.eventId === paar.eventId && k.kanaal === 'aflevering');
    return kopie ? { kopie, rij } : null;
  };

  /** The bezorger for a target as it is now: a changed target gets a new one, when the old one has finished. */
  const bezorgerVan = (doel: Doel): Bezorger | null => {
    const er = bezorgers.get(doel.abonnement);
    if (er && isDeepStrictEqual(er.doel, doel)) return er;
    if (er) {
      bezorgers.delete(doel.abonnement);
      laatVertrekken(er);
      return null;
    }
    const nieuw = new Bezorger(doel, { store: opties.store, herbouw, shards: opties.shards, nu, toeval: opties.toeval ?? Math.random, kanaal: opties.kanaal(doel), onFout, ...(opties.onBeurt ? { onBeurt: opties.onBeurt } : {}) });
    bezorgers.set(doel.abonnement, nieuw);
    return nieuw;
  };
  const vertrekt = new Set<string>();
  const laatVertrekken = (b: Bezorger): void => {
    const { abonnement } = b.doel;
    vertrekt.add(abonnement);
    const p = b.stop().catch((e: unknown) => onFout(e, abonnement)).finally(() => {
      vertrekt.delete(abonnement);
      vertrekkend.delete(p);
      wek();
    });
    vertrekkend.add(p);
  };

  const parkeerWees = async (abonnement: string): Promise<void> => {
    const eigen = opties.shards();
    const paren = await opties.store.dueDeliveries({ abonnement, shards: [...eigen.keys()], nu: Number.MAX_SAFE_INTEGER, max: 200, strikt: false });
    for (const p of paren) {
      const beurt: Beurt = { staat: 'geparkeerd', beurten: p.beurten, oorzaak: 'abonnement-weg', stadium: 'routering' };
      if (await opties.store.recordTurn(p, beurt, new Date(nu()).toISOString(), eigen.get(p.shard))) opties.onBeurt?.(abonnement, beurt);
    }
  };

  const kijk = async (): Promise<void> => {
    const doelen = opties.doelen();
    for (const [naam, b] of bezorgers) {
      if (doelen.has(naam)) continue;
      bezorgers.delete(naam);
      laatVertrekken(b);
    }
    const eerst = new Map<string, number>();
    const eigen = opties.shards();
    for (const w of await opties.store.waitingSubscriptions()) {
      if (eigen.has(w.shard)) eerst.set(w.abonnement, Math.min(eerst.get(w.abonnement) ?? w.volgende, w.volgende));
    }
    for (const [abonnement, volgende] of eerst) {
      if (gestopt) return;
      if (vertrekt.has(abonnement)) continue;
      const doel = doelen.get(abonnement);
      try {
        if (!doel) await parkeerWees(abonnement);
        else if (volgende <= nu()) bezorgerVan(doel)?.wek();
      } catch (e) {
        onFout(e, abonnement);
      }
    }
  };

  function wek(): void {
    if (gestopt) return;
    if (bezig) {
      nogEens = true;
      return;
    }
    bezig = kijk().catch((e: unknown) => onFout(e, null)).finally(() => {
      bezig = null;
      if (nogEens) {
        nogEens = false;
        wek();
      }
    });
  }

  const timer = setInterval(wek, opties.wacht ?? 500);
  timer.unref();
  wek();
  return {
    wek,
    stand: () => [...bezorgers.values()].map((b) => ({ abonnement: b.doel.abonnement, bezig: b.onderweg, open: b.onderbreker.open, pauze: b.doel.pauze })),
    async stop() {
      gestopt = true;
      clearInterval(timer);
      await bezig;
      await Promise.all([...[...bezorgers.values()].map((b) => b.stop()), ...vertrekkend]);
    },
  };
}
