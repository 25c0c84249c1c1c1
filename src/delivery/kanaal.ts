// What a channel is to whoever does the turns: it makes what is sent, sends it once, and says what came of it. Types, and the one error that belongs to them.
import type { Kopie } from '../routing/port.ts';
import { type InboxRij, type Paar, StoreError } from '../store/port.ts';
import type { Oordeel } from './beleid.ts';

/** A copy as routing makes it now, with the row that it was made from. */
export interface Herbouwd {
  readonly kopie: Kopie;
  readonly rij: InboxRij;
}

export interface Kanaal {
  /**
   * One turn.
   * @param laatste no turn follows this one
   * @throws OpmaakFout what would be sent cannot be made: nothing was sent. Anything else that is thrown takes no turn.
   */
  lever(h: Herbouwd, paar: Paar, laatste: boolean): Promise<Oordeel>;
  close(): void;
}

/** Making what is sent failed because of what it is about, not because something was away. */
export class OpmaakFout extends Error {}

/**
 * Makes something of one message: whatever is thrown is about that message and parks it, but for a store that is away. One that could never be made would
 * be tried every second, for ever, in the place of others.
 * @throws OpmaakFout, StoreError
 */
export async function opgemaakt<T>(maak: () => T | Promise<T>): Promise<T> {
  try {
    return await maak();
  } catch (e) {
    throw e instanceof OpmaakFout || e instanceof StoreError ? e : new OpmaakFout('wat af te leveren is, is niet te maken', { cause: e });
  }
}

/** A StUF address of a system. */
export interface Stufadres {
  readonly organisatie: string;
  readonly applicatie: string;
  readonly administratie?: string;
}

/** How a subscription is pushed to, as the configuration in force has it. */
export interface DoelGemeen {
  readonly abonnement: string;
  readonly url: string;
  /** `canoniek`, `bron`, or `standaard:berichttype[:versie]`. */
  readonly formaat: string;
  /** Addresses in the head of a message that is written for this target, instead of its own. */
  readonly ontvanger?: Stufadres;
  readonly zender?: Stufadres;
  readonly maxOnderweg: number;
  /** Milliseconds. */
  readonly tijdslimiet: number;
  readonly pogingen: number;
  readonly strikt: boolean;
  readonly pauze: boolean;
  readonly priveAdressen: boolean;
}

export interface WebhookDoel extends DoelGemeen {
  readonly kanaal: 'webhook';
  readonly vorm: 'binair' | 'gestructureerd';
  readonly ondertekening: 'hmac' | 'jws';
  /** The shared secret, or the private key (PEM). */
  readonly geheim: Uint8Array;
}

export interface StufDoel extends DoelGemeen {
  readonly kanaal: 'stuf';
}

export type Doel = WebhookDoel | StufDoel;
