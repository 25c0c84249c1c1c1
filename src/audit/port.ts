// What an audit record is. The store writes it in the transaction of the state it tells of; the audit room reads and verifies it.
// Persons appear only as pseudonyms (HMAC with the hub's audit secret); no value of a message.

export type AuditStap =
  | 'ontvangen' | 'geweigerd' | 'dubbel' | 'aanvaard' | 'gerouteerd' | 'onbestelbaar' | 'gepubliceerd'
  | 'gelezen' | 'geparkeerd' | 'hernieuwd' | 'hernieuwing' | 'afgeleverd' | 'gevraagd' | 'geantwoord' | 'verwacht' | 'beantwoord' | 'verlopen' | 'vervallen' | 'hersteld' | 'configuratie' | 'gestart' | 'gestopt';

/** What a caller asks to be recorded; the store adds keten, volgnr, vorige and hash. */
export interface AuditInvoer {
  readonly stap: AuditStap;
  /** RFC 3339, UTC. */
  readonly tijd: string;
  /** Message id, where the step is about one. */
  readonly bericht?: string;
  readonly abonnement?: string;
  /** Attempt (redrive), from 1. */
  readonly poging?: number;
  /** Who did it: `hub`, `operator`, or a party's OIN. */
  readonly actor: string;
  /** Pseudonyms of the persons concerned. */
  readonly betrokkenen?: readonly string[];
  /**
   * `events`: event ids (ce_id) that a `gelezen` record is about; the access report finds it by them.
   * doel/grondslag, decision per subscription, codes of a refusal, topic …: never a value of a message.
   */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditRegel extends AuditInvoer {
  /** Chain: one per writer. */
  readonly keten: string;
  /** From 1, without gaps, per chain. */
  readonly volgnr: number;
  /** Hash of the record before it (64 hex), zeros for the first. */
  readonly vorige: string;
  /** SHA-256 over the canonical JSON of everything above, 64 hex. */
  readonly hash: string;
}
