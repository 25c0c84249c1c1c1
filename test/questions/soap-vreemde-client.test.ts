// A SOAP client that is not ours asks through the hub, in both directions made from our WSDL: a typed question in, the source's typed answer out, with the
// addressing of a non-transparent intermediary; the source's own fault comes back as the fault that it is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import soap, { type Client } from 'soap';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';
import type { Simulator } from '../../src/simulators/port.ts';
import { startSimulator } from '../../src/simulators/start.ts';

const WSA = 'http://www.w3.org/2005/08/addressing';
const VRAGER = '00000099000000020384';
const BRON = '00000099000000002007';
const map = mkdtempSync(path.join(tmpdir(), 'kp-vraag-'));
let kp: Knooppunt;
let bron: Simulator;

beforeAll(async () => {
  bron = await startSimulator('suwinet');
  const schrijf = (pad: string, tekst: string): void => {
    mkdirSync(path.dirname(path.join(map, pad)), { recursive: true });
    writeFileSync(path.join(map, pad), tekst);
  };
  const diensten = ['suwiml/BRPDossierPersoonGSD-v0200', 'suwiml/UWVDossierInkomstenGSD-v0200'].map((e) => `{ endpoint: ${e}, url: "${bron.url}" }`).join(', ');
  schrijf('configuratie/partijen/p.yaml', `partijen:\n  - { id: gemeente-0384, soort: gemeente, gemeentecode: "0384", oin: "${VRAGER}" }\n  - { id: bron, soort: overig, naam: Bron, oin: "${BRON}", diensten: [${diensten}] }\n`);
  schrijf('configuratie/abonnementen/a.yaml', 'abonnementen: []\n');
  schrijf('configuratie/bevoegdheden/b.yaml', 'bevoegdheden:\n  - { id: b, partij: gemeente-0384, events: [persoon-gevraagd, inkomsten-gevraagd], doel: d, grondslag: g }\n');
  schrijf('knooppunt.yaml', 'push: { priveAdressen: true }\n');
  kp = await startKnooppunt({ cwd: map, bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null });
}, 60_000);
afterAll(async () => {
  await kp?.stop();
  await bron?.stop();
  rmSync(map, { recursive: true, force: true });
});

let teller = 0;
async function klant(dienst: string, operatie: string): Promise<{ k: Client; id: string }> {
  const k = await soap.createClientAsync(`${kp.url}/soap/suwiml/${dienst}?wsdl`, { disableCache: true });
  teller += 1;
  const id = `urn:uuid:5f0c001e-2b61-4d1e-9a37-0e61c0de${String(teller).padStart(4, '0')}`;
  k.addSoapHeader({
    'wsa:MessageID': id, 'wsa:From': { 'wsa:Address': `https://suwi.diemen.example/${dienst}?oin=${VRAGER}` }, 'wsa:To': `https://suwi.bron.example/${dienst}?oin=${BRON}`,
    'wsa:Action': `http://bkwi.nl/SuwiML/Diensten/${dienst}/${operatie}`,
  });
  k.wsdl.xmlnsInEnvelope = `${k.wsdl.xmlnsInEnvelope ?? ''} xmlns:wsa="${WSA}"`;
  return { k, id };
}

/** An error of this client holds its whole connection: a test says what went wrong, without it. */
async function vraag<T>(k: Client, operatie: string, bericht: unknown): Promise<T> {
  return await (k[`${operatie}Async`] as (b: unknown) => Promise<T>).call(k, bericht).catch((e: unknown) => { throw new Error(`${operatie}: ${(e as Error).message}`); });
}

test('a question about a person: the answer of the source, read by the client', async () => {
  const { k, id } = await klant('BRPDossierPersoonGSD-v0200', 'AanvraagPersoon');
  const [uit, , kop] = await vraag<[{ ClientSuwi: object[] }, string, object]>(k, 'AanvraagPersoon', { Burgerservicenr: '999994487' });
  expect(uit.ClientSuwi[0]).toMatchObject({ Burgerservicenr: '999994487', SignificantDeelVanDeAchternaam: expect.any(String) });
  expect(JSON.stringify(kop)).toContain(id);
});

test('a question with an object within: likewise', async () => {
  const { k } = await klant('UWVDossierInkomstenGSD-v0200', 'UWVPersoonsIkvInfo');
  const [uit] = await vraag<[{ ClientSuwi: unknown }]>(k, 'UWVPersoonsIkvInfo', { Burgerservicenr: '999993653', PeriodeGegevensvraagIko: { DatBPeriode: '20260101', DatEPeriode: '20260601' } });
  expect([uit.ClientSuwi].flat()[0]).toMatchObject({ Burgerservicenr: '999993653' });
});

test('a fault of the source is the fault that the client gets', async () => {
  const { k } = await klant('BRPDossierPersoonGSD-v0200', 'AanvraagPersoon');
  const fout = await (k.AanvraagPersoonAsync as (b: unknown) => Promise<unknown>).call(k, { Burgerservicenr: '999983003' }).then(() => null, (e: unknown) => (e as { root?: { Envelope: { Body: { Fault: { detail: { Fout: object } } } } } }).root);
  const { Fout } = fout!.Envelope.Body.Fault.detail;
  expect(Fout).toMatchObject({ Code: expect.any(String), Tekst: expect.any(String), Bron: { DN: expect.any(String) } });
  // Not one of ours.
  expect(JSON.stringify(Fout)).not.toMatch(/KP_|Knooppunt/);
});
