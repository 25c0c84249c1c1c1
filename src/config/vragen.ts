// Who may ask what (`bevoegdheden/*.yaml`), which message asks which party (`bronnen/*.yaml`), and what a party answers (`diensten` on it).
// Deny by default: a line that names what does not exist refuses the configuration. What only adapters know is checked where they are at hand.
import type { Informatiemodel } from '../canonical/informatie.ts';
import type { Bevoegdheid, Bron } from '../questions/port.ts';
import type { PartijRegel } from '../routing/model.ts';
import { eventPatroon } from '../routing/index-abonnementen.ts';
import { toetsUrl } from './abonnementen.ts';
import type { Bevinding } from './bevinding.ts';
import type { Bronbestand } from './bronbestanden.ts';
import { leesRegels, type MetPlaats } from './partijen.ts';
import { dichtstbij } from './schematoets.ts';

/** What loaded adapters know, as far as a configuration is checked with it. */
export interface Adapterkennis {
  readonly endpoints: readonly string[];
  /** Message types that must be answered. */
  readonly metAntwoord?: readonly string[];
  /** Why a subscription's `standaard:berichttype[:versie]` cannot be delivered over a channel (Dutch); null when it can. */
  formaat?(formaat: string, kanaal: 'webhook' | 'stuf'): string | null;
  /** What a message asks; a text (Dutch) says why it cannot ask about a person there. */
  vraag(bericht: string, endpoint: string): { readonly events: readonly string[] } | string;
}

export function leesBevoegdheden(map: string, bestanden: readonly Bronbestand[], bevindingen: Bevinding[]): MetPlaats<Bevoegdheid>[] {
  return leesRegels<Omit<Bevoegdheid, 'rollen'> & { rollen?: string[] }>(map, bestanden, 'bevoegdheden', bevindingen).map((ruw) => {
    const b = ruw.waarde;
    if (b.geldigVanaf !== undefined && b.geldigTot !== undefined && b.geldigVanaf >= b.geldigTot) melder(bevindingen)(ruw, 'geldigTot', 'ligt niet na geldigVanaf');
    return { ...ruw, waarde: { ...b, rollen: b.rollen ?? [] } };
  });
}

export function leesBronnen(map: string, bestanden: readonly Bronbestand[], bevindingen: Bevinding[]): MetPlaats<Bron>[] {
  return leesRegels<Bron>(map, bestanden, 'bronnen', bevindingen);
}

const melder = (bevindingen: Bevinding[]) => (r: MetPlaats<unknown>, sleutel: string, tekst: string, ernst: Bevinding['ernst'] = 'fout'): void => {
  bevindingen.push({ ernst, bestand: r.bestand, regel: r.regel(sleutel), pad: `${r.pad}.${sleutel}`, tekst });
};

interface Regels {
  readonly partijen: readonly MetPlaats<PartijRegel>[];
  readonly bevoegdheden: readonly MetPlaats<Bevoegdheid>[];
  readonly bronnen: readonly MetPlaats<Bron>[];
}

/** What these lines say about each other, about parties and about the model; with `kennis` also about the adapters in force. */
export function kruistoetsVragen(r: Regels, om: { readonly model: Informatiemodel; readonly kennis?: Adapterkennis; readonly priveAdressen: boolean }, bevindingen: Bevinding[]): void {
  const meld = melder(bevindingen);
  const partijen = new Map(r.partijen.map((p) => [p.waarde.id, p.waarde]));
  const typen = [...om.model.eventtypen.keys()];
  const onbekend = (id: string): string => {
    const dichtst = /^gemeente-[0-9]*$/.test(id) ? null : dichtstbij(id, [...partijen.keys()]);
    return `partij '${id}' bestaat niet${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`;
  };
  const uniek = (regels: readonly MetPlaats<{ readonly id: string }>[], wat: string): void => {
    const gezien = new Set<string>();
    for (const x of regels) {
      if (gezien.has(x.waarde.id)) meld(x, 'id', `${wat} '${x.waarde.id}' staat er twee keer`);
      gezien.add(x.waarde.id);
    }
  };
  const bestaat = (x: MetPlaats<unknown>, endpoint: string): void => {
    if (!om.kennis || om.kennis.endpoints.includes(endpoint)) return;
    const dichtst = dichtstbij(endpoint, om.kennis.endpoints);
    meld(x, 'endpoint', `'${endpoint}' is geen endpoint van dit knooppunt${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`);
  };

  for (const p of r.partijen) {
    const gezien = new Set<string>();
    for (const d of p.waarde.diensten ?? []) {
      if (gezien.has(d.endpoint)) meld(p, 'diensten', `endpoint '${d.endpoint}' staat er twee keer`);
      gezien.add(d.endpoint);
      if (om.kennis && !om.kennis.endpoints.includes(d.endpoint)) meld(p, 'diensten', `'${d.endpoint}' is geen endpoint van dit knooppunt`);
      toetsUrl(d.url, om.priveAdressen, (tekst) => meld(p, 'diensten', `'${d.endpoint}': ${tekst}`));
    }
    if (gezien.size > 0 && p.waarde.soort !== 'gemeente' && p.waarde.oin === undefined) meld(p, 'diensten', 'een partij met diensten heeft een oin: daarmee wordt zij aangesproken');
  }
  uniek(r.bevoegdheden, 'bevoegdheid');
  for (const b of r.bevoegdheden) {
    if (!partijen.has(b.waarde.partij)) meld(b, 'partij', onbekend(b.waarde.partij));
    for (const patroon of b.waarde.events) {
      if (!typen.some(eventPatroon(patroon))) {
        const dichtst = dichtstbij(patroon, typen);
        meld(b, 'events', `'${patroon}' past op geen eventtype${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`);
      }
    }
  }
  uniek(r.bronnen, 'bron');
  for (const b of r.bronnen) {
    const { onderwerp, partij, endpoint, bericht } = b.waarde;
    const wie = partijen.get(partij);
    if (!wie) meld(b, 'partij', onbekend(partij));
    // A party without any dienst is not connected yet; one that has others is likelier misspelt.
    else if (wie.diensten && !wie.diensten.some((d) => d.endpoint === endpoint)) meld(b, 'endpoint', `partij '${partij}' heeft geen dienst voor '${endpoint}'; deze bron antwoordt dan niet`, 'waarschuwing');
    const type = `${onderwerp}-gevraagd`;
    if (!om.model.eventtypen.has(type)) {
      const onderwerpen = typen.filter((t) => t.endsWith('-gevraagd')).map((t) => t.slice(0, -'-gevraagd'.length));
      meld(b, 'onderwerp', `er is geen vraag naar '${onderwerp}'; wel naar: ${onderwerpen.join(', ')}`);
      continue;
    }
    bestaat(b, endpoint);
    const kan = om.kennis?.endpoints.includes(endpoint) ? om.kennis.vraag(bericht, endpoint) : undefined;
    if (typeof kan === 'string') meld(b, 'bericht', kan);
    else if (kan && !kan.events.includes(type)) meld(b, 'bericht', `${bericht} vraagt niet naar '${onderwerp}' maar naar: ${kan.events.map((e) => e.replace(/-gevraagd$/, '')).join(', ')}`);
  }
}
