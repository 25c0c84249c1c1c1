// How each subscription stands: what the store counts, beside what the bezorgers of this node are doing. Read when somebody asks, kept nowhere.
import type { Store } from '../store/port.ts';
import type { Aflevering } from './aflevering.ts';
import type { Abonneestand } from './port.ts';

/** @param doelen targets as the configuration in force has them: turns and pause. Ordered by subscription. */
export async function afleverstand(
  store: Pick<Store, 'deliveryStats'>, aflevering: Pick<Aflevering, 'stand'>, doelen: ReadonlyMap<string, { readonly pogingen: number; readonly pauze: boolean }>,
): Promise<readonly Abonneestand[]> {
  const geteld = new Map((await store.deliveryStats()).map((s) => [s.abonnement, s]));
  const lopend = new Map(aflevering.stand().map((s) => [s.abonnement, s]));
  return [...new Set([...geteld.keys(), ...doelen.keys()])].sort().map((abonnement) => {
    const s = geteld.get(abonnement);
    const b = lopend.get(abonnement);
    const doel = doelen.get(abonnement);
    return {
      abonnement, wacht: s?.onderweg ?? 0, geparkeerd: s?.geparkeerd ?? 0, oudste: s?.oudste ?? null, bezig: b?.bezig ?? 0,
      onderbreker: b?.open === true ? 'open' : 'dicht', pauze: doel?.pauze ?? false, pogingen: doel?.pogingen ?? null,
    };
  });
}
