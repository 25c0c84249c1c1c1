// Cuts a large file into parts that each become one event below the limit. Pure and repeatable: the same records give the same parts,
// so that the second pass (which publishes) makes exactly what the first pass (which checked) made.
// Holds one part at a time, never the file.
import type { BronKnoop } from '../../src/sdk/index.ts';
import { hang, kopie, maakKnoop, ongelezen, type Knoop } from './knopen.ts';

/** A detail record with its commentaar, and the client it stands under; `prestatie` null for a client without any. */
interface Regel {
  readonly client: BronKnoop;
  readonly prestatie: Knoop | null;
}

/** One part: what the mapping table reads as `02` with its `04` and `98`. */
export type Deel = readonly Regel[];

const RECORDS_ONDER_CLIENT: ReadonlySet<string> = new Set(['04']);

/** About the JSON that a record becomes: its texts, what stands around each value, and its commentaar. A part that still comes out too large is halved. */
function kosten(knoop: BronKnoop): number {
  const perVeld = knoop.naam === '02' ? 22 : 16;
  let som = 80;
  for (const k of knoop.kinderen) {
    if (k.kinderen.length === 0) som += perVeld + k.tekst.length;
    // Twice: characters outside ASCII take two bytes.
    else if (k.naam === '98') som += 120 + 2 * (k.kinderen.find((v) => v.naam === '9804')?.tekst.length ?? 0);
  }
  return som;
}

/** Feeds on record nodes in file order, gives full parts. */
export class Deelmaker {
  readonly #grens: number;
  readonly #geef: (deel: Deel) => void;
  #client: Knoop | null = null;
  #clientGenoemd = false;
  #prestatie: Knoop | null = null;
  #deel: Regel[] = [];
  #omvang = 0;
  #laatsteClient: BronKnoop | null = null;

  /** @param grens bytes of JSON aimed at for one part. */
  constructor(grens: number, geef: (deel: Deel) => void) {
    this.#grens = grens;
    this.#geef = geef;
  }

  neem(knoop: Knoop): void {
    if (knoop.naam === '02') {
      this.#rond();
      this.#client = knoop;
      this.#clientGenoemd = false;
    } else if (knoop.naam === '04') {
      this.#rondPrestatie();
      this.#prestatie = knoop;
    } else if (knoop.naam === '98') {
      const onder = this.#prestatie ?? this.#client;
      if (onder) hang(onder, knoop);
    }
  }

  einde(): void {
    this.#rond();
    if (this.#deel.length > 0) this.#geef(this.#deel);
    this.#deel = [];
  }

  #rond(): void {
    this.#rondPrestatie();
    if (this.#client && !this.#clientGenoemd) this.#voeg({ client: this.#client, prestatie: null });
    this.#client = null;
  }

  #rondPrestatie(): void {
    if (this.#prestatie && this.#client) {
      this.#voeg({ client: this.#client, prestatie: this.#prestatie });
      this.#clientGenoemd = true;
    }
    this.#prestatie = null;
  }

  #voeg(regel: Regel): void {
    const eigen = regel.prestatie ? kosten(regel.prestatie) : 0;
    const erbij = eigen + (regel.client === this.#laatsteClient ? 0 : kosten(regel.client));
    if (this.#deel.length > 0 && this.#omvang + erbij > this.#grens) {
      this.#geef(this.#deel);
      this.#deel = [];
      // The client is named again in the next part.
      this.#omvang = eigen + kosten(regel.client);
    } else this.#omvang += erbij;
    this.#deel.push(regel);
    this.#laatsteClient = regel.client;
  }
}

/** A part in two halves; undefined when it is one line and cannot be smaller. */
export function halveer(deel: Deel): readonly [Deel, Deel] | undefined {
  if (deel.length < 2) return undefined;
  const midden = deel.length >> 1;
  return [deel.slice(0, midden), deel.slice(midden)];
}

/**
 * Hangs the records of a part under a root: each client once, with its own prestaties, none of them read. A client is copied (it may stand in
 * several parts); a prestatie stands in one place at a time and moves there.
 */
export function hangDeel(wortel: Knoop, deel: Deel): void {
  let client: BronKnoop | null = null;
  let nieuw: Knoop = maakKnoop('', 0);
  for (const regel of deel) {
    if (regel.client !== client) {
      client = regel.client;
      nieuw = kopie(client, (k) => !RECORDS_ONDER_CLIENT.has(k.naam));
      hang(wortel, nieuw);
    }
    if (regel.prestatie) {
      ongelezen(regel.prestatie);
      hang(nieuw, regel.prestatie);
    }
  }
}
