// `knooppunt herstel positie`: sets a shard's position by an operator's decision and records it. Only positions that lose nothing and double nothing
// are allowed: not below a row that is marked as published, not above a row that was never decided. Publishing again is a redrive, not a position.
import type { EventLog, RelayPosition } from '../eventlog/port.ts';
import type { Store } from '../store/port.ts';

export interface PositieKeuze {
  /** Absent: every shard. */
  readonly shard?: number;
  /**
   * `begin`: after the last row that is marked as published; what was decided after it is published (again, if the log had it).
   * `eind`: after the last decided row; what was decided and not marked is taken as published. A number: an acceptance number between the two.
   */
  readonly naar: 'begin' | 'eind' | number;
  readonly reden: string;
  readonly actor?: string;
  /** RFC 3339. */
  readonly nu?: string;
}

export interface PositieHersteld {
  readonly shard: number;
  readonly van: RelayPosition | null;
  readonly naar: RelayPosition;
  readonly gewijzigd: boolean;
}

export class PositieKeuzeFout extends Error {}

/**
 * Checks every shard first, then records the decision, then sets the positions: a crash in between leaves an audit record of what was wanted,
 * and the command can be given again.
 * @throws PositieKeuzeFout when a choice is not allowed or no reason was given; nothing is changed then.
 */
export async function herstelPositie(store: Store, eventlog: EventLog, keuze: PositieKeuze): Promise<readonly PositieHersteld[]> {
  if (keuze.reden.trim() === '') throw new PositieKeuzeFout('Geef een reden op; die komt in de audit.');
  const shards = keuze.shard === undefined ? Array.from({ length: store.shards }, (_, i) => i) : [keuze.shard];
  const plannen: PositieHersteld[] = [];
  for (const shard of shards) {
    if (!Number.isInteger(shard) || shard < 0 || shard >= store.shards) throw new PositieKeuzeFout(`Shard ${shard} bestaat niet; er zijn er ${store.shards} (0 tot en met ${store.shards - 1}).`);
    const { beslistTot, gepubliceerdTot } = await store.inboxState(shard);
    const acceptance = keuze.naar === 'begin' ? gepubliceerdTot : keuze.naar === 'eind' ? beslistTot : keuze.naar;
    if (!Number.isInteger(acceptance) || acceptance < gepubliceerdTot || acceptance > beslistTot) {
      throw new PositieKeuzeFout(`Shard ${shard}: kies een nummer van ${gepubliceerdTot} (tot daar is gepubliceerd) tot en met ${beslistTot} (tot daar is gerouteerd).`);
    }
    const van = await eventlog.open(shard);
    // A position halfway a large message that fits stays: `begin` would publish its parts again.
    const past = van !== null && van.incarnation === store.incarnation && van.acceptance === acceptance;
    const naar = past ? van : { shard, incarnation: store.incarnation, acceptance, part: 0 };
    plannen.push({ shard, van, naar, gewijzigd: !past });
  }
  const wijzigingen = plannen.filter((p) => p.gewijzigd);
  await store.recordAudit(wijzigingen.map((p) => ({
    stap: 'hersteld' as const,
    tijd: keuze.nu ?? new Date().toISOString(),
    actor: keuze.actor ?? 'operator',
    details: { wat: 'positie', shard: p.shard, van: p.van, naar: p.naar, reden: keuze.reden },
  })));
  for (const p of wijzigingen) await eventlog.setPosition(p.naar);
  return plannen;
}
