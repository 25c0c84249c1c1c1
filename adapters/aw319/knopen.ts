// Makes the source tree that mapping tables read from records: a record is a node named after its type, a filled field a node below it.
// The first field of a record is its type, which is the node's name. Empty fields (zeros, spaces) make no node, except counts and amounts, where zero is a value. A field copied from the forward message that
// is not readable gets another name, so that no row takes it for a value and it still shows up as not translated.
import type { BronKnoop } from '../../src/sdk/index.ts';
import { maakVeldToets, type LayOut, type RecordRegel, type Veld, type VeldToets } from '../../src/sdk/records/index.ts';

/** A node whose parent is set when it is placed. */
export type Knoop = { -readonly [K in keyof BronKnoop]: BronKnoop[K] };

interface Lezing {
  readonly veld: Veld;
  readonly isGetal: boolean;
  readonly leeg: string;
  /** For copied fields: is what stands here readable? */
  readonly toets: VeldToets | null;
}

/** Suffix of a copied field that is not readable. */
export const ONLEESBAAR = '-onleesbaar';

/** Fields have nothing below them; one list serves all. */
const GEEN_KINDEREN: BronKnoop[] = [];

function maakVeld(naam: string, regel: number, tekst: string, ouder: BronKnoop): Knoop {
  return { naam, ns: '', regel, tekst, attributen: null, kinderen: GEEN_KINDEREN, ouder, gelezen: false };
}

export function maakKnoop(naam: string, regel: number, tekst = '', attributen: Record<string, string> | null = null): Knoop {
  return { naam, ns: '', regel, tekst, attributen, kinderen: [], ouder: null, gelezen: false };
}

/** Places a node under another. */
export function hang(ouder: BronKnoop, kind: Knoop): void {
  kind.ouder = ouder;
  ouder.kinderen.push(kind);
}

/** Makes nodes of the records of one layout. */
export class Knopenmaker {
  readonly #velden = new Map<string, readonly Lezing[]>();

  constructor(layOut: LayOut) {
    for (const [type, record] of Object.entries(layOut.records)) {
      this.#velden.set(
        type,
        record.velden
          .filter((v) => v.verplicht !== 'loos' && v.begin > 1)
          .map((veld) => ({
            veld,
            isGetal: veld.soort === 'getal',
            leeg: veld.type === 'N' ? '0'.repeat(veld.lengte) : (veld.leeg ?? ''),
            toets: veld.verplicht === 'gespiegeld' ? maakVeldToets({ ...veld, verplicht: 'voorwaardelijk' }) : null,
          })),
      );
    }
  }

  /** The node of one record with its filled fields. */
  record(r: RecordRegel): Knoop {
    const knoop = maakKnoop(r.type, r.regel);
    for (const { veld, isGetal, leeg, toets } of this.#velden.get(r.type) ?? []) {
      let tekst = r.tekst(veld);
      if (veld.type === 'AN') tekst = tekst.trimEnd();
      if (tekst === '' || (tekst === leeg && !isGetal)) continue;
      const onleesbaar = toets !== null && toets(r.bytes, r.begin + veld.begin - 1) !== '';
      knoop.kinderen.push(maakVeld(onleesbaar ? veld.nr + ONLEESBAAR : veld.nr, r.regel, tekst, knoop));
    }
    return knoop;
  }
}

/** A fresh copy of a record node and what stands below it, none of it read; children of which `neemMee` says no are left out. */
export function kopie(knoop: BronKnoop, neemMee: (kind: BronKnoop) => boolean = () => true): Knoop {
  const nieuw = maakKnoop(knoop.naam, knoop.regel, knoop.tekst);
  for (const k of knoop.kinderen) {
    if (!neemMee(k)) continue;
    if (k.kinderen === GEEN_KINDEREN) nieuw.kinderen.push(maakVeld(k.naam, k.regel, k.tekst, nieuw));
    else hang(nieuw, kopie(k));
  }
  return nieuw;
}

/** Marks a node and all below it as not read. */
export function ongelezen(knoop: BronKnoop): void {
  knoop.gelezen = false;
  for (const k of knoop.kinderen) ongelezen(k);
}

/** Value of a field of a record node, or undefined. */
export function veldVan(knoop: BronKnoop, nr: string): string | undefined {
  return knoop.kinderen.find((k) => k.naam === nr)?.tekst;
}
