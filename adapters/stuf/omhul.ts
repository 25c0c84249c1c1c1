// The GGK envelope round a message that goes out (GGk specification 2.1, §berichten): stuurgegevens from the message's own parties, its type and release as parameters.
// Never changes what is inside. A retour's envelope names the envelope it answers, which no event holds: without that reference there is none.
import { CodecFout, xmlTekst, type Lading } from '../../src/sdk/index.ts';
import { stufTijdstip } from './antwoord.ts';
import { NS } from './spec.ts';

/** Version and subversion of the envelope's own function, 2.1. */
const FUNCTIE = ['0002', '0001'] as const;

interface Partij {
  readonly gemeentecode?: string;
  readonly agb?: string;
  readonly uzovi?: string;
  readonly applicatie?: string;
  readonly administratie?: string;
}

const el = (naam: string, waarde: string | undefined): string => (waarde === undefined ? '' : `<StUF:${naam}>${xmlTekst(waarde)}</StUF:${naam}>`);

/** A municipality by its code, a provider by its AGB. @throws CodecFout */
function systeem(naam: 'zender' | 'ontvanger', p: Partij, applicatie: string): string {
  const organisatie = p.gemeentecode ?? p.agb ?? p.uzovi;
  if (organisatie === undefined) throw new CodecFout(`de ${naam} van het bericht heeft geen gemeentecode of AGB-code`);
  return `<StUF:${naam}>${el('organisatie', organisatie)}${el('applicatie', applicatie)}${el('administratie', p.administratie)}</StUF:${naam}>`;
}

/** A reference as the envelope's schema asks: UUID of version 4, small letters. The same reference gives the same one. */
function uuid4(referentie: string): string {
  const h = referentie.toLowerCase();
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(h)) throw new CodecFout('het kenmerk van een envelop is een UUID');
  return `${h.slice(0, 14)}4${h.slice(15, 19)}${'89ab'.includes(h[19]!) ? h[19] : 'a'}${h.slice(20)}`;
}

/** @throws CodecFout where the message does not say whom it is from and for, or a retour has no envelope to answer */
export function omhul(l: Lading): string {
  const b = (l.data.bericht ?? {}) as { readonly afzender?: Partij; readonly ontvanger?: Partij };
  const retour = l.soort.berichttype === 'envelopRetourbericht-ggk_Du01';
  const kruis = l.kruisreferentie;
  if (retour && kruis === undefined) throw new CodecFout('een retourenvelop noemt het kenmerk van de envelop waarop zij antwoordt; dat is hier niet bekend');
  const [versie, subversie] = l.inhoud.versie.split('.').map((d) => d.replace(/\D/g, '').padStart(4, '0'));
  const records = l.inhoud.ei !== undefined;
  const b64 = l.bytes.toString('base64');
  const bestand = records ? `<GGK:tekstBestand bestandsnaam="${xmlTekst(`${l.inhoud.berichttype}.txt`)}">${b64}</GGK:tekstBestand>` : `<GGK:xmlBestand>${b64}</GGK:xmlBestand>`;
  return (
    `<GGK:${l.soort.berichttype} xmlns:GGK="${NS.ggk}" xmlns:StUF="${NS.stuf}"><GGK:stuurgegevens>${el('berichtcode', retour ? 'Du01' : 'Di01')}` +
    `${systeem('zender', b.afzender ?? {}, b.afzender?.applicatie ?? 'Knooppunt')}${systeem('ontvanger', b.ontvanger ?? {}, 'GGk')}` +
    `${el('referentienummer', uuid4(l.referentie))}${el('tijdstipBericht', stufTijdstip(l.nu))}${el('crossRefnummer', retour ? kruis : undefined)}${el('functie', l.inhoud.berichttype)}</GGK:stuurgegevens>` +
    `<GGK:parameters><GGK:applicatieVersie>${versie}</GGK:applicatieVersie><GGK:applicatieSubversie>${subversie ?? '0000'}</GGK:applicatieSubversie>` +
    `<GGK:functieVersie>${FUNCTIE[0]}</GGK:functieVersie><GGK:functieSubversie>${FUNCTIE[1]}</GGK:functieSubversie><GGK:bericht>${bestand}</GGK:bericht></GGK:parameters></GGK:${l.soort.berichttype}>`
  );
}
