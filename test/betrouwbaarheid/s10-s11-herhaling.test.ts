// S10 and S11 (reliability): a storm of 1,000 copies at once, and the same reference with other content. One accepted, 999 first answers; a conflict refused and alerted.
import path from 'node:path';
import { tijdelijkeMap } from '../contract/bouwstenen.ts';
import { leesEvents, post, totStil, zaakbericht, type Antwoord } from './berichten.ts';
import { schrijfConfig, startHub, type Hub } from './hub.ts';

const map = tijdelijkeMap();
let hub: Hub;
beforeAll(async () => {
  hub = await startHub({ data: path.join(map.pad, 'data'), config: schrijfConfig(map.pad) });
}, 60_000);
afterAll(async () => {
  await hub.dood();
  map.weg();
});

async function soap(body: string): Promise<{ readonly status: number; readonly tekst: string }> {
  const r = await fetch(`${hub.url}/soap/stuf/ontvangAsynchroon`, {
    method: 'POST', headers: { 'content-type': 'text/xml', soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' }, body,
  });
  return { status: r.status, tekst: await r.text() };
}

test('S10 duplicate storm: 1,000 copies at once, one accepted, 999 first answers', async () => {
  const kopie = zaakbericht('S10-storm', 10);
  const antwoorden: Antwoord[] = [];
  // All handed over at once; the client's own pool decides how many connections that makes.
  await Promise.all(Array.from({ length: 1_000 }, async () => antwoorden.push(await post(hub.url, kopie))));
  expect(antwoorden.map((a) => a.status)).toEqual(Array(1_000).fill(202));
  expect(new Set(antwoorden.map((a) => a.json.id)).size).toBe(1);
  expect(antwoorden.filter((a) => a.json.dubbel === false)).toHaveLength(1);
  const b = await totStil(hub.url);
  expect(b.berichten).toMatchObject({ ontvangen: 1_000, aanvaard: 1, dubbel: 999 });
  expect(b.verschillen).toEqual([]);
  expect(await leesEvents(hub.url)).toHaveLength(1);
}, 120_000);

test('S10 over SOAP: every copy gets the first receipt, byte for byte', async () => {
  const voor = (await leesEvents(hub.url)).length;
  const kopie = zaakbericht('S10-soap', 12);
  const uitslagen = await Promise.all(Array.from({ length: 50 }, () => soap(kopie)));
  expect(new Set(uitslagen.map((u) => u.status))).toEqual(new Set([200]));
  const antwoorden = uitslagen.map((u) => u.tekst);
  expect(new Set(antwoorden).size).toBe(1);
  expect(antwoorden[0]).toContain('Bv03Bericht');
  await totStil(hub.url);
  expect(await leesEvents(hub.url)).toHaveLength(voor + 1);
}, 60_000);

test('S11 same reference, other content: refused (StUF016, 409), alerted, and the first stands', async () => {
  const eerste = await post(hub.url, zaakbericht('S11', 11, 'Aanvraag rolstoel'));
  expect(eerste.status).toBe(202);
  const ander = await post(hub.url, zaakbericht('S11', 11, 'Aanvraag scootmobiel'));
  expect(ander.status).toBe(409);
  expect(ander.json.code).toBe('KP_CONFLICT');
  expect(ander.tekst).not.toContain('scootmobiel');
  expect(hub.fouten()).toContain('KP_CONFLICT');
  expect(hub.fouten()).not.toContain('scootmobiel');
  const soapfout = await soap(zaakbericht('S11', 11, 'Aanvraag scootmobiel'));
  expect(soapfout.status).toBe(500);
  expect(soapfout.tekst).toContain('StUF016');
  expect(soapfout.tekst).not.toContain('scootmobiel');
  const weer = await post(hub.url, zaakbericht('S11', 11, 'Aanvraag rolstoel'));
  expect(weer).toMatchObject({ status: 202, json: { id: eerste.json.id, dubbel: true } });
  const b = await totStil(hub.url);
  expect(b.verschillen).toEqual([]);
  expect((await leesEvents(hub.url)).filter((e) => e.bericht === eerste.json.id)).toHaveLength(1);
}, 60_000);
