// The source tree in the making: elements found or made along a path as the profile allows, every change undoable.
// Knows the profile, not the table. Never overwrites a text: the second writer is told whether it says the same.
import type { BronKnoop } from '../sdk/bron.ts';
import type { SchemaElement } from '../xml/schemabron.ts';
import type { Waardevorm } from '../xml/waardevorm.ts';

/** An element, record or field that is being written. */
export interface Bouwknoop extends BronKnoop {
  readonly kinderen: Bouwknoop[];
  readonly ouder: Bouwknoop | null;
  readonly schema: SchemaElement;
  /** `[n]` or `[laatste]` by which a row asked for it. */
  plek: number | 'laatste' | null;
  /** When its text was written; 0 is never. */
  geschreven: number;
}

/** One step of a source path. */
export interface Stap {
  readonly naam: string;
  readonly plek: number | 'laatste' | null;
}

export interface Schrijfpad {
  readonly stappen: readonly Stap[];
  readonly attribuut: string | null;
}

/** A source path as steps; null where it cannot be written (`*`). */
export function leesSchrijfpad(pad: string): Schrijfpad | null {
  const stappen: Stap[] = [];
  let attribuut: string | null = null;
  for (const deel of pad.split('/')) {
    if (deel === '.') continue;
    if (deel.startsWith('@')) {
      attribuut = deel.slice(1);
      continue;
    }
    const m = /^([^[\]]+?)(?:\[([0-9]+|laatste)\])?$/.exec(deel);
    if (!m || m[1] === '*') return null;
    stappen.push({ naam: m[1]!, plek: m[2] === undefined ? null : m[2] === 'laatste' ? 'laatste' : Number(m[2]) });
  }
  return { stappen, attribuut };
}

/** Where a value could not go, or that it went. */
export type Zetuitkomst = 'gezet' | 'gelijk' | 'anders';

const rang = (p: number | 'laatste' | null): number => (p === 'laatste' ? Number.MAX_SAFE_INTEGER : (p ?? 1_000_000));

export class Schrijfboom {
  readonly wortel: Bouwknoop;
  readonly #ongedaan: (() => void)[] = [];
  #teller = 0;

  constructor(schema: SchemaElement) {
    this.wortel = { naam: schema.naam, ns: schema.ns, regel: 0, tekst: '', attributen: null, kinderen: [], ouder: null, gelezen: false, schema, plek: null, geschreven: 0 };
  }

  /** Number of texts and attributes written so far. */
  get teller(): number {
    return this.#teller;
  }

  merk(): number {
    return this.#ongedaan.length;
  }

  /** Undoes everything since the mark. */
  terug(merk: number): void {
    while (this.#ongedaan.length > merk) this.#ongedaan.pop()!();
  }

  /** Lets others undo with the tree. */
  bij(ongedaan: () => void): void {
    this.#ongedaan.push(ongedaan);
  }

  /** A new child in its place among its namesakes; null where the profile knows none of that name, or what stands there excludes it. */
  maak(ouder: Bouwknoop, stap: Stap): Bouwknoop | null {
    const schema = ouder.schema.kinderen().get(stap.naam);
    if (!schema || ouder.kinderen.some((z) => ouder.schema.sluitUit(z.naam, stap.naam))) return null;
    const knoop: Bouwknoop = { naam: schema.naam, ns: schema.ns, regel: 0, tekst: '', attributen: null, kinderen: [], ouder, gelezen: false, schema, plek: stap.plek, geschreven: 0 };
    let i = ouder.kinderen.length;
    while (i > 0 && !(ouder.kinderen[i - 1]!.naam === stap.naam && rang(ouder.kinderen[i - 1]!.plek) <= rang(stap.plek)) && ouder.kinderen.slice(0, i).some((k) => k.naam === stap.naam && rang(k.plek) > rang(stap.plek))) i -= 1;
    ouder.kinderen.splice(i, 0, knoop);
    this.#ongedaan.push(() => void ouder.kinderen.splice(ouder.kinderen.indexOf(knoop), 1));
    return knoop;
  }

  /** The child that a step means, where it is there. */
  vind(ouder: Bouwknoop, stap: Stap): Bouwknoop | null {
    for (const k of ouder.kinderen) if (k.naam === stap.naam && (stap.plek === null || k.plek === stap.plek)) return k;
    return null;
  }

  /** The node at a path, made where it is missing; null where the profile does not know the path. @param vers index of a step that must be new. */
  loop(van: Bouwknoop, stappen: readonly Stap[], vers = -1): Bouwknoop | null {
    let k: Bouwknoop | null = van;
    for (const [i, s] of stappen.entries()) {
      if (k === null) return null;
      if (s.naam === '..') k = k.ouder;
      else k = (i === vers ? null : this.vind(k, s)) ?? this.maak(k, s);
    }
    return k;
  }

  /** Every node that stands at a path now. */
  alle(van: Bouwknoop, stappen: readonly Stap[]): Bouwknoop[] {
    let nu: Bouwknoop[] = [van];
    for (const s of stappen) {
      nu = nu.flatMap((k) => (s.naam === '..' ? (k.ouder ? [k.ouder] : []) : k.kinderen.filter((z) => z.naam === s.naam && (s.plek === null || z.plek === s.plek))));
    }
    return nu;
  }

  /** Indexes of the steps that may be repeated under the profile; null where the path is unknown to it. */
  herhaalde(van: Bouwknoop, stappen: readonly Stap[]): number[] | null {
    let knoop: Bouwknoop | null = van;
    const af: SchemaElement[] = [];
    const uit: number[] = [];
    for (const [i, s] of stappen.entries()) {
      if (s.naam === '..') {
        if (af.length > 0) af.pop();
        else knoop = knoop.ouder;
        if (!knoop) return null;
        continue;
      }
      const z: SchemaElement | undefined = (af.at(-1) ?? knoop.schema).kinderen().get(s.naam);
      if (!z) return null;
      if (z.herhaald && s.plek === null) uit.push(i);
      af.push(z);
    }
    return uit;
  }

  /** The last of them, -1 for none. */
  laatsteHerhaalde(van: Bouwknoop, stappen: readonly Stap[]): number | null {
    const alle = this.herhaalde(van, stappen);
    return alle === null ? null : (alle.at(-1) ?? -1);
  }

  /** What the profile allows as text at a path; null where it holds none. */
  vorm(van: Bouwknoop, pad: Schrijfpad): Waardevorm | null {
    const schema = this.#schema(van, pad);
    return (pad.attribuut === null ? schema?.vorm() : schema?.attributen.get(pad.attribuut)?.vorm()) ?? null;
  }

  /** True when the profile knows the path. */
  kent(van: Bouwknoop, pad: Schrijfpad): boolean {
    const schema = this.#schema(van, pad);
    return schema !== null && (pad.attribuut === null || pad.attribuut === 'nil' || schema.attributen.has(pad.attribuut));
  }

  #schema(van: Bouwknoop, pad: Schrijfpad): SchemaElement | null {
    let knoop: Bouwknoop | null = van;
    // Steps below `van`: what a way back up comes to.
    const af: SchemaElement[] = [];
    for (const s of pad.stappen) {
      if (s.naam === '..') {
        if (af.length > 0) af.pop();
        else knoop = knoop.ouder;
        if (!knoop) return null;
        continue;
      }
      const z: SchemaElement | undefined = (af.at(-1) ?? knoop.schema).kinderen().get(s.naam);
      if (!z) return null;
      af.push(z);
    }
    return af.at(-1) ?? knoop.schema;
  }

  zetTekst(k: Bouwknoop, tekst: string): Zetuitkomst {
    if (k.geschreven > 0) return k.tekst === tekst ? 'gelijk' : 'anders';
    const vorige = k.tekst;
    k.tekst = tekst;
    k.geschreven = ++this.#teller;
    this.#ongedaan.push(() => {
      k.tekst = vorige;
      k.geschreven = 0;
    });
    return 'gezet';
  }

  /** Overwrites: for what a condition demands. */
  dwingTekst(k: Bouwknoop, tekst: string): void {
    const { tekst: vorige, geschreven } = k;
    k.tekst = tekst;
    k.geschreven = ++this.#teller;
    this.#ongedaan.push(() => {
      k.tekst = vorige;
      k.geschreven = geschreven;
    });
  }

  zetAttribuut(k: Bouwknoop, naam: string, waarde: string): Zetuitkomst {
    const bestaand = k.attributen?.[naam];
    if (bestaand !== undefined) return bestaand === waarde ? 'gelijk' : 'anders';
    this.#teller += 1;
    const vorige = k.attributen;
    k.attributen = { ...(vorige ?? {}), [naam]: waarde };
    this.#ongedaan.push(() => {
      k.attributen = vorige;
    });
    return 'gezet';
  }
}
