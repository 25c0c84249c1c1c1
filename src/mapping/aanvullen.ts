// What a message needs beside its values and the profile settles alone: elements and attributes with one possible value, empty containers, order.
// Never invents: what has more than one possible value stays away, and the schema check names it.
import type { SchemaElement } from '../xml/schemabron.ts';
import { type Bouwknoop, leesSchrijfpad, type Schrijfboom } from './schrijfboom.ts';

const enige = (l: readonly string[] | null): string | null => (l?.length === 1 ? l[0]! : null);

/** Fills in what is required and settled, below a node too. @returns false when something required stays missing. */
export function vulAan(boom: Schrijfboom, k: Bouwknoop): boolean {
  let heel = true;
  if (k.attributen?.nil !== 'true') {
    for (const z of k.kinderen) heel = vulAan(boom, z) && heel;
    for (const [naam, s] of k.schema.kinderen()) {
      if (s.verplicht && !k.kinderen.some((z) => z.naam === naam)) heel = probeer(boom, k, s) && heel;
    }
  }
  for (const a of k.schema.attributen.values()) {
    if (!a.verplicht || k.attributen?.[a.naam] !== undefined) continue;
    const w = a.vast ?? enige(a.vorm().opsomming);
    if (w === null) heel = false;
    else boom.zetAttribuut(k, a.naam, w);
  }
  return heel;
}

function probeer(boom: Schrijfboom, ouder: Bouwknoop, s: SchemaElement): boolean {
  const vorm = s.vorm();
  const w = enige(vorm?.opsomming ?? null);
  if (vorm && s.kinderen().size === 0 && w === null) return false;
  const merk = boom.merk();
  const k = boom.maak(ouder, { naam: s.naam, plek: null })!;
  if (w !== null) boom.zetTekst(k, w);
  if (vulAan(boom, k)) return true;
  boom.terug(merk);
  return false;
}

/** A constant, in every parent that stands there. */
export function zetVast(boom: Schrijfboom, pad: string, tekst: string): void {
  const p = leesSchrijfpad(pad);
  if (!p) return;
  const laatste = p.attribuut === null ? p.stappen.at(-1) : undefined;
  for (const ouder of boom.alle(boom.wortel, laatste ? p.stappen.slice(0, -1) : p.stappen)) {
    if (!laatste) {
      if (ouder.schema.attributen.has(p.attribuut!)) boom.zetAttribuut(ouder, p.attribuut!, tekst);
      continue;
    }
    const k = boom.vind(ouder, laatste) ?? boom.maak(ouder, laatste);
    if (k) boom.zetTekst(k, tekst);
  }
}

/** Children in the order of the profile; namesakes keep theirs. */
export function sorteer(k: Bouwknoop): void {
  const orde = new Map([...k.schema.kinderen().keys()].map((naam, i) => [naam, i]));
  k.kinderen.sort((a, b) => (orde.get(a.naam) ?? 0) - (orde.get(b.naam) ?? 0));
  for (const z of k.kinderen) sorteer(z);
}
