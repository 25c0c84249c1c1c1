// What every store engine must hold for delivery by push (docs/design/aflevering.md): turns, parking, strict order, redrive, and what the balance makes of it.
// An engine's test file calls `afleverContract` beside `storeContract`.
import type { Besluit, InboxRij, RijVerwijzing, Store } from '../../../src/store/port.ts';
import { aanvaarding, event, idVan, TIJD } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

function besluit(rij: InboxRij, abonnement: string, extra: Partial<Besluit> = {}): Besluit {
  return {
    bericht: rij.bericht.id, ordinaal: 1, abonnement, partij: 'p', niveau: 'wat', kanaal: 'aflevering', topic: 'sociaaldomein.aflevering',
    eventId: idVan(`${rij.bericht.id}/${abonnement}`), type: 'zaak-aangemaakt', ...extra,
  };
}

function wijs(rij: InboxRij): RijVerwijzing {
  return { shard: rij.shard, nummer: rij.nummer, bericht: rij.bericht.id, poging: rij.poging };
}

const gerouteerd = (rij: InboxRij, abonnement: string) => ({ stap: 'gerouteerd' as const, tijd: TIJD, bericht: rij.bericht.id, abonnement, poging: 1, actor: 'hub' });

export function afleverContract(naam: string, open: () => Promise<StoreProef>): void {
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

    async function rijVan(m: string, extra: Parameters<typeof aanvaarding>[1] = {}): Promise<InboxRij> {
      await store.accept(aanvaarding(m, extra));
      for (let shard = 0; shard < store.shards; shard++) {
        const rij = (await store.inboxAfter(shard, 0, 10_000)).find((r) => r.bericht.id === idVan(m));
        if (rij) return rij;
      }
      throw new Error('geen inboxrij');
    }

    describe('delivery', () => {
      const MORGEN = Date.parse(TIJD) + 86_400_000;
      /** Accepts, decides and publishes a message with one pushed pair per key; the pairs are set ready. */
      async function klaar(m: string, sleutels: readonly string[], abonnement = 'push'): Promise<InboxRij> {
        const rij = await rijVan(m, { events: sleutels.map((s, i) => event(i + 1, 'zelfde', { type: `t${s}` })) });
        const besluiten = sleutels.map((s, i) => besluit(rij, abonnement, { ordinaal: i + 1, kanaal: 'aflevering', topic: 'sociaaldomein.aflevering', eventId: idVan(`${m}/${i}`), sleutel: s }));
        await store.writeDecisions({ rij: wijs(rij), besluiten, audit: [gerouteerd(rij, abonnement)], tijd: TIJD });
        await store.markPublished([wijs(rij)], TIJD);
        return rij;
      }
      const teLeveren = (shard: number, extra: { nu?: number; strikt?: boolean; abonnement?: string } = {}) =>
        store.dueDeliveries({ abonnement: 'push', shards: [shard], nu: MORGEN, max: 100, strikt: false, ...extra });
      const park = { staat: 'geparkeerd', beurten: 1, oorzaak: 'http-400', stadium: 'aflevering' } as const;
      const geleverd = { staat: 'afgeleverd', beurten: 1, status: 204 } as const;

      test('what waits in one shard keeps nothing of another out', async () => {
        const vol = await klaar('vol', ['k1', 'k2', 'k3', 'k4']);
        let ander = vol;
        for (let i = 0; ander.shard === vol.shard && i < 50; i += 1) ander = await rijVan(`m${i}`, { events: [event(1, `sleutel-${i}`)] });
        expect(ander.shard).not.toBe(vol.shard);
        await store.writeDecisions({ rij: wijs(ander), besluiten: [besluit(ander, 'push', { kanaal: 'aflevering', topic: 'sociaaldomein.aflevering', eventId: idVan('ander') })], audit: [gerouteerd(ander, 'push')], tijd: TIJD });
        await store.markPublished([wijs(ander)], TIJD);
        for (const shards of [[vol.shard, ander.shard], [ander.shard, vol.shard]]) {
          const paren = await store.dueDeliveries({ abonnement: 'push', shards, nu: MORGEN, max: 3, strikt: false });
          expect(paren.map((p) => p.shard).sort()).toEqual([vol.shard, vol.shard, ander.shard].sort());
          expect(paren.filter((p) => p.shard === vol.shard).map((p) => p.ordinaal)).toEqual([1, 2]);
        }
      });

      test('a pair waits, has its turns, and ends once; each end is in the audit and the balance closes', async () => {
        const rij = await klaar('a', ['k1', 'k2', 'k3']);
        const [p1, p2, p3] = await teLeveren(rij.shard);
        expect([p1, p2, p3].map((p) => p?.ordinaal)).toEqual([1, 2, 3]);
        expect(await store.waitingSubscriptions()).toEqual([{ abonnement: 'push', shard: rij.shard, volgende: 0 }]);
        expect((await store.balance()).paren).toEqual({ gerouteerd: 3, afgeleverd: 0, geparkeerd: 0, onderweg: 3 });
        expect(await store.recordTurn(p1!, geleverd, TIJD)).toBe(true);
        expect(await store.recordTurn(p2!, park, TIJD)).toBe(true);
        expect(await store.recordTurn(p3!, { staat: 'klaargezet', beurten: 1, oorzaak: 'netwerk', volgende: MORGEN + 5 }, TIJD)).toBe(true);
        // What has ended is not changed any more.
        expect(await store.recordTurn(p1!, park, TIJD)).toBe(false);
        expect(await store.recordTurn(p2!, geleverd, TIJD)).toBe(false);
        expect(await teLeveren(rij.shard)).toEqual([]);
        expect(await teLeveren(rij.shard, { nu: MORGEN + 5 })).toMatchObject([{ ordinaal: 3, beurten: 1, oorzaak: 'netwerk' }]);
        const b = await store.balance();
        expect(b.paren).toEqual({ gerouteerd: 3, afgeleverd: 1, geparkeerd: 1, onderweg: 1 });
        expect(b.verschillen).toEqual([]);
        expect(await store.deliveryStats()).toEqual([{ abonnement: 'push', onderweg: 1, geparkeerd: 1, oudste: TIJD }]);
        expect((await store.message(rij.bericht.id))?.staat).toBe('geparkeerd');
        const stappen = (await store.message(rij.bericht.id))?.stappen.filter((s) => s.abonnement === 'push').map((s) => s.stap);
        expect([...(stappen ?? [])].sort()).toEqual(['afgeleverd', 'geparkeerd', 'gepubliceerd', 'gerouteerd']);
        const na = await proef.heropen();
        expect(await na.parked({ max: 10 })).toMatchObject([{ ordinaal: 2, oorzaak: 'http-400', stadium: 'aflevering', beurten: 1 }]);
      });

      test('two that end one pair at the same time: one of them does', async () => {
        const rij = await klaar('a', ['k']);
        const [p] = await teLeveren(rij.shard);
        const uit = await Promise.all(Array.from({ length: 8 }, () => store.recordTurn(p!, geleverd, TIJD)));
        expect(uit.filter(Boolean)).toHaveLength(1);
        expect((await store.balance()).verschillen).toEqual([]);
      });

      test('deliveryRow gives the head and that one event', async () => {
        const rij = await klaar('a', ['k1', 'k2']);
        const [, p2] = await teLeveren(rij.shard);
        expect(await store.deliveryRow(p2!)).toEqual({ shard: rij.shard, nummer: rij.nummer, bericht: rij.bericht, spool: null, poging: 1, events: [rij.events[1]] });
        expect(await store.deliveryRow({ ...p2!, ordinaal: 9 })).toBeNull();
      });

      test('strict: nothing passes an earlier pair of its key that is not delivered, parked ones too; other keys go', async () => {
        const a = await klaar('a', ['k1', 'k2']);
        await klaar('b', ['k1']);
        const eerst = await teLeveren(a.shard, { strikt: true });
        expect(eerst.map((p) => p.eventId)).toEqual([idVan('a/0'), idVan('a/1')]);
        await store.recordTurn(eerst[0]!, park, TIJD);
        expect((await teLeveren(a.shard, { strikt: true })).map((p) => p.eventId)).toEqual([idVan('a/1')]);
        expect((await teLeveren(a.shard)).map((p) => p.eventId)).toEqual([idVan('a/1'), idVan('b/0')]);
      });

      test('redrive: a new row for the chosen pair alone, same event, pointing at the old; strict order is that of the first attempt', async () => {
        const a = await klaar('a', ['k1', 'k2']);
        await klaar('b', ['k1']);
        for (const p of (await teLeveren(a.shard)).slice(0, 2)) await store.recordTurn(p, park, TIJD);
        const [p1] = await store.parked({ max: 10 });
        const nieuw = await store.redrive(p1!, { tijd: TIJD, actor: 'operator', reden: 'ontvanger hersteld' });
        expect(nieuw).toEqual({ shard: a.shard, nummer: 3, bericht: a.bericht.id, poging: 2 });
        // On its way: not once more.
        expect(await store.redrive(p1!, { tijd: TIJD, actor: 'operator', reden: 'x' })).toBeNull();
        const [rij] = await store.inboxAfter(a.shard, 2, 10);
        expect(rij).toMatchObject({ nummer: 3, poging: 2, alleen: [{ ordinaal: 1, abonnement: 'push' }] });
        expect((await store.balance()).paren).toMatchObject({ geparkeerd: 2, onderweg: 1 });
        await store.writeDecisions({ rij: wijs(rij!), besluiten: [besluit(rij!, 'push', { ordinaal: 1, kanaal: 'aflevering', topic: 'sociaaldomein.aflevering', eventId: idVan('a/0'), sleutel: 'k1' })], audit: [], tijd: TIJD });
        await store.markPublished([wijs(rij!)], TIJD);
        expect((await store.parked({ max: 10 })).map((p) => p.ordinaal)).toEqual([2]);
        const b = await store.balance();
        expect(b.paren).toEqual({ gerouteerd: 3, afgeleverd: 0, geparkeerd: 1, onderweg: 2 });
        expect(b.perTopic['sociaaldomein.aflevering']).toEqual({ gepubliceerd: 4, gerouteerd: 0 });
        expect(b.verschillen).toEqual([]);
        // The redriven pair comes before what it held back.
        const nu = await teLeveren(a.shard, { strikt: true });
        expect(nu).toMatchObject([{ eventId: idVan('a/0'), poging: 2 }]);
        await store.recordTurn(nu[0]!, geleverd, TIJD);
        expect((await teLeveren(a.shard, { strikt: true })).map((p) => p.eventId)).toEqual([idVan('b/0')]);
        expect(await store.redrive(p1!, { tijd: TIJD, actor: 'operator', reden: 'x' })).toBeNull();
      });

      test('a redrive for which the relay finds no copy leaves the pair parked, and it may be tried again', async () => {
        const a = await klaar('a', ['k1']);
        await store.recordTurn((await teLeveren(a.shard))[0]!, park, TIJD);
        const [p] = await store.parked({ abonnement: 'push', max: 10 });
        const n = await store.redrive(p!, { tijd: TIJD, actor: 'operator', reden: 'x' });
        await store.writeDecisions({ rij: n!, besluiten: [], audit: [], tijd: TIJD });
        await store.markPublished([n!], TIJD);
        expect(await store.parked({ max: 10 })).toEqual([p]);
        expect((await store.balance()).verschillen).toEqual([]);
        expect(await store.redrive(p!, { tijd: TIJD, actor: 'operator', reden: 'y' })).toMatchObject({ poging: 3 });
      });

      test('parked: by subscription and cause, in pages without gaps or doubles', async () => {
        const a = await klaar('a', ['1', '2', '3', '4', '5', '6', '7']);
        await klaar('b', ['1'], 'ander');
        for (const p of await teLeveren(a.shard)) await store.recordTurn(p, { ...park, oorzaak: p.ordinaal % 2 ? 'http-400' : 'netwerk' }, TIJD);
        for (const p of await teLeveren(a.shard, { abonnement: 'ander' })) await store.recordTurn(p, park, TIJD);
        expect((await store.parked({ abonnement: 'push', oorzaak: 'netwerk', max: 2 })).map((p) => p.ordinaal)).toEqual([2, 4]);
        const alles: string[] = [];
        for (let na: Awaited<ReturnType<Store['parked']>>[number] | undefined; ; ) {
          const blad = await store.parked({ max: 3, ...(na ? { na } : {}) });
          alles.push(...blad.map((p) => `${p.abonnement}/${p.ordinaal}`));
          if (blad.length === 0) break;
          na = blad.at(-1);
        }
        expect(alles).toEqual(['ander/1', 'push/1', 'push/2', 'push/3', 'push/4', 'push/5', 'push/6', 'push/7']);
      });
    });
  });
}
