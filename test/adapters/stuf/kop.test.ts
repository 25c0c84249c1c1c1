// Proves what the head of a StUF message says: addresses as sent, reference and time, the key of a repeat (reliability.md), and which ZDS operation a zakLk01 is.
import adapter from '../../../adapters/stuf/index.ts';
import type { Kop, Omgeving } from '../../../src/sdk/index.ts';
import { lees, lezing, SAMPLES, verwerk } from './hulp.ts';

const sample = (naam: string): string => lees(new URL(`stuf/${naam}.xml`, SAMPLES));
const kop = (xml: string, omgeving?: Partial<Omgeving>): Kop => adapter.kop(lezing(xml, { kanaal: 'rest', ...omgeving }));

test('a municipality by its code, a system by its address, time in Amsterdam', () => {
  expect(kop(sample('zaklk01-creeerzaak'))).toEqual({
    referentie: 'ZS-2026-104711',
    verzondenOp: '2026-09-14T09:15:30.250+02:00',
    variant: 'creeerZaak',
    adressering: {
      afzender: { gemeentecode: '0363', organisatie: '0363', applicatie: 'ZAAKSYS' },
      ontvanger: { organisatie: 'KNP', applicatie: 'KNOOPPUNT' },
      soort: 'geadresseerd',
    },
    herhaalsleutel: ['0363', 'ZAAKSYS', '', 'ZS-2026-104711'],
  });
});

test('administratie belongs to the address and to the key', () => {
  const k = kop(sample('zaklk01-creeerzaak').replace('<StUF:applicatie>ZAAKSYS</StUF:applicatie>', '<StUF:applicatie>ZAAKSYS</StUF:applicatie><StUF:administratie>Amstelland</StUF:administratie>'));
  expect(k.adressering.afzender).toEqual({ gemeentecode: '0363', organisatie: '0363', applicatie: 'ZAAKSYS', administratie: 'Amstelland' });
  expect(k.herhaalsleutel).toEqual(['0363', 'ZAAKSYS', 'Amstelland', 'ZS-2026-104711']);
});

test('an administratie with the code of another municipality makes the code of organisatie doubtful: only the address counts', () => {
  const k = kop(sample('zaklk01-creeerzaak').replace('<StUF:applicatie>ZAAKSYS</StUF:applicatie>', '<StUF:applicatie>ZAAKSYS</StUF:applicatie><StUF:administratie>0384</StUF:administratie>'));
  expect(k.adressering.afzender).toEqual({ organisatie: '0363', applicatie: 'ZAAKSYS', administratie: '0384' });
});

test('without a reference there is no key, without addresses the caller says who', () => {
  expect(kop(sample('zaklv01-geefzaakdetails')).herhaalsleutel).toBeNull();
  const kaal = sample('genereerzaakidentificatie-di02').replace(/<StUF:zender>.*<\/StUF:ontvanger>/s, '');
  expect(kop(kaal).adressering).toEqual({ afzender: null, ontvanger: null, soort: 'inhoud' });
  expect(kop(kaal).herhaalsleutel).toBeNull();
  expect(kop(kaal, { opgegeven: { afzender: '00000099000000020363', ontvanger: '00000099000000020384' } }).adressering).toEqual({
    afzender: { oin: '00000099000000020363', opgegeven: true },
    ontvanger: { oin: '00000099000000020384', opgegeven: true },
    soort: 'geadresseerd',
  });
  // What the message says goes before what the caller says.
  expect(kop(sample('npslv01-vraag'), { opgegeven: { afzender: '00000099000000020034' } }).adressering.afzender).toMatchObject({ gemeentecode: '0384' });
});

test('an answer points at its question', () => {
  expect(kop(sample('npsla01-antwoord'))).toMatchObject({ referentie: 'AMS-A-5519', kruisreferentie: 'DM-V-0071' });
});

test('a time that does not exist is refused, though the schema counts digits alone', () => {
  const uit = verwerk(sample('zaklk01-creeerzaak').replace('20260914091530250', '20260931091530'));
  expect(uit.meldingen).toEqual([{ code: 'KP_STUURGEGEVENS', regel: 11, pad: '/zakLk01/stuurgegevens/tijdstipBericht', tekst: 'geen bestaande datum' }]);
});

test('8, 14, 16 and 17 digits are all times', () => {
  const met = (t: string): string | undefined => kop(sample('zaklk01-creeerzaak').replace('20260914091530250', t)).verzondenOp;
  expect(['20260114', '20260114091530', '2026011409153025', '20260114091530250'].map(met)).toEqual(['2026-01-14', '2026-01-14T09:15:30+01:00', '2026-01-14T09:15:30.250+01:00', '2026-01-14T09:15:30.250+01:00']);
});

test('in the GGK a provider is an AGB', () => {
  const k = kop(lees(new URL('ggk/di01-wmo301.xml', SAMPLES)));
  expect(k.adressering).toEqual({
    afzender: { gemeentecode: '0363', organisatie: '0363', applicatie: 'Wmo-applicatie' },
    ontvanger: { agb: '42420001', organisatie: '42420001', applicatie: 'GGk' },
    soort: 'geadresseerd',
  });
  expect(k.herhaalsleutel).toEqual(['0363', 'Wmo-applicatie', '', '3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01']);
});

describe('which ZDS operation a zakLk01 is', () => {
  const variant = (xml: string, soapAction?: string): string | undefined => kop(xml, soapAction === undefined ? {} : { kanaal: 'soap', soapAction }).variant;
  const zkn = 'http://www.egem.nl/StUF/sector/zkn/0310/';
  const status = sample('zaklk01-actualiseerzaakstatus');

  test('the SOAPAction decides', () => {
    expect(variant(status, `${zkn}updateZaak_Lk01`)).toBe('updateZaak');
    expect(variant(sample('zaklk01-updatezaak'), `"${zkn}actualiseerZaakstatus_Lk01"`)).toBe('actualiseerZaakstatus');
  });

  test('else the mutatiesoort and the content', () => {
    expect(variant(sample('zaklk01-creeerzaak'))).toBe('creeerZaak');
    expect(variant(sample('zaklk01-updatezaak'))).toBe('updateZaak');
    expect(variant(status)).toBe('actualiseerZaakstatus');
    // A SOAPAction that names no operation leaves it to the content.
    expect(variant(status, `${zkn}zakLk01`)).toBe('actualiseerZaakstatus');
  });

  test('a status beside a change is an update; beside the same content it is not', () => {
    const nieuw = (s: string): string => status.replace(/(<ZKN:object [^>]*>\s*<ZKN:identificatie>[^<]*<\/ZKN:identificatie>)(\s*<ZKN:heeft )/, `$1${s}$2`);
    const oud = (xml: string, s: string): string => xml.replace(/(<ZKN:identificatie>[^<]*<\/ZKN:identificatie>)/, `$1${s}`);
    const zelfde = '<ZKN:omschrijving>Aanvraag</ZKN:omschrijving>';
    expect(variant(nieuw(zelfde))).toBe('updateZaak');
    expect(variant(oud(nieuw(zelfde), zelfde))).toBe('actualiseerZaakstatus');
    expect(variant(oud(nieuw(zelfde), '<ZKN:omschrijving>Iets anders</ZKN:omschrijving>'))).toBe('updateZaak');
  });

  test('a removal is a change of the case, and other messages have no variant', () => {
    expect(variant(sample('zaklk01-creeerzaak').replace('<StUF:mutatiesoort>T', '<StUF:mutatiesoort>V'))).toBe('updateZaak');
    expect(variant(sample('npslv01-vraag'), `${zkn}creeerZaak_Lk01`)).toBeUndefined();
    expect(variant(sample('edclk01-voegzaakdocumenttoe'), `${zkn}creeerZaak_Lk01`)).toBe('voegZaakdocumentToe');
  });
});
