// The state of one check over one file: where we are, the records above us, the counts. Small and of fixed size.
import type { FoutCode } from '../errors.ts';
import { isLeeg } from './bytes.ts';
import type { LayOut, Veld } from './lay-out.ts';
import type { RecordRegel } from './lezer.ts';
import type { Meldingenlijst } from './meldingen.ts';

/** A record above the current one (head or parent), copied: the file's own bytes are not held. */
export interface Bewaard {
  readonly bytes: Buffer;
  aanwezig: boolean;
  /** Fields that were wrong in themselves. */
  fout: ReadonlySet<string>;
}

const NIETS: ReadonlySet<string> = new Set();

export class Keuringsstaat {
  readonly layOut: LayOut;
  readonly lijst: Meldingenlijst;
  /** Records per type. */
  readonly tellingen = new Map<string, number>();
  /** Copies of the head record and of open parents, by type. */
  readonly bewaard = new Map<string, Bewaard>();
  readonly velden = new Map<string, Veld>();
  /** Fields of the current record that are wrong in themselves: rules about them stay silent, so that one mistake is one finding. */
  #fout: Set<string> | null = null;

  constructor(layOut: LayOut, lijst: Meldingenlijst) {
    this.layOut = layOut;
    this.lijst = lijst;
    for (const [type, r] of Object.entries(layOut.records)) {
      this.bewaard.set(type, { bytes: Buffer.alloc(layOut.recordlengte), aanwezig: false, fout: NIETS });
      for (const v of r.velden) this.velden.set(v.nr, v);
    }
  }

  veld(nr: string): Veld {
    return this.velden.get(nr)!;
  }

  /** A new record: nothing wrong yet. */
  begin(): void {
    this.#fout = null;
  }

  /** A field that is wrong in itself. */
  meldVeld(code: FoutCode, r: RecordRegel, veld: Veld, tekst: string): void {
    this.#meld(code, veld.standaardcode, r, veld, tekst);
    this.#fout ??= new Set();
    this.#fout.add(veld.nr);
  }

  /** A rule that does not hold, at a field; `tekst` replaces the sentence that names the field. */
  meldRegel(standaardcode: string | undefined, r: RecordRegel, veld: Veld, wat: string, tekst?: string): void {
    if (this.#fout?.has(veld.nr)) return;
    if (tekst === undefined) this.#meld('KP_REGEL', standaardcode, r, veld, wat);
    else this.lijst.meld('KP_REGEL', standaardcode, r.regel, r.nummer, veld.nr, tekst);
  }

  /** A finding on a field of this record. `tekst` says what is wrong, after the field's name. */
  #meld(code: FoutCode, standaardcode: string | undefined, r: RecordRegel, veld: Veld, tekst: string): void {
    this.lijst.meld(code, standaardcode, r.regel, r.nummer, veld.nr, `Rubriek ${veld.nr} (${veld.naam}) ${tekst}`);
  }

  /** Empty in either of the two ways a field may be. */
  isLeeg(veld: Veld, b: Buffer, begin: number): boolean {
    const van = begin + veld.begin - 1;
    return isLeeg(b, van, veld.lengte, veld.type) || (veld.leeg !== undefined && b.toString('latin1', van, van + veld.lengte) === veld.leeg);
  }

  /** Remembers a record of full length for the records below it. */
  bewaar(type: string, r: RecordRegel): void {
    const b = this.bewaard.get(type)!;
    b.aanwezig = r.lengte === this.layOut.recordlengte;
    b.fout = this.#fout ?? NIETS;
    if (b.aanwezig) r.bytes.copy(b.bytes, 0, r.begin, r.begin + r.lengte);
  }

  vergeet(type: string): void {
    const b = this.bewaard.get(type);
    if (b) b.aanwezig = false;
  }
}
