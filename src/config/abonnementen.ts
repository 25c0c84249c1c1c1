// Subscriptions from `abonnementen/*.yaml`. Each line by itself: at level dat it may not choose by what the content is about.
import type { DAT_PERSOONSGEGEVENS } from '../routing/dat.ts';
import type { Abonnement, Bestemming, Filter } from '../routing/model.ts';
import type { Bevinding } from './bevinding.ts';
import type { Bronbestand } from './bronbestanden.ts';
import { duurInMs } from './duur.ts';
import { isLoopback } from './geheimen.ts';
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
  kanaal: 'topic' | 'webhook';
  bestemming?: Omit<Bestemming, 'tijdslimiet'> & { tijdslimiet: string };
  pauze?: boolean;
  geldigVanaf?: string;
  geldigTot?: string;
}

export function leesAbonnementen(map: string, bestanden: readonly Bronbestand[], bevindingen: Bevinding[], priveAdressen = false): MetPlaats<Abonnement>[] {
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
    if (a.kanaal === 'webhook') {
      if (a.bestemming === undefined) fout('bestemming', 'ontbreekt; kanaal webhook levert af bij een bestemming');
      else toetsUrl(a.bestemming.url, priveAdressen, (tekst) => fout('bestemming', tekst));
    } else {
      if (a.bestemming !== undefined) fout('bestemming', 'hoort bij kanaal webhook');
      if (a.pauze) fout('pauze', 'hoort bij kanaal webhook');
    }
    const { filter, persoonsgegevens, bestemming, pauze, ...rest } = a;
    const push = a.kanaal === 'webhook' && bestemming !== undefined ? { bestemming: { ...bestemming, tijdslimiet: duurInMs(bestemming.tijdslimiet) }, pauze: pauze ?? false } : {};
    return { ...ruw, waarde: { ...rest, ...push, filter: filter ?? null, persoonsgegevens: a.niveau === 'dat' ? (persoonsgegevens ?? ['bsn']) : [] } };
  });
}

/** What can be told of a target without resolving its name; delivery looks at the address of every connection. */
export function toetsUrl(url: string, priveAdressen: boolean, fout: (tekst: string) => void): void {
  if (!URL.canParse(url)) {
    fout('url is geen geldig adres');
    return;
  }
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') fout('url mag geen gebruiker of wachtwoord bevatten');
  if (priveAdressen) return;
  if (protocol !== 'https:') fout('url begint niet met https://; zonder versleuteling kan alleen met push.priveAdressen');
  if (isLoopback(hostname)) fout('url wijst naar deze machine zelf; dat kan alleen met push.priveAdressen');
}
