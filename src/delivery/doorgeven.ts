// An endpoint's refusal of a delivery, handed to the intake: a message like any other, from that endpoint to who sent the message that it refuses.
// Checked, stored and routed there; once for a pair and a code, however often the endpoint says so.
import type { Intake } from '../intake/port.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { StufOpties } from './stufkanaal.ts';
import { aanduidingVan } from './stufkanaal.ts';

/** `intake` is asked when something came back, so after the start. */
export function maakDoorgever(intake: () => Pick<Intake, 'receive'>): StufOpties['geefDoor'] {
  return async ({ rij, partij, bytes, sleutel }) => {
    const { afzender } = JSON.parse(rij.bericht.adressering) as Adressering;
    // Nobody to say it to: the pair stands parked with the code.
    if (!afzender) return;
    const uit = await intake().receive({
      kanaal: 'antwoord', inhoud: { soort: 'geheugen', bytes }, beller: { soort: 'partij', oin: partij.oin ?? partij.id, partij: partij.id },
      partijen: { afzender: aanduidingVan(partij), ontvanger: afzender }, sleutel,
    });
    // Refused is stored too, with its findings. Turned away is not stored: it has to come again.
    if (uit.soort === 'afgewezen') throw new Error(`het foutbericht van de ontvanger is niet opgeslagen (${uit.code})`);
  };
}
