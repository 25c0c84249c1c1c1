// The channel for a target. Engines come from outside: what is stored, what is sent, where an answer goes.
import type { Uitgang } from '../outbound/port.ts';
import type { HubAdres } from '../sdk/adapter.ts';
import { type BerichtOpties, maakBerichten } from './bericht.ts';
import { type DoorgeefOpties, maakDoorgever } from './doorgeven.ts';
import type { Doel, Kanaal } from './kanaal.ts';
import { maakStufKanaal } from './stufkanaal.ts';
import { maakWebhookKanaal } from './webhookkanaal.ts';

export interface KanaalOpties extends Omit<BerichtOpties, 'hub'>, DoorgeefOpties {
  /** For StUF; without a breaker of its own. */
  readonly uitgang: Pick<Uitgang, 'call'>;
  readonly hub: HubAdres;
  readonly nu: () => number;
  readonly referentie: () => string;
}

export function maakKanalen(o: KanaalOpties): (doel: Doel) => Kanaal {
  const berichten = maakBerichten(o);
  const stuf = { uitgang: o.uitgang, berichten, hub: o.hub, nu: o.nu, referentie: o.referentie, geefDoor: maakDoorgever(o) };
  return (doel) => (doel.kanaal === 'stuf' ? maakStufKanaal(doel, stuf) : maakWebhookKanaal(doel, { berichten, nu: o.nu }));
}
