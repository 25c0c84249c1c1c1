// Proves that our profiles of iWmo and iJw give the same verdict at the same place as the published schemas,
// on every published example, on our own samples, and on mutations of both. Without the published set only our samples are checked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

const wortel = path.resolve(import.meta.dirname, '../../..');
const profielen = path.join(wortel, 'schemas/istandaarden');
const samples = path.join(wortel, 'samples/istandaarden');
const officieel = path.resolve(wortel, '../shared/standards/istandaarden');
const compleet = existsSync(officieel);

xmlRegisterFsInputProviders();

const validators = new Map<string, XsdValidator>();
function validator(bestand: string): XsdValidator {
  let v = validators.get(bestand);
  if (!v) {
    const doc = XmlDocument.fromBuffer(readFileSync(bestand), { url: bestand });
    v = XsdValidator.fromDoc(doc);
    doc.dispose();
    validators.set(bestand, v);
  }
  return v;
}

/** Sorted distinct places (line and XPath) of the findings; empty = valid. */
function plaatsen(v: XsdValidator, doc: XmlDocument): string[] {
  try {
    v.validate(doc);
    return [];
  } catch (fout) {
    if (!(fout instanceof XmlLibError)) throw fout;
    return [...new Set(fout.details.map((d) => `${d.line} ${d.xpath ?? ''}`))].sort();
  }
}

/** Folder of the release and name of the message, from the namespace of the root. */
function soort(xml: string): { release: string; bericht: string } {
  const m = /http:\/\/www\.istandaarden\.nl\/(iwmo|ijw)\/(\d)_(\d)\/((?:wmo|jw)\d{3})\/schema/.exec(xml);
  if (!m) throw new Error('geen iStandaarden-namespace');
  return { release: `${m[1]}-${m[2]}.${m[3]}`, bericht: m[4] ?? '' };
}

const profielVan = (xml: string): string => path.join(profielen, soort(xml).release, `${soort(xml).bericht}.xsd`);

/** The published schema, or undefined where none is published (derived ones are not normative and are not an oracle). */
function officieelVan(xml: string): string | undefined {
  const { release, bericht } = soort(xml);
  const f = path.join(officieel, release, 'xsd', `${bericht.toUpperCase()}.xsd`);
  return existsSync(f) ? f : undefined;
}

const xmlIn = (map: string): string[] => readdirSync(map).filter((n) => n.endsWith('.xml')).sort().map((n) => path.join(map, n));

const BLAD = /<((?:[\w.-]+:)?([\w.-]+))(?:\s[^<>]*)?>([^<]*)<\/\1>/g;
const WAARDEN = ['', 'x', '0', '99', '2023-02-30', '2023-02-28Z', '12:00:00Z', '9'.repeat(13), ' \n', 'NL', 'B'.repeat(201)];

/** Mutations of one message: leaf removed, doubled, renamed, swapped with its neighbour, and with other values. */
function* mutaties(xml: string): Generator<string> {
  const bladen = [...xml.matchAll(BLAD)];
  for (const [i, b] of bladen.entries()) {
    const voor = xml.slice(0, b.index);
    const na = xml.slice(b.index + b[0].length);
    const naam = b[1] ?? '';
    yield voor + na;
    yield voor + b[0] + b[0] + na;
    yield voor + b[0].replaceAll(naam, `${naam}X`) + na;
    // Four of the values for each leaf in turn: together the leaves meet them all, in a third of the time.
    for (let j = 0; j < 4; j++) {
      const w = WAARDEN[(i * 4 + j) % WAARDEN.length] ?? '';
      yield `${voor}<${naam}>${w}</${naam}>${na}`;
    }
    const volgende = bladen[i + 1];
    if (volgende && xml.slice(b.index + b[0].length, volgende.index).trim() === '')
      yield voor + volgende[0] + b[0] + xml.slice(volgende.index + volgende[0].length);
  }
  for (const m of xml.matchAll(/<((?:[\w.-]+:)?[\w.-]+)>\s*</g)) {
    const einde = xml.indexOf(`</${m[1]}>`, m.index);
    if (einde > 0) yield xml.slice(0, m.index) + xml.slice(einde + (m[1]?.length ?? 0) + 3);
  }
}

/** Compares both schemas on one text; returns the verdict of the profile. Text that is no longer well-formed is skipped. */
function vergelijk(xml: string, profiel: XsdValidator, bron: XsdValidator): string[] | null {
  let doc: XmlDocument;
  try {
    doc = XmlDocument.fromString(xml);
  } catch {
    return null;
  }
  try {
    const eigen = plaatsen(profiel, doc);
    expect(eigen).toEqual(plaatsen(bron, doc));
    return eigen;
  } finally {
    doc.dispose();
  }
}

afterAll(() => {
  for (const v of validators.values()) v.dispose();
});

describe('profielen van iWmo en iJw', () => {
  test('elk profiel is een compleet schema', () => {
    const alle = readdirSync(profielen).filter((n) => !n.includes('.md'));
    expect(alle.sort()).toEqual(['ijw-2.3', 'ijw-3.2', 'iwmo-2.3', 'iwmo-3.2']);
    let aantal = 0;
    for (const r of alle)
      for (const f of readdirSync(path.join(profielen, r)))
        if (f !== 'basis.xsd') {
          validator(path.join(profielen, r, f));
          aantal++;
        }
    expect(aantal).toBe(48);
  });

  test('eigen voorbeelden: goede geldig, foute ongeldig op de bedoelde plaats', () => {
    const fouten: Record<string, string[]> = {
      'fout-jw305-volgorde.xml': ['Geslacht'],
      'fout-wmo301-datum-bestaat-niet.xml': ['Datum'],
      'fout-wmo316-zonder-kop-velden.xml': ['XsdVersieRetour'],
      'fout-wmo323-codes.xml': ['DeclaratieNummer', 'Eenheid', 'ProductCategorie', 'TotaalBedrag'],
    };
    for (const f of xmlIn(samples)) {
      const xml = readFileSync(f, 'utf8');
      const regels = xml.split('\n');
      const doc = XmlDocument.fromString(xml);
      const gevonden = plaatsen(validator(profielVan(xml)), doc).map((p) => {
        const regel = regels[Number(p.split(' ')[0]) - 1] ?? '';
        return /<(?:[\w.-]+:)?([\w.-]+)/.exec(regel)?.[1] ?? '';
      });
      doc.dispose();
      expect([path.basename(f), gevonden.sort()]).toEqual([path.basename(f), fouten[path.basename(f)] ?? []]);
    }
  });

  (compleet ? test : test.skip)('gelijk aan de gepubliceerde schema\'s, ook op veranderde berichten (weggelaten zonder ../shared/standards/istandaarden)', () => {
    const berichten = [
      ...['ijw-2.3', 'ijw-3.2', 'iwmo-2.3', 'iwmo-3.2'].flatMap((r) => xmlIn(path.join(officieel, r, 'berichten'))),
      ...xmlIn(samples),
    ];
    let ongeldig = 0;
    let geldig = 0;
    // The full messages of every type: same verdict, valid. Not mutated here (that takes half a minute more).
    for (const geval of readdirSync(path.join(import.meta.dirname, 'gevallen'))) {
      const xml = readFileSync(path.join(import.meta.dirname, 'gevallen', geval, 'in.xml'), 'utf8');
      const bron = officieelVan(xml);
      if (bron) expect([geval, vergelijk(xml, validator(profielVan(xml)), validator(bron))]).toEqual([geval, []]);
    }
    for (const f of berichten) {
      const xml = readFileSync(f, 'utf8').replace(/^\uFEFF/, '');
      const bron = officieelVan(xml);
      if (!bron) continue;
      const p = validator(profielVan(xml));
      const o = validator(bron);
      vergelijk(xml, p, o);
      for (const m of mutaties(xml)) {
        const v = vergelijk(m, p, o);
        if (v) v.length ? ongeldig++ : geldig++;
      }
    }
    expect(ongeldig).toBeGreaterThan(8_000);
    expect(geldig).toBeGreaterThan(800);
  }, 120_000);
});
