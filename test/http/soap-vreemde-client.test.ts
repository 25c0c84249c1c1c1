// A SOAP client that is not ours, made from our WSDL and the schemas it names, over real HTTP: every endpoint can be spoken to, what is sent arrives as what
// it is, the receipt is read as the WSDL says, and what is wrong comes back as the standard's own fault.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import soap, { type Client } from 'soap';
import { leesEvents, zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
/** What a sender has: the business message, without an envelope. */
const inhoud = (xml: string): string => (/<([\w-]+):Body>([\s\S]*)<\/\1:Body>/.exec(xml)?.[2] ?? xml).replace(/^<\?xml[^>]*\?>/, '').trim();
const sample = (naam: string): string => inhoud(readFileSync(path.join(SAMPLES, naam), 'utf8'));

let hub: ProefHub;
beforeAll(async () => { hub = await startProefHub(); }, 60_000);
afterAll(() => hub?.stop());

const klant = (endpoint: string): Promise<Client> => soap.createClientAsync(`${hub.url}/soap/${endpoint}?wsdl`);
type Boom = { readonly [naam: string]: Boom } & { readonly length?: number };
/** Calls an operation; the answer as the client read it, and as it came. */
async function roep(k: Client, operatie: string, bericht: unknown): Promise<{ uit: Boom; ruw: string }> {
  const [uit, ruw] = await (k[`${operatie}Async`] as (b: unknown) => Promise<[Boom, string]>).call(k, bericht).catch((e: unknown) => { throw zonderVerbinding(e); });
  return { uit, ruw };
}
/** An error of this client holds its whole connection: what a test says of it goes without. */
const zonderVerbinding = (e: unknown): Error => Object.assign(new Error((e as Error).message), { root: (e as { root?: unknown }).root });
interface Fout { readonly faultcode: string; readonly faultstring: string; readonly detail: Boom }
async function fout(k: Client, operatie: string, bericht: unknown): Promise<Fout> {
  const e = await roep(k, operatie, bericht).then((r) => { throw new Error(`geen fout: ${r.ruw.slice(0, 200)}`); }, (x: unknown) => x as { root?: { Envelope: { Body: { Fault: Fout } } } });
  if (!e.root) throw e;
  return e.root.Envelope.Body.Fault;
}

test('a client can be made of every endpoint, and knows what goes in and what comes out', async () => {
  const gezien: string[] = [];
  for (const endpoint of hub.kp.intake.endpoints) {
    const k = await klant(endpoint);
    const diensten = k.describe() as Record<string, Record<string, Record<string, { input: object; output: object }>>>;
    const operaties = Object.values(diensten).flatMap((d) => Object.values(d)).flatMap((p) => Object.entries(p));
    expect([endpoint, operaties.length > 0]).toEqual([endpoint, true]);
    for (const [naam, { input, output }] of operaties) {
      const velden = (x: object): number => Object.keys(x).filter((v) => !v.startsWith('target')).length;
      // The messages of CORV may hold anything, as far as their WSDL goes.
      if (endpoint !== 'jzxml') expect([naam, velden(input) > 0, velden(output) > 0]).toEqual([naam, true, true]);
      gezien.push(naam);
    }
  }
  expect(gezien).toEqual(expect.arrayContaining(['creeerZaak_Lk01', 'npsLv01', 'ggk_Di01', 'vtoDi01', 'AanvraagPersoon']));
}, 60_000);

describe('StUF, message as XML', () => {
  test('for another party: Bv04, read by the client, and the event is on the topic', async () => {
    const k = await klant('stuf/ontvangAsynchroon');
    const bericht = inhoud(zaakbericht('VREEMD-1', 71)).replace('<StUF:organisatie>KNP</StUF:organisatie><StUF:applicatie>KNOOPPUNT</StUF:applicatie>', '<StUF:organisatie>0363</StUF:organisatie><StUF:applicatie>ZAAKSYS</StUF:applicatie>');
    const { uit } = await roep(k, 'creeerZaak_Lk01', { _xml: bericht });
    expect(uit).toMatchObject({ stuurgegevens: { berichtcode: 'Bv04', crossRefnummer: 'VREEMD-1', ontvanger: { organisatie: '0363' } } });
    for (let i = 0; i < 500 && (await leesEvents(hub.url)).length === 0; i += 1) await new Promise((r) => setTimeout(r, 20));
    expect((await leesEvents(hub.url)).length).toBe(1);
  });

  test('for the hub itself: Bv03', async () => {
    const k = await klant('stuf/ontvangAsynchroon');
    const { ruw } = await roep(k, 'creeerZaak_Lk01', { _xml: inhoud(zaakbericht('VREEMD-2', 72)) });
    expect(ruw).toMatch(/<StUF:Bv03Bericht [\s\S]*<StUF:crossRefnummer>VREEMD-2</);
  });

  test('invalid: Fo03 in detail, with the code and every place', async () => {
    const k = await klant('stuf/ontvangAsynchroon');
    const f = await fout(k, 'creeerZaak_Lk01', { _xml: sample('stuf/fout-datum-bestaat-niet.xml') });
    expect(f.faultcode).toMatch(/:Client$/);
    expect(f.detail.Fo03Bericht).toMatchObject({ stuurgegevens: { berichtcode: 'Fo03' }, body: { code: 'StUF055', plek: 'client', detailsXML: { meldingen: { melding: expect.anything() } } } });
  });

  test('a question that nobody here answers: Fo02 in detail', async () => {
    const k = await klant('stuf/beantwoordVraag');
    const f = await fout(k, 'npsLv01', { _xml: sample('stuf/npslv01-vraag.xml') });
    expect(f.detail.Fo02Bericht).toMatchObject({ stuurgegevens: { berichtcode: 'Fo02' }, body: { code: expect.stringMatching(/^StUF\d{3}$/) } });
  });
});

describe('message as an object, by the types of the WSDL', () => {
  const xmlBestand = /<GGK:xmlBestand>([^<]*)</.exec(readFileSync(path.join(SAMPLES, 'ggk/di01-wmo301.xml'), 'utf8'))![1]!;
  const envelop = (referentienummer: string) => ({
    stuurgegevens: {
      berichtcode: 'Di01', zender: { organisatie: '0363', applicatie: 'Wmo-applicatie' }, ontvanger: { organisatie: '42420001', applicatie: 'GGk' },
      referentienummer, tijdstipBericht: '20261020093000', functie: 'WMO301',
    },
    parameters: { applicatieVersie: '0003', applicatieSubversie: '0002', functieVersie: '0002', functieSubversie: '0001', bericht: { xmlBestand } },
  });

  test('a GGK envelope: Bv04', async () => {
    const { uit } = await roep(await klant('ggk'), 'ggk_Di01', envelop('3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a99'));
    expect(uit).toMatchObject({ stuurgegevens: { berichtcode: 'Bv04', crossRefnummer: '3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a99' } });
  });

  test('a GGK envelope whose number is none: the chain’s own code in Fo03', async () => {
    const f = await fout(await klant('ggk'), 'ggk_Di01', envelop('geen-uuid'));
    expect(f.detail.Fo03Bericht).toMatchObject({ body: { code: 'IB009' } });
  });

  const WSA = 'http://www.w3.org/2005/08/addressing';
  const suwi = async (dienst: string, bericht: string): Promise<Client> => {
    const k = await klant(`suwiml/${dienst}`);
    const kop = { 'wsa:MessageID': 'urn:uuid:5f0c001e-2b61-4d1e-9a37-0e61c0de0a01', 'wsa:From': { 'wsa:Address': `https://suwi.almere.example/${dienst}?oin=00000099000000020034` }, 'wsa:To': `https://suwi.bron.example/${dienst}?oin=00000099000000002003`, 'wsa:Action': `http://bkwi.nl/SuwiML/Diensten/${dienst}/${bericht}` };
    k.addSoapHeader(kop, '', 'wsa', WSA);
    k.addBodyAttribute({ 'xmlns:wsa': WSA });
    return k;
  };

  test.each([
    ['BRPDossierPersoonGSD-v0200', 'AanvraagPersoon', { Burgerservicenr: '999994487' }],
    ['RDWDossierGSD-v0200', 'VoertuigbezitInfoPersoon', { Burgerservicenr: '999994487', DatBPeilperiodeAansprakelijkheid: '20260101' }],
  ])('a question over Suwinet that nobody here answers (%s): FWI in detail', async (dienst, operatie, vraag) => {
    const k = await suwi(dienst, operatie);
    const f = await fout(k, operatie, vraag);
    const bytes = Buffer.from(k.lastRequest!);
    expect(await hub.kp.intake.check({ soort: 'geheugen', bytes })).toMatchObject({ uitkomst: 'geldig', berichttype: operatie, meldingen: [] });
    expect(f.detail.Fout).toMatchObject({ Code: expect.not.stringMatching(/SCHEMA|WELGEVORMD|ENVELOP/), Tekst: expect.any(String), Bron: { DN: expect.any(String) } });
  });
});

describe('CORV, message as XML', () => {
  test('for another party: Bv04, read by the client', async () => {
    const { uit } = await roep(await klant('jzxml'), 'vtoDi01', { _xml: sample('jzxml/vto-onderzoek-gevraagd.xml') });
    expect(uit).toMatchObject({ stuurgegevens: { berichtcode: 'Bv04', crossRefnummer: '0197-VTO-2026-0042' } });
  });

  test('invalid: Fo03 in detail', async () => {
    const f = await fout(await klant('jzxml'), 'vtoDi01', { _xml: sample('jzxml/vto-onderzoek-gevraagd.xml').replace('<ZKN:startdatum>20261019', '<ZKN:startdatum>2026-10-19').replace('VTO-2026-0042', 'VTO-2026-0043') });
    expect(f.detail.Fo03Bericht).toMatchObject({ body: { code: 'StUF055', plek: 'client' } });
  });
});
