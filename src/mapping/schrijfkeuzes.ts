// What rows of one scope share on the way back: a list that several fill, and a choice of the profile that they disagree on. Looks at table and profile, never at data.
import type { SchemaElement } from '../xml/schemabron.ts';
import type { Schrijfrij } from './schrijfrij.ts';

export interface Lijstplek {
  readonly lijst: string;
  /** The rows among which it stands. */
  readonly naast: readonly Schrijfrij[];
}

/** Target paths of list groups, to find the rows that share a list. */
export function deelLijsten(rijen: readonly Schrijfrij[], basis: string, uit: Map<string, Schrijfrij[]>, van: Map<Schrijfrij, Lijstplek>): void {
  for (const r of rijen) {
    if (r.soort !== 'elk' && r.soort !== 'in') continue;
    const d = r.doel;
    const hier = d === null ? basis : `${d.persoon !== null ? 'personen.' : d.absoluut ? '' : basis}${d.delen.join('.')}.`;
    if (d?.lijst) {
      uit.set(hier, [...(uit.get(hier) ?? []), r]);
      van.set(r, { lijst: hier, naast: rijen });
    }
    deelLijsten(r.rijen, hier, uit, van);
  }
}

const keuzecache = new WeakMap<readonly Schrijfrij[], WeakMap<SchemaElement, readonly (readonly (readonly Schrijfrij[])[])[]>>();

/** Choices of the profile that rows of one scope disagree on: for each choice its branches, for each branch the rows that go there. */
export function keuzesVan(rijen: readonly Schrijfrij[], schema: SchemaElement): readonly (readonly (readonly Schrijfrij[])[])[] {
  const cache = keuzecache.get(rijen) ?? new WeakMap<SchemaElement, readonly (readonly (readonly Schrijfrij[])[])[]>();
  keuzecache.set(rijen, cache);
  const klaar = cache.get(schema);
  if (klaar) return klaar;
  // Per place, the rows by the name of the next step.
  const plekken = new Map<SchemaElement, Map<string, Schrijfrij[]>>();
  for (const r of rijen) {
    for (const pad of r.paden) {
      let e: SchemaElement | undefined = schema;
      for (const s of pad?.stappen ?? []) {
        if (s.naam === '..' || !e) break;
        const namen = plekken.get(e) ?? new Map<string, Schrijfrij[]>();
        plekken.set(e, namen);
        const wie = namen.get(s.naam) ?? [];
        namen.set(s.naam, wie);
        if (!wie.includes(r)) wie.push(r);
        e = e.kinderen().get(s.naam);
      }
    }
  }
  const uit: Schrijfrij[][][] = [];
  for (const [e, namen] of plekken) {
    // Names that exclude each other, directly or through a third, are about one choice.
    const over = new Set([...namen.keys()].filter((a) => [...namen.keys()].some((b) => e.sluitUit(a, b))));
    while (over.size > 0) {
      const groep = [[...over][0]!];
      over.delete(groep[0]!);
      for (const a of groep) {
        for (const b of over) {
          if (!e.sluitUit(a, b)) continue;
          over.delete(b);
          groep.push(b);
        }
      }
      const takken: string[][] = [];
      for (const a of groep) {
        const tak = takken.find((t) => t.every((b) => !e.sluitUit(a, b)));
        if (tak) tak.push(a);
        else takken.push([a]);
      }
      uit.push(takken.map((t) => t.flatMap((n) => namen.get(n)!)));
    }
  }
  cache.set(schema, uit);
  return uit;
}
