// Proves on a whole hub, with a receiver that checks as one would: what a push looks like in each format, and that a signature with the hub's own key can be
// checked with nothing but its public keys, and fails for anything that was changed.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRemoteJWKSet, flattenedVerify } from 'jose';
import { hashVanBoom } from '../../src/intake/inhoudshash.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { snijUit } from '../../src/xml/uitsnede.ts';
import { zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { abonnement, GEHEIM, type PushHub, startPushHub, stufAbonnement, tot } from './hub.ts';
import { type Ontvangen, type Ontvanger, startOntvanger } from './ontvanger.ts';
import { startStufOntvanger } from './stuf-ontvanger.ts';

/** The sample parties of Suwinet and the municipalities, with their OINs. */
const PARTIJEN = ['gemeenten', 'suwi'].map((n) => readFileSync(path.resolve(`configuratie/partijen/${n}.yaml`), 'utf8')).join('').replace(/(\npartijen:\n[\s\S]*?)(#[^\n]*\n)*partijen:\n/, '$1');
let hub: PushHub;
const ontvangers: { sluit(): Promise<void> }[] = [];
const maak = async (): Promise<Ontvanger> => {
  const o = await startOntvanger();
  ontvangers.push(o);
  return o;
};
afterEach(async () => {
  await hub?.stop();
  for (const o of ontvangers.splice(0)) await o.sluit();
});
const afgeleverd = async (n: number): Promise<void> => tot('afgeleverd', async () => (await hub.kp.store.balance()).paren.afgeleverd === n, 30_000);
const wortel = (xml: string) => {
  const r = leesXml(Buffer.from(xml));
  if (r.soort !== 'gelezen') throw new Error(r.code);
  return r.bron.wortel;
};
const pem = (soort: 'ec' | 'rsa'): string =>
  (soort === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 3072 })).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const jws = (id: string, url: string, sleutel: string, vorm = 'binair'): string =>
  `  - { id: ${id}, partij: gemeente-0363, events: ["*"], doel: d, grondslag: g, niveau: wat, kanaal: webhook, bestemming: { url: "${url}", ondertekening: jws, sleutel: "env:${sleutel}", vorm: ${vorm} } }`;

/** As a receiver does: the signature from the header, the body as it came, the keys from the hub. */
async function controleer(o: Ontvangen, body: string, sleutels: ReturnType<typeof createRemoteJWKSet>) {
  const [protectedHeader = '', leeg, signature = ''] = String(o.koppen['knooppunt-handtekening-jws']).split('.');
  expect(leeg).toBe('');
  return await flattenedVerify({ protected: protectedHeader, payload: Buffer.from(body), signature }, sleutels);
}

test('signed with a key of its own, EC and RSA: detached, over the body as it is, bound to event and moment', async () => {
  const [ec, rsa] = [await maak(), await maak()];
  hub = await startPushHub([jws('ec', ec.url, 'EC'), jws('rsa', rsa.url, 'RSA', 'gestructureerd'), jws('ec2', ec.url, 'EC')], { env: { EC: pem('ec'), RSA: pem('rsa') } });
  await hub.stuur('R1', 1);
  await afgeleverd(3);
  const r = await fetch(`${hub.kp.url}/v1/sleutels`);
  expect(r.headers.get('content-type')).toContain('application/jwk-set+json');
  const { keys } = (await r.json()) as { keys: Record<string, string>[] };
  // One key for two subscriptions is one key, and nothing private is among them.
  expect(keys.map((k) => [k.kty, k.alg, k.use]).sort()).toEqual([['EC', 'ES256', 'sig'], ['RSA', 'PS256', 'sig']]);
  for (const k of keys) expect(['d', 'p', 'q', 'dp', 'dq', 'qi'].filter((veld) => veld in k)).toEqual([]);
  const sleutels = createRemoteJWKSet(new URL(`${hub.kp.url}/v1/sleutels`));
  for (const [o, alg] of [[ec.gekregen[0]!, 'ES256'], [rsa.gekregen[0]!, 'PS256']] as const) {
    const { protectedHeader } = await controleer(o, o.body, sleutels);
    expect(protectedHeader).toMatchObject({ alg, b64: false, crit: ['b64'], jti: o.koppen['idempotency-key'], iat: Number(o.koppen['knooppunt-tijdstip']) });
    expect(o.koppen['knooppunt-handtekening']).toBeUndefined();
    await expect(controleer(o, `${o.body} `, sleutels)).rejects.toThrow();
  }
}, 90_000);

test('the message as it came: out of its envelope over SOAP, the very bytes where it had none; the attributes of the event stay', async () => {
  const o = await maak();
  hub = await startPushHub([abonnement('bron', o.url, '}, formaat: bron')]);
  const id = await hub.stuur('R1', 1);
  await afgeleverd(1);
  const [e] = o.gekregen;
  expect(e?.koppen).toMatchObject({ 'content-type': 'application/xml; charset=utf-8', 'ce-bericht': id, 'ce-type': 'nl.sociaaldomein.zaak-aangemaakt.v1' });
  expect(e?.koppen['ce-dataschema']).toBeUndefined();
  expect(hashVanBoom(wortel(e?.body ?? ''))).toBe(hashVanBoom(wortel(Buffer.from((await hub.kp.store.bytes(id)) ?? []).toString())));
  expect(e?.koppen['knooppunt-handtekening']).toBe(`sha256=${createHmac('sha256', GEHEIM).update(`${String(e?.koppen['knooppunt-tijdstip'])}.${e?.body}`).digest('hex')}`);
  // Without an envelope it is what was handed in, to the byte.
  const kaal = `<?xml version='1.0'?>\r\n<!-- kop -->\n${snijUit(zaakbericht('R2', 2)) ?? ''}\n`;
  await hub.stuurXml(kaal);
  await afgeleverd(2);
  expect(o.gekregen[1]).toMatchObject({ body: kaal, koppen: { 'content-type': 'application/xml' } });
}, 90_000);

test('a message of several events goes once, to who gets them all; what it comes to holds for all its pairs; who gets a part gets nothing of it', async () => {
  const heel = await maak();
  const traag = await maak();
  traag.gedrag = () => (traag.gekregen.length === 1 ? 503 : 200);
  const weigert = await maak();
  weigert.gedrag = () => 400;
  const deel = await maak();
  const fout = await maak();
  const sub = (id: string, o: Ontvanger, events = '*'): string => abonnement(id, o.url, '}, formaat: bron').replace('gemeente-0363', 'gemeente-0344').replace('"*"', `"${events}"`);
  hub = await startPushHub([sub('heel', heel), sub('traag', traag), sub('weigert', weigert), sub('deel', deel, 'uitkering-*'), abonnement('fout', fout.url, '}, formaat: bron')], { partijen: PARTIJEN });
  const xml = readFileSync(path.resolve('samples/suwiml/bijstand-geleverd.xml'), 'utf8');
  await hub.stuurXml(xml);
  await tot('klaar', async () => {
    hub.vooruit(3_000);
    const b = await hub.kp.store.balance();
    return b.paren.gerouteerd === 10 && b.paren.onderweg === 0;
  }, 30_000);
  const geparkeerd = (await hub.kp.store.parked({ max: 20 })).map((p) => `${p.abonnement} ${p.ordinaal} ${p.oorzaak}`).sort();
  expect(geparkeerd).toEqual(['deel 1 opmaak', 'weigert 1 http-400', 'weigert 2 bericht-geparkeerd', 'weigert 3 bericht-geparkeerd']);
  expect([heel.gekregen.length, traag.gekregen.length, weigert.gekregen.length, deel.gekregen.length]).toEqual([1, 2, 1, 0]);
  for (const o of [heel, traag, weigert]) expect(hashVanBoom(wortel(o.gekregen[0]?.body ?? ''))).toBe(hashVanBoom(wortel(xml)));
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
  // A message that came as a SOAP fault is the fault's detail.
  await hub.stuurXml(readFileSync(path.resolve('samples/suwiml/duo-soap-fault.xml'), 'utf8'));
  await tot('fout afgeleverd', () => fout.gekregen.length === 1);
  expect(wortel(fout.gekregen[0]?.body ?? '').naam).toBe('Fout');
}, 90_000);

test('a message whose first event was not for this subscription when it was decided goes with the first that was, once it gets them all', async () => {
  const o = await maak();
  const sub = (events: string): string => abonnement('heel', o.url, '}, formaat: bron').replace('gemeente-0363', 'gemeente-0344').replace('["*"]', events);
  hub = await startPushHub([sub('[aanvraag-uitkering-*, vordering-*]')], { partijen: PARTIJEN });
  const id = await hub.stuurXml(readFileSync(path.resolve('samples/suwiml/bijstand-geleverd.xml'), 'utf8'));
  await tot('geparkeerd', async () => (await hub.kp.store.balance()).paren.geparkeerd === 2);
  hub.schrijf([sub('["*"]')]);
  await tot('overgenomen', async () => (await Promise.all((await hub.kp.store.auditChains()).map((k) => hub.kp.store.auditAfter(k, 0, 1_000)))).flat().some((a) => a.stap === 'configuratie'), 30_000);
  for (const p of await hub.kp.store.parked({ max: 9 })) await hub.kp.store.redrive(p, { tijd: new Date().toISOString(), actor: 'operator', reden: 'mag alles krijgen' });
  await tot('afgeleverd', async () => {
    hub.vooruit(3_000);
    return (await hub.kp.store.balance()).paren.afgeleverd === 2;
  }, 30_000);
  expect(o.gekregen.map((v) => v.koppen['ce-bericht'])).toEqual([id]);
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
}, 90_000);

test('another message, written from the event: rendered to the type that was asked for and valid; beside it the same over StUF', async () => {
  const o = await maak();
  const stuf = await startStufOntvanger('Bv03');
  ontvangers.push(stuf);
  hub = await startPushHub([abonnement('als', o.url, '}, formaat: "stuf:zakLk01"'), stufAbonnement('stuf', stuf.url, '', 'gemeente-0363', ', formaat: "stuf:zakLk01"')]);
  await hub.stuur('R1', 1);
  await afgeleverd(2);
  const body = o.gekregen[0]?.body ?? '';
  expect(wortel(body).naam).toBe('zakLk01');
  expect((await hub.kp.intake.check({ soort: 'geheugen', bytes: Buffer.from(body) })).uitkomst).toBe('geldig');
  expect(hashVanBoom(wortel(stuf.gekregen[0]?.body ?? ''))).toBe(hashVanBoom(wortel(body)));
}, 90_000);
