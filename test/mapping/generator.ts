// Random messages that a profile allows: every optional part there or not, repeats, every value within its facets. Driven by a seed, so that a failure repeats.
// Rules between fields it does not know: such a message may be refused on the way in.
import fc from 'fast-check';
import type { Modeldeel, SchemaElement } from '../../src/xml/schemabron.ts';
import type { Waardevorm } from '../../src/xml/waardevorm.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const BSNS = ['999900006', '999993653', '999994487', '999990937', '999991954', '999997646', '999999990', '999993975', '999992168'];

export interface Generatoropties {
  /** Text for an element or attribute by local name, before its facets. */
  readonly waarden?: Readonly<Record<string, readonly string[]>>;
  /** Elements and attributes that are never made. */
  readonly zonder?: ReadonlySet<string>;
  /** Elements below this depth are made only where required. */
  readonly diepte?: number;
  /** Chance that an optional part is there. */
  readonly kans?: number;
}

/** mulberry32. */
export function toeval(zaad: number): () => number {
  let a = zaad >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const monsters = new Map<string, readonly string[]>();

function passend(v: Waardevorm, t: string): boolean {
  if (v.minLengte !== null && [...t].length < v.minLengte) return false;
  if (v.maxLengte !== null && [...t].length > v.maxLengte) return false;
  if (v.cijfers !== null && t.length !== v.cijfers) return false;
  return v.patronen.every((p) => p.some((x) => new RegExp(`^(?:${x})$`, 'u').test(t)));
}

/** Values of a pattern, made once. */
function uitPatroon(v: Waardevorm): readonly string[] {
  const sleutel = JSON.stringify(v);
  let m = monsters.get(sleutel);
  if (!m) {
    const gezien: string[] = [];
    for (const p of v.patronen.at(-1) ?? []) {
      const bron = p.replaceAll('\\p{Lu}', '[A-Z]').replace(/\[\^\\s\]|\\S/g, '[a-zé&<0-9]').replaceAll('[\\s\\S]', '[a-z ]').replaceAll('\\s*', '').replaceAll('\\D', '[a-z ]').replaceAll('.*', '[a-zA-Zëü0-9 ,&]{0,12}').replace(/À-ỳ/g, 'à-ö');
      gezien.push(...fc.sample(fc.stringMatching(new RegExp(`^(?:${bron})$`)), { seed: 7, numRuns: 40 }));
    }
    m = [...new Set(gezien)].filter((t) => passend(v, t) && t.trim() !== '' && /^[\u0020-\u024f]*$/.test(t));
    monsters.set(sleutel, m);
  }
  return m;
}

export class Berichtgenerator {
  readonly #opties: Generatoropties;
  #r: () => number = Math.random;

  constructor(opties: Generatoropties = {}) {
    this.#opties = opties;
  }

  #kies<T>(l: readonly T[]): T {
    return l[Math.floor(this.#r() * l.length)]!;
  }

  #getal(min: number, max: number): number {
    return min + Math.floor(this.#r() * (max - min + 1));
  }

  #datum(): string {
    return `${this.#getal(1940, 2026)}-${String(this.#getal(1, 12)).padStart(2, '0')}-${String(this.#getal(1, 28)).padStart(2, '0')}`;
  }

  #tekst(min: number, max: number): string {
    const n = this.#getal(Math.max(1, min), Math.max(1, min, Math.min(max, min + 14)));
    let t = '';
    for (let i = 0; i < n; i++) t += this.#kies(i === 0 || i === n - 1 ? [...'abcdeXYZ12é'] : [...'abcdeXYZ12é &<>"\'-']);
    return t;
  }

  #waarde(naam: string, v: Waardevorm): string | null {
    const eigen = this.#opties.waarden?.[naam];
    if (eigen) return this.#kies(eigen);
    if (v.opsomming) return this.#kies(v.opsomming);
    if (/^bsn$|inp\.bsn|Burgerservicenr/i.test(naam)) return this.#kies(BSNS);
    const tijd = (): string => `${String(this.#getal(0, 23)).padStart(2, '0')}:${String(this.#getal(0, 59)).padStart(2, '0')}:${String(this.#getal(0, 59)).padStart(2, '0')}`;
    switch (v.basis) {
      case 'date':
        return this.#datum();
      case 'time':
        return tijd();
      case 'dateTime':
        return `${this.#datum()}T${tijd()}`;
      case 'boolean':
        return this.#kies(['true', 'false']);
      case 'gYear':
        return String(this.#getal(1940, 2026));
      case 'base64Binary':
        return Buffer.from(this.#tekst(1, 20)).toString('base64');
      case 'anyURI':
        return `https://voorbeeld.example/${this.#getal(1, 999)}`;
    }
    // Digits that are a day or a moment; a schema counts the digits and no more.
    if (/dat(um)?|tijdstip|^(begin|eind)(Geldigheid|Relatie)$|periode(begin|einde)/i.test(naam)) {
      const d = this.#datum().replaceAll('-', '');
      const t = tijd().replaceAll(':', '');
      const past = [d, `${d}${t}`, `${d}${t}00`, `${d}${t}000`].filter((x) => passend(v, x));
      if (past.length > 0) return this.#kies(past);
    }
    if (v.patronen.length > 0) {
      const m = uitPatroon(v);
      return m.length > 0 ? this.#kies(m) : null;
    }
    if (/integer|int|long|short|decimal|double|float|Integer|unsigned/.test(v.basis)) {
      const cijfers = Math.min(v.cijfers ?? 6, 6);
      const max = Math.min(v.maxWaarde === null ? 10 ** cijfers - 1 : Number(v.maxWaarde), 10 ** cijfers - 1);
      const min = v.minWaarde === null ? (v.basis === 'positiveInteger' ? 1 : 0) : Number(v.minWaarde);
      return String(this.#getal(min, Math.max(min, max)));
    }
    return this.#tekst(v.minLengte ?? 1, v.maxLengte ?? 20);
  }

  /** A message as XML text; null where a required value could not be made. */
  maak(wortel: SchemaElement, zaad: number): string | null {
    this.#r = toeval(zaad);
    const prefixen = new Map<string, string>();
    const naam = (ns: string, lokaal: string): string => {
      if (ns === '') return lokaal;
      if (!prefixen.has(ns)) prefixen.set(ns, ns === XSI ? 'xsi' : `g${prefixen.size}`);
      return `${prefixen.get(ns)}:${lokaal}`;
    };
    const esc = (t: string): string => t.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');
    const kans = this.#opties.kans ?? 0.6;
    const element = (e: SchemaElement, diepte: number): string | null => {
      let attrs = '';
      for (const a of e.attributen.values()) {
        if (this.#opties.zonder?.has(`@${a.naam}`)) continue;
        if (!a.verplicht && (this.#opties.waarden?.[`@${a.naam}`] === undefined || this.#r() > 0.5)) continue;
        const w = a.vast ?? this.#opties.waarden?.[`@${a.naam}`]?.[0] ?? this.#waarde(a.naam, a.vorm());
        if (w === null) return null;
        attrs += ` ${naam(a.ns, a.naam)}="${esc(w)}"`;
      }
      const n = naam(e.ns, e.naam);
      const model = e.model();
      const vorm = e.vorm();
      let inhoud: string | null = '';
      if (model) inhoud = deel(model, diepte);
      else if (vorm) {
        const w = this.#waarde(e.naam, vorm);
        inhoud = w === null ? null : esc(w);
      }
      return inhoud === null ? null : `<${n}${attrs}>${inhoud}</${n}>`;
    };
    const deel = (m: Modeldeel, diepte: number): string | null => {
      if (m.soort === 'vrij') return m.min > 0 ? null : '';
      if (m.soort === 'element' && this.#opties.zonder?.has(m.element.naam)) return m.min > 0 ? null : '';
      const ruim = diepte < (this.#opties.diepte ?? 12) && this.#r() < kans;
      const aantal = ruim ? this.#getal(Math.max(m.min, 1), Math.max(m.min, Math.min(m.max, Math.max(1, m.min) + 2))) : m.min;
      let uit = '';
      for (let i = 0; i < aantal; i++) {
        let t: string | null;
        if (m.soort === 'element') t = element(m.element, diepte + 1);
        else if (m.soort === 'reeks') t = m.delen.map((d) => deel(d, diepte)).reduce<string | null>((a, b) => (a === null || b === null ? null : a + b), '');
        else t = m.delen.length === 0 ? '' : deel(this.#kies(m.delen), diepte);
        if (t === null) {
          if (i >= m.min) break;
          return null;
        }
        uit += t;
      }
      return uit;
    };
    const tekst = element(wortel, 0);
    if (tekst === null) return null;
    const ns = [...prefixen].map(([n, p]) => ` xmlns:${p}="${n}"`).join('');
    return tekst.replace(/^<[^\s/>]+/, (x) => x + ns);
  }
}
