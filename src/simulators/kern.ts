// What every simulator has at hand: its seed, clock, log, what it owes, and the way to the hub. And what a simulator is to the server that holds it.
import type { IncomingHttpHeaders } from 'node:http';
import type { Werkbank } from '../intake/vertalen.ts';
import { Handtekening } from './handtekening.ts';
import type { Later } from './later.ts';
import type { Logboek } from './logboek.ts';
import type { Gedrag, Regel, Rol, SimulatorNaam } from './port.ts';
import { uuidVan } from './toeval.ts';
import { Zender, type Zending } from './zender.ts';

export interface Binnen {
  readonly pad: string;
  readonly koppen: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The fault to play, of the simulator's own; the general ones the server plays. */
  readonly fout: string | null;
}

export interface Buiten {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string | Uint8Array;
  readonly koppen?: Readonly<Record<string, string>>;
  /** Ms on top of `traag`. */
  readonly wacht?: number;
  /** Instead of an answer: cut the connection, or never answer. */
  readonly breuk?: 'verbreek' | 'stil';
  readonly regel: Omit<Regel, 'op' | 'richting' | 'status'>;
}

/** One simulator. */
export interface Deel {
  /** Own faults on demand: name → what it does (Dutch). */
  readonly fouten: Readonly<Record<string, string>>;
  /** What it can send of its own accord: name → Dutch. */
  readonly zendingen: Readonly<Record<string, string>>;
  behandel(v: Binnen): Promise<Buiten>;
  maak(wat: string): Promise<Zending>;
}

export class Kern {
  readonly naam: SimulatorNaam;
  readonly zaad: number;
  readonly bank: Werkbank;
  readonly log: Logboek;
  readonly later: Later;
  readonly handtekening: Handtekening;
  readonly nu: () => Date;
  readonly rol: Rol;
  readonly #gedrag: () => Gedrag;
  #zender: Zender | null = null;
  #hub: string | null = null;
  #teller = 0;

  constructor(d: { naam: SimulatorNaam; zaad: number; bank: Werkbank; log: Logboek; later: Later; nu: () => Date; rol: Rol; gedrag: () => Gedrag }) {
    this.naam = d.naam;
    this.zaad = d.zaad;
    this.bank = d.bank;
    this.log = d.log;
    this.later = d.later;
    this.handtekening = new Handtekening(d.rol.geheim, () => this.#hub);
    this.nu = d.nu;
    this.rol = d.rol;
    this.#gedrag = d.gedrag;
  }

  /** The hub that it sends to from now on. */
  verbind(hub: string, token: string | undefined): void {
    this.#zender?.stop();
    this.#hub = hub;
    this.#zender = new Zender(hub, token, this.log);
  }

  get zender(): Zender | null {
    return this.#zender;
  }

  /** The next of this simulator: references and numbers of messages stand on it. */
  nummer(): number {
    this.#teller += 1;
    return this.#teller;
  }

  /** Reference of a message of its own: from seed and counter. */
  referentie(): string {
    return uuidVan(`${this.naam} ${this.rol.code ?? ''} ${this.zaad} ${this.nummer()}`);
  }

  vandaag(): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' }).format(this.nu());
  }

  /** Later, after `na`: makes and sends. Without a hub nothing is owed. */
  straks(maak: () => Promise<Zending>): void {
    if (this.#zender === null || this.rol.antwoordt === false) return;
    this.later.plan(this.#gedrag().na, async () => {
      try {
        await this.#zender?.stuur(await maak());
      } catch (e) {
        this.log.schrijf({ richting: 'uit', bericht: '-', referentie: null, uitkomst: `niet te maken: ${e instanceof Error ? e.message : 'onbekende oorzaak'}`, status: 0 });
      }
    });
  }
}
