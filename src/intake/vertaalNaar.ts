// Canonical events → a message of any standard: of their own family by its table, of another only by a translation that the table of translations declares.
// A pair that nobody declared is refused, and the refusal says which there are. What leaves is checked like everything that `stelOp` makes.
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { familieVan, standaardVan, zelfdeFamilie } from './doelbericht.ts';
import { stelOp, type Opgesteld, type Opstelopties } from './opstellen.ts';
import type { Gevonden } from './register.ts';
import type { Werkbank } from './vertalen.ts';

/**
 * @param events all that one message made, in order (`{type: short name, data}`).
 * @param doel the message to make (`vindDoel(register, 'stuf:zakLk01')`).
 * @returns the bytes, or findings. `KP_GEEN_VERTALING`: no translation is declared for this pair.
 */
export async function stelOpVoor(events: readonly TeSchrijvenEvent[], doel: Gevonden, bank: Werkbank, o: Opstelopties): Promise<Opgesteld> {
  const van = standaardVan(events);
  if (van === null || zelfdeFamilie(van, doel)) return stelOp(events, doel, bank, o);
  const wel = familieVan(bank.register, van);
  const tekst = `van ${van} naar ${doel.soort.standaard} is geen vertaling afgesproken; wel naar: ${wel.join(', ') || 'niets'}`;
  return { soort: 'geweigerd', meldingen: [{ code: 'KP_GEEN_VERTALING', regel: 0, pad: '/', tekst }] };
}
