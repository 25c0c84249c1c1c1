// What a table reads and writes, as plain paths: the basis of the build check and of coverage. Order of rows, nothing evaluated.
import type { Rij, Tabel } from './tabel.ts';

/** One row's source, relative paths resolved: `Client/Bsn`, `object[2]/inp.bsn/@noValue`. */
export interface Leespad {
  readonly rij: Rij;
  /** Segments from the root's children; `@naam` last for an attribute; an index stays on its segment. */
  readonly pad: readonly string[];
  /** Segments of the enclosing `elk`/`in` (part of `pad`): a repeat within these is wanted. */
  readonly bereik: number;
  readonly soort: 'waarde' | 'groep' | 'voorwaarde';
}

/** Resolves a relative source path against segments. */
export function voegPadToe(basis: readonly string[], pad: string): string[] {
  const uit = [...basis];
  for (const deel of pad.split('/')) {
    if (deel === '.') continue;
    if (deel === '..') uit.pop();
    else uit.push(deel);
  }
  return uit;
}

/** Every source path that a table reads. */
export function leespaden(tabel: Tabel): Leespad[] {
  const uit: Leespad[] = [];
  const loop = (rijen: readonly Rij[], basis: readonly string[]): void => {
    for (const rij of rijen) {
      if (rij.bron !== undefined) for (const b of typeof rij.bron === 'string' ? [rij.bron] : rij.bron) uit.push({ rij, pad: voegPadToe(basis, b), bereik: basis.length, soort: 'waarde' });
      const groep = rij.elk ?? rij.in;
      if (groep !== undefined) {
        const pad = voegPadToe(basis, groep);
        uit.push({ rij, pad, bereik: basis.length, soort: 'groep' });
        loop(rij.rijen ?? [], pad);
      }
    }
  };
  loop(tabel.rijen, []);
  for (const e of tabel.events) loop(e.rijen, e.elk ? voegPadToe([], e.elk) : []);
  return uit;
}

/** A segment without its index. */
export const zonderIndex = (segment: string): string => segment.replace(/\[(?:[0-9]+|laatste)\]$/, '');
