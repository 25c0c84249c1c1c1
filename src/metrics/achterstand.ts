// How far the relay is behind, shard by shard, from what the store knows: read when somebody asks, kept nowhere.
import type { Store } from '../store/port.ts';
import type { Achterstand } from './port.ts';

/** @param klok the clock that `ontvangenOp` was written with */
export function achterstandVan(store: Pick<Store, 'shards' | 'inboxState' | 'inboxAfter'>, klok: () => Date): () => Promise<readonly Achterstand[]> {
  return async () => {
    const uit: Achterstand[] = [];
    for (let shard = 0; shard < store.shards; shard += 1) {
      const { laatste, gepubliceerdTot } = await store.inboxState(shard);
      const [oudste] = laatste > gepubliceerdTot ? await store.inboxAfter(shard, gepubliceerdTot, 1) : [];
      const seconden = oudste ? Math.max(0, (klok().getTime() - Date.parse(oudste.bericht.ontvangenOp)) / 1000) : 0;
      uit.push({ shard, berichten: laatste - gepubliceerdTot, seconden });
    }
    return uit;
  };
}
