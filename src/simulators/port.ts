// What a simulator is to whoever starts one: a test, the demo, the command line. It plays the other side of the hub, from the standard, with made-up people.
// Seeded: the same seed and the same requests give the same answers. Shows counts and references, never content; only people of the BSN test range exist.
import type { Werkbank } from '../intake/vertalen.ts';

export const SIMULATOREN = ['suwinet', 'corv', 'ggk', 'zorgaanbieder', 'gemeente'] as const;
export type SimulatorNaam = (typeof SIMULATOREN)[number];

export interface SimulatorOpties {
  /** Loopback port; 0 = a free one. */
  readonly poort?: number;
  /** Base URL of a hub; without it nothing is sent by itself. */
  readonly hub?: string;
  /** Bearer token of the party that it plays. */
  readonly token?: string;
  readonly zaad?: number;
  /** Milliseconds before each answer. */
  readonly traag?: number;
  /** Milliseconds between a message and the message that follows on it (retour, notificatie). */
  readonly na?: number;
  /** One of its `fouten`; holds until it is taken back (`POST /gedrag`). */
  readonly fout?: string;
  /** How it names itself and what it does by itself; each simulator has its own defaults. */
  readonly rol?: Readonly<Rol>;
  /** The clock: moments in messages come from here. */
  readonly nu?: () => Date;
  /** Shared with others in this process; made anew where absent. */
  readonly bank?: Werkbank;
  /** One line (Dutch) for each message in or out; without content. */
  readonly meld?: (regel: string) => void;
}

/** Whom it plays. */
export interface Rol {
  /** `gemeente`: municipality code; `zorgaanbieder`: AGB. */
  readonly code?: string;
  /** Who it sends to, where nothing that it received says so: municipality code, AGB or UZOVI. */
  readonly naar?: string;
  /** Municipality that a municipality asks about a person. */
  readonly vraagt?: string;
  /** UZOVI of the care office that a provider claims from. */
  readonly zorgkantoor?: string;
  readonly naam?: string;
  readonly applicatie?: string;
  readonly oin?: string;
  /** Signs what a hub pushes to it: checked on every webhook. Without it a signature is not looked at. */
  readonly geheim?: string;
  /** How it sends: `bericht` = the message in its standard, `canoniek` = the event (the hub renders it), `ggk` = the message in a GGK envelope. */
  readonly vorm?: 'bericht' | 'canoniek' | 'ggk';
  /** False: receives and says nothing back of its own accord. */
  readonly antwoordt?: boolean;
}

/** What it does wrong, and how fast it is. */
export interface Gedrag {
  readonly fout: string | null;
  /** For how many requests `fout` holds; null = until it is taken back. */
  readonly aantal: number | null;
  readonly traag: number;
  readonly na: number;
}

/** One line of what went in or out. References are the standard's own; nothing of a message's content. */
export interface Regel {
  readonly op: string;
  readonly richting: 'in' | 'uit';
  /** WMO301, vtoDi01, `webhook` … */
  readonly bericht: string;
  readonly referentie: string | null;
  /** `aanvaard`, `geweigerd`, `dubbel`, `mislukt` or the name of a fault that was played. */
  readonly uitkomst: string;
  readonly status: number;
  /** What came back on the same connection: the name of the message in the SOAP body. */
  readonly antwoord?: string;
  /** Id of the message at the hub, where it was said. */
  readonly hub?: string;
}

export interface Stand {
  readonly naam: SimulatorNaam;
  readonly url: string;
  readonly zaad: number;
  readonly ontvangen: number;
  readonly verstuurd: number;
  /** Webhooks with a good, a wrong and without a signature; deliveries that came again. */
  readonly handtekening: { readonly goed: number; readonly fout: number; readonly zonder: number };
  readonly herhaald: number;
  /** `in WMO301 aanvaard` → how often. */
  readonly perBericht: Readonly<Record<string, number>>;
  readonly gedrag: Gedrag;
  /** The last hundred. */
  readonly regels: readonly Regel[];
}

export interface Simulator {
  readonly naam: SimulatorNaam;
  readonly url: string;
  stand(): Stand;
  /** @throws Error (Dutch) for a fault that this simulator does not know. */
  gedrag(g: Partial<Gedrag>): void;
  /** Tells it where the hub is, when it was started before the hub. */
  verbind(hub: string, token?: string): void;
  /** Sends something of its own, by name (`wmo301`, `aw319`); resolves when the hub has it. @throws Error (Dutch) for a name that it does not know, or without a hub. */
  stuur(wat: string): Promise<Regel>;
  /** Resolves when nothing of what it owes is still to be sent. */
  rust(): Promise<void>;
  /** Takes nothing new, drops what it still owed, ends every connection. */
  stop(): Promise<void>;
}
