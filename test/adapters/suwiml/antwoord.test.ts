// Proves what a SuwiML sender hears: a SOAP fault whose detail is a valid fwi:Fout, addressed back to him, with every finding and no value of his message.
import adapter from '../../../adapters/suwiml/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../../src/xml/libxml2-validator.ts';
import { kinderen, tekstVan, zoek, type FoutInvoer, type XmlBron } from '../../../src/sdk/index.ts';
import { lees, verwerk } from './hulp.ts';

const soap = adapter.soap!;
const hub = { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' };
const xml = lees(new URL('../../../samples/suwiml/soap-vraag-zonder-antwoord.xml', import.meta.url));

function invoer(deel: Partial<FoutInvoer> = {}): FoutInvoer {
  const { lezing, kop } = verwerk(xml, { kanaal: 'soap', endpoint: 'suwiml/RDWDossierGSD-v0200' });
  return {
    hub,
    nu: '2026-11-24T09:00:00Z',
    referentie: '0192f3a0-0000-7000-8000-00000000abcd',
    soap: '1.1',
    code: 'KP_SYNCHROON',
    meldingen: [{ code: 'KP_SYNCHROON', regel: 0, pad: '/VoertuigbezitInfoPersoon', tekst: 'nog geen antwoord namens een bron' }],
    lezing,
    kop,
    endpoint: 'suwiml/RDWDossierGSD-v0200',
    ...deel,
  };
}

function bron(body: string): XmlBron {
  const uit = leesXml(Buffer.from(body));
  if (uit.soort !== 'gelezen') throw new Error('our own answer is not well-formed');
  return uit.bron;
}

test.each(['1.1', '1.2'] as const)('a fault over SOAP %s is HTTP 500 with a valid fwi:Fout', (versie) => {
  const a = soap.fout(invoer({ soap: versie }));
  expect(a.status).toBe(500);
  expect(a.contentType).toContain(versie === '1.1' ? 'text/xml' : 'application/soap+xml');
  const fout = bron(a.body).wortel;
  const detail = zoek(fout, versie === '1.1' ? 'detail/Fout' : 'Detail/Fout')!;
  expect(detail.ns).toBe('http://bkwi.nl/SuwiML/FWI/v0205');
  expect(tekstVan(detail, 'Code')).toBe('KP_SYNCHROON');
  expect(tekstVan(detail, 'Bron/DN')).toContain(hub.oin);
  const los = a.body.slice(a.body.indexOf('<fwi:Fout'), a.body.indexOf('</fwi:Fout>') + '</fwi:Fout>'.length);
  expect(maakLibxml2Validator().controleer({ map: adapter.spec.schemas, pad: 'fwi-v0205.xsd' }, bron(los))).toEqual([]);
});

test('the fault goes back: To is From, RelatesTo the MessageID, the action that of a fault', () => {
  const kop = bron(soap.fout(invoer()).body).soap!.kop!;
  const vraag = bron(xml.toString('utf8')).soap!.kop!;
  expect(tekstVan(kop, 'To')).toBe(tekstVan(vraag, 'From/Address'));
  expect(tekstVan(kop, 'From/Address')).toBe(tekstVan(vraag, 'To'));
  expect(tekstVan(kop, 'RelatesTo')).toBe(tekstVan(vraag, 'MessageID'));
  expect(tekstVan(kop, 'Action')).toBe('http://bkwi.nl/SuwiML/Diensten/RDWDossierGSD-v0200/Fout');
});

test('every finding stands in the detail with its place', () => {
  const meldingen = [
    { code: 'KP_SCHEMA_LENGTE', regel: 12, pad: '/A/B', tekst: 'te lang' },
    { code: 'KP_SCHEMA_WAARDE', regel: 14, pad: '/A/C', tekst: 'verkeerde vorm & <meer>' },
  ];
  const detail = zoek(bron(soap.fout(invoer({ code: 'KP_SCHEMA', meldingen })).body).wortel, 'detail/Fout');
  expect(kinderen(detail, 'Detail').map((k) => k.tekst)).toEqual(['/A/B, regel 12: te lang (KP_SCHEMA_LENGTE)', '/A/C, regel 14: verkeerde vorm & <meer> (KP_SCHEMA_WAARDE)']);
});

test('a fault on what could not be read at all is still a fault', () => {
  const fout = bron(soap.fout(invoer({ code: 'KP_NIET_WELGEVORMD', lezing: null, kop: null })).body).wortel;
  expect(tekstVan(fout, 'detail/Fout/Code')).toBe('KP_NIET_WELGEVORMD');
  expect(tekstVan(fout, 'faultcode')).toBe('SOAP-ENV:Client');
});

test('no value of the message stands in the fault', () => {
  const { body } = soap.fout(invoer());
  for (const waarde of ['999994487', '20260101']) expect(body).not.toContain(waarde);
});

describe('WSDL', () => {
  test.each(soap.endpoints.map((e) => [e.pad, e.berichten] as const))('%s', (pad, berichten) => {
    const adres = `https://hub.example/soap/${pad}?a=1&b=2`;
    const { wortel } = bron(soap.wsdl(pad, adres, 'https://hub.example/soap/schemas/suwiml'));
    expect(wortel.naam).toBe('definitions');
    expect(kinderen(zoek(wortel, 'portType'), 'operation').map((o) => o.attributen?.name)).toEqual([...berichten]);
    const [, dienst] = pad.split('/');
    for (const o of kinderen(zoek(wortel, 'portType'), 'operation')) {
      expect(zoek(o, 'input')?.attributen?.Action).toBe(`http://bkwi.nl/SuwiML/Diensten/${dienst}/${o.attributen?.name}`);
    }
    expect(zoek(wortel, 'service/port/address')?.attributen?.location).toBe(adres);
  });

  test('an unknown endpoint has none', () => expect(() => soap.wsdl('suwiml/Onbekend-v0100', 'https://hub.example', 'https://hub.example/soap/schemas/suwiml')).toThrow());
});
