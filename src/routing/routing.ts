// One snapshot of routing: the register and the subscriptions of one configuration version, and the decision per event.
// Deny by default: only a candidate with a subscription whose event type, filter and validity fit gets a copy, on its own topic, at its own level.
// Never writes, never asks another service: the same event under the same configuration gives the same copies.
import { bouwAttributen } from '../canonical/cloudevent.ts';
import { onderwerpSleutel } from '../canonical/sleutels.ts';
import { eventId } from '../canonical/uuid.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import { datData } from './dat.ts';
import { AbonnementIndex, type GecompileerdAbonnement } from './index-abonnementen.ts';
import { type Kandidaat, zoekKandidaten } from './kandidaten.ts';
import type { PartijRegel, RoutingInvoer } from './model.ts';
import type { Kopie, Partij, RouteerbaarEvent, Routing, Uitleg } from './port.ts';
import { onderwerpPersonen } from './personen.ts';
import { geldig, Register } from './register.ts';
import { AFLEVERTOPIC, partijSleutel, topicVan } from './topics.ts';

/** The day in Europe/Amsterdam on which something happened; `tijd` is RFC 3339. */
export function dagVan(tijd: string): string {
  return DAG.format(new Date(tijd));
}
// sv-SE writes YYYY-MM-DD.
const DAG = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' });

type Oordeel = { readonly kopie: Kopie; readonly reden?: undefined } | { readonly kopie: null; readonly reden: string; readonly filter?: string };

/** Routing as built; `bekeken` counts subscriptions looked at (tests). */
export interface RoutingSnapshot extends Routing {
  readonly bekeken: number;
}

export function createRouting(invoer: RoutingInvoer): RoutingSnapshot {
  const register = new Register(invoer.partijen, invoer.hub);
  const index = new AbonnementIndex(invoer.abonnementen);

  function beoordeel(e: RouteerbaarEvent, k: Kandidaat, a: GecompileerdAbonnement, om: { readonly datum: string; readonly soortAfzender: string | null; readonly wat: () => string }): Oordeel {
    if (!geldig(a, om.datum)) return { kopie: null, reden: 'het abonnement geldt op deze dag niet' };
    if (e.proef && !a.proef) return { kopie: null, reden: 'proefbericht; het abonnement vraagt geen proefberichten' };
    // At level dat a filter sees only the person that the dat event is about.
    const zichtbaar = a.niveau === 'wat' ? e.data : { personen: onderwerpPersonen(e.data, e.persoonsleutel) };
    if (!a.toets(zichtbaar)) return { kopie: null, reden: 'het filter past niet', filter: 'nee' };
    const sleutel = partijSleutel(k.partij);
    const topic = topicVan(k.partij, a.niveau);
    if (sleutel === null || topic === null) return { kopie: null, reden: 'de partij heeft geen OIN, dus geen topic' };
    const id = eventId(e.berichtId, e.ordinaal, a.id);
    const gemeen = { abonnement: a.id, partij: naarPartij(k.partij), niveau: a.niveau, topic: a.kanaal === 'topic' ? topic : AFLEVERTOPIC, kanaal: a.kanaal === 'topic' ? 'topic' : 'aflevering', eventId: id, doel: a.doel, grondslag: a.grondslag } as const;
    if (a.niveau === 'wat') {
      const key = onderwerpSleutel(invoer.geheim, sleutel, 'wat', overPersoon(e) ? 'persoon' : 'zaak', e.sleutel);
      const correlatie = hoortBijDelen(e) ? { correlatie: e.berichtId } : {};
      const attributen = bouwAttributen({ hubOin: invoer.hub.oin, id, type: e.type, tijd: e.tijd, onderwerp: key, bericht: e.berichtId, abonnement: a.id, basisUrl: invoer.basisUrl, ...correlatie });
      return { kopie: { ...gemeen, key, attributen, data: om.wat() } };
    }
    // A test message exists in one standard only: even its existence would tell which.
    if (e.proef) return { kopie: null, reden: 'proefbericht; op niveau dat gaat dat nooit uit' };
    const dat = datData(e.data, e.persoonsleutel, a.persoonsgegevens, om.soortAfzender, om.datum);
    if (dat.data === null) return { kopie: null, reden: dat.reden, filter: 'ja' };
    // Without a BSN nothing ties two events together, and nothing may: the subject then stands for this event alone.
    const key = onderwerpSleutel(invoer.geheim, sleutel, 'dat', 'persoon', dat.bsn === null ? `event:${id}` : `persoon:${dat.bsn}`);
    const attributen = bouwAttributen({ hubOin: invoer.hub.oin, id, type: 'betrokkenheid', tijd: e.tijd, onderwerp: key, bericht: id, abonnement: a.id, basisUrl: invoer.basisUrl });
    return { kopie: { ...gemeen, key, attributen, data: JSON.stringify(dat.data) } };
  }

  function decide(e: RouteerbaarEvent, adressering: Adressering, metUitleg = false): { kopieen: readonly Kopie[]; uitleg: readonly Uitleg[] } {
    const datum = dagVan(e.tijd);
    const gevonden = zoekKandidaten(register, e.data, e.persoonsleutel, adressering, datum);
    const kopieen: Kopie[] = [];
    const uitleg: Uitleg[] = [];
    const afzender = adressering.afzender ? register.find(adressering.afzender, datum) : null;
    let json: string | null = e.json ?? null;
    const om = { datum, soortAfzender: afzender?.soort ?? null, wat: () => (json ??= JSON.stringify(e.data)) };
    if (metUitleg) for (const { wie, reden } of gevonden.afgevallen) uitleg.push({ partij: wie, kandidaatOmdat: '', abonnement: null, oordeel: 'nee', reden });
    for (const k of gevonden.kandidaten) {
      const abonnementen = index.zoek(k.partij.id, e.type);
      const wie = { partij: k.partij.id, kandidaatOmdat: k.omdat } as const;
      if (metUitleg && abonnementen.length === 0) {
        uitleg.push({ ...wie, abonnement: null, oordeel: 'nee', reden: index.heeft(k.partij.id) ? 'geen abonnement op dit eventtype' : 'geen abonnement' });
      }
      for (const a of abonnementen) {
        const uit = beoordeel(e, k, a, om);
        if (uit.kopie) kopieen.push(uit.kopie);
        if (!metUitleg) continue;
        const grond = { ...wie, abonnement: a.id, doel: a.doel, grondslag: a.grondslag, niveau: a.niveau } as const;
        if (uit.kopie) uitleg.push({ ...grond, oordeel: 'ja', reden: a.niveau === 'dat' ? 'als betrokkenheid' : 'volledig', filter: 'ja', topic: uit.kopie.topic });
        else uitleg.push({ ...grond, oordeel: 'nee', reden: uit.reden, ...(uit.filter === undefined ? {} : { filter: uit.filter }) });
      }
    }
    return { kopieen, uitleg };
  }

  const snapshot: RoutingSnapshot = {
    versie: invoer.versie,
    hubOin: invoer.hub.oin,
    get bekeken() { return index.bekeken; },
    findParty(aanduiding: PartijAanduiding, datum: string): Partij | null {
      const p = register.find(aanduiding, datum);
      return p ? naarPartij(p) : null;
    },
    isHub: (aanduiding: PartijAanduiding) => register.isHub(aanduiding),
    party(id: string): Partij | null {
      const p = register.get(id);
      return p ? naarPartij(p) : null;
    },
    parties: () => register.all().map(naarPartij),
    voorgangers: (id, datum) => register.voorgangers(id, datum),
    heeftMandaat: (id, gemeentecode, datum) => register.mandaathouders(gemeentecode, datum).some((p) => p.id === id),
    vast: () => snapshot,
    decide,
  };
  return snapshot;
}

/** True when the unit of order is the person. */
function overPersoon(e: RouteerbaarEvent): boolean {
  return e.persoonsleutel !== null && (e.sleutel === e.persoonsleutel || e.sleutel === `persoon:${e.persoonsleutel}`);
}

/** True for a declaratie that is sent in parts, and for the parts: they share `correlatie`. */
function hoortBijDelen(e: RouteerbaarEvent): boolean {
  const declaratie = e.data.declaratie as { readonly delen?: unknown } | undefined;
  return e.data.declaratiedeel !== undefined || declaratie?.delen !== undefined;
}

/** The party without what only routing needs (aliases, validity). */
function naarPartij(p: PartijRegel): Partij {
  return {
    id: p.id, soort: p.soort, naam: p.naam, mandaten: p.mandaten, ...(p.technischeAfkeur ? { technischeAfkeur: p.technischeAfkeur } : {}),
    ...(p.oin === undefined ? {} : { oin: p.oin }),
    ...(p.gemeentecode === undefined ? {} : { gemeentecode: p.gemeentecode }),
    ...(p.agb === undefined ? {} : { agb: p.agb }),
    ...(p.uzovi === undefined ? {} : { uzovi: p.uzovi }),
    ...(p.kvk === undefined ? {} : { kvk: p.kvk }),
  };
}
