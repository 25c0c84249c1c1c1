// Our own XSD profiles read as a tree of possible paths: which element may stand where, in which namespace and order, how often, with or without a value.
// Reads the plain subset that `schemas/` keeps to (VERSCHILLEN.md); used at build, by `knooppunt mapping` and to write a message, never to judge one.
import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { leesVorm, type Waardevorm } from './waardevorm.ts';

interface XsdKnoop {
  readonly naam: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly kinderen: XsdKnoop[];
}

interface Bestand {
  readonly wortel: XsdKnoop;
  readonly doel: string;
  readonly prefixen: Readonly<Record<string, string>>;
}

/** An attribute that an element may have. */
export interface SchemaAttribuut {
  readonly naam: string;
  /** '' where it is not qualified. */
  readonly ns: string;
  readonly verplicht: boolean;
  /** Its only value. */
  readonly vast: string | null;
  vorm(): Waardevorm;
}

/** Content as the schema orders it; `max` is Infinity for unbounded. */
export type Modeldeel =
  | { readonly soort: 'element'; readonly min: number; readonly max: number; readonly element: SchemaElement }
  | { readonly soort: 'reeks' | 'keuze'; readonly min: number; readonly max: number; readonly delen: readonly Modeldeel[] }
  | { readonly soort: 'vrij'; readonly min: number; readonly max: number };

/** An element that may stand at a place. Children are worked out when asked for: StUF trees have no end. */
export interface SchemaElement {
  readonly naam: string;
  /** '' where it is not qualified. */
  readonly ns: string;
  /** May be `xsi:nil`. */
  readonly nilbaar: boolean;
  /** May occur more than once at this place. */
  readonly herhaald: boolean;
  /** Must occur at this place, whatever else stands there. */
  readonly verplicht: boolean;
  /** May hold text. */
  readonly waarde: boolean;
  /** Anything may stand below it (xs:any). */
  readonly vrij: boolean;
  readonly attributen: ReadonlyMap<string, SchemaAttribuut>;
  /** By local name, in the order in which they may stand. */
  kinderen(): ReadonlyMap<string, SchemaElement>;
  /** True when two children cannot stand there together: other branches of a choice that is made once. */
  sluitUit(a: string, b: string): boolean;
  /** What its text may be; null where it holds none. */
  vorm(): Waardevorm | null;
  model(): Modeldeel | null;
}

const XS = 'http://www.w3.org/2001/XMLSchema';

function parse(tekst: string): Bestand {
  const p = new SaxesParser({ xmlns: true });
  const stapel: XsdKnoop[] = [];
  let wortel: XsdKnoop | null = null;
  const prefixen: Record<string, string> = {};
  p.on('opentag', (t) => {
    const attrs: Record<string, string> = {};
    for (const a of Object.values(t.attributes)) {
      if (a.prefix === 'xmlns') prefixen[a.local] = a.value;
      else if (a.name === 'xmlns') prefixen[''] = a.value;
      else attrs[a.local] = a.value;
    }
    const k: XsdKnoop = { naam: t.local, attrs, kinderen: [] };
    stapel.at(-1)?.kinderen.push(k);
    wortel ??= k;
    stapel.push(k);
  });
  p.on('closetag', () => void stapel.pop());
  p.write(tekst).close();
  if (!wortel) throw new Error('leeg schema');
  const w: XsdKnoop = wortel;
  return { wortel: w, doel: w.attrs.targetNamespace ?? '', prefixen };
}

interface Verklaring {
  readonly knoop: XsdKnoop;
  readonly bestand: Bestand;
}

/** A profile with its includes and imports. */
export class Schemabron {
  readonly #verklaringen = new Map<string, Verklaring>();
  readonly #gelezen = new Set<string>();

  constructor(map: URL, pad: string) {
    this.#lees(new URL(pad, map), null);
  }

  #lees(url: URL, doel: string | null): void {
    const sleutel = `${url.href} ${doel ?? ''}`;
    if (this.#gelezen.has(sleutel)) return;
    this.#gelezen.add(sleutel);
    const ruw = parse(readFileSync(url, 'utf8'));
    // A chameleon include takes the namespace of whoever includes it.
    const bestand: Bestand = doel !== null && ruw.doel === '' ? { ...ruw, doel, prefixen: { '': doel, ...ruw.prefixen } } : ruw;
    for (const k of bestand.wortel.kinderen) {
      if (k.naam === 'include') this.#lees(new URL(k.attrs.schemaLocation!, url), bestand.doel);
      else if (k.naam === 'import') {
        if (k.attrs.schemaLocation) this.#lees(new URL(k.attrs.schemaLocation, url), null);
      } else if (k.attrs.name) this.#verklaringen.set(`${k.naam === 'simpleType' || k.naam === 'complexType' ? 'type' : k.naam} ${bestand.doel} ${k.attrs.name}`, { knoop: k, bestand });
    }
  }

  #zoek(soort: string, qnaam: string, b: Bestand): Verklaring | null {
    const [prefix, lokaal] = qnaam.includes(':') ? (qnaam.split(':') as [string, string]) : ['', qnaam];
    const ns = b.prefixen[prefix] ?? (prefix === '' ? b.doel : '');
    if (ns === XS) return null;
    const v = this.#verklaringen.get(`${soort} ${ns} ${lokaal}`) ?? this.#verklaringen.get(`${soort} ${b.doel} ${lokaal}`);
    if (!v) throw new Error(`het schema verwijst naar ${qnaam}, dat er niet is`);
    return v;
  }

  /** The root element of a message. @throws Error when the profile has none of that name. */
  wortel(namespace: string, naam: string): SchemaElement {
    const v = this.#verklaringen.get(`element ${namespace} ${naam}`);
    if (!v) throw new Error(`het schema heeft geen element ${naam}`);
    return this.#element(v.knoop, v.bestand, false, true);
  }

  #element(k: XsdKnoop, b: Bestand, herhaaldOuder: boolean, moet: boolean): SchemaElement {
    const herhaald = herhaaldOuder || (k.attrs.maxOccurs !== undefined && k.attrs.maxOccurs !== '1' && k.attrs.maxOccurs !== '0');
    const doel = k.attrs.ref ? this.#zoek('element', k.attrs.ref, b)! : { knoop: k, bestand: b };
    const inhoud = this.#type(doel.knoop, doel.bestand);
    let kinderen: ReadonlyMap<string, SchemaElement> | null = null;
    const globaal = k.attrs.ref !== undefined || doel.bestand.wortel.kinderen.includes(doel.knoop);
    return {
      naam: doel.knoop.attrs.name ?? '',
      ns: globaal || (k.attrs.form ?? b.wortel.attrs.elementFormDefault) === 'qualified' ? doel.bestand.doel : '',
      nilbaar: doel.knoop.attrs.nillable === 'true',
      herhaald,
      verplicht: moet && k.attrs.minOccurs !== '0',
      waarde: inhoud.waarde,
      vrij: inhoud.vrij,
      attributen: inhoud.attributen,
      kinderen: () => {
        if (kinderen) return kinderen;
        const m = new Map<string, SchemaElement>();
        const gezien = new Map<string, Keuzes[]>();
        for (const { knoop, bestand, vaker, moet, keuzes } of inhoud.deeltjes) {
          const e = this.#element(knoop, bestand, vaker, moet);
          const bestaand = m.get(e.naam);
          // The same name twice in one content model may occur more than once, unless the two stand in different branches of a choice.
          const vorige = gezien.get(e.naam) ?? [];
          const tweemaal = vorige.some((v) => !sluitUit(v, keuzes));
          gezien.set(e.naam, [...vorige, keuzes]);
          m.set(e.naam, bestaand ? { ...e, herhaald: e.herhaald || bestaand.herhaald || tweemaal } : e);
        }
        kinderen = m;
        return m;
      },
      sluitUit: (a, b) => {
        if (a === b) return false;
        const [da, db] = [a, b].map((n) => inhoud.deeltjes.filter((d) => (d.knoop.attrs.name ?? d.knoop.attrs.ref?.split(':').at(-1)) === n)) as [Deeltje[], Deeltje[]];
        return da.length > 0 && db.length > 0 && da.every((x) => db.every((y) => x.keuzes.some(([k, i]) => eenmalig(k) && y.keuzes.some(([l, j]) => k === l && i !== j))));
      },
      vorm: () => (inhoud.waarde ? this.#elementvorm(doel.knoop, doel.bestand) : null),
      model: () => {
        const t = this.#typeVan(doel.knoop, doel.bestand);
        return t ? this.#model(t.knoop, t.bestand) : null;
      },
    };
  }

  #typeVan(element: XsdKnoop, b: Bestand): Verklaring | null {
    const binnen = element.kinderen.find((x) => x.naam === 'complexType' || x.naam === 'simpleType');
    if (binnen) return { knoop: binnen, bestand: b };
    return element.attrs.type ? this.#zoek('type', element.attrs.type, b) : null;
  }

  /** Of an element or attribute: its own fixed value, or what its type says. */
  #elementvorm(k: XsdKnoop, b: Bestand): Waardevorm {
    const t = this.#typeVan(k, b);
    const vorm = t ? this.#vorm(t.knoop, t.bestand) : leesVorm((k.attrs.type ?? 'string').split(':').at(-1)!, null, []);
    return k.attrs.fixed === undefined ? vorm : { ...vorm, opsomming: [k.attrs.fixed] };
  }

  #vorm(type: XsdKnoop, b: Bestand): Waardevorm {
    const binnen = type.kinderen.find((x) => x.naam === 'simpleContent') ?? type;
    const afgeleid = binnen.kinderen.find((x) => x.naam === 'restriction' || x.naam === 'extension');
    const vereniging = binnen.kinderen.find((x) => x.naam === 'union');
    if (vereniging) {
      const leden = (vereniging.attrs.memberTypes ?? '').split(/\s+/).filter((x) => x !== '');
      const eigen = vereniging.kinderen.find((x) => x.naam === 'simpleType');
      if (eigen) return this.#vorm(eigen, b);
      return leden[0] ? this.#basisvorm(leden[0], b) : leesVorm('string', null, []);
    }
    if (!afgeleid) return leesVorm('string', null, []);
    const los = afgeleid.kinderen.find((x) => x.naam === 'simpleType');
    const basis = afgeleid.attrs.base ? this.#basisvorm(afgeleid.attrs.base, b) : los ? this.#vorm(los, b) : leesVorm('string', null, []);
    return afgeleid.naam === 'extension' ? basis : leesVorm(basis.basis, basis, afgeleid.kinderen.map((x) => [x.naam, x.attrs.value ?? '']));
  }

  #basisvorm(qnaam: string, b: Bestand): Waardevorm {
    const v = this.#zoek('type', qnaam, b);
    return v ? this.#vorm(v.knoop, v.bestand) : leesVorm(qnaam.split(':').at(-1)!, null, []);
  }

  #model(type: XsdKnoop, b: Bestand): Modeldeel | null {
    const grens = (k: XsdKnoop): { min: number; max: number } => ({ min: Number(k.attrs.minOccurs ?? 1), max: k.attrs.maxOccurs === 'unbounded' ? Infinity : Number(k.attrs.maxOccurs ?? 1) });
    const deel = (k: XsdKnoop, bestand: Bestand): Modeldeel[] => {
      switch (k.naam) {
        case 'element':
          return [{ soort: 'element', ...grens(k), element: this.#element(k, bestand, false, true) }];
        case 'any':
          return [{ soort: 'vrij', ...grens(k) }];
        case 'sequence':
        case 'all':
        case 'choice':
          return [{ soort: k.naam === 'choice' ? 'keuze' : 'reeks', ...grens(k), delen: k.kinderen.flatMap((z) => deel(z, bestand)) }];
        case 'group': {
          const v = k.attrs.ref ? this.#zoek('group', k.attrs.ref, bestand) : null;
          return v ? [{ soort: 'reeks', ...grens(k), delen: v.knoop.kinderen.flatMap((z) => deel(z, v.bestand)) }] : [];
        }
        case 'complexContent':
          return k.kinderen.flatMap((z) => deel(z, bestand));
        case 'extension':
        case 'restriction': {
          const v = k.naam === 'extension' && k.attrs.base ? this.#zoek('type', k.attrs.base, bestand) : null;
          const basis = v ? this.#model(v.knoop, v.bestand) : null;
          return [...(basis ? [basis] : []), ...k.kinderen.flatMap((z) => deel(z, bestand))];
        }
        default:
          return [];
      }
    };
    if (type.naam !== 'complexType') return null;
    const delen = type.kinderen.flatMap((z) => deel(z, b));
    if (delen.length === 0) return null;
    return delen.length === 1 ? delen[0]! : { soort: 'reeks', min: 1, max: 1, delen };
  }

  #attribuut(k: XsdKnoop, b: Bestand): SchemaAttribuut | null {
    const v = k.attrs.ref ? (k.attrs.ref.startsWith('xml:') ? null : this.#attribuutVan(k.attrs.ref, b)) : { knoop: k, bestand: b };
    const naam = k.attrs.name ?? k.attrs.ref?.split(':').at(-1);
    if (!naam) return null;
    const gekwalificeerd = k.attrs.ref !== undefined || (k.attrs.form ?? b.wortel.attrs.attributeFormDefault) === 'qualified';
    return {
      naam,
      ns: gekwalificeerd && v ? v.bestand.doel : '',
      verplicht: k.attrs.use === 'required',
      vast: k.attrs.fixed ?? v?.knoop.attrs.fixed ?? null,
      vorm: () => (v ? this.#elementvorm(v.knoop, v.bestand) : leesVorm('string', null, [])),
    };
  }

  #attribuutVan(ref: string, b: Bestand): Verklaring | null {
    try {
      return this.#zoek('attribute', ref, b);
    } catch {
      return null;
    }
  }

  #type(element: XsdKnoop, b: Bestand): Inhoud {
    const v = this.#typeVan(element, b);
    if (v) return this.#inhoud(v.knoop, v.bestand);
    return { waarde: true, vrij: element.attrs.type === undefined, attributen: new Map(), deeltjes: [] };
  }

  #inhoud(type: XsdKnoop, b: Bestand): Inhoud {
    const uit: Inhoud = { waarde: type.naam === 'simpleType' || type.attrs.mixed === 'true', vrij: false, attributen: new Map(), deeltjes: [] };
    if (type.naam === 'simpleType') return uit;
    const loop = (k: XsdKnoop, bestand: Bestand, vaker: boolean, moet: boolean, keuzes: Keuzes): void => {
      const meer = vaker || (k.naam !== 'element' && k.attrs.maxOccurs !== undefined && k.attrs.maxOccurs !== '1' && k.attrs.maxOccurs !== '0');
      const nodig = moet && k.naam !== 'choice' && (k.naam === 'element' || k.attrs.minOccurs !== '0');
      switch (k.naam) {
        case 'element':
          uit.deeltjes.push({ knoop: k, bestand, vaker, moet, keuzes });
          return;
        case 'any':
          uit.vrij = true;
          return;
        case 'attribute': {
          const a = this.#attribuut(k, bestand);
          if (a) uit.attributen.set(a.naam, a);
          return;
        }
        case 'attributeGroup':
        case 'group': {
          const v = k.attrs.ref ? this.#zoek(k.naam, k.attrs.ref, bestand) : null;
          if (v) for (const z of v.knoop.kinderen) loop(z, v.bestand, meer, nodig, keuzes);
          return;
        }
        case 'extension':
        case 'restriction': {
          const v = k.attrs.base ? this.#zoek('type', k.attrs.base, bestand) : null;
          if (!v) uit.waarde = true;
          else if (k.naam === 'extension' || v.knoop.naam === 'simpleType') {
            const basis = this.#inhoud(v.knoop, v.bestand);
            uit.waarde ||= basis.waarde;
            uit.vrij ||= basis.vrij;
            for (const a of basis.attributen.values()) uit.attributen.set(a.naam, a);
            uit.deeltjes.push(...basis.deeltjes);
          } else for (const a of this.#inhoud(v.knoop, v.bestand).attributen.values()) uit.attributen.set(a.naam, a);
          break;
        }
      }
      k.kinderen.forEach((z, i) => {
        loop(z, bestand, meer, nodig, k.naam === 'choice' ? [...keuzes, [k, i]] : keuzes);
      });
    };
    for (const z of type.kinderen) loop(z, b, false, true, []);
    return uit;
  }
}

interface Inhoud {
  waarde: boolean;
  vrij: boolean;
  readonly attributen: Map<string, SchemaAttribuut>;
  readonly deeltjes: Deeltje[];
}

interface Deeltje {
  readonly knoop: XsdKnoop;
  readonly bestand: Bestand;
  readonly vaker: boolean;
  readonly moet: boolean;
  readonly keuzes: Keuzes;
}

const eenmalig = (k: XsdKnoop): boolean => k.attrs.maxOccurs === undefined || k.attrs.maxOccurs === '1';

/** The choices that a particle stands in, each with the branch. */
type Keuzes = readonly (readonly [XsdKnoop, number])[];

const sluitUit = (a: Keuzes, b: Keuzes): boolean => a.some(([k, i]) => b.some(([l, j]) => k === l && i !== j));
