// What the pipeline knows of XML: a reader with limits, and a validator with three outcomes. Types alone; libxml2 and saxes stay behind it.
import type { XmlBron } from '../sdk/bron.ts';
import type { Melding } from '../sdk/melding.ts';

/** Limits that hold before any schema check (XSD checking of 200,000 attributes takes minutes). */
export interface XmlLimieten {
  /** Nesting depth. */
  readonly diepte: number;
  /** Elements in the document. */
  readonly elementen: number;
  /** Attributes per element, namespace declarations included. */
  readonly attributen: number;
  /** Characters of one text. */
  readonly tekst: number;
}

export const STANDAARD_XML_LIMIETEN: XmlLimieten = { diepte: 100, elementen: 500_000, attributen: 100, tekst: 35_000_000 };

export type Leesuitkomst =
  | { readonly soort: 'gelezen'; readonly bron: XmlBron }
  | { readonly soort: 'ongeldig'; readonly code: string; readonly meldingen: readonly Melding[] };

/** Which schema: a profile of an adapter (`map` URL + `pad`). */
export interface SchemaKeuze {
  readonly map: URL;
  readonly pad: string;
}

/** valid = empty list; could-not-check is thrown, never returned as valid (G8). */
export interface SchemaValidator {
  /** Compiles ahead of the first message. @throws SchemaNietBeschikbaar */
  laad(schema: SchemaKeuze): void;
  /** Checks the business root. Findings in document order, one per place and cause. @throws SchemaNietBeschikbaar */
  controleer(schema: SchemaKeuze, bron: XmlBron): readonly Melding[];
}

/** The third outcome: the check itself broke (file missing, damaged, does not compile, internal failure). The text is Dutch and holds no value. */
export class SchemaNietBeschikbaar extends Error {}
