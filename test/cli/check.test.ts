// Proves `knooppunt check`: outcome, shape, exit code (2 beats 1), and that it never prints a value of a message.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { WORTEL } from '../hulp/kind.ts';

const voorbeeld = (naam: string): string => path.join(WORTEL, 'samples', naam);
let map: string;
beforeAll(() => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-check-'));
});
afterAll(() => rmSync(map, { recursive: true, force: true }));

const check = async (...bestanden: string[]) => {
  const r = await knooppunt(['check', '--json', '--data', path.join(map, 'geen'), ...bestanden]);
  return { code: r.code, uit: JSON.parse(r.uit) as { bestand: string; standaard: string | null; berichttype: string | null; versie: string | null; uitkomst: string; meldingen: { code: string; standaardcode?: string; regel: number; pad: string; tekst: string }[] }[], fout: r.fout };
};
const schrijf = (naam: string, inhoud: string | Buffer): string => {
  const p = path.join(map, naam);
  writeFileSync(p, inhoud);
  return p;
};

describe('knooppunt check', () => {
  it('says of each family what it is and that it is valid', async () => {
    const r = await check(voorbeeld('istandaarden/wmo301-toewijzing.xml'), voorbeeld('stuf/zaklk01-creeerzaak.xml'), voorbeeld('jzxml/vto-onderzoek-gevraagd.xml'), voorbeeld('suwiml/svb-persoon-geleverd.xml'), voorbeeld('aw319/wijkverpleging.asc'), voorbeeld('ggk/di01-wmo301.xml'), voorbeeld('stuf/bv01-verwerkt.xml'), voorbeeld('istandaarden/jw307-stop.xml'));
    expect(r.code).toBe(0);
    expect(r.uit.map((u) => [u.standaard, u.berichttype, u.versie, u.uitkomst])).toEqual([
      ['iwmo', 'WMO301', '3.2', 'geldig'], ['stuf', 'zakLk01', '0310', 'geldig'], ['jzxml', 'vtoDi01', 'jz0100', 'geldig'], ['suwiml', 'SVBPersoonsInfoResponse', 'v0200', 'geldig'],
      ['aw319', 'AW319', '1.4', 'geldig'], ['ggk', 'envelopHeenbericht-ggk_Di01', '0210', 'geldig'], ['stuf', 'Bv01Bericht', '0301', 'geldig'], ['ijw', 'JW307', '3.2', 'geldig'],
    ]);
    expect(r.uit.every((u) => u.meldingen.length === 0)).toBe(true);
  });

  it('names place and cause of what is wrong, with the standard\'s own code, and exits 1', async () => {
    const r = await check(voorbeeld('istandaarden/fout-wmo301-datum-bestaat-niet.xml'), voorbeeld('aw319/fout-recordlengte.asc'), voorbeeld('stuf/fout-volgorde.xml'));
    expect(r.code).toBe(1);
    expect(r.uit.map((u) => u.uitkomst)).toEqual(['ongeldig', 'ongeldig', 'ongeldig']);
    expect(r.uit[0]!.meldingen[0]).toMatchObject({ code: 'KP_SCHEMA_WAARDE', tekst: 'geen bestaande datum' });
    expect(r.uit[1]!.meldingen[0]).toMatchObject({ standaardcode: '0804', pad: expect.stringMatching(/^record\[\d+\]\//) });
    expect(r.uit[2]!.meldingen[0]).toMatchObject({ standaardcode: 'StUF055' });
    expect(r.uit.every((u) => u.meldingen.every((m) => m.regel >= 1))).toBe(true);
  });

  it('tells the third outcome apart, and 2 beats 1', async () => {
    const r = await check(
      schrijf('onbekend.xml', '<iets xmlns="urn:onbekend"/>'), schrijf('tekst.txt', 'hallo'), schrijf('leeg.xml', ''), path.join(map, 'bestaat-niet.xml'),
      schrijf('kapot.xml', '<a>\n<b></a>'), schrijf('ei.asc', Buffer.from(`01999010${'4'.padEnd(302)}\r\n`, 'latin1')),
    );
    expect(r.code).toBe(2);
    expect(r.uit.map((u) => [u.uitkomst, u.standaard])).toEqual([
      ['niet-gecontroleerd', null], ['niet-gecontroleerd', null], ['niet-gecontroleerd', null], ['niet-gecontroleerd', null], ['ongeldig', null], ['ongeldig', null],
    ]);
    expect(r.uit[4]!.meldingen[0]).toMatchObject({ code: 'KP_NIET_WELGEVORMD', regel: 2 });
    expect(r.uit[5]!.meldingen[0]).toMatchObject({ pad: 'record[1]/0102' });
  });

  it('prints Dutch for people, without --json', async () => {
    const r = await knooppunt(['check', voorbeeld('istandaarden/fout-jw305-volgorde.xml')]);
    expect(r.code).toBe(1);
    expect(r.uit).toMatch(/ongeldig, JW305 \(ijw 3\.2\)/);
    expect(r.uit).toMatch(/regel \d+ {2}\/Bericht\//);
  });
});
