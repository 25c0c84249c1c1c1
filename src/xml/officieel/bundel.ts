// Bundles the files round one root so that libxml2 reads them: it takes only the first import of a namespace and skips the rest, where publishers
// spread one namespace over many files. One wrapper per namespace includes all of its files; every import goes to a wrapper.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Schemaset, sluiting, zonderCommentaar } from './set.ts';

export interface Bundel {
  /** File name → text, relative to the bundle's folder. */
  readonly bestanden: ReadonlyMap<string, string>;
  /** Entry file. */
  readonly ingang: string;
  /** SHA-256 over the publisher's own files, in order of their path. */
  readonly sha256: string;
  readonly versie: string | null;
  readonly aantal: number;
}

const XML_NS = 'http://www.w3.org/XML/1998/namespace';
const xs = 'http://www.w3.org/2001/XMLSchema';
/** Every publisher points at the W3C for these three attributes; we hold them ourselves. */
const XML_XSD = `<xs:schema xmlns:xs="${xs}" targetNamespace="${XML_NS}"><xs:attribute name="lang" type="xs:language"/><xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName"><xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute><xs:attribute name="base" type="xs:anyURI"/><xs:attributeGroup name="specialAttrs"><xs:attribute ref="xml:base"/><xs:attribute ref="xml:lang"/><xs:attribute ref="xml:space"/></xs:attributeGroup></xs:schema>`;

const attr = (t: string): string => t.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** Bundles the closure of one file. */
export function bundel(set: Schemaset, begin: string): Bundel {
  const leden = sluiting(set, begin);
  const bronnen = leden.map((p) => set.bestanden.get(p)!);
  const namen = new Map(leden.map((p, i) => [p, `${String(i + 1).padStart(3, '0')}-${path.posix.basename(p).replace(/[^A-Za-z0-9._-]/g, '_')}`]));
  // A chameleon belongs to whoever includes it; it is included where it is asked for, not by a wrapper.
  const namespaces = [...new Set(bronnen.map((b) => b.namespace).filter((n) => n !== '' && n !== XML_NS))].sort();
  const omslag = new Map(namespaces.map((ns, i) => [ns, `omslag-${i + 1}.xsd`]));
  const bestanden = new Map<string, string>();

  for (const b of bronnen) {
    let i = 0;
    // The same order as `verwijzingen`.
    const tekst = zonderCommentaar(b.tekst).replace(/^\s*<\?xml[^>]*\?>/, '').replace(/<((?:[A-Za-z][\w.-]*:)?)(import|include|redefine)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1\2\s*>)/g, (heel, prefix: string, soort: string) => {
      const v = b.verwijzingen[i++];
      if (!v) return heel;
      if (v.soort === 'include') {
        const doel = v.naar ? set.bestanden.get(v.naar) : undefined;
        // Files of the namespace itself come in through its wrapper.
        return doel && doel.namespace === '' ? `<${prefix}${soort} schemaLocation="${attr(namen.get(doel.pad)!)}"/>` : '';
      }
      const plaats = v.namespace === XML_NS ? 'xml.xsd' : omslag.get(v.namespace);
      return `<${prefix}import namespace="${attr(v.namespace)}"${plaats ? ` schemaLocation="${plaats}"` : ''}/>`;
    });
    bestanden.set(namen.get(b.pad)!, tekst);
  }
  for (const ns of namespaces) {
    const eigen = bronnen.filter((b) => b.namespace === ns);
    const andere = [...new Set(eigen.flatMap((b) => b.verwijzingen.filter((v) => v.soort === 'import').map((v) => v.namespace)))].sort();
    const imports = andere.flatMap((n) => (n === XML_NS ? [`<xs:import namespace="${XML_NS}" schemaLocation="xml.xsd"/>`] : omslag.has(n) && n !== ns ? [`<xs:import namespace="${attr(n)}" schemaLocation="${omslag.get(n)}"/>`] : []));
    bestanden.set(omslag.get(ns)!, `<xs:schema xmlns:xs="${xs}" targetNamespace="${attr(ns)}">${imports.join('')}${eigen.map((b) => `<xs:include schemaLocation="${attr(namen.get(b.pad)!)}"/>`).join('')}</xs:schema>`);
  }
  bestanden.set('xml.xsd', XML_XSD);
  const h = createHash('sha256');
  for (const b of bronnen) h.update(`${b.pad}\u0000`).update(b.tekst).update('\u0000');
  const eerste = set.bestanden.get(begin)!;
  return { bestanden, ingang: omslag.get(eerste.namespace)!, sha256: h.digest('hex'), versie: eerste.versie, aantal: bronnen.length };
}
