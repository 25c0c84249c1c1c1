// From configuration to what a routing snapshot is made of.
import type { RoutingInvoer } from '../routing/model.ts';
import type { Configuratie } from './types.ts';

/** `basisUrl`: where the hub really listens, when the configuration gives no public address. */
export function routingInvoer(c: Configuratie, basisUrl?: string): RoutingInvoer {
  return {
    versie: c.versie, hub: c.hub, partijen: c.partijen, abonnementen: c.abonnementen, geheim: c.geheimen.sleutel,
    basisUrl: c.http.adres ?? basisUrl ?? `http://${c.http.host}:${c.http.poort}`,
  };
}
