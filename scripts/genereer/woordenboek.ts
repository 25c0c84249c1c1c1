// Makes docs/reference/gegevenswoordenboek.md: every type with every attribute: form, meaning, identificerend/dat/wat, source.
import { readFileSync } from 'node:fs';
import { cel, code, kop, tabel } from './markdown.ts';
import { leesModel, type Model, type Schema, type Type } from './model.ts';

export const WOORDENBOEK_PAD = 'docs/reference/gegevenswoordenboek.md';

const UITLEG = `Names and meanings follow the Gemeentelijk Gegevensmodel (GGM 2.5, Gemeente Delft, EUPL-1.2 / CC-BY 4.0), the information model of the iStandaarden, and
RSGB/RGBZ where those have none. The column *informatie* says what an attribute tells:
**identificerend** (who it is), **dat** (that a person is known somewhere, since when, with whom), **wat** (content of help, justice, health, debt).
A subscription at level *dat* never gets more than the first two. An attribute is as strict as the strictest mark on the way to it. *Meanings are Dutch, as the standards are.*

A *code* is text (leading zeros stay). A date has the precision that is known. Any object may say under \`ontbreekt\` why an attribute has no value.`;

/** Meanings of attributes whose schema gives none: by \`Type.attribuut\`, else by name. */
export function leesBetekenissen(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL('./betekenissen.json', import.meta.url), 'utf8')) as Record<string, string>;
}

interface Rij {
  readonly pad: string;
  readonly vorm: string;
  readonly verplicht: boolean;
  readonly betekenis: string;
  readonly informatie: string;
  readonly bron: string;
}

const anker = (naam: string): string => `[${naam}](#${naam.toLowerCase()})`;

function vorm(s: Schema, thuis: string, m: Model): string {
  if (typeof s.$ref === 'string') return anker(m.volg(s.$ref, thuis).naam);
  for (const k of ['anyOf', 'oneOf']) if (Array.isArray(s[k])) return [...new Set((s[k] as Schema[]).map((x) => vorm(x, thuis, m)))].join(' of ');
  if (Array.isArray(s.enum)) return s.enum.map((w) => code(String(w))).join(', ');
  if (s.const !== undefined) return code(String(s.const));
  if (s.type === 'array') return `lijst van ${vorm((s.items ?? {}) as Schema, thuis, m)}`;
  if (s.type === 'object') return 'groep';
  if (s.type === 'integer' || s.type === 'number') return `${s.type === 'integer' ? 'geheel getal' : 'getal'}${grens(s.minimum, s.maximum, '')}`;
  if (s.type === 'boolean') return 'ja/nee';
  if (s.format === 'date-time') return 'tijdstip';
  if (typeof s.pattern === 'string') return `tekst ${code(s.pattern)}`;
  if (s.type === 'string' || s.type === undefined) return `tekst${s.format ? ` (${String(s.format)})` : ''}${grens(undefined, s.maxLength, ' tekens')}`;
  return [s.type].flat().map(String).join(' of ');
}

function grens(min: unknown, max: unknown, eenheid: string): string {
  if (max === undefined) return min === undefined ? '' : ` vanaf ${String(min)}`;
  return min === undefined ? `, hoogstens ${String(max)}${eenheid}` : ` ${String(min)}–${String(max)}`;
}

/** The attributes of a type, nested groups by dotted path (lists with `[]`). */
function rijen(t: Type, m: Model, betekenissen: Readonly<Record<string, string>>): Rij[] {
  const uit: Rij[] = [];
  const betekenisVan = (s: Schema, naam: string): string => {
    if (typeof s.description === 'string') return s.description;
    const eigen = betekenissen[`${t.naam}.${naam}`] ?? betekenissen[naam];
    if (eigen !== undefined) return eigen;
    const ref = typeof s.$ref === 'string' ? s.$ref : s.type === 'array' ? (s.items as Schema | undefined)?.$ref : undefined;
    return typeof ref === 'string' && m.volg(ref, t.thuis).thuis !== 'gemeenschappelijk' ? String(m.volg(ref, t.thuis).schema.description ?? '') : '';
  };
  const loop = (s: Schema, pad: string, geerfd: string): void => {
    for (const deel of ['allOf', 'anyOf', 'oneOf']) if (Array.isArray(s[deel])) for (const x of s[deel] as Schema[]) loop(x, pad, geerfd);
    if (s.type === 'array' && typeof s.items === 'object' && s.items !== null) loop(s.items as Schema, pad === '' ? '' : `${pad}[]`, geerfd);
    const verplicht = new Set((s.required ?? []) as string[]);
    for (const [naam, kind] of Object.entries((s.properties ?? {}) as Record<string, Schema>)) {
      if (naam === 'ontbreekt') continue;
      const hier = pad === '' ? naam : `${pad}.${naam}`;
      const informatie = typeof kind['x-informatie'] === 'string' ? kind['x-informatie'] : geerfd;
      uit.push({ pad: hier, vorm: vorm(kind, t.thuis, m), verplicht: verplicht.has(naam), betekenis: betekenisVan(kind, naam), informatie, bron: String(kind['x-bron'] ?? '') });
      loop(kind, hier, informatie);
    }
  };
  loop(t.schema, '', '');
  return uit;
}

export interface Woordenboek {
  readonly tekst: string;
  /** Attributes without a meaning: `Type.pad`. */
  readonly zonderBetekenis: readonly string[];
  readonly zonderInformatie: readonly string[];
  readonly attributen: number;
}

export function maakWoordenboek(): Woordenboek {
  const m = leesModel();
  const betekenissen = leesBetekenissen();
  const zonderBetekenis: string[] = [];
  const zonderInformatie: string[] = [];
  let attributen = 0;
  const blok = (t: Type): string => {
    const r = rijen(t, m, betekenissen);
    attributen += r.length;
    for (const x of r) {
      if (x.betekenis === '') zonderBetekenis.push(`${t.naam}.${x.pad}`);
      if (x.informatie === '') zonderInformatie.push(`${t.naam}.${x.pad}`);
    }
    const events = [...m.eventtypen].filter(([, e]) => t.wortel && e.onderwerpen.includes(t.thuis)).map(([n]) => code(n));
    return [
      `### ${t.naam}\n`,
      `${cel(String(t.schema.description ?? ''))}${t.wortel && t.thuis !== 'bericht' ? ` Stands in \`data.${t.thuis}\`${events.length > 0 ? ` of ${events.join(', ')}` : ''}.` : ''}\n`.trimStart(),
      r.length === 0
        ? `Vorm: ${vorm(t.schema, t.thuis, m)}.\n`
        : `${t.schema.type === 'array' ? 'Een lijst; per item:\n\n' : ''}${tabel(['attribuut', 'vorm', 'betekenis', 'informatie', 'bron'], r.map((x) => [`${code(x.pad)}${x.verplicht ? ' \\*' : ''}`, x.vorm, cel(x.betekenis), x.informatie, cel(x.bron)]))}`,
    ].join('\n');
  };
  const groep = (titel: string, types: readonly Type[]): string => `## ${titel}\n\n${types.map(blok).join('\n')}`;
  const delen = [
    groep('Bericht', m.types.filter((t) => t.thuis === 'bericht')),
    groep('Gemeenschappelijke typen', m.types.filter((t) => t.thuis === 'gemeenschappelijk')),
    ...m.onderwerpen.map((o) => groep(`Onderwerp ${o}`, m.types.filter((t) => t.thuis === o))),
  ];
  const tekst = `${kop('Gegevenswoordenboek', '`schemas/canonical/`', `${UITLEG}\n\n${m.onderwerpen.length} subjects, ${m.types.length} types, ${attributen} attributes; \\* = always there.`)}\n${delen.join('\n')}`;
  return { tekst, zonderBetekenis, zonderInformatie, attributen };
}
