// Subscriptions from `abonnementen/*.yaml`. Each line by itself: at level dat it may not choose by what the content is about.
import type { DAT_PERSOONSGEGEVENS } from '../routing/dat.ts';
import type { Abonnement, Filter } from '../routing/model.ts';
import type { Bevinding } from './bevinding.ts';
import type { Bronbestand } from './bronbestanden.ts';
import { leesRegels, type MetPlaats } from './partijen.ts';

interface RuwAbonnement {
  id: string;
  partij: string;
  events: string[];
  filter?: Filter;
  doel: string;
  grondslag: string;
  niveau: 'wat' | 'dat';
  persoonsgegevens?: (typeof DAT_PERSOONSGEGEVENS)[number][];
  proef: boolean;
  volgorde: 'vrij' | 'strikt';
  kanaal: 'topic';
  geldigVanaf?: string;
  geldigTot?: string;
}

export function leesAbonnementen(map: string, bestanden: readonly Bronbestand[], bevindingen: Bevinding[]): MetPlaats<Abonnement>[] {
  return leesRegels<RuwAbonnement>(map, bestanden, 'abonnementen', bevindingen).map((ruw) => {
    const a = ruw.waarde;
    const fout = (sleutel: string, tekst: string): void => {
      bevindingen.push({ ernst: 'fout', bestand: ruw.bestand, regel: ruw.regel(sleutel), pad: `${ruw.pad}.${sleutel}`, tekst });
    };
    if (a.niveau === 'dat') {
      // A dat subscription that chose its event types would tell by its very existence what the event was about.
      if (a.events.length !== 1 || a.events[0] !== '*') fout('events', 'op niveau dat kan een abonnement niet op eventtype kiezen: schrijf ["*"]');
      if (a.proef) fout('proef', 'op niveau dat gaan nooit proefberichten uit');
    } else if (a.persoonsgegevens !== undefined) fout('persoonsgegevens', 'hoort bij niveau dat');
    if (a.geldigVanaf !== undefined && a.geldigTot !== undefined && a.geldigVanaf >= a.geldigTot) fout('geldigTot', 'ligt niet na geldigVanaf');
    const { filter, persoonsgegevens, ...rest } = a;
    return { ...ruw, waarde: { ...rest, filter: filter ?? null, persoonsgegevens: a.niveau === 'dat' ? (persoonsgegevens ?? ['bsn']) : [] } };
  });
}
