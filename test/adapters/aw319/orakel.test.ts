// Proves: on the published examples the verdict and the place of the one defect are right. Where they are absent it says what was left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keur, maakPlan } from '../../../src/sdk/records/index.ts';
import { leesAwLayOut } from './maker.ts';

const STANDAARD = path.resolve(import.meta.dirname, '../../../../shared/standards/aw319');
const VOORBEELDEN = path.join(STANDAARD, 'voorbeelden');
const aanwezig = existsSync(VOORBEELDEN);
const register = [maakPlan(leesAwLayOut('aw319-1.4')), maakPlan(leesAwLayOut('aw320-1.4'))];

if (!aanwezig) {
  test.skip('weggelaten: voorbeelden en lay-outs van AW319 (../shared/standards/aw319 is er niet)', () => {});
} else {
  const bestanden = readdirSync(VOORBEELDEN);
  test.each(bestanden.filter((f) => f.startsWith('valid_')))('%s is geldig', async (f) => {
    const u = await keur(readFileSync(path.join(VOORBEELDEN, f)), register);
    expect([u.layOut?.berichttype, u.meldingen]).toEqual(['AW319', []]);
  });

  const defecten = readFileSync(path.join(VOORBEELDEN, 'defects.tsv'), 'utf8').trim().split('\n').slice(1).map((r) => r.split('\t'));
  test('elk ongeldig voorbeeld staat in de lijst', () => {
    expect(defecten.map((d) => d[0]).sort()).toEqual(bestanden.filter((f) => f.startsWith('invalid_')).sort());
  });
  test.each(defecten.map((d) => [d[0]!, Number(d[1]), d[2]!, d[4] ?? ''] as const))('%s: regel %i, rubriek %s', async (f, regel, rubriek, retourcode) => {
    const u = await keur(readFileSync(path.join(VOORBEELDEN, f)), register);
    expect(u.meldingen.map((m) => [m.regel, m.pad, m.standaardcode ?? ''])).toEqual([[regel, `record[${regel}]/${rubriek}`, retourcode]]);
  });

  test.each([
    ['aw319-1.4', 'aw319-1.4-layout.json'],
    ['aw320-1.4', 'aw320-1.4-reconstructie.json'],
  ] as const)('%s: elke rubriek heeft type, plaats en lengte van het feitenblad', (ons, feiten) => {
    interface Feit { nr: string; type: string; begin: number; lengte: number }
    const beeld = (velden: readonly Feit[]): Record<string, unknown> => Object.fromEntries(velden.map((v) => [v.nr, [v.type, v.begin, v.lengte]]));
    const blad = JSON.parse(readFileSync(path.join(STANDAARD, feiten), 'utf8')) as { records: { velden: Feit[] }[] };
    expect(beeld(Object.values(leesAwLayOut(ons).records).flatMap((r) => r.velden))).toEqual(beeld(blad.records.flatMap((r) => r.velden)));
  });
}
