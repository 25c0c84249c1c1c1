// The way through for one message: read → check → translate, envelopes opened on the way. Used by `check`, `translate` and the hub alike, so that
// what the command line calls valid is what the hub accepts. No store.
import { readFileSync } from 'node:fs';
import type { Adressering } from '../sdk/adressering.ts';
import type { Kop, Omgeving, RecordToets } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Spoor } from '../mapping/vertaler.ts';
import type { Document } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { sha256 } from './inhoudshash.ts';
import { type GelezenRecords, type GelezenXml, type Leesfout, lees } from './lezen.ts';
import type { Herkend, Inhoud, VertaaldEvent } from './port.ts';
import { nummer, toetsRecords, toetsXml, vertaalRecords, vertaalXml, type Vertaalopdracht, type Werkbank } from './vertalen.ts';

export type Gelezen = GelezenXml | GelezenRecords;

/** A message that passed every check. */
export interface Geslaagd {
  readonly soort: 'geslaagd';
  readonly herkend: Herkend;
  readonly gelezen: Gelezen;
  readonly kop: Kop;
  readonly adressering: Adressering;
  /** The message inside an envelope (GGK), with its own head. */
  readonly inhoud: { readonly gelezen: Gelezen; readonly kop: Kop } | null;
  readonly events: readonly VertaaldEvent[];
  readonly documenten: readonly Document[];
  /** Large spooled record message: only the head event is in `events`; the relay makes the parts. */
  readonly groot: boolean;
}

export interface Gezakt {
  readonly soort: 'gezakt';
  readonly herkend: Herkend;
  readonly uitkomst: 'ongeldig' | 'niet-gecontroleerd';
  readonly code: FoutCode;
  readonly meldingen: readonly Melding[];
  readonly gelezen: Gelezen | null;
  readonly kop: Kop | null;
}

export interface Doorgangopties {
  readonly berichtId: string;
  /** SHA-256 of the bytes, where the caller has it already. */
  readonly sha256?: string;
  readonly spoor?: (s: Spoor) => void;
  /** Who sends and who is meant, whatever the message says. */
  readonly partijen?: { readonly afzender: PartijAanduiding; readonly ontvanger: PartijAanduiding };
}

/** What a read message is named by, before any check; the hub looks for repeats with it. */
export function leesBericht(inhoud: Inhoud, omgeving: Omgeving, bank: Werkbank, limieten: XmlLimieten): Gelezen | Leesfout {
  return lees(inhoud, omgeving, bank.register, limieten);
}

const gezakt = (gelezen: Gelezen, kop: Kop | null, t: { uitkomst: 'geldig' | 'ongeldig' | 'niet-gecontroleerd'; code: FoutCode; meldingen: readonly Melding[] }): Gezakt => ({
  soort: 'gezakt',
  herkend: gelezen.herkend,
  uitkomst: t.uitkomst === 'niet-gecontroleerd' ? 'niet-gecontroleerd' : 'ongeldig',
  code: t.code,
  meldingen: t.meldingen,
  gelezen,
  kop,
});

/** Same party, as far as both say: an envelope that names a municipality agrees with a payload that names it by code. */
function zelfdePartij(a: PartijAanduiding | null, b: PartijAanduiding | null): boolean {
  if (!a || !b) return true;
  const codes = (p: PartijAanduiding): string[] => [p.gemeentecode, p.agb, p.uzovi, p.oin].filter((x): x is string => x !== undefined);
  const ca = codes(a);
  const cb = codes(b);
  return ca.length === 0 || cb.length === 0 || ca.some((x) => cb.includes(x));
}

const metPartijen = (kop: Kop, o: Doorgangopties): Kop => (o.partijen ? { ...kop, adressering: { ...o.partijen, soort: 'geadresseerd' } } : kop);

/** Checks and translates what was read. */
export async function doorgang(gelezen: Gelezen, inhoud: Inhoud, bank: Werkbank, limieten: XmlLimieten, opties: Doorgangopties): Promise<Geslaagd | Gezakt> {
  return gelezen.soort === 'xml' ? doorXml(gelezen, inhoud, bank, limieten, opties) : doorRecords(gelezen, inhoud, bank, opties);
}

async function doorXml(gelezen: GelezenXml, inhoud: Inhoud, bank: Werkbank, limieten: XmlLimieten, opties: Doorgangopties): Promise<Geslaagd | Gezakt> {
  const toets = toetsXml(gelezen, bank);
  if (toets.uitkomst !== 'geldig' || !toets.kop) return gezakt(gelezen, toets.kop, toets);
  const kop = metPartijen(toets.kop, opties);
  const { adapter } = gelezen.gevonden;
  if (gelezen.gevonden.soort.mapping === null) {
    const payload = adapter.payload?.(gelezen.lezing);
    if (!payload) return gezakt(gelezen, kop, { uitkomst: 'niet-gecontroleerd', code: 'KP_NIET_GECONTROLEERD', meldingen: [{ code: 'KP_NIET_GECONTROLEERD', regel: 0, pad: '/', tekst: 'de inhoud van de envelop is niet te lezen' }] });
    if ('meldingen' in payload) return gezakt(gelezen, kop, { uitkomst: 'ongeldig', code: 'KP_REGEL', meldingen: payload.meldingen });
    return doorEnvelop(gelezen, kop, payload.bytes, bank, limieten, opties);
  }
  const v = vertaalXml(gelezen, { ...opdracht(kop, kop.adressering, opties.sha256 ?? sha256VanInhoud(inhoud), opties), bytes: bytesVan(inhoud) }, bank);
  if (v.meldingen.length > 0) return gezakt(gelezen, kop, { uitkomst: 'ongeldig', code: v.meldingen[0]!.code === 'KP_CANONIEK' ? 'KP_CANONIEK' : 'KP_VERTALING', meldingen: v.meldingen });
  const teGroot = teGrootEvent(v.events, inhoud);
  if (teGroot) return gezakt(gelezen, kop, { uitkomst: 'ongeldig', code: 'KP_TE_GROOT', meldingen: [teGroot] });
  return { soort: 'geslaagd', herkend: gelezen.herkend, gelezen, kop, adressering: kop.adressering, inhoud: null, events: v.events, documenten: v.documenten, groot: false };
}

/** Bytes of JSON of one event, at most: below what a record on a topic may hold, so that nothing is accepted that could never be published. */
const EVENT_HOOGSTENS = 12 * 1024 * 1024;

/** An event that no topic takes. Documents stand apart, so only a large message is looked at. */
function teGrootEvent(events: readonly VertaaldEvent[], inhoud: Inhoud): Melding | null {
  const omvang = inhoud.soort === 'geheugen' ? inhoud.bytes.length : inhoud.omvang;
  if (omvang < EVENT_HOOGSTENS / 8) return null;
  const over = events.some((e) => Buffer.byteLength(JSON.stringify(e.data)) > EVENT_HOOGSTENS);
  return over ? { code: 'KP_TE_GROOT', regel: 1, pad: '/', tekst: `een event uit dit bericht zou groter worden dan ${EVENT_HOOGSTENS} bytes; verdeel het over meer berichten` } : null;
}

/** An envelope: its payload goes the same way; sender and receiver are the envelope's. */
async function doorEnvelop(envelop: GelezenXml, kop: Kop, bytes: Buffer, bank: Werkbank, limieten: XmlLimieten, opties: Doorgangopties): Promise<Geslaagd | Gezakt> {
  const binnen: Inhoud = { soort: 'geheugen', bytes };
  const gelezen = lees(binnen, { kanaal: 'payload' }, bank.register, limieten);
  if (gelezen.soort === 'fout') return { soort: 'gezakt', herkend: envelop.herkend, uitkomst: gelezen.uitkomst, code: gelezen.code, meldingen: gelezen.meldingen, gelezen: envelop, kop };
  if (gelezen.soort === 'xml' && gelezen.gevonden.soort.mapping === null) {
    return gezakt(envelop, kop, { uitkomst: 'ongeldig', code: 'KP_REGEL', meldingen: [{ code: 'KP_REGEL', regel: 0, pad: '/', tekst: 'een envelop in een envelop is niet toegestaan' }] });
  }
  const { sha256: _envelop, partijen: _partijen, ...rest } = opties;
  const uit = await doorgang(gelezen, binnen, bank, limieten, rest);
  if (uit.soort === 'gezakt') return { ...uit, herkend: envelop.herkend, gelezen: envelop, kop };
  const eigen = uit.kop.adressering;
  const gelijk = zelfdePartij(kop.adressering.afzender, eigen.afzender) && zelfdePartij(kop.adressering.ontvanger, eigen.ontvanger);
  const adressering: Adressering = gelijk
    ? { ...eigen, afzender: eigen.afzender ?? kop.adressering.afzender, ontvanger: eigen.ontvanger ?? kop.adressering.ontvanger, ...(kop.adressering.soort === 'onbestelbaar' ? { soort: 'onbestelbaar' as const } : {}) }
    : { ...kop.adressering, soort: 'onbestelbaar', reden: 'de envelop en het bericht erin noemen andere partijen' };
  return { ...uit, herkend: envelop.herkend, gelezen: envelop, kop, adressering, inhoud: { gelezen, kop: uit.kop } };
}

async function doorRecords(gelezen: GelezenRecords, inhoud: Inhoud, bank: Werkbank, opties: Doorgangopties): Promise<Geslaagd | Gezakt> {
  const toets = await toetsRecords(gelezen, bank);
  if (toets.uitkomst !== 'geldig' || !toets.kop || !toets.records) {
    const zonderKop = toets.uitkomst === 'geldig';
    return gezakt(gelezen, toets.kop, zonderKop ? { uitkomst: 'niet-gecontroleerd', code: 'KP_NIET_GECONTROLEERD', meldingen: [{ code: 'KP_NIET_GECONTROLEERD', regel: 0, pad: '/', tekst: 'de kop van het bericht is niet te lezen' }] } : toets);
  }
  const kop = metPartijen(toets.kop, opties);
  const { records } = toets;
  const o = opdracht(kop, kop.adressering, sha256VanInhoud(inhoud), opties);
  const events: { type: string; data: Record<string, unknown> }[] = [];
  // Parts of a spooled message were mapped and checked in the first pass; the relay makes them from the claim check. A message that is in memory
  // anyway has few parts, and no file that the relay could make them from: they all come now.
  const later = records.groot && inhoud.soort === 'spool';
  for await (const e of vertaalRecords(gelezen, records, o, bank)) {
    events.push(e);
    if (later) break;
  }
  const meldingen = events.length === 0 ? [{ code: 'KP_VERTALING', regel: 0, pad: '/', tekst: 'de vertaling gaf geen enkel event' }] : [];
  if (meldingen.length > 0) return gezakt(gelezen, kop, { uitkomst: 'ongeldig', code: 'KP_VERTALING', meldingen });
  return { soort: 'geslaagd', herkend: gelezen.herkend, gelezen, kop, adressering: kop.adressering, inhoud: null, events: nummer(events, o), documenten: records.groot ? claimVan(events, inhoud) : [], groot: later };
}

/** The file itself as the document that the head of a large message refers to; of a spooled file only its name, the bytes stay where they are. */
function claimVan(events: readonly { readonly data: Record<string, unknown> }[], inhoud: Inhoud): Document[] {
  const sha = sha256VanInhoud(inhoud);
  for (const onderwerp of Object.values(events[0]?.data ?? {})) {
    const claim = (onderwerp as { inhoud?: { sha256?: unknown; mediatype?: unknown } } | null)?.inhoud;
    if (claim?.sha256 === sha) return [{ sha256: sha, mediatype: String(claim.mediatype), bytes: inhoud.soort === 'spool' ? new Uint8Array() : inhoud.bytes }];
  }
  return [];
}

/** The parts of a large record message, for the relay: ordinals from 2, the same on every call. */
export async function* delenVan(inhoud: Inhoud, berichtId: string, bank: Werkbank, limieten: XmlLimieten): AsyncGenerator<VertaaldEvent> {
  const gelezen = lees(inhoud, { kanaal: 'payload' }, bank.register, limieten);
  if (gelezen.soort !== 'records') return;
  const toets: { records?: RecordToets; kop: Kop | null } = await toetsRecords(gelezen, bank);
  if (!toets.records || !toets.kop) return;
  const o = opdracht(toets.kop, toets.kop.adressering, sha256VanInhoud(inhoud), { berichtId });
  let ordinaal = 0;
  for await (const e of vertaalRecords(gelezen, toets.records, o, bank)) {
    ordinaal += 1;
    if (ordinaal > 1) yield nummer([e], o, ordinaal)[0]!;
  }
}

const bytesVan = (inhoud: Inhoud): Uint8Array => (inhoud.soort === 'geheugen' ? inhoud.bytes : readFileSync(inhoud.pad));

const sha256VanInhoud = (inhoud: Inhoud): string => (inhoud.soort === 'geheugen' ? sha256(inhoud.bytes) : inhoud.sha256);

const opdracht = (kop: Kop, adressering: Adressering, hash: string, opties: Doorgangopties): Vertaalopdracht => ({
  berichtId: opties.berichtId,
  sha256: hash,
  adressering,
  kop,
  ...(opties.spoor ? { spoor: opties.spoor } : {}),
});
