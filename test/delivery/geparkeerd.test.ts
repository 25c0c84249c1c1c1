// Proves on a whole hub: what an operator sees of what is parked, by API: lists in pages, filters, one pair with its attempts, numbers; a redrive with a reason that
// delivers, a trial run that changes nothing, a stop halfway; and that no party gets to see any of it.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { abonnement, type PushHub, startPushHub, tot } from './hub.ts';
import { type Ontvanger, startOntvanger } from './ontvanger.ts';

let hub: PushHub;
let kapot: Ontvanger;
let weigert: Ontvanger;
let status = 422;
const AANTAL = 6;

async function vraag(pad: string, body?: unknown, koppen: Record<string, string> = {}): Promise<{ readonly status: number; readonly json: Record<string, unknown>; readonly koppen: Headers }> {
  const r = await fetch(new URL(pad, hub.kp.url), body === undefined ? { headers: koppen } : { method: 'POST', headers: { 'content-type': 'application/json', ...koppen }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: r.status, json: (await r.json()) as Record<string, unknown>, koppen: r.headers };
}
const paren = (j: Record<string, unknown>) => j.geparkeerd as { id: string; abonnement: string; oorzaak: string; bericht: string; event: string }[];

beforeAll(async () => {
  kapot = await startOntvanger(() => status);
  weigert = await startOntvanger(() => 400);
  hub = await startPushHub([abonnement('kapot', kapot.url), abonnement('weigert', weigert.url)]);
  for (let i = 0; i < AANTAL; i++) await hub.stuur(`R${i}`, i + 1);
  await tot('alles geparkeerd', async () => {
    const { paren: p } = await hub.kp.store.balance();
    return p.gerouteerd >= 2 * AANTAL && p.geparkeerd === p.gerouteerd;
  });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  for (const o of [kapot, weigert]) await o?.sluit();
}, 60_000);

test('a list in pages, whole and in order; a filter holds in each of them', async () => {
  const alles: string[] = [];
  let na = '';
  do {
    const { status: s, json } = await vraag(`/v1/geparkeerd?max=5${na && `&na=${na}`}`);
    expect(s).toBe(200);
    alles.push(...paren(json).map((p) => p.id));
    na = (json.volgende as string | null) ?? '';
  } while (na !== '');
  expect(new Set(alles).size).toBe(alles.length);
  expect(alles.length).toBe((await hub.kp.store.balance()).paren.geparkeerd);
  const { json } = await vraag('/v1/geparkeerd?oorzaak=http-42*&max=1000');
  expect(new Set(paren(json).map((p) => `${p.abonnement} ${p.oorzaak}`))).toEqual(new Set(['kapot http-422']));
  expect(paren((await vraag('/v1/geparkeerd?abonnement=weigert&oorzaak=http-422')).json)).toEqual([]);
  expect(paren((await vraag('/v1/geparkeerd?tot=2020-01-01T00:00:00Z')).json)).toEqual([]);
  for (const fout of ['max=0', 'van=gisteren', 'van=2026-13-40T00:00:00Z', 'abonnement=a%20b', 'na=x', 'wat=1']) {
    const r = await vraag(`/v1/geparkeerd?${fout}`);
    expect([fout, r.status, r.json.code]).toEqual([fout, 400, 'KP_VRAAG']);
  }
});

test('one pair: states, cause, stage, turns, attempts, where the bytes are; nothing of the message', async () => {
  const [p] = paren((await vraag('/v1/geparkeerd?abonnement=kapot')).json);
  const { json } = await vraag(`/v1/geparkeerd/${p!.id}`);
  expect(json).toMatchObject({ id: p!.id, bericht: p!.bericht, event: p!.event, abonnement: 'kapot', staat: 'geparkeerd', oorzaak: 'http-422', stadium: 'aflevering', beurten: 1, poging: 1, standaard: 'stuf', bytes: { waar: 'opslag' } });
  expect(json.pogingen).toEqual([expect.objectContaining({ poging: 1, id: p!.id, staat: 'geparkeerd' })]);
  expect(Object.keys(json)).not.toEqual(expect.arrayContaining(['sleutel']));
  expect(JSON.stringify(json)).not.toMatch(/03632026|9999\d{5}/);
  expect((await vraag('/v1/geparkeerd/0-999-1-kapot')).status).toBe(404);
});

test('how delivery stands, per subscription, and the same in numbers', async () => {
  const { geparkeerd } = (await hub.kp.store.deliveryStats()).find((s) => s.abonnement === 'kapot')!;
  const { json } = await vraag('/v1/aflevering');
  expect(json.abonnementen).toEqual([
    { abonnement: 'kapot', wacht: 0, geparkeerd, oudste: null, bezig: 0, onderbreker: 'dicht', pauze: false, pogingen: 12 },
    expect.objectContaining({ abonnement: 'weigert', onderbreker: 'dicht' }),
  ]);
  const tekst = await (await fetch(new URL('/metrics', hub.kp.url))).text();
  expect(tekst).toContain(`knooppunt_aflevering_geparkeerd{abonnement="kapot"} ${geparkeerd}`);
  expect(tekst).toContain(`knooppunt_aflevering_beurten_total{abonnement="kapot",gevolg="geparkeerd",oorzaak="http-4xx"} ${geparkeerd}`);
  for (const meter of ['wachtend', 'oudste_seconden', 'bezig', 'onderbreker_open', 'pauze']) expect(tekst).toContain(`knooppunt_aflevering_${meter}{abonnement="kapot"} 0`);
});

test('each attempt that parked stands on the internal topic, and no party can read that', async () => {
  const geparkeerd = (await hub.kp.store.balance()).paren.geparkeerd;
  await tot('gemeld', async () => (await hub.kp.eventlog.counts()).get('sociaaldomein.geparkeerd') === geparkeerd);
  await tot('gemarkeerd', async () => (await hub.kp.store.balance()).perTopic['sociaaldomein.geparkeerd']?.gepubliceerd === geparkeerd);
  expect((await vraag('/v1/balans')).json.verschillen).toEqual([]);
});

test('a trial run says what it would do, and does nothing; without a reason nothing begins', async () => {
  const voor = await hub.kp.store.balance();
  const proef = await vraag('/v1/geparkeerd/hernieuwingen', { filter: { abonnement: 'kapot' }, proefdraai: true });
  expect(proef.status).toBe(200);
  const { geparkeerd } = (await hub.kp.store.deliveryStats()).find((s) => s.abonnement === 'kapot')!;
  expect(proef.json).toEqual({ proefdraai: true, totaal: geparkeerd, tellingen: [{ abonnement: 'kapot', oorzaak: 'http-422', stadium: 'aflevering', aantal: geparkeerd }] });
  const bodies: readonly (readonly [unknown, string])[] = [
    [{ filter: {} }, '/body/reden'], [{ filter: {}, reden: ' ' }, '/body/reden'], [{ reden: 'zomaar' }, '/body/filter'], [{ filter: { bsn: '999900006' }, reden: 'zomaar' }, '/body/filter/bsn'],
    [{ filter: {}, reden: 'zomaar', tempo: 0 }, '/body/tempo'], [{ filter: {}, reden: 'zomaar', tempo: 9_999 }, '/body/tempo'], [{ filter: { van: '2026-02-30T25:00:00Z' }, reden: 'zomaar' }, '/body/filter/van'],
  ];
  for (const [body, pad] of bodies) {
    const r = await vraag('/v1/geparkeerd/hernieuwingen', body);
    expect([pad, r.status, r.json.code, (r.json.meldingen as { pad: string }[]).map((m) => m.pad)]).toEqual([pad, 400, 'KP_VRAAG', expect.arrayContaining([pad])]);
    expect(JSON.stringify(r.json)).not.toContain('999900006');
  }
  expect((await vraag('/v1/geparkeerd/hernieuwingen', '{"filter"')).status).toBe(400);
  expect((await vraag('/v1/geparkeerd/hernieuwingen', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await vraag('/v1/geparkeerd/hernieuwingen', { filter: {}, reden: 'x'.repeat(70_000) })).status).toBe(413);
  expect(await hub.kp.store.balance()).toEqual(voor);
});

test('a redrive: one at a time, stopped halfway with the rest parked, then on to the end; delivered under the same event id', async () => {
  const alle = paren((await vraag('/v1/geparkeerd?abonnement=kapot&max=1000')).json);
  const eerder = kapot.gekregen.map((o) => o.koppen['idempotency-key']);
  status = 204;
  const traag = await vraag('/v1/geparkeerd/hernieuwingen', { filter: { abonnement: 'kapot' }, tempo: 1, reden: 'ontvanger hersteld' });
  expect([traag.status, traag.json.staat, traag.json.teDoen, traag.koppen.get('location')]).toEqual([202, 'loopt', alle.length, `/v1/geparkeerd/hernieuwingen/${traag.json.id}`]);
  const tweede = await vraag('/v1/geparkeerd/hernieuwingen', { filter: { abonnement: 'weigert' }, reden: 'ook maar' });
  expect([tweede.status, tweede.json.code]).toEqual([409, 'KP_BEZIG']);
  await tot('begonnen', async () => ((await vraag(`/v1/geparkeerd/hernieuwingen/${traag.json.id}`)).json.hernieuwd as number) >= 1);
  const stop = await vraag(`/v1/geparkeerd/hernieuwingen/${traag.json.id}/stop`, {});
  const gedaan = stop.json.hernieuwd as number;
  expect([stop.status, stop.json.staat]).toEqual([200, 'gestopt']);
  expect(gedaan).toBeLessThan(alle.length);
  await tot('afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd === gedaan);
  expect((await hub.kp.store.parkedCounts({ abonnement: 'kapot' }))[0]?.aantal).toBe(alle.length - gedaan);

  const rest = await vraag('/v1/geparkeerd/hernieuwingen', { filter: { abonnement: 'kapot' }, tempo: 500, reden: 'ontvanger hersteld, de rest' });
  expect(rest.json).toMatchObject({ teDoen: alle.length - gedaan, tempo: 500 });
  await tot('klaar', async () => (await vraag(`/v1/geparkeerd/hernieuwingen/${rest.json.id}`)).json.staat === 'klaar');
  await tot('afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd === alle.length);
  const later = kapot.gekregen.slice(eerder.length).map((o) => o.koppen['idempotency-key']);
  expect([...later].sort()).toEqual(alle.map((p) => p.event).sort());
  expect((await vraag('/v1/geparkeerd/hernieuwingen')).json.hernieuwingen).toMatchObject([{ id: rest.json.id, staat: 'klaar', hernieuwd: alle.length - gedaan }, { id: traag.json.id, staat: 'gestopt', hernieuwd: gedaan }]);
  // The old attempt says what became of it.
  expect((await vraag(`/v1/geparkeerd/${alle[0]!.id}`)).json.pogingen).toMatchObject([{ poging: 1, staat: 'geparkeerd' }, { poging: 2, staat: 'afgeleverd' }]);
  expect((await vraag('/v1/balans')).json.verschillen).toEqual([]);
  const audit = (await hub.kp.store.auditAfter('hub', 0, 10_000)).filter((a) => a.stap === 'hernieuwd' || a.stap === 'hernieuwing');
  expect(audit.filter((a) => a.stap === 'hernieuwd')).toHaveLength(alle.length);
  expect(audit.filter((a) => a.stap === 'hernieuwing').map((a) => [a.details?.wat, a.actor])).toEqual([['begin', 'operator'], ['stop', 'operator'], ['einde', 'hub'], ['begin', 'operator'], ['einde', 'hub']]);
  expect((await vraag('/v1/geparkeerd/hernieuwingen/01939f3e-0000-7000-8000-000000000000')).status).toBe(404);
}, 60_000);

test('a party sees none of this', async () => {
  const token = 'token-van-een-gemeente-voor-de-toets';
  writeFileSync(path.join(hub.map, 'knooppunt.yaml'), `push: { priveAdressen: true }\nbellers:\n  - { partij: gemeente-0363, sha256: ${createHash('sha256').update(token).digest('hex')} }\n`);
  const koppen = { authorization: `Bearer ${token}` };
  await tot('token bekend', async () => (await vraag('/v1/aflevering', undefined, koppen)).status === 403);
  for (const pad of ['/v1/geparkeerd', '/v1/geparkeerd/0-1-1-kapot', '/v1/geparkeerd/hernieuwingen', '/v1/geparkeerd/hernieuwingen/01939f3e-0000-7000-8000-000000000000']) {
    expect([pad, (await vraag(pad, undefined, koppen)).status]).toEqual([pad, 403]);
  }
  expect((await vraag('/v1/geparkeerd/hernieuwingen', { filter: {}, reden: 'zomaar' }, koppen)).status).toBe(403);
}, 60_000);
