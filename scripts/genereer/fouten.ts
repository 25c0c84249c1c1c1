// Makes docs/reference/fouten.md from the one table of errors.
import { FOUTEN, type Foutregel } from '../../src/sdk/errors.ts';
import { cel, code, kop, tabel } from './markdown.ts';

export const FOUTEN_PAD = 'docs/reference/fouten.md';

const UITLEG = `Every refusal carries a code of this table: over the API in problem+json (\`code\`, and one per finding in \`meldingen\`), in the report beside a file of the watched folder, in the output of
\`knooppunt check\`. Programs should read the code, never the text. *HTTP* is the status at \`/v1/berichten\`; over SOAP the standard's own fault is sent, where StUF codes apply with the code in the column *StUF*.
*Again* = the same bytes may succeed later; all other refusals are final for these bytes. No text ever holds a value of the message.`;

export function maakFouten(): string {
  const rijen = Object.entries(FOUTEN as Record<string, Foutregel>);
  return `${kop('Errors', '`src/sdk/errors.ts`', `${UITLEG}\n\n${rijen.length} codes.`)}\n${tabel(
    ['code', 'titel', 'HTTP', 'StUF', 'plek', 'again'],
    rijen.map(([naam, r]) => [code(naam), cel(r.titel), String(r.status), r.stuf ?? '', r.plek ?? '', r.opnieuw ? 'yes' : '']),
  )}`;
}
