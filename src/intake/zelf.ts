// What the hub says by itself about a message that it refused: receipts and technical refusals, nothing else (docs/design/terugweg.md).
// Decides whether, to whom and in whose name, and has the adapter make it. Whatever cannot be made, or could reach nobody, leaves the refusal as it is.
import type { Adapter, FoutInvoer, HubAdres, Kop, RecordAdapter, XmlAdapter } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Routing } from '../routing/port.ts';
import type { Antwoord } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import type { Gelezen } from './doorgang.ts';
import { stelOp } from './opstellen.ts';
import { spreektVoor } from './verwachting.ts';
import type { Beller, Ontvangst } from './port.ts';
import type { Werkbank } from './vertalen.ts';

/** Refused for what the message is, not for who sent it, where, how often or how large: the only refusals that a receiver would have made as well. */
const INHOUD = /^KP_(SCHEMA(_[A-Z]+)?|REGEL|RECORD|VERTALING|CANONIEK)$/;

export interface ZelfDeps {
  readonly bank: Werkbank;
  readonly routing: () => Routing;
  readonly hub: HubAdres;
  readonly xmlLimieten: XmlLimieten;
  readonly nieuweReferentie: () => string;
}

/** A message of the hub, ready for the intake; `antwoord`: what the sender hears at once instead of the fault. */
export interface EigenBericht {
  readonly bytes: Buffer;
  readonly beller: Beller & { readonly soort: 'hub' };
  readonly partijen: { readonly afzender: PartijAanduiding; readonly ontvanger: PartijAanduiding };
  readonly antwoord?: Antwoord;
}

export interface Geweigerd {
  readonly o: Ontvangst;
  readonly code: FoutCode;
  readonly meldingen: readonly Melding[];
  readonly gelezen: Gelezen | null;
  readonly kop: Kop | null;
  /** RFC 3339. */
  readonly nu: string;
}

/** `stuf.bodyfout: fo01`: receipt at once and the fault as a message to the sender. null where Fo03 stays the answer: then everything that Fo03 is for has been looked at. */
export function foutNaBevestiging(g: Geweigerd, soap: XmlAdapter | null, om: Omit<FoutInvoer, 'code' | 'meldingen' | 'lezing' | 'kop' | 'endpoint'>, d: ZelfDeps): EigenBericht | null {
  const { gelezen, kop } = g;
  const afzender = kop?.adressering.afzender ?? null;
  if (!soap?.soap?.laterFout || gelezen?.soort !== 'xml' || gelezen.gevonden.adapter !== soap || !kop || !afzender) return null;
  // Everything that Fo03 is for goes before a receipt: an addressee that nobody knows (StUF010), and a sender that the fault could never reach (StUF013).
  const routing = d.routing();
  const { ontvanger } = kop.adressering;
  if (!ontvanger || (!routing.isHub(ontvanger) && routing.findParty(ontvanger, g.nu.slice(0, 10)) === null)) return null;
  if (routing.findParty(afzender, g.nu.slice(0, 10)) === null) return null;
  // Whoever hands in a message in another's name makes us say nothing to that other.
  if (!spreektVoor(routing, g.o.beller, afzender, g.nu.slice(0, 10))) return null;
  const uit = soap.soap.laterFout({ ...om, code: g.code, meldingen: g.meldingen, lezing: gelezen.lezing, kop, endpoint: g.o.endpoint ?? '', berichtReferentie: d.nieuweReferentie() });
  if (!uit) return null;
  const { oin, organisatie, applicatie, administratie } = d.hub;
  return {
    bytes: Buffer.from(uit.bericht, 'utf8'), beller: { soort: 'hub' }, antwoord: uit.bevestiging,
    partijen: { afzender: { oin, organisatie, applicatie, ...(administratie ? { administratie } : {}) }, ontvanger: afzender },
  };
}

/**
 * `technischeAfkeur` of the party that the message was for: the standard's technical retour in its name. Not for what came in an envelope: there the
 * chain's own fault says it.
 */
export async function technischeRetour(g: Geweigerd, begin: () => Buffer, d: ZelfDeps): Promise<EigenBericht | null> {
  const { gelezen, kop } = g;
  if (!gelezen || !kop || !INHOUD.test(g.code) || (g.o.kanaal !== 'rest' && g.o.kanaal !== 'map')) return null;
  const { afzender, ontvanger } = kop.adressering;
  if (!afzender || !ontvanger || kop.adressering.soort !== 'geadresseerd') return null;
  const { adapter, soort } = gelezen.gevonden as { readonly adapter: Adapter; readonly soort: typeof gelezen.gevonden.soort };
  const routing = d.routing();
  const partij = routing.findParty(ontvanger, g.nu.slice(0, 10));
  if (!partij?.technischeAfkeur?.includes(soort.standaard) || routing.findParty(afzender, g.nu.slice(0, 10)) === null || !spreektVoor(routing, g.o.beller, afzender, g.nu.slice(0, 10))) return null;
  const invoer = { meldingen: g.meldingen, nu: g.nu, referentie: d.nieuweReferentie() };
  const retour = gelezen.soort === 'xml' ? (adapter as XmlAdapter).technischeRetour?.(gelezen.lezing, invoer) : (adapter as RecordAdapter).technischeRetour?.(soort, begin(), invoer);
  if (!retour) return null;
  const partijen = { afzender: ontvanger, ontvanger: afzender };
  const beller = { soort: 'hub' as const, partij: partij.id };
  if ('bytes' in retour) return { bytes: retour.bytes, beller, partijen };
  const doel = d.bank.register.berichten(soort.standaard, retour.berichttype, soort.versie)[0];
  if (!doel) return null;
  const uit = await stelOp([retour.event], doel, d.bank, { nu: g.nu, referentie: invoer.referentie, limieten: d.xmlLimieten });
  return uit.soort === 'opgesteld' ? { bytes: uit.bytes, beller, partijen } : null;
}
