// What every store engine must hold for senders whose moments must rise (StUF019): decided in the accepting transaction, so that two at once cannot both be the later one.
import type { Store } from '../../../src/store/port.ts';
import { aanvaarding, idVan, kop } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

export function opvolgContract(naam: string, open: () => Promise<StoreProef>): void {
  describe(`store: ${naam}`, () => {
    let proef: StoreProef;
    let store: Store;
    beforeEach(async () => {
      proef = await open();
      store = proef.store;
    });
    afterEach(async () => {
      await proef.sluit();
    });

    describe('a sender whose moments must rise (StUF019)', () => {
      const met = (naam: string, tijdstip: string, zender = 'z') => aanvaarding(naam, { opvolging: { zender, tijdstip } });

      test('later is accepted; the same moment and an earlier one write nothing; another sender has moments of its own; a repeat stays a repeat', async () => {
        const eerste = met('a', '2026-01-02T10:00:00.000Z');
        expect(await store.accept(eerste)).toMatchObject({ soort: 'nieuw' });
        expect(await store.accept(met('b', '2026-01-02T10:00:00.000Z'))).toEqual({ soort: 'achterhaald' });
        expect(await store.accept(met('c', '2026-01-02T09:59:59.999Z'))).toEqual({ soort: 'achterhaald' });
        expect(await store.message(idVan('b'))).toBeNull();
        expect(await store.accept(met('d', '2026-01-02T09:00:00.000Z', 'ander'))).toMatchObject({ soort: 'nieuw' });
        expect(await store.accept(met('e', '2026-01-02T10:00:00.001Z'))).toMatchObject({ soort: 'nieuw' });
        expect(await store.accept({ ...eerste, kop: kop('a2') })).toMatchObject({ soort: 'dubbel', id: idVan('a') });
        expect((await store.balance()).verschillen).toEqual([]);
      });

      test('at once: of two with the same moment one is accepted', async () => {
        const uit = await Promise.all([1, 2, 3, 4].map((n) => store.accept(met(`m${n}`, '2026-01-02T10:00:00.000Z'))));
        expect(uit.map((u) => u.soort).sort()).toEqual(['achterhaald', 'achterhaald', 'achterhaald', 'nieuw']);
      });
    });
  });
}
