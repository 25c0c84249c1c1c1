// Proves that the kit asks the same of fixed-width adapters: one that stands outside the repository passes, spoiled ones fail at the right check.
import type { Contractuitslag, Punt } from '../../../src/contract/index.ts';
import { maakKapot, recordadapter, toetsMappen, type Wijziging } from './kapot.ts';

const KAPOT: readonly [string, Wijziging, Punt, RegExp][] = [
  ['een uitzondering bij een verkeerd bestand', { 'toets.ts': ["if (uitslag.aantalMeldingen > 0) return", "if (uitslag.aantalMeldingen > 0 && uitslag.meldingen[0]!.regel > 1) throw new Error('kapot');\n  if (uitslag.aantalMeldingen > 0) return"] }, 'plaatsen', /de adapter gooit een fout \(Error in toets\.ts:\d+\)/],
  ['bevindingen zonder plaats', { 'toets.ts': ['return gezakt(uitslag.meldingen,', "return gezakt(uitslag.meldingen.map((m) => ({ ...m, pad: '/' })),"] }, 'plaatsen', /letters in record\[\d+\]\/\d{4}: geen bevinding wijst daarheen/],
  ['een recordindeling met een gat', { 'schemas/aw319-1.4.json': ['"begin": 24, "lengte": 4', '"begin": 24, "lengte": 3'] }, 'vorm', /AW319: recordlay-out AW319: 0205 begint op 28, verwacht 27/],
  ['een veld dat niemand vertaalt', { 'mappings/aw319.yaml': [/ {2}- \{ pad: 02\/0202.*\n/, ''] }, 'dekking', /AW319: 02\/0202: wordt niet vertaald/],
  ['geen sleutel van een herhaling', { 'toets.ts': ['const kop: Kop | null = v.kop ? maakKop(g.soort, v.kop, v.uzovi) : null;', 'const kop: Kop | null = v.kop ? { ...maakKop(g.soort, v.kop, v.uzovi), herhaalsleutel: null } : null;'] }, 'kop', /asynchroon bericht zonder sleutel/],
  ['een tweede gang die niet hetzelfde geeft', { 'events.ts': ['yield* goed(vertaalHeel(kopVan(v), delen[0] ?? [], sluitVan(v), g)).events;', "for (const e of goed(vertaalHeel(kopVan(v), delen[0] ?? [], sluitVan(v), g)).events) yield { ...e, data: { ...e.data, bericht: { ...(e.data.bericht as object), referentie: String(Math.random()) } } };"] }, 'herhaalbaar', /andere events/],
];

const { mappen, weg } = maakKapot([{}, ...KAPOT.map(([, w]) => w)], recordadapter);
let uitslagen: readonly Contractuitslag[] = [];
beforeAll(async () => {
  uitslagen = await toetsMappen(mappen);
}, 240_000);
afterAll(weg);

test('ongewijzigd, in een map buiten het product, houdt een recordadapter zich aan het contract', () => {
  expect(uitslagen[0]?.punten.flatMap((p) => p.bevindingen)).toEqual([]);
  expect(uitslagen[0]).toMatchObject({ adapter: 'eigenrecords', goed: true });
});

test.each(KAPOT.map(([naam, , punt, tekst], i) => [naam, i + 1, punt, tekst] as const))('%s', (_naam, i, punt, tekst) => {
  const uit = uitslagen[i]!;
  expect(uit.goed).toBe(false);
  expect(uit.punten.find((p) => p.punt === punt)?.bevindingen.map((b) => `${b.waar}: ${b.tekst}`) ?? []).toContainEqual(expect.stringMatching(tekst));
});
