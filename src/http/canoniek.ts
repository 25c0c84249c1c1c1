// Canonical in over HTTP: which bodies are CloudEvents, what may stand beside them, and how the OpenAPI document tells it. Reads no event.
import { ApiFout } from './problem.ts';

/** Media types of CloudEvents in JSON format (CloudEvents 1.0 JSON §3, §4). */
const EEN = 'application/cloudevents+json';
const REEKS = 'application/cloudevents-batch+json';

/** null: the body is no CloudEvent but a message as its standard writes it. */
export function soortEvents(contentType: string | undefined): { readonly reeks: boolean } | null {
  const [mediatype = '', ...parameters] = (contentType ?? '').split(';').map((d) => d.trim().toLowerCase());
  if (mediatype !== EEN && mediatype !== REEKS) return null;
  const tekenset = parameters.map((p) => /^charset=\s*"?([^"]*)"?$/.exec(p)?.[1]).find((c) => c !== undefined);
  if (tekenset !== undefined && tekenset !== 'utf-8' && tekenset !== 'utf8') throw new ApiFout('KP_MEDIATYPE', 'CloudEvents staan in UTF-8.');
  return { reeks: mediatype === REEKS };
}

const event = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1, maxLength: 200, description: 'Met source de sleutel van een herhaling: nog eens hetzelfde is dezelfde, iets anders onder hetzelfde id is 409.' },
    source: { type: 'string', format: 'uri-reference', minLength: 1, maxLength: 500 },
    type: { type: 'string', description: 'Eventtype uit de catalogus, zoals nl.sociaaldomein.toewijzing-beoordeeld.v1.' },
    time: { type: 'string', format: 'date-time', description: 'Het moment van het bericht.' },
    datacontenttype: { const: 'application/json' },
    bericht: { type: 'string', format: 'uuid', description: 'Het bericht waarop dit een antwoord is, zoals het event dat u las het noemde; anders wijst de referentie het aan.' },
    data: {
      type: 'object',
      description: 'Volgens het schema van het eventtype. Wat het knooppunt zelf weet (id, mapping, schema, sha256, nietVertaald, en de afzender) mag ontbreken; van een antwoord ook wat het van het beantwoorde bericht herhaalt.',
    },
  },
};

export const EVENTLICHAMEN = {
  [EEN]: { schema: event },
  [REEKS]: { schema: { type: 'array', minItems: 1, maxItems: 1000, items: event, description: 'Alle events van een bericht.' } },
} as const;
