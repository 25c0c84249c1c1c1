// The codecs that every mapping table may name.
import type { Codec, TekstCodec } from '../codec.ts';
import { bedragCenten, bedragDc, bedragEuro, bedragSuwi, geheel } from './bedrag.ts';
import { datum, datumEi, datumMetGebruik, datumStuf, datumSuwi, tijd, tijdstipIso, tijdstipStuf } from './datum.ts';
import { bsn, document, geslacht, jaNee, postcode, tekst, tekstSchoon } from './tekst.ts';

export const STANDAARD_CODECS: readonly Codec[] = [
  tekst, tekstSchoon, bsn, postcode, geslacht, jaNee, document,
  datum, datumMetGebruik, datumStuf, datumSuwi, datumEi, tijdstipStuf, tijdstipIso, tijd,
  geheel, bedragCenten, bedragDc, bedragSuwi, bedragEuro,
];

/** One of them that reads one text, for a codec that builds on it. @throws Error for a name that is none */
export function standaardCodec(naam: string): TekstCodec {
  const c = STANDAARD_CODECS.find((x) => x.naam === naam);
  if (c?.soort !== 'tekst') throw new Error(`de SDK kent de codec ${naam} niet`);
  return c;
}
