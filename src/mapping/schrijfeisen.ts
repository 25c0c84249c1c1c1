// Conditions on the way back: whether one can still come true, and writing what makes it so. A row that fired implies its condition.
import { type Bouwknoop, leesSchrijfpad, type Schrijfboom } from './schrijfboom.ts';
import type { Voorwaarde } from './tabel.ts';
import { compileerVoorwaarde } from './voorwaarde.ts';

/** What conditions look at beside the tree. */
export interface Eisaard {
  readonly berichttype: string;
  readonly variant?: string | undefined;
  /** Names of elements that are read as a person. */
  readonly personen: ReadonlySet<string>;
}

export class Eisen {
  readonly #boom: Schrijfboom;
  readonly #aard: Eisaard;

  constructor(boom: Schrijfboom, aard: Eisaard) {
    this.#boom = boom;
    this.#aard = aard;
  }

  /** Makes a condition come true as far as writing can. @param dwing a text that says otherwise gives way. */
  eis(v: Voorwaarde, k: Bouwknoop, dwing: boolean): void {
    if (v.bron !== undefined) this.#eisBron(v, k, dwing);
    for (const x of v.en ?? []) this.eis(x, k, dwing);
    if (v.of && !v.of.some((x) => compileerVoorwaarde(x)(k, this.#aard))) {
      // An element that is read as a person however empty would make one.
      const persoon = (x: Voorwaarde): boolean => this.#aard.personen.has(x.bron?.split('/').at(-1) ?? '');
      const keuze = v.of.find((x) => !persoon(x)) ?? v.of[0];
      if (keuze) this.eis(keuze, k, dwing);
    }
  }

  #eisBron(v: Voorwaarde, k: Bouwknoop, dwing: boolean): void {
    if (v.bestaat === false || compileerVoorwaarde(v)(k, this.#aard)) return;
    const pad = leesSchrijfpad(v.bron!);
    if (!pad || !this.#boom.kent(k, pad)) return;
    const merk = this.#boom.merk();
    const doel = this.#boom.loop(k, pad.stappen);
    const waarden = v.is !== undefined ? [v.is] : (v.in ?? null);
    if (!doel || waarden === null) return;
    if (pad.attribuut !== null) {
      if (pad.attribuut === 'nil' || this.#boom.zetAttribuut(doel, pad.attribuut, waarden[0]!) === 'anders') this.#boom.terug(merk);
      return;
    }
    const mag = doel.schema.vorm()?.opsomming ?? null;
    const tekst = waarden.find((w) => mag === null || mag.includes(w));
    if (tekst === undefined) return;
    if (doel.geschreven === 0) this.#boom.zetTekst(doel, tekst);
    else if (dwing) this.#boom.dwingTekst(doel, tekst);
  }

  /** False when a condition cannot come true any more; what still can is made true afterwards. */
  kan(v: Voorwaarde, k: Bouwknoop): boolean {
    if (v.bron !== undefined && v.bestaat === false && !compileerVoorwaarde({ bron: v.bron, bestaat: false })(k, this.#aard)) return false;
    if ((v.variant !== undefined && !compileerVoorwaarde({ variant: v.variant })(k, this.#aard)) || (v.berichttype !== undefined && !compileerVoorwaarde({ berichttype: v.berichttype })(k, this.#aard))) return false;
    if (v.niet && compileerVoorwaarde(v.niet)(k, this.#aard)) return false;
    return (v.en ?? []).every((x) => this.kan(x, k)) && (!v.of || v.of.some((x) => this.kan(x, k)));
  }
}
