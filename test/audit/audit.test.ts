// The audit chain against a tamperer who owns the store (S19 in the small; the scenario itself stands in test/betrouwbaarheid): heads, keys, verification, access report.
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inzage } from '../../src/audit/inzage.ts';
import { koppenPad, leesKoppen, type Kop } from '../../src/audit/koppen.ts';
import { startOndertekenaar, type Ondertekenaar } from '../../src/audit/ondertekenaar.ts';
import type { AuditInvoer } from '../../src/audit/port.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openSqlite, type Sqlite } from '../../src/sqlite/sqlite.ts';
import { canonicalJson } from '../../src/store/keten.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import type { Store } from '../../src/store/port.ts';
import { tijdelijkeMap, TIJD } from '../contract/bouwstenen.ts';

let map: ReturnType<typeof tijdelijkeMap>;
let sqlite: Sqlite;
let store: Store;
let tekenaars: Ondertekenaar[];
const sleutelPad = (): string => path.join(map.pad, 'elders', 'audit.pem');

beforeEach(async () => {
  map = tijdelijkeMap();
  tekenaars = [];
  sqlite = await openSqlite({ dataDir: map.pad });
  store = await openSqliteStore({ sqlite });
});
afterEach(async () => {
  for (const t of tekenaars) await t.stop();
  await store.close();
  await sqlite.close();
  map.weg();
});

const regels = (n: number): AuditInvoer[] => Array.from({ length: n }, (_, i) => ({ stap: 'gelezen', tijd: TIJD, actor: `lezer-${i}` }));

async function onderteken(extra: { elke?: number; interval?: number; bijKop?: (k: Kop) => void } = {}): Promise<Ondertekenaar> {
  const t = await startOndertekenaar({ store, dataDir: map.pad, sleutelPad: sleutelPad(), nu: () => TIJD, interval: 3_600_000, ...extra });
  tekenaars.push(t);
  return t;
}

test('an untouched chain is valid, and says how much of it is signed', async () => {
  const t = await onderteken();
  await store.recordAudit(regels(5));
  await t.rondAf();
  await store.recordAudit(regels(2));
  expect(await verifyAudit(map.pad)).toEqual({ geldig: true, regels: 7, ketens: 1, koppen: 1, ongetekend: 2, breuk: null });
});

test('an empty store is valid; records without any head are not', async () => {
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: true, regels: 0 });
  await store.recordAudit(regels(1));
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: false, breuk: { soort: 'koppen-ontbreken' } });
});

test('a head stands at every so many records, also when they came faster than it looks', async () => {
  const t = await onderteken({ elke: 10 });
  await store.recordAudit(regels(35));
  await t.rondAf();
  expect(leesKoppen(map.pad).koppen.map((k) => k.volgnr)).toEqual([10, 20, 30, 35]);
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: true, koppen: 4, ongetekend: 0 });
});

test('a head comes by itself when the time is up', async () => {
  const gezien: number[] = [];
  const klaar = new Promise<void>((los) => void onderteken({ interval: 1, bijKop: (k) => { gezien.push(k.volgnr); los(); } }));
  await store.recordAudit(regels(3));
  await klaar;
  expect(gezien).toEqual([3]);
});

test('the next start goes on with the heads that stand, and what a crash left of half a head is dropped', async () => {
  const eerste = await onderteken();
  await store.recordAudit(regels(3));
  await eerste.stop();
  appendFileSync(koppenPad(map.pad), '{"nummer":2,"keten":"hu');
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: true, koppen: 1 });
  const tweede = await onderteken();
  await store.recordAudit(regels(3));
  await tweede.stop();
  expect(leesKoppen(map.pad).koppen.map((k) => [k.nummer, k.volgnr])).toEqual([[1, 3], [2, 6]]);
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: true, koppen: 2 });
});

test('the private key is its owner\'s alone and not in the folder of heads; the public one is', async () => {
  await onderteken();
  expect(statSync(sleutelPad()).mode & 0o777).toBe(0o600);
  expect(readFileSync(sleutelPad(), 'utf8')).toContain('PRIVATE KEY');
  const inMap = path.join(map.pad, 'audit');
  expect(existsSync(inMap)).toBe(true);
  await store.recordAudit(regels(1));
  expect(readFileSync(koppenPad(map.pad), 'utf8')).not.toContain('PRIVATE');
});

describe('the file of heads', () => {
  async function drieKoppen(): Promise<Kop[]> {
    const t = await onderteken();
    for (let i = 0; i < 3; i++) {
      await store.recordAudit(regels(2));
      await t.rondAf();
    }
    return [...leesKoppen(map.pad).koppen];
  }
  const schrijf = (koppen: readonly unknown[]): void => writeFileSync(koppenPad(map.pad), koppen.map((k) => `${JSON.stringify(k)}\n`).join(''));

  test('a changed head is found', async () => {
    const k = await drieKoppen();
    schrijf([k[0], { ...k[1], tijd: '2030-01-01T00:00:00.000Z' }, k[2]]);
    expect(await verifyAudit(map.pad)).toMatchObject({ geldig: false, breuk: { soort: 'kop-ongeldig', kop: 2 } });
  });

  test('a removed head is found', async () => {
    const k = await drieKoppen();
    schrijf([k[0], k[2]]);
    expect(await verifyAudit(map.pad)).toMatchObject({ geldig: false, breuk: { soort: 'kop-ongeldig', kop: 3 } });
  });

  test('a line that is no head is found', async () => {
    const k = await drieKoppen();
    schrijf([k[0], { nummer: 'x' }, k[1], k[2]]);
    expect(await verifyAudit(map.pad)).toMatchObject({ geldig: false, breuk: { soort: 'kop-ongeldig', kop: 2 } });
  });

  test('heads of a key that the operator does not trust are found', async () => {
    await drieKoppen();
    const ander = tijdelijkeMap();
    const { openTekensleutel } = await import('../../src/audit/sleutel.ts');
    const vreemd = openTekensleutel(ander.pad, path.join(ander.pad, 'k.pem'));
    const publiekeSleutel = path.join(ander.pad, 'audit', `${vreemd.id}.pub.pem`);
    expect(await verifyAudit(map.pad, { publiekeSleutel })).toMatchObject({ geldig: false, breuk: { soort: 'kop-ongeldig', kop: 1 } });
    ander.weg();
  });
});

test('canonical JSON: key order and absent members do not matter, everything else does', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, { y: 2, x: 'é' }], c: undefined } })).toBe('{"a":{"d":[1,{"x":"é","y":2}]},"b":1}');
  expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
});

test('the access report names receiver, ground and readers of this person\'s events', () => {
  const basis = { tijd: TIJD, actor: 'hub', keten: 'hub', vorige: '', hash: '' };
  const gerouteerd = { partij: 'gemeente-0363', niveau: 'wat', doel: 'zorg', grondslag: 'Jeugdwet 7.4', topic: 't', shard: 1 };
  const uit = inzage('p', {
    regels: [
      { ...basis, volgnr: 1, stap: 'aanvaard', bericht: 'b1', betrokkenen: ['p'] },
      { ...basis, volgnr: 2, stap: 'gerouteerd', bericht: 'b1', abonnement: 'a', betrokkenen: ['p'], details: { ...gerouteerd, doel: 'oud' } },
      { ...basis, volgnr: 3, stap: 'gerouteerd', bericht: 'b1', abonnement: 'a', betrokkenen: ['p'], details: { ...gerouteerd, opnieuw: true } },
      { ...basis, volgnr: 4, stap: 'gepubliceerd', bericht: 'b1', abonnement: 'a' },
      { ...basis, volgnr: 5, stap: 'gelezen', actor: '0001', details: { events: ['x', 'e1'] } },
      { ...basis, volgnr: 6, stap: 'gelezen', actor: '0002', details: { events: ['x'] } },
    ],
    paren: [{ bericht: 'b1', abonnement: 'a', events: ['e1'] }],
  });
  expect(uit).toEqual({
    pseudoniem: 'p',
    aanvaard: [{ bericht: 'b1', tijd: TIJD }],
    ontvangers: [{ bericht: 'b1', abonnement: 'a', partij: 'gemeente-0363', niveau: 'wat', doel: 'zorg', grondslag: 'Jeugdwet 7.4', topic: 't', gerouteerdOp: TIJD, gepubliceerdOp: TIJD, gelezen: [{ door: '0001', tijd: TIJD }] }],
    vragen: [],
  });
});
