// Proves: the forms of BSN, OIN, AGB, UZOVI, gemeentecode and KvK are judged as their registers describe them, leading zeros included.
import { isAgb, isBsn, isGemeentecode, isKvk, isOin, isUzovi, oinSoort } from '../../src/canonical/identificaties.ts';

describe('bsn', () => {
  test.each(['999900006', '999993653', '999994487', '999990937', '999991954', '999997646', '999999990', '999993975', '999992168'])('test number %s passes the elfproef', (bsn) => {
    expect(isBsn(bsn)).toBe(true);
  });
  test.each(['000000000', '999999999', '999900007', '99990006', '9999000060', '99990000a', ' 99990000', ''])('%p is none', (bsn) => {
    expect(isBsn(bsn)).toBe(false);
  });
  test('changing any one digit of a valid number makes it invalid', () => {
    for (let i = 0; i < 9; i += 1) {
      for (let d = 0; d <= 9; d += 1) {
        const ander = `${'999993653'.slice(0, i)}${d}${'999993653'.slice(i + 1)}`;
        expect(isBsn(ander)).toBe(ander === '999993653');
      }
    }
  });
});

describe('oin', () => {
  test.each([
    ['00000001002220647000', 'RSIN'], ['00000003000000424200', 'KvK'], ['00000004000000003000', 'subOIN'],
    ['00000099000000001000', 'test'], ['0000000700AB12CD0000', 'BRIN'],
  ])('%s has kind %s', (oin, soort) => {
    expect(oinSoort(oin)).toBe(soort);
    expect(isOin(oin)).toBe(true);
  });
  test.each(['00000005000000003000', '0000000400000000300', '000000040000000030000', '00000004-0000000300', ''])('%p is none', (oin) => {
    expect(isOin(oin)).toBe(false);
  });
});

test('agb, uzovi, gemeentecode and kvk: digits in the right number, never all zero', () => {
  expect([isAgb('42420001'), isAgb('00420001'), isAgb('42000000'), isAgb('4242001')]).toEqual([true, false, false, false]);
  expect([isUzovi('5521'), isUzovi('0000'), isUzovi('552')]).toEqual([true, false, false]);
  expect([isGemeentecode('0034'), isGemeentecode('0000'), isGemeentecode('34')]).toEqual([true, false, false]);
  expect([isKvk('09220932'), isKvk('00000000'), isKvk('9220932')]).toEqual([true, false, false]);
});
