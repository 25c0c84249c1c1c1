// Proves the meanings that a comparison of files does not show: signs of amounts, dates of known precision, code lists per law, technical refusals, addresses abroad.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { vertaal } from './vertaling.ts';

const wortel = path.resolve(import.meta.dirname, '../../..');
const sample = (naam: string): string => readFileSync(path.join(wortel, 'samples/istandaarden', `${naam}.xml`), 'utf8');
const officieel = path.resolve(wortel, '../shared/standards/istandaarden');

interface Los { readonly [k: string]: Los | undefined }
/** Value at a path of keys and indexes of the only event. */
function uit(xml: string, pad: string): unknown {
  const { events } = vertaal(xml).uitkomst;
  expect(events).toHaveLength(1);
  let x: Los | undefined = events[0]?.data as unknown as Los;
  for (const deel of pad.split('.')) x = x?.[deel];
  return x;
}

test('credit is negatief, het totaal is dat van de afzender', () => {
  const xml = sample('wmo323-declaratie');
  expect(uit(xml, 'declaratie.prestaties.0.bedrag')).toEqual({ centen: 54_000, valuta: 'EUR' });
  expect(uit(xml, 'declaratie.prestaties.1.bedrag')).toEqual({ centen: -4_500, valuta: 'EUR' });
  expect(uit(xml, 'declaratie.prestaties.1.vorigeReferentie')).toBe('AA-0907');
  expect(uit(xml, 'declaratie.totaal')).toEqual({ centen: 61_250, valuta: 'EUR' });
});

test('elke prestatie verwijst naar haar eigen client', () => {
  const xml = sample('wmo323-declaratie');
  expect(uit(xml, 'personen.0.bsn')).toBe('999997646');
  expect(uit(xml, 'personen.1.bsn')).toBe('999999990');
  expect([0, 1, 2].map((i) => uit(xml, `declaratie.prestaties.${i}.persoon`))).toEqual(['p1', 'p1', 'p2']);
});

test('DatumGebruik 1, 2 en 3: de onbekende delen staan er niet', () => {
  const xml = sample('jw307-stop');
  expect(uit(xml, 'personen.0.geboortedatum')).toBe('2013-05');
  expect(uit(xml.replace('DatumGebruik>1<', 'DatumGebruik>2<'), 'personen.0.geboortedatum')).toBe('2013');
  expect(uit(xml.replace('DatumGebruik>1<', 'DatumGebruik>3<'), 'personen.0.geboortedatum')).toBeUndefined();
});

test('de codelijst volgt de wet van het bericht', () => {
  expect(uit(sample('wmo301-toewijzing'), 'toewijzingen.0.product.categorie')).toEqual({ code: '01', codelijst: 'WMO020' });
  expect(uit(sample('jw301-toewijzing-release-2'), 'toewijzingen.0.product.categorie')).toEqual({ code: '51', codelijst: 'JZ020' });
  expect(uit(sample('jw307-stop'), 'leveringen.0.redenBeeindiging')).toEqual({ code: '31', codelijst: 'JZ588' });
});

test('een levering en haar toewijzing hebben hetzelfde nummer, ook als de een het met voorloopnullen schrijft', () => {
  expect(uit(sample('wmo305-start').replace('>884120<', '>000884120<'), 'leveringen.0.toewijzingnummer')).toBe('884120');
});

test('een retour met 0001 zonder inhoud wordt bericht-afgekeurd, met alle codes', () => {
  const xml = sample('wmo302-retour')
    .replace(/<Client>[\s\S]*<\/Client>/, '')
    .replace('<RetourCode>9332</RetourCode>', '<RetourCode>9332</RetourCode><RetourCode>0001</RetourCode>');
  const { events, nietVertaald } = vertaal(xml).uitkomst;
  expect(events.map((e) => e.type)).toEqual(['bericht-afgekeurd']);
  expect(events[0]?.data).toMatchObject({
    fout: { opBericht: 'AMS26110201', code: { code: '0001', codelijst: 'WJ001' } },
    retour: { codes: [{ code: '9332', codelijst: 'WJ001' }, { code: '0001', codelijst: 'WJ001' }] },
  });
  expect(nietVertaald).toEqual([]);
});

test('een buitenlandse postcode wordt een adresregel', () => {
  const xml = sample('wmo301-toewijzing').replace('>1183AS<', '>B-1000<');
  expect(uit(xml, 'personen.0.adressen.1.postcode')).toBeUndefined();
  expect(uit(xml, 'personen.0.adressen.1.buitenland')).toEqual(['B-1000']);
});

test('een verzoek om wijziging zegt per product wat het is', () => {
  const xml = sample('jw317-verzoek-om-wijziging');
  expect([0, 1, 2].map((i) => uit(xml, `verzoekOmToewijzing.producten.${i}.soort`))).toEqual(['ongewijzigd', 'gewijzigd', 'nieuw']);
  expect(uit(xml, 'verzoekOmToewijzing.producten.2.budget')).toEqual({ centen: 120_000, valuta: 'EUR' });
});

test('304: wat is toegekend staat bij de retour, wat is ingediend bij de prestatie', () => {
  const xml = sample('wmo304-retour');
  expect(uit(xml, 'retour.totaalToegekend')).toEqual({ centen: 21_800, valuta: 'EUR' });
  expect(uit(xml, 'retour.regels.0')).toMatchObject({ verwijzing: { onderdeel: 'prestatie', kenmerk: 'RIT-2003', persoon: 'p1' }, toegekend: { centen: 21_800, valuta: 'EUR' } });
  expect(uit(xml, 'declaratie.prestaties.0.bedrag')).toEqual({ centen: 32_700, valuta: 'EUR' });
  expect(uit(xml, 'declaratie.soort')).toBe('factuur');
});

(existsSync(officieel) ? test : test.skip)('elk geldig gepubliceerd voorbeeld wordt volledig vertaald (weggelaten zonder ../shared/standards/istandaarden)', () => {
  const verwacht: Record<string, string> = {
    '301': 'toewijzing-afgegeven', '304': 'declaratie-beoordeeld', '305': 'levering-gestart', '307': 'levering-gestopt', '316': 'verzoek-beoordeeld',
    '317': 'toewijzing-wijziging-verzocht', '319': 'verzoek-beantwoord', '323': 'declaratie-ingediend',
  };
  let aantal = 0;
  for (const release of ['ijw-2.3', 'ijw-3.2', 'iwmo-2.3', 'iwmo-3.2']) {
    const map = path.join(officieel, release, 'berichten');
    for (const naam of readdirSync(map).filter((n) => n.endsWith('.xml'))) {
      // JW315 of 3.2 has 31 June in it: invalid, see profielen.test.ts.
      if (`${release}/${naam}` === 'ijw-3.2/JW315.xml') continue;
      const { soort, uitkomst } = vertaal(readFileSync(path.join(map, naam)));
      expect([naam, soort.versie, uitkomst.events.map((e) => e.type), uitkomst.nietVertaald, uitkomst.meldingen]).toEqual([
        naam, release.slice(-3), [verwacht[naam.replace(/\D/g, '')]], [], [],
      ]);
      aantal++;
    }
  }
  expect(aantal).toBe(18);
});
