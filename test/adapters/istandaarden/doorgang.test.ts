// Proves the whole way through check and translation, with the profile, the table and the canonical schemas together:
// every full message of every type, every own sample and every published example gives the outcome that stands beside it or is known.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { alsControle, doorloop } from '../../../src/intake/controle.ts';
import type { Werkbank } from '../../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../../src/xml/port.ts';

const wortel = path.resolve(import.meta.dirname, '../../..');
const officieel = path.resolve(wortel, '../shared/standards/istandaarden');
let bank: Werkbank;

beforeAll(async () => {
  bank = await maakWerkbank({ adapters: ['istandaarden'] });
});

const loop = (bytes: Buffer): ReturnType<typeof doorloop> => doorloop({ soort: 'geheugen', bytes }, bank, STANDAARD_XML_LIMIETEN);

test('elk bericht van elk type, met alles erin, wordt één geldig event zonder rest', async () => {
  const map = path.join(import.meta.dirname, 'gevallen');
  for (const geval of readdirSync(map)) {
    const uit = await loop(readFileSync(path.join(map, geval, 'in.xml')));
    expect([geval, alsControle(uit).meldingen]).toEqual([geval, []]);
    if (uit.soort !== 'geslaagd') throw new Error(geval);
    expect(uit.events.map((e) => (e.data.bericht as { nietVertaald: unknown }).nietVertaald)).toEqual([[]]);
  }
});

test('elk eigen voorbeeld heeft de uitkomst die ernaast staat', async () => {
  const map = path.join(wortel, 'samples/istandaarden');
  const namen = readdirSync(map).filter((n) => n.endsWith('.xml'));
  expect(namen.length).toBeGreaterThanOrEqual(17);
  for (const naam of namen) {
    const verwacht = JSON.parse(readFileSync(path.join(map, naam.replace('.xml', '.verwacht.json')), 'utf8')) as { uitkomst: string; code?: string; berichttype: string; events: number };
    // A repeat and a conflict are so only beside the first message: test/intake/herhaling.test.ts and the demo.
    if (verwacht.uitkomst === 'dubbel' || verwacht.code === 'KP_CONFLICT') continue;
    const uit = await loop(readFileSync(path.join(map, naam)));
    expect({ naam, berichttype: uit.herkend.berichttype, uitkomst: uit.soort === 'geslaagd' ? 'aanvaard' : 'geweigerd', code: uit.soort === 'gezakt' ? uit.code : undefined, events: uit.soort === 'geslaagd' ? uit.events.length : 0 }).toEqual({
      naam, berichttype: verwacht.berichttype, uitkomst: verwacht.uitkomst === 'onbestelbaar' ? 'aanvaard' : verwacht.uitkomst, code: verwacht.code, events: verwacht.events,
    });
  }
});

test('de partijen van een event zijn die van de kop, met wat de tabel erbij leest', async () => {
  const uit = await loop(readFileSync(path.join(wortel, 'samples/istandaarden/wmo302-retour.xml')));
  if (uit.soort !== 'geslaagd') throw new Error('geweigerd');
  expect(uit.events[0]?.data.bericht).toMatchObject({
    afzender: { soort: 'aanbieder', agb: '42420001' },
    ontvanger: { soort: 'gemeente', gemeentecode: '0363', naam: 'Amsterdam' },
    standaardversie: '3.2',
    berichttype: 'WMO302',
  });
});

test('een geweigerd bericht noemt alle plaatsen en geen enkele waarde', async () => {
  const uit = await loop(readFileSync(path.join(wortel, 'samples/istandaarden/fout-wmo323-codes.xml')));
  const { meldingen } = alsControle(uit);
  expect(meldingen.map((m) => [m.regel, m.pad.split('/').at(-1), m.code])).toEqual([
    [20, 'DeclaratieNummer', 'KP_SCHEMA_WAARDE'],
    [27, 'TotaalBedrag', 'KP_SCHEMA_WAARDE'],
    [39, 'ProductCategorie', 'KP_SCHEMA_CODE'],
    [46, 'Eenheid', 'KP_SCHEMA_CODE'],
  ]);
  for (const waarde of ['D-2026', '540.00', '999997646']) expect(JSON.stringify(meldingen)).not.toContain(waarde);
});

test('een datum die niet bestaat wordt zo genoemd, op haar regel', async () => {
  const uit = alsControle(await loop(readFileSync(path.join(wortel, 'samples/istandaarden/fout-wmo301-datum-bestaat-niet.xml'))));
  expect(uit.meldingen).toEqual([{ code: 'KP_SCHEMA_WAARDE', regel: 22, pad: '/Bericht/Client/Geboortedatum/Datum', tekst: 'geen bestaande datum' }]);
});

test('een andere wet of release onder de juiste wortelnaam is geen bericht van deze adapter', async () => {
  const xml = readFileSync(path.join(wortel, 'samples/istandaarden/wmo305-start.xml'), 'utf8').replaceAll('/iwmo/3_2/', '/iwmo/3_1/');
  const uit = alsControle(await loop(Buffer.from(xml)));
  expect([uit.uitkomst, uit.berichttype]).toEqual(['niet-gecontroleerd', null]);
});

(existsSync(officieel) ? test : test.skip)('gepubliceerde voorbeelden: 18 geldig, JW315 ongeldig op de datum die niet bestaat (weggelaten zonder ../shared/standards/istandaarden)', async () => {
  const geldig: string[] = [];
  const ongeldig: unknown[] = [];
  for (const release of ['ijw-2.3', 'ijw-3.2', 'iwmo-2.3', 'iwmo-3.2']) {
    for (const naam of readdirSync(path.join(officieel, release, 'berichten')).filter((n) => n.endsWith('.xml'))) {
      const uit = alsControle(await loop(readFileSync(path.join(officieel, release, 'berichten', naam))));
      expect(`${uit.standaard}-${uit.versie} ${uit.berichttype}`).toBe(`${release} ${naam.replace('.xml', '')}`);
      if (uit.uitkomst === 'geldig') geldig.push(naam);
      else ongeldig.push([release, naam, uit.uitkomst, uit.meldingen.map((m) => `${m.pad} ${m.tekst}`)]);
    }
  }
  expect(geldig).toHaveLength(18);
  expect(ongeldig).toEqual([
    ['ijw-3.2', 'JW315.xml', 'ongeldig', [1, 2].map((n) => `/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[${n}]/ToewijzingEinddatum geen bestaande datum`)],
  ]);
});
