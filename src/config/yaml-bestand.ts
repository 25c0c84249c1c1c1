// One YAML file, read so that every value can be traced to its line. Aliases are refused (a small file could grow without bound), duplicate keys too.
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Bevinding } from './bevinding.ts';

export type Stap = string | number;

export interface YamlBestand {
  /** As shown to people. */
  readonly naam: string;
  readonly waarde: unknown;
  /** Line (from 1) of the value at a path; of its nearest parent where it is absent. */
  regel(pad: readonly Stap[]): number;
  /** Line of a key in the map at a path. */
  regelVanSleutel(pad: readonly Stap[], sleutel: string): number;
  /** The text of a scalar as written, to tell `0363` from `363`. */
  geschreven(pad: readonly Stap[]): string | null;
}

/** Parses a file's text; findings instead of a value when it is no YAML. Errors of the parser are told in our own words, with the line. */
export function leesYaml(naam: string, tekst: string): { readonly bestand: YamlBestand | null; readonly bevindingen: readonly Bevinding[] } {
  const { doc, teller } = ontleed(tekst);
  const bevindingen: Bevinding[] = doc.errors.map((e) => ({ ernst: 'fout', bestand: naam, regel: teller.linePos(e.pos[0]).line, pad: '', tekst: yamlOorzaak(e.code) }));
  visit(doc, {
    Alias: (_, knoop) => {
      bevindingen.push({ ernst: 'fout', bestand: naam, regel: regelVan(teller, knoop), pad: '', tekst: 'verwijzingen (* en &) zijn in deze bestanden niet toegestaan' });
    },
  });
  return bevindingen.length > 0 ? { bestand: null, bevindingen } : { bestand: maakBestand(naam, tekst, doc.toJS() as unknown), bevindingen: [] };
}

interface Ontleed { readonly doc: Document.Parsed; readonly teller: LineCounter }

function ontleed(tekst: string): Ontleed {
  const teller = new LineCounter();
  return { doc: parseDocument(tekst, { lineCounter: teller, uniqueKeys: true, version: '1.2', merge: false }), teller };
}

function regelVan(teller: LineCounter, knoop: unknown): number {
  const begin = (knoop as Node | null)?.range?.[0];
  return begin === undefined ? 0 : teller.linePos(begin).line;
}

/** Lines are asked for only where something is wrong: the tree is then made again, not kept for every file of a large configuration. */
function maakBestand(naam: string, tekst: string, waarde: unknown): YamlBestand {
  let boom: Ontleed | null = null;
  const knoopOp = (pad: readonly Stap[]): { knoop: unknown; teller: LineCounter } => {
    boom ??= ontleed(tekst);
    return { knoop: pad.length === 0 ? boom.doc.contents : boom.doc.getIn(pad, true), teller: boom.teller };
  };
  return {
    naam,
    waarde,
    regel(pad) {
      for (let n = pad.length; n >= 0; n -= 1) {
        const { knoop, teller } = knoopOp(pad.slice(0, n));
        if (knoop !== undefined && knoop !== null) return regelVan(teller, knoop);
      }
      return 1;
    },
    regelVanSleutel(pad, sleutel) {
      const { knoop, teller } = knoopOp(pad);
      if (!isMap(knoop)) return isSeq(knoop) ? regelVan(teller, knoop) : 0;
      const paar = knoop.items.find((i) => isPair(i) && isScalar(i.key) && i.key.value === sleutel);
      return regelVan(teller, paar ? paar.key : knoop);
    },
    geschreven(pad) {
      const { knoop } = knoopOp(pad);
      return isScalar(knoop) && typeof knoop.source === 'string' ? knoop.source : null;
    },
  };
}

function yamlOorzaak(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY': return 'deze sleutel staat er twee keer';
    case 'TAB_AS_INDENT': return 'spring in met spaties, niet met een tab';
    case 'BAD_INDENT': return 'de inspringing klopt niet';
    case 'MULTIPLE_DOCS': return 'een bestand bevat een document (geen --- ertussen)';
    default: return `dit is geen geldige YAML (${code})`;
  }
}

/** `partijen[2].oin` */
export function padTekst(pad: readonly Stap[]): string {
  return pad.map((s, i) => (typeof s === 'number' ? `[${s}]` : i === 0 ? s : `.${s}`)).join('');
}
