// Makes docs/reference/asyncapi.json: topics and messages as a hub on its default address describes them.
import { laadEventcatalogus } from '../../src/canonical/eventschema.ts';
import { maakAsyncapi as beschrijf } from '../../src/http/asyncapi.ts';
import { catalogusVoorApi } from '../../src/http/catalogus.ts';

export const ASYNCAPI_PAD = 'docs/reference/asyncapi.json';

export function maakAsyncapi(): string {
  return `${JSON.stringify(beschrijf(catalogusVoorApi(laadEventcatalogus()), 'http://127.0.0.1:8080'), null, 1)}\n`;
}
