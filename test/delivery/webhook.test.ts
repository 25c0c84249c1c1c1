// Proves on a whole hub with real receivers: what is sent, to whom, signed and with a stable id; what each kind of answer leads to; pause and resume;
// and that every pair ends in the balance.
import { createHmac } from 'node:crypto';
import { abonnement, GEHEIM, type PushHub, startPushHub, tot } from './hub.ts';
import { type Ontvanger, startOntvanger } from './ontvanger.ts';

let hub: PushHub;
const ontvangers: Ontvanger[] = [];
const maak = async (gedrag?: Ontvanger['gedrag']): Promise<Ontvanger> => {
  const o = await startOntvanger(gedrag);
  ontvangers.push(o);
  return o;
};
afterEach(async () => {
  await hub?.stop();
  for (const o of ontvangers.splice(0)) await o.sluit();
});

const balans = async () => await hub.kp.store.balance();

test('a copy arrives signed, with a stable id, in both forms; the pair is delivered and the balance closes', async () => {
  const binair = await maak();
  const heel = await maak();
  hub = await startPushHub([abonnement('bin', binair.url), abonnement('heel', heel.url, ', vorm: gestructureerd')]);
  const id = await hub.stuur('R1', 1);
  await tot('afgeleverd', async () => (await balans()).paren.afgeleverd === 2);
  const [b] = binair.gekregen;
  const [h] = heel.gekregen;
  const overzicht = await hub.kp.store.message(id);
  expect(overzicht?.staat).toBe('afgeleverd');
  const eventId = overzicht?.afleveringen.find((a) => a.abonnement === 'bin')?.eventId;
  expect(b?.koppen).toMatchObject({ 'idempotency-key': eventId, 'ce-id': eventId, 'ce-specversion': '1.0', 'ce-abonnement': 'bin', 'content-type': 'application/json' });
  const vorm = JSON.parse(h?.body ?? '{}') as Record<string, unknown>;
  expect(vorm).toMatchObject({ id: overzicht?.afleveringen.find((a) => a.abonnement === 'heel')?.eventId, abonnement: 'heel', data: JSON.parse(b?.body ?? '{}') as unknown });
  expect(h?.koppen['content-type']).toContain('application/cloudevents+json');
  for (const o of [b, h]) {
    const verwacht = createHmac('sha256', GEHEIM).update(`${String(o?.koppen['knooppunt-tijdstip'])}.${o?.body}`).digest('hex');
    expect(o?.koppen['knooppunt-handtekening']).toBe(`sha256=${verwacht}`);
  }
  // Nothing of it stands on the topic of the municipality.
  expect([...(await hub.kp.eventlog.counts()).keys()].filter((t) => t.startsWith('sociaaldomein.gemeente'))).toEqual([]);
  expect((await hub.kp.eventlog.counts()).get('sociaaldomein.aflevering')).toBe(2);
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test('a refusal parks at once, a failure is tried again with the same id, and a redirect is not followed', async () => {
  let keer = 0;
  const fout = await maak(() => (keer++ === 0 ? 503 : 200));
  const weigert = await maak(() => 422);
  const elders = await maak();
  const omleiding = await maak(() => 307);
  omleiding.koppen = { location: elders.url };
  hub = await startPushHub([abonnement('fout', fout.url), abonnement('weigert', weigert.url), abonnement('omleiding', omleiding.url)]);
  await hub.stuur('R1', 1);
  await tot('alles klaar', async () => (await balans()).paren.onderweg === 0 && (await balans()).paren.gerouteerd === 3);
  expect((await balans()).paren).toMatchObject({ afgeleverd: 1, geparkeerd: 2 });
  expect(fout.gekregen.map((o) => o.koppen['idempotency-key'])).toEqual([fout.gekregen[0]?.koppen['idempotency-key'], fout.gekregen[0]?.koppen['idempotency-key']]);
  expect((await hub.kp.store.parked({ max: 9 })).map((p) => [p.abonnement, p.oorzaak, p.stadium, p.beurten])).toEqual([['omleiding', 'http-307', 'aflevering', 1], ['weigert', 'http-422', 'aflevering', 1]]);
  expect([weigert.gekregen.length, omleiding.gekregen.length, elders.gekregen.length]).toEqual([1, 1, 0]);
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test('strict order: one at a time for a key, in order, and a parked event holds back what follows; a redrive lets it go on', async () => {
  let weiger = true;
  const o = await maak((e) => (weiger && e.body.includes('0363202600000001') ? 400 : 200));
  hub = await startPushHub([abonnement('s', o.url, '}, volgorde: strikt')]);
  for (let i = 0; i < 3; i++) await hub.stuur(`A${i}`, 1);
  await hub.stuur('B', 2);
  await tot('ander doorgegaan', async () => (await balans()).paren.afgeleverd >= 1 && (await balans()).paren.geparkeerd === 1);
  await new Promise((r) => setTimeout(r, 700));
  const voor = (await balans()).paren;
  expect(voor.geparkeerd).toBe(1);
  weiger = false;
  const [p] = await hub.kp.store.parked({ max: 9 });
  await hub.kp.store.redrive(p!, { tijd: new Date().toISOString(), actor: 'operator', reden: 'hersteld' });
  await tot('alles afgeleverd', async () => (await balans()).paren.afgeleverd === voor.gerouteerd);
  // The redriven event has kept its id and came before what it had held back.
  const zaak1 = o.gekregen.filter((e) => e.body.includes('0363202600000001')).map((e) => e.koppen['idempotency-key']);
  expect(zaak1[0]).toBe(zaak1[1]);
  expect(new Set(zaak1).size).toBe(zaak1.length - 1);
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test('paused: nothing goes and nothing is lost; resumed: what waited goes; a subscription that is gone parks its pairs with that reason', async () => {
  const o = await maak();
  hub = await startPushHub([abonnement('p', o.url, '}, pauze: true')]);
  await hub.stuur('R1', 1);
  await tot('klaargezet', async () => (await hub.kp.store.deliveryStats())[0]?.onderweg === 1);
  await new Promise((r) => setTimeout(r, 1_200));
  expect(o.gekregen).toHaveLength(0);
  hub.schrijf([abonnement('p', o.url)]);
  await tot('afgeleverd', async () => (await balans()).paren.afgeleverd === 1, 20_000);
  hub.schrijf([abonnement('p', o.url, '}, pauze: true')]);
  await new Promise((r) => setTimeout(r, 3_000));
  await hub.stuur('R2', 2);
  await tot('wacht', async () => (await hub.kp.store.deliveryStats())[0]?.onderweg === 1);
  hub.schrijf([abonnement('ander', o.url)]);
  await tot('geparkeerd', async () => (await balans()).paren.geparkeerd === 1, 20_000);
  expect(await hub.kp.store.parked({ max: 9 })).toMatchObject([{ abonnement: 'p', oorzaak: 'abonnement-weg', stadium: 'routering' }]);
  expect(o.gekregen).toHaveLength(1);
}, 90_000);
