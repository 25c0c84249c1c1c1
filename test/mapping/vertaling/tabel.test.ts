// Proves that a wrong table of translations is found before it is used, with its file and line: shape, messages, paths of the model, code tables; and that ours are right.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { laadEventcatalogus } from '../../../src/canonical/eventschema.ts';
import { laadAdapters } from '../../../src/intake/register.ts';
import { controleerVertalingen } from '../../../src/mapping/vertaling/toets.ts';
import { laadVertalingen } from '../../../src/mapping/vertaling/vertalingen.ts';

const adapters = await laadAdapters();
const catalogus = laadEventcatalogus();

const GOED = `naam: proef
versie: "1"
een: [aw319:AW319]
ander: [iwmo:WMO323]
heen:
  events:
    - van: declaratie-ingediend
      naar: declaratie-ingediend
      rijen:
        - houd: [bericht.referentie]
        - elk: declaratie.prestaties
          naar: declaratie.prestaties[]
          rijen:
            - { van: eenheid, naar: eenheid, codes: eenheid.wj }
  verlies:
    - { pad: personen.adressen, reden: "geen plaats" }
terug:
  niet: "proef"
`;
const CODES = `naam: eenheid
kolommen: { ei: COD218, wj: WJ756 }
rijen:
  - { ei: "04", wj: "04" }
`;

function map(tabel: string, codes = CODES, extra: Record<string, string> = {}): URL {
  const m = mkdtempSync(path.join(tmpdir(), 'knooppunt-tabel-'));
  mkdirSync(path.join(m, 'codes'));
  for (const [naam, tekst] of Object.entries({ 'proef.yaml': tabel, 'codes/eenheid.yaml': codes, ...extra })) writeFileSync(path.join(m, naam), tekst);
  return pathToFileURL(`${m}/`);
}

const bevindingen = (tabel: string, codes?: string, extra?: Record<string, string>): string[] => controleerVertalingen(map(tabel, codes, extra), adapters, catalogus).map((b) => `${b.bestand}:${b.regel} ${b.tekst}`);

test('onze eigen tabellen kloppen', () => {
  expect(controleerVertalingen(undefined, adapters, catalogus)).toEqual([]);
  expect(laadVertalingen().alle.length).toBeGreaterThan(0);
});

test('de proef zelf klopt', () => {
  expect(bevindingen(GOED)).toEqual([]);
});

test.each([
  ['onbekende sleutel', (t: string) => t.replace('houd:', 'hou:'), 'proef.yaml:10 onbekende sleutel: hou'],
  ['geen versie', (t: string) => t.replace('versie: "1"\n', ''), 'proef.yaml:1 `versie` ontbreekt of is geen tekst'],
  ['een bericht zonder standaard', (t: string) => t.replace('aw319:AW319', 'AW319'), 'proef.yaml:3 `een` noemt berichten als standaard:berichttype'],
  ['een bericht dat er niet is', (t: string) => t.replace('iwmo:WMO323', 'iwmo:WMO999'), 'proef.yaml:1 er is geen bericht iwmo:WMO999'],
  ['een bericht dat dit event niet maakt', (t: string) => t.replace('iwmo:WMO323', 'iwmo:WMO301'), 'proef.yaml:7 iwmo:WMO301 maakt geen event declaratie-ingediend'],
  ['een pad dat het model niet kent', (t: string) => t.replace('bericht.referentie', 'bericht.kenmerk'), 'proef.yaml:10 het informatiemodel kent geen bericht.kenmerk (kenmerk)'],
  ['een lijst zonder haken', (t: string) => t.replace('naar: declaratie.prestaties[]', 'naar: declaratie.prestaties'), 'proef.yaml:11 declaratie.prestaties: dit attribuut is een lijst, schrijf [] erachter'],
  ['een codetabel die er niet is', (t: string) => t.replace('eenheid.wj', 'maat.wj'), 'proef.yaml:14 er is geen codetabel maat'],
  ['een kolom die er niet is', (t: string) => t.replace('eenheid.wj', 'eenheid.xx'), 'proef.yaml:14 codetabel eenheid heeft geen kolom xx'],
  ['een verlies dat het model niet kent', (t: string) => t.replace('pad: personen.adressen', 'pad: personen.huizen'), 'proef.yaml:16 het informatiemodel kent geen personen.huizen (huizen)'],
  ['een verlies zonder reden', (t: string) => t.replace(', reden: "geen plaats"', ''), 'proef.yaml:16 `verlies` vraagt pad en reden'],
  ['een rij zonder doel', (t: string) => t.replace('naar: eenheid, ', ''), 'proef.yaml:14 `naar` ontbreekt'],
  ['een kant zonder reden', (t: string) => t.replace(/terug:[\s\S]*$/, ''), 'proef.yaml:1 `terug` ontbreekt; bestaat die kant niet, dan `niet` met de reden'],
  ['twee soorten in een rij', (t: string) => t.replace('houd: [bericht.referentie]', '{ houd: [bericht.referentie], vast: x, naar: bericht.referentie }'), 'proef.yaml:10 een rij heeft precies één van houd, van, vast, tekst, maal, aantal, verwijst, elk, persoon'],
])('%s', (_naam, maakFout, verwacht) => {
  expect(bevindingen(maakFout(GOED))).toContain(verwacht);
});

test('een codetabel met een code die geen tekst is, of die er twee keer staat', () => {
  expect(bevindingen(GOED, CODES.replace('ei: "04"', 'ei: 4'))).toEqual(['codes/eenheid.yaml:4 ei: een code is tekst, zet hem tussen aanhalingstekens']);
  expect(bevindingen(GOED, `${CODES}  - { ei: "04", wj: "04" }\n`)).toEqual(['codes/eenheid.yaml:5 deze rij staat er twee keer']);
});

test('twee tabellen voor hetzelfde paar', () => {
  expect(bevindingen(GOED, CODES, { 'proef2.yaml': GOED })).toEqual(['proef2.yaml:1 aw319:AW319 → iwmo:WMO323 staat ook in proef.yaml']);
});
