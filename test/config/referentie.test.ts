// Proves: the reference page of the configuration is the one that the schemas give; who changes a key and forgets the page fails here.
import { readFileSync } from 'node:fs';
import { CONFIGURATIE_PAD, configuratieReferentie } from '../../scripts/genereer/configuratie.ts';

test('docs/reference/configuratie.md is up to date, and every key has a meaning', () => {
  const pagina = configuratieReferentie();
  expect(readFileSync(new URL(`../../${CONFIGURATIE_PAD}`, import.meta.url), 'utf8')).toBe(pagina);
  for (const rij of pagina.split('\n').filter((r) => r.startsWith('| `'))) expect(rij).toMatch(/^\| `[^`]+` \| [^|]+ \| [^|]* \| [^|]{3,} \|$/);
});
