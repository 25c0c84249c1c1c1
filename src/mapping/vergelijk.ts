// Is it the same? Two translations compared by what they say, two trees by what stands in them: for the check before a message leaves, and for the laws.
// Names places, never values.
import type { BronKnoop } from '../sdk/bron.ts';
import { isObject } from './schrijfstaat.ts';

/** Set anew at every translation. */
const EIGEN = new Set(['id', 'sha256', 'mapping', 'schema', 'nietVertaald']);

/** Persons get the ids that a translation would give them, in their own order. */
function hernoemd(data: Readonly<Record<string, unknown>>): unknown {
  const personen = Array.isArray(data.personen) ? (data.personen as unknown[]) : [];
  const namen = new Map(personen.flatMap((p, i) => (isObject(p) && typeof p.id === 'string' ? [[p.id, `p${i + 1}`] as const] : [])));
  const loop = (w: unknown, sleutel: string, lijst: boolean): unknown => {
    if (Array.isArray(w)) return w.map((x) => loop(x, sleutel, true));
    if (isObject(w)) return Object.fromEntries(Object.entries(w).map(([k, x]) => [k, loop(x, k, false)]));
    return typeof w === 'string' && /persoon|personen|id$/i.test(sleutel) && (lijst || sleutel !== '') ? (namen.get(w) ?? w) : w;
  };
  return loop(data, '', false);
}

/**
 * Paths at which two event data differ, but for what every translation sets anew.
 * @param zonder dotted paths without indexes that do not count.
 */
export function verschillen(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>, zonder: (pad: string) => boolean = () => false): string[] {
  const uit: string[] = [];
  const loop = (x: unknown, y: unknown, pad: string, kaal: string): void => {
    if (zonder(kaal)) return;
    if (Array.isArray(x) && Array.isArray(y)) {
      for (let i = 0; i < Math.max(x.length, y.length); i++) loop(x[i], y[i], `${pad}[${i}]`, kaal);
    } else if (isObject(x) && isObject(y)) {
      for (const k of new Set([...Object.keys(x), ...Object.keys(y)])) {
        if (kaal === 'bericht' && EIGEN.has(k)) continue;
        loop(x[k], y[k], pad === '' ? k : `${pad}.${k}`, kaal === '' ? k : `${kaal}.${k}`);
      }
    } else if (x !== y) uit.push(pad);
  };
  loop(hernoemd(a), hernoemd(b), '', '');
  return uit;
}

/** A tree as lines `path=value`, empty elements left out: two messages that say the same give the same lines. */
export function regelsVan(k: BronKnoop, pad = ''): string[] {
  const hier = `${pad}/${k.naam}`;
  const attributen = Object.entries(k.attributen ?? {}).map(([a, w]) => `${hier}/@${a}=${w.trim()}`).sort();
  const tekst = k.kinderen.length === 0 && k.tekst.trim() !== '' ? [`${hier}=${k.tekst.trim()}`] : [];
  return [...attributen, ...tekst, ...k.kinderen.flatMap((z) => regelsVan(z, hier))];
}
