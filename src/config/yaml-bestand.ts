// One YAML file, read so that every value can be traced to its line. Aliases are refused (a small file could grow without bound), duplicate keys too.
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
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
  const teller = new LineCounter();
  const doc = parseDocument(tekst, { lineCounter: teller, uniqueKeys: true, version: '1.2', merge: false });
  const bevindingen: Bevinding[] = doc.errors.map((e) => ({ ernst: 'fout', bestand: naam, regel: teller.linePos(e.pos[0]).line, pad: '', tekst: yamlOorzaak(e.code) }));
  visit(doc, {
    Alias: (_, knoop) => {
      bevindingen.push({ ernst: 'fout', bestand: naam, regel: regelVan(knoop), pad: '', tekst: 'verwijzingen (* en &) zijn in deze bestanden niet toegestaan' });
    },
  });
  if (bevindingen.length > 0) return { bestand: null, bevindingen };

  function regelVan(knoop: unknown): number {
    const begin = (knoop as Node | null)?.range?.[0];
    return begin === undefined ? 0 : teller.linePos(begin).line;
  }
  function knoopOp(pad: readonly Stap[]): unknown {
    return pad.length === 0 ? doc.contents : doc.getIn(pad, true);
  }
  return {
    bevindingen: [],
    bestand: {
      naam,
      waarde: doc.toJS() as unknown,
      regel(pad) {
        for (let n = pad.length; n >= 0; n -= 1) {
          const knoop = knoopOp(pad.slice(0, n));
          if (knoop !== undefined && knoop !== null) return regelVan(knoop);
        }
        return 1;
      },
      regelVanSleutel(pad, sleutel) {
        const knoop = knoopOp(pad);
        if (!isMap(knoop)) return isSeq(knoop) ? regelVan(knoop) : 0;
        const paar = knoop.items.find((i) => isPair(i) && isScalar(i.key) && i.key.value === sleutel);
        return paar ? regelVan(paar.key) : regelVan(knoop);
      },
      geschreven(pad) {
        const knoop = knoopOp(pad);
        return isScalar(knoop) && typeof knoop.source === 'string' ? knoop.source : null;
      },
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
