// The head of a SuwiML message: WS-Addressing as the transaction standard 4.0 asks for it, sender and receiver by the OIN in `?oin=`.
// A body without addressing headers belongs to nobody, unless the caller says who sends and who receives; that is recorded as stated.
import { kind, padVan, tekstVan, type Adressering, type BronKnoop, type Kop, type Melding, type PartijAanduiding, type XmlLezing } from '../../src/sdk/index.ts';
import { actie, DIENSTEN, dienstVan, FWI } from './spec.ts';

const WSA = 'http://www.w3.org/2005/08/addressing';

/** The addressing headers, as sent. */
export interface Wsa {
  readonly knoop: BronKnoop;
  readonly messageId: string | undefined;
  readonly relatesTo: string | undefined;
  readonly van: string | undefined;
  readonly naar: string | undefined;
  readonly actie: string | undefined;
}

const wsaKind = (kop: BronKnoop, naam: string): BronKnoop | null => kop.kinderen.find((k) => k.naam === naam && k.ns === WSA) ?? null;

/** Address of an endpoint reference: `<Address>` inside, or the text itself where a sender leaves it out. */
function adresVan(knoop: BronKnoop | null): string | undefined {
  if (!knoop) return undefined;
  return tekstVan(knoop, 'Address') ?? (knoop.tekst.trim() || undefined);
}

/** The WS-Addressing headers of a message; null where there are none at all. */
export function leesWsa(lezing: XmlLezing): Wsa | null {
  const kop = lezing.bron.soap?.kop;
  if (!kop?.kinderen.some((k) => k.ns === WSA)) return null;
  const tekst = (naam: string): string | undefined => wsaKind(kop, naam)?.tekst.trim() || undefined;
  return {
    knoop: kop,
    messageId: tekst('MessageID'),
    relatesTo: tekst('RelatesTo'),
    van: adresVan(wsaKind(kop, 'From')),
    naar: adresVan(wsaKind(kop, 'To')),
    actie: tekst('Action'),
  };
}

/** The OIN in the query of an address (`…?oin=<20 characters>`), or undefined. */
export function oinVan(adres: string | undefined): string | undefined {
  const vraag = adres?.indexOf('?') ?? -1;
  if (adres === undefined || vraag < 0) return undefined;
  const oin = new URLSearchParams(adres.slice(vraag + 1)).get('oin');
  return oin !== null && /^[0-9A-Za-z]{20}$/.test(oin) ? oin : undefined;
}

/** The actions that a message may carry: its own, and for the shared fault that of any service. */
function acties(lezing: XmlLezing): string[] {
  const { ns } = lezing.bron.wortel;
  if (ns === FWI) return DIENSTEN.map((d) => actie(d, 'Fout'));
  const dienst = dienstVan(ns);
  return dienst ? [actie(dienst, lezing.soort.berichttype)] : [];
}

/** What the transaction standard demands of the headers and this message does not have. */
function bevindingen(wsa: Wsa, lezing: XmlLezing): Melding[] {
  const uit: Melding[] = [];
  const meld = (naam: string, tekst: string): void => {
    const knoop = wsaKind(wsa.knoop, naam) ?? wsa.knoop;
    uit.push({ code: 'KP_STUURGEGEVENS', regel: knoop.regel, pad: padVan(knoop), tekst });
  };
  if (wsa.messageId === undefined) meld('MessageID', 'wsa:MessageID ontbreekt');
  else if (wsa.messageId.length > 100) meld('MessageID', 'wsa:MessageID is langer dan 100 tekens');
  if (wsa.van === undefined) meld('From', 'wsa:From met een adres ontbreekt');
  else if (oinVan(wsa.van) === undefined) meld('From', 'het adres in wsa:From noemt geen OIN (?oin=)');
  if (wsa.naar === undefined) meld('To', 'wsa:To ontbreekt');
  else if (oinVan(wsa.naar) === undefined) meld('To', 'het adres in wsa:To noemt geen OIN (?oin=)');
  if (wsa.actie === undefined) meld('Action', 'wsa:Action ontbreekt');
  else if (!acties(lezing).includes(wsa.actie)) meld('Action', 'wsa:Action hoort niet bij dit bericht');
  if (lezing.soort.verloop === 'antwoord') {
    if (wsa.relatesTo === undefined) meld('RelatesTo', 'wsa:RelatesTo ontbreekt bij een antwoord');
    else if (wsa.relatesTo.length > 100) meld('RelatesTo', 'wsa:RelatesTo is langer dan 100 tekens');
  }
  return uit;
}

/** Moment of sending: `wsu:Created` of the security timestamp, where it is a moment with a zone. */
function verzondenOp(wsa: Wsa): string | undefined {
  const t = tekstVan(kind(wsa.knoop, 'Security'), 'Timestamp/Created');
  return t !== undefined && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/.test(t) && !Number.isNaN(Date.parse(t)) ? t : undefined;
}

function adressering(afzender: PartijAanduiding | null, ontvanger: PartijAanduiding | null): Adressering {
  if (ontvanger) return { afzender, ontvanger, soort: 'geadresseerd' };
  return { afzender, ontvanger, soort: 'onbestelbaar', reden: 'het bericht heeft geen WS-Addressing-kop en de beller gaf geen ontvanger op' };
}

/**
 * Head of a question or an answer. Key of a repeat: From + MessageID (reliability.md); a bare body has none.
 */
export function leesKop(lezing: XmlLezing): Kop {
  const wsa = leesWsa(lezing);
  if (wsa === null) {
    const partij = (oin: string | undefined): PartijAanduiding | null => (oin === undefined ? null : { oin, opgegeven: true });
    const { opgegeven } = lezing.omgeving;
    return { adressering: adressering(partij(opgegeven?.afzender), partij(opgegeven?.ontvanger)), herhaalsleutel: null };
  }
  const partij = (adres: string | undefined): PartijAanduiding | null => {
    const oin = oinVan(adres);
    return oin === undefined ? null : { oin };
  };
  const meldingen = bevindingen(wsa, lezing);
  const moment = verzondenOp(wsa);
  return {
    adressering: adressering(partij(wsa.van), partij(wsa.naar)),
    herhaalsleutel: wsa.van !== undefined && wsa.messageId !== undefined ? [wsa.van, wsa.messageId] : null,
    ...(wsa.messageId === undefined ? {} : { referentie: wsa.messageId }),
    ...(wsa.relatesTo === undefined ? {} : { kruisreferentie: wsa.relatesTo }),
    ...(moment === undefined ? {} : { verzondenOp: moment }),
    ...(meldingen.length === 0 ? {} : { meldingen }),
  };
}
