// Proves what each message type becomes: every case is a message of our own in which all that the type allows is filled in with values that differ,
// and the canonical events that it must give. A row that reads the wrong element, or none, changes a value here.
import { readdirSync, readFileSync } from 'node:fs';
import adapter from '../../../adapters/suwiml/index.ts';
import { lees, verwerk } from './hulp.ts';

const MAP = new URL('gevallen/', import.meta.url);
const gevallen = readdirSync(MAP);

test.each(gevallen)('%s', (naam) => {
  const uit = verwerk(lees(new URL(`${naam}/in.xml`, MAP)));
  expect(uit.meldingen).toEqual([]);
  expect(uit.nietVertaald).toEqual([]);
  expect(uit.events).toEqual(JSON.parse(readFileSync(new URL(`${naam}/canoniek.json`, MAP), 'utf8')));
});

test('every declared message type has a case', () => {
  const gedekt = new Set(gevallen.map((naam) => verwerk(lees(new URL(`${naam}/in.xml`, MAP))).soort?.mapping));
  expect(adapter.spec.berichten.map((b) => b.mapping).filter((m) => !gedekt.has(m))).toEqual([]);
});

test('an answer without data of the person, but with an error, becomes a refusal for each error', () => {
  const uit = verwerk(lees(new URL('../../../samples/suwiml/svb-fwi-fout.xml', import.meta.url)));
  expect(uit.events.map((e) => e.type)).toEqual(['bericht-afgekeurd']);
  expect(uit.events[0]?.data.fout).toMatchObject({ code: { code: 'SVB-VOORBEELD-1', codelijst: 'FWI' }, bron: 'CN=suwi.svb.example,O=SVB' });
});

test('nothing found is an answer, not an absence', () => {
  const uit = verwerk(lees(new URL('../../../samples/suwiml/uwv-niets-gevonden.xml', import.meta.url)));
  expect(uit.events).toEqual([{ type: 'uitkering-geleverd', data: { bericht: {}, personen: [], gegevensantwoord: { uitkomst: 'niets-gevonden' } } }]);
});
