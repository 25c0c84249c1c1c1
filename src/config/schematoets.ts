// Checks a file of the configuration against its JSON Schema and says in Dutch what is wrong, at which line; fills in the schema's defaults.
// An unknown key is refused with the nearest known one: a typo must never be a setting that silently does nothing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Bevinding } from './bevinding.ts';
import { padTekst, type Stap, type YamlBestand } from './yaml-bestand.ts';

export type Bestandssoort = 'knooppunt' | 'partijen' | 'abonnementen' | 'bevoegdheden' | 'bronnen';

const SCHEMAS = path.resolve(import.meta.dirname, '../../schemas/configuratie');
const gecompileerd = new Map<Bestandssoort, ValidateFunction>();

function schema(soort: Bestandssoort): ValidateFunction {
  let f = gecompileerd.get(soort);
  if (!f) {
    const ajv = new Ajv2020({ allErrors: true, verbose: true, useDefaults: true, strict: true, allowUnionTypes: true, formats: { date: isDatum } });
    f = ajv.compile(JSON.parse(readFileSync(path.join(SCHEMAS, `${soort}.json`), 'utf8')) as object);
    gecompileerd.set(soort, f);
  }
  return f;
}

/** A day that exists, YYYY-MM-DD. */
function isDatum(tekst: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(tekst)) return false;
  const d = new Date(`${tekst}T00:00:00Z`);
  return !Number.isNaN(d.getTime()) && d.toISOString().startsWith(tekst);
}

/** Checks and completes `waarde` in place (defaults); an empty list of findings means that it has the schema's shape. */
export function toetsBestand(soort: Bestandssoort, bestand: YamlBestand, waarde: unknown): Bevinding[] {
  const f = schema(soort);
  if (f(waarde)) return [];
  const uit: Bevinding[] = [];
  const gezien = new Set<string>();
  for (const e of f.errors ?? []) {
    const pad = stappen(e.instancePath, waarde);
    const b = leesFout(e, pad, bestand);
    const sleutel = `${b.pad} ${b.tekst}`;
    if (!gezien.has(sleutel)) uit.push(b);
    gezien.add(sleutel);
  }
  return uit;
}

function stappen(pointer: string, waarde: unknown): Stap[] {
  const uit: Stap[] = [];
  let nu: unknown = waarde;
  for (const deel of pointer.split('/').slice(1)) {
    const naam = deel.replaceAll('~1', '/').replaceAll('~0', '~');
    uit.push(Array.isArray(nu) ? Number(naam) : naam);
    nu = (nu as Record<string, unknown> | undefined)?.[naam];
  }
  return uit;
}

function leesFout(e: ErrorObject, pad: readonly Stap[], bestand: YamlBestand): Bevinding {
  const op = (tekst: string, stap?: string): Bevinding => ({
    ernst: 'fout', bestand: bestand.naam,
    regel: stap === undefined ? bestand.regel(pad) : bestand.regelVanSleutel(pad, stap),
    pad: padTekst(stap === undefined ? pad : [...pad, stap]), tekst,
  });
  const p = e.params as Record<string, unknown>;
  switch (e.keyword) {
    case 'additionalProperties': {
      const onbekend = String(p.additionalProperty);
      const bekend = Object.keys((e.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      const dichtst = dichtstbij(onbekend, bekend);
      return op(`onbekende sleutel '${onbekend}'${dichtst === null ? `; bekend zijn: ${bekend.join(', ')}` : `; bedoelt u '${dichtst}'?`}`, onbekend);
    }
    case 'required': return op(`'${String(p.missingProperty)}' ontbreekt`);
    case 'type': {
      const geschreven = bestand.geschreven(pad);
      if (p.type === 'string' && geschreven !== null && geschreven !== '') return op(`moet tekst zijn; schrijf '${geschreven}' tussen aanhalingstekens`);
      return op(`moet ${SOORTEN[String(p.type)] ?? String(p.type)} zijn`);
    }
    case 'enum': return op(`moet een van deze zijn: ${(p.allowedValues as unknown[]).join(', ')}`);
    case 'const': return op(`mag alleen ${JSON.stringify(p.allowedValue)} zijn`);
    case 'format': return op('moet een bestaande datum zijn, JJJJ-MM-DD');
    case 'pattern': return op(e.propertyName === undefined ? vormTekst(e) : `'${e.propertyName}' is geen pad van attributen (a.b.c)`);
    case 'minimum': return op(`moet ten minste ${String(p.limit)} zijn`);
    case 'maximum': return op(`mag ten hoogste ${String(p.limit)} zijn`);
    case 'minLength': return op('mag niet leeg zijn');
    case 'maxLength': return op(`mag ten hoogste ${String(p.limit)} tekens hebben`);
    case 'minItems': case 'minProperties': return op('mag niet leeg zijn');
    case 'uniqueItems': return op('noemt iets twee keer');
    case 'maxProperties': return op('een filter is precies een van exact, prefix, suffix, all, any of not');
    default: return op('heeft niet de juiste vorm');
  }
}

const SOORTEN: Readonly<Record<string, string>> = {
  string: 'tekst', integer: 'een geheel getal', number: 'een getal', boolean: 'true of false', array: 'een lijst', object: 'een groep sleutels',
};

/** What a pattern asks, by the description or the name of the key: the pattern itself helps nobody. */
function vormTekst(e: ErrorObject): string {
  const patroon = String((e.params as { pattern?: string }).pattern);
  if (patroon.startsWith('^(env:')) return 'een geheim staat hier niet zelf: verwijs ernaar met env:NAAM of bestand:PAD';
  if (patroon.includes('(uur|dag')) return "moet een duur zijn, zoals '400 dagen', '24 uur' of '5 jaar'";
  if (patroon === '^[0-9]{8}[0-9A-Z]{12}$') return 'moet een OIN zijn: 20 posities';
  if (patroon === '^[0-9]{4}$') return 'moet vier cijfers zijn';
  if (patroon === '^[0-9]{8}$') return 'moet acht cijfers zijn';
  if (patroon === '^[0-9a-f]{64}$') return 'moet de SHA-256 van een token zijn: 64 hexadecimale tekens, kleine letters';
  if (patroon.startsWith('^[a-z0-9][a-z0-9-]')) return 'moet uit kleine letters, cijfers en streepjes bestaan';
  if (patroon.startsWith('^[a-z*]')) return 'moet de naam van een eventtype zijn, eventueel met *';
  if (patroon.includes(' seconden?')) return "moet een aantal seconden zijn, zoals '20 seconden'";
  if (patroon.startsWith('^[a-z0-9][A-Za-z0-9-]*(/')) return 'moet de naam van een endpoint zijn, zoals stuf/beantwoordVraag';
  if (patroon.startsWith('^[a-z0-9]+:')) return 'moet een bericht zijn: standaard:berichttype, eventueel met :versie';
  if (patroon.startsWith('^https?')) return 'moet een http(s)-adres zijn, zonder / aan het eind';
  return 'heeft niet de juiste vorm';
}

/** The nearest of a list within two edits (or a third of the length); null when none is near. */
export function dichtstbij(tekst: string, bekend: readonly string[]): string | null {
  let beste: string | null = null;
  let afstand = Math.max(2, Math.floor(tekst.length / 3)) + 1;
  for (const b of bekend) {
    if (Math.abs(b.length - tekst.length) >= afstand) continue;
    const d = bewerkingen(tekst.toLowerCase(), b.toLowerCase(), afstand);
    if (d < afstand) {
      beste = b;
      afstand = d;
    }
  }
  return beste;
}

/** Levenshtein distance, or `grens` as soon as it cannot be less. */
function bewerkingen(a: string, b: string, grens: number): number {
  let vorige = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const rij = [i];
    for (let j = 1; j <= b.length; j += 1) {
      rij.push(Math.min((vorige[j] ?? 0) + 1, (rij[j - 1] ?? 0) + 1, (vorige[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    if (Math.min(...rij) >= grens) return grens;
    vorige = rij;
  }
  return vorige[b.length] ?? 0;
}
