// Copies of one event as routing makes them now, for delivery. What a message itself brings about parks; a store that is away does not.
import type { Kopie } from '../routing/port.ts';
import { type BerichtEvent, type InboxRij, StoreError } from '../store/port.ts';
import type { Kopieen } from './aflevering.ts';
import { OpmaakFout } from './kanaal.ts';

/**
 * @param delen parts of a large message, from a number on.
 * @param maak routing's copies of an event of a row, by the configuration in force.
 */
export function maakKopieen(delen: (rij: InboxRij, vanafDeel: number) => AsyncIterable<readonly BerichtEvent[]>, maak: (rij: InboxRij, event: BerichtEvent) => readonly Kopie[]): Kopieen {
  return async (rij, ordinaal) => {
    try {
      let event = rij.events.find((e) => e.ordinaal === ordinaal);
      if (!event) for await (const deel of delen(rij, 1)) if ((event = deel.find((e) => e.ordinaal === ordinaal))) break;
      if (!event) throw new OpmaakFout('het event staat niet in het bericht');
      return maak(rij, event);
    } catch (e) {
      throw e instanceof StoreError ? e : new OpmaakFout('de kopie is niet te maken', { cause: e });
    }
  };
}
