// Where readers wait for events: one shared look per topic, however many wait. Woken by the event log, and by a look of our own every few seconds,
// so that a wake that does not come costs time and never an event. Bounded per caller and in all; holds no records of its own.
import type { EventLog, StoredRecord } from '../eventlog/port.ts';
import { ApiFout } from './problem.ts';

export interface WachtOpties {
  /** Readers of one caller that wait or have a stream open. */
  readonly perBeller: number;
  /** Of all callers together. */
  readonly totaal: number;
  /** Ms between two looks of our own at a topic that has waiting readers. */
  readonly kijk: number;
  /** Ms of silence after which a stream says that it is still there. */
  readonly hartslag: number;
  /** Ms that a stream has to take a page, and one more for each 10 bytes; then it is cut. */
  readonly traag: number;
}

export const WACHT: WachtOpties = { perBeller: 100, totaal: 2_000, kijk: 5_000, hartslag: 15_000, traag: 60_000 };

/** Ms that a stream gets to write its last bytes when the hub stops. */
const UITLOOP = 2_000;

export type Waarom = 'gewekt' | 'tijd' | 'weg' | 'stopt';

interface Wachtende {
  readonly na: string | null;
  readonly wek: (waarom: Waarom) => void;
}

interface Topic {
  readonly naam: string;
  /** Raised with every wake: a reader that looked before it looks again before it waits. */
  versie: number;
  lezers: number;
  /** Whose place is looked from next comes first. */
  readonly wachtenden: Set<Wachtende>;
  /** Looks under way, by place: whoever stands at the same place gets the same answer. */
  readonly blikken: Map<string, Promise<readonly StoredRecord[]>>;
  wekker: NodeJS.Timeout | null;
}

/** One reader's turn; `los()` gives its place back, and may be called twice. */
export interface Lezer {
  readonly stopt: boolean;
  /** Aborts a while after the hub began to stop. */
  readonly snij: AbortSignal;
  /** As `EventLog.read`, shared with who asks the same at the same moment. */
  lees(na: string | null, max: number): Promise<readonly StoredRecord[]>;
  /**
   * Until there may be something that the last `lees` did not see (at once when that is so already), the time is up, or nobody needs it any more.
   * @param na the place after all that `lees` gave
   */
  wacht(na: string | null, ms: number, weg: AbortSignal): Promise<Waarom>;
  los(): void;
}

export class Wachtkamer {
  readonly opties: WachtOpties;
  readonly #log: Pick<EventLog, 'read' | 'onPublished'>;
  readonly #aantal: (nu: number) => void;
  readonly #topics = new Map<string, Topic>();
  readonly #perBeller = new Map<string, number>();
  readonly #snij = new AbortController();
  #totaal = 0;
  #stopt = false;
  #stopHoren: (() => void) | null = null;

  /** @param aantal told how many wait, whenever that changes */
  constructor(log: Pick<EventLog, 'read' | 'onPublished'>, opties: Partial<WachtOpties> = {}, aantal: (nu: number) => void = () => undefined) {
    this.#log = log;
    this.#aantal = aantal;
    this.opties = { ...WACHT, ...opties };
  }

  /** @throws ApiFout `KP_TE_VEEL` when too many wait already. */
  neem(topic: string, beller: string): Lezer {
    const eigen = this.#perBeller.get(beller) ?? 0;
    if (eigen >= this.opties.perBeller || this.#totaal >= this.opties.totaal) {
      const wie = eigen >= this.opties.perBeller ? 'Van deze beller' : 'Op dit knooppunt';
      throw new ApiFout('KP_TE_VEEL', `${wie} wachten al zoveel lezers als er mogen; lees zonder te wachten, of probeer het over 5 s opnieuw.`, { koppen: { 'retry-after': '5' } });
    }
    this.#perBeller.set(beller, eigen + 1);
    this.#aantal(this.#totaal += 1);
    this.#stopHoren ??= this.#log.onPublished((topics) => topics.forEach((naam) => this.#wekTopic(naam)));
    const t = this.#topics.get(topic) ?? { naam: topic, versie: 0, lezers: 0, wachtenden: new Set<Wachtende>(), blikken: new Map<string, Promise<readonly StoredRecord[]>>(), wekker: null };
    t.lezers += 1;
    this.#topics.set(topic, t);
    return this.#lezer(t, beller);
  }

  /** Everybody looks again, and is looked at again: another configuration is in force. */
  wekAlle(): void {
    for (const naam of this.#topics.keys()) this.#wekTopic(naam);
  }

  /** The hub stops: nobody waits any longer. */
  sluit(): void {
    if (this.#stopt) return;
    this.#stopt = true;
    setTimeout(() => this.#snij.abort(), UITLOOP).unref();
    for (const t of this.#topics.values()) for (const w of [...t.wachtenden]) w.wek('stopt');
  }

  #lezer(t: Topic, beller: string): Lezer {
    const kamer = this;
    let gezien = -1;
    let los = false;
    return {
      get stopt() { return kamer.#stopt; },
      snij: this.#snij.signal,
      lees(vanaf, max) {
        gezien = t.versie;
        return kamer.#blik(t, vanaf, max);
      },
      wacht(na, ms, weg) {
        if (weg.aborted || los) return Promise.resolve('weg');
        if (kamer.#stopt) return Promise.resolve('stopt');
        if (t.versie !== gezien) return Promise.resolve('gewekt');
        return kamer.#wacht(t, na, ms, weg);
      },
      los() {
        if (los) return;
        los = true;
        kamer.#geefTerug(t, beller);
      },
    };
  }

  #wacht(t: Topic, na: string | null, ms: number, weg: AbortSignal): Promise<Waarom> {
    return new Promise((klaar) => {
      const wek = (waarom: Waarom): void => {
        clearTimeout(klok);
        weg.removeEventListener('abort', gaWeg);
        t.wachtenden.delete(wachtende);
        klaar(waarom);
      };
      const gaWeg = (): void => wek('weg');
      const klok = setTimeout(() => wek('tijd'), ms);
      const wachtende: Wachtende = { na, wek };
      weg.addEventListener('abort', gaWeg);
      t.wachtenden.add(wachtende);
      this.#planKijk(t);
    });
  }

  /** A look that began before a wake is not shared with who was woken: the version is part of the place. */
  #blik(t: Topic, na: string | null, max: number): Promise<readonly StoredRecord[]> {
    const sleutel = `${t.versie} ${max} ${na ?? ''}`;
    const onderweg = t.blikken.get(sleutel);
    if (onderweg) return onderweg;
    const blik = this.#log.read(t.naam, na, max).finally(() => t.blikken.delete(sleutel));
    t.blikken.set(sleutel, blik);
    return blik;
  }

  #wekTopic(naam: string): void {
    const t = this.#topics.get(naam);
    if (!t) return;
    t.versie += 1;
    for (const w of [...t.wachtenden]) w.wek('gewekt');
  }

  #planKijk(t: Topic): void {
    if (t.wekker || t.wachtenden.size === 0) return;
    t.wekker = setTimeout(() => void this.#kijk(t), this.opties.kijk).unref();
  }

  /** One look for all who wait, from one of their places: they all stand at the end, or nearly always. Where they do not, each place has its turn. */
  async #kijk(t: Topic): Promise<void> {
    const [eerste] = t.wachtenden;
    try {
      if (!eerste) return;
      if ((await this.#log.read(t.naam, eerste.na, 1)).length > 0) this.#wekTopic(t.naam);
      for (const w of [...t.wachtenden].filter((w) => w.na === eerste.na)) {
        t.wachtenden.delete(w);
        t.wachtenden.add(w);
      }
    } catch {
      // The log is away: they wait on.
    } finally {
      t.wekker = null;
      this.#planKijk(t);
    }
  }

  #geefTerug(t: Topic, beller: string): void {
    this.#aantal(this.#totaal -= 1);
    const eigen = (this.#perBeller.get(beller) ?? 1) - 1;
    if (eigen > 0) this.#perBeller.set(beller, eigen);
    else this.#perBeller.delete(beller);
    t.lezers -= 1;
    if (t.lezers === 0) {
      if (t.wekker) clearTimeout(t.wekker);
      this.#topics.delete(t.naam);
    }
    if (this.#totaal > 0) return;
    this.#stopHoren?.();
    this.#stopHoren = null;
  }
}
