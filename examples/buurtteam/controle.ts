// Rules of the standard that a schema cannot say. Called only on a message that its profile accepts; names the place and the cause, never the value.
import { type Melding, padVan, tekstVan, type XmlLezing, zoek } from 'knooppunt/sdk';

/** BT-R1: support does not end before it begins. Dates are ISO 8601, so that text order is time order. */
export function controleer({ bron }: XmlLezing): readonly Melding[] {
  const begin = tekstVan(bron.wortel, 'Ondersteuning/Begin');
  const einde = zoek(bron.wortel, 'Ondersteuning/Einde');
  if (begin === undefined || einde === null || einde.tekst.trim() >= begin) return [];
  return [{ code: 'KP_REGEL', standaardcode: 'BT-R1', regel: einde.regel, pad: padVan(einde, bron.wortel), tekst: 'het einde ligt voor het begin' }];
}
