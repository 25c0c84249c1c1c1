// What every store engine must hold for what is parked (docs/design/aflevering.md, "Parked"): filters, counts, one pair seen whole, and the batches in which
// attempts that parked are announced. An engine's test file calls `parkeerContract` beside `afleverContract`.
import type { Geparkeerd, InboxRij, PaarVerwijzing, Store } from '../../../src/store/port.ts';
import { aanvaarding, event, idVan, TIJD } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

const TOPIC = 'sociaaldomein.geparkeerd';

export function parkeerContract(naam: string, open: () => Promise<StoreProef>): void {
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

    /** One message whose events go to a subscription, every pair parked with its own cause, at its own time. */
    async function parkeer(m: string, abonnement: string, oorzaken: readonly string[], tijden: readonly string[] = [], stadium = 'aflevering'): Promise<InboxRij> {
      await store.accept(aanvaarding(m, { events: oorzaken.map((_, i) => event(i + 1, 'zelfde', { type: `soort-${i % 2}` })) }));
      let rij: InboxRij | undefined;
      for (let shard = 0; shard < store.shards && !rij; shard++) rij = (await store.inboxAfter(shard, 0, 10_000)).find((r) => r.bericht.id === idVan(m));
      if (!rij) throw new Error('geen inboxrij');
      const wijs = { shard: rij.shard, nummer: rij.nummer, bericht: rij.bericht.id, poging: 1 };
      const besluiten = oorzaken.map((_, i) => ({
        bericht: rij.bericht.id, ordinaal: i + 1, abonnement, partij: 'p', niveau: 'wat' as const, kanaal: 'aflevering' as const, topic: 'sociaaldomein.aflevering',
        eventId: idVan(`${m}/${i}`), type: `soort-${i % 2}`, sleutel: `k${i}`,
      }));
      await store.writeDecisions({ rij: wijs, besluiten, audit: [], tijd: TIJD });
      await store.markPublished([wijs], TIJD);
      for (const [i, oorzaak] of oorzaken.entries()) {
        await store.recordTurn({ shard: rij.shard, nummer: rij.nummer, ordinaal: i + 1, abonnement }, { staat: 'geparkeerd', beurten: i + 1, oorzaak, stadium }, tijden[i] ?? TIJD);
      }
      return rij;
    }
    const kort = (paren: readonly Geparkeerd[]): readonly string[] => paren.map((p) => `${p.abonnement}/${p.ordinaal}/${p.oorzaak}`);

    test('filters: each part must hold, a star means "begins with", times are half open; counts say the same', async () => {
      await parkeer('a', 'een', ['http-400', 'http-503', 'netwerk'], ['2026-01-02T00:00:00Z', '2026-01-02T01:00:00+01:00', '2026-01-03T00:00:00.000Z']);
      await parkeer('b', 'een-b', ['opmaak'], [], 'opmaak');
      await parkeer('c', 'twee', ['http-503', 'http-400']);
      const zoek = async (f: Parameters<Store['parkedCounts']>[0]): Promise<readonly string[]> => {
        const gevonden = await store.parked({ ...f, max: 100 });
        expect((await store.parkedCounts(f)).reduce((n, t) => n + t.aantal, 0)).toBe(gevonden.length);
        return kort(gevonden);
      };
      expect(await zoek({})).toHaveLength(6);
      expect(await zoek({ abonnement: 'een' })).toEqual(['een/1/http-400', 'een/2/http-503', 'een/3/netwerk']);
      expect(await zoek({ abonnement: 'een*' })).toHaveLength(4);
      expect(await zoek({ oorzaak: 'http-*' })).toEqual(['een/1/http-400', 'een/2/http-503', 'twee/1/http-503', 'twee/2/http-400']);
      expect(await zoek({ oorzaak: 'http-5*', abonnement: 'twee' })).toEqual(['twee/1/http-503']);
      expect(await zoek({ stadium: 'opmaak' })).toEqual(['een-b/1/opmaak']);
      expect(await zoek({ type: 'soort-1' })).toEqual(['een/2/http-503', 'twee/2/http-400']);
      // Both of these are the same instant; the end is not part of it.
      expect(await zoek({ abonnement: 'een', van: '2026-01-02T00:00:00Z', tot: '2026-01-02T00:00:00.001Z' })).toEqual(['een/1/http-400', 'een/2/http-503']);
      expect(await zoek({ abonnement: 'een', tot: '2026-01-03T00:00:00Z' })).toEqual(['een/1/http-400', 'een/2/http-503']);
      expect(await zoek({ abonnement: 'een', van: '2026-01-03T01:00:00+01:00' })).toEqual(['een/3/netwerk']);
      expect(await zoek({ oorzaak: 'bestaat-niet' })).toEqual([]);
      expect(await store.parkedCounts({ oorzaak: 'http-*' })).toEqual([
        { abonnement: 'een', oorzaak: 'http-400', stadium: 'aflevering', aantal: 1 }, { abonnement: 'een', oorzaak: 'http-503', stadium: 'aflevering', aantal: 1 },
        { abonnement: 'twee', oorzaak: 'http-400', stadium: 'aflevering', aantal: 1 }, { abonnement: 'twee', oorzaak: 'http-503', stadium: 'aflevering', aantal: 1 },
      ]);
      await expect(store.parked({ van: 'gisteren', max: 1 })).rejects.toThrow();
    });

    test('pages under a filter: no gaps, no doubles, and nothing of another subscription', async () => {
      await parkeer('a', 'een', ['x', 'y', 'x', 'y', 'x', 'y', 'x']);
      await parkeer('b', 'twee', ['x']);
      const alles: string[] = [];
      for (let na: PaarVerwijzing | undefined; ; ) {
        const blad = await store.parked({ abonnement: 'een', oorzaak: 'x', max: 3, ...(na ? { na } : {}) });
        alles.push(...kort(blad));
        if (blad.length === 0) break;
        na = blad.at(-1);
      }
      expect(alles).toEqual(['een/1/x', 'een/3/x', 'een/5/x', 'een/7/x']);
    });

    test('a pair seen whole: its message, where the bytes are, every attempt; and no content', async () => {
      const rij = await parkeer('a', 'een', ['http-400', 'netwerk']);
      const plaats = { shard: rij.shard, nummer: rij.nummer, ordinaal: 2, abonnement: 'een' };
      expect(await store.pair(plaats)).toEqual({
        ...plaats, bericht: idVan('a'), poging: 1, eventId: idVan('a/1'), type: 'soort-1', partij: 'p', beurten: 2, oorzaak: 'netwerk', stadium: 'aflevering',
        geparkeerdOp: TIJD, sleutel: 'k1', staat: 'geparkeerd', bytes: { waar: 'opslag' },
        bron: { ontvangenOp: TIJD, standaard: 'stuf', berichttype: 'zakLk01', versie: '0310', omvang: 1 },
        pogingen: [{ poging: 1, shard: rij.shard, nummer: rij.nummer, staat: 'geparkeerd', beurten: 2, oorzaak: 'netwerk', stadium: 'aflevering', geparkeerdOp: TIJD }],
      });
      const n = await store.redrive(plaats, { tijd: TIJD, actor: 'operator', reden: 'x' });
      await store.writeDecisions({ rij: n!, besluiten: [{ bericht: idVan('a'), ordinaal: 2, abonnement: 'een', partij: 'p', niveau: 'wat', kanaal: 'aflevering', topic: 'sociaaldomein.aflevering', eventId: idVan('a/1'), type: 'soort-1', sleutel: 'k1' }], audit: [], tijd: TIJD });
      await store.markPublished([n!], TIJD);
      expect((await store.pair(plaats))?.pogingen.map((p) => [p.poging, p.nummer, p.staat])).toEqual([[1, rij.nummer, 'geparkeerd'], [2, n!.nummer, 'klaargezet']]);
      expect(await store.pair({ ...plaats, ordinaal: 9 })).toBeNull();
    });

    test('deliveryStats: when the first in line was received', async () => {
      const rij = await parkeer('a', 'een', ['x']);
      expect(await store.deliveryStats()).toEqual([{ abonnement: 'een', onderweg: 0, geparkeerd: 1, oudste: null }]);
      const n = await store.redrive({ shard: rij.shard, nummer: rij.nummer, ordinaal: 1, abonnement: 'een' }, { tijd: TIJD, actor: 'operator', reden: 'x' });
      await store.writeDecisions({ rij: n!, besluiten: [{ bericht: idVan('a'), ordinaal: 1, abonnement: 'een', partij: 'p', niveau: 'wat', kanaal: 'aflevering', topic: 'sociaaldomein.aflevering', eventId: idVan('a/0'), type: 'soort-0', sleutel: 'k0' }], audit: [], tijd: TIJD });
      await store.markPublished([n!], TIJD);
      expect(await store.deliveryStats()).toEqual([{ abonnement: 'een', onderweg: 1, geparkeerd: 0, oudste: TIJD }]);
    });

    test('announcements: a batch keeps its number and its pairs, whoever asks; what parks later is the next; the balance counts them per topic', async () => {
      await parkeer('a', 'een', ['x', 'y', 'z']);
      const eerste = await store.announcements({ na: 0, max: 2 });
      expect(eerste.nummer).toBeNull();
      expect(eerste.paren).toHaveLength(2);
      await store.claimAnnouncements(1, eerste.paren);
      // A crash here: the same batch again, whatever has parked since.
      await parkeer('b', 'een', ['x']);
      const nogEens = await store.announcements({ na: 0, max: 50 });
      expect([nogEens.nummer, kort(nogEens.paren)]).toEqual([1, kort(eerste.paren)]);
      expect((await store.balance()).perTopic[TOPIC]).toEqual({ gepubliceerd: 0, gerouteerd: 2 });
      await store.markAnnounced(1);
      expect(await store.announcements({ max: 50 })).toMatchObject({ gemeld: 1, nummer: null });
      expect((await store.balance()).perTopic[TOPIC]).toEqual({ gepubliceerd: 2, gerouteerd: 0 });
      const tweede = await store.announcements({ na: 1, max: 50 });
      expect([tweede.nummer, tweede.paren.length]).toEqual([null, 2]);
      // A pair that another batch has stays with that.
      await store.claimAnnouncements(2, [...tweede.paren, ...eerste.paren]);
      expect(kort((await store.announcements({ na: 0, max: 50 })).paren)).toEqual(kort(eerste.paren));
      expect(kort((await store.announcements({ na: 1, max: 50 })).paren)).toEqual(kort(tweede.paren));
      await store.markAnnounced(2);
      expect(await store.announcements({ na: 2, max: 50 })).toEqual({ gemeld: 2, nummer: null, paren: [] });
      expect((await store.balance()).perTopic[TOPIC]).toEqual({ gepubliceerd: 4, gerouteerd: 0 });
      expect((await store.balance()).verschillen).toEqual([]);
    });
  });
}
