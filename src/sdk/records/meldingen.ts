// Collects findings on a record file: the first ones in full, of the rest only the number, so that a rotten file costs no memory.
import type { FoutCode } from '../errors.ts';
import type { Melding } from '../melding.ts';

/** Findings kept when nothing else is asked. */
export const MEESTE_MELDINGEN = 200;

export class Meldingenlijst {
  readonly meldingen: Melding[] = [];
  /** All findings, also those not kept. */
  aantal = 0;
  readonly #meeste: number;

  constructor(meeste: number = MEESTE_MELDINGEN) {
    this.#meeste = meeste;
  }

  /**
   * Adds one finding.
   * @param nummer record number from 1. @param rubriek field number, or empty for the record as a whole.
   */
  meld(code: FoutCode, standaardcode: string | undefined, regel: number, nummer: number, rubriek: string, tekst: string): void {
    this.aantal++;
    if (this.meldingen.length >= this.#meeste) return;
    const pad = rubriek === '' ? `record[${nummer}]` : `record[${nummer}]/${rubriek}`;
    this.meldingen.push(standaardcode === undefined ? { code, regel, pad, tekst } : { code, standaardcode, regel, pad, tekst });
  }
}
