// Proves what each StUF message type becomes: every case is a message of our own in which all that the tables read is filled in with values that differ,
// and the canonical events that it must give. A row that reads the wrong element, or none, changes a value here.
import { readdirSync } from 'node:fs';
import adapter from '../../../adapters/stuf/index.ts';
import { keur, lees, lezing, verwerk } from './hulp.ts';

const MAP = new URL('gevallen/', import.meta.url);
const gevallen = readdirSync(MAP);

test.each(gevallen)('%s', (naam) => {
  const uit = verwerk(lees(new URL(`${naam}/in.xml`, MAP)));
  expect(uit.meldingen).toEqual([]);
  expect(uit.nietVertaald).toEqual([]);
  expect(uit.events).toEqual(JSON.parse(lees(new URL(`${naam}/canoniek.json`, MAP))));
});

test.each(gevallen)('%s: every text reaches the event or the head', (naam) => {
  const xml = lees(new URL(`${naam}/in.xml`, MAP));
  const uit = verwerk(xml);
  const json = JSON.stringify([uit.events, uit.kop]);
  const teksten = [...xml.matchAll(/>(tekst [0-9]+)</g)].map((m) => m[1]!);
  // `gebruiker` names an account of the sender's system: it stays in the message.
  const gebruikers = [...xml.matchAll(/gebruiker>(tekst [0-9]+)</g)].map((m) => m[1]!);
  expect(teksten.filter((t) => !json.includes(`"${t}"`) && !gebruikers.includes(t))).toEqual([]);
});

test('every table has a case, and both roots of a shared table are valid with it', () => {
  const gedekt = new Set(gevallen.map((naam) => lezing(lees(new URL(`${naam}/in.xml`, MAP))).soort.mapping));
  expect(adapter.spec.berichten.map((b) => b.mapping).filter((m) => m !== null && !gedekt.has(m))).toEqual([]);
});

test.each(['zakLk01', 'edcLk01', 'npsLk01'])('%s: the synchronous twin (Lk02) gives the same but for indicatorOvername', (naam) => {
  const xml = lees(new URL(`${naam}/in.xml`, MAP));
  const twee = xml.replaceAll(naam, naam.replace('01', '02')).replace('>Lk01<', '>Lk02<').replace(/<StUF:indicatorOvername>[IV]<\/StUF:indicatorOvername>/, '');
  expect(keur(lezing(twee))).toEqual([]);
  const zonder = (data: unknown): unknown => JSON.parse(JSON.stringify(data).replace(/,"overname":\{[^}]*\}/g, ''));
  expect(zonder(verwerk(twee).events)).toEqual(zonder(verwerk(xml).events));
});
