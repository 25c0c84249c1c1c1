// Makes docs/reference/codecs.md: what a mapping table may write after `codec:`.
import type { Adapter } from '../../src/sdk/adapter.ts';
import type { Codec } from '../../src/sdk/codec.ts';
import { STANDAARD_CODECS } from '../../src/sdk/codecs/index.ts';
import { cel, code, codes, kop, tabel } from './markdown.ts';

export const CODECS_PAD = 'docs/reference/codecs.md';

const UITLEG = `A codec turns a source value into a canonical one and back. What it cannot read it refuses: the finding is \`KP_VERTALING\` at the place of the value. How tables use codecs stands in
[the notation](../design/mapping.md). *tekst* reads one text; *teksten* several source paths together (\`bron: [a, b]\`); *knoop* an element with the children that it names.`;

const rij = (c: Codec): string[] => [code(c.naam), c.soort, c.soort === 'knoop' ? codes(c.leest) : '', cel(c.uitleg)];
const KOPPEN = ['codec', 'soort', 'reads too', 'uitleg'];

export function maakCodecs(adapters: readonly Adapter[]): string {
  return [
    kop('Codecs', '`src/sdk/codecs` and the adapters', UITLEG),
    `## For every table\n`,
    tabel(KOPPEN, STANDAARD_CODECS.map(rij)),
    ...adapters.filter((a) => (a.codecs ?? []).length > 0).flatMap((a) => [`## ${a.spec.titel}\n\nOnly in tables of the adapter \`${a.spec.naam}\`.\n`, tabel(KOPPEN, (a.codecs ?? []).map(rij))]),
  ].join('\n');
}
