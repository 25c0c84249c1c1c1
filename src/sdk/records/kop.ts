// The generic EI head: the first nine positions of a fixed-width message say which standard it is.
// Recognition reads these bytes alone, never a file name and never further than position nine.

/** The head as sent: EI code of three digits, versie and subversie of two. */
export interface EiKop {
  readonly eicode: string;
  readonly versie: string;
  readonly subversie: string;
}

/** Number of bytes that `leesKop` needs. */
export const KOPLENGTE = 9;

/** The EI head at the start of `bytes`, or null where there is none (fewer than nine bytes, not `01` + seven digits). */
export function leesKop(bytes: Uint8Array): EiKop | null {
  if (bytes.length < KOPLENGTE || bytes[0] !== 0x30 || bytes[1] !== 0x31) return null;
  let kop = '';
  for (let i = 2; i < KOPLENGTE; i++) {
    const b = bytes[i]!;
    if (b < 0x30 || b > 0x39) return null;
    kop += String.fromCharCode(b);
  }
  return { eicode: kop.slice(0, 3), versie: kop.slice(3, 5), subversie: kop.slice(5, 7) };
}
