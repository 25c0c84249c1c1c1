// Proves: what each answer means, that turns are bounded in number and time, when the breaker opens and lets through, and which addresses are closed.
import { isOpenbaar } from '../../src/outbound/adressen.ts';
import { oordeel, pauzeNa } from '../../src/delivery/beleid.ts';
import { leesWacht } from '../../src/outbound/wacht.ts';
import { Onderbreker } from '../../src/delivery/onderbreker.ts';
import { maakZender } from '../../src/delivery/post.ts';

test.each([[200, 'klaar'], [204, 'klaar'], [301, 'parkeer'], [307, 'parkeer'], [400, 'parkeer'], [404, 'parkeer'], [408, 'opnieuw'], [422, 'parkeer'], [429, 'opnieuw'], [500, 'opnieuw'], [503, 'opnieuw']])('%i: %s', (status, soort) => {
  expect(oordeel({ soort: 'status', status }).soort).toBe(soort);
});

test('no answer is tried again, a closed address is not; Retry-After is followed up to an hour', () => {
  expect(oordeel({ soort: 'fout', oorzaak: 'netwerk' })).toEqual({ soort: 'opnieuw', oorzaak: 'netwerk', wacht: 0 });
  expect(oordeel({ soort: 'fout', oorzaak: 'adres' }).soort).toBe('parkeer');
  expect(oordeel({ soort: 'status', status: 429, wacht: 7_000 })).toMatchObject({ wacht: 7_000 });
  expect(oordeel({ soort: 'status', status: 429, wacht: 1e12 })).toMatchObject({ wacht: 3_600_000 });
  expect([leesWacht('12', 0), leesWacht('Thu, 01 Jan 1970 00:00:30 GMT', 10_000), leesWacht('straks', 0), leesWacht(undefined, 0)]).toEqual([12_000, 20_000, undefined, undefined]);
});

test('pauses grow, are half chance, and never pass five minutes', () => {
  expect([1, 2, 3].map((n) => pauzeNa(n, 0))).toEqual([500, 1_000, 2_000]);
  expect([1, 2, 3].map((n) => pauzeNa(n, 1))).toEqual([1_000, 2_000, 4_000]);
  expect(pauzeNa(50, 1)).toBe(300_000);
  const heel = Array.from({ length: 11 }, (_, i) => pauzeNa(i + 1, 1)).reduce((x, y) => x + y, 0);
  expect(heel).toBeLessThan(20 * 60_000);
});

test('the breaker opens after five failures in a row, lets one through after a while, and closes when that succeeds', () => {
  const o = new Onderbreker();
  for (let i = 0; i < 4; i++) o.mislukt(0);
  o.gelukt();
  for (let i = 0; i < 5; i++) {
    expect(o.mag(0)).toBe(true);
    o.mislukt(0);
  }
  expect([o.open, o.mag(29_999)]).toEqual([true, false]);
  expect([o.mag(30_000), o.mag(30_000)]).toEqual([true, false]);
  o.mislukt(30_000);
  expect([o.mag(89_999), o.mag(90_000)]).toEqual([false, true]);
  o.gelukt();
  expect([o.open, o.mag(90_001), o.mag(90_001)]).toEqual([false, true, true]);
});

test.each(['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'fc00::1', 'fe80::1', '2002:7f00:1::', '64:ff9b::7f00:1', 'geen adres'])('%s is closed', (adres) => {
  expect(isOpenbaar(adres)).toBe(false);
});
test.each(['8.8.8.8', '145.0.1.2', '2a00:1450:4001::1'])('%s is open', (adres) => {
  expect(isOpenbaar(adres)).toBe(true);
});

test.each(['https://127.0.0.1/x', 'https://[::1]/x', 'https://localhost/x', 'http://8.8.8.8/x'])('without leave nothing goes to %s', async (url) => {
  const z = maakZender({ url, tijdslimiet: 2_000, maxOnderweg: 1, priveAdressen: false, nu: Date.now });
  expect(await z.post({ koppen: {}, body: Buffer.from('{}') })).toEqual({ soort: 'fout', oorzaak: 'adres' });
  z.close();
});
