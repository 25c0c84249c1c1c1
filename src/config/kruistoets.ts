// What the lines of the configuration say about each other: ids and numbers that occur twice, parties that do not exist, municipalities without a code,
// subscriptions that can never be delivered, filters that a level may not use. Finds everything in one pass; changes nothing.
import type { Informatiemodel } from '../canonical/informatie.ts';
import { filterPaden, padDelen } from '../routing/filter.ts';
import { eventPatroon } from '../routing/index-abonnementen.ts';
import type { Abonnement, PartijRegel } from '../routing/model.ts';
import { norm } from '../routing/register.ts';
import type { Bevinding } from './bevinding.ts';
import type { MetPlaats } from './partijen.ts';
import { dichtstbij } from './schematoets.ts';

type Melder = (regel: MetPlaats<unknown>, sleutel: string, tekst: string, ernst?: Bevinding['ernst']) => void;

export function kruistoets(
  partijen: readonly MetPlaats<PartijRegel>[], abonnementen: readonly MetPlaats<Abonnement>[],
  gemeenten: ReadonlyMap<string, PartijRegel>, model: Informatiemodel, bevindingen: Bevinding[],
): void {
  const meld: Melder = (r, sleutel, tekst, ernst = 'fout') => {
    bevindingen.push({ ernst, bestand: r.bestand, regel: r.regel(sleutel), pad: `${r.pad}.${sleutel}`, tekst });
  };
  const opId = new Map<string, PartijRegel>();
  for (const p of partijen) {
    if (opId.has(p.waarde.id)) meld(p, 'id', `partij '${p.waarde.id}' staat er twee keer`);
    else opId.set(p.waarde.id, p.waarde);
  }
  toetsNummersEnAdressen(partijen, meld);
  for (const p of partijen) {
    toetsOpvolger(p, opId, meld);
    p.waarde.mandaatregels.forEach((m) => {
      if (!gemeenten.has(m.gemeentecode) && !opId.has(`gemeente-${m.gemeentecode}`)) meld(p, 'mandaten', `er is geen gemeente met code ${m.gemeentecode}`);
    });
  }
  const typen = [...model.eventtypen.keys()];
  // The same few patterns come back in every subscription.
  const kent = new Map<string, boolean>();
  const bekend = (patroon: string): boolean => {
    const uit = kent.get(patroon) ?? typen.some(eventPatroon(patroon));
    kent.set(patroon, uit);
    return uit;
  };
  const geabonneerd = new Set<string>();
  for (const a of abonnementen) {
    if (geabonneerd.has(a.waarde.id)) meld(a, 'id', `abonnement '${a.waarde.id}' staat er twee keer`);
    geabonneerd.add(a.waarde.id);
    toetsAbonnement(a, opId, model, bekend, meld);
  }
}

function toetsNummersEnAdressen(partijen: readonly MetPlaats<PartijRegel>[], meld: Melder): void {
  const nummers = new Map<string, string>();
  const adressen = new Map<string, string>();
  for (const p of partijen) {
    for (const soort of ['oin', 'gemeentecode', 'agb', 'uzovi', 'kvk'] as const) {
      const nummer = p.waarde[soort];
      if (nummer === undefined) continue;
      const ander = nummers.get(`${soort}:${nummer}`);
      if (ander !== undefined && ander !== p.waarde.id) meld(p, soort, `dit nummer is ook van '${ander}'`);
      nummers.set(`${soort}:${nummer}`, p.waarde.id);
    }
    if (p.bestand === '') continue;
    for (const alias of p.waarde.aliassen) {
      const adres = JSON.stringify([norm(alias.organisatie), norm(alias.applicatie), norm(alias.administratie)]);
      const ander = adressen.get(adres);
      if (ander !== undefined && ander !== p.waarde.id) meld(p, 'aliassen', `dit adres is ook van '${ander}'; dan is nooit duidelijk wie bedoeld is`);
      adressen.set(adres, p.waarde.id);
    }
  }
}

function toetsOpvolger(p: MetPlaats<PartijRegel>, opId: ReadonlyMap<string, PartijRegel>, meld: Melder): void {
  const gezien = new Set<string>([p.waarde.id]);
  let nu: PartijRegel | undefined = p.waarde;
  while (nu?.opvolger !== undefined) {
    const volgende = opId.get(nu.opvolger);
    if (!volgende) {
      if (nu === p.waarde) meld(p, 'opvolger', onbekend('partij', nu.opvolger, opId.keys()));
      return;
    }
    if (gezien.has(volgende.id)) {
      meld(p, 'opvolger', 'de opvolgers wijzen in een kring naar elkaar');
      return;
    }
    gezien.add(volgende.id);
    nu = volgende;
  }
}

function toetsAbonnement(a: MetPlaats<Abonnement>, opId: ReadonlyMap<string, PartijRegel>, model: Informatiemodel, bekend: (patroon: string) => boolean, meld: Melder): void {
  const { waarde } = a;
  const partij = opId.get(waarde.partij);
  if (!partij) meld(a, 'partij', onbekend('partij', waarde.partij, opId.keys()));
  else {
    if (partij.soort !== 'gemeente' && partij.oin === undefined) meld(a, 'partij', `partij '${partij.id}' heeft geen oin; zonder oin heeft een abonnement geen topic`);
    if (partij.soort === 'samenwerkingsverband' && partij.mandaten.length === 0) meld(a, 'partij', `'${partij.id}' heeft geen mandaten en krijgt alleen wat aan haarzelf is gericht`, 'waarschuwing');
    if (partij.geldigTot !== undefined) meld(a, 'partij', `partij '${partij.id}' geldt tot ${partij.geldigTot}; daarna gaat hier niets meer heen`, 'waarschuwing');
  }
  for (const patroon of waarde.events) {
    if (!bekend(patroon)) {
      const dichtst = dichtstbij(patroon, [...model.eventtypen.keys()]);
      meld(a, 'events', `'${patroon}' past op geen eventtype${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`);
    }
  }
  for (const geschreven of filterPaden(waarde.filter)) {
    const pad = padDelen(geschreven).join('.');
    const attribuut = model.attributen.get(pad);
    if (waarde.niveau === 'dat') {
      // The name of a subject is content in itself, so at level dat only the person is within reach.
      if (!pad.startsWith('personen.') || attribuut === undefined || attribuut.informatie === 'wat') meld(a, 'filter', `op niveau dat mag een filter '${geschreven}' niet gebruiken: alleen identificerende en dat-gegevens van de persoon`);
    } else if (attribuut === undefined) {
      const dichtst = dichtstbij(pad, [...model.attributen.keys()]);
      meld(a, 'filter', `'${geschreven}' is geen bekend gegeven${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`, 'waarschuwing');
    }
  }
}

function onbekend(wat: string, id: string, bekend: Iterable<string>): string {
  // Between 342 codes the nearest one is no help.
  const dichtst = /^gemeente-[0-9]*$/.test(id) ? null : dichtstbij(id, [...bekend]);
  return `${wat} '${id}' bestaat niet${dichtst === null ? '' : `; bedoelt u '${dichtst}'?`}`;
}
