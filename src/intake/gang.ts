// What the intake is given, and what it carries along for one message on its way in. Types alone.
import type { Routing } from '../routing/port.ts';
import type { HubAdres, XmlAdapter } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Antwoord, AntwoordSoort, Herhaalsleutel, Store } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import type { Doorgever, Limieten, Ontvangst, Uitkomst } from './port.ts';
import type { Bewaartermijnen } from './sleutels.ts';
import type { Antwoordtermijnen } from './verwachting.ts';
import type { Werkbank } from './vertalen.ts';

export interface IntakeDeps {
  readonly bank: Werkbank;
  readonly store: Store;
  /** As it is in force. */
  readonly routing: () => Routing;
  readonly hub: HubAdres;
  readonly limieten: Limieten;
  readonly xmlLimieten: XmlLimieten;
  readonly termijnen: Bewaartermijnen;
  readonly auditGeheim: Uint8Array;
  /** Spool files of kept messages are named relative to it. */
  readonly dataMap: string;
  readonly klok: () => Date;
  readonly nieuwId?: () => string;
  readonly nieuweReferentie?: () => string;
  /** As it is in force; absent: a synchronous message over SOAP is refused (KP_SYNCHROON). */
  readonly doorgever?: () => Doorgever | null;
  /** `stuf.bodyfout`, as it is in force; absent: fo03. */
  readonly bodyfout?: () => 'fo03' | 'fo01';
  /** `stuf.tijdstip`, as it is in force; absent: vrij. */
  readonly tijdstip?: () => 'vrij' | 'oplopend';
  /** `antwoorden`, as it is in force; absent: nothing is waited for that does not come back on its own connection. */
  readonly antwoordtermijnen?: () => Antwoordtermijnen;
  /** Told of each accepted message that answers another. */
  readonly beantwoord?: (soort: AntwoordSoort) => void;
  /** Told of each message that the hub itself wrote, with the seconds that it took: what comes in by no channel is counted here. */
  readonly eigenBericht?: (uitkomst: Uitkomst, seconden: number) => void;
  /** Told of a conflict, and of a check that broke: alerts. Codes and ids only. */
  readonly alarm?: (code: FoutCode, velden: Readonly<Record<string, string>>) => void;
}

/** What is known of a synchronous message when it is stored. */
export interface Vraagdeel {
  readonly antwoord: Antwoord;
  readonly termijn: string;
  readonly vrager: string;
  readonly audit: Readonly<Record<string, unknown>>;
}

/** One message on its way in. */
export interface Gang {
  readonly o: Ontvangst;
  readonly nu: Date;
  readonly id: string;
  readonly hash: string;
  readonly omvang: number;
  readonly soap: XmlAdapter | null;
  /** Made from a party's own events. */
  readonly canoniek?: Canoniekdeel;
}

/** What stays of the events that a message was made of. */
export interface Canoniekdeel {
  /** Reserved beside the message's own: the same event again is a repeat, another under its id and source a conflict. */
  readonly sleutels: readonly Herhaalsleutel[];
  /** Id of the party in whose name alone it may speak; null: any. */
  readonly namens: string | null;
  readonly verlies: readonly string[];
}
