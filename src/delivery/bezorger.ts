// One subscription's deliveries: its own turns, breaker, connections and maximum in flight, so that it can hold up nobody else.
// Never decides who gets what: the copy is made by routing, now. Never loses a pair: what cannot be written down is tried again.
import type { Beurt, Paar, Store } from '../store/port.ts';
import { type Oordeel, pauzeNa } from './beleid.ts';
import { type Doel, type Herbouwd, type Kanaal, OpmaakFout } from './kanaal.ts';
import { Onderbreker } from './onderbreker.ts';

/** The copy of a pair as routing makes it now; null when the subscription gets it no more. @throws when it cannot be made */
export type Herbouw = (paar: Paar) => Promise<Herbouwd | null>;

export interface BezorgOpties {
  readonly store: Pick<Store, 'dueDeliveries' | 'recordTurn'>;
  readonly herbouw: Herbouw;
  /** Shards that are ours now, with the epoch of their lease. */
  readonly shards: () => ReadonlyMap<number, number | undefined>;
  readonly nu: () => number;
  /** In [0, 1). */
  readonly toeval: () => number;
  readonly kanaal: Kanaal;
  readonly onFout: (fout: unknown, abonnement: string) => void;
  /** A turn has been written down. */
  readonly onBeurt?: (abonnement: string, beurt: Beurt) => void;
}

/** Ms before a pair that waits for another is looked at again. */
const WACHT = 2_000;
/** Ms before a pair is looked at again when store or routing failed. */
const ADEM = 1_000;

export class Bezorger {
  readonly doel: Doel;
  readonly onderbreker: Onderbreker;
  readonly #o: BezorgOpties;
  readonly #onderweg = new Map<string, Promise<void>>();
  /** Turns that ended since the list of what is due was asked for: it may still name them as they were. */
  readonly #net = new Set<string>();
  #ronde: Promise<void> | null = null;
  #nogEens = false;
  #gestopt = false;

  /** `onderbreker`: taken over where only the settings changed. */
  constructor(doel: Doel, opties: BezorgOpties, onderbreker = new Onderbreker()) {
    this.doel = doel;
    this.#o = opties;
    this.onderbreker = onderbreker;
  }

  get onderweg(): number {
    return this.#onderweg.size;
  }

  /** There may be something to do. */
  wek(): void {
    if (this.#gestopt || this.doel.pauze) return;
    if (this.#ronde) {
      this.#nogEens = true;
      return;
    }
    this.#ronde = this.#loop().finally(() => {
      this.#ronde = null;
      if (this.#nogEens) {
        this.#nogEens = false;
        this.wek();
      }
    });
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    this.#gestopt = true;
    await this.#ronde;
    await Promise.all(this.#onderweg.values());
    this.#o.kanaal.close();
  }

  async #loop(): Promise<void> {
    const ruimte = this.doel.maxOnderweg - this.#onderweg.size;
    if (ruimte <= 0) return;
    try {
      const { abonnement, strikt, maxOnderweg } = this.doel;
      const shards = [...this.#o.shards().keys()].sort((a, b) => a - b);
      this.#net.clear();
      const paren = await this.#o.store.dueDeliveries({ abonnement, shards, nu: this.#o.nu(), max: maxOnderweg * 2, strikt });
      for (const paar of paren) {
        if (this.#gestopt || this.#onderweg.size >= maxOnderweg) break;
        const naam = `${paar.shard}/${paar.nummer}/${paar.ordinaal}`;
        if (this.#onderweg.has(naam) || this.#net.has(naam)) continue;
        this.#onderweg.set(naam, this.#beurt(paar).catch(async (e: unknown) => {
          this.#o.onFout(e, abonnement);
          await adem();
        }).then(() => {
          this.#onderweg.delete(naam);
          this.#net.add(naam);
          this.wek();
        }));
      }
    } catch (e) {
      this.#o.onFout(e, this.doel.abonnement);
    }
  }

  async #beurt(paar: Paar): Promise<void> {
    const { herbouw, nu, kanaal } = this.#o;
    const beurten = paar.beurten + 1;
    if (!this.onderbreker.mag(nu())) return await this.#later(paar, beurten, 'onderbreker', 0);
    let uit: Oordeel;
    try {
      const herbouwd = await herbouw(paar);
      if (herbouwd === null) {
        this.onderbreker.afgezien();
        return await this.#schrijf(paar, { staat: 'geparkeerd', beurten, oorzaak: 'geen-recht', stadium: 'routering' });
      }
      uit = await kanaal.lever(herbouwd, paar, beurten >= this.doel.pogingen);
    } catch (e) {
      this.onderbreker.afgezien();
      // What is about this event parks; a store that is away is no fault of the event.
      if (!(e instanceof OpmaakFout)) throw e;
      // Its own text alone: what lies behind it may hold anything.
      this.#o.onFout(new OpmaakFout(e.message), this.doel.abonnement);
      return await this.#schrijf(paar, { staat: 'geparkeerd', beurten, oorzaak: 'opmaak', stadium: 'opmaak' });
    }
    if (uit.soort === 'wacht') {
      this.onderbreker.afgezien();
      // No turn: nobody counts it.
      const tijd = new Date(nu()).toISOString();
      return void (await this.#o.store.recordTurn(paar, { staat: 'klaargezet', beurten: paar.beurten, oorzaak: paar.oorzaak ?? 'wacht', volgende: nu() + WACHT }, tijd, this.#o.shards().get(paar.shard)));
    }
    if (uit.soort === 'opnieuw') {
      this.onderbreker.mislukt(nu());
      return await this.#later(paar, beurten, uit.oorzaak, uit.wacht);
    }
    this.onderbreker.gelukt();
    if (uit.soort === 'klaar') await this.#schrijf(paar, { staat: 'afgeleverd', beurten, status: uit.status });
    else await this.#schrijf(paar, { staat: 'geparkeerd', beurten, oorzaak: uit.oorzaak, stadium: 'aflevering' });
  }

  async #later(paar: Paar, beurten: number, oorzaak: string, wacht: number): Promise<void> {
    // An open breaker says less than what the receiver itself said before.
    const waarom = oorzaak === 'onderbreker' ? (paar.oorzaak ?? oorzaak) : oorzaak;
    if (beurten >= this.doel.pogingen) return await this.#schrijf(paar, { staat: 'geparkeerd', beurten, oorzaak: waarom, stadium: 'aflevering' });
    const volgende = this.#o.nu() + Math.max(wacht, pauzeNa(beurten, this.#o.toeval()));
    await this.#schrijf(paar, { staat: 'klaargezet', beurten, oorzaak: waarom, volgende });
  }

  async #schrijf(paar: Paar, beurt: Beurt): Promise<void> {
    const geteld = await this.#o.store.recordTurn(paar, beurt, new Date(this.#o.nu()).toISOString(), this.#o.shards().get(paar.shard));
    // What only waited took no turn.
    if (geteld && beurt.beurten > paar.beurten) this.#o.onBeurt?.(this.doel.abonnement, beurt);
  }
}

function adem(): Promise<void> {
  return new Promise((klaar) => setTimeout(klaar, ADEM).unref());
}
