// What the canonical schemas say about each attribute: identificerend, dat or wat (`x-informatie`), and which event types there are.
// An attribute is as strict as the strictest mark on the way to it; one without any mark counts as wat.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Informatie = 'identificerend' | 'dat' | 'wat';

export interface Attribuut {
  /** Dotted, without list marks: `personen.adressen.postcode`. */
  readonly pad: string;
  readonly informatie: Informatie;
  /** `x-bron`, where the schema gives it. */
  readonly bron?: string;
}

type Schema = { readonly [sleutel: string]: unknown };

const STANDAARDMAP = path.resolve(import.meta.dirname, '../../schemas/canonical');
const STRENGHEID: Readonly<Record<Informatie, number>> = { identificerend: 0, dat: 1, wat: 2 };
/** References to references are followed this far. */
const DIEPTE = 12;
/** A schema that refers to itself (a case with its former state) is walked once more inside itself. */
const HERHALINGEN = 2;

export interface Informatiemodel {
  /** Event type names, as `toewijzing-afgegeven`, with the subjects that stand in their data. */
  readonly eventtypen: ReadonlyMap<string, readonly string[]>;
  /** Attributes by path from `data`: `bericht.…`, `personen.…`, `<onderwerp>.…`. */
  readonly attributen: ReadonlyMap<string, Attribuut>;
}

const cache = new Map<string, Informatiemodel>();

/** Reads `schemas/canonical`, and what adapters add to it, once. @throws Error when a file is missing or no JSON. */
export function leesInformatiemodel(map: string = STANDAARDMAP, uitbreidingen: readonly string[] = []): Informatiemodel {
  const sleutel = [map, ...uitbreidingen].join('\n');
  let m = cache.get(sleutel);
  if (!m) {
    m = lees([map, ...uitbreidingen]);
    cache.set(sleutel, m);
  }
  return m;
}

function lees(mappen: readonly string[]): Informatiemodel {
  const perId = new Map<string, Schema>();
  const perOnderwerp = new Map<string, Schema>();
  const lijst: { readonly eventtypen: Record<string, { onderwerpen: string[] }> } = { eventtypen: {} };
  for (const map of mappen) {
    for (const naam of readdirSync(map, { recursive: true, encoding: 'utf8' })) {
      if (!naam.endsWith('.json') || naam === 'eventtypen.json') continue;
      const s = JSON.parse(readFileSync(path.join(map, naam), 'utf8')) as Schema;
      if (typeof s.$id === 'string') perId.set(s.$id, s);
      if (path.dirname(naam) === 'onderwerpen') perOnderwerp.set(path.basename(naam, '.json'), s);
    }
    Object.assign(lijst.eventtypen, (JSON.parse(readFileSync(path.join(map, 'eventtypen.json'), 'utf8')) as typeof lijst).eventtypen);
  }
  const attributen = new Map<string, Attribuut>();

  function volg(s: Schema, basis: Schema): { s: Schema; basis: Schema } {
    let nu = { s, basis };
    for (let i = 0; i < DIEPTE && typeof nu.s.$ref === 'string'; i += 1) {
      const [id, wijzer = ''] = nu.s.$ref.split('#');
      const doel = id === '' || id === undefined ? nu.basis : perId.get(id);
      if (!doel) return nu;
      let deel: unknown = doel;
      for (const stap of wijzer.split('/').slice(1)) deel = (deel as Record<string, unknown> | undefined)?.[stap];
      if (typeof deel !== 'object' || deel === null) return nu;
      nu = { s: deel as Schema, basis: doel };
    }
    return nu;
  }

  function loop(s: Schema, basis: Schema, pad: string, geerfd: Informatie | null, boven: readonly Schema[]): void {
    const eigen = s['x-informatie'] as Informatie | undefined;
    const info = strengste(geerfd, eigen ?? null);
    const d = volg(s, basis);
    const los = strengste(info, (d.s['x-informatie'] as Informatie | undefined) ?? null);
    if (pad.includes('.')) {
      const bron = s['x-bron'];
      const oud = attributen.get(pad);
      attributen.set(pad, { pad, informatie: strengste(los ?? 'wat', oud?.informatie ?? null) ?? 'wat', ...(typeof bron === 'string' ? { bron } : {}) });
    }
    if (boven.filter((b) => b === d.s).length >= HERHALINGEN) return;
    const stapel = [...boven, d.s];
    if (typeof d.s.items === 'object' && d.s.items !== null) loop(d.s.items as Schema, d.basis, pad, los, stapel);
    for (const sleutel of ['allOf', 'anyOf', 'oneOf']) {
      const delen = d.s[sleutel];
      if (Array.isArray(delen)) for (const deel of delen) loop(deel as Schema, d.basis, pad, los, stapel);
    }
    for (const [naam, kind] of Object.entries((d.s.properties ?? {}) as Record<string, Schema>)) loop(kind, d.basis, `${pad}.${naam}`, los, stapel);
  }

  const bericht = perId.get('urn:knooppunt:canoniek:bericht');
  if (bericht) loop(bericht, bericht, 'bericht', null, []);
  const gemeen = perId.get('urn:knooppunt:canoniek:gemeenschappelijk');
  const persoon = (gemeen?.$defs as Record<string, Schema> | undefined)?.Persoon;
  if (gemeen && persoon) loop(persoon, gemeen, 'personen', null, []);
  for (const [naam, s] of perOnderwerp) loop(s, s, naam, null, []);
  return { eventtypen: new Map(Object.entries(lijst.eventtypen).map(([n, t]) => [n, t.onderwerpen])), attributen };
}

function strengste(a: Informatie | null, b: Informatie | null): Informatie | null {
  if (a === null || b === null) return a ?? b;
  return STRENGHEID[a] >= STRENGHEID[b] ? a : b;
}
