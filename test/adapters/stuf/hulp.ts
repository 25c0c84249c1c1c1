// The road of a StUF message through the parts that decide its outcome (reader, profile, rules, head, table, canonical check), without a hub around it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '../../../adapters/stuf/index.ts';
import { laadEventcatalogus } from '../../../src/canonical/eventschema.ts';
import { leesTabel } from '../../../src/mapping/tabel.ts';
import { compileerTabel, type Vertaler } from '../../../src/mapping/vertaler.ts';
import { STANDAARD_CODECS, type BerichtSoort, type Kop, type Melding, type Omgeving, type XmlBron, type XmlLezing } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../../src/xml/libxml2-validator.ts';

export interface Uitkomst {
  readonly soort: BerichtSoort | null;
  readonly meldingen: readonly Melding[];
  readonly kop: Kop | null;
  readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly nietVertaald: readonly { readonly pad: string; readonly aantal: number }[];
}

export const validator = maakLibxml2Validator();
export const catalogus = laadEventcatalogus();
const vertalers = new Map<string, Vertaler>();

function vertaler(pad: string): Vertaler {
  let v = vertalers.get(pad);
  if (!v) {
    v = compileerTabel(leesTabel(adapter.spec.mappings, pad), [...STANDAARD_CODECS, ...(adapter.codecs ?? [])]);
    vertalers.set(pad, v);
  }
  return v;
}

/** @throws Error when a test message is not well-formed. */
export function bron(xml: string | Uint8Array): XmlBron {
  const uit = leesXml(typeof xml === 'string' ? Buffer.from(xml) : xml);
  if (uit.soort === 'ongeldig') throw new Error('a test message is not well-formed');
  return uit.bron;
}

export function lezing(xml: string | Uint8Array, omgeving: Omgeving = { kanaal: 'rest' }): XmlLezing {
  const b = bron(xml);
  const soort = adapter.spec.berichten.find((s) => s.wortel?.namespace === b.wortel.ns && s.wortel.naam === b.wortel.naam);
  if (!soort) throw new Error(`not declared: ${b.wortel.naam}`);
  return { soort, bron: b, omgeving };
}

/** Findings of our profile. */
export const keur = (l: XmlLezing): readonly Melding[] => validator.controleer({ map: adapter.spec.schemas, pad: l.soort.schema }, l.bron);

/** Everything that a message of this family meets, in order; stops at the first stage that refuses. */
export function verwerk(xml: string | Uint8Array, omgeving: Omgeving = { kanaal: 'rest' }): Uitkomst {
  const l = lezing(xml, omgeving);
  const leeg = { soort: l.soort, kop: null, events: [], nietVertaald: [] };
  const fout = keur(l);
  if (fout.length > 0) return { ...leeg, meldingen: fout };
  const regels = adapter.controleer?.(l) ?? [];
  if (regels.length > 0) return { ...leeg, meldingen: regels };
  const kop = adapter.kop(l);
  if (kop.meldingen?.length) return { ...leeg, kop, meldingen: kop.meldingen };
  if (l.soort.mapping === null) return { ...leeg, kop, meldingen: [] };
  const uit = vertaler(l.soort.mapping).vertaal({
    wortel: l.bron.wortel,
    standaard: l.soort.standaard,
    berichttype: l.soort.berichttype,
    variant: kop.variant,
    om: { document: (bytes, mediatype) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, mediatype }) },
  });
  if (uit.meldingen.length > 0) return { soort: l.soort, kop, ...uit };
  const meldingen = uit.events.flatMap((e) => catalogus.controleer(e.type, metBericht(e.data)));
  return { soort: l.soort, kop, ...uit, meldingen };
}

/** What the core adds to `data.bericht`, so that the whole event can be checked. */
function metBericht(data: Record<string, unknown>): Record<string, unknown> {
  const nul = { naam: 'x', versie: '1' };
  return {
    ...data,
    bericht: { id: '0192f3a0-0000-7000-8000-000000000001', standaard: 'stuf', standaardversie: '0310', berichttype: 'x', mapping: nul, schema: nul, sha256: '0'.repeat(64), nietVertaald: [], ...(data.bericht as Record<string, unknown>) },
  };
}

export const lees = (pad: string | URL): string => readFileSync(pad, 'utf8');
export const SAMPLES = new URL('../../../samples/', import.meta.url);
/** Official sets and examples, where they are. */
export const ORAKEL = new URL('../../../../shared/standards/stuf/', import.meta.url);
