// A party as a message names it → the canonical Partij. By identifiers alone: the same message gives the same text, whatever the register of parties says.
import { readFileSync } from 'node:fs';
import type { PartijAanduiding } from '../sdk/partij.ts';

let gemeenten: Readonly<Record<string, string>> | undefined;

function gemeentenaam(code: string): string | undefined {
  if (!gemeenten) {
    try {
      const lijst = JSON.parse(readFileSync(new URL('../../configuratie/codelijsten/gemeenten.json', import.meta.url), 'utf8')) as { codes: Record<string, string> };
      gemeenten = lijst.codes;
    } catch {
      gemeenten = {};
    }
  }
  return gemeenten[code];
}

/** Canonical Partij, or undefined when the message names nobody. */
export function partijVan(p: PartijAanduiding | null): Record<string, unknown> | undefined {
  if (!p) return undefined;
  const uit: Record<string, unknown> = {};
  if (p.gemeentecode) uit.soort = 'gemeente';
  else if (p.agb) uit.soort = 'aanbieder';
  else if (p.uzovi) uit.soort = 'zorgkantoor';
  for (const veld of ['oin', 'gemeentecode', 'agb', 'uzovi', 'kvk'] as const) if (p[veld]) uit[veld] = p[veld];
  const naam = p.naam ?? (p.gemeentecode ? gemeentenaam(p.gemeentecode) : undefined) ?? p.organisatie;
  if (naam) uit.naam = naam;
  if (p.applicatie) uit.applicatie = p.applicatie;
  if (p.administratie) uit.administratie = p.administratie;
  return Object.keys(uit).length > 0 ? uit : undefined;
}
