// Where a path of the canonical model leads: attributes, items of lists, through references and alternatives. Reads schemas, never data.
import type { Eventcatalogus } from '../canonical/eventschema.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** A schema with the document that its local references are about. */
export interface Plek {
  readonly s: Schema;
  readonly doc: Schema;
}

export interface Modelpaden {
  /** The attribute of that name; undefined where the model has none. */
  lid(p: Plek | undefined, naam: string): Plek | undefined;
  isLijst(p: Plek | undefined): boolean;
  /** What one item of a list is. */
  stuk(p: Plek | undefined): Plek | undefined;
}

export function modelpaden(catalogus: Eventcatalogus): Modelpaden {
  const volg = (p: Plek | undefined): Plek | undefined => {
    let nu = p;
    for (let i = 0; nu && typeof nu.s.$ref === 'string' && i < 10; i++) nu = losOp(nu.s.$ref, nu.doc, catalogus);
    return nu;
  };
  const lid = (p: Plek | undefined, naam: string): Plek | undefined => {
    const v = volg(p);
    if (!v) return undefined;
    const eigen = (v.s.properties as Record<string, Schema> | undefined)?.[naam];
    if (eigen) return { s: eigen, doc: v.doc };
    // `ontbreekt` and other open objects: any name.
    if (typeof v.s.additionalProperties === 'object') return { s: v.s.additionalProperties as Schema, doc: v.doc };
    for (const tak of [...((v.s.anyOf ?? []) as Schema[]), ...((v.s.oneOf ?? []) as Schema[]), ...((v.s.allOf ?? []) as Schema[])]) {
      const t = lid({ s: tak, doc: v.doc }, naam);
      if (t) return t;
    }
    return undefined;
  };
  return {
    lid,
    isLijst: (p) => volg(p)?.s.type === 'array',
    stuk: (p) => {
      const v = volg(p);
      return v?.s.items ? { s: v.s.items as Schema, doc: v.doc } : undefined;
    },
  };
}

function losOp(ref: string, doc: Schema, catalogus: Eventcatalogus): Plek | undefined {
  const [urn, fragment] = ref.split('#') as [string, string | undefined];
  const naam = /^urn:knooppunt:canoniek:(.+)$/.exec(urn)?.[1];
  const bron = (naam ? catalogus.deel(naam) : doc) as Schema | undefined;
  let nu: unknown = bron;
  for (const stap of (fragment ?? '').split('/').filter((x) => x !== '')) nu = (nu as Record<string, unknown> | undefined)?.[stap];
  return bron && nu ? { s: nu as Schema, doc: bron } : undefined;
}
