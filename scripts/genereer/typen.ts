// Makes src/canonical/types.gen.ts from the canonical schemas: one type per named schema, one `data` type per event type, and the map between them.
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { leesModel, type Model, type Schema, typenaam } from './model.ts';

export const TYPEN_PAD = 'src/canonical/types.gen.ts';

const KOP = `// Types of the information model and of \`data\` of every event type. Generated from schemas/canonical by \`npm run genereer\`; never edited by hand.
// They describe, they do not check: what comes from outside goes through the event catalogue (eventschema.ts).
`;

/** References become local ones; facets that TypeScript cannot say are left out (a bounded list would become a tuple union). */
function plat(s: unknown, thuis: string, m: Model): unknown {
  if (Array.isArray(s)) return s.map((x) => plat(x, thuis, m));
  if (typeof s !== 'object' || s === null) return s;
  const uit: Record<string, unknown> = {};
  for (const [k, v] of Object.entries(s)) {
    if (k === '$ref' && typeof v === 'string') return { $ref: `#/definitions/${m.volg(v, thuis).naam}` };
    if (['minItems', 'maxItems', 'title', 'x-bron', 'x-informatie', '$comment', 'if', 'then', 'else', 'not', 'dependentRequired'].includes(k)) continue;
    uit[k] = plat(v, thuis, m);
  }
  return uit;
}

export async function maakTypen(): Promise<string> {
  const m = leesModel();
  const definitions: Record<string, unknown> = {};
  for (const t of m.types) {
    if (definitions[t.naam]) throw new Error(`type ${t.naam} bestaat twee keer`);
    definitions[t.naam] = plat(t.schema, t.thuis, m);
  }
  const ref = (naam: string): Schema => ({ $ref: `#/definitions/${naam}` });
  const perOnderwerp = new Map(m.types.filter((t) => t.wortel).map((t) => [t.thuis, t.naam]));
  for (const [naam, e] of m.eventtypen) {
    const dat = naam === 'betrokkenheid';
    definitions[`${typenaam(naam)}Data`] = {
      type: 'object',
      additionalProperties: false,
      description: `data van nl.sociaaldomein.${naam}.v1. ${e.omschrijving}.`,
      required: [...(dat ? [] : ['bericht']), 'personen', ...e.verplicht],
      properties: {
        ...(dat ? {} : { bericht: ref('Bericht') }),
        personen: { type: 'array', items: ref('Persoon') },
        ...Object.fromEntries(e.onderwerpen.flatMap((o) => (perOnderwerp.has(o) ? [[o, ref(perOnderwerp.get(o)!)]] : []))),
      },
    };
  }
  definitions.EventData = {
    type: 'object', additionalProperties: false, description: 'Eventtype (zonder nl.sociaaldomein. en .v1) → zijn data.',
    required: [...m.eventtypen.keys()],
    properties: Object.fromEntries([...m.eventtypen.keys()].map((n) => [n, ref(`${typenaam(n)}Data`)])),
  };
  const bron = { $id: 'Informatiemodel', type: 'object', additionalProperties: false, properties: { events: ref('EventData') }, definitions } as unknown as JSONSchema;
  const ts = await compile(bron, 'Informatiemodel', { bannerComment: KOP.trimEnd(), unreachableDefinitions: true, additionalProperties: false, style: { singleQuote: true, printWidth: 160 } });
  // The tool's remarks about where it met a definition say nothing to a reader.
  return ts
    .replace(/ \*\n \* This interface was referenced by [^\n]*\n \* via [^\n]*\n/g, '')
    .replace(/\/\*\*\n \* This interface was referenced by [^\n]*\n \* via [^\n]*\n \*\/\n/g, '')
    .replace(/\n \* This interface was referenced by [^\n]*\n \* via [^\n]*(?=\n)/g, '');
}
