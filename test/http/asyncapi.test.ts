// Proves: the AsyncAPI document stands alone (every reference resolves), has every event type in the right channels, names every header that a record
// carries, and its schemas judge an event as the catalogue does.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { laadEventcatalogus } from '../../src/canonical/eventschema.ts';
import { maakAsyncapi } from '../../src/http/asyncapi.ts';
import { catalogusVoorApi } from '../../src/http/catalogus.ts';
import { topicVan } from '../../src/routing/topics.ts';

interface Document {
  readonly asyncapi: string;
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: Readonly<Record<string, { readonly $ref: string }>> }>>;
  readonly components: { readonly messages: Readonly<Record<string, { readonly name: string }>>; readonly schemas: Readonly<Record<string, Record<string, unknown>>> };
}

const catalogus = laadEventcatalogus();
const doc = maakAsyncapi(catalogusVoorApi(catalogus), 'https://knooppunt.example') as Document;

function* verwijzingen(stuk: unknown): Generator<string> {
  if (Array.isArray(stuk)) for (const s of stuk) yield* verwijzingen(s);
  else if (typeof stuk === 'object' && stuk !== null) {
    for (const [k, w] of Object.entries(stuk)) {
      if (k === '$ref' && typeof w === 'string') yield w;
      else yield* verwijzingen(w);
    }
  }
}

describe('AsyncAPI', () => {
  test('elke verwijzing komt binnen het document uit', () => {
    const alle = [...verwijzingen(doc)];
    expect(alle.length).toBeGreaterThan(200);
    for (const ref of new Set(alle)) {
      expect(ref).toMatch(/^#\//);
      let plek: unknown = doc;
      for (const stap of ref.slice(2).split('/')) plek = (plek as Record<string, unknown> | undefined)?.[stap];
      expect([ref, typeof plek]).toEqual([ref, 'object']);
    }
  });

  test('elk eventtype op zijn topics, betrokkenheid alleen op niveau dat', () => {
    const types = [...catalogus.eventtypen.keys()];
    expect(Object.keys(doc.components.messages)).toEqual(types);
    for (const niveau of ['wat', 'dat'] as const) {
      const achter = niveau === 'wat' ? '' : 'Dat';
      expect(doc.channels[`gemeente${achter}`]?.address).toBe(topicVan({ soort: 'gemeente', gemeentecode: '{gemeentecode}' }, niveau));
      expect(doc.channels[`partij${achter}`]?.address).toBe(topicVan({ soort: 'aanbieder', oin: '{oin}' }, niveau));
    }
    for (const k of ['gemeente', 'partij']) {
      expect(Object.keys(doc.channels[k]?.messages ?? {})).toEqual(types.filter((t) => t !== 'betrokkenheid'));
      expect(Object.keys(doc.channels[`${k}Dat`]?.messages ?? {})).toEqual(['betrokkenheid']);
    }
    expect(doc.components.messages['zaak-aangemaakt']?.name).toBe('nl.sociaaldomein.zaak-aangemaakt.v1');
  });

  test('de schema’s oordelen als de catalogus', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as { default: (a: Ajv2020) => void }).default(ajv);
    ajv.addSchema(doc as unknown as Record<string, unknown>, 'doc');
    const v = ajv.getSchema('doc#/components/schemas/event-betrokkenheid')!;
    const persoon = { id: 'p1', rollen: ['client'], bsn: '999993653' };
    const goed = { personen: [persoon], betrokkenheid: { soortPartij: 'aanbieder', sinds: '2026-05' } };
    expect(v(goed)).toBe(true);
    for (const data of [goed, { ...goed, betrokkenheid: { soortPartij: 'bank' } }, { ...goed, betrokkenheid: { soortPartij: 'aanbieder', sinds: 'gisteren' } }, { personen: [persoon] }, { personen: [persoon], betrokkenheid: {} }, { personen: [], onzin: 1 }, { personen: [{ ...persoon, bsn: 1 }] }, {}]) {
      expect([data, v(data)]).toEqual([data, catalogus.controleer('betrokkenheid', data).length === 0]);
    }
  });
});
