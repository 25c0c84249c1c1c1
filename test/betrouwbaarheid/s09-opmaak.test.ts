// S9: the copies of one event cannot be made. Its pairs park with that stage and cause, at once, the original bytes stay, the other events are delivered;
// with `volgorde: strikt` it holds back what follows for its key, and nothing else.
import { startAflevering, OpmaakFout, type Doel } from '../../src/delivery/aflevering.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { aanvaarding, event, idVan, TIJD, tijdelijkeMap } from '../contract/bouwstenen.ts';
import { tot } from '../delivery/hub.ts';

test('S9', async () => {
  const map = tijdelijkeMap();
  const sqlite = await openSqlite({ dataDir: map.pad });
  const store = await openSqliteStore({ sqlite, shards: 1 });
  const zet = async (m: string, sleutel: string): Promise<void> => {
    await store.accept(aanvaarding(m, { events: [event(1, sleutel)] }));
    const nummer = await store.lastAcceptance(0);
    const rij = { shard: 0, nummer, bericht: idVan(m), poging: 1 };
    const besluit = (abonnement: string) => ({ bericht: idVan(m), ordinaal: 1, abonnement, partij: 'p', niveau: 'wat' as const, kanaal: 'aflevering' as const, topic: 'sociaaldomein.aflevering', eventId: idVan(`${m}/${abonnement}`), type: 't', sleutel });
    await store.writeDecisions({ rij, besluiten: [besluit('strikt'), besluit('ander')], audit: [], tijd: TIJD });
    await store.markPublished([rij], TIJD);
  };
  await zet('gif', 'k1');
  await zet('na', 'k1');
  await zet('los', 'k2');
  const doel = (abonnement: string, strikt: boolean): Doel => ({ abonnement, kanaal: 'webhook', url: 'https://a.nl', formaat: 'canoniek', geheim: Buffer.from('g'), vorm: 'binair', ondertekening: 'hmac', maxOnderweg: 2, tijdslimiet: 1_000, pogingen: 3, strikt, pauze: false, priveAdressen: true });
  const verstuurd: string[] = [];
  const aflevering = startAflevering({
    store,
    doelen: () => new Map([['strikt', doel('strikt', true)], ['ander', doel('ander', false)]]),
    shards: () => new Map([[0, undefined]]),
    wacht: 20,
    kanaal: () => ({ lever: async ({ kopie }) => { verstuurd.push(kopie.eventId); return { soort: 'klaar', status: 200 }; }, close: () => undefined }),
    kopieen: async (rij) => (['strikt', 'ander'].map((abonnement) => {
      if (rij.bericht.id === idVan('gif')) throw new OpmaakFout('niet te maken');
      const naam = ['gif', 'na', 'los'].find((m) => idVan(m) === rij.bericht.id) ?? '';
      return { abonnement, partij: { id: 'p', soort: 'gemeente' as const, naam: 'P', mandaten: [] }, niveau: 'wat' as const, topic: 't', kanaal: 'aflevering' as const, eventId: idVan(`${naam}/${abonnement}`), key: 'k', attributen: {}, data: '{}', doel: 'd', grondslag: 'g' };
    })),
  });
  try {
    await tot('alles wat kan', async () => (await store.balance()).paren.afgeleverd === 3 && (await store.balance()).paren.geparkeerd === 2);
    await new Promise((r) => setTimeout(r, 200));
    expect((await store.balance()).paren).toEqual({ gerouteerd: 6, afgeleverd: 3, geparkeerd: 2, onderweg: 1 });
    expect(await store.parked({ max: 9 })).toMatchObject(['ander', 'strikt'].map((abonnement) => ({ abonnement, bericht: idVan('gif'), stadium: 'opmaak', oorzaak: 'opmaak', beurten: 1 })));
    expect([...verstuurd].sort()).toEqual([idVan('na/ander'), idVan('los/ander'), idVan('los/strikt')].sort());
    expect(await store.bytes(idVan('gif'))).not.toBeNull();
  } finally {
    await aflevering.stop();
    await store.close();
    await sqlite.close();
    map.weg();
  }
}, 30_000);
