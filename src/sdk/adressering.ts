// How an adapter tells routing whom a message is from and for. Stored with the message as JSON; routing alone decides what it means.
import type { PartijAanduiding } from './partij.ts';

export interface Adressering {
  /** The real sender and addressee: for a retour that repeats the forward message's header the adapter has turned them round. */
  readonly afzender: PartijAanduiding | null;
  readonly ontvanger: PartijAanduiding | null;
  /** `geadresseerd`: candidates are addressee, municipality of the sender, mandate holders. `inhoud`: no addressee, candidates by content. `onbestelbaar`: accepted, but nobody may have it. */
  readonly soort: 'geadresseerd' | 'inhoud' | 'onbestelbaar';
  /** Dutch reason with `onbestelbaar`. */
  readonly reden?: string;
  /** Only parties of these kinds may be candidates (Veilig Thuis messages go to Veilig Thuis regions only). */
  readonly alleenSoorten?: readonly string[];
}
