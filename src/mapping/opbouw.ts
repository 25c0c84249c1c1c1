// Walks the rows of one event and writes the tree: items, persons and groups in their places, values and conditions by their own files.
// Tries, looks and takes back where several places could be meant.
import type { Object_ } from './doelpad.ts';
import type { Bouwknoop, Schrijfboom, Schrijfpad } from './schrijfboom.ts';
import { Eisen } from './schrijfeisen.ts';
import { deelLijsten, keuzesVan, type Lijstplek } from './schrijfkeuzes.ts';
import { dekt, type Schrijfrij } from './schrijfrij.ts';
import { gelijk, isObject, type Leesomgeving, type Persoon, type Schrijfstaat } from './schrijfstaat.ts';
import { type Hier, type Opbouwaard, type Proef, Waarden } from './schrijfwaarden.ts';
import type { Voorwaarde } from './tabel.ts';

export class Opbouw {
  readonly #boom: Schrijfboom;
  readonly #staat: Schrijfstaat;
  readonly #aard: Opbouwaard;
  readonly #lijsten = new Map<string, Schrijfrij[]>();
  readonly #lijstVan = new Map<Schrijfrij, Lijstplek>();
  readonly #later: { readonly v: Voorwaarde; readonly k: Bouwknoop }[] = [];
  readonly #proef: Proef = { grens: 0, botsingen: 0 };
  readonly #eisen: Eisen;
  readonly #waarden: Waarden;

  constructor(boom: Schrijfboom, staat: Schrijfstaat, aard: Opbouwaard, rijen: readonly Schrijfrij[]) {
    this.#boom = boom;
    this.#staat = staat;
    this.#aard = aard;
    this.#eisen = new Eisen(boom, aard);
    this.#waarden = new Waarden(boom, staat, aard, this.#eisen, this.#proef);
    deelLijsten(rijen, '', this.#lijsten, this.#lijstVan);
  }

  /** True when the unconditional constants of an event are those of this one. */
  kop(rijen: readonly Schrijfrij[], om: Leesomgeving): boolean {
    return rijen.every((r) => {
      if (r.soort !== 'vast' || r.als || r.doel === null) return true;
      const p = this.#waarden.houder(r.doel, om);
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
        const [vers, botsingen] = [this.#staat.vers, this.#proef.botsingen];
        this.#schrijf(poging, k, om, new Map(hier));
        const winst = this.#staat.vers - vers;
        this.#boom.terug(merk);
        this.#proef.botsingen = botsingen;
        if (winst > beste.winst) beste = { winst, rijen: poging };
      }
      over = beste.rijen;
    }
    this.#schrijf(over, k, om, hier);
  }

  #schrijf(rijen: readonly Schrijfrij[], k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    const eisen = this.#later;
    const uitgesteld = (v: Voorwaarde): void => {
      eisen.push({ v, k });
      this.#boom.bij(() => void eisen.pop());
    };
    const later: Schrijfrij[] = [];
    for (const r of rijen) if (r.soort === 'vast' && this.#waarden.vast(r, k, om) && r.als) uitgesteld(r.als.voorwaarde);
    // Lists of values come last: their nodes may be those of items.
    const herhaald = (r: Schrijfrij): boolean => r.soort === 'waarde' && r.doel!.lijst && (this.#boom.laatsteHerhaalde(k, r.paden[0]?.stappen ?? []) ?? -1) >= 0;
    for (const r of [...rijen.filter((x) => !herhaald(x)), ...rijen.filter(herhaald)]) {
      if (r.soort === 'vast') continue;
      if (r.soort === 'waarde') {
        if (this.#waarden.waarde(r, k, om, hier)) {
          if (r.als) uitgesteld(r.als.voorwaarde);
        } else if (!r.doel!.lijst) later.push(r);
      } else if (r.soort === 'verwijst') this.#waarden.verwijst(r, om);
      else this.#groep(r, k, om, hier);
    }
    // A value that another row's text says as well needs no text of its own.
    for (const r of later) this.#waarden.staatEr(r, k, om);
  }

  /** The node of an event: one that stands there and says nothing else, or a new one. @param leeg a new one may stay without content: no other event says it better. */
  eventknoop(sleutel: object, rijen: readonly Schrijfrij[], pad: Schrijfpad, om: Leesomgeving, leeg: boolean): boolean {
    const herhaald = this.#boom.laatsteHerhaalde(this.#boom.wortel, pad.stappen);
    if (herhaald === null) return false;
    for (const n of this.#boom.alle(this.#boom.wortel, pad.stappen)) {
      if (this.#staat.isBezet(sleutel, n)) continue;
      const merk = this.#boom.merk();
      this.#proef.grens = this.#boom.teller;
      this.#proef.botsingen = 0;
      this.#staat.bezet(sleutel, n);
      this.rijen(rijen, n, om, new Map());
      this.#proef.grens = 0;
      if (this.#proef.botsingen === 0) return true;
      this.#boom.terug(merk);
    }
    const n = this.#boom.loop(this.#boom.wortel, pad.stappen, herhaald);
    if (!n) return false;
    this.#staat.bezet(sleutel, n);
    this.rijen(rijen, n, om, new Map());
    return leeg || n.kinderen.length > 0 || n.tekst !== '';
  }

  /** Makes a condition come true as far as writing can. @param dwing a text that says otherwise gives way. */
  eis(v: Voorwaarde, k: Bouwknoop, dwing: boolean): void {
    this.#eisen.eis(v, k, dwing);
  }

  /** Conditions of the rows that fired, once everything stands: what then says otherwise gives way. */
  rondAf(): void {
    for (const { v, k } of this.#later) this.#eisen.eis(v, k, true);
  }



  #groep(r: Schrijfrij, k: Bouwknoop, om: Leesomgeving, hier: Hier): void {
    const pad = r.paden[0];
    if (!pad || this.#boom.laatsteHerhaalde(k, pad.stappen) === null) return;
    if (r.doel?.lijst) {
      const p = this.#waarden.houder(r.doel, om);
      const lijst = p?.houder[p.sleutel];
      if (Array.isArray(lijst)) this.#items(r, k, om, hier, lijst);
    } else if (r.doel) {
      const p = this.#waarden.houder(r.doel, om);
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
      const [vers, botsingen] = [this.#staat.vers, this.#proef.botsingen];
      const uit = this.#bindEnPlaats(x, k, { ...om, item }, new Map(hier)) ? this.#staat.vers - vers : -1;
      this.#boom.terug(merk);
      this.#proef.botsingen = botsingen;
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
        const p = this.#waarden.houder(r.doel!, om);
        const w = p?.houder[p.sleutel];
        const ids = Array.isArray(w) ? w.filter((_, i) => !this.#staat.isGedaan(w, i)) : w === undefined ? [] : [w];
        const personen = this.#personen(om.data).filter((x) => ids.includes(x.id));
        gevonden = personen.find((x) => heeftRollen(x, rollen)) ?? (personen.length > 0 ? 'andere' : r.doel!.lijst ? 'op' : null);
      } else if (r.soort === 'in' && r.rij.persoon?.naam !== naam && !r.doel?.lijst) {
        const p = r.doel ? this.#waarden.houder(r.doel, om) : null;
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
      if (!this.#staat.isBezet(this.#waarden.eigen(r), n) && this.#probeer(r, n, om, persoon, new Map(), true, vooruit)) return true;
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
    const [grens, botsingen, teller, vers] = [this.#proef.grens, this.#proef.botsingen, this.#boom.teller, this.#staat.vers];
    // Only an item that could also go elsewhere is held against what stands there.
    if (r.doel?.lijst) this.#proef.grens = teller;
    this.#proef.botsingen = 0;
    if (persoon) this.#staat.bind(persoon.object);
    this.#staat.bezet(this.#waarden.eigen(r), n);
    if (r.doel?.lijst) this.#staat.item(n);
    this.rijen(r.rijen, n, om, hier);
    let goed = r.doel?.lijst ? this.#proef.botsingen === 0 : true;
    const eigen = this.#proef.botsingen;
    this.#proef.grens = grens;
    this.#proef.botsingen = botsingen + (r.doel?.lijst ? 0 : eigen);
    if (goed && terug) goed = vooruit ? this.#staat.vers > vers : this.#boom.teller > teller || this.#staat.vers > vers;
    if (goed && r.als) {
      this.#eisen.eis(r.als.voorwaarde, n, false);
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
        const p = this.#waarden.houder(x.doel, { ...om, item });
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

