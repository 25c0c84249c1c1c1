// Proves: each filter dialect, alone and nested, through lists and absent attributes; and event type patterns.
import { compileerFilter, filterPaden } from '../../src/routing/filter.ts';
import { eventPatroon } from '../../src/routing/index-abonnementen.ts';
import type { Filter } from '../../src/routing/model.ts';

const data = {
  bericht: { standaard: 'iwmo', berichttype: 'WMO301' },
  personen: [{ rollen: ['client'], adressen: [{ postcode: '1110AA' }, { postcode: '1012AB' }] }, { rollen: ['relatie'] }],
  toewijzingen: [{ product: { code: '01A01' }, omvang: { volume: 10 } }, { product: { code: '02B02' } }],
};
const past = (f: Filter | null): boolean => compileerFilter(f)(data);

test.each<[string, Filter | null, boolean]>([
  ['none', null, true],
  ['exact', { exact: { 'bericht.standaard': 'iwmo' } }, true],
  ['exact, other value', { exact: { 'bericht.standaard': 'ijw' } }, false],
  ['exact is not part of', { exact: { 'bericht.standaard': 'iwm' } }, false],
  ['exact, two attributes are both needed', { exact: { 'bericht.standaard': 'iwmo', 'bericht.berichttype': 'WMO302' } }, false],
  ['exact through lists of lists', { exact: { 'personen[].adressen[].postcode': '1012AB' } }, true],
  ['exact without list marks', { exact: { 'personen.adressen.postcode': '1012AB' } }, true],
  ['exact on a list of texts', { exact: { 'personen.rollen': 'client' } }, true],
  ['exact on a number', { exact: { 'toewijzingen.omvang.volume': '10' } }, true],
  ['exact on a group', { exact: { 'toewijzingen.product': '01A01' } }, false],
  ['absent attribute', { exact: { 'zaak.identificatie': 'x' } }, false],
  ['inherited names are no attributes', { prefix: { 'bericht.constructor.name': 'O' } }, false],
  ['prefix', { prefix: { 'toewijzingen.product.code': '02' } }, true],
  ['prefix, none', { prefix: { 'toewijzingen.product.code': '03' } }, false],
  ['suffix', { suffix: { 'bericht.berichttype': '301' } }, true],
  ['suffix, none', { suffix: { 'bericht.berichttype': '302' } }, false],
  ['all', { all: [{ exact: { 'bericht.standaard': 'iwmo' } }, { suffix: { 'bericht.berichttype': '301' } }] }, true],
  ['all, one fails', { all: [{ exact: { 'bericht.standaard': 'iwmo' } }, { suffix: { 'bericht.berichttype': '302' } }] }, false],
  ['any', { any: [{ exact: { 'bericht.standaard': 'x' } }, { suffix: { 'bericht.berichttype': '301' } }] }, true],
  ['any, all fail', { any: [{ exact: { 'bericht.standaard': 'x' } }, { exact: { 'bericht.standaard': 'y' } }] }, false],
  ['not', { not: { exact: { 'bericht.standaard': 'ijw' } } }, true],
  ['not of what fits', { not: { any: [{ exact: { 'bericht.standaard': 'iwmo' } }] } }, false],
  ['not of an absent attribute', { not: { exact: { 'zaak.identificatie': 'x' } } }, true],
])('%s', (_, filter, verwacht) => {
  expect(past(filter)).toBe(verwacht);
});

test('the paths that a filter reads are all named, however deep', () => {
  expect(filterPaden({ all: [{ exact: { a: '1' } }, { not: { any: [{ prefix: { 'b.c': '2' } }, { suffix: { d: '3' } }] } }] })).toEqual(['a', 'b.c', 'd']);
});

test.each([
  ['toewijzing-afgegeven', 'toewijzing-afgegeven', true], ['toewijzing-*', 'toewijzing-afgegeven', true], ['toewijzing-*', 'toewijzing', false],
  ['toewijzing-*', 'verzoek-beoordeeld', false], ['*', 'zaak-aangemaakt', true], ['*-geleverd', 'zaak-geleverd', true], ['*-geleverd', 'zaak-geleverd-x', false], ['zaak*', 'zaakstatus-gezet', true],
])('pattern %s on %s', (patroon, type, verwacht) => {
  expect(eventPatroon(patroon)(type)).toBe(verwacht);
});
