// Routing as the rest of the hub sees it: the register of parties, and one decision per event that explains itself.
// Types alone. Deny by default: no subscription with a ground, no copy.
import type { Adressering } from '../sdk/adressering.ts';
import type { PartijAanduiding, PartijSoort } from '../sdk/partij.ts';

export interface Partij {
  /** File-stable id of the party in the configuration, e.g. `gemeente-0363`. */
  readonly id: string;
  readonly soort: PartijSoort;
  readonly naam: string;
  readonly oin?: string;
  readonly gemeentecode?: string;
  readonly agb?: string;
  readonly uzovi?: string;
  readonly kvk?: string;
  /** Municipality codes for which this party holds a mandate (samenwerkingsverband). */
  readonly mandaten: readonly string[];
  /** Standards of which the hub may send a technical refusal in this party's name; absent: none. */
  readonly technischeAfkeur?: readonly string[];
}

/** One event of one accepted message, as routing reads it. */
export interface RouteerbaarEvent {
  readonly berichtId: string;
  readonly ordinaal: number;
  readonly type: string;
  readonly sleutel: string;
  readonly persoonsleutel: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** The JSON text that `data` was read from, where there is one: what leaves at level wat is that text, not written anew. */
  readonly json?: string;
  /** RFC 3339, when the message was recorded: becomes `time`. */
  readonly tijd: string;
  readonly proef: boolean;
}

/** What leaves for one subscription, complete: CloudEvent attributes and data after the dat/wat projection. */
export interface Kopie {
  readonly abonnement: string;
  readonly partij: Partij;
  readonly niveau: 'wat' | 'dat';
  readonly topic: string;
  readonly kanaal: 'topic' | 'aflevering';
  readonly eventId: string;
  /** Opaque record key and subject (HMAC). */
  readonly key: string;
  /** CloudEvent context attributes (specversion, id, source, type, time, subject, dataschema, datacontenttype, bericht, abonnement, correlatie?). */
  readonly attributen: Readonly<Record<string, string>>;
  /** JSON text of `data`. */
  readonly data: string;
  /** For the audit: doel, grondslag, niveau. */
  readonly doel: string;
  readonly grondslag: string;
}

/** One line of the explanation (`knooppunt route`). */
export interface Uitleg {
  readonly partij: string;
  readonly kandidaatOmdat: string;
  readonly abonnement: string | null;
  readonly oordeel: 'ja' | 'nee';
  readonly reden: string;
  readonly filter?: string;
  readonly grondslag?: string;
  readonly doel?: string;
  readonly niveau?: 'wat' | 'dat';
  readonly topic?: string;
}

export interface Routing {
  /** Version of the configuration (hash) that decides; each message carries it. */
  readonly versie: string;
  readonly hubOin: string;
  /** The party that a message names, valid on `datum` (YYYY-MM-DD; successor applied), or null. */
  findParty(aanduiding: PartijAanduiding, datum: string): Partij | null;
  /** True when the address is the hub's own. */
  isHub(aanduiding: PartijAanduiding): boolean;
  party(id: string): Partij | null;
  parties(): readonly Partij[];
  /** Ids of the parties whose place this one has taken by then (municipal mergers). Absent = nobody's. */
  voorgangers?(id: string, datum: string): readonly string[];
  /** Does this party hold a mandate for the municipality on that day? Absent = nobody does. */
  heeftMandaat?(id: string, gemeentecode: string, datum: string): boolean;
  /** The snapshot in force now: a caller that decides several events of one message with one version asks this one. Absent = always the same. */
  vast?(): Routing;
  /** Copies for every entitled subscription, and why (not). `metUitleg` false skips the explanation (hot path). */
  decide(event: RouteerbaarEvent, adressering: Adressering, metUitleg?: boolean): { readonly kopieen: readonly Kopie[]; readonly uitleg: readonly Uitleg[] };
}
