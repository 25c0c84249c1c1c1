// Makes docs/reference/configuratie.md from the JSON Schemas in schemas/configuratie: every key, its form, its default. Writes nothing itself.
import { readFileSync } from 'node:fs';

type Schema = { readonly [sleutel: string]: unknown };

/** Where the page belongs, from the root of the repository. */
export const CONFIGURATIE_PAD = 'docs/reference/configuratie.md';

const KOP = `# Configuratie

Gemaakt uit \`schemas/configuratie/\`; niet met de hand wijzigen.
Een onbekende sleutel wordt geweigerd. Paden zijn ten opzichte van \`knooppunt.yaml\`. Codes met voorloopnullen staan tussen aanhalingstekens.
`;

export function configuratieReferentie(): string {
  const delen = [KOP];
  for (const soort of ['knooppunt', 'partijen', 'abonnementen', 'bevoegdheden', 'bronnen']) {
    const s = JSON.parse(readFileSync(new URL(`../../schemas/configuratie/${soort}.json`, import.meta.url), 'utf8')) as Schema;
    delen.push(`## ${String(s.title)}\n\n${String(s.description)}\n\n| sleutel | vorm | standaard | betekenis |\n| --- | --- | --- | --- |\n${rijen(s, '', s).join('\n')}\n`);
  }
  return delen.join('\n');
}

function rijen(s: Schema, pad: string, wortel: Schema): string[] {
  const verplicht = new Set(Array.isArray(s.required) ? (s.required as string[]) : []);
  return Object.entries((s.properties ?? {}) as Record<string, Schema>).flatMap(([naam, kind]) => {
    const hier = pad === '' ? naam : `${pad}.${naam}`;
    const items = kind.items as Schema | undefined;
    const binnen = kind.type === 'object' ? rijen(kind, hier, wortel) : items?.type === 'object' ? rijen(items, `${hier}[]`, wortel) : [];
    const standaard = kind.default === undefined || kind.type === 'object' ? (verplicht.has(naam) ? 'verplicht' : '') : `\`${JSON.stringify(kind.default)}\``;
    return [`| \`${hier}\` | ${vorm(kind)} | ${standaard} | ${String(kind.description ?? '')} |`, ...binnen];
  });
}

const SOORTEN: Readonly<Record<string, string>> = { string: 'tekst', integer: 'geheel getal', boolean: 'true of false', object: 'groep' };

function vorm(s: Schema): string {
  if (Array.isArray(s.enum)) return s.enum.map((w) => `\`${String(w)}\``).join(', ');
  if (s.const !== undefined) return `\`${JSON.stringify(s.const)}\``;
  if (s.$ref === '#/$defs/filter') return 'een van `exact`, `prefix`, `suffix` {gegeven: waarde}, `all`, `any` [filters], `not` filter';
  if (s.format === 'date') return 'datum (JJJJ-MM-DD)';
  if (s.type === 'array') return `lijst van ${(s.items as Schema).type === 'object' ? 'groepen' : vorm(s.items as Schema)}`;
  const grenzen = [s.minimum === undefined ? '' : `vanaf ${String(s.minimum)}`, s.maximum === undefined ? '' : `tot en met ${String(s.maximum)}`].filter((g) => g !== '').join(' ');
  return `${SOORTEN[String(s.type)] ?? String(s.type)}${grenzen === '' ? '' : ` (${grenzen})`}`;
}
