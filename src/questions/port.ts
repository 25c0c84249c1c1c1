// Questions as their callers see them (http, config, main): who may ask what, which source answers it, and the answer with a part for every source. Types alone.
// Deny by default: without a bevoegdheid nothing is asked; without a dienst nothing is passed on; a gap is always a part.
import type { Beller } from '../intake/port.ts';

/** One endpoint of a party that answers synchronous messages, under our own endpoint name. */
export interface Dienst {
  /** `suwiml/UWVDossierInkomstenGSD-v0200`, `stuf/beantwoordVraag`. */
  readonly endpoint: string;
  readonly url: string;
  /** Milliseconds. */
  readonly tijdslimiet: number;
  readonly maxOnderweg: number;
}

/** What a party may ask, for what and on which ground. */
export interface Bevoegdheid {
  readonly id: string;
  /** Id of the party. */
  readonly partij: string;
  /** Event type names with wildcards: `inkomsten-gevraagd`, `zaak-*`. */
  readonly events: readonly string[];
  /** Only for a question that names one of these roles; empty: whatever the role. A message over SOAP names none. */
  readonly rollen: readonly string[];
  readonly doel: string;
  readonly grondslag: string;
  readonly geldigVanaf?: string;
  readonly geldigTot?: string;
}

/** Which message asks which party about a subject. */
export interface Bron {
  readonly id: string;
  /** `inkomsten`: the question is the event `inkomsten-gevraagd`. */
  readonly onderwerp: string;
  readonly partij: string;
  /** `standaard:berichttype[:versie]`. */
  readonly bericht: string;
  readonly endpoint: string;
}

/** The configuration in force as this room reads it: looked at anew for each question. */
export interface Vraagconfiguratie {
  readonly bevoegdheden: readonly Bevoegdheid[];
  readonly bronnen: readonly Bron[];
  /** Longest wait for an answer, ms. */
  readonly termijn: number;
  readonly priveAdressen: boolean;
  dienst(partij: string, endpoint: string): Dienst | null;
  /** Does this party hold the mandate of a municipality on this day? */
  mandaat(houder: string, gemeentecode: string, datum: string): boolean;
  /** Application and administration under which a party is known in stuurgegevens, where configured. */
  adres(partij: string): { readonly applicatie?: string; readonly administratie?: string };
}

/** A question about one person. */
export interface Vraag {
  readonly beller: Beller;
  /** Id of the party that asks, where the caller is not that party itself (operator, holder of its mandate). */
  readonly partij?: string;
  readonly persoon: { readonly bsn: string };
  readonly onderwerpen: readonly string[];
  readonly doel: string;
  readonly grondslag?: string;
  readonly rol: string;
  readonly gebruiker?: string;
  /** Milliseconds; never longer than the configuration allows. */
  readonly termijn?: number;
}

/** `geen-antwoord`: it is not known. `niet-bevoegd`: it was not asked. */
export type DeelUitkomst = 'antwoord' | 'niets-gevonden' | 'niet-bevoegd' | 'geen-antwoord';

export interface Deel {
  readonly onderwerp: string;
  /** null: this subject has no source here. */
  readonly bron: string | null;
  readonly partij: string | null;
  readonly uitkomst: DeelUitkomst;
  /** With `geen-antwoord` and `niet-bevoegd`: a code of ours (`KP_…`), or what the network did. Never a text of a source. */
  readonly oorzaak?: string;
  /** With a fault of the source: its own code. */
  readonly code?: string;
  /** RFC 3339. */
  readonly op: string;
  readonly events?: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
  /** Ids of the question and of the answer as messages. */
  readonly vraag?: string;
  readonly bericht?: string;
}

export interface Klantbeeld {
  readonly id: string;
  readonly partij: string;
  readonly op: string;
  readonly delen: readonly Deel[];
}

export interface Vragen {
  /**
   * Asks every source of every subject that the party may ask about, side by side.
   * @throws KnooppuntFout KP_GEEN_TOEGANG (the caller may not ask for this party), KP_VRAAG (no party, no BSN, an unknown subject); StoreError when it could not be recorded: nothing was asked then.
   */
  stel(vraag: Vraag): Promise<Klantbeeld>;
  /** Subjects that the model has a question for. */
  onderwerpen(): readonly string[];
}
