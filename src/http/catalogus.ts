// The canonical schemas as the API hands them out: event types by name (they win), common parts and subjects by theirs. Each stands alone:
// what it refers to is bundled under `$defs` with its own `$id` (JSON Schema 2020-12 §9.3), so that a reader needs no other document.
import type { Eventcatalogus } from '../canonical/eventschema.ts';
import type { Catalogus } from './opties.ts';

type Schema = Record<string, unknown>;

/** The only version there is; a new one will stand beside it. */
const VERSIE = '1.0';

export function catalogusVoorApi(bron: Eventcatalogus): Catalogus {
  const klaar = new Map<string, Schema>();
  return {
    schema(naam, versie) {
      if (versie !== VERSIE) return null;
      const bekend = klaar.get(naam);
      if (bekend) return bekend;
      const kern = bron.schema(naam) ?? bron.deel(naam);
      if (!kern) return null;
      const schema = bundel(kern, bron);
      klaar.set(naam, schema);
      return schema;
    },
    eventtypen: () => ({
      eventtypen: [...bron.eventtypen].map(([naam, e]) => ({
        type: `nl.sociaaldomein.${naam}.v1`, omschrijving: e.omschrijving, onderwerpen: e.onderwerpen, verplicht: e.verplicht, schema: `/v1/schemas/${naam}/${VERSIE}`,
      })),
    }),
  };
}

function bundel(kern: Schema, bron: Eventcatalogus): Schema {
  const defs: Record<string, Schema> = {};
  const teDoen: unknown[] = [kern];
  for (const stuk of teDoen) {
    for (const ref of verwijzingen(stuk)) {
      const id = ref.split('#', 1)[0]!;
      const deel = bron.deel(id.slice(id.lastIndexOf(':') + 1));
      if (!deel || deel.$id !== id || deel === kern || defs[id]) continue;
      defs[id] = deel;
      teDoen.push(deel);
    }
  }
  return Object.keys(defs).length ? { ...kern, $defs: { ...(kern.$defs as Schema | undefined), ...defs } } : kern;
}

function* verwijzingen(stuk: unknown): Generator<string> {
  if (Array.isArray(stuk)) {
    for (const d of stuk) yield* verwijzingen(d);
  } else if (typeof stuk === 'object' && stuk !== null) {
    for (const [sleutel, waarde] of Object.entries(stuk)) {
      if (sleutel === '$ref' && typeof waarde === 'string') yield waarde;
      else yield* verwijzingen(waarde);
    }
  }
}
