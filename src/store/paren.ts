// Pairs of an event and a subscription that are pushed: their places, turns, and what is parked. Types alone, part of the store's port (`port.ts` hands them on).

/** State of a message, or of an event for a subscription (architecture, "The state of a message"). A state goes forward only. */
export type Staat =
  | 'aanvaard' | 'geweigerd' | 'onbestelbaar' | 'gerouteerd' | 'klaargezet' | 'afgeleverd' | 'geparkeerd' | 'vervallen';

/** One pair (event, subscription) that is pushed, by the place of its attempt. */
export interface PaarVerwijzing {
  readonly shard: number;
  readonly nummer: number;
  readonly ordinaal: number;
  readonly abonnement: string;
}

/** A pair as delivery sees it (docs/design/aflevering.md). */
export interface Paar extends PaarVerwijzing {
  readonly bericht: string;
  readonly poging: number;
  readonly eventId: string;
  readonly type: string;
  readonly partij: string;
  /** Turns had. */
  readonly beurten: number;
  readonly oorzaak: string | null;
  readonly stadium: string | null;
}

/** How a turn ended. `volgende`: epoch ms before which there is no next one. */
export type Beurt =
  | { readonly staat: 'afgeleverd'; readonly beurten: number; readonly status: number }
  | { readonly staat: 'klaargezet'; readonly beurten: number; readonly oorzaak: string; readonly volgende: number }
  | { readonly staat: 'geparkeerd'; readonly beurten: number; readonly oorzaak: string; readonly stadium: string };

/** Pairs under way and parked, per subscription. */
export interface Afleverstand {
  readonly abonnement: string;
  readonly onderweg: number;
  readonly geparkeerd: number;
  /** RFC 3339: when the message of the pair that is first in line was received; null: none waits. */
  readonly oudste: string | null;
}

/** Which parked pairs: all that is named must hold. A text that ends in `*` means "begins with". `van` (inclusive) and `tot` (exclusive): RFC 3339, when it was parked. */
export interface ParkeerFilter {
  readonly abonnement?: string;
  readonly oorzaak?: string;
  readonly stadium?: string;
  readonly type?: string;
  readonly van?: string;
  readonly tot?: string;
}

/** `sleutel`: the copy's opaque key; null for what was decided before keys were kept. */
export interface Geparkeerd extends Paar {
  readonly geparkeerdOp: string | null;
  readonly sleutel: string | null;
}

export interface ParkeerTelling {
  readonly abonnement: string;
  readonly oorzaak: string;
  readonly stadium: string;
  readonly aantal: number;
}

/** A pair with its message and every attempt, oldest first; no content. */
export interface PaarOverzicht extends Geparkeerd {
  readonly staat: Staat;
  readonly bron: { readonly ontvangenOp: string; readonly standaard: string | null; readonly berichttype: string | null; readonly versie: string | null; readonly omvang: number };
  /** Where the original bytes are: in the store, or a claim check (name under the data folder); null: no longer kept. */
  readonly bytes: { readonly waar: 'opslag' } | { readonly waar: 'spool'; readonly naam: string } | null;
  readonly pogingen: readonly { readonly poging: number; readonly shard: number; readonly nummer: number; readonly staat: Staat; readonly beurten: number; readonly oorzaak: string | null; readonly stadium: string | null; readonly geparkeerdOp: string | null }[];
}
