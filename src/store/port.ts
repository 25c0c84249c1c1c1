// The store: messages, keys of repeats, inbox with acceptance numbers, decisions and audit, each change one durable transaction.
// Engines: SQLite (one writer in a worker thread, group commit) and PostgreSQL. Types alone; promises G1, G2, G5, G6 stand on them.
import type { AuditInvoer, AuditRegel } from '../audit/port.ts';
import type { AntwoordSoort, Beantwoording, Verwachtingen } from './port-verwachting.ts';

export type * from './port-verwachting.ts';
import type { Afleverstand, Beurt, Geparkeerd, Paar, PaarOverzicht, PaarVerwijzing, ParkeerFilter, ParkeerTelling, Staat } from './paren.ts';

export type { Afleverstand, Beurt, Geparkeerd, Paar, PaarOverzicht, PaarVerwijzing, ParkeerFilter, ParkeerTelling, Staat };

/** The synchronous answer as it left, kept so that a repeat gets the first answer byte for byte. */
export interface Antwoord {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** One canonical event of a message, before routing: level wat, no subscription. */
export interface BerichtEvent {
  /** Ordinal within the message, from 1. */
  readonly ordinaal: number;
  /** `toewijzing-afgegeven` (the name between `nl.sociaaldomein.` and `.v1`). */
  readonly type: string;
  /** What orders it (person, case, declaratie, message): plain text, stored beside the content, never logged or sent. */
  readonly sleutel: string;
  /** Key of the person for `subject`/dat copies; null where no person is known. */
  readonly persoonsleutel: string | null;
  /** JSON of the CloudEvent's `data`. */
  readonly data: string;
}

/** Everything about a message that is kept beside its bytes. Identifiers of parties and persons are stored, never logged. */
export interface BerichtKop {
  /** UUIDv7. */
  readonly id: string;
  readonly ontvangenOp: string;
  readonly kanaal: 'rest' | 'soap' | 'map' | 'payload' | 'antwoord' | 'hub';
  readonly standaard: string | null;
  readonly berichttype: string | null;
  readonly versie: string | null;
  readonly referentie: string | null;
  readonly sha256: string;
  readonly omvang: number;
  /** Configuration version that handled it. */
  readonly configuratie: string;
  /** Who handed it in: party OIN, or `operator`, or `map`. */
  readonly beller: string;
  /** JSON: PartijAanduiding of sender and receiver as read, and routing hints of the adapter (see sdk/adapter `Adressering`). */
  readonly adressering: string;
}

export interface Herhaalsleutel {
  /** SHA-256 hex over the parts of the key (reliability.md), so that the table holds no identifiers. */
  readonly sleutel: string;
  /** SHA-256 hex over the business part. */
  readonly inhoud: string;
  /** Epoch ms after which the key may be forgotten. */
  readonly tot: number;
}

export interface Document {
  readonly sha256: string;
  readonly mediatype: string;
  readonly bytes: Uint8Array;
}

export interface TeAanvaarden {
  readonly kop: BerichtKop;
  /** Original bytes; null when they are spooled to disk already (`spool` names the claim check file under the data folder). */
  readonly bytes: Uint8Array | null;
  readonly spool: string | null;
  /** All reserved in this one transaction (GGK: the envelope's and the payload's). Empty: no repeat detection. */
  readonly sleutels: readonly Herhaalsleutel[];
  readonly antwoord: Antwoord;
  readonly events: readonly BerichtEvent[];
  readonly documenten: readonly Document[];
  readonly audit: readonly AuditInvoer[];
  /** This message must be answered. `sleutel`: SHA-256 hex that an answer can be made to find it by; `partij`: who asks (id, or address as read); `termijn`: RFC 3339, UTC. */
  readonly verwachting?: { readonly sleutel: string; readonly partij: string; readonly termijn: string };
  readonly beantwoordt?: Beantwoording;
  /** Accepted only when it is later than the sender's latest (StUF019); `zender`: opaque key, `tijdstip`: UTC, so that text order is time order. */
  readonly opvolging?: { readonly zender: string; readonly tijdstip: string };
}

export interface TeWeigeren {
  readonly kop: BerichtKop;
  readonly bytes: Uint8Array | null;
  readonly spool: string | null;
  readonly sleutels: readonly Herhaalsleutel[];
  readonly antwoord: Antwoord;
  /** JSON of the findings and the error code. */
  readonly reden: string;
  readonly audit: readonly AuditInvoer[];
  /** What the hub itself says about it (Fo01, technical retour): accepted in the same transaction, where the refusal is not a repeat. Its keys must be new. */
  readonly gevolg?: TeAanvaarden;
}

/** Its moment is not later than that of what this sender sent before; nothing was written. */
export interface Achterhaald {
  readonly soort: 'achterhaald';
}

export type AanvaardUitkomst =
  /** `antwoordOp`: the question that it turned out to answer. */
  | { readonly soort: 'nieuw'; readonly id: string; readonly antwoordOp?: { readonly bericht: string; readonly soort: AntwoordSoort } }
  /** Same key, same content: the first message's id and answer. `geweigerd` when that first one was refused. */
  | { readonly soort: 'dubbel'; readonly id: string; readonly antwoord: Antwoord; readonly events: number; readonly geweigerd: boolean }
  /** Same key, other content. `eerste` is the first message's state: under a refused key the intake may still accept (see `force`). */
  | { readonly soort: 'conflict'; readonly id: string; readonly eerste: 'aanvaard' | 'geweigerd' };

/** An inbox row as the relay reads it. */
export interface InboxRij {
  readonly shard: number;
  /** Acceptance number: per shard, commit order, no gaps. */
  readonly nummer: number;
  readonly bericht: BerichtKop;
  readonly events: readonly BerichtEvent[];
  /** Claim check of a large message whose parts the relay makes itself. */
  readonly spool: string | null;
  /** From 1; higher for a redrive. */
  readonly poging: number;
  /** For a redrive: the pairs that it is about; absent = every event. */
  readonly alleen?: readonly { readonly ordinaal: number; readonly abonnement: string }[];
}

/** The relay's decision for one event and one subscription, written before publication. */
export interface Besluit {
  readonly bericht: string;
  readonly ordinaal: number;
  readonly abonnement: string;
  readonly partij: string;
  readonly niveau: 'wat' | 'dat';
  readonly kanaal: 'topic' | 'aflevering';
  readonly topic: string;
  /** UUIDv5 of (message id, ordinal, subscription). */
  readonly eventId: string;
  /** Event type as routed (level dat: `betrokkenheid`), for overviews. */
  readonly type: string;
  /** The copy's opaque key, for copies that are pushed: what `strikt` keeps in order. */
  readonly sleutel?: string;
}

/** An inbox row by its place, without its content. */
export interface RijVerwijzing {
  readonly shard: number;
  readonly nummer: number;
  readonly bericht: string;
  readonly poging: number;
}

/** How far a shard's rows are, for the start of its relay. */
export interface InboxStand {
  /** Last acceptance number; 0 = none. */
  readonly laatste: number;
  /** All rows up to here have been decided (`gerouteerd` or further). */
  readonly beslistTot: number;
  /** All rows up to here are marked as published. */
  readonly gepubliceerdTot: number;
}

/** What the relay decided for one inbox row, or for a range of ordinals of a large one. */
export interface TeBesluiten {
  readonly rij: RijVerwijzing;
  readonly besluiten: readonly Besluit[];
  readonly audit: readonly AuditInvoer[];
  /** RFC 3339, for records that the store adds (`onbestelbaar`). */
  readonly tijd: string;
  /** Absent: the whole row. Present: only ordinals van..tot (inclusive); `laatste` with the row's last range. */
  readonly deel?: { readonly van: number; readonly tot: number; readonly laatste: boolean };
  /** Epoch of the lease under which the relay of this shard works; absent where one node holds them all for good. */
  readonly lease?: number;
}

export interface BerichtOverzicht {
  readonly kop: BerichtKop;
  readonly staat: Staat;
  readonly events: number;
  readonly stappen: readonly { readonly stap: string; readonly tijd: string; readonly abonnement?: string }[];
  /** JSON of findings for a refused message. */
  readonly reden: string | null;
  readonly afleveringen: readonly { readonly abonnement: string; readonly partij: string; readonly niveau: string; readonly staat: Staat; readonly eventId: string; readonly type: string }[];
  /** Every event of it has been decided and published, redrives too: no pair of it is still to come. Absent: not known. */
  readonly beslist?: boolean;
}

/** The two tables of `knooppunt balans` (G2). */
export interface Balans {
  /** `onderweg`: accepted, and not every inbox row of it published yet. The hub is quiet when it is 0 and no pair is under way. */
  readonly berichten: { readonly ontvangen: number; readonly aanvaard: number; readonly geweigerd: number; readonly dubbel: number; readonly onbestelbaar: number; readonly onderweg: number };
  readonly paren: { readonly gerouteerd: number; readonly afgeleverd: number; readonly geparkeerd: number; readonly onderweg: number };
  /** Each difference between numbers that were counted apart (tables, audit, acceptance numbers; the log by `vergelijkMetLog`), in Dutch. */
  readonly verschillen: readonly string[];
  /** Pairs per topic: published according to the store, and decided but not marked yet. */
  readonly perTopic: Readonly<Record<string, { readonly gepubliceerd: number; readonly gerouteerd: number }>>;
  /** `events` = published pairs, so that their sum is the number of records on the topics. */
  readonly perStandaard: Readonly<Record<string, { readonly ontvangen: number; readonly aanvaard: number; readonly geweigerd: number; readonly dubbel: number; readonly events: number }>>;
}

/** Audit records about one pseudonym, and which events each routing of it (message, subscription) became. */
export interface AuditOver {
  /** Oldest first. */
  readonly regels: readonly AuditRegel[];
  readonly paren: readonly { readonly bericht: string; readonly abonnement: string; readonly events: readonly string[] }[];
}

/** What one look at old content brought. */
export interface Vergeten {
  readonly vergeten: number;
  /** Looked at and still needed. */
  readonly gebleven: number;
  /** Where the next look begins; null when there is no more. */
  readonly volgende: string | null;
  /** Claim checks that nobody points at any more. */
  readonly spools: readonly string[];
}

export class StoreError extends Error {
  /** `vol`: disk full; `onbereikbaar`: engine gone; `lease`: epoch outdated. Nothing was written. */
  readonly code: 'vol' | 'onbereikbaar' | 'lease' | 'intern';
  constructor(code: 'vol' | 'onbereikbaar' | 'lease' | 'intern', message: string) {
    super(message);
    this.code = code;
  }
}

export interface Store extends Verwachtingen {
  /** Id made once with the store; positions carry it. */
  readonly incarnation: string;
  readonly shards: number;
  /** One durable transaction; resolves after fsync. `opties.ondanksWeigering` accepts other content under a key whose first message was refused. */
  accept(m: TeAanvaarden, opties?: { readonly ondanksWeigering?: boolean }): Promise<AanvaardUitkomst | Achterhaald>;
  /** One durable transaction; a repeat of an earlier message gets that one's outcome (counted as refused or duplicate). */
  refuse(m: TeWeigeren): Promise<AanvaardUitkomst>;
  /** First answer for these keys without writing (peek before the expensive work); null when unknown. */
  lookup(sleutels: readonly Herhaalsleutel[]): Promise<Exclude<AanvaardUitkomst, { soort: 'nieuw' }> | null>;
  /** Counts a repeat (audit `dubbel`) that was found by lookup. */
  recordDuplicate(bericht: string, audit: readonly AuditInvoer[]): Promise<void>;
  /** Inbox rows of a shard after an acceptance number, ascending, at most `max`. */
  inboxAfter(shard: number, nummer: number, max: number): Promise<readonly InboxRij[]>;
  lastAcceptance(shard: number): Promise<number>;
  inboxState(shard: number): Promise<InboxStand>;
  /** Rows `gerouteerd` (decided, not marked) up to and including a number, ascending, at most `max`. */
  decidedUpTo(shard: number, nummer: number, max: number): Promise<readonly RijVerwijzing[]>;
  /** Calls back after a commit that put rows in these shards' inbox; returns how to stop that. A help against waiting, never the only way to find rows. */
  onAccepted(luister: (shards: readonly number[]) => void): () => void;
  /**
   * Decision + state `gerouteerd` (or `onbestelbaar` when no row of the message has one) + audit, one transaction. Repeated with the same decision it
   * writes nothing. For a row that was decided and never published the newer decision replaces the older (its audit record says `opnieuw`);
   * for a published row it is an error: publishing again is a redrive. Returns what is to be published.
   * @throws StoreError `lease` when another node holds the shard by now
   */
  writeDecisions(d: TeBesluiten): Promise<readonly Besluit[]>;
  /** After publication: next state per decision + one audit record per message, subscription, attempt and shard (unique). Marked rows are left. `lease`: see TeBesluiten. */
  markPublished(rijen: readonly RijVerwijzing[], tijd: string, lease?: number): Promise<void>;
  recordAudit(audit: readonly AuditInvoer[]): Promise<void>;
  /** Pairs of a subscription in these shards whose turn has come, longest waiting first. `strikt`: only those with nothing undelivered before them under their key. */
  dueDeliveries(v: { readonly abonnement: string; readonly shards: readonly number[]; readonly nu: number; readonly max: number; readonly strikt: boolean }): Promise<readonly Paar[]>;
  /** Subscriptions that have pairs waiting, per shard, with the earliest moment of a turn (epoch ms). */
  waitingSubscriptions(): Promise<readonly { readonly abonnement: string; readonly shard: number; readonly volgende: number }[]>;
  /** The pair's inbox row with that one event; no event where it stands inside a claim check. null when its content has gone. */
  deliveryRow(paar: PaarVerwijzing): Promise<InboxRij | null>;
  /**
   * The end of a turn: state, turns, cause, and for a final state its audit record; one transaction. False when the pair was not waiting any more: nothing was written.
   * @throws StoreError `lease` when another node holds the shard by now
   */
  recordTurn(paar: PaarVerwijzing, beurt: Beurt, tijd: string, lease?: number): Promise<boolean>;
  /** Parked pairs (newest attempts) after a place, in order of subscription, shard, number, ordinal; at most `max`. */
  parked(v: ParkeerFilter & { readonly na?: PaarVerwijzing; readonly max: number }): Promise<readonly Geparkeerd[]>;
  /** How many of them, per subscription, cause and stage. */
  parkedCounts(v: ParkeerFilter): Promise<readonly ParkeerTelling[]>;
  /** A pair that is or was pushed; null when there is none at this place. */
  pair(paar: PaarVerwijzing): Promise<PaarOverzicht | null>;
  /**
   * What has to be announced on the topic of parked pairs: the first batch that was claimed under a number above `na` (default `gemeld`, the last that was
   * marked), else what nobody claimed (`nummer` null), in order of shard, number, ordinal, subscription, at most `max`. Every attempt that parked, once.
   */
  announcements(v: { readonly na?: number; readonly max: number }): Promise<{ readonly gemeld: number; readonly nummer: number | null; readonly paren: readonly Geparkeerd[] }>;
  /** Claims pairs for a batch; one that another batch has stays with that. `lease` is that of shard 0. @throws StoreError `lease` */
  claimAnnouncements(nummer: number, paren: readonly PaarVerwijzing[], lease?: number): Promise<void>;
  /** All batches up to this number stand on the topic. @throws StoreError `lease` */
  markAnnounced(nummer: number, lease?: number): Promise<void>;
  /** A new attempt for a parked pair: inbox row, choice, audit; one transaction. null when the pair is not parked or is on its way already. */
  redrive(paar: PaarVerwijzing, audit: { readonly tijd: string; readonly actor: string; readonly reden: string }): Promise<RijVerwijzing | null>;
  /** Under way and parked per subscription that pushes. */
  deliveryStats(): Promise<readonly Afleverstand[]>;
  /**
   * Forgets the content of messages received before `voor` (epoch ms) for which all is done; one transaction of at most `max` messages after `na`.
   * `posities`: shard → last acceptance number that the event log has; a shard that is missing holds its messages back.
   */
  forgetContent(v: { readonly soort: 'bytes' | 'spool'; readonly voor: number; readonly na: string | null; readonly max: number; readonly tijd: string; readonly posities: ReadonlyMap<number, number> }): Promise<Vergeten>;
  /** After `forgetContent` has been through: documents that only forgotten messages referred to, and partitions of whole days before `voor` (epoch ms) that are empty now. Days that went. */
  sweepForgotten(voor: number): Promise<readonly string[]>;
  message(id: string): Promise<BerichtOverzicht | null>;
  /** Heads of messages, refused ones too, that carry this reference; newest first, at most `max`. Whose they are is for the caller to look at. */
  messagesByReference(referentie: string, max: number): Promise<readonly BerichtKop[]>;
  /** Original bytes of a kept message; null when unknown or expired. */
  bytes(id: string): Promise<Uint8Array | null>;
  /** Names under the data folder of every spool file that a kept message points at; what is not among them belongs to nobody. */
  spoolFiles(): Promise<readonly string[]>;
  /** Absolute path of a spool file to read from; a store of several nodes fetches it where this node does not have it. */
  spoolPath(naam: string): Promise<string>;
  document(sha256: string): Promise<Document | null>;
  /** Messages whose events refer to a document. */
  documentMessages(sha256: string): Promise<readonly string[]>;
  balance(): Promise<Balans>;
  auditChains(): Promise<readonly string[]>;
  auditAfter(keten: string, volgnr: number, max: number): Promise<readonly AuditRegel[]>;
  /** Last record of a chain, null when it has none. */
  auditHead(keten: string): Promise<{ readonly volgnr: number; readonly hash: string } | null>;
  /** Everything recorded about a pseudonym: acceptance, routing, publication and reading; for the access report. */
  auditAbout(pseudoniem: string): Promise<AuditOver>;
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>;
  /** Consistent copy of the store (and embedded log) into an empty folder. */
  backup(dir: string): Promise<void>;
  close(): Promise<void>;
}
