// Proves: a message's way of naming a party leads to that party and to no other; what is ambiguous or contradicts itself leads to nobody;
// mergers follow the successor on the right day.
import { Register } from '../../src/routing/register.ts';
import { DAG, gemeente, HUB, PARTIJEN, partij } from './hulp.ts';

const register = new Register(PARTIJEN, HUB);
const vind = (a: Parameters<Register['find']>[0], datum = DAG): string | null => register.find(a, datum)?.id ?? null;

describe('numbers', () => {
  test('each kind of number finds its party', () => {
    expect(vind({ gemeentecode: '0363' })).toBe('gemeente-0363');
    expect(vind({ oin: '00000004000000005000' })).toBe('rvdk');
    expect(vind({ agb: '42420001' })).toBe('aanbieder');
    expect(vind({ uzovi: '5521' })).toBe('zorgkantoor');
    expect(vind({ kvk: '09220932' })).toBeNull();
  });
  test('numbers that point at two parties find nobody', () => {
    expect(vind({ gemeentecode: '0363', agb: '42420001' })).toBeNull();
    expect(vind({ gemeentecode: '0363', oin: '00000099000000020363' })).toBe('gemeente-0363');
  });
  test('a number is of its own kind alone: a UZOVI number is no gemeentecode', () => {
    expect(vind({ gemeentecode: '5521' })).toBeNull();
    expect(vind({ uzovi: '0363' })).toBeNull();
  });
  test('an unknown number does not fall back to a name that anyone can write', () => {
    expect(vind({ oin: '00000099000000099999', organisatie: 'Politie' })).toBeNull();
  });
});

describe('StUF addresses', () => {
  test('organisatie of four digits is a gemeente, of eight an AGB code', () => {
    expect(vind({ organisatie: '0363', applicatie: 'ZAAKSYS' })).toBe('gemeente-0363');
    expect(vind({ organisatie: '42420001' })).toBe('aanbieder');
    expect(vind({ organisatie: '0484' })).toBeNull();
  });
  test('as CORV writes it: "Gemeente Aalten" with or without the code in administratie, whatever case and spaces', () => {
    expect(vind({ organisatie: 'Gemeente Aalten', applicatie: 'JeugdRegieTest', administratie: '0197' })).toBe('gemeente-0197');
    expect(vind({ organisatie: 'Gemeente Aalten' })).toBe('gemeente-0197');
    expect(vind({ organisatie: ' gemeente   AALTEN ', administratie: '0197' })).toBe('gemeente-0197');
    expect(vind({ organisatie: 'Aalten', administratie: '0197' })).toBe('gemeente-0197');
  });
  test('a name and the code of another municipality contradict each other: nobody', () => {
    expect(vind({ organisatie: 'Gemeente Aalten', administratie: '0141' })).toBeNull();
    expect(vind({ organisatie: '0363', administratie: '0384' })).toBeNull();
    expect(vind({ organisatie: 'Aalten' })).toBeNull();
  });
  test('administratie that is no gemeentecode does not disturb (name of a partnership, "test")', () => {
    expect(vind({ organisatie: '0384', applicatie: 'GGk', administratie: 'Amstelland' })).toBe('gemeente-0384');
  });
  test('the most specific alias wins; two that fit equally well find nobody', () => {
    expect(vind({ organisatie: 'RvdK', applicatie: 'KBPS' })).toBe('rvdk');
    expect(vind({ organisatie: 'RvdK', applicatie: 'KBPS', administratie: 'Zuid' })).toBe('rvdk-zuid');
    expect(vind({ organisatie: 'RvdK', applicatie: 'Anders' })).toBeNull();
    expect(vind({ organisatie: 'Gemeente Bergen' })).toBeNull();
    expect(vind({ organisatie: 'Gemeente Bergen', administratie: '0373' })).toBe('gemeente-0373');
  });
  test('nothing named finds nobody', () => {
    expect(vind({})).toBeNull();
    expect(vind({ organisatie: '' })).toBeNull();
    expect(vind({ naam: 'Politie' })).toBeNull();
  });
});

describe('time', () => {
  test('from geldigTot on the successor stands in its place, the day before not yet', () => {
    expect(vind({ gemeentecode: '0457' }, '2022-03-23')).toBe('gemeente-0457');
    expect(vind({ gemeentecode: '0457' }, '2022-03-24')).toBe('gemeente-0363');
  });
  test('predecessors: from that day on, and over a chain of mergers', () => {
    expect([register.voorgangers('gemeente-0363', '2022-03-23'), register.voorgangers('gemeente-0363', '2022-03-24'), register.voorgangers('gemeente-0457', DAG)]).toEqual([[], ['gemeente-0457'], []]);
    const keten = new Register([
      gemeente('0001', 'A', { geldigTot: '2020-01-01', opvolger: 'gemeente-0002' }), gemeente('0002', 'B', { geldigTot: '2024-01-01', opvolger: 'gemeente-0003' }), gemeente('0003', 'C'),
    ], HUB);
    expect([keten.voorgangers('gemeente-0003', '2024-01-01'), keten.voorgangers('gemeente-0002', '2023-12-31')]).toEqual([['gemeente-0001', 'gemeente-0002'], ['gemeente-0001']]);
  });
  test('without a successor, before its first day, or in a ring of successors: nobody', () => {
    const r = new Register([
      gemeente('0001', 'A', { geldigTot: '2020-01-01' }), gemeente('0002', 'B', { geldigVanaf: '2030-01-01' }),
      gemeente('0003', 'C', { geldigTot: '2020-01-01', opvolger: 'gemeente-0004' }), gemeente('0004', 'D', { geldigTot: '2020-01-01', opvolger: 'gemeente-0003' }),
    ], HUB);
    for (const code of ['0001', '0002', '0003', '0004']) expect(r.find({ gemeentecode: code }, DAG)).toBeNull();
  });
  test('a mandate holds from its first day and not on its last', () => {
    const houders = (datum: string): string[] => register.mandaathouders('0384', datum).map((p) => p.id);
    expect([houders('2019-12-31'), houders('2020-01-01'), houders('2026-12-31'), houders('2027-01-01')]).toEqual([[], ['amstelland'], ['amstelland'], []]);
  });
});

describe('the hub itself', () => {
  test('its address is organisatie + applicatie + administratie, all three', () => {
    expect(register.isHub({ organisatie: 'KNP', applicatie: 'KNOOPPUNT' })).toBe(true);
    expect(register.isHub({ organisatie: 'KNP', applicatie: 'ANDERS' })).toBe(false);
    expect(register.isHub({ organisatie: 'KNP', applicatie: 'KNOOPPUNT', administratie: '0363' })).toBe(false);
    expect(register.isHub({ oin: HUB.oin })).toBe(true);
    expect(register.isHub({ oin: '00000099000000001001', organisatie: 'KNP', applicatie: 'KNOOPPUNT' })).toBe(false);
    const metAdministratie = new Register([partij({ id: 'x', soort: 'overig' })], { ...HUB, administratie: 'A' });
    expect(metAdministratie.isHub({ organisatie: 'KNP', applicatie: 'KNOOPPUNT', administratie: 'A' })).toBe(true);
    expect(metAdministratie.isHub({ organisatie: 'KNP', applicatie: 'KNOOPPUNT' })).toBe(false);
  });
});
