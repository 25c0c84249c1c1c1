// What the tests of this folder share: one message the whole way through reading, schema, rules, mapping and model, without accepting it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { doorloop } from '../../../src/intake/controle.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../../../src/xml/port.ts';
import { leesXml } from '../../../src/xml/lezer.ts';
import adapter from '../../../adapters/jzxml/index.ts';
import type { XmlLezing } from '../../../src/sdk/index.ts';

export const WORTEL = path.resolve(import.meta.dirname, '../../..');
export const SAMPLES = path.join(WORTEL, 'samples/jzxml');
export const GEVALLEN = path.join(import.meta.dirname, 'gevallen');
/** The published set with its examples; absent in a fresh clone. */
export const OFFICIEEL = path.resolve(WORTEL, '../shared/standards/jzxml');

let bank: ReturnType<typeof maakWerkbank> | undefined;

/** One message, decoded or refused. */
export async function door(bytes: Buffer): Promise<Awaited<ReturnType<typeof doorloop>>> {
  bank ??= maakWerkbank({ adapters: ['jzxml'] });
  return doorloop({ soort: 'geheugen', bytes }, await bank, STANDAARD_XML_LIMIETEN);
}

/** A message as the adapter's functions see it. @throws Error when it is none of ours. */
export function lezing(xml: string): XmlLezing {
  const gelezen = leesXml(Buffer.from(xml));
  if (gelezen.soort !== 'gelezen') throw new Error('niet te lezen');
  const { wortel } = gelezen.bron;
  const soort = adapter.spec.berichten.find((b) => b.wortel?.namespace === wortel.ns && b.wortel.naam === wortel.naam);
  if (!soort) throw new Error('geen bericht van jz0100');
  return { soort, bron: gelezen.bron, omgeving: { kanaal: 'rest' } };
}

export const xmlIn = (map: string): string[] => readdirSync(map).filter((n) => n.endsWith('.xml')).sort().map((n) => path.join(map, n));
export const lees = (...delen: string[]): string => readFileSync(path.join(...delen), 'utf8');
export const geval = (naam: string): string => lees(GEVALLEN, naam, 'in.xml');
