// Parked pairs without a receiver: what a hub has written by the time that a delivery was given up, straight through the store.
import type { Store } from '../../src/store/port.ts';
import { aanvaarding, event, idVan, TIJD } from '../contract/bouwstenen.ts';

/** Each call: one more message (`bericht-1`, …), all of whose events park for subscription `push`. */
export function parkeerder(welke: () => Store): (aantal: number) => Promise<void> {
  let teller = 0;
  return async (aantal) => {
    const store = welke();
    const m = `bericht-${++teller}`;
    await store.accept(aanvaarding(m, { events: Array.from({ length: aantal }, (_, i) => event(i + 1, `geheim-${m}`, { data: '{"bsn":"999900006"}' })) }));
    for (let shard = 0; shard < store.shards; shard++) {
      const rij = (await store.inboxAfter(shard, 0, 10_000)).find((r) => r.bericht.id === idVan(m));
      if (!rij) continue;
      const wijs = { shard, nummer: rij.nummer, bericht: rij.bericht.id, poging: 1 };
      const besluiten = rij.events.map((e) => ({
        bericht: rij.bericht.id, ordinaal: e.ordinaal, abonnement: 'push', partij: 'p', niveau: 'wat' as const, kanaal: 'aflevering' as const, topic: 'sociaaldomein.aflevering',
        eventId: idVan(`${m}/${e.ordinaal}`), type: e.type, sleutel: `ondoorzichtig-${m}`,
      }));
      await store.writeDecisions({ rij: wijs, besluiten, audit: [], tijd: TIJD });
      await store.markPublished([wijs], TIJD);
      for (const e of rij.events) await store.recordTurn({ ...wijs, ordinaal: e.ordinaal, abonnement: 'push' }, { staat: 'geparkeerd', beurten: 3, oorzaak: 'http-500', stadium: 'aflevering' }, TIJD);
    }
  };
}
