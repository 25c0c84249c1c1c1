// The head of a message: who sends it, for whom, and by what a repeat is known.
// Only says what stands in the message; whether such a party exists is the hub's business. Reads trees that the schema has not seen yet, so nothing is taken for granted.
import { type Kop, tekstVan, type XmlLezing } from 'knooppunt/sdk';

/** Key of a repeat: the team and its own number of the message. */
export function leesKop({ bron }: XmlLezing): Kop {
  const { wortel } = bron;
  const nummer = tekstVan(wortel, 'Kop/Nummer');
  const buurtteam = tekstVan(wortel, 'Kop/Buurtteam');
  const gemeente = tekstVan(wortel, 'Kop/Gemeente');
  return {
    ...(nummer === undefined ? {} : { referentie: nummer }),
    adressering: {
      afzender: buurtteam === undefined ? null : { oin: buurtteam },
      ontvanger: gemeente === undefined ? null : { gemeentecode: gemeente },
      soort: 'geadresseerd',
    },
    herhaalsleutel: nummer === undefined || buurtteam === undefined ? null : [buurtteam, nummer],
  };
}
