// Proves the rules beyond the schema: how many objects a mutatiesoort has, what a GGK envelope may hold, and that nothing else of a sender's habits is refused.
import adapter from '../../../adapters/stuf/index.ts';
import { MAX_LADING } from '../../../adapters/stuf/controles.ts';
import { lees, lezing, SAMPLES } from './hulp.ts';

const sample = (naam: string): string => lees(new URL(`${naam}.xml`, SAMPLES));
const regels = (xml: string) => adapter.controleer!(lezing(xml));
const soort = (xml: string, m: string): string => xml.replace(/<StUF:mutatiesoort>[TWVCF]</, `<StUF:mutatiesoort>${m}<`);

describe('objects of a kennisgeving (StUF 03.01 §5)', () => {
  const een = sample('stuf/npslk01-toevoeging');
  const twee = sample('stuf/npslk01-wijziging');

  test.each(['T', 'V'])('%s has one', (m) => {
    expect(regels(soort(een, m))).toEqual([]);
    expect(regels(soort(twee, m))).toMatchObject([{ code: 'KP_REGEL', standaardcode: 'StUF055', pad: '/npsLk01/object[2]' }]);
  });

  test.each(['W', 'C', 'F'])('%s has two', (m) => {
    expect(regels(soort(twee, m))).toEqual([]);
    expect(regels(soort(een, m))).toMatchObject([{ code: 'KP_REGEL', standaardcode: 'StUF055', pad: '/npsLk01/object' }]);
  });

  test('also of a case, a document, and inside updateZaakdocument', () => {
    expect(regels(soort(sample('stuf/zaklk01-creeerzaak'), 'W'))).toHaveLength(1);
    expect(regels(soort(sample('stuf/edclk01-voegzaakdocumenttoe'), 'W'))).toHaveLength(1);
    const update = sample('stuf/updatezaakdocument-di02');
    expect(regels(update)).toEqual([]);
    expect(regels(soort(update, 'T'))).toMatchObject([{ pad: '/updateZaakdocument_Di02/edcLk02/object[2]' }]);
    expect(regels(update.replace(/<ZKN:object[\s\S]*<\/ZKN:object>/, ''))).toEqual([]);
  });

  test('questions and answers have no such rule', () => {
    expect(regels(sample('stuf/npsla01-antwoord'))).toEqual([]);
    expect(regels(sample('stuf/zaklv01-geefzaakdetails'))).toEqual([]);
  });
});

describe('an envelope', () => {
  const envelop = sample('ggk/di01-wmo301');

  test('is opened to the bytes inside', () => {
    const open = adapter.payload!(lezing(envelop));
    expect(open).toMatchObject({ pad: '/envelopHeenbericht-ggk_Di01/parameters/bericht/xmlBestand' });
    expect('bytes' in open && open.bytes.toString('utf8')).toMatch(/^<\?xml[\s\S]*900000000301[\s\S]*<\/[\w:]*Bericht>\s*$/);
  });

  test('reads a text file the same way, and base64 in lines', () => {
    const tekst = envelop.replace(/<GGK:xmlBestand>[\s\S]*<\/GGK:xmlBestand>/, '<GGK:tekstBestand bestandsnaam="aw319.asc">QUJD\n  REVG</GGK:tekstBestand>');
    const open = adapter.payload!(lezing(tekst));
    expect('bytes' in open && open.bytes.toString('latin1')).toBe('ABCDEF');
  });

  test('without content is refused', () => {
    const leeg = envelop.replace(/<GGK:xmlBestand>[\s\S]*<\/GGK:xmlBestand>/, '<GGK:xmlBestand/>');
    expect(adapter.payload!(lezing(leeg))).toMatchObject({ meldingen: [{ code: 'KP_LEEG', standaardcode: 'StUF055', pad: '/envelopHeenbericht-ggk_Di01/parameters/bericht/xmlBestand' }] });
  });

  test('of more than 25 MB is refused with the chain\'s code', () => {
    const l = lezing(envelop);
    const knoop = l.bron.wortel.kinderen[1]!.kinderen.at(-1)!.kinderen[0]!;
    knoop.tekst = 'A'.repeat(MAX_LADING);
    expect(adapter.controleer!(l)).toEqual([]);
    knoop.tekst = 'A'.repeat(MAX_LADING + 4);
    expect(adapter.controleer!(l)).toMatchObject([{ code: 'KP_TE_GROOT', standaardcode: 'IB007' }]);
  });
});
