// The source tree that every adapter reads and every mapping table walks: XML elements and fixed-width records alike.
// Values stay text; cardinality is not guessed (children are always a list).

/** One element (XML) or one record/field (fixed width). */
export interface BronKnoop {
  /** Local name; for records the record type (`02`) and for fields the field number (`0203`). */
  readonly naam: string;
  /** Namespace URI; empty for none and for records. */
  readonly ns: string;
  /** Line from 1 in the bytes received. */
  readonly regel: number;
  /** The element's own text, entities resolved, as sent. */
  tekst: string;
  /** Attributes by local name; null where there are none. */
  attributen: Record<string, string> | null;
  readonly kinderen: BronKnoop[];
  readonly ouder: BronKnoop | null;
  /** Set by the mapping engine when a row reads the node; what stays false is reported in `nietVertaald`. */
  gelezen: boolean;
}

/** A parsed XML message: the business root, and what stood around it. */
export interface XmlBron {
  readonly soort: 'xml';
  /** Root of the business message: the SOAP body's child where there is an envelope. */
  readonly wortel: BronKnoop;
  /** Root of the document as received; equal to `wortel` without an envelope. */
  readonly document: BronKnoop;
  /** SOAP, where there is an envelope. */
  readonly soap: { readonly versie: '1.1' | '1.2'; readonly kop: BronKnoop | null } | null;
  /** The document as UTF-8 text without a declared encoding of another kind: what the schema check reads. */
  readonly xml: string;
  /** True when the sender pointed at a schema (`xsi:schemaLocation`): the check must not follow it. */
  readonly verwijstNaarSchema: boolean;
}

/** The path of a node from `wortel` (default: the top), as `Melding.pad` wants it. */
export function padVan(knoop: BronKnoop, wortel?: BronKnoop): string {
  const delen: string[] = [];
  let k: BronKnoop | null = knoop;
  while (k) {
    const ouder: BronKnoop | null = k === wortel ? null : k.ouder;
    let deel = k.naam;
    if (ouder) {
      const naamgenoten = ouder.kinderen.filter((z) => z.naam === k!.naam);
      if (naamgenoten.length > 1) deel += `[${naamgenoten.indexOf(k) + 1}]`;
    }
    delen.push(deel);
    k = ouder;
  }
  return `/${delen.reverse().join('/')}`;
}

/** First child with this local name, or null. */
export function kind(knoop: BronKnoop | null | undefined, naam: string): BronKnoop | null {
  if (!knoop) return null;
  for (const k of knoop.kinderen) if (k.naam === naam) return k;
  return null;
}

/** All children with this local name. */
export function kinderen(knoop: BronKnoop | null | undefined, naam: string): BronKnoop[] {
  return knoop ? knoop.kinderen.filter((k) => k.naam === naam) : [];
}

/** First node at a path of local names (`a/b/c`), or null. */
export function zoek(knoop: BronKnoop | null | undefined, pad: string): BronKnoop | null {
  let k: BronKnoop | null = knoop ?? null;
  for (const naam of pad.split('/')) k = kind(k, naam);
  return k;
}

/** Text at a path of local names, trimmed; undefined where the node is absent or empty. */
export function tekstVan(knoop: BronKnoop | null | undefined, pad: string): string | undefined {
  const t = zoek(knoop, pad)?.tekst.trim();
  return t === undefined || t === '' ? undefined : t;
}
