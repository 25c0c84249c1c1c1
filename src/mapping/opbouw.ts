// Walks the rows of one event and writes the tree: values, items, persons, conditions. Tries, looks and takes back where several places could be meant.
import { type Codec, CodecFout, Ontbrekend, type SchrijfOmgeving } from '../sdk/codec.ts';
import type { Object_ } from './doelpad.ts';
import type { SchemaElement } from '../xml/schemabron.ts';
import { type Bouwknoop, leesSchrijfpad, type Schrijfboom, type Schrijfpad } from './schrijfboom.ts';
import { dekt, type Leesdoel, type Schrijfrij } from './schrijfrij.ts';
import { gelijk, isObject, type Leesomgeving, type Persoon, type Schrijfstaat } from './schrijfstaat.ts';
import type { Voorwaarde } from './tabel.ts';
import { compileerVoorwaarde } from './voorwaarde.ts';

export interface Opbouwaard {
  readonly standaard: string;
  readonly berichttype: string;
  readonly variant?: string | undefined;
  readonly om: SchrijfOmgeving;
  /** Names of elements that are read as a person. */
  readonly personen: ReadonlySet<string>;
}

/** Attributes that a row of this scope wrote already: the first source of a value is the one that is written. */
type Hier = Map<object, Set<string>>;

interface Houder {
  readonly houder: Object_;
  readonly sleutel: string;
}

const GEEN_DOCUMENTEN = {
  document(): never {
    throw new CodecFout('geen document');
  },
};

interface Lijstplek {
  readonly lijst: string;
  /** The rows among which it stands. */
  readonly naast: readonly Schrijfrij[];
}

/** Target paths of list groups, to find the rows that share a list. */
function deelLijsten(rijen: readonly Schrijfrij[], basis: string, uit: Map<string, Schrijfrij[]>, van: Map<Schrijfrij, Lijstplek>): void {
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
function keuzesVan(rijen: readonly Schrijfrij[], schema: SchemaElement): readonly (readonly (readonly Schrijfrij[])[])[] {
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

export class Opbouw {
  readonly #boom: Schrijfboom;
  readonly #staat: Schrijfstaat;
  readonly #aard: Opbouwaard;
  readonly #lijsten = new Map<string, Schrijfrij[]>();
  readonly #lijstVan = new Map<Schrijfrij, Lijstplek>();
  readonly #eisen: { readonly v: Voorwaarde; readonly k: Bouwknoop }[] = [];
  readonly #sleutels = new Map<Schrijfrij, object>();
  /** Texts up to this one stood before the item that is being tried. */
  #grens = 0;
  /** Times that the item being tried contradicted them. */
  #botsingen = 0;

  constructor(boom: Schrijfboom, staat: Schrijfstaat, aard: Opbouwaard, rijen: readonly Schrijfrij[]) {
    this.#boom = boom;
    this.#staat = staat;
    this.#aard = aard;
    deelLijsten(rijen, '', this.#lijsten, this.#lijstVan);
  }

  /** A row of this event: another event of the message reads the same nodes again. */
  #eigen(r: Schrijfrij): object {
    let o = this.#sleutels.get(r);
    if (!o) {
      o = {};
      this.#sleutels.set(r, o);
    }
    return o;
  }

  /** True when the unconditional constants of an event are those of this one. */
  kop(rijen: readonly Schrijfrij[], om: Leesomgeving): boolean {
    return rijen.every((r) => {
      if (r.soort !== 'vast' || r.als || r.doel === null) return true;
      const p = this.#houder(r.doel, om);
      const w = p?.houder[p.sleutel];
      return r.doel.lijst ? Array.isArray(w) && w.some((x) => gelijk(x, r.rij.vast)) : gelijk(w, r.rij.vast);
    });
  }

  /** Writes the rows in a node. Where they lead to branches of which only one may stand there, the branch that can say most is taken. */
  rijen(rijen: readonly Schrijfrij[], k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    let over = rijen;
    for (const takken of keuzesVan(rijen, k.schema)) {
      const soorten = takken.filter((t) => t.some((r) => over.includes(r)));
      if (soorten.length < 2) continue;
      const zonder = (tak: readonly Schrijfrij[]): Schrijfrij[] => over.filter((r) => tak.includes(r) || !takken.some((t) => t.includes(r)));
      let beste = { winst: -1, rijen: over };
      for (const tak of soorten) {
        const poging = zonder(tak);
        const merk = this.#boom.merk();
        const [vers, botsingen] = [this.#staat.vers, this.#botsingen];
        this.#schrijf(poging, k, om, new Map(hier));
        const winst = this.#staat.vers - vers;
        this.#boom.terug(merk);
        this.#botsingen = botsingen;
        if (winst > beste.winst) beste = { winst, rijen: poging };
      }
      over = beste.rijen;
    }
    this.#schrijf(over, k, om, hier);
  }

  #schrijf(rijen: readonly Schrijfrij[], k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    const eisen = this.#eisen;
    const uitgesteld = (v: Voorwaarde): void => {
      eisen.push({ v, k });
      this.#boom.bij(() => void eisen.pop());
    };
    const later: Schrijfrij[] = [];
    for (const r of rijen) if (r.soort === 'vast' && this.#vast(r, k, om) && r.als) uitgesteld(r.als.voorwaarde);
    // Lists of values come last: their nodes may be those of items.
    const herhaald = (r: Schrijfrij): boolean => r.soort === 'waarde' && r.doel!.lijst && (this.#boom.laatsteHerhaalde(k, r.paden[0]?.stappen ?? []) ?? -1) >= 0;
    for (const r of [...rijen.filter((x) => !herhaald(x)), ...rijen.filter(herhaald)]) {
      if (r.soort === 'vast') continue;
      if (r.soort === 'waarde') {
        if (this.#waarde(r, k, om, hier)) {
          if (r.als) uitgesteld(r.als.voorwaarde);
        } else if (!r.doel!.lijst) later.push(r);
      } else if (r.soort === 'verwijst') this.#verwijst(r, om);
      else this.#groep(r, k, om, hier);
    }
    // A value that another row's text says as well needs no text of its own.
    for (const r of later) this.#staatEr(r, k, om);
  }

  /** The node of an event: one that stands there and says nothing else, or a new one. @param leeg a new one may stay without content: no other event says it better. */
  eventknoop(sleutel: object, rijen: readonly Schrijfrij[], pad: Schrijfpad, om: Leesomgeving, leeg: boolean): boolean {
    const herhaald = this.#boom.laatsteHerhaalde(this.#boom.wortel, pad.stappen);
    if (herhaald === null) return false;
    for (const n of this.#boom.alle(this.#boom.wortel, pad.stappen)) {
      if (this.#staat.isBezet(sleutel, n)) continue;
      const merk = this.#boom.merk();
      this.#grens = this.#boom.teller;
      this.#botsingen = 0;
      this.#staat.bezet(sleutel, n);
      this.rijen(rijen, n, om, new Map());
      this.#grens = 0;
      if (this.#botsingen === 0) return true;
      this.#boom.terug(merk);
    }
    const n = this.#boom.loop(this.#boom.wortel, pad.stappen, herhaald);
    if (!n) return false;
    this.#staat.bezet(sleutel, n);
    this.rijen(rijen, n, om, new Map());
    return leeg || n.kinderen.length > 0 || n.tekst !== '';
  }

  /** Conditions of the rows that fired, once everything stands: what then says otherwise gives way. */
  rondAf(): void {
    for (const { v, k } of this.#eisen) this.eis(v, k, true);
  }

  /** Counts a value as written where reading what stands there gives it. */
  #staatEr(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving): boolean {
    const p = this.#houder(r.doel!, om);
    const w = p?.houder[p.sleutel];
    if (!p || w === undefined || this.#staat.isGedaan(p.houder, p.sleutel)) return false;
    const verwacht = this.#kaal(r, w);
    if (verwacht === undefined || !gelijk(this.#lees(r, k), verwacht)) return false;
    this.#staat.gedaan(p.houder, p.sleutel);
    return true;
  }

  /** What a row would read of the tree as it stands. */
  #lees(r: Schrijfrij, k: Bouwknoop): unknown {
    const teksten = r.paden.map((pad) => {
      const n = pad ? this.#boom.alle(k, pad.stappen)[0] : undefined;
      if (!pad || !n) return { n, t: undefined };
      return { n, t: pad.attribuut === null ? (n.geschreven > 0 ? n.tekst : undefined) : n.attributen?.[pad.attribuut] };
    });
    const codec = r.codec!;
    try {
      if (codec.soort === 'teksten') return teksten.some((x) => x.t !== undefined) ? codec.lees(teksten.map((x) => x.t), GEEN_DOCUMENTEN) : undefined;
      const { n, t } = teksten[0]!;
      if (codec.soort === 'knoop') return n ? codec.lees(n, GEEN_DOCUMENTEN) : undefined;
      return t === undefined ? undefined : codec.lees(t, GEEN_DOCUMENTEN);
    } catch (e) {
      if (e instanceof CodecFout) return undefined;
      throw e;
    }
  }

  /** Makes a condition come true as far as writing can. @param dwing a text that says otherwise gives way. */
  eis(v: Voorwaarde, k: Bouwknoop, dwing: boolean): void {
    if (v.bron !== undefined) this.#eisBron(v, k, dwing);
    for (const x of v.en ?? []) this.eis(x, k, dwing);
    if (v.of && !v.of.some((x) => compileerVoorwaarde(x)(k, this.#aard))) {
      // An element that is read as a person however empty would make one.
      const persoon = (x: Voorwaarde): boolean => this.#aard.personen.has(x.bron?.split('/').at(-1) ?? '');
      const keuze = v.of.find((x) => !persoon(x)) ?? v.of[0];
      if (keuze) this.eis(keuze, k, dwing);
    }
  }

  #eisBron(v: Voorwaarde, k: Bouwknoop, dwing: boolean): void {
    if (v.bestaat === false || compileerVoorwaarde(v)(k, this.#aard)) return;
    const pad = leesSchrijfpad(v.bron!);
    if (!pad || !this.#boom.kent(k, pad)) return;
    const merk = this.#boom.merk();
    const doel = this.#boom.loop(k, pad.stappen);
    const waarden = v.is !== undefined ? [v.is] : (v.in ?? null);
    if (!doel || waarden === null) return;
    if (pad.attribuut !== null) {
      if (pad.attribuut === 'nil' || this.#boom.zetAttribuut(doel, pad.attribuut, waarden[0]!) === 'anders') this.#boom.terug(merk);
      return;
    }
    const mag = doel.schema.vorm()?.opsomming ?? null;
    const tekst = waarden.find((w) => mag === null || mag.includes(w));
    if (tekst === undefined) return;
    if (doel.geschreven === 0) this.#boom.zetTekst(doel, tekst);
    else if (dwing) this.#boom.dwingTekst(doel, tekst);
  }

  /** False when a condition cannot come true any more; what still can is made true afterwards. */
  #kan(v: Voorwaarde, k: Bouwknoop): boolean {
    if (v.bron !== undefined && v.bestaat === false && !compileerVoorwaarde({ bron: v.bron, bestaat: false })(k, this.#aard)) return false;
    if ((v.variant !== undefined && !compileerVoorwaarde({ variant: v.variant })(k, this.#aard)) || (v.berichttype !== undefined && !compileerVoorwaarde({ berichttype: v.berichttype })(k, this.#aard))) return false;
    if (v.niet && compileerVoorwaarde(v.niet)(k, this.#aard)) return false;
    return (v.en ?? []).every((x) => this.#kan(x, k)) && (!v.of || v.of.some((x) => this.#kan(x, k)));
  }

  #houder(d: Leesdoel, om: Leesomgeving): Houder | null {
    let houder: unknown = d.persoon !== null ? om.personen[d.persoon]?.object : d.absoluut ? om.data : om.item;
    for (const naam of d.delen.slice(0, -1)) houder = isObject(houder) ? houder[naam] : undefined;
    return isObject(houder) ? { houder, sleutel: d.delen.at(-1)! } : null;
  }

  #vast(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving): boolean {
    const p = this.#houder(r.doel!, om);
    if (!p || (r.als && !this.#kan(r.als.voorwaarde, k))) return false;
    const w = p.houder[p.sleutel];
    if (r.doel!.lijst) {
      const i = Array.isArray(w) ? w.findIndex((x, n) => gelijk(x, r.rij.vast) && !this.#staat.isGedaan(w, n)) : -1;
      if (i < 0) return false;
      this.#staat.gedaan(w as unknown[], i);
      return true;
    }
    if (!gelijk(w, r.rij.vast)) return false;
    this.#staat.gedaan(p.houder, p.sleutel);
    return true;
  }

  #verwijst(r: Schrijfrij, om: Leesomgeving): void {
    const persoon = om.personen[r.rij.verwijst!];
    const p = this.#houder(r.doel!, om);
    if (!persoon || !p) return;
    const w = p.houder[p.sleutel];
    if (Array.isArray(w)) {
      const i = w.findIndex((x, n) => x === persoon.id && !this.#staat.isGedaan(w, n));
      if (i >= 0) this.#staat.gedaan(w, i);
    } else if (w === persoon.id) this.#staat.gedaan(p.houder, p.sleutel);
  }

  // ---- values ----

  #codelijst(r: Schrijfrij): string | undefined {
    const c = r.rij.codelijst;
    return c === undefined || typeof c === 'string' ? c : (c[this.#aard.berichttype] ?? c[this.#aard.standaard]);
  }

  /** The value as its codec wants it; undefined when it is of another code list. */
  #kaal(r: Schrijfrij, w: unknown): unknown {
    if (r.rij.codelijst === undefined) return w;
    return isObject(w) && w.codelijst === (this.#codelijst(r) ?? 'onbekend') ? w.code : undefined;
  }

  /** Texts by path from the row's node, with the path they belong to; null when the codec has none for it. */
  #teksten(k: Bouwknoop, codec: Codec, paden: readonly (Schrijfpad | null)[], w: unknown): { readonly pad: Schrijfpad; readonly tekst: string }[] | null {
    if (w === undefined) return null;
    if (codec.soort === 'teksten') {
      const t = codec.schrijf(w);
      const uit = paden.flatMap((pad, i) => (pad && t[i] !== undefined ? [{ pad, tekst: t[i] }] : []));
      return uit.length > 0 ? uit : null;
    }
    const pad = paden[0];
    if (!pad) return null;
    if (codec.soort === 'tekst') {
      const t = codec.schrijf(w, this.#aard.om);
      if (t === undefined) return null;
      const vorm = codec.anders ? this.#boom.vorm(k, pad) : null;
      const mag = (x: string): boolean => !vorm || (vorm.opsomming ? vorm.opsomming.includes(x) : vorm.basis !== 'boolean' || /^(true|false|[01])$/.test(x));
      return [{ pad, tekst: mag(t) ? t : (codec.anders?.(w).find(mag) ?? t) }];
    }
    const t = codec.schrijf(w, this.#aard.om);
    if (!t) return null;
    return Object.entries(t).map(([onder, tekst]) => {
      const p = leesSchrijfpad(onder === '' ? '.' : onder)!;
      return { pad: { stappen: [...pad.stappen, ...p.stappen], attribuut: p.attribuut }, tekst };
    });
  }

  /** Writes texts below a node. @returns false when one stands there with other words, or the profile has no place for it. */
  #zet(k: Bouwknoop, teksten: readonly { readonly pad: Schrijfpad; readonly tekst: string }[]): boolean {
    const kent = teksten.filter((t) => this.#boom.kent(k, t.pad));
    if (kent.length === 0) return false;
    let goed = true;
    for (const t of kent) {
      const n = this.#boom.loop(k, t.pad.stappen);
      if (!n) return false;
      const oud = n.geschreven;
      const uit = t.pad.attribuut === null ? this.#boom.zetTekst(n, t.tekst) : this.#boom.zetAttribuut(n, t.pad.attribuut, t.tekst);
      // Why there is no value: then there is none.
      if (t.pad.attribuut === 'noValue' && n.schema.nilbaar) this.#boom.zetAttribuut(n, 'nil', 'true');
      if (uit === 'anders') {
        goed = false;
        if (oud <= this.#grens) this.#botsingen += 1;
      }
    }
    return goed;
  }

  #waarde(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): boolean {
    if (r.als && !this.#kan(r.als.voorwaarde, k)) return false;
    const p = this.#houder(r.doel!, om);
    const w = p?.houder[p.sleutel];
    if (r.doel!.lijst) return Array.isArray(w) && this.#lijstwaarde(r, k, w);
    if (!p || w === undefined) {
      if (p && this.#nil(r, k, p)) return true;
      // What stands there already would be read as a value that this item does not have.
      const pad = r.paden[0];
      if (pad && !r.als && this.#grens > 0 && pad.attribuut === null && this.#boom.alle(k, pad.stappen).some((n) => n.geschreven > 0 && n.geschreven <= this.#grens)) this.#botsingen += 1;
      return false;
    }
    if (this.#grens > 0 && this.#staatEr(r, k, om)) return true;
    const teksten = this.#teksten(k, r.codec!, r.paden, this.#kaal(r, w));
    if (!teksten) return false;
    const eerder = hier.get(p.houder);
    if (eerder?.has(p.sleutel) && !this.#moet(k, r.paden)) return false;
    if (!this.#zet(k, teksten)) return false;
    this.#staat.gedaan(p.houder, p.sleutel);
    // What is taken back counts as not written here either.
    const hierVan = eerder ?? new Set<string>();
    if (!eerder) hier.set(p.houder, hierVan);
    if (!hierVan.has(p.sleutel)) {
      hierVan.add(p.sleutel);
      this.#boom.bij(() => void hierVan.delete(p.sleutel));
    }
    return true;
  }

  /** A second source of a value that the profile wants as well. */
  #moet(k: Bouwknoop, paden: readonly (Schrijfpad | null)[]): boolean {
    return paden.every((pad) => {
      if (!pad || pad.attribuut !== null) return false;
      const ouder = this.#boom.alle(k, pad.stappen.slice(0, -1))[0];
      return ouder?.schema.kinderen().get(pad.stappen.at(-1)?.naam ?? '')?.verplicht ?? false;
    });
  }

  /** `ontbreekt`: an empty element that says why. */
  #nil(r: Schrijfrij, k: Bouwknoop, p: Houder): boolean {
    const o = p.houder.ontbreekt;
    const pad = r.paden[0];
    if (!isObject(o) || typeof o[p.sleutel] !== 'string' || !pad || pad.attribuut !== null || this.#staat.isGedaan(o, p.sleutel)) return false;
    if (!this.#boom.kent(k, pad)) return false;
    // A codec that reads such a reason writes it its own way.
    const eigen = r.codec?.soort === 'knoop' ? this.#teksten(k, r.codec, r.paden, new Ontbrekend(o[p.sleutel] as Ontbrekend['reden'])) : null;
    if (eigen) {
      if (!this.#zet(k, eigen)) return false;
      this.#staat.gedaan(o, p.sleutel);
      return true;
    }
    const merk = this.#boom.merk();
    const n = this.#boom.loop(k, pad.stappen);
    if (!n?.schema.nilbaar || n.geschreven > 0) {
      this.#boom.terug(merk);
      return false;
    }
    this.#boom.zetAttribuut(n, 'nil', 'true');
    if (n.schema.attributen.has('noValue')) this.#boom.zetAttribuut(n, 'noValue', o[p.sleutel] as string);
    this.#staat.gedaan(o, p.sleutel);
    return true;
  }

  #lijstwaarde(r: Schrijfrij, k: Bouwknoop, lijst: readonly unknown[]): boolean {
    const pad = r.paden[0];
    if (!pad) return false;
    const herhaald = this.#boom.laatsteHerhaalde(k, pad.stappen);
    if (herhaald === null) return false;
    let iets = false;
    for (const [i, w] of lijst.entries()) {
      if (this.#staat.isGedaan(lijst, i)) continue;
      const teksten = this.#teksten(k, r.codec!, r.paden, this.#kaal(r, w));
      if (!teksten) continue;
      const merk = this.#boom.merk();
      if (herhaald < 0 || r.codec!.soort === 'teksten') {
        if (this.#zet(k, teksten)) this.#staat.gedaan(lijst, i);
        else this.#boom.terug(merk);
        return iets || this.#staat.isGedaan(lijst, i);
      }
      // From the repeated step on, every entry has a node of its own: one that stands there and says the same, or a new one.
      const stam = pad.stappen.slice(0, herhaald + 1);
      const binnen = teksten.map((t) => ({ ...t, pad: { ...t.pad, stappen: t.pad.stappen.slice(herhaald + 1) } }));
      const botsingen = this.#botsingen;
      const past = (n: Bouwknoop): boolean => {
        const m = this.#boom.merk();
        const goed = this.#zet(n, binnen);
        this.#botsingen = botsingen;
        if (!goed) this.#boom.terug(m);
        return goed;
      };
      const vrij = this.#boom.alle(k, stam).filter((n) => !this.#staat.isBezet(this.#eigen(r), n));
      const er = (n: Bouwknoop): boolean => binnen.some((t) => this.#boom.alle(n, t.pad.stappen).some((z) => z.geschreven > 0));
      // A node of an item that has no such value must not get one.
      let plek = [...vrij.filter(er), ...vrij.filter((n) => !er(n) && !this.#staat.isItem(n))].find(past) ?? null;
      if (!plek) {
        const nieuw = this.#boom.loop(k, stam, herhaald);
        plek = nieuw && past(nieuw) ? nieuw : null;
      }
      if (!plek) {
        this.#boom.terug(merk);
        continue;
      }
      this.#staat.bezet(this.#eigen(r), plek);
      this.#staat.gedaan(lijst, i);
      iets = true;
    }
    return iets;
  }

  // ---- groups ----

  #groep(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    const pad = r.paden[0];
    if (!pad || this.#boom.laatsteHerhaalde(k, pad.stappen) === null) return;
    if (r.doel?.lijst) {
      const p = this.#houder(r.doel, om);
      const lijst = p?.houder[p.sleutel];
      if (Array.isArray(lijst)) this.#items(r, k, om, hier, lijst);
    } else if (r.doel) {
      const p = this.#houder(r.doel, om);
      const item = p?.houder[p.sleutel];
      const binnen = { ...om, item: isObject(item) ? item : undefined };
      if (!isObject(item) || this.#past(r, item, om)) this.#bindEnPlaats(r, k, binnen, hier);
    } else if (r.soort === 'in') this.#bindEnPlaats(r, k, om, hier);
    else this.#herhaal(r, k, om, hier);
  }

  /** Items of a list, each to the node that is meant. */
  #items(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier, lijst: readonly unknown[]): void {
    for (const [i, item] of lijst.entries()) {
      if (this.#staat.isGenomen(lijst, i) || !isObject(item) || !this.#past(r, item, om)) continue;
      if (!dekt(item, r.dekt) && this.#andere(r, item, om)) continue;
      if (this.#beter(r, k, item, om, hier) || !this.#bindEnPlaats(r, k, { ...om, item }, hier)) continue;
      this.#staat.neem(lijst, i);
      if (r.soort === 'in') return;
    }
  }

  /** True when a row beside this one, for the same list, says more of the item: what tells them apart may stand elsewhere in the event. */
  #beter(r: Schrijfrij, k: Bouwknoop, item: Object_, om: Leesomgeving, hier: Hier): boolean {
    const plek = this.#lijstVan.get(r);
    const rivalen = plek ? plek.naast.filter((x) => x !== r && this.#lijstVan.get(x)?.lijst === plek.lijst && this.#past(x, item, om) && dekt(item, x.dekt)) : [];
    if (rivalen.length === 0) return false;
    const winst = (x: Schrijfrij): number => {
      const merk = this.#boom.merk();
      const [vers, botsingen] = [this.#staat.vers, this.#botsingen];
      const uit = this.#bindEnPlaats(x, k, { ...om, item }, new Map(hier)) ? this.#staat.vers - vers : -1;
      this.#boom.terug(merk);
      this.#botsingen = botsingen;
      return uit;
    };
    const eigen = winst(r);
    return rivalen.some((x) => winst(x) > eigen);
  }

  /** True when another row of the same list can write all of the item. */
  #andere(r: Schrijfrij, item: Object_, om: Leesomgeving): boolean {
    return (this.#lijsten.get(this.#lijstVan.get(r)?.lijst ?? '') ?? []).some((x) => x !== r && this.#past(x, item, om) && dekt(item, x.dekt));
  }

  /** `elk` without a target: one node per person, or as many nodes as there is something to write. */
  #herhaal(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    const { persoon } = r.rij;
    if (persoon) {
      for (;;) {
        const p = this.#verwezen(r.rijen, om, persoon.naam, persoon.rollen);
        // Rows that name nobody now may still be about someone who is known by his role.
        if (p === undefined || p === null) break;
        if (p === 'op' || p === 'andere' || !this.#plaats(r, k, { ...om, personen: { ...om.personen, [persoon.naam]: p } }, p, hier, true, true)) return;
      }
      for (const p of this.#personen(om.data)) {
        if (this.#staat.isGebonden(p.object) || !heeftRollen(p, persoon.rollen)) continue;
        this.#plaats(r, k, { ...om, personen: { ...om.personen, [persoon.naam]: p } }, p, hier, true);
      }
      const zonder = { ...om, personen: { ...om.personen, [persoon.naam]: null } };
      while (this.#plaats(r, k, zonder, null, hier, true, true));
      return;
    }
    const pad = r.paden[0]!;
    for (const n of this.#boom.alle(k, pad.stappen)) this.#probeer(r, n, om, null, new Map(), false, false);
    while (this.#plaats(r, k, om, null, hier, true, true));
  }

  /** Binds the person of the row and writes its node. */
  #bindEnPlaats(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): boolean {
    const { persoon } = r.rij;
    if (!persoon) return this.#plaats(r, k, om, null, hier, r.soort === 'elk');
    const gevonden = this.#verwezen(r.rijen, om, persoon.naam, persoon.rollen);
    if (gevonden === 'andere') return false;
    const p = gevonden === 'op' ? null : (gevonden ?? (gevonden === undefined ? (this.#personen(om.data).find((x) => !this.#staat.isGebonden(x.object) && heeftRollen(x, persoon.rollen)) ?? null) : null));
    return this.#plaats(r, k, { ...om, personen: { ...om.personen, [persoon.naam]: p } }, p, hier, r.soort === 'elk');
  }

  /** Whom the rows refer to: a person, null for nobody, `op` when a list of them is used up, undefined when no row says, `andere` when it is a person of other roles. */
  #verwezen(rijen: readonly Schrijfrij[], om: Leesomgeving, naam: string, rollen: readonly string[]): Persoon | null | undefined | 'andere' | 'op' {
    let uit: null | undefined | 'op';
    for (const r of rijen) {
      let gevonden: Persoon | null | undefined | 'andere' | 'op';
      if (r.soort === 'verwijst' && r.rij.verwijst === naam) {
        const p = this.#houder(r.doel!, om);
        const w = p?.houder[p.sleutel];
        const ids = Array.isArray(w) ? w.filter((_, i) => !this.#staat.isGedaan(w, i)) : w === undefined ? [] : [w];
        const personen = this.#personen(om.data).filter((x) => ids.includes(x.id));
        gevonden = personen.find((x) => heeftRollen(x, rollen)) ?? (personen.length > 0 ? 'andere' : r.doel!.lijst ? 'op' : null);
      } else if (r.soort === 'in' && r.rij.persoon?.naam !== naam && !r.doel?.lijst) {
        const p = r.doel ? this.#houder(r.doel, om) : null;
        const item = r.doel ? p?.houder[p.sleutel] : om.item;
        gevonden = this.#verwezen(r.rijen, { ...om, item: isObject(item) ? item : undefined }, naam, rollen);
      }
      if (gevonden === 'andere' || (typeof gevonden === 'object' && gevonden !== null)) return gevonden;
      if (gevonden !== undefined) uit = gevonden;
    }
    return uit;
  }

  #personen(data: Object_): Persoon[] {
    return Array.isArray(data.personen) ? data.personen.flatMap((x: unknown) => (isObject(x) && typeof x.id === 'string' ? [{ id: x.id, object: x }] : [])) : [];
  }

  /** Writes the node of a group. @param meer may be a new one beside those that stand there. @param vooruit keeps it only when something was written for the first time. */
  #plaats(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, persoon: Persoon | null, hier: Hier, meer: boolean, vooruit = false): boolean {
    const { stappen } = r.paden[0]!;
    if (!meer) {
      const merk = this.#boom.merk();
      const n = this.#boom.loop(k, stappen);
      if (n && this.#probeer(r, n, om, persoon, hier, true, vooruit)) return true;
      this.#boom.terug(merk);
      return false;
    }
    const herhaald = this.#boom.herhaalde(k, stappen) ?? [];
    for (const n of this.#boom.alle(k, stappen)) {
      if (!this.#staat.isBezet(this.#eigen(r), n) && this.#probeer(r, n, om, persoon, new Map(), true, vooruit)) return true;
    }
    if (herhaald.length === 0 && this.#boom.alle(k, stappen).length > 0) return false;
    // A new node as deep as can be, unless the rows say something of what is above it: then above that.
    const hoog = stappen.length - 1 - r.omhoog;
    const diepste = [...herhaald].reverse();
    const volgorde = herhaald.length === 0 ? [-1] : [...diepste.filter((i) => i <= hoog), ...diepste.filter((i) => i > hoog)];
    for (const vers of volgorde) {
      const merk = this.#boom.merk();
      const n = this.#boom.loop(k, stappen, vers);
      if (n && this.#probeer(r, n, om, persoon, new Map(), true, vooruit)) return true;
      this.#boom.terug(merk);
    }
    return false;
  }

  /** Writes the rows in a node; takes all back when they contradict what stood there, when the condition does not hold, or when there was nothing to write. */
  #probeer(r: Schrijfrij, n: Bouwknoop, om: Leesomgeving, persoon: Persoon | null, hier: Hier, terug: boolean, vooruit: boolean): boolean {
    const merk = this.#boom.merk();
    const [grens, botsingen, teller, vers] = [this.#grens, this.#botsingen, this.#boom.teller, this.#staat.vers];
    // Only an item that could also go elsewhere is held against what stands there.
    if (r.doel?.lijst) this.#grens = teller;
    this.#botsingen = 0;
    if (persoon) this.#staat.bind(persoon.object);
    this.#staat.bezet(this.#eigen(r), n);
    if (r.doel?.lijst) this.#staat.item(n);
    this.rijen(r.rijen, n, om, hier);
    let goed = r.doel?.lijst ? this.#botsingen === 0 : true;
    const eigen = this.#botsingen;
    this.#grens = grens;
    this.#botsingen = botsingen + (r.doel?.lijst ? 0 : eigen);
    if (goed && terug) goed = vooruit ? this.#staat.vers > vers : this.#boom.teller > teller || this.#staat.vers > vers;
    if (goed && r.als) {
      this.eis(r.als.voorwaarde, n, false);
      goed = r.als.toets(n, this.#aard);
    }
    if (!goed) this.#boom.terug(merk);
    return goed;
  }

  /** True when an item is one that these rows could have read: its constants, its reference to a person outside, the roles of a person inside. */
  #past(r: Schrijfrij, item: Object_, om: Leesomgeving): boolean {
    const binders = new Map<string, { waarde: unknown; rollen: (readonly string[])[] }>();
    const eigen = r.rij.persoon ? new Map([[r.rij.persoon.naam, r.rij.persoon.rollen]]) : new Map<string, readonly string[]>();
    const loop = (rijen: readonly Schrijfrij[], binnen: ReadonlyMap<string, readonly string[]>, zeker: boolean): boolean =>
      rijen.every((x, i) => {
        if (x.soort === 'in' && x.doel === null) {
          const { persoon } = x.rij;
          return loop(x.rijen, persoon ? new Map([...binnen, [persoon.naam, persoon.rollen]]) : binnen, zeker && x.paden[0]?.stappen.length === 0 && !x.als);
        }
        if (!x.doel || x.doel.persoon !== null || x.doel.absoluut) return true;
        const p = this.#houder(x.doel, { ...om, item });
        const w = p?.houder[p.sleutel];
        if (x.soort === 'vast') {
          // After a row for the same attribute it is what holds when that one gave nothing.
          if (rijen.slice(0, i).some((y) => y.soort !== 'vast' && gelijk(y.doel, x.doel))) return true;
          if (!zeker || (x.als && (x.als.voorwaarde.bron !== undefined || x.als.voorwaarde.niet || x.als.voorwaarde.en || x.als.voorwaarde.of))) return true;
          if (x.als && !x.als.toets(this.#boom.wortel, this.#aard)) return true;
          return x.doel.lijst ? Array.isArray(w) && w.some((y) => gelijk(y, x.rij.vast)) : gelijk(w, x.rij.vast);
        }
        if (x.soort === 'verwijst') {
          const naam = x.rij.verwijst!;
          const rollen = binnen.get(naam);
          if (rollen === undefined) {
            const id = om.personen[naam]?.id;
            return !zeker || (x.doel.lijst ? id === undefined || (Array.isArray(w) && w.includes(id)) : w === id);
          }
          const sleutel = x.doel.delen.join('.');
          const b = binders.get(sleutel) ?? { waarde: w, rollen: [] };
          b.rollen.push(rollen);
          binders.set(sleutel, b);
        }
        return true;
      });
    if (!loop(r.rijen, eigen, true)) return false;
    const personen = this.#personen(om.data);
    for (const b of binders.values()) {
      for (const id of Array.isArray(b.waarde) ? b.waarde : [b.waarde]) {
        const p = personen.find((x) => x.id === id);
        if (p && !b.rollen.some((rollen) => heeftRollen(p, rollen))) return false;
      }
    }
    return true;
  }
}

function heeftRollen(p: Persoon, rollen: readonly string[]): boolean {
  const eigen = Array.isArray(p.object.rollen) ? (p.object.rollen as unknown[]) : [];
  return rollen.every((x) => eigen.includes(x));
}

