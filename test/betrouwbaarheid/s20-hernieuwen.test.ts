// S20: 10,000 parked deliveries redriven at a rate, on a real store, log, relay and delivery; the receiver and the clock of the rate are the test's. Proves: the rate is
// kept over any span; stopped halfway, the rest stays parked; every attempt is in the audit, once; nothing is sent twice for one attempt; the balance closes.
import { startAflevering, type Aflevering } from '../../src/delivery/aflevering.ts';
import { maakHernieuwingen } from '../../src/delivery/hernieuwen.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import type { EventLog } from '../../src/eventlog/port.ts';
import { kopieenVan } from '../../src/relay/besluit.ts';
import { type Relay, startRelay } from '../../src/relay/relay.ts';
import { openSqlite, type Sqlite } from '../../src/sqlite/sqlite.ts';
import type { InboxRij, Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { vergelijkMetLog } from '../../src/store/stap-balans.ts';
import { aanvaarding, event, nepRouting, TIJD, tijdelijkeMap } from '../contract/bouwstenen.ts';
import { tot } from '../delivery/hub.ts';

const BERICHTEN = 1_000;
const PER = 10;
const PAREN = BERICHTEN * PER;
const PER_SECONDE = 500;
const TOPIC = 'sociaaldomein.aflevering';
const routing = nepRouting([{ id: 'push', kanaal: 'aflevering', topic: TOPIC }]);

const map = tijdelijkeMap();
let sqlite: Sqlite;
let store: Store;
let log: EventLog;
let relay: Relay | null = null;
let aflevering: Aflevering | null = null;
const fouten: unknown[] = [];
/** Requests per event id. */
const verzoeken = new Map<string, number>();

/** At most so many at once, so that memory stays flat and commits are shared. */
async function perBlok<T>(rij: readonly T[], doe: (x: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rij.length; i += 500) await Promise.all(rij.slice(i, i + 500).map(doe));
}

/** What a hub does until a receiver has refused everything, in bulk: accepted, decided, published, marked, parked. */
async function vul(): Promise<void> {
  await perBlok(Array.from({ length: BERICHTEN }, (_, i) => i), (i) => store.accept(aanvaarding(`m${i}`, { bytes: Buffer.from('x'), events: Array.from({ length: PER }, (_, e) => event(e + 1, `zaak-${i}`)) })));
  for (let shard = 0; shard < store.shards; shard++) {
    const rijen: InboxRij[] = [];
    for (let na = 0; ; na = rijen.at(-1)!.nummer) {
      const blad = await store.inboxAfter(shard, na, 500);
      rijen.push(...blad);
      if (blad.length === 0) break;
    }
    if (rijen.length === 0) continue;
    const wijs = (r: InboxRij) => ({ shard, nummer: r.nummer, bericht: r.bericht.id, poging: 1 });
    const kopieen = new Map(rijen.map((r) => [r.nummer, r.events.flatMap((e) => kopieenVan(r, e, routing).map((kopie) => ({ e, kopie })))]));
    await perBlok(rijen, (r) => store.writeDecisions({
      rij: wijs(r), tijd: TIJD, audit: [],
      besluiten: kopieen.get(r.nummer)!.map(({ e, kopie }) => ({ bericht: r.bericht.id, ordinaal: e.ordinaal, abonnement: 'push', partij: kopie.partij.id, niveau: 'wat', kanaal: 'aflevering', topic: TOPIC, eventId: kopie.eventId, type: e.type, sleutel: kopie.key })),
    }));
    await log.open(shard);
    await log.publish([...kopieen.values()].flat().map(({ kopie }) => ({ topic: TOPIC, key: kopie.key, headers: { ce_id: kopie.eventId }, value: kopie.data })), { shard, incarnation: store.incarnation, acceptance: rijen.at(-1)!.nummer, part: 0 });
    await store.markPublished(rijen.map(wijs), TIJD);
    await perBlok(rijen, (r) => Promise.all(r.events.map((e) => store.recordTurn({ ...wijs(r), ordinaal: e.ordinaal, abonnement: 'push' }, { staat: 'geparkeerd', beurten: 12, oorzaak: 'http-503', stadium: 'aflevering' }, TIJD))));
  }
}

beforeAll(async () => {
  sqlite = await openSqlite({ dataDir: map.pad });
  store = await openSqliteStore({ sqlite, shards: 4 });
  log = await openEmbeddedLog({ sqlite });
  await vul();
  relay = await startRelay({ store, eventlog: log, routing: () => routing, delen: async function* () {}, betrokkenen: () => [], wacht: 50 });
  aflevering = startAflevering({
    store, shards: () => new Map(Array.from({ length: store.shards }, (_, s) => [s, undefined])), wacht: 50,
    doelen: () => new Map([['push', { abonnement: 'push', url: 'http://127.0.0.1:1/', kanaal: 'webhook', formaat: 'canoniek', vorm: 'binair', ondertekening: 'hmac', geheim: Buffer.from('toets'), maxOnderweg: 100, tijdslimiet: 1_000, pogingen: 12, strikt: false, pauze: false, priveAdressen: true }]]),
    kopieen: async (rij, ordinaal) => kopieenVan(rij, rij.events.find((e) => e.ordinaal === ordinaal)!, routing),
    kanaal: () => ({
      async lever({ kopie }) {
        verzoeken.set(kopie.eventId, (verzoeken.get(kopie.eventId) ?? 0) + 1);
        return { soort: 'klaar', status: 204 };
      },
      close: () => undefined,
    }),
    onFout: (e) => void fouten.push(e),
  });
}, 180_000);
afterAll(async () => {
  await aflevering?.stop();
  await relay?.stop();
  await log?.close();
  await store?.close();
  await sqlite?.close();
  map.weg();
}, 60_000);

test('S20: at the rate, stopped halfway, on to the end; each attempt audited and sent once; the balance closes', async () => {
  const voor = await store.balance();
  expect([voor.paren, voor.verschillen]).toEqual([{ gerouteerd: PAREN, afgeleverd: 0, geparkeerd: PAREN, onderweg: 0 }, []]);

  let nu = 0;
  const momenten: number[] = [];
  let stopBij = PAREN / 2;
  const geteld: Pick<Store, 'shards' | 'lastAcceptance' | 'parked' | 'parkedCounts' | 'redrive' | 'recordAudit'> = {
    shards: store.shards, lastAcceptance: (s) => store.lastAcceptance(s), parked: (v) => store.parked(v), parkedCounts: (f) => store.parkedCounts(f), recordAudit: (a) => store.recordAudit(a),
    redrive(p, a) {
      momenten.push(nu);
      return store.redrive(p, a);
    },
  };
  const h = maakHernieuwingen({
    store: geteld, nu: () => Date.parse(TIJD) + nu, klok: () => nu,
    slaap: async (ms) => {
      nu += ms;
      if (momenten.length >= stopBij) void h.stop(h.lijst()[0]!.id, 'operator');
      await Promise.resolve();
    },
  });
  const klaar = async (id: string) => await tot('hernieuwing geëindigd', () => h.haal(id)?.staat !== 'loopt', 120_000);

  const eerste = await h.start({ filter: { oorzaak: 'http-5*' }, tempo: PER_SECONDE, max: null, reden: 'ontvanger hersteld', actor: 'operator' });
  await klaar(eerste.id);
  const half = h.haal(eerste.id)!;
  expect([half.staat, half.teDoen, half.overgeslagen]).toEqual(['gestopt', PAREN, 0]);
  expect(half.hernieuwd).toBeGreaterThanOrEqual(stopBij);
  expect(half.hernieuwd).toBeLessThan(stopBij + 100);
  await tot('de helft is afgeleverd', async () => verzoeken.size === half.hernieuwd && (await store.balance()).paren.afgeleverd === half.hernieuwd, 120_000);
  expect((await store.parkedCounts({})).reduce((n, t) => n + t.aantal, 0)).toBe(PAREN - half.hernieuwd);
  expect((await store.balance()).verschillen).toEqual([]);

  stopBij = Number.POSITIVE_INFINITY;
  const begin = nu;
  const rest = await h.start({ filter: { oorzaak: 'http-5*' }, tempo: PER_SECONDE, max: null, reden: 'de rest', actor: 'operator' });
  await klaar(rest.id);
  expect(h.haal(rest.id)).toMatchObject({ staat: 'klaar', hernieuwd: PAREN - half.hernieuwd, overgeslagen: 0 });
  await tot('alles is afgeleverd', async () => verzoeken.size === PAREN && (await store.balance()).paren.afgeleverd === PAREN, 120_000);

  expect(fouten).toEqual([]);

  // The rate, by the clock that it was kept with: over any span of a second, and no slower than asked either.
  expect(momenten).toHaveLength(PAREN);
  for (let i = 0, j = 0; i < momenten.length; i++) {
    while (j < momenten.length && momenten[j]! < momenten[i]! + 1_000) j++;
    if (j - i > PER_SECONDE * 1.1 + 1) throw new Error(`${j - i} in een seconde vanaf ${momenten[i]}`);
  }
  const duur = nu - begin;
  expect(duur).toBeGreaterThanOrEqual(((PAREN - half.hernieuwd) / PER_SECONDE) * 1_000 - 200);
  expect(duur).toBeLessThan(((PAREN - half.hernieuwd) / PER_SECONDE) * 1_000 + 1_000);

  // Once per attempt: sent, and in the audit.
  expect([verzoeken.size, Math.max(...verzoeken.values())]).toEqual([PAREN, 1]);
  const stappen = new Map<string, number>();
  for (let na = 0; ; ) {
    const blad = await store.auditAfter('hub', na, 5_000);
    for (const r of blad) stappen.set(r.stap, (stappen.get(r.stap) ?? 0) + 1);
    if (blad.length === 0) break;
    na = blad.at(-1)!.volgnr;
  }
  expect([stappen.get('geparkeerd'), stappen.get('hernieuwd'), stappen.get('afgeleverd'), stappen.get('hernieuwing')]).toEqual([PAREN, PAREN, PAREN, 5]);
  expect(vergelijkMetLog(await store.balance(), await log.counts())).toMatchObject({ paren: { gerouteerd: PAREN, afgeleverd: PAREN, geparkeerd: 0, onderweg: 0 }, verschillen: [] });
}, 300_000);
