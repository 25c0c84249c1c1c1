// A SOAP server that is not ours, made from our WSDL, is a back office that takes what the hub pushes over StUF: it reads the message by its types, confirms
// it, and refuses in StUF's own form; the hub understands both.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import soap from 'soap';
import { type PushHub, startPushHub, tot } from './hub.ts';

interface Stuurgegevens { readonly berichtcode: string; readonly referentienummer: string; readonly zender: { readonly organisatie: string; readonly applicatie: string }; readonly ontvanger: { readonly organisatie: string } }
interface ZakLk01 { readonly stuurgegevens: Stuurgegevens; readonly object: { readonly identificatie: string; readonly heeftAlsGemachtigde: unknown } | readonly { readonly identificatie: string }[] }

let hub: PushHub;
let server: http.Server;
const ontvangen: { operatie: string; bericht: ZakLk01 }[] = [];
let weiger = false;

/** What a receiver says: the receipt of an endpoint, about this message. */
const bewijs = (s: Stuurgegevens, berichtcode: string) => ({
  stuurgegevens: {
    berichtcode, zender: { organisatie: '0363', applicatie: 'ZAAKSYS' }, ontvanger: { organisatie: s.zender.organisatie, applicatie: s.zender.applicatie },
    referentienummer: `ontvangst-${ontvangen.length}`, tijdstipBericht: '20261124100000', crossRefnummer: s.referentienummer,
  },
});

beforeAll(async () => {
  server = http.createServer((_req, res) => res.writeHead(404).end());
  await new Promise<void>((klaar) => server.listen(0, '127.0.0.1', klaar));
  const { port } = server.address() as AddressInfo;
  hub = await startPushHub([`  - { id: backoffice, partij: gemeente-0363, events: ["*"], doel: d, grondslag: g, niveau: wat, kanaal: stuf, bestemming: { url: "http://127.0.0.1:${port}/ontvangAsynchroon", tijdslimiet: 10 seconden } }`]);
  const adres = `${hub.kp.url}/soap/stuf/ontvangAsynchroon?wsdl`;
  // A receiver is the end of the way: it says Bv03 where the hub, that passes on, says Bv04.
  const xml = (await (await fetch(adres)).text()).replaceAll('output message="t:Bv04Bericht"', 'output message="t:Bv03Bericht"');
  const neem = (operatie: string) => (bericht: ZakLk01) => {
    ontvangen.push({ operatie, bericht });
    if (!weiger) return bewijs(bericht.stuurgegevens, 'Bv03');
    const fout = { Fo03Bericht: { attributes: { xmlns: 'http://www.egem.nl/StUF/StUF0301' }, ...bewijs(bericht.stuurgegevens, 'Fo03'), body: { code: 'StUF055', plek: 'client', omschrijving: 'Bericht voldoet niet' } } };
    throw Object.assign(new Error('geweigerd'), { Fault: { faultcode: 'soap:Client', faultstring: 'Bericht voldoet niet', detail: fout, statusCode: 500 } });
  };
  const operaties = ['creeerZaak_Lk01', 'updateZaak_Lk01', 'actualiseerZaakstatus_Lk01', 'zakLk01'];
  await new Promise<void>((klaar, mis) => {
    soap.listen(server, {
      path: '/ontvangAsynchroon', xml, uri: adres, services: { OntvangAsynchroon: { Knooppunt: Object.fromEntries(operaties.map((o) => [o, neem(o)])) } },
      callback: (fout: unknown) => (fout ? mis(fout as Error) : klaar()),
    });
  });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  server?.closeAllConnections();
  await new Promise((klaar) => server?.close(klaar));
});

interface Bericht { readonly staat: string; readonly afleveringen: readonly { readonly staat: string; readonly oorzaak?: string }[] }
const bericht = async (id: string): Promise<Bericht> => (await (await fetch(`${hub.kp.url}/v1/berichten/${id}`)).json()) as Bericht;

test('a message arrives as the operation that it is, read by its types, and its Bv03 delivers it', async () => {
  const id = await hub.stuur('STUF-SERVER-1', 1);
  await tot('afgeleverd', async () => (await bericht(id)).staat === 'afgeleverd');
  expect(ontvangen.map((o) => o.operatie)).toEqual(['creeerZaak_Lk01']);
  const b = ontvangen[0]!.bericht;
  expect(b.stuurgegevens).toMatchObject({ berichtcode: 'Lk01', referentienummer: 'STUF-SERVER-1' });
  expect([b.object].flat()[0]).toMatchObject({ identificatie: '0363202600000001' });
});

test('a refusal in StUF’s own form parks it at once, with the code', async () => {
  weiger = true;
  const voor = ontvangen.length;
  const id = await hub.stuur('STUF-SERVER-2', 2);
  await tot('geparkeerd', async () => (await bericht(id)).afleveringen.some((a) => a.staat === 'geparkeerd'));
  expect(await (await fetch(`${hub.kp.url}/v1/geparkeerd?oorzaak=fo03-StUF055`)).text()).toContain(id);
  expect(ontvangen.length - voor).toBe(1);
});
