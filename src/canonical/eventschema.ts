// The event catalogue and the check of every event against it: JSON Schemas of `schemas/canonical`, composed per event type, compiled once.
// Adapters may bring event types and subjects of their own (`canoniek/` beside their module); they add, and never change what is there.
// Findings name the canonical path and the cause in our own words, never ajv's (it would repeat values).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Melding } from '../sdk/melding.ts';

export interface Eventtype {
  /** Subjects that may stand beside `bericht` and `personen`. */
  readonly onderwerpen: readonly string[];
  readonly verplicht: readonly string[];
  readonly omschrijving: string;
}

export interface Eventcatalogus {
  readonly eventtypen: ReadonlyMap<string, Eventtype>;
  /** A common part (`gemeenschappelijk`, `bericht`) or a subject by its name; undefined for an unknown one. */
  deel(naam: string): Record<string, unknown> | undefined;
  /** The composed JSON Schema of an event's `data`; undefined for an unknown type. */
  schema(type: string): Record<string, unknown> | undefined;
  /** Findings (`KP_CANONIEK`), empty when valid. An unknown type is a finding. */
  controleer(type: string, data: unknown): readonly Melding[];
}

const MAP = new URL('../../schemas/canonical/', import.meta.url);
const urn = (naam: string): string => `urn:knooppunt:canoniek:${naam}`;

/**
 * Loads the catalogue.
 * @param map folder of the model; @param uitbreidingen folders that adapters bring, in the same form (`eventtypen.json`, `onderwerpen/*.json`).
 * @throws Error when a schema file is missing or does not compile, or an extension brings what is there already (start-up refuses).
 */
export function laadEventcatalogus(map: URL = MAP, uitbreidingen: readonly URL[] = []): Eventcatalogus {
  const lees = (pad: string, uit: URL = map): Record<string, unknown> => JSON.parse(readFileSync(new URL(pad, uit), 'utf8')) as Record<string, unknown>;
  const eventtypen = new Map(Object.entries((lees('eventtypen.json').eventtypen ?? {}) as Record<string, Eventtype>));
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, validateFormats: true, allowUnionTypes: true });
  ajv.addKeyword('x-informatie');
  ajv.addKeyword('x-bron');
  // The formats plugin is CommonJS; its callable stands on `default` under ESM.
  (addFormats as unknown as { default: (a: Ajv2020) => void }).default?.(ajv) ?? (addFormats as unknown as (a: Ajv2020) => void)(ajv);
  const delen = new Map<string, Record<string, unknown>>();
  const voegToe = (naam: string, pad: string, uit: URL = map): void => {
    const schema = lees(pad, uit);
    if (delen.has(naam)) throw new Error(`het onderwerp ${naam} staat al in het informatiemodel`);
    if (schema.$id !== urn(naam)) throw new Error(`het onderwerp ${naam} heeft niet de $id ${urn(naam)}`);
    ajv.addSchema(schema);
    delen.set(naam, schema);
  };
  voegToe('gemeenschappelijk', 'gemeenschappelijk.json');
  voegToe('bericht', 'bericht.json');
  const onderwerpen = new Set<string>();
  for (const f of readdirSync(new URL('onderwerpen/', map))) {
    if (!f.endsWith('.json')) continue;
    voegToe(f.slice(0, -5), `onderwerpen/${f}`);
    onderwerpen.add(f.slice(0, -5));
  }
  for (const eigen of uitbreidingen) {
    for (const [type, e] of Object.entries((lees('eventtypen.json', eigen).eventtypen ?? {}) as Record<string, Eventtype>)) {
      if (eventtypen.has(type)) throw new Error(`het eventtype ${type} staat al in de catalogus`);
      eventtypen.set(type, e);
    }
    for (const f of onderwerpbestanden(eigen)) {
      voegToe(f.slice(0, -5), `onderwerpen/${f}`, eigen);
      onderwerpen.add(f.slice(0, -5));
    }
  }
  for (const [type, e] of eventtypen) {
    const onbekend = [...e.onderwerpen, ...e.verplicht].find((o) => !onderwerpen.has(o));
    if (onbekend !== undefined) throw new Error(`het eventtype ${type} noemt een onbekend onderwerp: ${onbekend}`);
  }

  const stelSamen = (type: string): Record<string, unknown> | undefined => {
    const e = eventtypen.get(type);
    if (!e) return undefined;
    const properties: Record<string, unknown> = {
      bericht: { $ref: urn('bericht') },
      personen: { type: 'array', items: { $ref: `${urn('gemeenschappelijk')}#/$defs/Persoon` } },
    };
    for (const o of e.onderwerpen) if (onderwerpen.has(o)) properties[o] = { $ref: urn(o) };
    // A dat event says nothing of the message that it came from.
    const verplicht = type === 'betrokkenheid' ? ['personen', ...e.verplicht] : ['bericht', 'personen', ...e.verplicht];
    if (type === 'betrokkenheid') delete properties.bericht;
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:knooppunt:event:${type}:1.0`,
      title: `nl.sociaaldomein.${type}.v1`,
      description: e.omschrijving,
      type: 'object',
      additionalProperties: false,
      required: verplicht,
      properties,
    };
  };

  const validators = new Map<string, ValidateFunction>();
  const validator = (type: string): ValidateFunction | undefined => {
    const klaar = validators.get(type);
    if (klaar) return klaar;
    const schema = stelSamen(type);
    if (!schema) return undefined;
    const v = ajv.compile(schema);
    validators.set(type, v);
    return v;
  };

  return {
    eventtypen,
    deel: (naam) => delen.get(naam),
    schema: stelSamen,
    controleer(type, data) {
      const v = validator(type);
      if (!v) return [{ code: 'KP_CANONIEK', regel: 0, pad: '/', tekst: 'dit eventtype staat niet in de catalogus' }];
      if (v(data)) return [];
      return (v.errors ?? []).slice(0, 50).map(legUit);
    },
  };
}

/** An extension may use existing subjects alone. */
function onderwerpbestanden(map: URL): string[] {
  const onder = new URL('onderwerpen/', map);
  return existsSync(onder) ? readdirSync(onder).filter((f) => f.endsWith('.json')).sort() : [];
}

function legUit(e: ErrorObject): Melding {
  const p = e.params as Record<string, unknown>;
  let pad = e.instancePath === '' ? '/' : e.instancePath;
  let tekst = 'de waarde past niet in het informatiemodel';
  if (e.keyword === 'required') {
    pad = `${e.instancePath}/${String(p.missingProperty)}`;
    tekst = 'dit verplichte attribuut ontbreekt in de vertaling';
  } else if (e.keyword === 'additionalProperties') {
    pad = `${e.instancePath}/${String(p.additionalProperty)}`;
    tekst = 'dit attribuut bestaat niet in het informatiemodel';
  } else if (e.keyword === 'type') tekst = 'de waarde heeft niet het juiste soort';
  else if (e.keyword === 'enum' || e.keyword === 'const') tekst = 'deze waarde is hier niet toegestaan';
  else if (e.keyword === 'maxLength') tekst = `te lang: hoogstens ${String(p.limit)} tekens`;
  else if (e.keyword === 'pattern' || e.keyword === 'format') tekst = 'de waarde heeft niet de voorgeschreven vorm';
  return { code: 'KP_CANONIEK', regel: 0, pad, tekst };
}
