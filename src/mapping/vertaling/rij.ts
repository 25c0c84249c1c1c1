// One row of a translation, compiled to a step: reads the source's item, writes the target's, notes what it read. Pure.
// A code without a counterpart is a finding, never passed on as it is.
import type { Melding } from '../../sdk/melding.ts';
import { zetOm, type Codetabel } from './codes.ts';
import { type Gegeven, isGegeven, leesPad, maakWeg, type Pad, zoek } from './pad.ts';
import type { Conditie, PerStandaard, Vertaalrij } from './tabel.ts';

/** What rows look at beside the event. */
export interface Rijvraag {
  /** `standaard` of both sides: some rows differ by it. */
  readonly van: string;
  readonly naar: string;
  readonly codetabellen: ReadonlyMap<string, Codetabel>;
}

interface Plaats {
  readonly item: Gegeven;
  readonly data: Gegeven;
  readonly doel: Gegeven;
  readonly uit: Gegeven;
}

/** What one row does at one place. */
export type Stap = (p: Plaats, l: Loop) => void;

/** Where a translation is: what it has read, and where objects stand in the source. */
export class Loop {
  readonly vraag: Rijvraag;
  readonly meldingen: Melding[] = [];
  readonly gelezen = new Set<string>();
  /** What follows from the target itself: done when all else stands there. */
  readonly later: (() => void)[] = [];
  readonly #plek = new WeakMap<object, string>();

  constructor(vraag: Rijvraag, data: Gegeven) {
    this.vraag = vraag;
    this.#noteer(data, '');
  }

  #noteer(w: unknown, plek: string): void {
    if (typeof w !== 'object' || w === null) return;
    this.#plek.set(w, plek);
    if (Array.isArray(w)) for (const [i, x] of w.entries()) this.#noteer(x, `${plek}[${i}]`);
    else for (const [k, x] of Object.entries(w)) this.#noteer(x, plek === '' ? k : `${plek}.${k}`);
  }

  plek(houder: object, sleutel: string): string {
    const p = this.#plek.get(houder) ?? '';
    return p === '' ? sleutel : `${p}.${sleutel}`;
  }

  lees(houder: Gegeven, sleutel: string): unknown {
    this.gelezen.add(this.plek(houder, sleutel));
    // A code and the list that it is of are one value.
    if (sleutel === 'code' && 'codelijst' in houder) this.gelezen.add(this.plek(houder, 'codelijst'));
    return houder[sleutel];
  }

  meld(code: 'KP_OPSTELLEN' | 'KP_VERLIES', plek: string, tekst: string): void {
    this.meldingen.push({ code, regel: 0, pad: `/${plek}`, tekst });
  }

  /** True where the leaf, or something that it is in, was read. */
  isGelezen(plek: string): boolean {
    for (let i = plek.length; i > 0; ) {
      if (this.gelezen.has(plek.slice(0, i))) return true;
      i = Math.max(plek.lastIndexOf('.', i - 1), plek.lastIndexOf('[', i - 1));
    }
    return false;
  }
}

export const kopie = (w: unknown): unknown => (typeof w === 'object' && w !== null ? structuredClone(w) : w);
const basis = (p: Plaats, pad: Pad): Gegeven => (pad.absoluut ? p.data : p.item);
const doelbasis = (p: Plaats, pad: Pad): Gegeven => (pad.absoluut ? p.uit : p.doel);

function kies(w: PerStandaard, v: Rijvraag): string | undefined {
  return typeof w === 'string' ? w : (w[v.naar] ?? w[v.van]);
}

/** Text of a value that conditions and texts look at. */
const alsTekst = (w: unknown): string | undefined => (typeof w === 'string' || typeof w === 'number' || typeof w === 'boolean' ? String(w) : undefined);

export function compileerConditie(c: Conditie): (item: Gegeven, data: Gegeven) => boolean {
  const delen: ((item: Gegeven, data: Gegeven) => boolean)[] = [];
  if (c.pad !== undefined) {
    const pad = leesPad(c.pad);
    const waarde = (item: Gegeven, data: Gegeven): unknown => {
      if (pad.delen.length === 0) return item;
      const w = zoek(pad.absoluut ? data : item, pad.delen);
      return w?.houder[w.sleutel];
    };
    delen.push((i, d) => {
      const w = waarde(i, d);
      const t = alsTekst(w);
      if (c.bestaat !== undefined && (w !== undefined) !== c.bestaat) return false;
      if (c.is !== undefined && t !== c.is) return false;
      return c.in === undefined || (t !== undefined && c.in.includes(t));
    });
  }
  if (c.niet) {
    const n = compileerConditie(c.niet);
    delen.push((i, d) => !n(i, d));
  }
  if (c.en) delen.push(...c.en.map(compileerConditie));
  if (c.of) {
    const of = c.of.map(compileerConditie);
    delen.push((i, d) => of.some((x) => x(i, d)));
  }
  return (i, d) => delen.every((x) => x(i, d));
}

/** A value as the row asks: a code of another list, a text as a code, the same list under another name. */
function omzetting(rij: Vertaalrij, w: unknown, plek: string, l: Loop): unknown {
  if (Array.isArray(w)) return w.map((x, i) => omzetting(rij, x, `${plek}[${i}]`, l)).filter((x) => x !== undefined);
  if (rij.codes !== undefined) {
    const welke = kies(rij.codes, l.vraag);
    const [naam = '', kolom = ''] = (welke ?? '').split('.');
    const tabel = l.vraag.codetabellen.get(naam);
    const code = isGegeven(w) ? w : {};
    const ander = tabel && typeof code.code === 'string' && typeof code.codelijst === 'string' ? zetOm(tabel, code.code, code.codelijst, kolom) : null;
    if (ander) return { ...code, ...ander };
    l.meld('KP_OPSTELLEN', plek, tabel ? `deze code heeft niet één tegenhanger in ${tabel.kolommen[kolom]?.[0] ?? kolom} (${tabel.bestand})` : 'voor deze code is geen codetabel');
    return undefined;
  }
  if (rij.codelijst !== undefined && isGegeven(w)) {
    const lijst = typeof rij.codelijst === 'object' && typeof w.codelijst === 'string' ? rij.codelijst[w.codelijst] : undefined;
    if (lijst !== undefined) return { ...w, codelijst: lijst };
    l.meld('KP_OPSTELLEN', plek, 'een code van deze codelijst is hier niet te vertalen');
    return undefined;
  }
  if (rij.codelijst !== undefined && typeof w === 'string') {
    const lijst = typeof rij.codelijst === 'string' ? rij.codelijst : undefined;
    if (lijst !== undefined) return { code: w, codelijst: lijst };
  }
  return kopie(w);
}

function zet(basisObject: Gegeven, pad: Pad, w: unknown): void {
  if (w === undefined) return;
  const houder = maakWeg(basisObject, pad.delen.slice(0, -1));
  const sleutel = pad.delen.at(-1)!;
  if (pad.lijst) houder[sleutel] = [...((houder[sleutel] as unknown[] | undefined) ?? []), w];
  else houder[sleutel] = w;
}

/** Copies one value, and why it is missing where it is. */
function draag(rij: Vertaalrij, van: Pad, naar: Pad): Stap {
  return (p, l) => {
    const w = zoek(basis(p, van), van.delen);
    if (!w) return;
    const waarde = l.lees(w.houder, w.sleutel);
    if (waarde !== undefined) zet(doelbasis(p, naar), naar, omzetting(rij, waarde, l.plek(w.houder, w.sleutel), l));
    const ontbreekt = isGegeven(w.houder.ontbreekt) ? w.houder.ontbreekt : undefined;
    if (ontbreekt?.[w.sleutel] === undefined || naar.lijst) return;
    const houder = maakWeg(doelbasis(p, naar), [...naar.delen.slice(0, -1), 'ontbreekt']);
    houder[naar.delen.at(-1)!] = l.lees(ontbreekt, w.sleutel);
  };
}

const waarde = (van: Gegeven, pad: Pad): unknown => {
  const w = zoek(van, pad.delen);
  return w?.houder[w.sleutel];
};
const centen = (w: unknown): number | undefined => (typeof w === 'number' ? w : isGegeven(w) && typeof w.centen === 'number' ? w.centen : undefined);

/** @throws Error (Dutch) for a path that is none */
export function compileerRij(rij: Vertaalrij): Stap {
  const doe = compileerDaad(rij);
  if (!rij.als) return doe;
  const als = compileerConditie(rij.als);
  return (p, l) => {
    if (als(p.item, p.data)) doe(p, l);
  };
}

function compileerDaad(rij: Vertaalrij): Stap {
  if (rij.houd) {
    const stappen = rij.houd.map((h) => draag(rij, leesPad(h), leesPad(h)));
    return (p, l) => {
      for (const s of stappen) s(p, l);
    };
  }
  const naar = rij.naar === undefined ? undefined : leesPad(rij.naar);
  if (rij.van !== undefined) return draag(rij, leesPad(rij.van), naar!);
  if ('vast' in rij) return (p) => zet(doelbasis(p, naar!), naar!, kopie(rij.vast));
  if (rij.tekst !== undefined) {
    const stukken = [...rij.tekst.matchAll(/\{([^}]+)\}|([^{]+)/g)].map((m) => (m[1] === undefined ? m[2]! : leesPad(m[1])));
    return (p, l) => {
      const delen = stukken.map((s) => {
        if (typeof s === 'string') return s;
        const w = zoek(basis(p, s), s.delen);
        return w ? alsTekst(l.lees(w.houder, w.sleutel)) : undefined;
      });
      if (!delen.includes(undefined)) zet(doelbasis(p, naar!), naar!, delen.join(''));
    };
  }
  if (rij.maal) {
    const [a, b] = [leesPad(rij.maal[0]), leesPad(rij.maal[1])];
    const teken = rij.teken === undefined ? null : leesPad(rij.teken);
    return (p, l) =>
      void l.later.push(() => {
        const [x, y, t] = [a, b, teken].map((pad) => (pad === null ? 1 : centen(waarde(doelbasis(p, pad), pad))));
        if (x !== undefined && y !== undefined) zet(doelbasis(p, naar!), naar!, { centen: (t !== undefined && t < 0 ? -1 : 1) * x * y, valuta: 'EUR' });
      });
  }
  if (rij.aantal !== undefined) {
    const pad = leesPad(rij.aantal);
    return (p, l) =>
      void l.later.push(() => {
        const lijst = waarde(doelbasis(p, pad), pad);
        if (Array.isArray(lijst)) zet(doelbasis(p, naar!), naar!, lijst.length);
      });
  }
  const rijen = (rij.rijen ?? []).map(compileerRij);
  if (rij.elk !== undefined) return compileerElk(leesPad(rij.elk), naar, rijen);
  return compileerPersoon(leesPad(rij.persoon!), naar!, rij.rollen!, rijen);
}

function compileerElk(elk: Pad, naar: Pad | undefined, rijen: readonly Stap[]): Stap {
  return (p, l) => {
    const w = elk.delen.length === 0 ? { houder: { item: p.item }, sleutel: 'item' } : zoek(basis(p, elk), elk.delen);
    const gevonden: unknown = w ? (w.houder as Gegeven)[w.sleutel] : undefined;
    for (const item of Array.isArray(gevonden) ? (gevonden as unknown[]) : [gevonden]) {
      if (!isGegeven(item)) continue;
      const er = naar === undefined ? p.doel : naar.lijst ? undefined : waarde(doelbasis(p, naar), naar);
      const doel: Gegeven = isGegeven(er) ? er : {};
      for (const r of rijen) r({ item, data: p.data, doel, uit: p.uit }, l);
      if (naar !== undefined && doel !== er && Object.keys(doel).length > 0) zet(doelbasis(p, naar), naar, doel);
    }
  };
}

/** A person of the source in a role that the target gives it: a person of its own there, in the order of the rows. */
function compileerPersoon(pad: Pad, naar: Pad, rollen: readonly string[], rijen: readonly Stap[]): Stap {
  return (p, l) => {
    const w = zoek(basis(p, pad), pad.delen);
    const id = w?.houder[w.sleutel];
    const bron = Array.isArray(p.data.personen) ? (p.data.personen as unknown[]).find((x) => isGegeven(x) && x.id === id) : undefined;
    if (!w || !isGegeven(bron)) return;
    l.lees(w.houder, w.sleutel);
    l.lees(bron, 'id');
    l.lees(bron, 'rollen');
    const personen = (Array.isArray(p.uit.personen) ? p.uit.personen : []) as Gegeven[];
    const nieuw: Gegeven = { id: `p${personen.length + 1}`, rollen: [...rollen] };
    for (const r of rijen) r({ item: bron, data: p.data, doel: nieuw, uit: p.uit }, l);
    p.uit.personen = [...personen, nieuw];
    zet(doelbasis(p, naar), naar, nieuw.id);
  };
}
