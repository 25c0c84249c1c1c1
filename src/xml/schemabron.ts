// Our own XSD profiles read as a tree of possible paths: which element may stand where, how often, with or without a value.
// Reads the plain subset that `schemas/` keeps to (VERSCHILLEN.md); used at build and by `knooppunt mapping`, never on a message.
import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';

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

/** An element that may stand at a place. Children are worked out when asked for: StUF trees have no end. */
export interface SchemaElement {
  readonly naam: string;
  /** May occur more than once at this place. */
  readonly herhaald: boolean;
  /** Must occur at this place, whatever else stands there. */
  readonly verplicht: boolean;
  /** May hold text. */
  readonly waarde: boolean;
  /** Anything may stand below it (xs:any). */
  readonly vrij: boolean;
  readonly attributen: ReadonlySet<string>;
  kinderen(): ReadonlyMap<string, SchemaElement>;
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
    return {
      naam: doel.knoop.attrs.name ?? '',
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
    };
  }

  #type(element: XsdKnoop, b: Bestand): Inhoud {
    const binnen = element.kinderen.find((x) => x.naam === 'complexType' || x.naam === 'simpleType');
    if (binnen) return this.#inhoud(binnen, b);
    if (!element.attrs.type) return { waarde: true, vrij: true, attributen: new Set(), deeltjes: [] };
    const v = this.#zoek('type', element.attrs.type, b);
    return v ? this.#inhoud(v.knoop, v.bestand) : { waarde: true, vrij: false, attributen: new Set(), deeltjes: [] };
  }

  #inhoud(type: XsdKnoop, b: Bestand): Inhoud {
    const uit: Inhoud = { waarde: type.naam === 'simpleType' || type.attrs.mixed === 'true', vrij: false, attributen: new Set(), deeltjes: [] };
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
          const naam = k.attrs.name ?? k.attrs.ref?.split(':').at(-1);
          if (naam) uit.attributen.add(naam);
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
            for (const a of basis.attributen) uit.attributen.add(a);
            uit.deeltjes.push(...basis.deeltjes);
          }
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
  readonly attributen: Set<string>;
  readonly deeltjes: { knoop: XsdKnoop; bestand: Bestand; vaker: boolean; moet: boolean; keuzes: Keuzes }[];
}

/** The choices that a particle stands in, each with the branch. */
type Keuzes = readonly (readonly [XsdKnoop, number])[];

const sluitUit = (a: Keuzes, b: Keuzes): boolean => a.some(([k, i]) => b.some(([l, j]) => k === l && i !== j));
