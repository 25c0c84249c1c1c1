// Proves on a whole hub with a real endpoint: what leaves over StUF is the message as it came, or one that is written and checked; what each answer leads to;
// that an endpoint's refusal reaches the original sender, once; and that every pair ends in the balance.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashVanBoom } from '../../src/intake/inhoudshash.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { tekstVan } from '../../src/sdk/bron.ts';
import { zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { type PushHub, startPushHub, stufAbonnement, topicAbonnement, tot } from './hub.ts';
import { bevestiging, type Gedrag, startStufOntvanger, type StufOntvanger } from './stuf-ontvanger.ts';

const BRUG = 'partijen:\n  - { id: brug, soort: aanbieder, naam: De Brug, agb: "42420001", oin: "00000003000000424200" }\n';
let hub: PushHub;
const ontvangers: StufOntvanger[] = [];
const maak = async (...gedrag: Gedrag[]): Promise<StufOntvanger> => {
  const o = await startStufOntvanger(...gedrag);
  ontvangers.push(o);
  return o;
};
afterEach(async () => {
  await hub?.stop();
  for (const o of ontvangers.splice(0)) await o.sluit();
});

const balans = async () => await hub.kp.store.balance();
const bronVan = (xml: string) => {
  const r = leesXml(Buffer.from(xml));
  if (r.soort !== 'gelezen') throw new Error(r.code);
  return r.bron;
};
const sample = (naam: string): string => readFileSync(path.resolve('samples', naam), 'utf8');
/** From Diemen to Amsterdam. */
const vanDiemen = (referentie: string, zaak: number): string =>
  zaakbericht(referentie, zaak).replace(/(<StUF:zender><StUF:organisatie>)0363/, '$10384').replace(/(<StUF:ontvanger><StUF:organisatie>)KNP(<\/StUF:organisatie><StUF:applicatie>)KNOOPPUNT/, '$10363$2ZAAKSYS');
const geparkeerd = async () => (await hub.kp.store.parked({ max: 9 })).map((p) => [p.oorzaak, p.stadium, p.beurten]);
/** Lets the clock go on until it holds: pauses between turns pass at once. */
const totMetKlok = (wat: string, waar: () => boolean | Promise<boolean>): Promise<void> =>
  tot(wat, async () => {
    hub.vooruit(5_000);
    return await waar();
  }, 30_000);

test('the message leaves as it came, out of one envelope and in another, and a receipt makes it delivered', async () => {
  const o = await maak('Bv03');
  hub = await startPushHub([stufAbonnement('s', o.url)]);
  const xml = vanDiemen('R1', 1);
  const id = await hub.stuurXml(xml);
  await tot('afgeleverd', async () => (await balans()).paren.afgeleverd === 1);
  const [v] = o.gekregen;
  expect(hashVanBoom(bronVan(v?.body ?? '').wortel)).toBe(hashVanBoom(bronVan(xml).wortel));
  expect(v?.koppen).toMatchObject({ 'content-type': 'text/xml; charset=utf-8', soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' });
  expect((await hub.kp.store.message(id))?.staat).toBe('afgeleverd');
  expect((await balans()).verschillen).toEqual([]);
  expect(o.gekregen.length).toBe(1);
}, 60_000);

test('a GGK envelope stays a GGK envelope; a receipt of an intermediary will do', async () => {
  const o = await maak('Bv04');
  hub = await startPushHub([stufAbonnement('brug', o.url, '', 'brug')], { partijen: BRUG });
  const xml = sample('ggk/di01-wmo301.xml');
  await hub.stuurXml(xml);
  await tot('afgeleverd', async () => (await balans()).paren.afgeleverd === 1);
  expect(hashVanBoom(bronVan(o.gekregen[0]?.body ?? '').wortel)).toBe(hashVanBoom(bronVan(xml).wortel));
  expect(o.gekregen[0]?.koppen.soapaction).toBe('"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"');
}, 60_000);

test("with an address of its own the message is written anew, checked, and addressed there; what the endpoint knows it by stays the sender's reference", async () => {
  const o = await maak('Bv03');
  hub = await startPushHub([stufAbonnement('s', o.url, ', ontvanger: { organisatie: "0363", applicatie: SUITE, administratie: sociaal }')]);
  await hub.stuurXml(vanDiemen('R1', 1));
  await tot('afgeleverd', async () => (await balans()).paren.afgeleverd === 1);
  const { wortel } = bronVan(o.gekregen[0]?.body ?? '');
  const lees = (pad: string): string | undefined => tekstVan(wortel, `stuurgegevens/${pad}`);
  expect([wortel.naam, lees('ontvanger/organisatie'), lees('ontvanger/applicatie'), lees('ontvanger/administratie'), lees('zender/organisatie'), lees('referentienummer')]).toEqual(['zakLk01', '0363', 'SUITE', 'sociaal', '0384', 'R1']);
  expect((await hub.kp.intake.check({ soort: 'geheugen', bytes: Buffer.from(o.gekregen[0]?.body ?? '') })).uitkomst).toBe('geldig');
}, 60_000);

test('under a sender of its own it has a reference of its own, the same at every turn, byte for byte', async () => {
  const o = await maak('leeg', 'Bv03');
  hub = await startPushHub([stufAbonnement('s', o.url, ', zender: { organisatie: KNP, applicatie: KNOOPPUNT }')]);
  const id = await hub.stuurXml(vanDiemen('R1', 1));
  await totMetKlok('afgeleverd', async () => (await balans()).paren.afgeleverd === 1);
  const eventId = (await hub.kp.store.message(id))?.afleveringen[0]?.eventId;
  expect(o.gekregen.map((v) => v.referentie)).toEqual([eventId, eventId]);
  expect(o.gekregen[0]?.body).toBe(o.gekregen[1]?.body);
}, 60_000);

test('no receipt: once more, then it parks; silence and failures are tried again with the same bytes', async () => {
  const zonder = await maak('leeg', 'onzin');
  const later = await maak(503, (v, a) => void a.writeHead(200).end(bevestiging('Bv03', `${v.referentie}-ander`)), 'Bv03');
  hub = await startPushHub([stufAbonnement('zonder', zonder.url), stufAbonnement('later', later.url)]);
  await hub.stuurXml(vanDiemen('R1', 1));
  await totMetKlok('klaar', async () => (await balans()).paren.onderweg === 0 && (await balans()).paren.gerouteerd === 2);
  expect(await geparkeerd()).toEqual([['geen-bevestiging', 'aflevering', 2]]);
  expect([zonder.gekregen.length, later.gekregen.length, new Set(later.gekregen.map((v) => v.body)).size]).toEqual([2, 3, 1]);
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test("a refusal parks with its code, and goes to the original sender as a message of the endpoint's party; a repeat of it is one message", async () => {
  const o = await maak('StUF055');
  // Of its own refusals the endpoint's party could have a copy too: here it does not.
  hub = await startPushHub([stufAbonnement('s', o.url, '', 'gemeente-0363', '', 'zaak-*'), topicAbonnement('diemen', 'gemeente-0384')]);
  const id = await hub.stuurXml(vanDiemen('R1', 1));
  await tot('geparkeerd', async () => (await balans()).paren.geparkeerd === 1);
  expect(await geparkeerd()).toEqual([['fo03-StUF055', 'aflevering', 1]]);
  const events = async () => (await (await fetch(`${hub.kp.url}/v1/gemeenten/0384/events?max=50`)).json()) as { events: { type: string; data: Record<string, unknown> & { bericht?: Record<string, unknown> } }[] };
  await tot('doorgegeven', async () => (await events()).events.some((e) => e.type === 'nl.sociaaldomein.bericht-afgekeurd.v1'));
  const afgekeurd = (await events()).events.filter((e) => e.type === 'nl.sociaaldomein.bericht-afgekeurd.v1');
  expect(afgekeurd.map((e) => e.data.fout)).toEqual([expect.objectContaining({ opBericht: 'R1', code: expect.objectContaining({ code: 'StUF055' }) as unknown })]);
  expect(afgekeurd[0]?.data.bericht).toMatchObject({ afzender: { gemeentecode: '0363' }, ontvanger: { gemeentecode: '0384' } });
  // The same answer to a redrive is the same message: stored once, counted as a repeat.
  const [p] = await hub.kp.store.parked({ max: 1 });
  await hub.kp.store.redrive(p!, { tijd: new Date().toISOString(), actor: 'operator', reden: 'nog eens' });
  await tot('weer geparkeerd', async () => o.gekregen.length === 2 && (await balans()).paren.geparkeerd === 1);
  await tot('herhaling geteld', async () => (await balans()).berichten.dubbel === 1);
  expect((await events()).events.filter((e) => e.type === 'nl.sociaaldomein.bericht-afgekeurd.v1')).toHaveLength(1);
  expect((await hub.kp.store.message(id))?.kop.referentie).toBe('R1');
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test('what a crash between passing on and parking costs: the message again, and its refusal, and the sender still has it once', async () => {
  const o = await maak('StUF055');
  hub = await startPushHub([stufAbonnement('s', o.url, '', 'gemeente-0363', '', 'zaak-*'), topicAbonnement('diemen', 'gemeente-0384')]);
  const { store } = hub.kp;
  const schrijf = store.recordTurn.bind(store);
  let keer = 0;
  (store as { recordTurn: typeof schrijf }).recordTurn = async (...a) => {
    if (a[1].staat === 'geparkeerd' && keer++ === 0) throw new Error('de opslag is even weg');
    return await schrijf(...a);
  };
  await hub.stuurXml(vanDiemen('R1', 1));
  await tot('geparkeerd', async () => (await balans()).paren.geparkeerd === 1);
  expect([o.gekregen.length, o.gekregen[0]?.body === o.gekregen[1]?.body]).toEqual([2, true]);
  await tot('stil', async () => (await balans()).berichten.onderweg === 0 && (await balans()).paren.onderweg === 0);
  expect((await balans()).berichten).toMatchObject({ ontvangen: 3, aanvaard: 2, dubbel: 1 });
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);

test("the original sender's own endpoint gets the refusal as a message of StUF; one that refuses that too ends it: faults do not go to and fro", async () => {
  const naar = await maak('StUF010');
  const afzender = await maak('StUF055');
  hub = await startPushHub([stufAbonnement('naar', naar.url), stufAbonnement('afzender', afzender.url, '', 'gemeente-0384', '', 'bericht-afgekeurd')]);
  await hub.stuurXml(vanDiemen('R1', 1));
  await tot('doorgegeven en geparkeerd', async () => afzender.gekregen.length === 1 && (await balans()).paren.onderweg === 0 && (await balans()).berichten.onderweg === 0);
  const [v] = afzender.gekregen;
  expect(v?.koppen.soapaction).toBe('"http://www.egem.nl/StUF/StUF0301/Fo03"');
  const { wortel, soap } = bronVan(v?.body ?? '');
  expect([wortel.naam, soap?.versie, tekstVan(wortel, 'stuurgegevens/crossRefnummer'), tekstVan(wortel, 'body/code')]).toEqual(['Fo03Bericht', '1.1', 'R1', 'StUF010']);
  // The message, and one refusal of it: what was said of the refusal went no further.
  await tot('stil', async () => (await balans()).paren.onderweg === 0);
  expect((await balans()).berichten).toMatchObject({ ontvangen: 2, geweigerd: 0 });
  expect((await hub.kp.store.parked({ max: 9 })).map((p) => `${p.abonnement} ${p.type} ${p.oorzaak}`).sort()).toEqual(['afzender bericht-afgekeurd fo03-StUF055', 'naar bericht-afgekeurd fo03-StUF010', 'naar zaak-aangemaakt fo03-StUF010']);
}, 60_000);

test('what the endpoint cannot do now is tried again, and its sender hears nothing; StUF016 after a turn that nobody answered is delivered', async () => {
  const nu = await maak('StUF046', 'StUF058', 'Bv03');
  const al = await maak((_v, a) => void a.socket?.destroy(), 'StUF016');
  hub = await startPushHub([stufAbonnement('nu', nu.url), stufAbonnement('al', al.url), topicAbonnement('diemen', 'gemeente-0384')]);
  await hub.stuurXml(vanDiemen('R1', 1));
  await totMetKlok('afgeleverd', async () => (await balans()).paren.afgeleverd === 3);
  expect([nu.gekregen.length, al.gekregen.length]).toEqual([3, 2]);
  expect((await balans()).berichten).toMatchObject({ ontvangen: 1, dubbel: 0, geweigerd: 0 });
}, 60_000);

test("an event of another standard goes as a case where a translation says how: from the hub itself, to the address that stands with the subscription", async () => {
  const o = await maak('Bv03');
  hub = await startPushHub([stufAbonnement('zaak', o.url, ', ontvanger: { organisatie: "0344", applicatie: ZAAKSYS }', 'gemeente-0344', ', formaat: "stuf:zakLk01"')], { partijen: BRUG });
  await hub.stuurXml(sample('istandaarden/wmo305-start.xml'));
  await tot('klaar', async () => (await balans()).paren.gerouteerd === 1 && (await balans()).paren.onderweg === 0);
  expect(await geparkeerd()).toEqual([]);
  const { wortel } = bronVan(o.gekregen[0]?.body ?? '');
  const lees = (pad: string): string | undefined => tekstVan(wortel, `stuurgegevens/${pad}`);
  expect([wortel.naam, lees('zender/organisatie'), lees('zender/applicatie'), lees('ontvanger/organisatie'), lees('ontvanger/applicatie')]).toEqual(['zakLk01', hub.kp.configuratie.hub.organisatie, hub.kp.configuratie.hub.applicatie, '0344', 'ZAAKSYS']);
  expect(o.gekregen[0]?.koppen.soapaction).toBe('"http://www.egem.nl/StUF/sector/zkn/0310/actualiseerZaakstatus_Lk01"');
}, 60_000);

test('what cannot go over StUF parks, with the reason where it is: no SOAP message, a format that has no translation', async () => {
  const o = await maak('Bv03');
  hub = await startPushHub([stufAbonnement('kaal', o.url), stufAbonnement('anders', o.url, '', 'gemeente-0363', ', formaat: "stuf:npsLk01"')], { partijen: BRUG });
  await hub.stuurXml(sample('istandaarden/wmo301-toewijzing.xml'));
  await tot('geparkeerd', async () => (await balans()).paren.geparkeerd === 2);
  expect(await geparkeerd()).toEqual([['opmaak', 'opmaak', 1], ['opmaak', 'opmaak', 1]]);
  expect(o.gekregen).toEqual([]);
  expect((await balans()).verschillen).toEqual([]);
}, 60_000);
