// Decodes a message with the adapter's own head and table, as the intake does, but without its store, schema check and canonical check.
// Shared by the tests of this folder.
import { readFileSync } from 'node:fs';
import adapter from '../../../adapters/istandaarden/index.ts';
import { leesTabel } from '../../../src/mapping/tabel.ts';
import { compileerTabel, type Vertaler, type VertaalUitkomst } from '../../../src/mapping/vertaler.ts';
import { type BerichtSoort, type Kop, STANDAARD_CODECS } from '../../../src/sdk/index.ts';
import { leesXml } from '../../../src/xml/lezer.ts';

const vertalers = new Map<string, Vertaler>();

/** The compiled table of a message type. */
export function vertalerVan(soort: BerichtSoort): Vertaler {
  const pad = soort.mapping ?? '';
  let v = vertalers.get(pad);
  if (!v) {
    v = compileerTabel(leesTabel(adapter.spec.mappings, pad), [...STANDAARD_CODECS, ...(adapter.codecs ?? [])]);
    vertalers.set(pad, v);
  }
  return v;
}

/** Reads and decodes one message. @throws Error when it is not an iStandaarden message. */
export function vertaal(xml: Buffer | string): { readonly soort: BerichtSoort; readonly kop: Kop; readonly uitkomst: VertaalUitkomst } {
  const gelezen = leesXml(typeof xml === 'string' ? Buffer.from(xml) : xml);
  if (gelezen.soort !== 'gelezen') throw new Error('niet te lezen');
  const { bron } = gelezen;
  const soort = adapter.spec.berichten.find((b) => b.wortel?.namespace === bron.wortel.ns && b.wortel.naam === bron.wortel.naam);
  if (!soort) throw new Error('geen bericht van iWmo of iJw');
  const kop = adapter.kop({ soort, bron, omgeving: { kanaal: 'rest' } });
  const uitkomst = vertalerVan(soort).vertaal({
    wortel: bron.wortel,
    standaard: soort.standaard,
    berichttype: soort.berichttype,
    variant: kop.variant,
    om: {
      document: () => {
        throw new Error('een iStandaarden-bericht draagt geen documenten');
      },
    },
  });
  return { soort, kop, uitkomst };
}

export const leesJson = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));
