// The schemas that the API gives out: every event type has one, and it compiles by itself, without any other document.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { laadEventcatalogus } from '../../src/canonical/eventschema.ts';
import { catalogusVoorApi } from '../../src/http/catalogus.ts';

const events = laadEventcatalogus();
const catalogus = catalogusVoorApi(events);
const typen = [...events.eventtypen.keys()];

test('the catalogue lists every event type, with where its schema is', () => {
  const lijst = (catalogus.eventtypen() as { eventtypen: { type: string; schema: string }[] }).eventtypen;
  expect(lijst.map((e) => e.type)).toEqual(typen.map((t) => `nl.sociaaldomein.${t}.v1`));
  for (const { schema } of lijst) {
    const [, naam, versie] = /^\/v1\/schemas\/([^/]+)\/([^/]+)$/.exec(schema)!;
    expect(catalogus.schema(naam!, versie!)).not.toBeNull();
  }
});

test.each(typen)('the schema of %s stands alone: it compiles with its references, and refuses down to the common types', (type) => {
  const schema = catalogus.schema(type, '1.0') as { title: string; properties: object };
  expect(schema.title).toBe(`nl.sociaaldomein.${type}.v1`);
  const toets = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, allErrors: true, inlineRefs: false }).compile(schema);
  expect(toets({ personen: [{ id: 'p1', rollen: ['client'], bsn: 12 }] })).toBe(false);
  if ('personen' in schema.properties) expect((toets.errors ?? []).map((e) => e.instancePath)).toContain('/personen/0/bsn');
});

test('common parts have their schema too; an unknown name or version is not there', () => {
  expect(catalogus.schema('gemeenschappelijk', '1.0')).toMatchObject({ $defs: { Persoon: expect.anything() } });
  for (const [naam, versie] of [['nergens', '1.0'], ['__proto__', '1.0'], ['constructor', '1.0'], [typen[0]!, '2.0']]) expect(catalogus.schema(naam!, versie!)).toBeNull();
});
