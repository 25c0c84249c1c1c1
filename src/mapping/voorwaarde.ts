// Conditions of mapping tables (`als`), compiled to a function over a place in the source tree: read in both directions.
import type { BronKnoop } from '../sdk/bron.ts';
import { compileerBronpad, compileerEerste, tekstVanTreffer } from './bronpad.ts';
import type { Voorwaarde } from './tabel.ts';

/** What a condition may ask beside the tree. */
export interface Berichtaard {
  readonly berichttype: string;
  readonly variant?: string | undefined;
}

export type Toets = (knoop: BronKnoop, bericht: Berichtaard) => boolean;

const lijst = (w: string | readonly string[]): readonly string[] => (typeof w === 'string' ? [w] : w);

/** Compiles a condition. @throws Error (Dutch) when a path is not one. */
export function compileerVoorwaarde(v: Voorwaarde): Toets {
  const toetsen: Toets[] = [];
  if (v.bron !== undefined) {
    const pad = compileerBronpad(v.bron);
    const { zoek } = compileerEerste(v.bron);
    const waarden = v.is !== undefined ? [v.is] : v.in;
    const { bestaat } = v;
    if (waarden === undefined) toetsen.push((k) => bestaat === undefined || (zoek(k) !== null) === bestaat);
    else {
      toetsen.push((k) => {
        if (bestaat !== undefined && (zoek(k) !== null) !== bestaat) return false;
        return pad(k).some((x) => waarden.includes(tekstVanTreffer(x).trim()));
      });
    }
  }
  if (v.variant !== undefined) {
    const namen = lijst(v.variant);
    toetsen.push((_k, b) => b.variant !== undefined && namen.includes(b.variant));
  }
  if (v.berichttype !== undefined) {
    const namen = lijst(v.berichttype);
    toetsen.push((_k, b) => namen.includes(b.berichttype));
  }
  if (v.niet) {
    const n = compileerVoorwaarde(v.niet);
    toetsen.push((k, b) => !n(k, b));
  }
  if (v.en) toetsen.push(...v.en.map(compileerVoorwaarde));
  if (v.of) {
    const of = v.of.map(compileerVoorwaarde);
    toetsen.push((k, b) => of.some((x) => x(k, b)));
  }
  const [enige] = toetsen;
  return toetsen.length === 1 && enige ? enige : (k, b) => toetsen.every((x) => x(k, b));
}
