// The start of a shard's relay (docs/design/opslag-en-relais.md §4): compares the log's position with the store and refuses what it cannot explain.
// Pure: reads nothing, changes nothing. Guessing here would lose or double messages, so every doubt is the operator's.
import type { RelayPosition } from '../eventlog/port.ts';
import type { InboxStand } from '../store/port.ts';

export type PositieOorzaak = 'ontbreekt' | 'vreemd' | 'voor' | 'achter';

/** Why a hub refuses to start; `knooppunt herstel positie` decides. */
export class PositieFout extends Error {
  readonly code: PositieOorzaak;
  readonly shard: number;
  constructor(code: PositieOorzaak, shard: number, message: string) {
    super(`${message} Het knooppunt start niet. Zoek eerst uit wat er is gebeurd; daarna beslist 'knooppunt herstel positie'.`);
    this.name = 'PositieFout';
    this.code = code;
    this.shard = shard;
  }
}

/**
 * What the relay goes on from.
 * @returns the position to start after, and whether it has to be written first (a shard that never published).
 * @throws PositieFout when the position is missing, of another store, ahead of the store or behind it.
 */
export function startPositie(shard: number, incarnation: string, positie: RelayPosition | null, stand: InboxStand): { readonly positie: RelayPosition; readonly nieuw: boolean } {
  if (positie === null) {
    if (stand.beslistTot > 0) {
      throw new PositieFout('ontbreekt', shard, `Shard ${shard}: het eventlog kent geen positie, maar de opslag heeft al ${stand.beslistTot} rijen gerouteerd.`);
    }
    return { positie: { shard, incarnation, acceptance: 0, part: 0 }, nieuw: true };
  }
  if (positie.incarnation !== incarnation) {
    throw new PositieFout('vreemd', shard, `Shard ${shard}: de positie in het eventlog hoort bij een andere opslag (${positie.incarnation}, deze is ${incarnation}).`);
  }
  if (positie.acceptance > stand.beslistTot) {
    throw new PositieFout('voor', shard, `Shard ${shard}: de positie (${positie.acceptance}) ligt voor op de opslag (aanvaard tot ${stand.laatste}, gerouteerd tot ${stand.beslistTot}).`);
  }
  if (positie.acceptance < stand.gepubliceerdTot) {
    throw new PositieFout('achter', shard, `Shard ${shard}: de positie (${positie.acceptance}) ligt achter op de opslag (gepubliceerd tot ${stand.gepubliceerdTot}).`);
  }
  return { positie, nieuw: false };
}
