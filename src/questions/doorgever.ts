// Synchronous messages over SOAP, passed on to the addressee's endpoint and back (docs/design/terugweg.md). Only what a bevoegdheid allows, only where a dienst is.
// The business message leaves as it came, cut out of its envelope; its answer goes back likewise. Never an answer of our own in somebody else's place.
import type { Doorgever, GelezenAntwoord, SynchroneVraag, Toegelaten } from '../intake/port.ts';
import type { Partij, Routing } from '../routing/port.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Antwoord } from '../store/port.ts';
import { UitsnedeFout } from '../xml/uitsnede.ts';
import { bevoegdheidVoor } from './bevoegd.ts';
import { dagVan, magNamens } from './configuratie.ts';
import { type GesprekDeps, oorzaakTekst, personenVan, voer } from './gesprek.ts';
import { knip } from './knip.ts';
import type { Bevoegdheid, Dienst, Vraagconfiguratie } from './port.ts';

export interface DoorgeverDeps extends GesprekDeps {
  readonly routing: () => Routing;
  readonly configuratie: () => Vraagconfiguratie;
  /** A question to the hub itself; absent: it answers none. */
  readonly eigen?: EigenVraag;
}

/** Questions that the hub answers itself, from its sources. */
export interface EigenVraag {
  /** Dutch: why it cannot be answered; null when it can. */
  waaromNiet(v: SynchroneVraag): string | null;
  antwoord(v: SynchroneVraag, vrager: Partij, bericht: string, termijn: string): Promise<Antwoord | Weigering>;
}

type Weigering = { readonly code: FoutCode; readonly tekst: string };

interface Plan {
  readonly vrager: Partij;
  /** null: the hub itself. */
  readonly bron: { readonly partij: Partij; readonly dienst: Dienst } | null;
  readonly xml: string;
  readonly tijdslimiet: number;
}

const nee = (code: FoutCode, tekst: string): Weigering => ({ code, tekst });

export function maakDoorgever(d: DoorgeverDeps): Doorgever {
  // What was found on the way in, for after the acceptance: nothing is looked up twice, and nothing changes in between.
  const plannen = new WeakMap<SynchroneVraag, Plan>();

  function laatToe(v: SynchroneVraag): Toegelaten | Weigering {
    const routing = d.routing();
    const c = d.configuratie();
    const datum = dagVan(v.nu);
    const { afzender, ontvanger } = v.adressering;
    const vrager = afzender ? routing.findParty(afzender, datum) : v.beller.soort === 'partij' ? routing.party(v.beller.partij) : null;
    if (!vrager) return nee('KP_ZENDER_ONBEKEND', afzender ? 'de vragende partij staat niet in het register' : 'het bericht noemt niet wie vraagt');
    if (!magNamens(v.beller, vrager, c, datum)) return nee('KP_BEVOEGDHEID', 'de beller is niet de vragende partij en heeft haar mandaat niet');
    const gronden: Bevoegdheid[] = [];
    // What is nothing to us is allowed by nothing.
    if (v.events.length === 0) return nee('KP_BEVOEGDHEID', 'dit bericht vraagt niets waarvoor een bevoegdheid kan gelden');
    for (const e of v.events) {
      const b = bevoegdheidVoor(c.bevoegdheden, { partij: vrager.id, event: e.type, datum });
      if (!b) return nee('KP_BEVOEGDHEID', `de vragende partij heeft geen bevoegdheid voor ${e.type} die voor een bericht geldt`);
      if (!gronden.includes(b)) gronden.push(b);
    }
    const hub = ontvanger !== null && routing.isHub(ontvanger);
    const partij = ontvanger && !hub ? routing.findParty(ontvanger, datum) : null;
    if (ontvanger && !hub && !partij) return nee('KP_ONTVANGER_ONBEKEND', 'de partij aan wie dit is gevraagd staat niet in het register');
    const geen = hub ? (d.eigen ? d.eigen.waaromNiet(v) : 'het knooppunt beantwoordt dit bericht niet zelf') : partij ? null : 'het bericht noemt niet aan wie is gevraagd';
    if (geen !== null) return nee('KP_GEEN_DIENST', geen);
    const dienst = partij && c.dienst(partij.id, v.endpoint);
    if (partij && !dienst) return nee('KP_GEEN_DIENST', 'de ontvanger heeft geen dienst voor dit endpoint');
    let xml: string;
    try {
      xml = knip(v.lezing.bron, 'bericht');
    } catch (e) {
      if (!(e instanceof UitsnedeFout)) throw e;
      return nee('KP_NIET_WELGEVORMD', 'dit bericht is niet los van zijn envelop door te geven (XML 1.1, of meer in de envelop dan een bericht)');
    }
    const tijdslimiet = Math.min(c.termijn, dienst?.tijdslimiet ?? c.termijn);
    plannen.set(v, { vrager, bron: partij && dienst ? { partij, dienst } : null, xml, tijdslimiet });
    return {
      vrager: vrager.id,
      termijn: new Date(v.nu.getTime() + tijdslimiet).toISOString(),
      audit: { vrager: vrager.id, gevraagd: partij?.id ?? 'hub', doel: een(gronden.map((b) => b.doel)), grondslag: een(gronden.map((b) => b.grondslag)), bevoegdheid: een(gronden.map((b) => b.id)) },
    };
  }

  async function vraag(v: SynchroneVraag, _t: Toegelaten, bericht: string): Promise<Antwoord | Weigering> {
    const plan = plannen.get(v);
    if (!plan) return nee('KP_INTERN', 'de vraag is niet voorbereid');
    const { vrager, bron, tijdslimiet } = plan;
    // A repeat of an earlier question has its own time: that of the first may be past.
    const termijn = new Date(d.klok().getTime() + tijdslimiet).toISOString();
    if (!bron) return (await d.eigen?.antwoord(v, vrager, bericht, termijn)) ?? nee('KP_GEEN_DIENST', 'het knooppunt beantwoordt dit bericht niet zelf');
    const { soap } = v.adapter;
    const uit = await voer({
      bericht, vraag: { adapter: v.adapter, soort: v.lezing.soort }, xml: plan.xml, endpoint: v.endpoint, dienst: bron.dienst, bron: bron.partij, vrager, termijn, tijdslimiet,
      priveAdressen: d.configuratie().priveAdressen, personen: personenVan(v.events),
      ...(v.kop.variant === undefined ? {} : { variant: v.kop.variant }),
      ...(v.kop.referentie === undefined ? {} : { referentie: v.kop.referentie }),
      terug: (a) => keerTerug(a, v, d, soap),
    }, d);
    if (uit.soort === 'geen') return nee(uit.code, uit.code === 'KP_ANTWOORD' ? 'het antwoord van de bron is ongeldig of hoort bij een andere vraag' : oorzaakTekst(uit.oorzaak));
    return uit.antwoord ?? nee('KP_INTERN', 'het antwoord is niet terug te geven');
  }

  return { laatToe, vraag };
}

function keerTerug(a: GelezenAntwoord, v: SynchroneVraag, d: GesprekDeps, soap: SynchroneVraag['adapter']['soap']): Antwoord {
  const { bron } = a.lezing;
  const alsFout = bron.wortel.ouder !== null && /^detail$/i.test(bron.wortel.ouder.naam);
  const xml = knip(bron, alsFout ? 'foutdetail' : 'bericht');
  if (!soap?.keerTerug) throw new Error('deze standaard geeft geen antwoorden door');
  return soap.keerTerug({
    vraag: v.lezing, kop: v.kop, endpoint: v.endpoint, xml, wortel: bron.wortel, soort: a.soort, alsFout,
    hub: d.hub, nu: d.klok().toISOString(), referentie: d.nieuweReferentie(), soap: v.lezing.bron.soap?.versie ?? '1.1',
  });
}

const een = (lijst: readonly string[]): string => [...new Set(lijst)].join('; ');
