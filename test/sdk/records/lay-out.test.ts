// Proves: a layout that contradicts itself is refused at start, with the place.
import { LayOutFout, leesLayOut, maakPlan } from '../../../src/sdk/records/index.ts';
import { leesAwLayOut } from '../../adapters/aw319/maker.ts';

const kopie = (): Record<string, unknown> & { records: Record<string, { velden: Record<string, unknown>[] }>; regels: Record<string, unknown>[] } => structuredClone(leesAwLayOut('aw319-1.4')) as never;

describe('recordlay-out', () => {
  test.each(['aw319-1.4', 'aw320-1.4'] as const)('%s is sluitend en te gebruiken', (naam) => {
    expect(() => maakPlan(leesAwLayOut(naam))).not.toThrow();
  });

  test('een gat tussen twee rubrieken', () => {
    const l = kopie();
    l.records['02']!.velden[3]!.begin = 25;
    expect(() => leesLayOut(l)).toThrow(new LayOutFout('recordlay-out AW319: 0204 begint op 25, verwacht 24'));
  });

  test('een record dat niet vol is', () => {
    const l = kopie();
    l.records['98']!.velden.pop();
    expect(() => leesLayOut(l)).toThrow(/record 98 is 158 posities/);
  });

  test('een regel over een rubriek die er niet is', () => {
    const l = kopie();
    l.regels.push({ soort: 'uniek', veld: '0499' });
    expect(() => leesLayOut(l)).toThrow(/0499/);
  });

  test('een waarde die niet in de rubriek past', () => {
    const l = kopie();
    l.records['01']!.velden[1]!.waarden = ['18'];
    expect(() => leesLayOut(l)).toThrow(/0102/);
  });
});
