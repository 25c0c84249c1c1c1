// Proves: as a station that is not transparent the hub asks with a MessageID of its own in the name of whom asks, and gives the answer back related to
// the asker's question; our own reader accepts both, and no value can break the envelope.
import { beforeAll, expect, test } from '@jest/globals';
import suwiml from '../../../adapters/suwiml/index.ts';
import { leesBericht } from '../../../src/intake/doorgang.ts';
import type { GelezenXml } from '../../../src/intake/lezen.ts';
import type { Werkbank } from '../../../src/intake/vertalen.ts';
import { toetsXml } from '../../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../../src/xml/port.ts';

const NS = 'http://bkwi.nl/SuwiML/Diensten/UWVDossierInkomstenGSD/v0200';
const ENDPOINT = 'suwiml/UWVDossierInkomstenGSD-v0200';
const HUB = { oin: '00000099000000001000', organisatie: 'GSO', applicatie: 'knooppunt' };
const VRAAG = `<d:UWVPersoonsIkvInfo xmlns:d="${NS}"><Burgerservicenr>999990937</Burgerservicenr></d:UWVPersoonsIkvInfo>`;
let bank: Werkbank;
beforeAll(async () => { bank = await maakWerkbank({ adapters: ['suwiml'] }); });

const lees = (xml: string): GelezenXml => {
  const g = leesBericht({ soort: 'geheugen', bytes: Buffer.from(xml) }, { kanaal: 'soap', endpoint: ENDPOINT }, bank, STANDAARD_XML_LIMIETEN);
  if (g.soort !== 'xml') throw new Error('niet gelezen');
  return g;
};
const vertrek = () => ({
  xml: VRAAG, soort: bank.register.xml(NS, 'UWVPersoonsIkvInfo')!.soort, endpoint: ENDPOINT, adres: 'https://suwi.voorbeeld.nl/a?b=1&c=2', hub: HUB,
  namens: { oin: '00000099000000020384' }, naar: { oin: '00000099000000002000' }, nu: '2026-11-24T11:00:00Z', referentie: '01890000-0000-7000-8000-000000000001',
});

test('a question leaves with everything that the transaction standard asks for', () => {
  const v = suwiml.soap!.verzend!(vertrek());
  expect(v.soapAction).toBe('');
  const g = lees(v.body);
  expect(toetsXml(g, bank)).toMatchObject({ uitkomst: 'geldig' });
  expect(g.kop).toMatchObject({ referentie: 'urn:uuid:01890000-0000-7000-8000-000000000001', adressering: { afzender: { oin: '00000099000000020384' }, ontvanger: { oin: '00000099000000002000' } } });
  expect(suwiml.soap!.vertrekReferentie!(vertrek())).toBe(g.kop?.referentie);
});

test.each(['1.1', '1.2'] as const)('the answer goes back related to the question, SOAP %s', (soap) => {
  const vraag = lees(suwiml.soap!.verzend!({ ...vertrek(), referentie: 'van-de-vrager' }).body);
  const antwoord = `<d:UWVPersoonsIkvInfoResponse xmlns:d="${NS}"><n:NietsGevonden xmlns:n="http://bkwi.nl/SuwiML/FWI/v0205"/></d:UWVPersoonsIkvInfoResponse>`;
  const a = lees(antwoord);
  const uit = suwiml.soap!.keerTerug!({ vraag: vraag.lezing, kop: vraag.kop!, endpoint: ENDPOINT, xml: antwoord, wortel: a.lezing.bron.wortel, soort: a.gevonden.soort, alsFout: false, hub: HUB, nu: '2026-11-24T11:00:00Z', referentie: 'van-ons', soap });
  expect(uit).toMatchObject({ status: 200, contentType: soap === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8' });
  const g = lees(uit.body);
  expect(toetsXml(g, bank)).toMatchObject({ uitkomst: 'geldig' });
  expect(g.kop).toMatchObject({ referentie: 'urn:uuid:van-ons', kruisreferentie: 'urn:uuid:van-de-vrager', adressering: { afzender: { oin: '00000099000000002000' }, ontvanger: { oin: '00000099000000020384' } } });
});

test('a fault of the source goes back as the fault of the WSDL', () => {
  const vraag = lees(suwiml.soap!.verzend!(vertrek()).body);
  const fout = '<f:Fout xmlns:f="http://bkwi.nl/SuwiML/FWI/v0205"><Code>S1 &lt;x&gt;</Code><Tekst>stuk &amp; wel</Tekst><Bron><DN>CN=uwv</DN></Bron></f:Fout>';
  const a = lees(fout);
  const uit = suwiml.soap!.keerTerug!({ vraag: vraag.lezing, kop: vraag.kop!, endpoint: ENDPOINT, xml: fout, wortel: a.lezing.bron.wortel, soort: a.gevonden.soort, alsFout: true, hub: HUB, nu: '2026-11-24T11:00:00Z', referentie: 'r', soap: '1.1' });
  expect(uit.status).toBe(500);
  expect(uit.body).toContain('<faultstring>stuk &amp; wel</faultstring>');
  const g = lees(uit.body);
  expect(g.herkend.berichttype).toBe('Fout');
  expect(toetsXml(g, bank)).toMatchObject({ uitkomst: 'geldig' });
});
