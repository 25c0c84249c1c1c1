// The road of a SuwiML message through the parts that decide its outcome (reader, profile, head, table, canonical check), without a hub around it.
import { readFileSync } from 'node:fs';
import adapter from '../../../adapters/suwiml/index.ts';
import { laadEventcatalogus } from '../../../src/canonical/eventschema.ts';
import { leesTabel } from '../../../src/mapping/tabel.ts';
import { compileerTabel, type Vertaler } from '../../../src/mapping/vertaler.ts';
import { kind, STANDAARD_CODECS, type BerichtSoort, type Kop, type Melding, type Omgeving, type XmlBron, type XmlLezing } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../../src/xml/libxml2-validator.ts';

export interface Uitkomst {
  readonly soort: BerichtSoort | null;
  readonly lezing: XmlLezing | null;
  readonly meldingen: readonly Melding[];
  readonly kop: Kop | null;
  readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly nietVertaald: readonly { readonly pad: string; readonly aantal: number }[];
}

const validator = maakLibxml2Validator();
export const catalogus = laadEventcatalogus();
const vertalers = new Map<string, Vertaler>();

export function vertaler(soort: BerichtSoort): Vertaler {
  const pad = soort.mapping ?? '';
  let v = vertalers.get(pad);
  if (!v) {
    v = compileerTabel(leesTabel(adapter.spec.mappings, pad), [...STANDAARD_CODECS, ...(adapter.codecs ?? [])]);
    vertalers.set(pad, v);
  }
  return v;
}

const LEEG = { kop: null, events: [], nietVertaald: [] };

/** Everything that a message of this family meets, in order; stops at the first stage that refuses. */
export function verwerk(bytes: Uint8Array, omgeving: Omgeving = { kanaal: 'rest' }): Uitkomst {
  const gelezen = leesXml(bytes);
  if (gelezen.soort === 'ongeldig') return { ...LEEG, soort: null, lezing: null, meldingen: gelezen.meldingen };
  const bron = foutInDetail(gelezen.bron);
  const soort = adapter.spec.berichten.find((b) => b.wortel?.namespace === bron.wortel.ns && b.wortel.naam === bron.wortel.naam) ?? null;
  if (!soort) return { ...LEEG, soort, lezing: null, meldingen: [{ code: 'KP_NIET_HERKEND', regel: 0, pad: '/', tekst: '' }] };
  const lezing: XmlLezing = { soort, bron, omgeving };
  const fout = validator.controleer({ map: adapter.spec.schemas, pad: soort.schema }, bron);
  if (fout.length > 0) return { ...LEEG, soort, lezing, meldingen: fout };
  const kop = adapter.kop(lezing);
  if (kop.meldingen?.length) return { ...LEEG, soort, lezing, kop, meldingen: kop.meldingen };
  const uit = vertaler(soort).vertaal({
    wortel: bron.wortel,
    standaard: soort.standaard,
    berichttype: soort.berichttype,
    om: {
      document() {
        throw new Error('SuwiML carries no documents');
      },
    },
  });
  if (uit.meldingen.length > 0) return { soort, lezing, kop, ...uit };
  const meldingen = uit.events.flatMap((e) => catalogus.controleer(e.type, metBericht(e.data)));
  return { soort, lezing, kop, ...uit, meldingen };
}

/** As the core does: a SOAP fault whose detail is one message of ours is that message. */
function foutInDetail(bron: XmlBron): XmlBron {
  const eerste = bron.wortel.naam === 'Fault' ? (kind(bron.wortel, 'detail')?.kinderen[0] ?? null) : null;
  return eerste && adapter.spec.berichten.some((b) => b.wortel?.namespace === eerste.ns && b.wortel.naam === eerste.naam) ? { ...bron, wortel: eerste } : bron;
}

/** What the core adds to `data.bericht`, so that the whole event can be checked. */
function metBericht(data: Record<string, unknown>): Record<string, unknown> {
  return {
    ...data,
    bericht: {
      id: '0192f3a0-0000-7000-8000-000000000001',
      standaard: 'suwiml',
      standaardversie: 'v0200',
      berichttype: 'x',
      mapping: { naam: 'x', versie: '1' },
      schema: { naam: 'x', versie: '1' },
      sha256: '0'.repeat(64),
      nietVertaald: [],
      ...(data.bericht as Record<string, unknown>),
    },
  };
}

export const lees = (pad: string | URL): Buffer => readFileSync(pad);
