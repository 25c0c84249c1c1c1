// Proves who a SuwiML message is from and for, what makes it a repeat, and which headers refuse it.
import { leesKop, oinVan } from '../../../adapters/suwiml/kop.ts';
import type { Kop, Omgeving } from '../../../src/sdk/index.ts';
import { lees, verwerk } from './hulp.ts';

const SAMPLES = new URL('../../../samples/suwiml/', import.meta.url);
const tekst = (naam: string): string => lees(new URL(`${naam}.xml`, SAMPLES)).toString('utf8');

function kop(xml: string, omgeving: Omgeving = { kanaal: 'rest' }): Kop {
  const { lezing } = verwerk(Buffer.from(xml), omgeving);
  if (!lezing) throw new Error('not recognised');
  return leesKop(lezing);
}

describe('addresses', () => {
  test('sender and receiver come from ?oin= in From and To', () => {
    expect(kop(tekst('uwv-inkomsten-geleverd')).adressering).toEqual({
      afzender: { oin: '00000099000000002000' },
      ontvanger: { oin: '00000099000000020363' },
      soort: 'geadresseerd',
    });
  });

  test('a bare body belongs to nobody', () => {
    const k = kop(tekst('kaal-zonder-adressering'));
    expect(k.adressering).toMatchObject({ afzender: null, ontvanger: null, soort: 'onbestelbaar' });
    expect(k.herhaalsleutel).toBeNull();
    expect(k.meldingen).toBeUndefined();
  });

  test('a bare body goes to whom the caller states, recorded as stated', () => {
    const opgegeven = { afzender: '00000099000000020197', ontvanger: '00000099000000002000' };
    expect(kop(tekst('kaal-zonder-adressering'), { kanaal: 'rest', opgegeven }).adressering).toEqual({
      afzender: { oin: opgegeven.afzender, opgegeven: true },
      ontvanger: { oin: opgegeven.ontvanger, opgegeven: true },
      soort: 'geadresseerd',
    });
  });

  test('what the headers say is not overruled by the caller', () => {
    const opgegeven = { afzender: '00000099000000002001', ontvanger: '00000099000000020344' };
    expect(kop(tekst('uwv-inkomsten-geleverd'), { kanaal: 'rest', opgegeven }).adressering.ontvanger).toEqual({ oin: '00000099000000020363' });
  });

  test.each([
    ['https://app.example/dienst?oin=00000099000000020363', '00000099000000020363'],
    ['https://app.example/dienst?a=b&oin=00000099000000020363', '00000099000000020363'],
    ['https://app.example/dienst', undefined],
    ['https://app.example/dienst?oin=123', undefined],
    [undefined, undefined],
  ])('oin of %s', (adres, oin) => expect(oinVan(adres)).toBe(oin));
});

describe('reference and repeat', () => {
  test('From and MessageID are the key; RelatesTo is the question', () => {
    const k = kop(tekst('bijstand-geleverd'));
    expect(k.referentie).toMatch(/^urn:uuid:/);
    expect(k.kruisreferentie).toMatch(/^urn:uuid:/);
    expect(k.herhaalsleutel).toEqual(['https://connect.ib.example/Bijstandsregelingen-v0500?oin=00000099000000002005', k.referentie]);
  });

  test('the moment of sending is wsu:Created', () => {
    const beveiliging =
      '<o:Security xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><u:Timestamp xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"><u:Created>2026-11-24T09:00:00Z</u:Created></u:Timestamp></o:Security>';
    expect(kop(tekst('bijstand-geleverd').replace('<soapenv:Header>', `<soapenv:Header>${beveiliging}`)).verzondenOp).toBe('2026-11-24T09:00:00Z');
  });
});

describe('headers that refuse', () => {
  const geval: [string, (x: string) => string, string][] = [
    ['MessageID missing', (x) => x.replace(/<wsa:MessageID>.*<\/wsa:MessageID>/, ''), 'wsa:MessageID ontbreekt'],
    ['From without OIN', (x) => x.replace('?oin=00000099000000002000', ''), 'het adres in wsa:From noemt geen OIN (?oin=)'],
    ['To missing', (x) => x.replace(/<wsa:To>.*<\/wsa:To>/, ''), 'wsa:To ontbreekt'],
    ['Action of another message', (x) => x.replace('UWVPersoonsIkvInfoResponse</wsa:Action>', 'UWVPersoonsIkvInfo</wsa:Action>'), 'wsa:Action hoort niet bij dit bericht'],
    ['RelatesTo missing in an answer', (x) => x.replace(/<wsa:RelatesTo>.*<\/wsa:RelatesTo>/, ''), 'wsa:RelatesTo ontbreekt bij een antwoord'],
  ];
  test.each(geval)('%s', (_naam, maak, verwacht) => {
    const xml = tekst('uwv-inkomsten-geleverd');
    const stuk = maak(xml);
    expect(stuk).not.toBe(xml);
    const meldingen = kop(stuk).meldingen ?? [];
    expect(meldingen.map((m) => [m.code, m.tekst])).toEqual([['KP_STUURGEGEVENS', verwacht]]);
    expect(meldingen[0]?.pad).toMatch(/^\/Envelope\/Header/);
    expect(meldingen[0]?.regel).toBeGreaterThan(1);
  });

  test('a fault carries the fault action of a service', () => {
    const xml = tekst('duo-soap-fault');
    expect(kop(xml).meldingen).toBeUndefined();
    expect(kop(xml.replace('/Fout</wsa:Action>', '/DUOPersoonsInfoResponse</wsa:Action>')).meldingen?.map((m) => m.tekst)).toEqual(['wsa:Action hoort niet bij dit bericht']);
  });

  test('a question needs no RelatesTo', () => expect(kop(tekst('uwv-inkomsten-gevraagd')).meldingen).toBeUndefined());
});
