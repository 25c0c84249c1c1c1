// The intake as its callers see it (http, folder, cli): bytes in, accepted message or precise refusal out.
// Types alone. Acknowledged only after the durable write (G1); what could not be checked is never called valid (G8).
import type { Adressering } from '../sdk/adressering.ts';
import type { BerichtSoort, Kop, XmlAdapter, XmlLezing } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Antwoord } from '../store/port.ts';

/** Who hands a message in, after authentication. */
export type Beller =
  | { readonly soort: 'operator' }
  | { readonly soort: 'partij'; readonly oin: string; readonly partij: string }
  | { readonly soort: 'map' }
  /** The hub itself; with `partij`: in the name of that party. */
  | { readonly soort: 'hub'; readonly partij?: string };

/** The bytes: small ones in memory, large ones spooled to disk by the caller while hashing. */
export type Inhoud =
  | { readonly soort: 'geheugen'; readonly bytes: Buffer }
  | { readonly soort: 'spool'; readonly pad: string; readonly omvang: number; readonly sha256: string };

export interface Ontvangst {
  /** `antwoord`: came back on a connection that we opened. `hub`: written by the hub. */
  readonly kanaal: 'rest' | 'soap' | 'map' | 'antwoord' | 'hub';
  readonly inhoud: Inhoud;
  readonly beller: Beller;
  /** SOAP: the path after `/soap/` (`stuf/ontvangAsynchroon`, `suwiml/BRPDossierPersoonGSD-v0200`, `jzxml`, `ggk`). */
  readonly endpoint?: string;
  /** SOAPAction header or wsa:Action, unquoted. */
  readonly soapAction?: string;
  /** Stated parties (`?afzender=&ontvanger=`, OIN), recorded as stated by the caller. */
  readonly afzender?: string;
  readonly ontvanger?: string;
  /** `antwoord` and `hub`: who sends and who is meant, whatever the message says of itself. */
  readonly partijen?: { readonly afzender: PartijAanduiding; readonly ontvanger: PartijAanduiding };
  /** `antwoord`: id of the message that it answers. */
  readonly antwoordOp?: string;
  /** `antwoord`: parts of a key of the caller's own. What comes under it again is a repeat, whatever it says and refers to by itself. */
  readonly sleutel?: readonly string[];
  /** `antwoord`: looks at the answer once it is checked and translated, before it is stored. */
  readonly keur?: (a: GelezenAntwoord) => Keuring;
  /** `hub`: RFC 3339, until when its answer is waited for. */
  readonly termijn?: string;
  /** Codes and ids that its audit record tells too (why the hub asked). */
  readonly audit?: Readonly<Record<string, unknown>>;
}

/** CloudEvents in JSON format, handed in by a party or the operator. */
export interface Eventontvangst {
  readonly inhoud: Inhoud;
  readonly beller: Beller;
  /** A batch: all events of one message. */
  readonly reeks: boolean;
  /** `<standaard>:<berichttype>[:versie]`; absent: the first event's own `data.bericht` says it. */
  readonly als?: string;
  /** Go on where the message has no place for some of the data. */
  readonly metVerlies?: boolean;
}

/** An answer that passed every check, not stored yet. */
export interface GelezenAntwoord {
  readonly lezing: XmlLezing;
  readonly soort: BerichtSoort;
  readonly kop: Kop;
  readonly events: readonly VertaaldEvent[];
}

/** `meldingen`: it is not the answer to this question, and refused (KP_ANTWOORD). `antwoord`: what the asker hears, kept for a repeat of the question. */
export type Keuring = { readonly antwoord?: Antwoord } | { readonly meldingen: readonly Melding[] };

/** A synchronous message over SOAP, checked and translated, not stored yet. */
export interface SynchroneVraag {
  readonly adapter: XmlAdapter;
  readonly lezing: XmlLezing;
  readonly kop: Kop;
  readonly adressering: Adressering;
  readonly events: readonly VertaaldEvent[];
  readonly beller: Beller;
  readonly endpoint: string;
  readonly nu: Date;
}

/** What was found to be allowed: who asks whom, until when, and what the audit says of it. */
export interface Toegelaten {
  /** Id of the party that asks. */
  readonly vrager: string;
  /** RFC 3339. */
  readonly termijn: string;
  readonly audit: Readonly<Record<string, unknown>>;
}

/** Passes synchronous messages on. Absent in the intake: they get KP_SYNCHROON. */
export interface Doorgever {
  /** Before it is stored. Sends nothing. */
  laatToe(v: SynchroneVraag): Toegelaten | { readonly code: FoutCode; readonly tekst: string };
  /** After it is stored: asks, has the answer stored, and gives back what the asker hears. Never throws for what the source does. */
  vraag(v: SynchroneVraag, t: Toegelaten, bericht: string): Promise<Antwoord | { readonly code: FoutCode; readonly tekst: string }>;
}

/** What was recognised; null = unknown. */
export interface Herkend {
  readonly standaard: string | null;
  readonly berichttype: string | null;
  readonly versie: string | null;
}

export type Uitkomst =
  | (Herkend & {
      readonly soort: 'aanvaard';
      readonly id: string;
      readonly events: number;
      readonly dubbel: boolean;
      /** Always there: 202 JSON for rest/map, the standard's own receipt over SOAP. The first answer for a repeat. */
      readonly antwoord: Antwoord;
    })
  | (Herkend & {
      readonly soort: 'geweigerd';
      /** Error-table code: KP_SCHEMA, KP_DOCTYPE, KP_CONFLICT, KP_TE_GROOT, KP_NIET_HERKEND … */
      readonly code: string;
      readonly status: number;
      readonly meldingen: readonly Melding[];
      /** Id under which the refused message is kept; null when nothing was kept. */
      readonly id: string | null;
      /** problem+json for rest, SOAP fault for soap. */
      readonly antwoord: Antwoord;
    })
  | (Herkend & {
      /** Could not check, no room, store down: not counted as received, never remembered (503 / 429). */
      readonly soort: 'afgewezen';
      readonly code: string;
      readonly status: number;
      readonly meldingen: readonly Melding[];
      readonly antwoord: Antwoord;
    });

/** Outcome of a check without accepting (`knooppunt check`). */
export interface Controle extends Herkend {
  readonly uitkomst: 'geldig' | 'ongeldig' | 'niet-gecontroleerd';
  readonly meldingen: readonly Melding[];
}

/** One canonical event as decoded, before routing. */
export interface VertaaldEvent {
  readonly ordinaal: number;
  /** Name without `nl.sociaaldomein.` and `.v1`. */
  readonly type: string;
  readonly sleutel: string;
  readonly persoonsleutel: string | null;
  readonly data: Record<string, unknown>;
}

export interface Limieten {
  /** Bytes. XML above it: 413. */
  readonly xml: number;
  /** Bytes. Record files above it: 413. */
  readonly records: number;
  /** Bytes held in memory; larger bodies are spooled to disk by the caller. */
  readonly geheugen: number;
}

export interface Intake {
  readonly limieten: Limieten;
  receive(o: Ontvangst): Promise<Uitkomst>;
  /** Canonical events → the message that they make, accepted like any other (rest). The answer says what the message could not hold, where that was asked for. */
  receiveEvents(o: Eventontvangst): Promise<Uitkomst>;
  check(inhoud: Inhoud): Promise<Controle>;
  /** Decodes without accepting; meldingen non-empty means that nothing was translated. */
  translate(inhoud: Inhoud, opties: { readonly berichtId: string }): Promise<Controle & { readonly events: readonly VertaaldEvent[]; readonly adressering: string }>;
  /** Our own WSDL for a SOAP endpoint path, null when there is none there. `schemas`: URL below which `schemabestand` is served, per adapter. */
  wsdl(endpoint: string, adres: string, schemas: string): string | null;
  /** An XSD of our own profile that a WSDL names: file `pad` of adapter `naam`; null when there is none. */
  schemabestand(naam: string, pad: string): Promise<Buffer | null>;
  /** SOAP endpoint paths that exist, e.g. `stuf/ontvangAsynchroon`. */
  readonly endpoints: readonly string[];
}
