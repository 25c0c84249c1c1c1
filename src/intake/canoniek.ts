// Canonical in: a party's own word, as CloudEvents, becomes a message of a sector's standard (docs/design/terugweg.md, "Canonical in"). Made here, and from
// then on a message like any other: what is stored are the bytes that leave. Reference and moment come from the events, so the same events give the same bytes.
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { verschillen } from '../mapping/vergelijk.ts';
import type { Partij, Routing } from '../routing/port.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Store } from '../store/port.ts';
import { uuidv5 } from '../canonical/uuid.ts';
import { type Aangeboden, type AangebodenEvent, veiligPad } from './cloudevents.ts';
import { doorloop } from './controle.ts';
import { vindDoel } from './doelbericht.ts';
import { type HeenDeps, isRetour, vindHeen, vulRetour } from './heenbericht.ts';
import type { Beller } from './port.ts';
import type { Gevonden } from './register.ts';
import { inhoudVan, isEnvelop } from './omhullen.ts';
import { stelAllesOpVoor } from './vertaalNaar.ts';

type Json = Record<string, unknown>;

export interface CanoniekDeps extends HeenDeps {
  readonly store: HeenDeps['store'] & Pick<Store, 'document' | 'documentMessages'>;
  /** Bytes of a message, at most: its documents together are no more. */
  readonly grens: number;
}

export interface CanoniekInvoer {
  readonly aangeboden: Aangeboden;
  readonly reeks: boolean;
  readonly als?: string;
  readonly metVerlies: boolean;
  readonly beller: Beller;
  readonly vandaag: string;
}

export type CanoniekUitkomst =
  | { readonly soort: 'gemaakt'; readonly bytes: Buffer; readonly doel: Gevonden; /** JSON paths of what the message does not hold. */ readonly verlies: readonly string[] }
  | { readonly soort: 'geweigerd'; readonly code: FoutCode; readonly meldingen: readonly Melding[]; readonly doel: Gevonden | null };

const melding = (code: FoutCode, pad: string, tekst: string): Melding => ({ code, regel: 0, pad, tekst });
const object = (w: unknown): Json => (typeof w === 'object' && w !== null && !Array.isArray(w) ? (w as Json) : {});

/** What the hub knows of a message and a party has no need to say; whatever it says of it is passed over, so that an event that was read can be sent on. */
const VAN_DE_HUB = ['id', 'mapping', 'schema', 'sha256', 'nietVertaald'];
const PROEF = { id: '00000000-0000-7000-8000-000000000000', mapping: { naam: 'canoniek', versie: '1' }, schema: { naam: 'canoniek', versie: '1' }, sha256: '0'.repeat(64), nietVertaald: [] };

export async function maakVanEvents(i: CanoniekInvoer, d: CanoniekDeps): Promise<CanoniekUitkomst> {
  const weiger = (code: FoutCode, meldingen: readonly Melding[], doel: Gevonden | null = null): CanoniekUitkomst => ({ soort: 'geweigerd', code, meldingen, doel });
  const { events } = i.aangeboden;
  const plek = (n: number): string => (i.reeks ? `/${n}/data` : '/data');
  const doel = doelVan(i, d);
  if ('tekst' in doel) return weiger('KP_OPSTELLEN', [melding('KP_OPSTELLEN', `${plek(0)}/bericht`, doel.tekst)]);

  const gevuld = new Set<string>();
  const partij = i.beller.soort === 'partij' ? d.routing().party(i.beller.partij) : null;
  let zonderHeen = false;
  const klaar: TeSchrijvenEvent[] = [];
  // In an envelope goes the message that the event says it is.
  const binnen = isEnvelop(doel) ? (inhoudVan(events, d.bank.register) ?? doel) : doel;
  let kruisEnvelop: string | null = null;
  for (const [n, e] of events.entries()) {
    const data: Json = { personen: [], ...e.data, bericht: Object.fromEntries(Object.entries(object(e.data.bericht)).filter(([k]) => !VAN_DE_HUB.includes(k))) };
    if (i.beller.soort === 'partij' && !isZelf(object(data.bericht).afzender, partij, d.routing(), i.vandaag)) {
      return weiger('KP_GEEN_TOEGANG', [melding('KP_GEEN_TOEGANG', `${plek(n)}/bericht/afzender`, 'een partij spreekt alleen namens zichzelf')], doel);
    }
    if (isRetour(data)) {
      const heen = await vindHeen(data, binnen, partij?.id ?? null, e.bericht, i.vandaag, d);
      if (heen) for (const pad of vulRetour(data, heen.data)) gevuld.add(pad);
      else zonderHeen = true;
      kruisEnvelop ??= heen?.envelop ?? null;
    }
    vulAfzender(data, partij, gevuld);
    klaar.push({ type: e.type, data });
  }
  const fouten = klaar.flatMap((e, n) => keur(e, binnen, plek(n), d));
  if (fouten.length > 0) return weiger('KP_OPSTELLEN', fouten, doel);

  const documenten = new Map<string, Uint8Array>();
  const zonder = await leesDocumenten(klaar, i.beller, d, documenten, plek);
  if (zonder.length > 0) return weiger('KP_OPSTELLEN', zonder, doel);
  const eerste = events[0] as AangebodenEvent;
  const uit = await stelAllesOpVoor(klaar, doel, d.bank, {
    nu: eerste.time,
    referentie: uuidv5(JSON.stringify([eerste.source, eerste.id])),
    limieten: d.xmlLimieten,
    document: (sha256) => documenten.get(sha256) ?? null,
    metVerlies: true,
    ...(kruisEnvelop === null ? {} : { kruisEnvelop }),
    // A retour names itself in two places; the one that the head fills in needs no other hand.
    erbij: ['retour.referentie', 'retour.dagtekening'],
  });
  if (uit.soort === 'geweigerd') {
    const uitleg = zonderHeen ? [melding('KP_OPSTELLEN', `${plek(0)}/retour/opBericht`, 'het bericht waarop dit slaat is hier niet, of was niet aan deze partij gericht; wat de retour ervan herhaalt moet er dan in staan')] : [];
    return weiger(uit.meldingen.some((m) => m.code === 'KP_GEEN_VERTALING') ? 'KP_GEEN_VERTALING' : 'KP_OPSTELLEN', [...uitleg, ...uit.meldingen], doel);
  }
  const [bericht, ...meer] = uit.berichten;
  if (!bericht || meer.length > 0) return weiger('KP_OPSTELLEN', [melding('KP_OPSTELLEN', '/', `hieruit worden ${uit.berichten.length} berichten; bied elk onderdeel apart aan`)], doel);
  // What the hub filled in and the message has no place for was nobody's to lose.
  const eigen = (pad: string): boolean => [...gevuld].some((g) => pad === g || pad.startsWith(`${g}.`) || pad.startsWith(`${g}[`));
  const anders = await zonderVolgorde(bericht.verlies.filter((pad) => !eigen(pad)), klaar, bericht.bytes, d);
  const verlies = anders.map((pad) => veiligPad(i.reeks ? '' : '/data', pad));
  if (verlies.length > 0 && !i.metVerlies) return weiger('KP_VERLIES', verlies.map((pad) => melding('KP_VERLIES', pad, `${doel.soort.berichttype} kan dit gegeven niet (zo) doorgeven`)), doel);
  return { soort: 'gemaakt', bytes: bericht.bytes, doel, verlies: [...verlies, ...bericht.afgesproken.map(({ pad }) => veiligPad(i.reeks ? '' : '/data', pad))] };
}

/** The message that is meant: what the caller names, else what the event says of itself. */
function doelVan(i: CanoniekInvoer, d: CanoniekDeps): Gevonden | { readonly tekst: string } {
  const b = object(i.aangeboden.events[0]?.data.bericht);
  const delen = [b.standaard, b.berichttype, ...(b.standaardversie === undefined ? [] : [b.standaardversie])];
  const als = i.als ?? (delen.every((x) => typeof x === 'string' && /^[A-Za-z0-9_.-]{1,60}$/.test(x)) ? delen.join(':') : null);
  if (als === null) return { tekst: 'noem het bericht: ?als=standaard:berichttype, of bericht.standaard en bericht.berichttype' };
  try {
    return vindDoel(d.bank.register, als);
  } catch (e) {
    // What the caller asked for may be said back; what stands in the event not.
    return { tekst: i.als !== undefined && e instanceof Error ? e.message : 'bericht.standaard, bericht.berichttype en bericht.standaardversie noemen geen bericht dat er is' };
  }
}

const NUMMERS = ['oin', 'gemeentecode', 'agb', 'uzovi', 'kvk'] as const;

/** Does a stated sender leave room for somebody else than this party? Names and addresses are looked at again in the message itself. */
function isZelf(afzender: unknown, partij: Partij | null, routing: Routing, vandaag: string): boolean {
  const a = object(afzender);
  const nummers = Object.fromEntries(NUMMERS.flatMap((k) => (typeof a[k] === 'string' ? [[k, a[k]]] : []))) as PartijAanduiding;
  if (Object.keys(nummers).length === 0) return true;
  return partij !== null && routing.findParty(nummers, vandaag)?.id === partij.id;
}

/** The caller as sender, where the event does not say who it is from. */
function vulAfzender(data: Json, partij: Partij | null, gevuld: Set<string>): void {
  if (!partij) return;
  const bericht = object(data.bericht);
  const gegeven = object(bericht.afzender);
  const uit: Json = { ...gegeven };
  for (const k of ['soort', ...NUMMERS, 'naam'] as const) {
    if (uit[k] !== undefined || partij[k] === undefined) continue;
    uit[k] = partij[k];
    gevuld.add(`bericht.afzender.${k}`);
  }
  bericht.afzender = uit;
}

/** Findings of the canonical schema, by JSON path. */
function keur(e: TeSchrijvenEvent, doel: Gevonden, plek: string, d: CanoniekDeps): Melding[] {
  const { soort } = doel;
  const bericht = { standaard: soort.standaard, standaardversie: soort.versie, berichttype: soort.berichttype, ...object(e.data.bericht), ...PROEF };
  return d.bank.catalogus.controleer(e.type, { ...e.data, bericht }).map((m) => ({ ...m, pad: veiligPad(plek, m.pad), tekst: m.tekst.replace(' in de vertaling', '') }));
}

/**
 * Content behind claim checks: the store has it and the caller may have it (it handed in the message that refers to it, or was given an event of one). What
 * is not there and what is not theirs is one finding: nothing goes out without its content.
 */
async function leesDocumenten(events: readonly TeSchrijvenEvent[], beller: Beller, { store, grens }: CanoniekDeps, uit: Map<string, Uint8Array>, plek: (n: number) => string): Promise<Melding[]> {
  const genoemd: { readonly sha256: string; readonly pad: string }[] = [];
  const loop = (w: unknown, voorvoegsel: string, pad: string): void => {
    if (typeof w !== 'object' || w === null) return;
    const { sha256 } = w as Json;
    if (typeof sha256 === 'string') genoemd.push({ sha256, pad: veiligPad(voorvoegsel, pad) });
    for (const [k, x] of Object.entries(w)) loop(x, voorvoegsel, `${pad}/${k}`);
  };
  events.forEach((e, n) => loop(e.data, plek(n), ''));
  const meldingen: Melding[] = [];
  let samen = 0;
  for (const { sha256, pad } of genoemd) {
    if (uit.has(sha256)) continue;
    const document = (await magHebben(sha256, beller, store)) ? await store.document(sha256) : null;
    samen += document?.bytes.byteLength ?? 0;
    // They all stand in memory for a message that would be refused for its size.
    if (samen > grens) return [melding('KP_OPSTELLEN', pad, `de documenten van dit bericht zijn samen groter dan de ${grens} bytes van een bericht`)];
    if (document && document.bytes.byteLength > 0) uit.set(sha256, document.bytes);
    else meldingen.push(melding('KP_OPSTELLEN', pad, 'dit document is hier niet, of niet voor deze partij'));
  }
  return meldingen;
}

const REGELS = 'retour.regels';

/** Lines of a judgement are about what they name, wherever they stand: another order than that of the message is no loss. */
async function zonderVolgorde(verlies: readonly string[], events: readonly TeSchrijvenEvent[], bytes: Buffer, d: CanoniekDeps): Promise<readonly string[]> {
  const isRegel = (pad: string): boolean => pad === REGELS || pad.startsWith(`${REGELS}[`);
  if (!verlies.some(isRegel)) return verlies;
  const uit = await doorloop({ soort: 'geheugen', bytes }, d.bank, d.xmlLimieten);
  if (uit.soort !== 'geslaagd' || uit.events.length !== events.length) return verlies;
  const gesorteerd = (data: Readonly<Json>): Json => {
    const regels = object(data.retour).regels;
    const sleutel = (r: unknown): string => JSON.stringify(Object.entries(object(object(r).verwijzing)).sort()) + JSON.stringify(object(r).codes ?? null);
    return { ...data, retour: { ...object(data.retour), ...(Array.isArray(regels) ? { regels: [...(regels as unknown[])].sort((a, b) => (sleutel(a) < sleutel(b) ? -1 : 1)) } : {}) } };
  };
  const blijft = uit.events.some((e, n) => verschillen(gesorteerd(events[n]!.data), gesorteerd(e.data)).some(isRegel));
  return blijft ? verlies : verlies.filter((pad) => !isRegel(pad));
}

const GEKREGEN = new Set(['klaargezet', 'afgeleverd']);

async function magHebben(sha256: string, beller: Beller, store: CanoniekDeps['store']): Promise<boolean> {
  if (beller.soort === 'operator') return true;
  if (beller.soort !== 'partij') return false;
  const wie = [beller.partij, beller.oin];
  for (const id of await store.documentMessages(sha256)) {
    const m = await store.message(id);
    if (!m) continue;
    if (m.kop.beller === beller.oin || m.afleveringen.some((a) => a.niveau === 'wat' && GEKREGEN.has(a.staat) && wie.includes(a.partij))) return true;
  }
  return false;
}
