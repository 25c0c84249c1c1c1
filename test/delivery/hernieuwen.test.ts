// Proves of a redrive without a hub, on a clock that the test moves: the rate over any span, the end, the stop halfway, one at a time, what it never takes up twice,
// and what stands in the audit.
import type { AuditInvoer } from '../../src/audit/port.ts';
import { maakHernieuwingen } from '../../src/delivery/hernieuwen.ts';
import { HernieuwFout, type HernieuwOpdracht } from '../../src/delivery/port.ts';
import { Tempo } from '../../src/delivery/tempo.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import type { Geparkeerd, PaarVerwijzing, Store } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';
import { parkeerder } from './parkeren.ts';

function paar(nummer: number, shard = 0): Geparkeerd {
  return { shard, nummer, ordinaal: 1, abonnement: 'a', bericht: `b${nummer}`, poging: 1, eventId: `e${nummer}`, type: 't', partij: 'p', beurten: 1, oorzaak: 'http-500', stadium: 'aflevering', geparkeerdOp: null, sleutel: null };
}

/** A store of parked pairs that each redrive parks again at once, with a later number: the worst that a receiver can do. */
function nepStore(aantal: number) {
  let paren = Array.from({ length: aantal }, (_, i) => paar(i + 1));
  let laatste = aantal;
  const audit: AuditInvoer[] = [];
  const hernieuwd: { readonly nummer: number; readonly op: number }[] = [];
  let nu = 0;
  let fout: Error | null = null;
  const store: Pick<Store, 'shards' | 'lastAcceptance' | 'parked' | 'parkedCounts' | 'redrive' | 'recordAudit'> = {
    shards: 1,
    lastAcceptance: async () => laatste,
    parked: async (v) => paren.filter((p) => !v.na || p.nummer > v.na.nummer).slice(0, v.max),
    parkedCounts: async () => [{ abonnement: 'a', oorzaak: 'http-500', stadium: 'aflevering', aantal: paren.length }],
    async redrive(p: PaarVerwijzing) {
      if (fout) throw fout;
      if (!paren.some((q) => q.nummer === p.nummer)) return null;
      hernieuwd.push({ nummer: p.nummer, op: nu });
      paren = [...paren.filter((q) => q.nummer !== p.nummer), paar(++laatste)];
      return { shard: 0, nummer: laatste, bericht: `b${p.nummer}`, poging: 2 };
    },
    recordAudit: async (a) => void audit.push(...a),
  };
  const klok = {
    klok: () => nu,
    slaap: async (ms: number) => {
      nu += ms;
      await Promise.resolve();
    },
  };
  return { store, audit, hernieuwd, klok, weg: (nummer: number) => void (paren = paren.filter((p) => p.nummer !== nummer)), breek: (e: Error | null) => void (fout = e) };
}

const opdracht = (extra: Partial<HernieuwOpdracht> = {}): HernieuwOpdracht => ({ filter: { abonnement: 'a' }, tempo: 50, max: null, reden: 'ontvanger hersteld', actor: 'operator', ...extra });

async function klaar(h: ReturnType<typeof maakHernieuwingen>, id: string): Promise<void> {
  while (h.haal(id)?.staat === 'loopt') await new Promise((r) => setImmediate(r));
}

test.each([1, 7, 50, 333, 1_000])('tokens at %i a second: never more over any span, and no fewer than the clock allows', (perSeconde) => {
  const t = new Tempo(perSeconde);
  const momenten: number[] = [];
  let nu = 5;
  let toeval = 12_345;
  while (nu < 20_005) {
    for (let n = t.neem(nu, 1_000); n > 0; n--) momenten.push(nu);
    toeval = (toeval * 1_103_515_245 + 12_345) % 2 ** 31;
    // A timer comes up to 40 ms late.
    nu += t.wacht(nu) + (toeval % 40);
  }
  for (let i = 0; i < momenten.length; i++) {
    for (const span of [1, 100, 1_000, 5_000]) {
      const erin = momenten.filter((m) => m >= momenten[i]! && m < momenten[i]! + span).length;
      expect(erin).toBeLessThanOrEqual(((span + 100) * perSeconde) / 1_000 + 1);
    }
    if (momenten.length > 2_000) i += 97;
  }
  expect(momenten.length).toBeGreaterThan(20 * perSeconde * 0.9);
});

test('a redrive takes up what was parked when it began, once each, at its rate, and ends; start and end are in the audit', async () => {
  const s = nepStore(1_200);
  const h = maakHernieuwingen({ store: s.store, nu: () => 0, ...s.klok });
  const { id, teDoen } = await h.start(opdracht());
  expect(teDoen).toBe(1_200);
  await klaar(h, id);
  expect(h.haal(id)).toMatchObject({ staat: 'klaar', hernieuwd: 1_200, overgeslagen: 0, tempo: 50 });
  expect(s.hernieuwd.map((x) => x.nummer)).toEqual(Array.from({ length: 1_200 }, (_, i) => i + 1));
  const duur = s.hernieuwd.at(-1)!.op - s.hernieuwd[0]!.op;
  expect(duur).toBeGreaterThanOrEqual((1_199 / 50) * 1_000 - 100);
  expect(duur).toBeLessThan((1_199 / 50) * 1_000 + 1_000);
  expect(s.audit.map((a) => [a.stap, a.actor, a.details?.wat])).toEqual([['hernieuwing', 'operator', 'begin'], ['hernieuwing', 'hub', 'einde']]);
  expect(s.audit[1]?.details).toMatchObject({ hernieuwing: id, filter: { abonnement: 'a' }, tempo: 50, reden: 'ontvanger hersteld', uitkomst: 'klaar', teDoen: 1_200, hernieuwd: 1_200, overgeslagen: 0 });
});

test('stopped halfway: the rest stays parked, and a second order goes on with that; who stopped it is in the audit', async () => {
  const s = nepStore(100);
  let stopBij = 30;
  const h = maakHernieuwingen({
    store: s.store, nu: () => 0, ...s.klok,
    slaap: async (ms) => {
      await s.klok.slaap(ms);
      if (s.hernieuwd.length === stopBij) void h.stop(h.lijst()[0]!.id, 'operator');
    },
  });
  const { id } = await h.start(opdracht());
  await klaar(h, id);
  expect(h.haal(id)).toMatchObject({ staat: 'gestopt', hernieuwd: 30 });
  expect(s.audit.map((a) => [a.details?.wat, a.actor])).toEqual([['begin', 'operator'], ['stop', 'operator'], ['einde', 'hub']]);
  stopBij = -1;
  const tweede = await h.start(opdracht({ max: 20 }));
  await klaar(h, tweede.id);
  expect(h.haal(tweede.id)).toMatchObject({ staat: 'klaar', hernieuwd: 20, teDoen: 20 });
  expect(s.hernieuwd.slice(30).map((x) => x.nummer)).toEqual(Array.from({ length: 20 }, (_, i) => i + 31));
  expect(h.lijst().map((x) => x.id)).toEqual([tweede.id, id]);
  // What has ended stays as it ended.
  expect(await h.stop(id, 'operator')).toMatchObject({ staat: 'gestopt', hernieuwd: 30 });
  expect(await h.stop('weg', 'operator')).toBeNull();
});

test('one at a time; what somebody else took up is passed over; a store that fails ends it, and says so', async () => {
  const s = nepStore(20);
  const fouten: unknown[] = [];
  let laatDoor: () => void = () => undefined;
  const h = maakHernieuwingen({ store: s.store, nu: () => 0, onFout: (e) => void fouten.push(e), klok: s.klok.klok, slaap: async (ms) => {
    if (s.hernieuwd.length === 1) await new Promise<void>((r) => (laatDoor = r));
    await s.klok.slaap(ms);
  } });
  const { id } = await h.start(opdracht());
  while (s.hernieuwd.length < 1) await new Promise((r) => setImmediate(r));
  await expect(h.start(opdracht())).rejects.toThrow(HernieuwFout);
  s.weg(7);
  await new Promise((r) => setImmediate(r));
  laatDoor();
  await klaar(h, id);
  expect(h.haal(id)).toMatchObject({ staat: 'klaar', hernieuwd: 19, overgeslagen: 1 });
  s.breek(new Error('weg'));
  const mis = await h.start(opdracht());
  await klaar(h, mis.id);
  expect(h.haal(mis.id)).toMatchObject({ staat: 'mislukt', hernieuwd: 0 });
  expect(fouten).toHaveLength(1);
  expect(s.audit.at(-1)?.details).toMatchObject({ uitkomst: 'mislukt' });
  await h.sluit();
  await expect(h.start(opdracht())).rejects.toThrow(HernieuwFout);
});

test('a hub that stops ends the job at once, says so in the audit, and begins nothing more', async () => {
  const s = nepStore(100);
  const h = maakHernieuwingen({ store: s.store, nu: () => 0 });
  // One a second, by a real clock: it would take more than a minute.
  const { id } = await h.start(opdracht({ tempo: 1 }));
  while (s.hernieuwd.length < 1) await new Promise((r) => setImmediate(r));
  await h.sluit();
  expect(h.haal(id)).toMatchObject({ staat: 'gestopt', hernieuwd: s.hernieuwd.length });
  expect(s.hernieuwd.length).toBeLessThan(100);
  expect(s.audit.at(-1)?.details).toMatchObject({ wat: 'einde', uitkomst: 'gestopt' });
  await expect(h.start(opdracht())).rejects.toMatchObject({ code: 'stopt' });
}, 60_000);

test('two jobs on two nodes meet at the same pairs: each pair is taken up once, and what the other had is passed over', async () => {
  const map = tijdelijkeMap();
  const sqlite = await openSqlite({ dataDir: map.pad });
  const store = await openSqliteStore({ sqlite });
  try {
    const parkeer = parkeerder(() => store);
    for (let i = 0; i < 10; i++) await parkeer(30);
    const knopen = [maakHernieuwingen({ store, nu: Date.now }), maakHernieuwingen({ store, nu: Date.now })];
    const gestart = await Promise.all(knopen.map((k) => k.start(opdracht({ filter: {}, tempo: 1_000 }))));
    await Promise.all(knopen.map((k, i) => klaar(k, gestart[i]!.id)));
    const standen = knopen.map((k, i) => k.haal(gestart[i]!.id)!);
    expect(standen.map((x) => x.staat)).toEqual(['klaar', 'klaar']);
    expect(standen[0]!.hernieuwd + standen[1]!.hernieuwd).toBe(300);
    const audit = (await store.auditAfter('hub', 0, 10_000)).filter((a) => a.stap === 'hernieuwd');
    expect([audit.length, new Set(audit.map((a) => a.details?.event)).size]).toEqual([300, 300]);
    expect((await store.balance()).verschillen).toEqual([]);
  } finally {
    await store.close();
    await sqlite.close();
    map.weg();
  }
}, 60_000);
