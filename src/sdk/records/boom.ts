// Follows the hierarchy of a layout record by record and says what is out of place or missing.
// State: one frame a level. After a record in the wrong place it takes up the hierarchy there, so that one mistake is one finding.
import type { BoomKnoop } from './lay-out.ts';

/** Where a record stood. */
export interface Plek {
  readonly regel: number;
  readonly nummer: number;
}

interface Niveau {
  readonly knopen: readonly BoomKnoop[];
  /** Child being repeated, and how often it was seen. */
  plaats: number;
  aantal: number;
  /** The record that opened the level; null for the top and for a level that had to be assumed. */
  readonly eigenaar: Plek | null;
  readonly type: string;
}

export interface BoomMelder {
  /** A record type that the layout knows, at a place where it cannot stand. */
  verkeerd(plek: Plek): void;
  /** A required record is missing under `onder`, or before `voor`, or (both null) at the end of the file. */
  ontbreekt(type: string, onder: Plek | null, voor: Plek | null): void;
  /** The level opened by this record type is closed. */
  sluit(type: string): void;
}

export class Boomloper {
  readonly #melder: BoomMelder;
  readonly #stapel: Niveau[];
  /** Every place of a type in the tree, as indexes from the top. */
  readonly #paden = new Map<string, number[][]>();

  constructor(boom: readonly BoomKnoop[], melder: BoomMelder) {
    this.#melder = melder;
    this.#stapel = [{ knopen: boom, plaats: 0, aantal: 0, eigenaar: null, type: '' }];
    const loop = (knopen: readonly BoomKnoop[], pad: number[]): void =>
      knopen.forEach((k, i) => {
        const hier = [...pad, i];
        const lijst = this.#paden.get(k.record);
        if (lijst) lijst.push(hier);
        else this.#paden.set(k.record, [hier]);
        loop(k.kinderen ?? [], hier);
      });
    loop(boom, []);
  }

  kent(type: string): boolean {
    return this.#paden.has(type);
  }

  /** Takes the next record; returns the node it stands for. `type` must be known. */
  neem(type: string, plek: Plek): BoomKnoop {
    const stapel = this.#stapel;
    for (let diepte = stapel.length - 1; diepte >= 0; diepte--) {
      const niveau = stapel[diepte]!;
      const j = vindKind(niveau, type);
      if (j < 0) continue;
      while (stapel.length > diepte + 1) this.#sluitNiveau();
      for (let k = niveau.plaats; k < j; k++) {
        if ((k === niveau.plaats ? niveau.aantal : 0) < niveau.knopen[k]!.min && (diepte === 0 || niveau.eigenaar)) this.#melder.ontbreekt(niveau.knopen[k]!.record, niveau.eigenaar, plek);
      }
      niveau.aantal = j === niveau.plaats ? niveau.aantal + 1 : 1;
      niveau.plaats = j;
      return this.#open(niveau.knopen[j]!, plek);
    }
    this.#melder.verkeerd(plek);
    return this.#herstel(type, plek);
  }

  /** End of the file: what is still required is missing. */
  einde(): void {
    while (this.#stapel.length > 1) this.#sluitNiveau();
    const top = this.#stapel[0]!;
    for (let k = top.plaats; k < top.knopen.length; k++) {
      if ((k === top.plaats ? top.aantal : 0) < top.knopen[k]!.min) this.#melder.ontbreekt(top.knopen[k]!.record, null, null);
    }
  }

  #open(knoop: BoomKnoop, plek: Plek | null): BoomKnoop {
    if (knoop.kinderen && knoop.kinderen.length > 0) {
      const eigenaar = plek === null ? null : { regel: plek.regel, nummer: plek.nummer };
      this.#stapel.push({ knopen: knoop.kinderen, plaats: 0, aantal: 0, eigenaar, type: knoop.record });
    }
    return knoop;
  }

  #sluitNiveau(): void {
    const niveau = this.#stapel.pop()!;
    if (niveau.eigenaar) {
      for (let k = niveau.plaats; k < niveau.knopen.length; k++) {
        if ((k === niveau.plaats ? niveau.aantal : 0) < niveau.knopen[k]!.min) this.#melder.ontbreekt(niveau.knopen[k]!.record, niveau.eigenaar, null);
      }
    }
    this.#melder.sluit(niveau.type);
  }

  /** Takes the place of `type` that shares most with where we are, and assumes the levels above it. */
  #herstel(type: string, plek: Plek): BoomKnoop {
    const stapel = this.#stapel;
    let beste: number[] = [];
    let samen = -1;
    for (const pad of this.#paden.get(type)!) {
      let d = 0;
      while (d < pad.length - 1 && d + 1 < stapel.length && stapel[d + 1]!.knopen === stapel[d]!.knopen[pad[d]!]?.kinderen) d++;
      if (d > samen) {
        samen = d;
        beste = pad;
      }
    }
    while (stapel.length > samen + 1) this.#sluitNiveau();
    for (let d = samen; ; d++) {
      const niveau = stapel[d]!;
      niveau.plaats = beste[d]!;
      niveau.aantal = 1;
      const knoop = niveau.knopen[beste[d]!]!;
      if (d === beste.length - 1) return this.#open(knoop, plek);
      this.#open(knoop, null);
    }
  }
}

/** The child of this type that may still come at this level, or -1. */
function vindKind(niveau: Niveau, type: string): number {
  for (let j = niveau.plaats; j < niveau.knopen.length; j++) {
    const k = niveau.knopen[j]!;
    if (k.record === type && (j !== niveau.plaats || k.max === undefined || niveau.aantal < k.max)) return j;
  }
  return -1;
}
