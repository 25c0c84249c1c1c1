// S7 and S8 on a whole hub, with real receivers and a clock that is moved: one answers 500 for more than an hour, one takes ten seconds for each answer;
// the third notices nothing. Retries are bounded, everything of the first ends parked, and the lag of the second is its own.
import { abonnement, type PushHub, startPushHub, tot } from '../delivery/hub.ts';
import { type Ontvanger, startOntvanger } from '../delivery/ontvanger.ts';

const AANTAL = 12;
let hub: PushHub;
let kapot: Ontvanger;
let traag: Ontvanger;
let goed: Ontvanger;
let pogingen = 0;

beforeAll(async () => {
  kapot = await startOntvanger(() => 500);
  traag = await startOntvanger(() => new Promise((klaar) => setTimeout(() => klaar(200), 9_000)));
  goed = await startOntvanger();
  hub = await startPushHub([abonnement('kapot', kapot.url), abonnement('traag', traag.url, ', maxOnderweg: 2'), abonnement('goed', goed.url)]);
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  for (const o of [kapot, traag, goed]) await o?.sluit();
}, 60_000);

const stand = async (abo: string) => (await hub.kp.store.deliveryStats()).find((s) => s.abonnement === abo) ?? { onderweg: 0, geparkeerd: 0 };

test('S8: the others have everything while the slow one still holds its first answers', async () => {
  for (let i = 0; i < AANTAL; i++) await hub.stuur(`R${i}`, i + 1);
  await tot('goed is bij', async () => goed.gekregen.length > 0 && (await stand('goed')).onderweg === 0 && (await hub.kp.store.balance()).berichten.onderweg === 0);
  pogingen = goed.gekregen.length;
  expect(pogingen).toBeGreaterThanOrEqual(AANTAL);
  expect(new Set(goed.gekregen.map((o) => o.koppen['idempotency-key'])).size).toBe(pogingen);
  expect((await stand('traag')).onderweg).toBeGreaterThan(pogingen / 2);
  expect(traag.meest()).toBeLessThanOrEqual(2);
}, 60_000);

test('S7: an hour of 500 ends in bounded tries, a breaker that spares the receiver, and all of it parked with its cause', async () => {
  for (let minuut = 0; minuut < 90 && (await stand('kapot')).onderweg > 0; minuut++) {
    hub.vooruit(60_000);
    await new Promise((r) => setTimeout(r, 250));
  }
  await tot('kapot geparkeerd', async () => (await stand('kapot')).geparkeerd === pogingen, 20_000);
  const geparkeerd = await hub.kp.store.parked({ abonnement: 'kapot', max: 1_000 });
  expect(geparkeerd.every((p) => p.stadium === 'aflevering' && p.beurten === 12)).toBe(true);
  // What the open breaker kept from ever being sent says so.
  expect([...new Set(geparkeerd.map((p) => p.oorzaak))].filter((o) => o !== 'http-500' && o !== 'onderbreker')).toEqual([]);
  expect(geparkeerd.some((p) => p.oorzaak === 'http-500')).toBe(true);
  // Far fewer requests than turns: the breaker was open most of the time.
  expect(kapot.gekregen.length).toBeGreaterThanOrEqual(5);
  expect(kapot.gekregen.length).toBeLessThan((pogingen * 12) / 2);
  // Whoever works goes on meanwhile, and the balance closes.
  await hub.stuur('LAATST', 99);
  await tot('goed gaat door', () => goed.gekregen.length > pogingen);
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
}, 120_000);
