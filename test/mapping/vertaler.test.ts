// Proves what each kind of row does, on tables small enough to see: values, lists, groups, persons, references, conditions, nil, what is left unread.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { leesTabel, TabelFout } from '../../src/mapping/tabel.ts';
import { compileerTabel, type Spoor } from '../../src/mapping/vertaler.ts';
import { STANDAARD_CODECS } from '../../src/sdk/codecs/index.ts';
import { leesXml } from '../../src/xml/lezer.ts';

let map: string;
beforeEach(() => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-tabel-'));
  mkdirSync(path.join(map, 'delen'));
});
afterEach(() => rmSync(map, { recursive: true, force: true }));

const tabel = (rijen: string, rest = ''): void => writeFileSync(path.join(map, 't.yaml'), `naam: proef/t\nversie: "1"\nberichten: [X]\nevents:\n  - type: iets\n    rijen:\n${rijen.replace(/^/gm, '      ')}\n${rest}`);
const vertaal = (xml: string, opties: { variant?: string; standaard?: string; spoor?: (s: Spoor) => void } = {}) => {
  const r = leesXml(Buffer.from(xml));
  if (r.soort !== 'gelezen') throw new Error(r.code);
  const v = compileerTabel(leesTabel(pathToFileURL(`${map}/`), 't.yaml'), STANDAARD_CODECS);
  return v.vertaal({ wortel: r.bron.wortel, standaard: opties.standaard ?? 's', berichttype: 'X', variant: opties.variant, om: { document: (b, mediatype) => ({ sha256: 'x', bytes: b.length, mediatype }) }, ...(opties.spoor ? { spoor: opties.spoor } : {}) });
};
const data = (xml: string, opties = {}) => {
  const u = vertaal(xml, opties);
  expect(u.meldingen).toEqual([]);
  return u.events[0]!.data;
};

describe('rows', () => {
  it('write values, codes, nested objects and lists; empty text is no value', () => {
    tabel('- { bron: A, doel: a }\n- { bron: B, doel: o.b, codec: geheel }\n- { bron: C, doel: c, codelijst: L }\n- { bron: D, doel: "d[]" }\n- { bron: "@e", doel: e }\n- { bron: F, doel: f }');
    expect(data('<X e="9"><A>x</A><B>007</B><C>01</C><D>1</D><D>2</D><F> </F></X>')).toEqual({ bericht: {}, personen: [], a: 'x', o: { b: 7 }, c: { code: '01', codelijst: 'L' }, d: ['1', '2'], e: '9' });
  });

  it('take the code list of the standard', () => {
    tabel('- { bron: C, doel: c, codelijst: { iwmo: WMO020, ijw: JZ020 } }');
    expect(data('<X><C>45</C></X>', { standaard: 'ijw' }).c).toEqual({ code: '45', codelijst: 'JZ020' });
  });

  it('make one item per node, leave out what stays empty, and look from the node in conditions', () => {
    tabel('- elk: P/Q\n  doel: "q[]"\n  als: { niet: { bron: S, is: weg } }\n  rijen:\n    - { bron: N, doel: n }\n    - in: R\n      doel: r\n      rijen:\n        - { bron: T, doel: t }');
    expect(data('<X><P><Q><N>1</N><R><T>5</T></R></Q><Q><N>2</N><S>weg</S></Q><Q><R/></Q></P></X>').q).toEqual([{ n: '1', r: { t: '5' } }]);
  });

  it('bind persons, number those that remain, and refer to them', () => {
    tabel('- elk: C\n  persoon: { naam: client, rollen: [client] }\n  rijen:\n    - { bron: Bsn, doel: "personen[client].bsn", codec: bsn }\n    - elk: R\n      persoon: { naam: relatie, rollen: [ouder] }\n      rijen:\n        - { bron: Naam, doel: "personen[relatie].geslachtsnaam" }\n        - elk: .\n          doel: "personen[client].relaties[]"\n          rijen:\n            - { verwijst: relatie, doel: persoon }\n    - in: Leeg\n      persoon: { naam: leeg, rollen: [melder] }\n      rijen:\n        - { bron: Naam, doel: "personen[leeg].geslachtsnaam" }\n    - elk: T\n      doel: "t[]"\n      rijen:\n        - { bron: N, doel: n }\n        - { verwijst: client, doel: persoon }');
    expect(data('<X><C><Bsn>999900006</Bsn><Leeg/><R><Naam>A</Naam></R><T><N>1</N></T></C></X>')).toEqual({
      bericht: {},
      personen: [{ id: 'p1', rollen: ['client'], bsn: '999900006', relaties: [{ persoon: 'p2' }] }, { id: 'p2', rollen: ['ouder'], geslachtsnaam: 'A' }],
      t: [{ n: '1', persoon: 'p1' }],
    });
  });

  it('keep absent, empty and not allowed to say apart', () => {
    tabel('- in: O\n  doel: o\n  rijen:\n    - { bron: A, doel: a }\n    - { bron: B, doel: b }\n    - { bron: C, doel: c }');
    const nil = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:s="urn:s"';
    expect(data(`<X ${nil}><O><A xsi:nil="true" s:noValue="nietGeautoriseerd"/><B xsi:nil="true"/><C>c</C></O></X>`).o).toEqual({ ontbreekt: { a: 'nietGeautoriseerd', b: 'geenWaarde' }, c: 'c' });
  });

  it('choose by variant, and an event may not arise at all', () => {
    writeFileSync(path.join(map, 't.yaml'), 'naam: proef/t\nversie: "1"\nberichten: [X]\nevents:\n  - type: een\n    als: { variant: a }\n    rijen: [{ bron: A, doel: a }]\n  - type: twee\n    als: { variant: [b, c] }\n    rijen: [{ bron: A, doel: a }]\n  - type: elk\n    elk: B\n    rijen: [{ bron: "../A", doel: a }, { bron: ., doel: b }]\n');
    expect(vertaal('<X><A>1</A><B>2</B><B>3</B></X>', { variant: 'c' }).events.map((e) => [e.type, e.data.a, e.data.b])).toEqual([['twee', '1', undefined], ['elk', '1', '2'], ['elk', '1', '3']]);
  });

  it('take in fragments with parameters', () => {
    writeFileSync(path.join(map, 'delen/naam.yaml'), 'naam: delen/naam\nparameters: [wie]\nrijen:\n  - { bron: N, doel: "personen[${wie}].geslachtsnaam" }\n');
    tabel('- in: K\n  persoon: { naam: kind, rollen: [client] }\n  rijen:\n    - { gebruik: delen/naam, met: { wie: kind } }');
    expect(data('<X><K><N>B</N></K></X>').personen).toEqual([{ id: 'p1', rollen: ['client'], geslachtsnaam: 'B' }]);
  });

  it('list what nobody read by path and number, except what the table leaves out on purpose', () => {
    tabel('- { bron: A, doel: a }\n- { bron: D, doel: d, codec: datum-met-gebruik }', 'bewustNiet:\n  - { pad: T, reden: technisch }\n  - { pad: "**/tijdstip", reden: technisch }\n');
    expect(vertaal('<X><A>1</A><A>2</A><B><C>x</C></B><B><C>y</C><tijdstip>z</tijdstip></B><T><U>u</U></T><D><Datum>2024-01-01</Datum><DatumGebruik>1</DatumGebruik></D></X>')).toMatchObject({
      nietVertaald: [{ pad: 'A', aantal: 1 }, { pad: 'B/C', aantal: 2 }],
      events: [{ data: { d: '2024-01' } }],
    });
  });

  it('make a finding at its place of what a codec cannot read, without the value', () => {
    tabel('- elk: A\n  doel: "a[]"\n  rijen:\n    - { bron: D, doel: d, codec: datum }');
    const u = vertaal('<X><A><D>2024-01-01</D></A>\n<A><D>2023-02-31</D></A></X>');
    expect(u.meldingen).toEqual([{ code: 'KP_VERTALING', regel: 2, pad: '/X/A[2]/D', tekst: 'geen bestaande datum' }]);
  });

  it('leave a trail: which row made which value', () => {
    tabel('- { bron: A, doel: a }');
    const sporen: Spoor[] = [];
    vertaal('<X>\n<A>1</A></X>', { spoor: (s) => sporen.push(s) });
    expect(sporen).toEqual([{ bestand: 't.yaml', regel: 7, bron: 'A', bronregel: 2, doel: 'a', waarde: '1' }]);
  });
});

describe('a table that cannot be used is refused with file and line', () => {
  it.each([
    ['an unknown key', '- { bron: A, doel: a, kodek: bsn }', /t\.yaml:7: onbekende sleutel: kodek/],
    ['two kinds in one row', '- { bron: A, vast: x, doel: a }', /t\.yaml:7: een rij heeft precies één van/],
    ['no target', '- { bron: A }', /t\.yaml:7: `doel` ontbreekt/],
    ['an unknown codec', '- { bron: A, doel: a, codec: bestaatniet }', /t\.yaml:7: onbekende codec: bestaatniet/],
    ['a person that nobody bound', '- { bron: A, doel: "personen[x].bsn" }', /t\.yaml:7: geen omsluitende rij bindt de persoon x/],
    ['elk without a list', '- elk: A\n  doel: a\n  rijen: [{ bron: B, doel: b }]', /t\.yaml:7: het doel van `elk` is een lijst/],
    ['a fragment that is not there', '- { gebruik: delen/weg }', /delen\/weg\.yaml:1: dit bestand bestaat niet/],
  ])('%s', (_naam, rijen, fout) => {
    tabel(rijen);
    expect(() => vertaal('<X/>')).toThrow(TabelFout);
    expect(() => vertaal('<X/>')).toThrow(fout);
  });
});
