// What a message needs beside its values and the profile or the table settles alone: elements and attributes with one possible value, empty containers, order.
// Never invents: what has more than one possible value stays away, and the schema check names it.
import type { Modeldeel, SchemaElement } from '../xml/schemabron.ts';
import { type Bouwknoop, leesSchrijfpad, type Schrijfboom } from './schrijfboom.ts';

/** A text that the table says stands at a place (`bewustNiet` with `schrijf`). */
export interface Constante {
  readonly pad: string;
  readonly tekst: string;
}

const enige = (l: readonly string[] | null): string | null => (l?.length === 1 ? l[0]! : null);

function padVan(k: Bouwknoop): string {
  const namen: string[] = [];
  for (let n: Bouwknoop | null = k; n?.ouder; n = n.ouder) namen.unshift(n.naam);
  return namen.join('/');
}

export class Aanvuller {
  readonly #boom: Schrijfboom;
  readonly #constanten: readonly Constante[];
  readonly #eigen: readonly { readonly patroon: RegExp; readonly tekst: string }[];
  readonly #personen: ReadonlySet<string>;

  /**
   * @param eigen what the adapter says stands there where the profile requires something: paths with stars, the first that fits.
   * @param personen names of elements that are read as a person however empty: never made here where something else will do.
   */
  constructor(boom: Schrijfboom, constanten: readonly Constante[], eigen: readonly Constante[], personen: ReadonlySet<string>) {
    this.#boom = boom;
    this.#constanten = constanten;
    this.#eigen = eigen.map((c) => ({ patroon: new RegExp(`(^|/)${c.pad.replace(/^\*\*\//, '').split('/').map((d) => (d === '*' ? '[^/]+' : d.replace(/[.]/g, '\\.'))).join('/')}$`), tekst: c.tekst }));
    this.#personen = personen;
  }

  /** Fills in everything, then what the table says stands in parents that are there. */
  alles(): void {
    this.vulAan(this.#boom.wortel);
    for (const c of this.#constanten) this.#zet(c);
  }

  /** Fills in what is required and settled, below a node too. @returns false when something required stays missing. */
  vulAan(k: Bouwknoop): boolean {
    let heel = true;
    if (k.attributen?.nil !== 'true') {
      for (const z of k.kinderen) heel = this.vulAan(z) && heel;
      for (const [naam, s] of k.schema.kinderen()) {
        if (s.verplicht && !k.kinderen.some((z) => z.naam === naam)) heel = this.#maak(k, s) && heel;
      }
      const model = k.schema.model();
      if (model) heel = this.#keuzes(k, model) && heel;
    }
    for (const a of k.schema.attributen.values()) {
      if (k.attributen?.[a.naam] !== undefined) continue;
      // An attribute with one value says what the element is: receivers look at it also where it is optional.
      const w = a.vast ?? this.#constante(k, `@${a.naam}`) ?? (a.verplicht ? (enige(a.vorm().opsomming) ?? this.#vanAdapter(k, `@${a.naam}`)) : null);
      if (w !== null) this.#boom.zetAttribuut(k, a.naam, w);
      else if (a.verplicht) heel = false;
    }
    return heel;
  }

  /** What the table says stands here. */
  #constante(k: Bouwknoop, naam: string): string | null {
    const pad = `${padVan(k)}/${naam}`.replace(/^\//, '');
    return this.#constanten.find((c) => (c.pad.startsWith('**/') ? `/${pad}`.endsWith(c.pad.slice(2)) : c.pad === pad))?.tekst ?? null;
  }

  #vanAdapter(k: Bouwknoop, naam: string): string | null {
    const pad = `${padVan(k)}/${naam}`.replace(/^\//, '');
    return this.#eigen.find((c) => c.patroon.test(pad))?.tekst ?? null;
  }

  #maak(ouder: Bouwknoop, s: SchemaElement): boolean {
    const vorm = s.vorm();
    const w = this.#constante(ouder, s.naam) ?? enige(vorm?.opsomming ?? null) ?? this.#vanAdapter(ouder, s.naam);
    if (vorm && s.kinderen().size === 0 && w === null) return false;
    const merk = this.#boom.merk();
    const k = this.#boom.maak(ouder, { naam: s.naam, plek: null });
    if (!k) return false;
    if (w !== null) this.#boom.zetTekst(k, w);
    if (this.vulAan(k)) return true;
    this.#boom.terug(merk);
    return false;
  }

  /** A required choice of which nothing stands there: the first branch that can be empty. */
  #keuzes(k: Bouwknoop, m: Modeldeel): boolean {
    if (m.min === 0 || m.soort === 'element' || m.soort === 'vrij') return true;
    if (m.soort === 'reeks') return m.delen.every((d) => this.#keuzes(k, d));
    const namen = namenVan(m);
    if (k.kinderen.some((z) => namen.has(z.naam)) || m.delen.some((d) => d.min === 0)) return true;
    const persoon = (d: Modeldeel): boolean => d.soort === 'element' && this.#personen.has(d.element.naam);
    return [...m.delen.filter((d) => !persoon(d)), ...m.delen.filter(persoon)].some((d) => {
      const merk = this.#boom.merk();
      const teller = this.#boom.teller;
      if (d.soort === 'element' && d.element.vorm() === null && this.#maak(k, d.element) && this.#boom.teller === teller) return true;
      this.#boom.terug(merk);
      return false;
    });
  }

  /** A constant, in every parent that stands there. */
  #zet({ pad, tekst }: Constante): void {
    const overal = pad.startsWith('**/');
    const p = leesSchrijfpad(overal ? pad.slice(3) : pad);
    if (!p) return;
    const laatste = p.attribuut === null ? p.stappen.at(-1) : undefined;
    const stappen = laatste ? p.stappen.slice(0, -1) : p.stappen;
    for (const ouder of overal ? elders(this.#boom.wortel, stappen.map((x) => x.naam)) : this.#boom.alle(this.#boom.wortel, stappen)) {
      if (!laatste) {
        if (ouder.schema.attributen.has(p.attribuut!)) this.#boom.zetAttribuut(ouder, p.attribuut!, tekst);
        continue;
      }
      const k = this.#boom.vind(ouder, laatste) ?? this.#boom.maak(ouder, laatste);
      if (k) this.#boom.zetTekst(k, tekst);
    }
  }
}

function namenVan(m: Modeldeel, uit: Set<string> = new Set()): Set<string> {
  if (m.soort === 'element') uit.add(m.element.naam);
  else if (m.soort !== 'vrij') for (const d of m.delen) namenVan(d, uit);
  return uit;
}

/** Every node whose last names are these. */
function elders(k: Bouwknoop, namen: readonly string[], boven: readonly string[] = []): Bouwknoop[] {
  const hier = [...boven, k.naam];
  const eind = hier.slice(-namen.length);
  return [...(namen.length > 0 && eind.length === namen.length && eind.every((n, i) => n === namen[i]) ? [k] : []), ...k.kinderen.flatMap((z) => elders(z, namen, hier))];
}

/** Names in the order of a content model; of a choice the branch that is in use. */
function volgorde(m: Modeldeel, aanwezig: ReadonlySet<string>): string[] {
  if (m.soort === 'element') return [m.element.naam];
  if (m.soort === 'vrij') return [];
  if (m.soort === 'keuze' && m.max === 1) {
    const tel = (d: Modeldeel): number => [...namenVan(d)].filter((n) => aanwezig.has(n)).length;
    const beste = m.delen.reduce<Modeldeel | null>((x, d) => (x === null || tel(d) > tel(x) ? d : x), null);
    return beste ? volgorde(beste, aanwezig) : [];
  }
  return m.delen.flatMap((d) => volgorde(d, aanwezig));
}

/** Children in the order of the profile; namesakes keep theirs. */
export function sorteer(k: Bouwknoop): void {
  if (k.kinderen.length > 1) {
    const model = k.schema.model();
    const namen = model ? volgorde(model, new Set(k.kinderen.map((z) => z.naam))) : [...k.schema.kinderen().keys()];
    const orde = new Map<string, number>();
    for (const [i, naam] of namen.entries()) if (!orde.has(naam)) orde.set(naam, i);
    k.kinderen.sort((a, b) => (orde.get(a.naam) ?? namen.length) - (orde.get(b.naam) ?? namen.length));
  }
  for (const z of k.kinderen) sorteer(z);
}
