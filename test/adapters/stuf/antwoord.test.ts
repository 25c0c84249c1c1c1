// Proves what a StUF sender hears: Bv03 or Bv04 with all stuurgegevens, Fo02 or Fo03 as a SOAP fault with the first code first and all findings inside,
// each valid against our profile and the published schema, and that no value of the message is in it.
import { existsSync } from 'node:fs';
import adapter from '../../../adapters/stuf/index.ts';
import { stufTijdstip } from '../../../adapters/stuf/antwoord.ts';
import { SOAP_NS, zoek, kind, tekstVan, type BronKnoop, type FoutCode, type FoutInvoer, type Melding, type SoapAntwoord } from '../../../src/sdk/index.ts';
import { bron, keur, lees, lezing, ORAKEL, SAMPLES, validator } from './hulp.ts';

const soap = adapter.soap!;
const sample = (naam: string): string => lees(new URL(`${naam}.xml`, SAMPLES));
const hub = { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' };
const om = { hub, nu: '2026-07-01T22:30:05.042Z', referentie: '0b9f2c1e-7a61-4f2e-8f55-1c2d3e4f5a6b', soap: '1.1' as const };

/** The business message of an answer: of the body, or of the fault's detail; checked against both schemas. */
function inhoud(a: SoapAntwoord): BronKnoop {
  const xml = a.body.replace(/^[\s\S]*?(<StUF:(?:Bv|Fo)0[1-4]Bericht[\s\S]*<\/StUF:(?:Bv|Fo)0[1-4]Bericht>)[\s\S]*$/, '$1');
  const l = lezing(xml);
  expect(keur(l)).toEqual([]);
  if (existsSync(new URL('xsd/', ORAKEL))) expect(validator.controleer({ map: new URL('xsd/', ORAKEL), pad: 'stuf0301-patch33/0301/stuf0301.xsd' }, l.bron)).toEqual([]);
  return l.bron.wortel;
}

describe('a receipt', () => {
  const l = lezing(sample('stuf/zaklk01-creeerzaak'));

  test.each([['hub', 'Bv03'], ['partij', 'Bv04']] as const)('for the %s is %s', (ontvanger, code) => {
    const a = soap.bevestig(l, adapter.kop(l), { ...om, ontvanger });
    expect([a.status, a.contentType]).toEqual([200, 'text/xml; charset=utf-8']);
    const s = kind(inhoud(a), 'stuurgegevens');
    expect(bron(a.body).wortel.naam).toBe(`${code}Bericht`);
    expect(tekstVan(s, 'berichtcode')).toBe(code);
    expect(['zender/organisatie', 'zender/applicatie', 'ontvanger/organisatie', 'ontvanger/applicatie', 'referentienummer', 'tijdstipBericht', 'crossRefnummer'].map((p) => tekstVan(s, p))).toEqual([
      'KNP', 'KNOOPPUNT', '0363', 'ZAAKSYS', om.referentie, '20260702003005042', 'ZS-2026-104711',
    ]);
  });

  test('speaks SOAP 1.2 to who speaks it', () => {
    const a = soap.bevestig(l, adapter.kop(l), { ...om, soap: '1.2', ontvanger: 'hub' });
    expect(a.contentType).toBe('application/soap+xml; charset=utf-8');
    expect(bron(a.body).document.ns).toBe(SOAP_NS['1.2']);
  });
});

const melding = (deel: Partial<Melding> = {}): Melding => ({ code: 'KP_SCHEMA_CODE', regel: 12, pad: '/zakLk01/object/zaakniveau', tekst: 'deze waarde staat niet in de codelijst', ...deel });

function fout(code: FoutCode, meldingen: readonly Melding[], naam: string | null, endpoint: string): { a: SoapAntwoord; f: BronKnoop } {
  const l = naam === null ? null : lezing(sample(naam));
  const invoer: FoutInvoer = { ...om, code, meldingen, lezing: l, kop: l ? adapter.kop(l) : null, endpoint };
  const a = soap.fout(invoer);
  return { a, f: inhoud(a) };
}

describe('a fault', () => {
  test('on an asynchronous message is Fo03 in a SOAP fault: first code first, all findings in detailsXML', () => {
    const { a, f } = fout('KP_SCHEMA', [melding(), melding({ regel: 14, pad: '/zakLk01/object/startdatum', code: 'KP_SCHEMA_WAARDE', tekst: 'geen datum' })], 'stuf/zaklk01-creeerzaak', 'stuf/ontvangAsynchroon');
    expect(a.status).toBe(500);
    const b = bron(a.body);
    expect(b.wortel.naam).toBe('Fault');
    expect([tekstVan(b.wortel, 'faultcode'), tekstVan(b.wortel, 'faultstring'), kind(b.wortel, 'faultactor')]).toEqual(['SOAP-ENV:Client', 'Het bericht voldoet niet aan het schema', null]);
    expect(f.naam).toBe('Fo03Bericht');
    expect(['code', 'plek', 'omschrijving', 'details'].map((p) => tekstVan(kind(f, 'body'), p))).toEqual([
      'StUF055', 'client', 'Het bericht voldoet niet aan het schema', '/zakLk01/object/zaakniveau, regel 12: deze waarde staat niet in de codelijst',
    ]);
    expect(tekstVan(f, 'stuurgegevens/crossRefnummer')).toBe('ZS-2026-104711');
    const alle = zoek(f, 'body/detailsXML/meldingen')?.kinderen.map((m) => [tekstVan(m, 'code'), tekstVan(m, 'regel'), tekstVan(m, 'pad')]);
    expect(alle).toEqual([['KP_SCHEMA_CODE', '12', '/zakLk01/object/zaakniveau'], ['KP_SCHEMA_WAARDE', '14', '/zakLk01/object/startdatum']]);
  });

  test('on a synchronous message is Fo02 with no more than its code', () => {
    const { f } = fout('KP_SYNCHROON', [melding({ code: 'KP_SYNCHROON', pad: '/', regel: 0, tekst: 'nog niet' })], 'stuf/npslv01-vraag', 'stuf/beantwoordVraag');
    expect(f.naam).toBe('Fo02Bericht');
    expect(kind(f, 'stuurgegevens')?.kinderen.map((k) => k.naam)).toEqual(['berichtcode']);
    expect(['code', 'plek'].map((p) => tekstVan(kind(f, 'body'), p))).toEqual(['StUF049', 'server']);
  });

  test.each([
    ['KP_ONTVANGER_ONBEKEND', 'StUF010'], ['KP_CONFLICT', 'StUF016'], ['KP_OPSLAG', 'StUF046'], ['KP_NIET_GECONTROLEERD', 'StUF046'],
    ['KP_NIET_HERKEND', 'StUF022'], ['KP_ENDPOINT', 'StUF025'], ['KP_NIET_WELGEVORMD', 'StUF055'], ['KP_INTERN', 'StUF058'],
  ] as const)('%s is %s', (code, stuf) => {
    expect(tekstVan(fout(code, [], null, 'stuf/ontvangAsynchroon').f, 'body/code')).toBe(stuf);
  });

  test('has our own code where StUF has none, and no borrowed one', () => {
    expect(tekstVan(fout('KP_SOAP', [], null, 'stuf/ontvangAsynchroon').f, 'body/code')).toBe('KP_SOAP');
    expect(tekstVan(fout('KP_GEEN_TOEGANG', [], null, 'stuf/ontvangAsynchroon').f, 'body/code')).toBe('KP_FOUT');
  });

  test('is complete even when nothing could be read', () => {
    const { f } = fout('KP_NIET_WELGEVORMD', [melding({ code: 'KP_NIET_WELGEVORMD', pad: '/', regel: 3 })], null, 'stuf/ontvangAsynchroon');
    expect(tekstVan(f, 'stuurgegevens/ontvanger/applicatie')).toBe('onbekend');
  });

  test('holds at most 100 findings and stays within the lengths of StUF', () => {
    const veel = Array.from({ length: 500 }, (_x, i) => melding({ regel: i, tekst: 'x'.repeat(1500) }));
    const { f } = fout('KP_SCHEMA', veel, 'stuf/zaklk01-creeerzaak', 'stuf/ontvangAsynchroon');
    expect(zoek(f, 'body/detailsXML/meldingen')?.kinderen).toHaveLength(100);
    expect(tekstVan(f, 'body/details')).toHaveLength(1000);
  });

  test('carries no value of the message', () => {
    const naam = 'stuf/npslk01-toevoeging';
    const { a } = fout('KP_SCHEMA', [melding()], naam, 'stuf/ontvangAsynchroon');
    for (const waarde of ['999990937', 'Haddou', '3551CP', '4012345670']) expect(a.body).not.toContain(waarde);
  });
});

describe('in the GGK a fault speaks the chain\'s codes where the chain has one', () => {
  test.each([['KP_CONFLICT', 'IB216'], ['KP_ONTVANGER_ONBEKEND', 'IB210'], ['KP_TE_GROOT', 'IB007'], ['KP_SCHEMA', 'StUF055'], ['KP_OPSLAG', 'StUF046']] as const)('%s is %s', (code, keten) => {
    const { f } = fout(code, [], 'ggk/di01-wmo301', 'ggk');
    expect(f.naam).toBe('Fo03Bericht');
    expect(tekstVan(f, 'body/code')).toBe(keten);
    expect(tekstVan(f, 'body/details')).toBe('WMO301-00030002');
  });

  test('a reference that is no UUID is IB009', () => {
    const m = melding({ code: 'KP_SCHEMA_WAARDE', pad: '/envelopHeenbericht-ggk_Di01/stuurgegevens/referentienummer' });
    expect(tekstVan(fout('KP_SCHEMA', [m], 'ggk/di01-wmo301', 'ggk').f, 'body/code')).toBe('IB009');
  });

  test('a payload with a code of its own standard is StUF055 for the chain', () => {
    const m = melding({ code: 'KP_RECORD', standaardcode: '0804', pad: 'record[2]/0203', regel: 2, tekst: 'recordlengte' });
    expect(tekstVan(fout('KP_RECORD', [m], 'ggk/di01-wmo301', 'ggk').f, 'body/code')).toBe('StUF055');
  });

  test('a finding in the payload keeps its own place', () => {
    const m = melding({ pad: '/Bericht/Client/Bsn', regel: 4, tekst: 'te kort' });
    expect(tekstVan(fout('KP_SCHEMA', [m], 'ggk/di01-wmo301', 'ggk').f, 'body/details')).toBe('WMO301-00030002 /Bericht/Client/Bsn, regel 4: te kort');
  });
});

test('StUF time is local, summer and winter', () => {
  expect([stufTijdstip('2026-07-01T22:30:05.042Z'), stufTijdstip('2026-01-01T00:00:00Z'), stufTijdstip('2026-03-29T02:30:00+02:00')]).toEqual(['20260702003005042', '20260101010000000', '20260329013000000']);
});
