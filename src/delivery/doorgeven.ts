// An endpoint's refusal of a delivery, handed to the intake: a message like any other, from that endpoint to who sent the message that it refuses.
// Checked, stored and routed there; once for a pair and a code, however often the endpoint says so.
import type { Intake } from '../intake/port.ts';
import type { Partij, Routing } from '../routing/port.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { StufOpties } from './stufkanaal.ts';
import { aanduidingVan } from './stufkanaal.ts';

export interface DoorgeefOpties {
  /** Asked when something came back, so after the start. */
  readonly intake: () => Pick<Intake, 'receive'>;
  readonly routing: () => Pick<Routing, 'findParty' | 'isHub' | 'heeftMandaat'>;
}

/** Was the message meant for this party: its addressee, who holds the addressee's mandate, or nobody in particular (the hub). */
function bedoeld({ ontvanger }: Adressering, partij: Partij, datum: string, routing: ReturnType<DoorgeefOpties['routing']>): boolean {
  if (!ontvanger || routing.isHub(ontvanger)) return true;
  const aan = routing.findParty(ontvanger, datum);
  return aan !== null && (aan.id === partij.id || (aan.gemeentecode !== undefined && (routing.heeftMandaat?.(partij.id, aan.gemeentecode, datum) ?? false)));
}

export function maakDoorgever({ intake, routing }: DoorgeefOpties): StufOpties['geefDoor'] {
  return async ({ rij, partij, bytes, sleutel }) => {
    const adressering = JSON.parse(rij.bericht.adressering) as Adressering;
    const { afzender } = adressering;
    // Nobody to say it to: the pair stands parked with the code.
    if (!afzender) return;
    // Who only had a copy of it refuses that copy. The sender does not hear who has copies, and not that a message was refused that its addressee may well have.
    if (!bedoeld(adressering, partij, rij.bericht.ontvangenOp.slice(0, 10), routing())) return;
    const uit = await intake().receive({
      kanaal: 'antwoord', inhoud: { soort: 'geheugen', bytes }, beller: { soort: 'partij', oin: partij.oin ?? partij.id, partij: partij.id },
      partijen: { afzender: aanduidingVan(partij), ontvanger: afzender }, sleutel,
    });
    // Refused is stored too, with its findings. Turned away for want of a store has to come again; what our own check stumbles over would do so at every turn.
    if (uit.soort === 'afgewezen' && uit.code !== 'KP_NIET_GECONTROLEERD') throw new Error(`het foutbericht van de ontvanger is niet opgeslagen (${uit.code})`);
  };
}
