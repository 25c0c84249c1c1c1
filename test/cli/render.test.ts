// Proves what `knooppunt render` prints and refuses: the message alone on stdout, nothing at all when it may not leave, and which pairs there are.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const WORTEL = path.resolve(import.meta.dirname, '../..');
const MAP = mkdtempSync(path.join(tmpdir(), 'knooppunt-render-'));

const knooppunt = (...args: string[]): { status: number | null; uit: string; fout: string } => {
  const r = spawnSync(path.join(WORTEL, 'bin/knooppunt'), args, { cwd: MAP, encoding: 'utf8' });
  return { status: r.status, uit: r.stdout, fout: r.stderr };
};

function events(sample: string): string {
  const r = knooppunt('translate', path.join(WORTEL, 'samples', sample));
  if (r.status !== 0) throw new Error(r.fout);
  const bestand = path.join(MAP, `${path.basename(sample)}.json`);
  writeFileSync(bestand, r.uit);
  return bestand;
}

test('een toewijzing wordt weer een WMO301, die check goedkeurt en die hetzelfde zegt', () => {
  const bestand = events('istandaarden/wmo301-toewijzing.xml');
  const r = knooppunt('render', bestand, '--as', 'iwmo:WMO301');
  expect([r.status, r.fout]).toEqual([0, '']);
  const xml = path.join(MAP, 'terug.xml');
  writeFileSync(xml, r.uit);
  expect(knooppunt('check', xml).status).toBe(0);
  const data = (json: string): unknown[] => (JSON.parse(json) as { data: { bericht: Record<string, unknown> } }[]).map(({ data }) => ({ ...data, bericht: { ...data.bericht, id: 0, sha256: 0 } }));
  expect(data(knooppunt('translate', xml).uit)).toEqual(data(readFileSync(bestand, 'utf8')));
}, 120_000);

test('een declaratie wordt weer hetzelfde bestand', () => {
  const r = spawnSync(path.join(WORTEL, 'bin/knooppunt'), ['render', events('aw319/wijkverpleging.asc'), '--as', 'aw319:AW319'], { cwd: MAP });
  expect(r.status).toBe(0);
  expect(r.stdout.equals(readFileSync(path.join(WORTEL, 'samples/aw319/wijkverpleging.asc')))).toBe(true);
}, 120_000);

describe('wat niet mag vertrekken', () => {
  const bestand = events('istandaarden/wmo301-toewijzing.xml');
  const anders = (doe: (data: { personen: Record<string, unknown>[] }) => void): string => {
    const json = JSON.parse(readFileSync(bestand, 'utf8')) as { data: { personen: Record<string, unknown>[] } }[];
    doe(json[0]!.data);
    const f = path.join(MAP, 'anders.json');
    writeFileSync(f, JSON.stringify(json));
    return f;
  };

  test('een waarde die het schema niet toestaat: bevindingen met plaats, niets op stdout, de waarde niet', () => {
    const r = knooppunt('render', anders((d) => { d.personen[0]!.geslacht = 'X'; }), '--as', 'iwmo:WMO301');
    expect([r.status, r.uit]).toEqual([1, '']);
    expect(r.fout).toMatch(/KP_/);
  }, 120_000);

  test('een gegeven waar het bericht geen plaats voor heeft: alleen met --met-verlies', () => {
    const f = anders((d) => { d.personen[0]!.rekeningnummer = 'NL00TEST0000000000'; });
    const r = knooppunt('render', f, '--as', 'iwmo:WMO301');
    expect([r.status, r.uit]).toEqual([1, '']);
    expect(r.fout).toContain('/personen[0].rekeningnummer');
    expect(r.fout).not.toContain('NL00TEST');
    const toch = knooppunt('render', f, '--as', 'iwmo:WMO301', '--met-verlies');
    expect(toch.status).toBe(0);
    expect(toch.fout).toContain('niet doorgegeven: /personen[0].rekeningnummer');
  }, 120_000);

  test('een ander bericht, een onbekend bericht en een andere standaard: zegt welke er wel zijn', () => {
    expect(knooppunt('render', bestand, '--as', 'iwmo:WMO305')).toMatchObject({ status: 1, uit: '' });
    const onbekend = knooppunt('render', bestand, '--as', 'iwmo:WMO999');
    expect(onbekend.status).toBe(2);
    expect(onbekend.fout).toContain('iwmo:WMO301:3.2');
    const buiten = knooppunt('render', bestand, '--as', 'suwiml:AanvraagPersoonResponse');
    expect(buiten.status).toBe(2);
    expect(buiten.fout).toMatch(/van iwmo:WMO301 naar suwiml:AanvraagPersoonResponse is geen vertaling afgesproken; wel naar: stuf:zakLk01, .*ijw:JW301/);
  }, 120_000);
});

describe('een andere standaard', () => {
  const toewijzing = events('istandaarden/wmo301-toewijzing.xml');
  const aanvulling = (json: unknown): string => {
    const f = path.join(MAP, 'aanvulling.json');
    writeFileSync(f, JSON.stringify(json));
    return f;
  };
  const partijen = { 'bericht.afzender': { gemeentecode: '0363', applicatie: 'ZAAKSYS' }, 'bericht.ontvanger': { gemeentecode: '0363', applicatie: 'SOCDOM' } };

  test('een toewijzing met twee producten wordt twee zaken: elk op te vragen, geen half', () => {
    const twee = knooppunt('render', toewijzing, '--as', 'stuf:zakLk01', '--aanvulling', aanvulling(partijen));
    expect([twee.status, twee.uit]).toEqual([2, '']);
    expect(twee.fout).toContain('hieruit worden 2 berichten; kies er een met --deel 1 tot en met 2');
    const een = knooppunt('render', toewijzing, '--as', 'stuf:zakLk01', '--aanvulling', aanvulling(partijen), '--deel', '1');
    expect(een.status).toBe(0);
    expect(een.uit).toContain('0363700101');
    expect(een.fout).toMatch(/^vervalt volgens afspraak: \/toewijzingen\.omvang {2}\S/m);
    const xml = path.join(MAP, 'zaak.xml');
    writeFileSync(xml, een.uit);
    expect(knooppunt('check', xml).status).toBe(0);
  }, 120_000);

  test('wat de vertaling vraagt en niemand gaf, wat niemand vroeg, en een kant die niet bestaat', () => {
    const zonder = knooppunt('render', toewijzing, '--as', 'stuf:zakLk01');
    expect([zonder.status, zonder.uit]).toEqual([1, '']);
    expect(zonder.fout).toContain('/bericht.afzender  moet worden meegegeven: ');
    const teveel = knooppunt('render', toewijzing, '--as', 'stuf:zakLk01', '--deel', '1', '--aanvulling', aanvulling({ ...partijen, 'zaak.resultaat': 'x' }));
    expect([teveel.status, teveel.uit]).toEqual([1, '']);
    expect(teveel.fout).toContain('/zaak.resultaat  dit gegeven is bij deze vertaling niet mee te geven');
    const terug = knooppunt('render', events('stuf/zaklk01-creeerzaak.xml'), '--as', 'iwmo:WMO301');
    expect(terug.status).toBe(2);
    expect(terug.fout).toContain('bestaat geen vertaling: een zaak zegt niet welk product');
  }, 120_000);
});
