// What an answer means, and when the next turn is (docs/design/aflevering.md, "Decisions per answer"). Pure: clock and chance are passed in.
// Causes are classes, never a text of the receiver: those could hold anything.

/** What came of a request. `wacht`: ms that the receiver asked for (Retry-After). */
export type Antwoord =
  | { readonly soort: 'status'; readonly status: number; readonly wacht?: number }
  | { readonly soort: 'fout'; readonly oorzaak: 'netwerk' | 'tijd' | 'adres' };

export type Oordeel =
  | { readonly soort: 'klaar'; readonly status: number }
  | { readonly soort: 'opnieuw'; readonly oorzaak: string; readonly wacht: number }
  /** Nothing was sent, and no turn passes: it is another pair's turn first. */
  | { readonly soort: 'wacht' }
  | { readonly soort: 'parkeer'; readonly oorzaak: string };

/** Longest that a receiver's Retry-After is followed, ms. */
const WACHT_HOOGSTENS = 3_600_000;
const PAUZE_BEGIN = 1_000;
const PAUZE_HOOGSTENS = 300_000;

export function oordeel(a: Antwoord): Oordeel {
  if (a.soort === 'fout') return a.oorzaak === 'adres' ? { soort: 'parkeer', oorzaak: 'adres' } : { soort: 'opnieuw', oorzaak: a.oorzaak, wacht: 0 };
  const { status } = a;
  if (status >= 200 && status < 300) return { soort: 'klaar', status };
  if (status === 408 || status === 429 || status >= 500) return { soort: 'opnieuw', oorzaak: `http-${status}`, wacht: Math.min(a.wacht ?? 0, WACHT_HOOGSTENS) };
  return { soort: 'parkeer', oorzaak: `http-${status}` };
}

/** Ms until the next turn after `beurten` turns: exponential, the half of it by chance. `kans` in [0, 1). */
export function pauzeNa(beurten: number, kans: number): number {
  const heel = Math.min(PAUZE_BEGIN * 2 ** Math.max(beurten - 1, 0), PAUZE_HOOGSTENS);
  return Math.round(heel / 2 + (heel / 2) * kans);
}
