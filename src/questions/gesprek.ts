// One question to one endpoint: out in the standard's envelope, the answer checked and stored by the intake, or a cause why there is none.
// Nothing is asked that is not stored already, and nothing of an answer is used that did not pass every check. Never throws for what the endpoint does.
import type { GelezenAntwoord, Intake } from '../intake/port.ts';
import type { Gevonden, Register } from '../intake/register.ts';
import type { VertaaldEvent } from '../intake/port.ts';
import type { Uitgang } from '../outbound/port.ts';
import type { Partij } from '../routing/port.ts';
import type { BerichtSoort, HubAdres, Vertrek, XmlAdapter } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Antwoord, Store } from '../store/port.ts';
import { UitsnedeFout } from '../xml/uitsnede.ts';
import { aanduidingVan } from './configuratie.ts';
import type { Dienst } from './port.ts';

export interface GesprekDeps {
  readonly intake: () => Pick<Intake, 'receive'>;
  readonly store: Pick<Store, 'failExpectation'>;
  readonly uitgang: Uitgang;
  readonly register: Register;
  readonly hub: HubAdres;
  readonly klok: () => Date;
  readonly nieuweReferentie: () => string;
  /** Our own public address of an endpoint. */
  readonly adresVan: (endpoint: string) => string;
  /** Bytes of an answer that are read at most. */
  readonly maxAntwoord: number;
  /** Numbers: endpoint by its configured name, what came of it, seconds. */
  readonly meet?: (eindpunt: string, uitkomst: 'antwoord' | 'fout' | 'geen-antwoord' | 'ongeldig', seconden: number) => void;
}

export interface Gesprek {
  /** Id of the question, accepted already. */
  readonly bericht: string;
  readonly vraag: Gevonden<XmlAdapter>;
  /** The business message as XML text. */
  readonly xml: string;
  readonly variant?: string;
  /** The message's own reference: what its answer refers to, where the transport has none. */
  readonly referentie?: string;
  /** BSNs that are asked about. */
  readonly personen: readonly string[];
  readonly endpoint: string;
  readonly dienst: Dienst;
  readonly bron: Partij;
  readonly vrager: Partij;
  /** RFC 3339. */
  readonly termijn: string;
  /** Longest time of the line to this endpoint, ms: what the configuration allows, whatever this question asks. */
  readonly tijdslimiet: number;
  readonly priveAdressen: boolean;
  /** What the asker hears of it, where somebody waits on a connection. */
  readonly terug?: (a: GelezenAntwoord) => Antwoord;
}

export type Gevolg =
  | { readonly soort: 'antwoord'; readonly bericht: string; readonly antwoordsoort: BerichtSoort; readonly events: readonly VertaaldEvent[]; readonly antwoord?: Antwoord }
  | { readonly soort: 'geen'; readonly code: FoutCode; readonly oorzaak: string };

const OORZAAK: Readonly<Record<string, string>> = {
  netwerk: 'de verbinding met de bron kwam niet tot stand of brak af', tijd: 'de bron antwoordde niet binnen de tijd', adres: 'het adres van de bron mag niet worden aangeroepen',
  onderbreker: 'de bron gaf te vaak geen antwoord; er is nu niets gevraagd', vol: 'er lopen al te veel vragen aan deze bron; er is nu niets gevraagd', 'te-groot': 'het antwoord van de bron is te groot',
};

/** Dutch, for whoever asked. */
export const oorzaakTekst = (oorzaak: string): string => OORZAAK[oorzaak] ?? (oorzaak.startsWith('http-') ? `de bron antwoordde met ${oorzaak.replace('http-', 'HTTP ')}` : 'de bron gaf geen bruikbaar antwoord');

export async function voer(g: Gesprek, d: GesprekDeps): Promise<Gevolg> {
  const eindpunt = `${g.bron.id}/${g.endpoint}`;
  const begin = performance.now();
  const uit = await vraag(g, eindpunt, d);
  const klasse = uit.soort === 'antwoord' ? (isFout(uit.events) ? 'fout' : 'antwoord') : uit.code === 'KP_ANTWOORD' ? 'ongeldig' : 'geen-antwoord';
  d.meet?.(eindpunt, klasse, (performance.now() - begin) / 1000);
  return uit;
}

/** True when what came back says that there is no answer (Fo02, FWI). */
export const isFout = (events: readonly { readonly type: string }[]): boolean => events.some((e) => e.type === 'bericht-afgekeurd');

async function vraag(g: Gesprek, naam: string, d: GesprekDeps): Promise<Gevolg> {
  const geen = async (code: FoutCode, oorzaak: string): Promise<Gevolg> => {
    await d.store.failExpectation(g.bericht, oorzaak, d.klok().toISOString()).catch(() => false);
    return { soort: 'geen', code, oorzaak };
  };
  const { adapter, soort } = g.vraag;
  const soap = adapter.soap;
  if (!soap?.verzend) return geen('KP_GEEN_DIENST', 'standaard');
  const rest = Date.parse(g.termijn) - d.klok().getTime();
  if (rest <= 0) return geen('KP_GEEN_ANTWOORD', 'tijd');
  const vertrek: Vertrek = {
    xml: g.xml, soort, endpoint: g.endpoint, adres: g.dienst.url, hub: d.hub, namens: aanduidingVan(g.vrager), naar: aanduidingVan(g.bron),
    eigenAdres: d.adresVan(g.endpoint), nu: d.klok().toISOString(), referentie: d.nieuweReferentie(), ...(g.variant === undefined ? {} : { variant: g.variant }),
  };
  const referentie = soap.vertrekReferentie?.(vertrek) ?? g.referentie;
  // Crash after this line: the outcome is unknown, at its deadline the expectation says so.
  const oproep = await d.uitgang.call(
    { naam, url: g.dienst.url, tijdslimiet: g.tijdslimiet, maxOnderweg: g.dienst.maxOnderweg, priveAdressen: g.priveAdressen, maxAntwoord: d.maxAntwoord },
    soap.verzend(vertrek), { signaal: AbortSignal.timeout(rest) },
  );
  if (oproep.soort === 'fout') return geen(oproep.oorzaak === 'te-groot' ? 'KP_ANTWOORD' : 'KP_GEEN_ANTWOORD', oproep.oorzaak);
  // SOAP answers with 200, and with 500 for a fault (SOAP 1.1 over HTTP §6.2); whatever else comes is a machine in between.
  if (oproep.status !== 200 && oproep.status !== 500 && !/xml/i.test(oproep.contentType)) return geen('KP_GEEN_ANTWOORD', `http-${oproep.status}`);
  if (oproep.bytes.length === 0) return geen('KP_ANTWOORD', 'leeg');

  let gekeurd: GelezenAntwoord | null = null;
  let antwoord: Antwoord | undefined;
  const keur = (a: GelezenAntwoord): { readonly antwoord?: Antwoord } | { readonly meldingen: readonly Melding[] } => {
    const weiger = (tekst: string): { readonly meldingen: readonly Melding[] } => ({ meldingen: [{ code: 'KP_ANTWOORD', regel: a.lezing.bron.wortel.regel, pad: `/${a.lezing.bron.wortel.naam}`, tekst }] });
    const mis = anders(a, g, referentie, d.register);
    if (mis) return weiger(mis);
    try {
      antwoord = g.terug?.(a);
    } catch (e) {
      if (!(e instanceof UitsnedeFout)) throw e;
      return weiger('het antwoord is niet los van zijn envelop door te geven (XML 1.1)');
    }
    gekeurd = a;
    return antwoord ? { antwoord } : {};
  };
  const wie = (p: Partij): PartijAanduiding => aanduidingVan(p);
  const uit = await d.intake().receive({
    kanaal: 'antwoord', inhoud: { soort: 'geheugen', bytes: oproep.bytes }, beller: { soort: 'partij', oin: g.bron.oin ?? g.bron.id, partij: g.bron.id }, endpoint: g.endpoint,
    partijen: { afzender: wie(g.bron), ontvanger: wie(g.vrager) }, antwoordOp: g.bericht, keur, audit: { antwoordOp: g.bericht },
  });
  if (uit.soort === 'geweigerd') return geen('KP_ANTWOORD', uit.code);
  if (uit.soort === 'afgewezen') return geen(uit.code === 'KP_OPSLAG_VOL' ? 'KP_OPSLAG_VOL' : 'KP_OPSLAG', uit.code);
  const a = gekeurd as GelezenAntwoord | null;
  if (!a) return geen('KP_ANTWOORD', 'KP_ANTWOORD');
  return { soort: 'antwoord', bericht: uit.id, antwoordsoort: a.soort, events: a.events, ...(antwoord ? { antwoord } : {}) };
}

/** Why a valid message is not the answer to this question (Dutch); null when it is. */
function anders(a: GelezenAntwoord, g: Gesprek, referentie: string | undefined, register: Register): string | null {
  const { soort } = g.vraag;
  const eigen = soort.wortel && register.xml(soort.wortel.namespace, a.soort.berichttype);
  const van = register.xml(a.soort.wortel?.namespace ?? '', a.soort.berichttype);
  const past = van?.adapter === g.vraag.adapter && (soort.antwoorden ?? []).includes(a.soort.berichttype) && (!eigen || eigen.soort === a.soort);
  if (!past) return 'dit bericht is geen antwoord op deze vraag';
  if (referentie !== undefined && a.kop.kruisreferentie !== undefined && a.kop.kruisreferentie !== referentie) return 'het antwoord verwijst naar een andere vraag';
  const over = personenVan(a.events);
  // Who is asked about stands in the answer, or nobody does: another person's data must not come back, beside the right one's neither.
  if (g.personen.length > 0 && over.some((b) => !g.personen.includes(b))) return 'het antwoord gaat over een andere persoon dan de vraag';
  return null;
}

/** BSNs of the clients in events. */
export function personenVan(events: readonly { readonly data: Readonly<Record<string, unknown>> }[]): string[] {
  return events.flatMap((e) => (Array.isArray(e.data.personen) ? (e.data.personen as { bsn?: unknown; rollen?: unknown }[]) : []))
    .flatMap((p) => (typeof p.bsn === 'string' && Array.isArray(p.rollen) && p.rollen.includes('client') ? [p.bsn] : []));
}
