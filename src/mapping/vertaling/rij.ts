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
  /** The place of the row around this one. */
  readonly boven?: Plaats;
}

/** What one row does at one place. */
export type Stap = (p: Plaats, l: Loop) => void;

/** Where a translation is: what it has read, and where objects stand in the source. */
export class Loop {
  readonly vraag: Rijvraag;
  readonly meldingen: Melding[] = [];
  readonly gelezen = new Set<string>();
  /** Objects that the target cannot say of why something is missing: paths without indexes that end in `ontbreekt`. */
  readonly zonderOntbreekt: ReadonlySet<string>;
  /** What follows from the target itself: done when all else stands there. */
  readonly later: (() => void)[] = [];
  /** Person of the source → its id in the target, per event that is made. */
  readonly personen = new Map<Gegeven, Map<string, string>>();
  readonly #plek = new WeakMap<object, string>();

  constructor(vraag: Rijvraag, data: Gegeven, zonderOntbreekt: ReadonlySet<string>) {
    this.vraag = vraag;
    this.zonderOntbreekt = zonderOntbreekt;
    this.#noteer(data, '');
  }

  #noteer(w: unknown, plek: string): void {
    if (typeof w !== 'object' || w === null) return;
    this.#plek.set(w, plek);
    if (Array.isArray(w)) for (const [i, x] of w.entries()) this.#noteer(x, `${plek}[${i}]`);
    else for (const [k, x] of Object.entries(w)) this.#noteer(x, plek === '' ? k : `${plek}.${k}`);
  }

  plek(houder: object, sleutel?: string): string {
    const p = this.#plek.get(houder) ?? '';
    return sleutel === undefined ? p : p === '' ? sleutel : `${p}.${sleutel}`;
  }

  leesHeel(item: Gegeven): Gegeven {
    this.gelezen.add(this.plek(item));
    return item;
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
function basis(p: Plaats, pad: Pad): Gegeven {
  let hier = p;
  for (let i = 0; i < pad.omhoog && hier.boven; i++) hier = hier.boven;
  return pad.absoluut ? p.data : hier.item;
}
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
    delen.push((i, d) => {
      // A list is what stands in it: there when it is not empty, one of these when one of its items is.
      const teksten = pad.delen.reduce<unknown[]>((ws, deel) => ws.flatMap((w) => (isGegeven(w) && w[deel] !== undefined ? w[deel] : [])), [pad.absoluut ? d : i]).map(alsTekst);
      if (c.bestaat !== undefined && teksten.length > 0 !== c.bestaat) return false;
      if (c.is !== undefined && !teksten.includes(c.is)) return false;
      return c.in === undefined || teksten.some((t) => t !== undefined && c.in!.includes(t));
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
  if (pad.lijst && Array.isArray(houder[sleutel])) houder[sleutel].push(w);
  else if (pad.lijst) houder[sleutel] = [w];
  else houder[sleutel] = w;
}

/** Writes where nothing stands yet: two values for one place are a finding, never the last of them. */
function zetEens(p: Plaats, naar: Pad, w: unknown, plek: string, l: Loop): void {
  const er = naar.lijst ? undefined : waarde(doelbasis(p, naar), naar);
  if (w !== undefined && er !== undefined && JSON.stringify(er) !== JSON.stringify(w)) l.meld('KP_VERLIES', plek, 'op deze plaats staat in het andere bericht al een ander gegeven');
  else zet(doelbasis(p, naar), naar, w);
}

/** Copies one value, and why it is missing where it is. */
function draag(rij: Vertaalrij, van: Pad, naar: Pad): Stap {
  return (p, l) => {
    if (van.delen.length === 0) {
      const item = basis(p, van);
      zetEens(p, naar, omzetting(rij, l.leesHeel(item), l.plek(item), l), l.plek(item), l);
      return;
    }
    const w = zoek(basis(p, van), van.delen);
    if (!w) return;
    const gelezen = l.lees(w.houder, w.sleutel);
    if (gelezen !== undefined) zetEens(p, naar, omzetting(rij, gelezen, l.plek(w.houder, w.sleutel), l), l.plek(w.houder, w.sleutel), l);
    const ontbreekt = isGegeven(w.houder.ontbreekt) ? w.houder.ontbreekt : undefined;
    if (ontbreekt?.[w.sleutel] === undefined || naar.lijst || l.zonderOntbreekt.has(l.plek(w.houder, 'ontbreekt').replace(/\[\d+\]/g, ''))) return;
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
  if (!rij.als) return compileerDaad(rij, null);
  const als = compileerConditie(rij.als);
  // On `elk` a condition looks from the item that was met.
  if (rij.elk !== undefined) return compileerDaad(rij, als);
  const doe = compileerDaad(rij, null);
  return (p, l) => {
    if (als(p.item, p.data)) doe(p, l);
  };
}

type Keuze = (item: Gegeven, data: Gegeven) => boolean;

function compileerDaad(rij: Vertaalrij, als: Keuze | null): Stap {
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
  if (rij.verwijst !== undefined) {
    const pad = leesPad(rij.verwijst);
    return (p, l) => {
      const w = zoek(basis(p, pad), pad.delen);
      const id = w ? l.lees(w.houder, w.sleutel) : undefined;
      if (typeof id === 'string') zet(doelbasis(p, naar!), naar!, l.personen.get(p.uit)?.get(id) ?? id);
    };
  }
  const rijen = (rij.rijen ?? []).map(compileerRij);
  if (rij.elk !== undefined) return compileerElk(leesPad(rij.elk), naar, als, rijen);
  return compileerPersoon(leesPad(rij.persoon!), naar, rij.rollen!, rijen);
}

function compileerElk(elk: Pad, naar: Pad | undefined, als: Keuze | null, rijen: readonly Stap[]): Stap {
  return (p, l) => {
    const w = elk.delen.length === 0 ? { houder: { item: p.item }, sleutel: 'item' } : zoek(basis(p, elk), elk.delen);
    const gevonden: unknown = w ? (w.houder as Gegeven)[w.sleutel] : undefined;
    for (const item of Array.isArray(gevonden) ? (gevonden as unknown[]) : [gevonden]) {
      if (!isGegeven(item) || (als && !als(item, p.data))) continue;
      const er = naar === undefined ? p.doel : naar.lijst ? undefined : waarde(doelbasis(p, naar), naar);
      const doel: Gegeven = isGegeven(er) ? er : {};
      // It stands in its place before its rows run, so that persons come in the order in which the target reads them.
      if (naar !== undefined && doel !== er) zet(doelbasis(p, naar), naar, doel);
      for (const r of rijen) r({ item, data: p.data, doel, uit: p.uit, boven: p }, l);
      if (naar !== undefined && doel !== er && Object.keys(doel).length === 0) haalWeg(doelbasis(p, naar), naar);
    }
  };
}

function haalWeg(basisObject: Gegeven, pad: Pad): void {
  const w = zoek(basisObject, pad.delen);
  if (!w) return;
  const lijst = w.houder[w.sleutel];
  if (pad.lijst && Array.isArray(lijst) && lijst.length > 1) lijst.pop();
  else delete w.houder[w.sleutel];
}

/** A person of the source in a role that the target gives it: a person of its own there, in the order of the rows. */
function compileerPersoon(pad: Pad, naar: Pad | undefined, rollen: readonly string[], rijen: readonly Stap[]): Stap {
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
    p.uit.personen = [...personen, nieuw];
    if (naar) zet(doelbasis(p, naar), naar, nieuw.id);
    const bekend = l.personen.get(p.uit) ?? new Map<string, string>();
    l.personen.set(p.uit, bekend.set(String(id), String(nieuw.id)));
    for (const r of rijen) r({ item: bron, data: p.data, doel: nieuw, uit: p.uit, boven: p }, l);
  };
}
