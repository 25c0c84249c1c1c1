// Proves what the adapter reads from stuurgegevens: addresses as written, the key of a repeat, and which kinds of party may be addressed.
import { leesKop } from '../../../adapters/jzxml/kop.ts';
import { Register } from '../../../src/routing/register.ts';
import { geval, lees, lezing, SAMPLES } from './hulp.ts';

const sample = (naam: string): string => lees(SAMPLES, `${naam}.xml`);

test('zender en ontvanger zoals geschreven: organisatie, applicatie, administratie', () => {
  const kop = leesKop(lezing(sample('vto-onderzoek-gevraagd')));
  expect(kop.adressering).toEqual({
    afzender: { organisatie: 'Gemeente Aalten', applicatie: 'ZAAKSYS', administratie: '0197' },
    ontvanger: { organisatie: 'RvdK', applicatie: 'KBPS' },
    soort: 'geadresseerd',
  });
  expect(kop.referentie).toBe('0197-VTO-2026-0042');
  expect(kop.verzondenOp).toBe('2026-11-02T09:30:15+01:00');
});

test('het register vindt een gemeente onder haar naam met de code in administratie, en niet als de code van een andere is', () => {
  const gemeenten = [['0197', 'Aalten'], ['0363', 'Amsterdam']].map(([gemeentecode, naam]) => ({
    id: `gemeente-${gemeentecode}`, soort: 'gemeente' as const, naam: naam ?? '', gemeentecode: gemeentecode ?? '', mandaten: [], aliassen: [], mandaatregels: [],
  }));
  const register = new Register(gemeenten, { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT', naam: 'Knooppunt' });
  const { afzender } = leesKop(lezing(sample('vto-onderzoek-gevraagd'))).adressering;
  expect(register.find(afzender!, '2026-11-24')?.gemeentecode).toBe('0197');
  expect(register.find({ ...afzender!, administratie: '0363' }, '2026-11-24')).toBeNull();
});

test('sleutel van een herhaling: zender en referentienummer', () => {
  const xml = sample('vto-onderzoek-gevraagd');
  const sleutel = leesKop(lezing(xml)).herhaalsleutel;
  expect(sleutel).toEqual(['Gemeente Aalten', 'ZAAKSYS', '0197', '0197-VTO-2026-0042']);
  expect(leesKop(lezing(xml.replace('<StUF:administratie>0197</StUF:administratie>', ''))).herhaalsleutel).toEqual(['Gemeente Aalten', 'ZAAKSYS', '', '0197-VTO-2026-0042']);
  expect(leesKop(lezing(xml.replace('KBPS', 'KBPS2'))).herhaalsleutel).toEqual(sleutel);
});

test('een antwoord noemt het nummer van het verzoek', () => {
  expect(leesKop(lezing(sample('ucob-bekendheid-beantwoord'))).kruisreferentie).toBe('VTA-VCOB-2026-0311');
});

test('een tijdstip dat niet bestaat breekt de kop niet', () => {
  expect(leesKop(lezing(sample('notificatiejr-toezicht').replace('20261109081200', '20261399'))).verzondenOp).toBeUndefined();
});

describe('wie een bericht mag krijgen', () => {
  const soorten = (xml: string): readonly string[] | undefined => leesKop(lezing(xml)).adressering.alleenSoorten;
  const MELDER = ['veilig-thuis', 'politie', 'justitie', 'overig'];

  test.each(['vtMeldingDi01', 'zorgmeldingDi01'])('%s gaat alleen naar Veilig Thuis', (naam) => {
    expect(soorten(geval(naam))).toEqual(['veilig-thuis']);
  });
  test.each(['vtTerugkoppelingDi01', 'zorgmeldingTerugkoppelingDi01'])('%s gaat terug naar wie meldde, nooit naar een gemeente', (naam) => {
    expect(soorten(geval(naam))).toEqual(MELDER);
  });
  test('een generieke melding voor Veilig Thuis is er een, een andere niet', () => {
    expect(soorten(sample('melding-generiek-niet-acute-zorg'))).toBeUndefined();
    expect(soorten(sample('melding-generiek-niet-acute-zorg').replace('>NAZ<', '>VT<'))).toEqual(['veilig-thuis']);
    expect(soorten(sample('melding-generiek-uitkomst').replace('>NAZ<', '>VT<'))).toEqual(MELDER);
  });
  test.each(['vtoDi01', 'notificatieDi01', 'notificatiejrDi01', 'vcobDi01', 'ucobDi01', 'vciDi01', 'uciDi01'])('%s kent geen beperking', (naam) => {
    expect(soorten(geval(naam))).toBeUndefined();
  });
});
