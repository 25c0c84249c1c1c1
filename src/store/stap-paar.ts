// A pair (event, subscription) as the statements of delivery give it. Shapes alone.
import type { Paar, PaarVerwijzing } from './port.ts';

export interface PaarRij extends PaarVerwijzing {
  readonly bericht: string; readonly poging: number; readonly event_id: string; readonly type: string; readonly partij: string;
  readonly beurten: number; readonly oorzaak: string | null; readonly stadium: string | null;
}

export function paarVan(r: PaarRij): Paar {
  return {
    shard: r.shard, nummer: Number(r.nummer), ordinaal: Number(r.ordinaal), abonnement: r.abonnement, bericht: r.bericht, poging: r.poging,
    eventId: r.event_id, type: r.type, partij: r.partij, beurten: r.beurten, oorzaak: r.oorzaak, stadium: r.stadium,
  };
}
