// The description of topics and messages (AsyncAPI 3), made from the event catalogue: channels, headers, keys and the canonical schemas of every event
// type, all in one document that needs no other. Pure: says what the hub publishes, reads nothing.
import { alsKoppen, bouwAttributen } from '../canonical/cloudevent.ts';
import { API_VERSIE } from './koppen.ts';
import type { Catalogus } from './opties.ts';

type Schema = Record<string, unknown>;

/** Event that everything becomes at level dat. */
const DAT = 'betrokkenheid';

/** As `topicVan` of routing names them; a test holds both together (this room does not know routing's code). */
const ADRES = { gemeente: 'sociaaldomein.gemeente.{gemeentecode}', partij: 'sociaaldomein.partij.{oin}' } as const;

/** What a header holds; a header without a line here would be one that nobody knows of, and making the document fails. */
const KOPPEN: Readonly<Record<string, Schema>> = {
  'content-type': { type: 'string', const: 'application/json' },
  ce_specversion: { type: 'string', const: '1.0' },
  ce_id: { type: 'string', format: 'uuid', description: 'Van dit event voor dit abonnement (UUIDv5); blijft gelijk als iets opnieuw wordt gepubliceerd of gelezen. Hierop ontdubbelen.' },
  ce_source: { type: 'string', description: 'Het knooppunt: urn:nld:oin:<OIN>:systeem:knooppunt.' },
  ce_type: { type: 'string', description: 'nl.sociaaldomein.<naam>.v1.' },
  ce_time: { type: 'string', format: 'date-time', description: 'Wanneer het knooppunt het vastlegde.' },
  ce_subject: { type: 'string', description: 'Ondoorzichtige sleutel van de persoon of zaak; voor elke partij een andere. Gelijk aan de sleutel van het record.' },
  ce_dataschema: { type: 'string', format: 'uri', description: 'Adres van het JSON Schema bij het knooppunt.' },
  ce_bericht: { type: 'string', description: 'Id van het bericht waaruit dit event komt; op niveau dat het id van het event zelf.' },
  ce_abonnement: { type: 'string', description: 'Id van het abonnement waarvoor deze kopie is.' },
  ce_correlatie: { type: 'string', description: 'Gelijk voor een grote declaratie en haar delen.' },
};

function kopschema(): Schema {
  const alle = alsKoppen(bouwAttributen({ hubOin: '', id: '', type: '', tijd: '', onderwerp: '', bericht: '', abonnement: '', correlatie: '', basisUrl: '' }));
  const properties: Record<string, Schema> = {};
  for (const naam of Object.keys(alle)) {
    const uitleg = KOPPEN[naam];
    if (!uitleg) throw new Error(`header ${naam} heeft geen uitleg in src/http/asyncapi.ts`);
    properties[naam] = uitleg;
  }
  return { type: 'object', required: Object.keys(alle).filter((n) => n !== 'ce_correlatie'), properties };
}

/** References by URN and to a schema's own `$defs` → references inside the document. */
function herschrijf(stuk: unknown, eigen: string): unknown {
  if (Array.isArray(stuk)) return stuk.map((s) => herschrijf(s, eigen));
  if (typeof stuk !== 'object' || stuk === null) return stuk;
  return Object.fromEntries(
    Object.entries(stuk).flatMap(([sleutel, waarde]) => {
      if (sleutel === '$id' || sleutel === '$schema') return [];
      if (sleutel !== '$ref' || typeof waarde !== 'string') return [[sleutel, herschrijf(waarde, eigen)]];
      const [id = '', wijzer = ''] = waarde.split('#');
      return [[sleutel, `#/components/schemas/${id === '' ? eigen : deelnaam(id)}${wijzer}`]];
    }),
  );
}

const deelnaam = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);
const eventnaam = (type: string): string => `event-${type}`;

/** @param basisUrl public address of the hub. @throws Error when a header or a schema cannot be described. */
export function maakAsyncapi(catalogus: Catalogus, basisUrl: string): unknown {
  const { eventtypen } = catalogus.eventtypen() as { eventtypen: readonly { type: string; omschrijving: string }[] };
  const schemas: Record<string, unknown> = {};
  const messages: Record<string, unknown> = {};
  const namen = eventtypen.map((e) => /^nl\.sociaaldomein\.(.+)\.v1$/.exec(e.type)?.[1] ?? e.type);
  for (const [i, naam] of namen.entries()) {
    const { $defs, ...kern } = catalogus.schema(naam, '1.0') as Schema & { $defs?: Record<string, Schema> };
    schemas[eventnaam(naam)] = herschrijf(kern, eventnaam(naam));
    for (const [id, deel] of Object.entries($defs ?? {})) schemas[deelnaam(id)] ??= herschrijf(deel, deelnaam(id));
    messages[naam] = {
      name: eventtypen[i]!.type,
      title: naam,
      summary: eventtypen[i]!.omschrijving,
      contentType: 'application/json',
      headers: { $ref: '#/components/schemas/koppen' },
      payload: { $ref: `#/components/schemas/${eventnaam(naam)}` },
      bindings: { kafka: { key: { $ref: '#/components/schemas/sleutel' }, bindingVersion: '0.5.0' } },
    };
  }
  schemas.koppen = kopschema();
  schemas.sleutel = { type: 'string', description: 'Ondoorzichtig (HMAC). Records met dezelfde sleutel staan in de volgorde waarin hun berichten zijn aanvaard; tussen sleutels is er geen volgorde.' };

  const kanaal = (niveau: 'wat' | 'dat', soort: 'gemeente' | 'partij'): unknown => ({
    address: `${ADRES[soort]}${niveau === 'dat' ? '.dat' : ''}`,
    title: `${soort === 'gemeente' ? 'Een gemeente' : 'Een andere partij'}, niveau ${niveau}`,
    parameters: soort === 'gemeente' ? { gemeentecode: { description: 'Code van de gemeente, vier cijfers.', examples: ['0363'] } } : { oin: { description: 'OIN van de partij, twintig cijfers.', examples: ['00000099000000020363'] } },
    messages: Object.fromEntries(namen.filter((n) => (n === DAT) === (niveau === 'dat')).map((n) => [n, { $ref: `#/components/messages/${n}` }])),
    bindings: { kafka: { bindingVersion: '0.5.0' } },
  });
  const channels = { gemeente: kanaal('wat', 'gemeente'), gemeenteDat: kanaal('dat', 'gemeente'), partij: kanaal('wat', 'partij'), partijDat: kanaal('dat', 'partij') };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Knooppunt: topics',
      version: API_VERSIE,
      description: 'Wat het knooppunt op de topics van gemeenten en andere partijen zet. CloudEvents 1.0 (NL GOV-profiel), Kafka-binding, binaire vorm. Lees met isolation.level=read_committed; ontdubbel op ce_id.',
      license: { name: 'EUPL-1.2' },
      externalDocs: { url: `${basisUrl}/v1/openapi.json`, description: 'Dezelfde events over HTTP, ook zonder Kafka.' },
    },
    defaultContentType: 'application/json',
    servers: { kafka: { host: 'kafka.knooppunt.invalid:9093', protocol: 'kafka-secure', description: 'Het adres geeft de beheerder van het knooppunt, met de toegang tot de eigen topics.', security: [{ $ref: '#/components/securitySchemes/scram' }] } },
    channels,
    operations: Object.fromEntries(Object.keys(channels).map((c) => [`publiceer-${c}`, { action: 'send', channel: { $ref: `#/channels/${c}` } }])),
    components: { messages, schemas, securitySchemes: { scram: { type: 'scramSha512' } } },
  };
}
