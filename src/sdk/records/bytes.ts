// Reading numbers, dates and emptiness straight from bytes, without making text: what every check of a record does most.
// Nothing here throws; "not a number" and "not a date" are return values.

const NUL = 0x30;
const SPATIE = 0x20;

/** The number in `lengte` digits from `van`, or -1 where a byte is no digit. Exact up to 15 digits. */
export function getal(b: Buffer, van: number, lengte: number): number {
  let n = 0;
  for (let i = van, tot = van + lengte; i < tot; i++) {
    const c = b[i]! - NUL;
    if (!(c >= 0 && c <= 9)) return -1;
    n = n * 10 + c;
  }
  return n;
}

/** All bytes equal to `teken`. */
export function vol(b: Buffer, van: number, lengte: number, teken: number): boolean {
  for (let i = van, tot = van + lengte; i < tot; i++) if (b[i] !== teken) return false;
  return true;
}

/** Empty as the type writes it: N zeros, AN spaces. */
export function isLeeg(b: Buffer, van: number, lengte: number, type: 'N' | 'AN'): boolean {
  return vol(b, van, lengte, type === 'N' ? NUL : SPATIE);
}

/** Same bytes in two places. */
export function gelijk(a: Buffer, vanA: number, b: Buffer, vanB: number, lengte: number): boolean {
  for (let i = 0; i < lengte; i++) if (a[vanA + i] !== b[vanB + i]) return false;
  return true;
}

const DAGEN = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The date EEJJMMDD as a number (20260131), or -1 where it is no date of the calendar between 1800 and 2299. */
export function datum(b: Buffer, van: number): number {
  const n = getal(b, van, 8);
  if (n < 18000101 || n > 22991231) return -1;
  const jaar = (n / 10000) | 0;
  const maand = ((n / 100) | 0) % 100;
  const dag = n % 100;
  if (maand < 1 || maand > 12 || dag < 1) return -1;
  const schrikkel = maand === 2 && jaar % 4 === 0 && (jaar % 100 !== 0 || jaar % 400 === 0);
  return dag <= DAGEN[maand]! + (schrikkel ? 1 : 0) ? n : -1;
}

/** Burgerservicenummer: the elfproef over nine digits, not all zero. */
export function elfproef(b: Buffer, van: number): boolean {
  let som = 0;
  for (let i = 0; i < 9; i++) {
    const c = b[van + i]! - NUL;
    if (!(c >= 0 && c <= 9)) return false;
    som += c * (i === 8 ? -1 : 9 - i);
  }
  return som % 11 === 0 && getal(b, van, 9) !== 0;
}
