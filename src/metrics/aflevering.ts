// How delivery stands as numbers, subscription by subscription: what delivery itself says, and how long the first in line has waited. Kept nowhere.
import type { Abonneestand } from '../delivery/port.ts';
import type { Aflevermeting } from './port.ts';

/** @param klok the clock that `ontvangenOp` was written with */
export function aflevermetingVan(stand: () => Promise<readonly Abonneestand[]>, klok: () => Date): () => Promise<readonly Aflevermeting[]> {
  return async () => (await stand()).map((s) => ({ ...s, seconden: s.oudste === null ? 0 : Math.max(0, (klok().getTime() - Date.parse(s.oudste)) / 1000) }));
}

/** Causes as a class, so that their number is bounded whatever a receiver answers: `http-429` and `http-408` are told apart from `http-4xx`. */
export function oorzaakKlasse(oorzaak: string): string {
  return /^http-(?!408$|429$)\d/.test(oorzaak) ? `${oorzaak.slice(0, 6)}xx` : oorzaak;
}
