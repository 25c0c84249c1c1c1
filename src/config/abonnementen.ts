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
  kanaal: 'topic' | 'webhook' | 'stuf';
  formaat?: string;
  bestemming?: Omit<Bestemming, 'tijdslimiet' | 'ondertekening'> & { tijdslimiet: string; ondertekening: 'hmac' | 'jws' };
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
    if (a.kanaal === 'topic') {
      if (a.bestemming !== undefined) fout('bestemming', 'hoort bij kanaal webhook of stuf');
      if (a.pauze) fout('pauze', 'hoort bij kanaal webhook of stuf');
    } else if (a.bestemming === undefined) fout('bestemming', `ontbreekt; kanaal ${a.kanaal} levert af bij een bestemming`);
    else {
      toetsUrl(a.bestemming.url, priveAdressen, (tekst) => fout('bestemming', tekst));
      toetsKanaal(a.kanaal, a.bestemming, a.formaat?.includes(':') ?? false, (tekst) => fout('bestemming', tekst));
    }
    const formaat = a.formaat ?? (a.kanaal === 'stuf' ? 'bron' : 'canoniek');
    toetsFormaat(a, formaat, fout);
    const { filter, persoonsgegevens, bestemming, pauze, formaat: _formaat, ...rest } = a;
    const push = a.kanaal !== 'topic' && bestemming !== undefined ? { bestemming: bestemmingVan(bestemming), pauze: pauze ?? false } : {};
    return { ...ruw, waarde: { ...rest, ...(formaat === 'canoniek' ? {} : { formaat }), ...push, filter: filter ?? null, persoonsgegevens: a.niveau === 'dat' ? (persoonsgegevens ?? ['bsn']) : [] } };
  });
}

function bestemmingVan({ ondertekening, tijdslimiet, ...b }: NonNullable<RuwAbonnement['bestemming']>): Bestemming {
  return { ...b, ...(ondertekening === 'jws' ? { ondertekening } : {}), tijdslimiet: duurInMs(tijdslimiet) };
}

/** What belongs to one kind of target only. */
function toetsKanaal(kanaal: 'webhook' | 'stuf', b: NonNullable<RuwAbonnement['bestemming']>, opgesteld: boolean, fout: (tekst: string) => void): void {
  if (kanaal === 'stuf') {
    if (b.geheim !== undefined || b.sleutel !== undefined) fout('geheim en sleutel horen bij kanaal webhook');
    return;
  }
  if (!opgesteld && (b.ontvanger !== undefined || b.zender !== undefined)) fout('ontvanger en zender horen bij kanaal stuf, of bij een bericht dat wordt opgesteld');
  const [nodig, anders] = b.ondertekening === 'jws' ? (['sleutel', 'geheim'] as const) : (['geheim', 'sleutel'] as const);
  if (b[nodig] === undefined) fout(`${nodig} ontbreekt; ondertekening ${b.ondertekening} werkt met een ${nodig}`);
  if (b[anders] !== undefined) fout(`${anders} hoort niet bij ondertekening ${b.ondertekening}`);
}

function toetsFormaat(a: RuwAbonnement, formaat: string, fout: (sleutel: string, tekst: string) => void): void {
  if (a.kanaal === 'stuf' && a.niveau === 'dat') fout('kanaal', 'op niveau dat gaat er geen bericht uit; kanaal stuf is voor niveau wat');
  else if (a.kanaal === 'stuf' && formaat === 'canoniek') fout('formaat', 'kanaal stuf levert een bericht af, geen canoniek event');
  else if (formaat === 'canoniek') return;
  else if (a.kanaal === 'topic') fout('formaat', 'op een topic staan alleen canonieke events; een ander formaat kan bij kanaal webhook of stuf');
  else if (a.niveau === 'dat') fout('formaat', 'op niveau dat gaat er geen bericht uit, alleen het canonieke event');
  else if (a.bestemming?.vorm === 'gestructureerd') fout('formaat', 'een bericht gaat in het lichaam zelf: dat kan alleen met vorm binair');
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
