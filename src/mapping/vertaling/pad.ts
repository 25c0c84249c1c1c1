// Paths in canonical data, as translations write them: relative to the item, `../` from the item around it, `bericht.…` and `/…` from the event. Reads and writes objects; knows no model.

export type Gegeven = Record<string, unknown>;

export const isGegeven = (w: unknown): w is Gegeven => typeof w === 'object' && w !== null && !Array.isArray(w);

export interface Pad {
  readonly tekst: string;
  readonly absoluut: boolean;
  /** How many items up. */
  readonly omhoog: number;
  readonly delen: readonly string[];
  /** `x[]`: one more item. */
  readonly lijst: boolean;
}

/** @throws Error (Dutch) when it is not a path. */
export function leesPad(tekst: string): Pad {
  if (tekst === '.') return { tekst, absoluut: false, omhoog: 0, delen: [], lijst: false };
  const absoluut = tekst.startsWith('/') || tekst.startsWith('bericht.');
  const lijst = tekst.endsWith('[]');
  const omhoog = (/^(\.\.\/)+/.exec(tekst)?.[0].length ?? 0) / 3;
  const delen = tekst.slice(3 * omhoog).replace(/^\//, '').replace(/\[\]$/, '').split('.');
  if (delen.some((d) => !/^[A-Za-z][\w-]*$/.test(d))) throw new Error(`geen geldig pad: ${tekst}`);
  return { tekst, absoluut, omhoog, delen, lijst };
}

/** The object that holds the last part, and that part; null where the way is not there. */
export function zoek(basis: Gegeven, delen: readonly string[]): { readonly houder: Gegeven; readonly sleutel: string } | null {
  let houder: unknown = basis;
  for (const d of delen.slice(0, -1)) {
    if (!isGegeven(houder)) return null;
    houder = houder[d];
  }
  const sleutel = delen.at(-1);
  return isGegeven(houder) && sleutel !== undefined ? { houder, sleutel } : null;
}

/** Makes the way. */
export function maakWeg(basis: Gegeven, delen: readonly string[]): Gegeven {
  let houder = basis;
  for (const d of delen) {
    const er = houder[d];
    if (isGegeven(er)) houder = er;
    else {
      const nieuw: Gegeven = {};
      houder[d] = nieuw;
      houder = nieuw;
    }
  }
  return houder;
}

/** Every leaf: its place with indexes, and without. */
export function* bladeren(w: unknown, plek = '', kaal = ''): Generator<readonly [plek: string, kaal: string]> {
  if (Array.isArray(w)) for (const [i, x] of w.entries()) yield* bladeren(x, `${plek}[${i}]`, kaal);
  else if (isGegeven(w)) for (const [k, x] of Object.entries(w)) yield* bladeren(x, plek === '' ? k : `${plek}.${k}`, kaal === '' ? k : `${kaal}.${k}`);
  else if (w !== undefined) yield [plek, kaal];
}

/** `a.b` is `a.b` and all below it; what is missing at that place too (`a.ontbreekt.b`). */
export function valtOnder(kaal: string, pad: string): boolean {
  if (kaal === pad || kaal.startsWith(`${pad}.`)) return true;
  const i = pad.lastIndexOf('.');
  return kaal === `${pad.slice(0, i + 1)}ontbreekt.${pad.slice(i + 1)}`;
}
