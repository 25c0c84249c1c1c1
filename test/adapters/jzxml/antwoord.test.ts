// Proves that receipts and faults are valid StUF 03.01, say what they must, and never let text of a finding become markup.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { bevestig, fout } from '../../../adapters/jzxml/antwoord.ts';
import { leesKop } from '../../../adapters/jzxml/kop.ts';
import { SPEC } from '../../../adapters/jzxml/spec.ts';
import { wsdl } from '../../../adapters/jzxml/wsdl.ts';
import type { FoutInvoer } from '../../../src/sdk/index.ts';
import { lees, lezing, SAMPLES, WORTEL } from './hulp.ts';

xmlRegisterFsInputProviders();
const bestand = path.join(WORTEL, 'schemas/stuf/stuf-0301.xsd');
const schema = XmlDocument.fromBuffer(readFileSync(bestand), { url: bestand });
const stuf = XsdValidator.fromDoc(schema);
afterAll(() => {
  stuf.dispose();
  schema.dispose();
});

const bericht = lezing(lees(SAMPLES, 'vto-onderzoek-gevraagd.xml'));
const kop = leesKop(bericht);
const om = { hub: { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' }, nu: '2026-07-01T10:00:00.123Z', referentie: '7c0e2b1a-0000-4000-8000-000000000001', soap: '1.1' as const };
const foutOm: FoutInvoer = { ...om, code: 'KP_SCHEMA', meldingen: [], lezing: bericht, kop, endpoint: 'jzxml' };

/** The StUF message in an envelope, checked against the StUF profile. */
function stufBericht(body: string): string {
  const m = /<StUF:(\w+)Bericht[\s\S]*<\/StUF:\1Bericht>/.exec(body);
  if (!m) throw new Error('geen StUF-bericht in het antwoord');
  const doc = XmlDocument.fromString(m[0]);
  try {
    stuf.validate(doc);
  } finally {
    doc.dispose();
  }
  return m[0];
}
const waarde = (xml: string, naam: string): string[] => [...xml.matchAll(new RegExp(`<(?:StUF|kp):${naam}>([^<]*)<`, 'g'))].map((m) => m[1] ?? '');

describe('bevestiging', () => {
  test.each([['hub', 'Bv03'], ['partij', 'Bv04']] as const)('aan %s is %s, met volledige stuurgegevens', (ontvanger, code) => {
    const a = bevestig(kop, { ...om, ontvanger });
    expect([a.status, a.contentType]).toEqual([200, 'text/xml; charset=utf-8']);
    const xml = stufBericht(a.body);
    expect(waarde(xml, 'berichtcode')).toEqual([code]);
    expect(waarde(xml, 'organisatie')).toEqual(['KNP', 'Gemeente Aalten']);
    expect(waarde(xml, 'administratie')).toEqual(['0197']);
    expect(waarde(xml, 'crossRefnummer')).toEqual(['0197-VTO-2026-0042']);
    expect(waarde(xml, 'referentienummer')).toEqual([om.referentie]);
    // Summer: two hours ahead of UTC.
    expect(waarde(xml, 'tijdstipBericht')).toEqual(['20260701120000']);
  });
});

describe('fout', () => {
  const meldingen = [
    { code: 'KP_SCHEMA_CODE', regel: 89, pad: '/vtoDi01/object/heeftAlsBelanghebbende[1]/omschrijving', tekst: 'deze waarde staat niet in de codelijst' },
    { code: 'KP_SCHEMA_WAARDE', regel: 22, pad: '/vtoDi01/object/startdatum', tekst: 'geen <datum> & "meer"' },
  ];
  test('een fout bericht: 500, Fo03 met StUF055 en alle bevindingen', () => {
    const a = fout({ ...foutOm, meldingen });
    expect(a.status).toBe(500);
    expect(a.body).toContain('<faultcode>SOAP-ENV:Client</faultcode>');
    const xml = stufBericht(a.body);
    expect(waarde(xml, 'berichtcode')).toEqual(['Fo03']);
    expect(waarde(xml, 'code')).toEqual(['StUF055', 'KP_SCHEMA_CODE', 'KP_SCHEMA_WAARDE']);
    expect(waarde(xml, 'details')).toEqual(['/vtoDi01/object/heeftAlsBelanghebbende[1]/omschrijving, regel 89: deze waarde staat niet in de codelijst']);
    expect(waarde(xml, 'tekst')).toEqual(['deze waarde staat niet in de codelijst', 'geen &lt;datum&gt; &amp; &quot;meer&quot;']);
  });
  test.each([['KP_ONTVANGER_ONBEKEND', 'StUF010', 'Client'], ['KP_CONFLICT', 'StUF016', 'Client'], ['KP_OPSLAG', 'StUF046', 'Server']] as const)('%s is %s', (code, stufcode, plek) => {
    const a = fout({ ...foutOm, code });
    expect(waarde(stufBericht(a.body), 'code')).toEqual([stufcode]);
    expect(a.body).toContain(`<faultcode>SOAP-ENV:${plek}</faultcode>`);
  });
  test('een onleesbaar bericht krijgt een geldige Fo03 zonder verzonnen afzender', () => {
    const xml = stufBericht(fout({ ...foutOm, code: 'KP_NIET_WELGEVORMD', lezing: null, kop: null }).body);
    expect(waarde(xml, 'applicatie')).toEqual(['KNOOPPUNT', 'onbekend']);
    expect(waarde(xml, 'crossRefnummer')).toEqual(['']);
  });
  test('waar StUF geen code heeft, komt er geen Fo03', () => {
    expect(fout({ ...foutOm, code: 'KP_SOAP' }).body).not.toContain('Fo03');
  });
  test('lange bevindingen passen in de vakken van StUF', () => {
    const lang = { code: 'KP_SCHEMA', regel: 1, pad: `/${'x'.repeat(3000)}`, tekst: 'te lang' };
    expect(waarde(stufBericht(fout({ ...foutOm, meldingen: [lang] }).body), 'details')[0]).toHaveLength(1000);
  });
  test('SOAP 1.2 krijgt een antwoord in SOAP 1.2', () => {
    const a = fout({ ...foutOm, soap: '1.2', meldingen });
    expect(a.contentType).toContain('application/soap+xml');
    stufBericht(a.body);
  });
});

test('de WSDL is welgevormd en heeft per bericht een operatie met de SOAPAction van het koppelvlak', () => {
  const tekst = wsdl('https://knooppunt.invalid/soap/jzxml?a=1&b=2', 'https://knooppunt.invalid/soap/schemas/jzxml');
  XmlDocument.fromString(tekst).dispose();
  for (const b of SPEC.berichten) {
    expect(tekst).toContain(`<wsdl:message name="${b.berichttype}">`);
    expect(tekst).toContain(`soapAction="www.stufstandaarden.nl/koppelvlak/jz0100/${b.berichttype}"`);
  }
  expect(tekst).toContain('location="https://knooppunt.invalid/soap/jzxml?a=1&amp;b=2"');
});
