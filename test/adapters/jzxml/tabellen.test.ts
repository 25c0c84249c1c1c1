// Proves that every table fits its profile and the information model, that every path has a row or a reason (extra elements inside a relation are
// listed with the message instead), and that tables name only code lists that are there.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import adapter from '../../../adapters/jzxml/index.ts';
import { laadEventcatalogus } from '../../../src/canonical/eventschema.ts';
import { controleerTabellen } from '../../../src/mapping/controle.ts';
import { lees, WORTEL } from './hulp.ts';

const controle = controleerTabellen([adapter], laadEventcatalogus());

test('elk van de 13 berichten is gecontroleerd', () => expect(controle).toHaveLength(13));

test.each(controle.map((c) => [c.soort.berichttype, c] as const))('%s', (_naam, c) => {
  expect(c.bevindingen).toEqual([]);
  expect(c.dekking?.gelezen).toBeGreaterThan(10);
  expect(c.dekking?.ongelezen.filter((p) => !/^object\/.+\/extraElementen\/extraElement$/.test(p) && !/\/extraElementen\//.test(p))).toEqual([]);
});

test('elke codelijst van een tabel bestaat', () => {
  const namen = new Set<string>();
  const map = path.join(WORTEL, 'mappings/jzxml');
  for (const f of [...readdirSync(map), ...readdirSync(path.join(map, 'delen')).map((n) => `delen/${n}`)])
    if (f.endsWith('.yaml')) for (const m of lees(map, f).matchAll(/codelijst: (\w+)/g)) namen.add(m[1] ?? '');
  // Tables of the basisregistratie and languages are not part of the product: their codes travel as they are.
  const buiten = new Set(['BRP_Nationaliteit', 'CORV_Taal']);
  expect(namen.size).toBeGreaterThan(20);
  for (const n of namen) if (!buiten.has(n)) expect([n, existsSync(path.join(WORTEL, 'configuratie/codelijsten', `${n}.json`))]).toEqual([n, true]);
});

test('elke code van een CORV-lijst is een waarde van het profiel', () => {
  const waarden = new Set<string>();
  for (const groep of ['gm', 'jr', 'vt', 'vv'])
    for (const f of readdirSync(path.join(WORTEL, 'schemas/jzxml', groep)))
      for (const m of lees(WORTEL, 'schemas/jzxml', groep, f).matchAll(/<xs:enumeration value="([^"]*)"/g)) waarden.add(m[1] ?? '');
  const lijsten = readdirSync(path.join(WORTEL, 'configuratie/codelijsten')).filter((n) => n.startsWith('CORV_'));
  expect(lijsten.length).toBeGreaterThan(20);
  for (const f of lijsten) {
    const { codes } = JSON.parse(lees(WORTEL, 'configuratie/codelijsten', f)) as { codes: Record<string, string> };
    expect([f, Object.keys(codes).filter((c) => !waarden.has(c))]).toEqual([f, []]);
  }
});
