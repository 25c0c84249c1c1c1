// Chance that can be had again: one seed a scenario, printed, so that a failure can be repeated with KNOOPPUNT_ZAAD.
// The seed holds the choices (which case, which moment, how long); what the machine does between them stays its own.
export interface Toeval {
  readonly zaad: number;
  /** From 0 up to 1. */
  getal(): number;
  /** Whole number from `van` up to and including `tot`. */
  tussen(van: number, tot: number): number;
  /** A stream of its own: who draws from it moves nobody else's. */
  tak(nummer: number): Toeval;
}

/** mulberry32. */
export function maakToeval(zaad: number): Toeval {
  let a = zaad >>> 0;
  const getal = (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    zaad,
    getal,
    tussen: (van, tot) => van + Math.floor(getal() * (tot - van + 1)),
    tak: (nummer) => maakToeval((Math.imul(zaad, 2654435761) ^ Math.imul(nummer + 1, 40503)) >>> 0),
  };
}

/** Chance of a scenario, its seed printed; KNOOPPUNT_ZAAD sets it. */
export function toevalVan(scenario: string): Toeval {
  const gegeven = process.env.KNOOPPUNT_ZAAD;
  const zaad = gegeven === undefined || gegeven === '' ? Math.floor(Math.random() * 0xffffffff) : Number(gegeven);
  if (!Number.isInteger(zaad)) throw new Error('KNOOPPUNT_ZAAD is geen geheel getal');
  process.stderr.write(`${scenario}: zaad ${zaad} (herhalen: KNOOPPUNT_ZAAD=${zaad})\n`);
  return maakToeval(zaad);
}

/** How many kills a scenario gets: 8 in `npm test`, more in `npm run chaos`. */
export const KILLS = Number(process.env.KNOOPPUNT_KILLS ?? 8);
