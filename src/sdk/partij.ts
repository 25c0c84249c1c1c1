// How a message names a party, before the register of parties has looked it up.
// Adapters only report what stands in the message; whether such a party exists is routing's business.

/** Kinds of party (canonical model, Partij.soort). */
export type PartijSoort =
  | 'gemeente' | 'samenwerkingsverband' | 'aanbieder' | 'knooppunt' | 'zorgkantoor'
  | 'justitie' | 'politie' | 'veilig-thuis' | 'overig';

/** A party as a message names it; at least one identifier is present when it is named at all. */
export interface PartijAanduiding {
  readonly oin?: string;
  readonly gemeentecode?: string;
  readonly agb?: string;
  readonly uzovi?: string;
  readonly kvk?: string;
  /** StUF address: organisatie as written (a code, a name), with applicatie and administratie. */
  readonly organisatie?: string;
  readonly applicatie?: string;
  readonly administratie?: string;
  readonly naam?: string;
  /** True when the caller stated the party (`?afzender=`), not the message. */
  readonly opgegeven?: boolean;
}
