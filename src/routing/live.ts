// Routing that can be replaced while the hub runs: whoever holds it always asks the configuration in force.
// A caller that decides several events of one message pins one version with `vast()`.
import type { Routing } from './port.ts';

export interface LiveRouting extends Routing {
  /** Takes a new snapshot over; decisions after this call are made by it. */
  vervang(nieuw: Routing): void;
}

export function createLiveRouting(eerste: Routing): LiveRouting {
  let nu = eerste;
  return {
    get versie() { return nu.versie; },
    get hubOin() { return nu.hubOin; },
    findParty: (aanduiding, datum) => nu.findParty(aanduiding, datum),
    isHub: (aanduiding) => nu.isHub(aanduiding),
    party: (id) => nu.party(id),
    parties: () => nu.parties(),
    voorgangers: (id, datum) => nu.voorgangers?.(id, datum) ?? [],
    heeftMandaat: (id, gemeentecode, datum) => nu.heeftMandaat?.(id, gemeentecode, datum) ?? false,
    vast: () => nu,
    decide: (event, adressering, metUitleg) => nu.decide(event, adressering, metUitleg),
    vervang(nieuw) { nu = nieuw; },
  };
}
