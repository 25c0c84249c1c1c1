// Makes docs/reference/huis.md from the table of rooms.
import { ADAPTER_BOUWSTENEN, KAMERS, MOTOREN, PAKKETTEN } from '../huis/kamers.ts';
import { code, codes, kop, tabel } from './markdown.ts';

export const HUIS_PAD = 'docs/reference/huis.md';

const UITLEG = `Which room may import which. \`test/huis\` holds the code to this table: an import that is not in it fails, and so does a circle. A *port* is \`src/<room>/port.ts\`: types, and the errors
and limits that belong to them; ports are open to every room but those marked. \`schemas/\`, \`mappings/\`, \`configuratie/\` and \`samples/\` are data and know nothing.`;

export function maakHuis(): string {
  return [
    kop('The house', '`scripts/huis/kamers.ts`', UITLEG),
    '## Rooms\n',
    tabel(['room', 'holds', 'may import', 'ports'], KAMERS.map((k) => [code(k.pad), k.wat, codes(k.kent) || 'nothing', k.gesloten ? 'no' : 'yes'])),
    '## Engines\n\nThe code behind a port (or that runs the show). Known only where the table says; engines never import each other.\n',
    tabel(['engine', 'port', 'known to'], MOTOREN.map((m) => [code(m.pad), m.poort === '—' ? '' : code(m.poort), codes(m.bekendBij)])),
    `## Packages\n\nA package is imported in its own room alone. Adapters use no package and of Node only ${codes(ADAPTER_BOUWSTENEN)}.\n`,
    tabel(['package', 'rooms'], Object.entries(PAKKETTEN).map(([p, k]) => [code(p), codes(k)])),
  ].join('\n');
}
