// What waits for an answer, from what the store knows: read when somebody asks, kept nowhere.
import type { Store } from '../store/port.ts';
import type { Wachtenden } from './port.ts';

/** @param klok the clock that deadlines were made with */
export function wachtendenVan(store: Pick<Store, 'expectationStats'>, klok: () => Date): () => Promise<Wachtenden> {
  const sinds = (moment: string | null): number => (moment === null ? 0 : Math.max(0, (klok().getTime() - Date.parse(moment)) / 1000));
  return async () => {
    const { wacht, oudste, eersteTermijn } = await store.expectationStats();
    return { aantal: wacht, oudste: sinds(oudste), overTijd: sinds(eersteTermijn) };
  };
}
