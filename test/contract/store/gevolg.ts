// What every store engine must hold of a refusal that the hub itself says something about (docs/design/terugweg.md, "What the hub says by itself"): both, or
// neither, and once; and of finding a message by the reference that an answer names.
import type { Store } from '../../../src/store/port.ts';
import { aanvaarding, event, idVan, kop, weigering } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

export function gevolgContract(naam: string, open: () => Promise<StoreProef>): void {
  describe(`store, a refusal and what the hub says of it: ${naam}`, () => {
    let proef: StoreProef;
    let store: Store;
    beforeEach(async () => {
      proef = await open();
      store = proef.store;
    });
    afterEach(async () => {
      await proef.sluit();
    });

    test('what the hub says about a refusal is accepted with it, once: a repeat of the refusal says nothing again, and the relay is woken', async () => {
      const gewekt: number[] = [];
      const stop = store.onAccepted((s) => void gewekt.push(...s));
      const gevolg = aanvaarding('g', { events: [event(1, 'k')] });
      const w = weigering('w', { gevolg });
      expect(await store.refuse(w)).toEqual({ soort: 'nieuw', id: w.kop.id });
      expect(gewekt).toHaveLength(1);
      expect((await store.inboxAfter(gewekt[0]!, 0, 10)).map((r) => r.bericht.id)).toEqual([gevolg.kop.id]);
      expect(await store.refuse(weigering('w2', { sleutels: w.sleutels, gevolg: aanvaarding('g2') }))).toMatchObject({ soort: 'dubbel', id: w.kop.id });
      expect(await store.message(idVan('g2'))).toBeNull();
      const na = await proef.heropen();
      expect(await na.message(gevolg.kop.id)).toMatchObject({ staat: 'aanvaard', events: 1 });
      expect((await na.balance()).berichten).toMatchObject({ ontvangen: 3, aanvaard: 1, geweigerd: 2 });
      expect((await na.balance()).verschillen).toEqual([]);
      stop();
    });

    test('messages with a reference: newest first, refused ones too, nobody else', async () => {
      const met = (naam: string, id: string, referentie: string) => ({ ...kop(naam), id, referentie });
      const [een, twee, drie] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002', '019a0000-0000-7000-8000-000000000003'] as const;
      await store.accept(aanvaarding('a', { kop: met('a', een, 'R-1') }));
      await store.refuse(weigering('w', { kop: met('w', twee, 'R-1') }));
      await store.accept(aanvaarding('b', { kop: met('b', drie, 'R-2') }));
      expect((await store.messagesByReference('R-1', 10)).map((k) => k.id)).toEqual([twee, een]);
      expect(await store.messagesByReference('R-1', 1)).toEqual([met('w', twee, 'R-1')]);
      expect(await store.messagesByReference('R-', 10)).toEqual([]);
    });

    test('a refusal whose consequence cannot be written is not written either', async () => {
      const gevolg = aanvaarding('g');
      await store.accept(aanvaarding('ander', { kop: gevolg.kop, sleutels: [] }));
      await expect(store.refuse(weigering('w', { gevolg }))).rejects.toThrow();
      expect(await store.message(idVan('w'))).toBeNull();
      expect(await store.lookup(weigering('w').sleutels)).toBeNull();
    });
  });
}
