// The canonical schemas as the API hands them out: event types by name, common parts by theirs.
import type { Eventcatalogus } from '../canonical/eventschema.ts';
import type { Catalogus } from './opties.ts';

export function catalogusVoorApi(bron: Eventcatalogus): Catalogus {
  return {
    schema: (naam, versie) => (versie === '1.0' ? (bron.deel(naam) ?? bron.schema(naam) ?? null) : null),
    eventtypen: () => Object.fromEntries([...bron.eventtypen].map(([naam, e]) => [`nl.sociaaldomein.${naam}.v1`, { omschrijving: e.omschrijving, onderwerpen: e.onderwerpen, schema: `/v1/schemas/${naam}/1.0` }])),
  };
}
