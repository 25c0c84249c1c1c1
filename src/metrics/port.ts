// What the rooms report about their work, in numbers. Types alone.
// No label ever carries a value of a message or of a person: standards, channels, codes of the error table, route patterns, shards.
import type { Abonneestand } from '../delivery/port.ts';
import type { Uitkomst } from '../intake/port.ts';

export type Kanaal = 'rest' | 'soap' | 'map' | 'antwoord' | 'hub';

export interface Metrics {
  /** The outcome of one message at the intake; `seconden` from its last byte to its answer. */
  bericht(kanaal: Kanaal, uitkomst: Uitkomst, seconden: number): void;
  /** Turned away before the intake saw it (rate, shutting down, upload that stopped): no receipt, counted apart. */
  afgewezen(kanaal: Kanaal, code: string): void;
  /** One answered request; `route` is the pattern, never the path. */
  verzoek(route: string, methode: string, status: number, seconden: number): void;
  /** Events handed out to a reader. */
  gelezen(soort: 'gemeente' | 'partij', niveau: 'wat' | 'dat', aantal: number): void;
  /** Readers that wait for events or have a stream open, now. */
  wachtend(aantal: number): void;
  /** Where the lag of the relay is read, when somebody asks for the numbers. */
  bronAchterstand(lees: () => Promise<readonly Achterstand[]>): void;
  /** A turn of a delivery: what came of it, and the cause where it was not delivered. `abonnement` comes from the configuration. */
  beurt(abonnement: string, gevolg: 'afgeleverd' | 'opnieuw' | 'geparkeerd', oorzaak: string | null): void;
  /** Where the state of delivery is read, when somebody asks for the numbers. */
  bronAflevering(lees: () => Promise<readonly Aflevermeting[]>): void;
  /** An accepted message that answers another, or refers to it: what it was to it. */
  antwoord(soort: 'eerste' | 'laat' | 'dubbel' | 'bericht'): void;
  /** Messages that were not answered in time. */
  verlopen(aantal: number): void;
  /** Where is read what waits for an answer, when somebody asks for the numbers. */
  bronVerwachtingen(lees: () => Promise<Wachtenden>): void;
  /** One call of a configured endpoint (`partij/endpoint`): what came of it, and how long it took. */
  oproep(eindpunt: string, uitkomst: 'antwoord' | 'fout' | 'geen-antwoord' | 'ongeldig', seconden: number): void;
  /** A part of the answer to a question. */
  vraagdeel(uitkomst: 'antwoord' | 'niets-gevonden' | 'niet-bevoegd' | 'geen-antwoord'): void;
  /** Where the state of the endpoints is read, when somebody asks for the numbers. */
  bronUitgang(lees: () => readonly { readonly naam: string; readonly bezig: number; readonly open: boolean }[]): void;
  /** Prometheus text. */
  tekst(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** `seconden`: age of the message of the first in line; 0 when none waits. */
export interface Aflevermeting extends Abonneestand {
  readonly seconden: number;
}

/** Messages that wait for an answer. */
export interface Wachtenden {
  readonly aantal: number;
  /** Age of the oldest, seconds; 0 when there is none. */
  readonly oudste: number;
  /** How long the first deadline has passed, seconds; 0 when it has not. More than some minutes: nobody sweeps. */
  readonly overTijd: number;
}

/** Lag of one shard's relay. */
export interface Achterstand {
  readonly shard: number;
  /** Accepted and not yet published. */
  readonly berichten: number;
  /** Age of the oldest of them, seconds; 0 when there is none. */
  readonly seconden: number;
}
