// Proves: an independent reader (fast-xml-parser) understands what we send: every WSDL and every receipt and fault is well-formed, says where it is served,
// names its operations, and carries the sender's reference back unharmed, also with characters that XML escapes.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { leesBericht } from '../../src/intake/doorgang.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { XmlAdapter } from '../../src/sdk/adapter.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const bank = await maakWerkbank();
const lezer = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false });
type Boom = { readonly [naam: string]: unknown };
const lees = (xml: string): Boom => {
  expect(XMLValidator.validate(xml)).toBe(true);
  return lezer.parse(xml) as Boom;
};
const pak = (b: unknown, ...weg: string[]): unknown => weg.reduce<unknown>((n, w) => (n as Boom | undefined)?.[w], b);
const lijst = (x: unknown): Boom[] => (x === undefined ? [] : ([x].flat() as Boom[]));

const soapAdapters = bank.register.adapters.filter((a): a is XmlAdapter => 'kop' in a && a.soap !== undefined);
const endpoints = soapAdapters.flatMap((a) => a.soap!.endpoints.map((e) => [e.pad, a] as const));
const HUB = { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' } as const;

test('all SOAP endpoints are looked at', () => {
  expect(endpoints.map(([pad]) => pad)).toEqual(expect.arrayContaining(['stuf/ontvangAsynchroon', 'ggk', 'jzxml', 'suwiml/BRPDossierPersoonGSD-v0200']));
});

test.each(endpoints)('WSDL of %s', (pad, a) => {
  const adres = `http://127.0.0.1:8080/soap/${pad}`;
  const d = pak(lees(a.soap!.wsdl(pad, adres, `http://127.0.0.1:8080/soap/schemas/${a.spec.naam}`)), 'definitions');
  expect(pak(d, 'service', 'port', 'address', '@location')).toBe(adres);
  const poort = lijst(pak(d, 'portType', 'operation')).map((o) => o['@name']);
  const binding = lijst(pak(d, 'binding', 'operation')).map((o) => o['@name']);
  expect(poort.length).toBeGreaterThan(0);
  expect(binding).toEqual(poort);
  // Every message that an operation speaks of is declared.
  const berichten = new Set(lijst(pak(d, 'message')).map((m) => String(m['@name'])));
  for (const o of lijst(pak(d, 'portType', 'operation')))
    for (const kant of ['input', 'output', 'fault']) for (const x of lijst(o[kant])) expect(berichten).toContain(String(x['@message']).split(':').at(-1));
});

const samples = path.resolve(import.meta.dirname, '../../samples');
const soapSamples = ['stuf', 'jzxml', 'ggk']
  .flatMap((map) => readdirSync(path.join(samples, map)).filter((f) => f.endsWith('.verwacht.json')).map((f) => path.join(map, f)))
  .map((f) => ({ naam: f.replace('.verwacht.json', '.xml'), v: JSON.parse(readFileSync(path.join(samples, f), 'utf8')) as { kanaal: string; uitkomst: string; endpoint?: string } }))
  .filter(({ v }) => v.kanaal === 'soap' && v.uitkomst === 'aanvaard');

test.each(soapSamples.map((s) => [s.naam, s.v] as const))('receipt and fault for %s', (naam, v) => {
  const gelezen = leesBericht({ soort: 'geheugen', bytes: readFileSync(path.join(samples, naam)) }, { kanaal: 'soap', endpoint: v.endpoint! }, bank, STANDAARD_XML_LIMIETEN);
  if (gelezen.soort !== 'xml' || !gelezen.kop) throw new Error(`${naam} is not read`);
  const { adapter } = gelezen.gevonden;
  const kop = { ...gelezen.kop, referentie: 'a&b<c>"d\'' };
  for (const [ontvanger, code] of [['hub', 'Bv03'], ['partij', 'Bv04']] as const) {
    const om = { hub: HUB, nu: '2026-01-02T03:04:05Z', referentie: '0f0f', soap: '1.1', ontvanger } as const;
    const s = pak(lees(adapter.soap!.bevestig(gelezen.lezing, kop, om).body), 'Envelope', 'Body', `${code}Bericht`, 'stuurgegevens');
    expect(pak(s, 'berichtcode')).toBe(code);
    expect(pak(s, 'crossRefnummer')).toBe(kop.referentie);
    expect(pak(s, 'zender', 'organisatie')).toBe(HUB.organisatie);
    // Local time of Europe/Amsterdam, one hour ahead in January.
    expect(pak(s, 'tijdstipBericht')).toMatch(/^20260102040405/);
  }
  const fout = adapter.soap!.fout({
    hub: HUB, nu: '2026-01-02T03:04:05Z', referentie: '0f0f', soap: '1.1', code: 'KP_SCHEMA', lezing: gelezen.lezing, kop, endpoint: v.endpoint!,
    meldingen: [{ code: 'KP_SCHEMA', regel: 7, pad: '/a[1]/b', tekst: 'een tekst met <haken> & een ampersand' }, { code: 'KP_SCHEMA', regel: 9, pad: '/a[2]', tekst: 'tweede' }],
  });
  expect(fout.status).toBe(500);
  const detail = pak(lees(fout.body), 'Envelope', 'Body', 'Fault', 'detail', 'Fo03Bericht', 'body');
  expect(pak(detail, 'code')).toBe('StUF055');
  expect(lijst(pak(detail, 'detailsXML', 'meldingen', 'melding')).map((m) => m.tekst)).toEqual(['een tekst met <haken> & een ampersand', 'tweede']);
});

test('a fault of SuwiML carries the FWI with every finding', () => {
  const suwi = soapAdapters.find((a) => a.spec.naam === 'suwiml')!;
  const fout = suwi.soap!.fout({ hub: HUB, nu: '2026-01-02T03:04:05Z', referentie: '0f0f', soap: '1.1', code: 'KP_SYNCHROON', lezing: null, kop: null, endpoint: 'suwiml/BRPDossierPersoonGSD-v0200', meldingen: [{ code: 'KP_SYNCHROON', regel: 1, pad: '/x', tekst: 'a & b' }] });
  const f = pak(lees(fout.body), 'Envelope', 'Body', 'Fault', 'detail', 'Fout');
  expect(pak(f, 'Code')).toBe('KP_SYNCHROON');
  expect(String(pak(f, 'Detail'))).toContain('a & b');
});
