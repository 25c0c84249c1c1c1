// Second half of the way in: a read message → checked, mapped to canonical events, each validated. Three outcomes, never a fourth.
import type { Eventcatalogus } from '../canonical/eventschema.ts';
import { persoonsleutelVan, sleutelVan } from '../canonical/sleutel.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { BerichtSoort, Kop, RecordEvent, RecordGereedschap, RecordToets } from '../sdk/adapter.ts';
import { FOUTEN, type FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Spoor } from '../mapping/vertaler.ts';
import type { Document } from '../store/port.ts';
import { SchemaNietBeschikbaar, type SchemaValidator } from '../xml/port.ts';
import { readFileSync } from 'node:fs';
import { inDelen } from './declaratiedelen.ts';
import { sha256 } from './inhoudshash.ts';
import type { GelezenRecords, GelezenXml } from './lezen.ts';
import { partijVan } from './partij.ts';
import type { Gevonden, Register } from './register.ts';
import type { VertaaldEvent } from './port.ts';

/** Official sets that the operator installed: checked beside our own profile. Absent sets give null. */
export interface OfficieleSchemas {
  controleer(soort: BerichtSoort, gelezen: GelezenXml): readonly Melding[] | null;
}

export interface Werkbank {
  readonly register: Register;
  readonly schemas: SchemaValidator;
  readonly catalogus: Eventcatalogus;
  readonly officieel: OfficieleSchemas | null;
}

export interface Toetsuitkomst {
  readonly uitkomst: 'geldig' | 'ongeldig' | 'niet-gecontroleerd';
  readonly code: FoutCode;
  readonly meldingen: readonly Melding[];
  readonly kop: Kop | null;
  /** Records: what the second pass needs. */
  readonly records?: RecordToets;
}

const GELDIG = (kop: Kop | null): Toetsuitkomst => ({ uitkomst: 'geldig', code: 'KP_SCHEMA', meldingen: [], kop });

/** Schema (profile, then official set), then the rules of the standard, then the head. */
export function toetsXml(g: GelezenXml, bank: Werkbank): Toetsuitkomst {
  const { adapter, soort } = g.gevonden;
  try {
    const profiel = bank.schemas.controleer({ map: adapter.spec.schemas, pad: soort.schema }, g.lezing.bron);
    const officieel = bank.officieel?.controleer(soort, g) ?? [];
    const meldingen = [...profiel, ...officieel.filter((o) => !profiel.some((p) => p.pad === o.pad && p.regel === o.regel))];
    if (meldingen.length > 0) return { uitkomst: 'ongeldig', code: 'KP_SCHEMA', meldingen, kop: g.kop };
  } catch (e) {
    if (!(e instanceof SchemaNietBeschikbaar)) throw e;
    return { uitkomst: 'niet-gecontroleerd', code: 'KP_NIET_GECONTROLEERD', meldingen: [{ code: 'KP_NIET_GECONTROLEERD', regel: 0, pad: '/', tekst: e.message }], kop: g.kop };
  }
  const regels = adapter.controleer?.(g.lezing) ?? [];
  if (regels.length > 0) return { uitkomst: 'ongeldig', code: regels[0]!.code in FOUTEN ? (regels[0]!.code as FoutCode) : 'KP_REGEL', meldingen: regels, kop: g.kop };
  const kop = g.kop ?? adapter.kop(g.lezing);
  if (kop.meldingen && kop.meldingen.length > 0) {
    const code = kop.meldingen[0]!.code;
    return { uitkomst: 'ongeldig', code: code in FOUTEN ? (code as FoutCode) : 'KP_STUURGEGEVENS', meldingen: kop.meldingen, kop };
  }
  return GELDIG(kop);
}

export interface Vertaalopdracht {
  readonly berichtId: string;
  readonly sha256: string;
  readonly adressering: Adressering;
  readonly kop: Kop;
  readonly spoor?: (s: Spoor) => void;
  /** The message as received: the claim check of a declaratie that is cut into parts. Absent: it is not cut. */
  readonly bytes?: Uint8Array;
}

export interface Vertaling {
  readonly events: readonly VertaaldEvent[];
  readonly documenten: readonly Document[];
  readonly meldingen: readonly Melding[];
}

/** Keeps binaries that leave the message as claim checks. */
export class Documentenbak {
  readonly documenten = new Map<string, Document>();
  readonly document = (bytes: Buffer, mediatype: string): { sha256: string; bytes: number; mediatype: string } => {
    const hash = sha256(bytes);
    if (!this.documenten.has(hash)) this.documenten.set(hash, { sha256: hash, mediatype, bytes });
    return { sha256: hash, bytes: bytes.length, mediatype };
  };
}

/** `data.bericht`: what rows wrote, completed with what the core knows. Key order is the model's, so that the same message gives the same text. */
function berichtBlok(uitRijen: Record<string, unknown>, gevonden: Gevonden, o: Vertaalopdracht, mapping: { naam: string; versie: string }, nietVertaald: readonly { pad: string; aantal: number }[]): Record<string, unknown> {
  const { soort, adapter } = gevonden;
  const uit: Record<string, unknown> = { id: o.berichtId, standaard: soort.standaard, standaardversie: soort.versie, berichttype: soort.berichttype };
  const zet = (naam: string, waarde: unknown): void => {
    const w = uitRijen[naam] ?? waarde;
    if (w !== undefined) uit[naam] = w;
  };
  zet('referentie', o.kop.referentie);
  zet('kruisreferentie', o.kop.kruisreferentie);
  if (o.kop.proef === true || uitRijen.proef === true) uit.proef = true;
  zet('verzondenOp', o.kop.verzondenOp);
  const zetPartij = (naam: string, aanduiding: PartijAanduiding | null): void => {
    const partij = samen(uitRijen[naam] as Record<string, unknown> | undefined, partijVan(aanduiding));
    if (partij) uit[naam] = partij;
  };
  zetPartij('afzender', o.adressering.afzender);
  zetPartij('ontvanger', o.adressering.ontvanger);
  for (const [k, w] of Object.entries(uitRijen)) if (!(k in uit)) uit[k] = w;
  uit.mapping = mapping;
  uit.schema = { naam: soort.schema.replace(/\.(xsd|json)$/, ''), versie: adapter.spec.versie };
  uit.sha256 = o.sha256;
  uit.nietVertaald = nietVertaald;
  return uit;
}

/**
 * A party that rows wrote and the one that the head names: one when they share an identifier. Where they do not (an envelope that names others than
 * its payload) the head's holds alone.
 */
function samen(rij: Record<string, unknown> | undefined, kop: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (!rij || !kop) return kop ?? rij;
  const gelijk = ['oin', 'gemeentecode', 'agb', 'uzovi', 'kvk'].some((k) => rij[k] !== undefined && rij[k] === kop[k]);
  return gelijk ? { ...kop, ...rij } : kop;
}

interface RuwEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

function maakAf(gevonden: Gevonden, o: Vertaalopdracht, ruw: readonly RuwEvent[], nietVertaald: readonly { pad: string; aantal: number }[], bank: Werkbank, meldingen: Melding[]): RuwEvent[] {
  const { tabel } = bank.register.vertaler(gevonden);
  return ruw.map(({ type, data }) => {
    const { bericht, personen, ...rest } = data;
    const vol = { bericht: berichtBlok((bericht ?? {}) as Record<string, unknown>, gevonden, o, { naam: tabel.naam, versie: tabel.versie }, nietVertaald), personen: personen ?? [], ...rest };
    meldingen.push(...bank.catalogus.controleer(type, vol));
    return { type, data: vol };
  });
}

const alsVertaald = (events: readonly RuwEvent[], o: Vertaalopdracht): VertaaldEvent[] =>
  events.map((e, i) => ({ ordinaal: i + 1, type: e.type, sleutel: sleutelVan(e.type, e.data, o.berichtId), persoonsleutel: persoonsleutelVan(e.data), data: e.data }));

/** Maps a checked XML message. Findings mean that nothing was translated. */
export function vertaalXml(g: GelezenXml, o: Vertaalopdracht, bank: Werkbank): Vertaling {
  const bak = new Documentenbak();
  const { soort } = g.gevonden;
  const uit = bank.register.vertaler(g.gevonden).vertaal({
    wortel: g.lezing.bron.wortel,
    standaard: soort.standaard,
    berichttype: soort.berichttype,
    variant: o.kop.variant,
    om: bak,
    ...(o.spoor ? { spoor: o.spoor } : {}),
  });
  const meldingen = [...uit.meldingen];
  if (meldingen.length > 0) return { events: [], documenten: [], meldingen };
  const heel = maakAf(g.gevonden, o, uit.events, uit.nietVertaald, bank, meldingen);
  if (meldingen.length > 0 || !o.bytes) return { events: alsVertaald(heel, o), documenten: [...bak.documenten.values()], meldingen };
  const claim = { sha256: o.sha256, bytes: o.bytes.length, mediatype: 'application/xml' };
  const events = heel.flatMap((e) => {
    const delen = inDelen(e, claim);
    if (!delen) meldingen.push({ code: 'KP_GRENS_TEKST', regel: 0, pad: '/', tekst: 'de tekst bij één prestatie is te lang om door te geven' });
    return delen ?? [];
  });
  if (events.length > heel.length) {
    bak.documenten.set(claim.sha256, { sha256: claim.sha256, mediatype: claim.mediatype, bytes: o.bytes });
    for (const e of events) meldingen.push(...bank.catalogus.controleer(e.type, e.data));
  }
  return { events: alsVertaald(events, o), documenten: [...bak.documenten.values()], meldingen };
}

/** What the core lends to a record adapter for one message. Findings of every mapped part are returned to the adapter. */
export function recordGereedschap(g: GelezenRecords, opdracht: () => Vertaalopdracht | null, bank: Werkbank, spoor?: (s: Spoor) => void): RecordGereedschap {
  const { soort, adapter } = g.gevonden;
  return {
    soort,
    maxDeel: 64 * 1024,
    leesSchema: (pad) => {
      try {
        return readFileSync(new URL(pad, adapter.spec.schemas), 'utf8');
      } catch {
        throw new SchemaNietBeschikbaar(`recordindeling ${pad} ontbreekt of is onleesbaar`);
      }
    },
    vertaal(wortel, eventtypen, variant) {
      const bak = new Documentenbak();
      const uit = bank.register.vertaler(g.gevonden).vertaal({ wortel, standaard: soort.standaard, berichttype: soort.berichttype, variant, om: bak, eventtypen, ...(spoor ? { spoor } : {}) });
      const meldingen = [...uit.meldingen];
      if (meldingen.length > 0) return { events: [], meldingen };
      const o = opdracht();
      // In the first pass the head is not known yet: parts are checked with a head that is valid for any message.
      const events = maakAf(g.gevonden, o ?? PROEFOPDRACHT, uit.events, uit.nietVertaald, bank, meldingen);
      return { events, meldingen };
    },
  };
}

const PROEFOPDRACHT: Vertaalopdracht = {
  berichtId: '00000000-0000-7000-8000-000000000000',
  sha256: '0'.repeat(64),
  adressering: { afzender: null, ontvanger: null, soort: 'onbestelbaar' },
  kop: { adressering: { afzender: null, ontvanger: null, soort: 'onbestelbaar' }, herhaalsleutel: null },
};

/** First pass over a record message. */
export async function toetsRecords(g: GelezenRecords, bank: Werkbank): Promise<Toetsuitkomst> {
  let toets: RecordToets;
  try {
    toets = await g.gevonden.adapter.toets(g.bron, recordGereedschap(g, () => null, bank));
  } catch (e) {
    if (!(e instanceof SchemaNietBeschikbaar)) throw e;
    return { uitkomst: 'niet-gecontroleerd', code: 'KP_NIET_GECONTROLEERD', meldingen: [{ code: 'KP_NIET_GECONTROLEERD', regel: 0, pad: '/', tekst: e.message }], kop: null };
  }
  if (toets.meldingen.length > 0) {
    const meldingen = toets.meer > 0 ? [...toets.meldingen, { code: 'KP_RECORD', regel: 0, pad: '/', tekst: `en nog ${toets.meer} bevindingen` }] : toets.meldingen;
    return { uitkomst: 'ongeldig', code: 'KP_RECORD', meldingen, kop: toets.kop, records: toets };
  }
  return { ...GELDIG(toets.kop), records: toets };
}

/** Events of a checked record message, streamed; large ones: head first, then parts. */
export async function* vertaalRecords(g: GelezenRecords, toets: RecordToets, o: Vertaalopdracht, bank: Werkbank): AsyncGenerator<RecordEvent> {
  yield* g.gevonden.adapter.events(g.bron, toets, recordGereedschap(g, () => o, bank, o.spoor));
}

/** Numbers and keys a list of record events. */
export function nummer(events: readonly RecordEvent[], o: Vertaalopdracht, vanaf = 1): VertaaldEvent[] {
  return alsVertaald(events, o).map((e, i) => ({ ...e, ordinaal: vanaf + i }));
}
