// Source tree → XML text: UTF-8, namespaces declared once at the root, the same tree always gives the same bytes.
// Never writes a DOCTYPE, a comment or a schema location; values are escaped, never trusted.
import type { Bouwknoop } from './schrijfboom.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Prefixes that people know; others are numbered. */
const BEKEND: Readonly<Record<string, string>> = { [XSI]: 'xsi', 'http://www.w3.org/2005/05/xmlmime': 'xmime' };

// Characters that XML 1.0 does not have cannot be written at all; a value that holds one is refused by the schema check of what remains.
const VERBODEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const tekst = (t: string): string => t.replace(VERBODEN, '\uFFFD').replace(/[&<>\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&#13;');
const waarde = (t: string): string => tekst(t).replace(/["\n\t]/g, (c) => ({ '"': '&quot;', '\n': '&#10;' })[c] ?? '&#9;');

const nsVan = (k: Bouwknoop, attribuut: string): string => (attribuut === 'nil' ? XSI : (k.schema.attributen.get(attribuut)?.ns ?? ''));

function verzamel(k: Bouwknoop, uit: Set<string>): void {
  uit.add(k.ns);
  for (const a of Object.keys(k.attributen ?? {})) uit.add(nsVan(k, a));
  for (const z of k.kinderen) verzamel(z, uit);
}

/**
 * Writes a message.
 * @param prefixen namespace → prefix that the standard's own examples use; the rest is numbered in order of appearance.
 */
export function schrijfXml(wortel: Bouwknoop, prefixen: Readonly<Record<string, string>> = {}): string {
  const gebruikt = new Set<string>();
  verzamel(wortel, gebruikt);
  gebruikt.delete('');
  const namen = new Map<string, string>();
  let n = 0;
  for (const ns of gebruikt) {
    const eigen = prefixen[ns] ?? BEKEND[ns];
    namen.set(ns, eigen ?? (ns === wortel.ns ? 'b' : `ns${++n}`));
  }
  const naam = (ns: string, lokaal: string): string => (ns === '' ? lokaal : `${namen.get(ns)}:${lokaal}`);
  const uit: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  const schrijf = (k: Bouwknoop, diepte: number): void => {
    const inspringing = '  '.repeat(diepte);
    const element = naam(k.ns, k.naam);
    uit.push(inspringing, '<', element);
    if (diepte === 0) for (const [ns, prefix] of namen) uit.push(` xmlns:${prefix}="${waarde(ns)}"`);
    for (const [a, w] of Object.entries(k.attributen ?? {})) uit.push(` ${naam(nsVan(k, a), a)}="${waarde(w)}"`);
    if (k.kinderen.length === 0) {
      uit.push(k.tekst === '' ? '/>\n' : `>${tekst(k.tekst)}</${element}>\n`);
      return;
    }
    uit.push('>', k.tekst.trim() === '' ? '' : tekst(k.tekst), '\n');
    for (const z of k.kinderen) schrijf(z, diepte + 1);
    uit.push(inspringing, `</${element}>\n`);
  };
  schrijf(wortel, 0);
  return uit.join('');
}
