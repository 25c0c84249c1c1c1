// Proves: the store's part of the configuration is whole or refused at its line; the address comes by reference and never stands in what is kept or shown.
import { hostname } from 'node:os';
import { planStand } from '../../src/config/plan.ts';
import { fouten, GOED, laad, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const met = (opslag: string, bestanden: Record<string, string> = {}): Record<string, string> => ({ ...GOED, ...bestanden, 'knooppunt.yaml': `opslag: ${opslag}\n` });
const ADRES = 'postgres://hub:zeer-geheim@db:5432/knooppunt';

test('an address alone: eight reading connections, the machine\'s name', () => {
  const c = laad(met('{ soort: postgres, url: "env:DATABASE_URL" }'), { env: { DATABASE_URL: ADRES } });
  expect(c.opslag).toEqual({ soort: 'postgres', map: expect.stringMatching(/data$/), pool: 8, knoop: hostname() });
  expect(c.geheimen.postgres).toBe(ADRES);
  expect(JSON.stringify(planStand(c))).not.toContain('zeer-geheim');
});

test('from a file, with a name of its own from the environment', () => {
  const c = laad(met('{ soort: postgres, url: "bestand:adres", pool: 3, knoop: "env:KNOOP" }', { adres: `${ADRES}\n` }), { env: { KNOOP: 'node-2' } });
  expect(c.opslag).toMatchObject({ pool: 3, knoop: 'node-2' });
  expect(c.geheimen.postgres).toBe(ADRES);
});

test.each([
  ['{ soort: postgres }', 'opslag.url: ontbreekt'],
  ['{ soort: ingebed, url: "env:DATABASE_URL" }', 'opslag.url: werkt alleen met soort: postgres'],
  ['{ soort: ingebed, knoop: a }', 'opslag.knoop: werkt alleen met soort: postgres'],
  ['{ soort: postgres, url: "env:NIET_GEZET" }', 'opslag.url: de omgevingsvariabele NIET_GEZET is niet gezet'],
  ['{ soort: postgres, url: "bestand:weg" }', 'opslag.url: het bestand is niet te lezen (ENOENT)'],
  ['{ soort: postgres, url: "env:MYSQL" }', 'opslag.url: is geen adres dat met postgres:// begint'],
  ['{ soort: postgres, url: "env:ONZIN" }', 'opslag.url: is geen adres dat met postgres:// begint'],
  [`{ soort: postgres, url: "${ADRES}" }`, 'opslag.url'],
  ['{ soort: postgres, url: "env:DATABASE_URL", knoop: "env:NIET_GEZET" }', 'opslag.knoop: de omgevingsvariabele NIET_GEZET is niet gezet of geen naam'],
])('%s is refused', (opslag, verwacht) => {
  const gevonden = fouten(met(opslag), { env: { DATABASE_URL: ADRES, MYSQL: 'mysql://zeer-geheim@db/x', ONZIN: 'zeer-geheim' } });
  expect(gevonden.join('\n')).toContain(verwacht);
  expect(gevonden.join('\n')).not.toContain('zeer-geheim');
});
