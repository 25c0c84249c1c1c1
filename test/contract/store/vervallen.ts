// What every store engine must hold for forgetting content (bewaren.inhoud): what is done goes, with its audit record; what may still be needed stays; heads, keys and
// balance stay whole. An engine's test file calls `vervalContract` beside the others.
import { idGrens } from '../../../src/store/stap-vervallen.ts';
import type { InboxRij, Store } from '../../../src/store/port.ts';
import { aanvaarding, event, idVan, kop, sleutel, TIJD, VER_WEG, weigering } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

const DAG = Date.parse('2026-01-02T12:00:00Z');
const VOOR = DAG + 86_400_000;
const SHA = 'd'.repeat(64);
const idOp = (n: number): string => `${idGrens(DAG + n)}7000-8000-000000000000`;

export function vervalContract(naam: string, open: () => Promise<StoreProef>): void {
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

    const posities = (n: number): Map<number, number> => new Map(Array.from({ length: store.shards }, (_, s) => [s, n]));
    const vergeet = (opties: Partial<Parameters<Store['forgetContent']>[0]> = {}) =>
      store.forgetContent({ soort: 'bytes', voor: VOOR, na: null, max: 10, tijd: TIJD, posities: posities(1_000), ...opties });

    async function aanvaard(n: number, extra: Parameters<typeof aanvaarding>[1] = {}): Promise<InboxRij> {
      const id = idOp(n);
      await store.accept(aanvaarding(`m${n}`, { kop: kop(`m${n}`, { id }), events: [event(1, `k${n}`)], ...extra }));
      for (let shard = 0; shard < store.shards; shard++) {
        const rij = (await store.inboxAfter(shard, 0, 10_000)).find((r) => r.bericht.id === id);
        if (rij) return rij;
      }
      throw new Error('geen inboxrij');
    }
    const wijs = (r: InboxRij) => ({ shard: r.shard, nummer: r.nummer, bericht: r.bericht.id, poging: r.poging });
    async function publiceer(r: InboxRij, kanaal: 'topic' | 'aflevering' = 'topic'): Promise<void> {
      const besluit = { bericht: r.bericht.id, ordinaal: 1, abonnement: 's', partij: 'p', niveau: 'wat' as const, kanaal, topic: 't', eventId: idVan(r.bericht.id), type: 't' };
      await store.writeDecisions({ rij: wijs(r), besluiten: [besluit], audit: [], tijd: TIJD });
      await store.markPublished([wijs(r)], TIJD);
    }

    test('what is done goes: bytes and events; head, state, audit record, key and balance stay', async () => {
      const r = await aanvaard(1);
      await publiceer(r);
      const { verschillen } = await store.balance();
      expect(await vergeet()).toEqual({ vergeten: 1, gebleven: 0, volgende: null, spools: [] });
      expect(await store.bytes(r.bericht.id)).toBeNull();
      expect(await store.deliveryRow({ shard: r.shard, nummer: r.nummer, ordinaal: 1, abonnement: 's' })).toBeNull();
      const b = await store.message(r.bericht.id);
      expect(b?.staat).toBe('vervallen');
      expect(b?.stappen.map((s) => s.stap)).toContain('vervallen');
      expect(await store.lookup(aanvaarding('m1').sleutels)).toMatchObject({ soort: 'dubbel', id: r.bericht.id });
      expect((await store.balance()).verschillen).toEqual(verschillen);
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 0 });
    });

    test('what waits for its answer stays until that came or its time has passed', async () => {
      const vraag = await aanvaard(1, { verwachting: { sleutel: 'v', partij: 'p', termijn: '2026-06-01T00:00:00Z' } });
      await publiceer(vraag);
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 1 });
      expect(await store.bytes(vraag.bericht.id)).not.toBeNull();
      expect(await store.expireExpectations('2026-06-02T00:00:00Z', 10)).toEqual([vraag.bericht.id]);
      expect(await vergeet()).toMatchObject({ vergeten: 1, gebleven: 0 });
    });

    test('what may be needed stays: not decided, not published, above the position of its shard, a shard without one, waiting, parked; and what is younger', async () => {
      const onbeslist = await aanvaard(1);
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 1 });
      await store.writeDecisions({ rij: wijs(onbeslist), besluiten: [{ bericht: onbeslist.bericht.id, ordinaal: 1, abonnement: 's', partij: 'p', niveau: 'wat', kanaal: 'topic', topic: 't', eventId: idVan('e'), type: 't' }], audit: [], tijd: TIJD });
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 1 });
      await store.markPublished([wijs(onbeslist)], TIJD);
      expect(await vergeet({ posities: posities(0) })).toMatchObject({ vergeten: 0, gebleven: 1 });
      expect(await vergeet({ posities: new Map() })).toMatchObject({ vergeten: 0, gebleven: 1 });
      expect(await vergeet({ voor: DAG })).toMatchObject({ vergeten: 0, gebleven: 0 });
      expect(await vergeet()).toMatchObject({ vergeten: 1, gebleven: 0 });

      const gepusht = await aanvaard(2);
      await publiceer(gepusht, 'aflevering');
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 1 });
      const paar = { shard: gepusht.shard, nummer: gepusht.nummer, ordinaal: 1, abonnement: 's' };
      await store.recordTurn(paar, { staat: 'geparkeerd', beurten: 3, oorzaak: 'http-400', stadium: 'aflevering' }, TIJD);
      expect(await vergeet()).toMatchObject({ vergeten: 0, gebleven: 1 });
      expect(await store.bytes(gepusht.bericht.id)).not.toBeNull();
    });

    test('refused and undeliverable messages lose their content and keep their name', async () => {
      const id = idOp(1);
      await store.refuse(weigering('w', { kop: kop('w', { id }) }));
      const r = await aanvaard(2);
      await store.writeDecisions({ rij: wijs(r), besluiten: [], audit: [], tijd: TIJD });
      await store.markPublished([wijs(r)], TIJD);
      expect(await vergeet()).toMatchObject({ vergeten: 2 });
      expect([(await store.message(id))?.staat, (await store.message(r.bericht.id))?.staat]).toEqual(['geweigerd', 'onbestelbaar']);
      expect(await store.bytes(id)).toBeNull();
    });

    test('in steps: each goes on where the last one stopped, past what stays', async () => {
      for (const n of [1, 2, 3, 4, 5]) {
        const r = await aanvaard(n);
        if (n !== 2) await publiceer(r);
      }
      const een = await vergeet({ max: 2 });
      expect(een).toMatchObject({ vergeten: 1, gebleven: 1, volgende: idOp(2) });
      const twee = await vergeet({ max: 2, na: een.volgende });
      expect(twee).toMatchObject({ vergeten: 2, gebleven: 0, volgende: idOp(4) });
      expect(await vergeet({ max: 2, na: twee.volgende })).toMatchObject({ vergeten: 1, volgende: null });
      expect(await store.bytes(idOp(2))).not.toBeNull();
    });

    test('a document goes with the last message that refers to it', async () => {
      const documenten = [{ sha256: SHA, mediatype: 'application/pdf', bytes: Buffer.from('inhoud') }];
      const een = await aanvaard(1, { documenten });
      const twee = await aanvaard(2, { documenten, sleutels: [sleutel('ander', 'x')] });
      await publiceer(een);
      await vergeet();
      await store.sweepForgotten(VOOR);
      expect(await store.document(SHA)).not.toBeNull();
      await publiceer(twee);
      expect(await vergeet()).toMatchObject({ vergeten: 1 });
      await store.sweepForgotten(VOOR);
      expect(await store.document(SHA)).toBeNull();
      expect(await store.documentMessages(SHA)).toEqual([]);
    });

    test('a kept answer goes with its question, the expectation stays', async () => {
      const r = await aanvaard(1, { verwachting: { sleutel: 's'.repeat(64), partij: 'p', termijn: '2026-02-01T00:00:00.000Z' } });
      await publiceer(r);
      await store.accept(aanvaarding('antwoord', { kop: kop('antwoord', { id: idOp(9_000_000_000) }), beantwoordt: { bericht: r.bericht.id, tot: VER_WEG, antwoord: { status: 200, contentType: 'text/xml', body: '<a/>' } } }));
      expect((await store.expectation(r.bericht.id))?.antwoord?.body).toBe('<a/>');
      expect(await vergeet()).toMatchObject({ vergeten: 1 });
      expect(await store.expectation(r.bericht.id)).toMatchObject({ staat: 'beantwoord', antwoord: null });
    });
  });
}
