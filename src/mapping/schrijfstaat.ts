// What the way back remembers: which values of an event were written, which items and persons were taken; all of it undoable with the tree.
import type { Object_ } from './doelpad.ts';
import type { Schrijfboom } from './schrijfboom.ts';

export interface Persoon {
  readonly id: string;
  readonly object: Object_;
}

export interface Leesomgeving {
  readonly item: Object_ | undefined;
  readonly data: Object_;
  readonly personen: Readonly<Record<string, Persoon | null>>;
}

export const isObject = (w: unknown): w is Object_ => typeof w === 'object' && w !== null && !Array.isArray(w);

/** Equal as JSON, whatever the order of attributes. */
export function gelijk(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x, i) => gelijk(x, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const ka = Object.keys(a).filter((k) => a[k] !== undefined);
  const kb = Object.keys(b).filter((k) => b[k] !== undefined);
  return ka.length === kb.length && ka.every((k) => gelijk(a[k], b[k]));
}

export class Schrijfstaat {
  readonly #boom: Schrijfboom;
  readonly #gedaan = new Map<object, Set<string | number>>();
  readonly #genomen = new Map<object, Set<number>>();
  readonly #personen = new Set<Object_>();
  readonly #items = new Set<object>();
  readonly #bezet = new Map<object, Set<object>>();
  /** Values that were written for the first time: progress. */
  vers = 0;

  constructor(boom: Schrijfboom) {
    this.#boom = boom;
  }

  #zet<S>(map: Map<object, Set<S>>, bij: object, wat: S): boolean {
    let s = map.get(bij);
    if (!s) {
      s = new Set();
      map.set(bij, s);
    }
    if (s.has(wat)) return false;
    s.add(wat);
    this.#boom.bij(() => void s.delete(wat));
    return true;
  }

  /** The value at this attribute (or index) stands in the message. */
  gedaan(houder: object, sleutel: string | number): void {
    if (!this.#zet(this.#gedaan, houder, sleutel)) return;
    this.vers += 1;
    this.#boom.bij(() => {
      this.vers -= 1;
    });
  }

  isGedaan(houder: object, sleutel: string | number): boolean {
    return this.#gedaan.get(houder)?.has(sleutel) ?? false;
  }

  /** An item of a list has its place. */
  neem(lijst: readonly unknown[], index: number): void {
    if (!this.#zet(this.#genomen, lijst, index)) return;
    this.vers += 1;
    this.#boom.bij(() => {
      this.vers -= 1;
    });
  }

  isGenomen(lijst: readonly unknown[], index: number): boolean {
    return this.#genomen.get(lijst)?.has(index) ?? false;
  }

  bind(persoon: Object_): void {
    if (this.#personen.has(persoon)) return;
    this.#personen.add(persoon);
    this.vers += 1;
    this.#boom.bij(() => {
      this.#personen.delete(persoon);
      this.vers -= 1;
    });
  }

  isGebonden(persoon: Object_): boolean {
    return this.#personen.has(persoon);
  }

  /** The node is that of an item of a list. */
  item(knoop: object): void {
    if (this.#items.has(knoop)) return;
    this.#items.add(knoop);
    this.#boom.bij(() => void this.#items.delete(knoop));
  }

  isItem(knoop: object): boolean {
    return this.#items.has(knoop);
  }

  /** One row puts one item in a node. @returns false when it did already. */
  bezet(rij: object, knoop: object): boolean {
    return this.#zet(this.#bezet, rij, knoop);
  }

  isBezet(rij: object, knoop: object): boolean {
    return this.#bezet.get(rij)?.has(knoop) ?? false;
  }
}
