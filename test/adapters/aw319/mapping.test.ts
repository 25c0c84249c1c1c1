// Proves: both tables fit the record layouts and the information model, no path of the layouts is left unread without a reason, and a wrong
// path in a table is found.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import aw319 from '../../../adapters/aw319/index.ts';
import { laadEventcatalogus } from '../../../src/canonical/eventschema.ts';
import { controleerTabellen } from '../../../src/mapping/controle.ts';

const catalogus = laadEventcatalogus();

describe('mappingtabellen van AW319 en AW320', () => {
  test.each(controleerTabellen([aw319], catalogus).map((c) => [c.soort.berichttype, c] as const))('%s past op lay-out en model, en leest alles', (_naam, c) => {
    expect(c.bevindingen).toEqual([]);
    expect(c.dekking!.ongelezen).toEqual([]);
    expect(c.dekking!.gelezen / (c.dekking!.gelezen + c.dekking!.bewustNiet)).toBeGreaterThan(0.8);
  });

  test('een rubriek die niet bestaat, wordt gevonden met bestand en regel', () => {
    const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-aw319-tabel-'));
    try {
      cpSync(path.resolve(import.meta.dirname, '../../../mappings/aw319'), map, { recursive: true });
      const bestand = path.join(map, 'delen/prestatie.yaml');
      writeFileSync(bestand, readFileSync(bestand, 'utf8').replace('bron: "0431"', 'bron: "0499"').replace('doel: functie,', 'doel: funktie,'));
      const spec = { ...aw319.spec, mappings: pathToFileURL(`${map}/`) };
      const teksten = controleerTabellen([{ ...aw319, spec }], catalogus).flatMap((c) => c.bevindingen.map((b) => `${b.bestand}:${b.regel} ${b.tekst}`));
      expect(teksten.find((t) => t.includes('0499'))).toMatch(/^delen\/prestatie\.yaml:11 /);
      expect(teksten.find((t) => t.includes('funktie'))).toMatch(/^delen\/prestatie\.yaml:\d+ /);
    } finally {
      rmSync(map, { recursive: true, force: true });
    }
  });
});
