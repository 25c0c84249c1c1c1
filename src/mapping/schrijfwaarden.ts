// Values on the way back: what a row writes of one attribute, through its codec, and what the tree would read as. Marks what stands in the message.
import { type Codec, CodecFout, Ontbrekend, type SchrijfOmgeving } from '../sdk/codec.ts';
import type { Object_ } from './doelpad.ts';
import { type Bouwknoop, leesSchrijfpad, type Schrijfboom, type Schrijfpad } from './schrijfboom.ts';
import type { Eisaard, Eisen } from './schrijfeisen.ts';
import type { Leesdoel, Schrijfrij } from './schrijfrij.ts';
import { gelijk, isObject, type Leesomgeving, type Schrijfstaat } from './schrijfstaat.ts';

export interface Opbouwaard extends Eisaard {
  readonly standaard: string;
  readonly om: SchrijfOmgeving;
}

/** The item that is being tried: it must not contradict what stood there before it. */
export interface Proef {
  /** Texts up to this one stood before. */
  grens: number;
  /** Times that it contradicted them. */
  botsingen: number;
}

/** Attributes that a row of this scope wrote already: the first source of a value is the one that is written. */
export type Hier = Map<object, Set<string>>;

interface Houder {
  readonly houder: Object_;
  readonly sleutel: string;
}

const GEEN_DOCUMENTEN = {
  document(): never {
    throw new CodecFout('geen document');
  },
};

export class Waarden {
  readonly #boom: Schrijfboom;
  readonly #staat: Schrijfstaat;
  readonly #aard: Opbouwaard;
  readonly #eisen: Eisen;
  readonly #proef: Proef;
  readonly #sleutels = new Map<Schrijfrij, object>();

  constructor(boom: Schrijfboom, staat: Schrijfstaat, aard: Opbouwaard, eisen: Eisen, proef: Proef) {
    this.#boom = boom;
    this.#staat = staat;
    this.#aard = aard;
    this.#eisen = eisen;
    this.#proef = proef;
  }

  /** A row of this event: another event of the message reads the same nodes again. */
  eigen(r: Schrijfrij): object {
    let o = this.#sleutels.get(r);
    if (!o) {
      o = {};
      this.#sleutels.set(r, o);
    }
    return o;
  }

  houder(d: Leesdoel, om: Leesomgeving): Houder | null {
    let houder: unknown = d.persoon !== null ? om.personen[d.persoon]?.object : d.absoluut ? om.data : om.item;
    for (const naam of d.delen.slice(0, -1)) houder = isObject(houder) ? houder[naam] : undefined;
    return isObject(houder) ? { houder, sleutel: d.delen.at(-1)! } : null;
  }

  /** Counts a value as written where reading what stands there gives it. */
  staatEr(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving): boolean {
    const p = this.houder(r.doel!, om);
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

  vast(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving): boolean {
    const p = this.houder(r.doel!, om);
    if (!p || (r.als && !this.#eisen.kan(r.als.voorwaarde, k))) return false;
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

  verwijst(r: Schrijfrij, om: Leesomgeving): void {
    const persoon = om.personen[r.rij.verwijst!];
    const p = this.houder(r.doel!, om);
    if (!persoon || !p) return;
    const w = p.houder[p.sleutel];
    if (Array.isArray(w)) {
      const i = w.findIndex((x, n) => x === persoon.id && !this.#staat.isGedaan(w, n));
      if (i >= 0) this.#staat.gedaan(w, i);
    } else if (w === persoon.id) this.#staat.gedaan(p.houder, p.sleutel);
  }

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
        if (oud <= this.#proef.grens) this.#proef.botsingen += 1;
      }
    }
    return goed;
  }

  waarde(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): boolean {
    if (r.als && !this.#eisen.kan(r.als.voorwaarde, k)) return false;
    const p = this.houder(r.doel!, om);
    const w = p?.houder[p.sleutel];
    if (r.doel!.lijst) return Array.isArray(w) && this.#lijstwaarde(r, k, w);
    if (!p || w === undefined) {
      if (p && this.#nil(r, k, p)) return true;
      // What stands there already would be read as a value that this item does not have.
      const pad = r.paden[0];
      if (pad && !r.als && this.#proef.grens > 0 && pad.attribuut === null && this.#boom.alle(k, pad.stappen).some((n) => n.geschreven > 0 && n.geschreven <= this.#proef.grens)) this.#proef.botsingen += 1;
      return false;
    }
    if (this.#proef.grens > 0 && this.staatEr(r, k, om)) return true;
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
      const botsingen = this.#proef.botsingen;
      const past = (n: Bouwknoop): boolean => {
        const m = this.#boom.merk();
        const goed = this.#zet(n, binnen);
        this.#proef.botsingen = botsingen;
        if (!goed) this.#boom.terug(m);
        return goed;
      };
      const vrij = this.#boom.alle(k, stam).filter((n) => !this.#staat.isBezet(this.eigen(r), n));
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
      this.#staat.bezet(this.eigen(r), plek);
      this.#staat.gedaan(lijst, i);
      iets = true;
    }
    return iets;
  }
}
