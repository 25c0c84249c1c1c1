// Rows of a mapping table compiled for the way back: source paths to write along, target paths to read from, what an item must look like to be a row's.
import type { Codec } from '../sdk/codec.ts';
import { compileerDoelpad, type Object_ } from './doelpad.ts';
import { leesSchrijfpad, type Schrijfpad } from './schrijfboom.ts';
import { type Rij, TabelFout, type Voorwaarde } from './tabel.ts';
import { compileerVoorwaarde, type Toets } from './voorwaarde.ts';

export interface Leesdoel {
  readonly persoon: string | null;
  readonly absoluut: boolean;
  readonly delen: readonly string[];
  readonly lijst: boolean;
}

export interface Schrijfrij {
  readonly rij: Rij;
  readonly soort: 'waarde' | 'vast' | 'verwijst' | 'elk' | 'in';
  /** null: a path that cannot be written. */
  readonly paden: readonly (Schrijfpad | null)[];
  readonly doel: Leesdoel | null;
  readonly codec: Codec | null;
  readonly als: { readonly voorwaarde: Voorwaarde; readonly toets: Toets } | null;
  readonly rijen: readonly Schrijfrij[];
  /** Groups: attributes of an item that these rows can write, as dotted paths. */
  readonly dekt: ReadonlySet<string>;
  /** Groups: how many levels above their node the rows write. */
  readonly omhoog: number;
}

function leesDoel(pad: string): Leesdoel {
  const d = compileerDoelpad(pad);
  return { persoon: d.persoon, absoluut: d.absoluut, delen: d.delen, lijst: pad.endsWith('[]') };
}

const relatief = (d: Leesdoel | null): d is Leesdoel => d !== null && d.persoon === null && !d.absoluut;

/** Attributes of the current item that rows write, groups without a target taken in. */
function dekking(rijen: readonly Schrijfrij[], voor: string, uit: Set<string>): void {
  for (const r of rijen) {
    if (r.soort === 'elk' || r.soort === 'in') {
      if (r.doel === null) dekking(r.rijen, voor, uit);
      else if (relatief(r.doel)) {
        const pad = voor + r.doel.delen.join('.');
        if (r.doel.lijst) uit.add(pad);
        else dekking(r.rijen, `${pad}.`, uit);
      }
    } else if (relatief(r.doel)) uit.add(voor + r.doel.delen.join('.'));
  }
}

/** True when every attribute of the item is one that the rows write. */
export function dekt(item: Object_, bereik: ReadonlySet<string>, voor = ''): boolean {
  for (const [k, w] of Object.entries(item)) {
    const pad = voor + k;
    if (k === 'ontbreekt' || bereik.has(pad) || w === undefined) continue;
    if (typeof w !== 'object' || w === null || Array.isArray(w) || !dekt(w as Object_, bereik, `${pad}.`)) return false;
  }
  return true;
}

/** Compiles rows. Rows that only read are left out. @throws TabelFout */
export function compileerSchrijfrijen(rijen: readonly Rij[], codecs: ReadonlyMap<string, Codec>): Schrijfrij[] {
  return rijen.filter((r) => r.richting !== 'lees').map((rij) => {
    try {
      const soort = rij.bron !== undefined ? 'waarde' : rij.vast !== undefined ? 'vast' : rij.verwijst !== undefined ? 'verwijst' : rij.elk !== undefined ? 'elk' : 'in';
      const paden = rij.bron !== undefined ? [rij.bron].flat() : [rij.elk ?? rij.in].filter((p) => p !== undefined);
      const codec = soort === 'waarde' ? codecs.get(rij.codec ?? 'tekst') : null;
      if (codec === undefined) throw new Error(`onbekende codec: ${rij.codec ?? ''}`);
      const binnen = compileerSchrijfrijen(rij.rijen ?? [], codecs);
      const bereik = new Set<string>();
      dekking(binnen, '', bereik);
      return {
        rij,
        soort,
        paden: paden.map(leesSchrijfpad),
        doel: rij.doel === undefined ? null : leesDoel(rij.doel),
        codec,
        als: rij.als ? { voorwaarde: rij.als, toets: compileerVoorwaarde(rij.als) } : null,
        rijen: binnen,
        dekt: bereik,
        omhoog: Math.max(0, ...binnen.filter((x) => x.soort === 'waarde').flatMap((x) => x.paden.map((p) => p?.stappen.filter((z) => z.naam === '..').length ?? 0))),
      };
    } catch (e) {
      if (e instanceof TabelFout) throw e;
      throw new TabelFout(rij.bestand, rij.regel, e instanceof Error ? e.message : 'onbruikbare rij');
    }
  });
}
