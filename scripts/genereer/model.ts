// The canonical schemas as the generators see them: every named type with its home, references resolved to names. Reads files, changes nothing.
import { type Eventtype, laadEventcatalogus } from '../../src/canonical/eventschema.ts';

export type Schema = { readonly [sleutel: string]: unknown };

/** A named type: an entry of `$defs`, or the root of a subject or of `bericht`. */
export interface Type {
  readonly naam: string;
  /** `gemeenschappelijk`, `bericht`, or the subject. */
  readonly thuis: string;
  /** True for the root of its file. */
  readonly wortel: boolean;
  readonly schema: Schema;
}

export interface Model {
  readonly types: readonly Type[];
  readonly eventtypen: ReadonlyMap<string, Eventtype>;
  readonly onderwerpen: readonly string[];
  /** Type that a `$ref` found in file `thuis` points at. @throws Error when it points at nothing. */
  volg(ref: string, thuis: string): Type;
}

const hoofdletter = (t: string): string => t.charAt(0).toUpperCase() + t.slice(1);

/** `toewijzing-afgegeven` → `ToewijzingAfgegeven`. */
export const typenaam = (t: string): string => t.split('-').map(hoofdletter).join('');

export function leesModel(): Model {
  const catalogus = laadEventcatalogus();
  const onderwerpen = [...new Set([...catalogus.eventtypen.values()].flatMap((e) => e.onderwerpen))].filter((o) => catalogus.deel(o) !== undefined).sort();
  const delen = ['gemeenschappelijk', 'bericht', ...onderwerpen].map((thuis) => ({ thuis, schema: catalogus.deel(thuis) as Schema }));
  const defsVan = (s: Schema): [string, Schema][] => Object.entries((s.$defs ?? {}) as Record<string, Schema>);
  // A local name that several files use carries its file's name; the common types keep theirs.
  const aantal = new Map<string, number>();
  for (const d of delen) for (const [naam] of defsVan(d.schema)) aantal.set(naam, (aantal.get(naam) ?? 0) + 1);
  for (const d of delen) if (d.thuis !== 'gemeenschappelijk') aantal.set(hoofdletter(d.thuis), (aantal.get(hoofdletter(d.thuis)) ?? 0) + 1);
  const types: Type[] = [];
  const perRef = new Map<string, Type>();
  for (const { thuis, schema } of delen) {
    if (thuis !== 'gemeenschappelijk') {
      const { $defs: _, $schema: __, $id: ___, ...kaal } = schema;
      const t: Type = { naam: hoofdletter(thuis), thuis, wortel: true, schema: kaal };
      types.push(t);
      perRef.set(`${thuis}#`, t);
    }
    for (const [naam, s] of defsVan(schema)) {
      const t: Type = { naam: thuis === 'gemeenschappelijk' || aantal.get(naam) === 1 ? naam : `${hoofdletter(thuis)}${naam}`, thuis, wortel: false, schema: s };
      types.push(t);
      perRef.set(`${thuis}#/$defs/${naam}`, t);
    }
  }
  return {
    types,
    eventtypen: catalogus.eventtypen,
    onderwerpen,
    volg(ref, thuis) {
      const [id = '', wijzer = ''] = ref.split('#');
      const sleutel = `${id === '' ? thuis : id.slice(id.lastIndexOf(':') + 1)}#${wijzer}`;
      const t = perRef.get(sleutel);
      if (!t) throw new Error(`schemas/canonical/…/${thuis}.json: ${ref} wijst nergens heen`);
      return t;
    },
  };
}
