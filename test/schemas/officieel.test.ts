// The official sets as their publishers deliver them, installed in one go: every valid official example passes and every invalid one is refused at the
// right place, under our profile alone and with the official set beside it. Differences between the two are listed here by name.
// Needs ../shared/standards beside the repository; without it only the bundling itself is tested.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { alsControle, doorloop } from '../../src/intake/controle.ts';
import type { Controle } from '../../src/intake/port.ts';
import { laadAdapters } from '../../src/intake/register.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { type Geldend, installeer } from '../../src/xml/officieel/installatie.ts';
import { bundel } from '../../src/xml/officieel/bundel.ts';
import { leesSchemaset } from '../../src/xml/officieel/set.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { WORTEL } from '../hulp/kind.ts';

const STANDAARDEN = path.resolve(WORTEL, '../shared/standards');
const metStandaarden = existsSync(STANDAARDEN) ? describe : describe.skip;

let map: string;
beforeAll(() => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-set-'));
});
afterAll(() => rmSync(map, { recursive: true, force: true }));

/** Examples that are no message of a supported standard, or not valid by their own publisher's fault: the fact sheet names them. */
const BIJZONDER: Readonly<Record<string, Controle['uitkomst']>> = {
  // Placeholders in the header (stuf-en-istandaarden §9).
  'StufBgResponse.xml': 'ongeldig', 'StufBgResponseOnvolledigeDatum.xml': 'ongeldig', 'stuf_bg_children.xml': 'ongeldig', 'StufBgNoAnswerResponse.xml': 'ongeldig',
  // A gateway's fault, a project file, an envelope round a sentence: nothing to check against.
  'StufBgErrorResponse.xml': 'niet-gecontroleerd', 'GGK-soapui-project.xml': 'niet-gecontroleerd', 'soap-envelope-du01.xml': 'niet-gecontroleerd',
  'KadasterDossierGSD_ObjectInfoKadastraleAanduiding_0881_2839.xml': 'niet-gecontroleerd',
  // 31 June.
  'JW315.xml': 'ongeldig',
};

function voorbeelden(): string[] {
  const uit: string[] = [];
  const loop = (m: string): void => {
    for (const d of readdirSync(m, { withFileTypes: true })) {
      const p = path.join(m, d.name);
      if (d.isDirectory()) loop(p);
      else if (/\.(xml|asc)$/.test(d.name) && /[/\\](voorbeelden|berichten)[/\\]/.test(p) && !p.includes('xsd')) uit.push(p);
    }
  };
  loop(STANDAARDEN);
  return uit.sort();
}

const verwacht = (p: string): Controle['uitkomst'] => BIJZONDER[path.basename(p)] ?? (/invalid|[/\\]ongeldig[/\\]/.test(p) ? 'ongeldig' : 'geldig');

metStandaarden('official sets and examples', () => {
  let geldend: readonly Geldend[];
  let eigen: Werkbank;
  let samen: Werkbank;
  const uitkomsten = new Map<string, { eigen: Controle; samen: Controle }>();

  beforeAll(async () => {
    const uit = installeer({ map: STANDAARDEN, dataMap: map, adapters: await laadAdapters(), schemas: maakLibxml2Validator(), nu: '2026-01-01T00:00:00Z' });
    geldend = uit.geldend;
    // Nobody published or derived a WMO316 of 3.2 (fact sheet §11).
    expect(uit.zonder.map((z) => z.berichttype)).toEqual(['WMO316']);
    eigen = await maakWerkbank();
    samen = await maakWerkbank({ dataMap: map });
    for (const p of voorbeelden()) {
      const inhoud = { soort: 'geheugen' as const, bytes: readFileSync(p) };
      uitkomsten.set(p, { eigen: alsControle(await doorloop(inhoud, eigen, STANDAARD_XML_LIMIETEN)), samen: alsControle(await doorloop(inhoud, samen, STANDAARD_XML_LIMIETEN)) });
    }
  }, 240_000);

  it('takes every set for every XML message type, patch 20 for zkn/0310', () => {
    const soorten = eigen.register.adapters.flatMap((a) => a.spec.berichten).filter((b) => b.wortel);
    expect(geldend.length).toBeGreaterThanOrEqual(soorten.length - 1);
    expect(geldend.find((g) => g.berichttype === 'zakLk01')?.bron).toContain('zkn0310-bg0310-patch20');
  });

  it('gives every example the outcome that it should have, by our profile alone and with the official set', () => {
    const mis = [...uitkomsten].flatMap(([p, u]) => [u.eigen.uitkomst === verwacht(p) ? [] : [`${p}: ${u.eigen.uitkomst}`], u.samen.uitkomst === verwacht(p) ? [] : [`${p} met officiële set: ${u.samen.uitkomst}`]].flat());
    expect(mis).toEqual([]);
    expect(uitkomsten.size).toBeGreaterThan(100);
  });

  it('finds the same places under both', () => {
    const paden = (c: Controle): string[] => [...new Set(c.meldingen.map((m) => `${m.regel} ${m.pad}`))].sort();
    const mis = [...uitkomsten].filter(([, u]) => JSON.stringify(paden(u.eigen)) !== JSON.stringify(paden(u.samen))).map(([p]) => p);
    expect(mis).toEqual([]);
  });

  it('finds the place that the makers of the defects wrote down', () => {
    const mis: string[] = [];
    const regels = (naam: string): string[][] => readFileSync(path.join(STANDAARDEN, naam), 'utf8').trim().split('\n').slice(1).map((r) => r.split('\t'));
    for (const [bestand, , pad] of regels('jzxml/voorbeelden/defects.tsv')) {
      const u = uitkomsten.get(path.join(STANDAARDEN, 'jzxml/voorbeelden', bestand!))!;
      const kaal = pad!.replace(/[A-Za-z]+:/g, '');
      if (!u.eigen.meldingen.some((m) => m.pad === kaal && m.standaardcode === 'StUF055')) mis.push(`${bestand}: ${JSON.stringify(u.eigen.meldingen)}`);
    }
    for (const [bestand, regel, veld, , code] of regels('aw319/voorbeelden/defects.tsv')) {
      const u = uitkomsten.get(path.join(STANDAARDEN, 'aw319/voorbeelden', bestand!))!;
      if (!u.eigen.meldingen.some((m) => m.regel === Number(regel) && m.pad === `record[${regel}]/${veld}` && (code === '' || code === undefined || m.standaardcode === code))) mis.push(`${bestand}: ${JSON.stringify(u.eigen.meldingen)}`);
    }
    expect(mis).toEqual([]);
  });
});

describe('bundling', () => {
  it('joins files of one namespace over several folders, backslashes, repeated imports, a foreign disk and examples in comments', () => {
    const bron = path.join(map, 'bron');
    mkdirSync(path.join(bron, 'a'), { recursive: true });
    mkdirSync(path.join(bron, 'b'), { recursive: true });
    const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
    writeFileSync(path.join(bron, 'a', 'bericht.xsd'), `<?xml version="1.0"?><xs:schema ${xs} xmlns:u="urn:u" targetNamespace="urn:t" version="7">
      <!-- <xs:import namespace="urn:weg" schemaLocation="weg.xsd"/> -->
      <xs:import namespace="urn:u" schemaLocation="..\\b\\een.xsd"/><xs:import namespace="urn:u" schemaLocation="C:\\Data\\twee.xsd"><xs:annotation/></xs:import>
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
      <xs:element name="x"><xs:complexType><xs:sequence><xs:element ref="u:een"/><xs:element ref="u:twee"/></xs:sequence><xs:attribute ref="xml:lang"/></xs:complexType></xs:element></xs:schema>`);
    writeFileSync(path.join(bron, 'b', 'een.xsd'), `<xs:schema ${xs} targetNamespace="urn:u"><xs:annotation><xs:documentation><![CDATA[<xs:import namespace="urn:nep"/>]]></xs:documentation></xs:annotation><xs:element name="een" type="xs:date"/></xs:schema>`);
    writeFileSync(path.join(bron, 'b', 'twee.xsd'), `<xs:schema ${xs} xmlns="urn:u" targetNamespace="urn:u"><xs:include schemaLocation="een.xsd"/><xs:element name="twee"/></xs:schema>`);
    const b = bundel(leesSchemaset(bron), 'a/bericht.xsd');
    expect([b.versie, b.aantal]).toEqual(['7', 3]);
    const doel = path.join(map, 'doel');
    mkdirSync(doel);
    for (const [naam, tekst] of b.bestanden) writeFileSync(path.join(doel, naam), tekst);
    expect(() => maakLibxml2Validator().laad({ map: new URL(`file://${doel}/`), pad: b.ingang })).not.toThrow();
  });

  it('says so when a folder holds no schema', () => {
    const leeg = path.join(map, 'leeg');
    mkdirSync(leeg);
    expect(() => leesSchemaset(leeg)).toThrow(/geen schema/);
  });
});
