// The configuration as routing reads it: parties and subscriptions, already checked. Types alone; src/config makes them.
import type { Dienst } from '../questions/port.ts';
import type { Partij } from './port.ts';

/** A StUF address under which a party is known; what is left out is not compared. */
export interface Adresalias {
  readonly organisatie: string;
  readonly applicatie?: string;
  readonly administratie?: string;
}

export interface Mandaat {
  readonly gemeentecode: string;
  /** First day, YYYY-MM-DD. */
  readonly geldigVanaf?: string;
  /** First day on which it no longer holds. */
  readonly geldigTot?: string;
}

export interface PartijRegel extends Partij {
  readonly aliassen: readonly Adresalias[];
  /** First day, YYYY-MM-DD. */
  readonly geldigVanaf?: string;
  /** First day on which the party no longer is; from then on `opvolger` stands in its place. */
  readonly geldigTot?: string;
  /** Id of the party that takes over (municipal merger). */
  readonly opvolger?: string;
  readonly mandaatregels: readonly Mandaat[];
  /** What the party answers, and where; absent: nothing. */
  readonly diensten?: readonly Dienst[];
}

/** Filter dialects of the CloudEvents Subscriptions draft, on canonical attribute paths of `data`. */
export type Filter =
  | { readonly exact: Readonly<Record<string, string>> }
  | { readonly prefix: Readonly<Record<string, string>> }
  | { readonly suffix: Readonly<Record<string, string>> }
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter };

/** A StUF address of a system, as stuurgegevens have it. */
export interface Stufadres {
  readonly organisatie: string;
  readonly applicatie: string;
  readonly administratie?: string;
}

/** Where and how a subscription is pushed to; the secret itself stands elsewhere. */
export interface Bestemming {
  readonly url: string;
  /** Webhook, `hmac`: reference `env:NAAM` or `bestand:PAD`. */
  readonly geheim?: string;
  /** Webhook; absent: `hmac`. */
  readonly ondertekening?: 'jws';
  /** Webhook, `jws`: reference to a private key in PEM. */
  readonly sleutel?: string;
  /** Webhook. */
  readonly vorm: 'binair' | 'gestructureerd';
  /** Stuf: addresses in the stuurgegevens, instead of the message's own. */
  readonly ontvanger?: Stufadres;
  readonly zender?: Stufadres;
  readonly maxOnderweg: number;
  /** Milliseconds. */
  readonly tijdslimiet: number;
  /** Turns before it parks. */
  readonly pogingen: number;
}

export interface Abonnement {
  readonly id: string;
  /** Id of the party. */
  readonly partij: string;
  /** Event type names with wildcards: `toewijzing-afgegeven`, `toewijzing-*`, `*`. */
  readonly events: readonly string[];
  readonly filter: Filter | null;
  readonly doel: string;
  readonly grondslag: string;
  readonly niveau: 'wat' | 'dat';
  /** Attributes of the person that the ground allows, at level dat. */
  readonly persoonsgegevens: readonly string[];
  /** True: test messages too. */
  readonly proef: boolean;
  readonly volgorde: 'vrij' | 'strikt';
  readonly kanaal: 'topic' | 'webhook' | 'stuf';
  /** Absent: the event. `bron`: the message as it came; else `standaard:berichttype[:versie]`, rendered from the event. */
  readonly formaat?: string;
  /** With `webhook` and `stuf`, and only then. */
  readonly bestemming?: Bestemming;
  /** True: what waits goes on waiting (webhook, stuf). */
  readonly pauze?: boolean;
  readonly geldigVanaf?: string;
  readonly geldigTot?: string;
}

export interface HubRegel {
  readonly oin: string;
  readonly organisatie: string;
  readonly applicatie: string;
  readonly administratie?: string;
  readonly naam: string;
}

/** What a routing snapshot is made of. */
export interface RoutingInvoer {
  readonly versie: string;
  readonly hub: HubRegel;
  readonly partijen: readonly PartijRegel[];
  readonly abonnementen: readonly Abonnement[];
  /** HMAC secret of the hub. */
  readonly geheim: Uint8Array;
  /** Public base URL of the hub, no slash at the end. */
  readonly basisUrl: string;
}
