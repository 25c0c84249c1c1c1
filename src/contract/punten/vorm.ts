// The declared spec: whole, unique, its files there and usable, and its own event types marked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { EIGEN_ADAPTERS } from '../../canonical/vindplaats.ts';
import type { Adapter, BerichtSoort } from '../../sdk/adapter.ts';
import { leesLayOut } from '../../sdk/records/index.ts';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

const NAAM = /^[a-z][a-z0-9-]*$/;
const VERLOPEN: readonly string[] = ['asynchroon', 'synchroon', 'antwoord'];
const HERKOMSTEN: readonly (string | undefined)[] = [undefined, 'normatief', 'afgeleid', 'reconstructie'];

export const TITEL = 'de spec is volledig en uniek; schemas, tabellen en eigen eventtypen zijn er en bruikbaar';

export async function vorm(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('vorm', TITEL);
  const { adapter, bank } = o;
  const { spec } = adapter;
  const leeg = (t: unknown): boolean => typeof t !== 'string' || t.trim() === '';
  if (!NAAM.test(spec.naam)) v.meld('spec.naam', 'een naam begint met een kleine letter en heeft alleen kleine letters, cijfers en streepjes');
  if ((EIGEN_ADAPTERS as readonly string[]).includes(spec.naam) && !o.map.endsWith(spec.naam)) v.meld('spec.naam', 'deze naam is van een adapter van het product');
  for (const sleutel of ['titel', 'versie'] as const) if (leeg(spec[sleutel])) v.meld(`spec.${sleutel}`, 'ontbreekt');
  for (const sleutel of ['schemas', 'mappings'] as const) if (!(spec[sleutel] instanceof URL) || !spec[sleutel].href.endsWith('/')) v.meld(`spec.${sleutel}`, 'is geen URL van een map (met / aan het eind)');
  if (spec.berichten.length === 0) v.meld('spec.berichten', 'een adapter heeft ten minste één bericht');
  for (const b of spec.berichten) toetsSoort(adapter, b, v, leeg);
  if (spec.soort === 'xml') {
    for (const pad of new Set(spec.berichten.map((b) => b.schema))) {
      try {
        bank.schemas.laad({ map: spec.schemas, pad });
      } catch (e) {
        v.meld(pad, e instanceof Error ? e.message : 'dit schema is niet te gebruiken');
      }
    }
  }
  const eigen = o.model === null ? 0 : toetsModel(o, o.model, v);
  return v.klaar(`${spec.berichten.length} berichten${eigen === 0 ? '' : `, ${eigen} eigen eventtypen`}`);
}

function toetsSoort(adapter: Adapter, b: BerichtSoort, v: Verslag, leeg: (t: unknown) => boolean): void {
  const { spec } = adapter;
  const waar = leeg(b.berichttype) ? 'een bericht zonder berichttype' : b.berichttype;
  for (const sleutel of ['standaard', 'versie', 'berichttype', 'titel', 'schema'] as const) if (leeg(b[sleutel])) v.meld(waar, `${sleutel} ontbreekt`);
  if (!VERLOPEN.includes(b.verloop)) v.meld(waar, 'verloop is geen asynchroon, synchroon of antwoord');
  if (!HERKOMSTEN.includes(b.herkomst)) v.meld(waar, 'herkomst is geen normatief, afgeleid of reconstructie');
  if (spec.soort === 'xml' && (!b.wortel || leeg(b.wortel.naam) || b.ei)) v.meld(waar, 'een XML-bericht heeft een wortel (namespace en naam) en geen ei');
  if (spec.soort === 'records' && (!b.ei || b.ei.codes.length === 0 || b.wortel)) v.meld(waar, 'een recordbericht heeft ei (codes, versie, subversie) en geen wortel');
  if (b.mapping === null && !('payload' in adapter && adapter.payload)) v.meld(waar, 'zonder mappingtabel hoort de adapter een envelop te openen (payload)');
  if (b.mapping !== null && !existsSync(new URL(b.mapping, spec.mappings))) v.meld(waar, `mappingtabel ${b.mapping} bestaat niet`);
  if (!existsSync(new URL(b.schema, spec.schemas))) v.meld(waar, `schema ${b.schema} bestaat niet`);
  else if (spec.soort === 'records') {
    try {
      const json = JSON.parse(readFileSync(new URL(b.schema, spec.schemas), 'utf8')) as { formaat?: unknown };
      if (json.formaat === 'recordlay-out/1') leesLayOut(json);
    } catch (e) {
      v.meld(waar, e instanceof Error ? e.message : 'de recordindeling is niet te lezen');
    }
  }
}

/** Event types that the adapter brings: named well, each used, every attribute of their subjects marked. Returns how many. */
function toetsModel(o: Opstelling, map: URL, v: Verslag): number {
  const eventtypen = Object.keys((JSON.parse(readFileSync(new URL('eventtypen.json', map), 'utf8')) as { eventtypen?: object }).eventtypen ?? {});
  const gebruikt = new Set<string>();
  for (const soort of o.adapter.spec.berichten) {
    if (soort.mapping === null) continue;
    try {
      for (const e of o.bank.register.vertaler({ adapter: o.adapter, soort }).tabel.events) gebruikt.add(e.type);
    } catch {
      // The check of the tables says so.
    }
  }
  for (const type of eventtypen) {
    if (!NAAM.test(type)) v.meld(`canoniek/eventtypen.json: ${type}`, 'een eventtype heeft alleen kleine letters, cijfers en streepjes');
    if (!gebruikt.has(type)) v.meld(`canoniek/eventtypen.json: ${type}`, 'geen mappingtabel maakt dit eventtype');
  }
  const onder = new URL('onderwerpen/', map);
  for (const f of existsSync(onder) ? readdirSync(onder).filter((x) => x.endsWith('.json')) : []) {
    for (const pad of zonderMerk(JSON.parse(readFileSync(new URL(f, onder), 'utf8')) as Knoop, '')) {
      v.meld(`canoniek/onderwerpen/${f}: ${pad}`, 'dit attribuut zegt niet of het identificerend, dat of wat is (x-informatie)');
    }
  }
  return eventtypen.length;
}

interface Knoop {
  readonly properties?: Readonly<Record<string, Knoop & { readonly 'x-informatie'?: string }>>;
  readonly items?: Knoop;
  readonly $defs?: Readonly<Record<string, Knoop>>;
  readonly $ref?: string;
}

function zonderMerk(s: Knoop, pad: string): string[] {
  const uit: string[] = [];
  for (const [naam, p] of Object.entries(s.properties ?? {})) {
    const hier = pad === '' ? naam : `${pad}.${naam}`;
    if (naam !== 'ontbreekt' && !['identificerend', 'dat', 'wat'].includes(p['x-informatie'] ?? '')) uit.push(hier);
    uit.push(...zonderMerk(p, hier));
  }
  if (s.items) uit.push(...zonderMerk(s.items, `${pad}[]`));
  for (const [naam, d] of Object.entries(s.$defs ?? {})) uit.push(...zonderMerk(d, naam));
  return uit;
}
