// A mapping table as data: reading YAML, taking in fragments, checking the shape. Knows nothing of schemas or codecs' meaning.
// Every error names file and line: a functional administrator mends it without us.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

export interface Voorwaarde {
  readonly bron?: string;
  readonly is?: string;
  readonly in?: readonly string[];
  readonly bestaat?: boolean;
  readonly variant?: string | readonly string[];
  readonly berichttype?: string | readonly string[];
  readonly niet?: Voorwaarde;
  readonly en?: readonly Voorwaarde[];
  readonly of?: readonly Voorwaarde[];
}

/** One row, fragments already taken in. `regel` and `bestand` say where it stands. */
export interface Rij {
  readonly bestand: string;
  readonly regel: number;
  readonly bron?: string | readonly string[];
  readonly elk?: string;
  readonly in?: string;
  readonly vast?: unknown;
  readonly verwijst?: string;
  readonly doel?: string;
  readonly codec?: string;
  readonly codelijst?: string | Readonly<Record<string, string>>;
  readonly persoon?: { readonly naam: string; readonly rollen: readonly string[] };
  readonly als?: Voorwaarde;
  /** `lees`: the row counts only on the way in. */
  readonly richting?: 'lees';
  readonly rijen?: readonly Rij[];
}

export interface EventTabel {
  readonly type: string;
  readonly elk?: string;
  readonly als?: Voorwaarde;
  readonly rijen: readonly Rij[];
  readonly regel: number;
}

export interface Tabel {
  readonly bestand: string;
  readonly naam: string;
  readonly versie: string;
  readonly berichten: readonly string[];
  readonly rijen: readonly Rij[];
  readonly events: readonly EventTabel[];
  /** Source paths that no row reads; `schrijf` is what stands there on the way back. */
  readonly bewustNiet: readonly { readonly pad: string; readonly reden: string; readonly schrijf?: string; readonly regel: number }[];
  /** What does not come back the same: a source path (`pad`) that the model cannot hold wholly, or a canonical path (`doel`) that the message cannot. */
  readonly verlies: readonly Verlies[];
}

export interface Verlies {
  readonly pad?: string;
  readonly doel?: string;
  readonly reden: string;
  readonly regel: number;
}

/** Thrown when a table cannot be used: file, line, Dutch cause. */
export class TabelFout extends Error {
  readonly bestand: string;
  readonly regel: number;
  constructor(bestand: string, regel: number, tekst: string) {
    super(`${bestand}:${regel}: ${tekst}`);
    this.bestand = bestand;
    this.regel = regel;
  }
}

const RIJ_SLEUTELS = new Set(['bron', 'elk', 'in', 'vast', 'verwijst', 'doel', 'codec', 'codelijst', 'persoon', 'als', 'richting', 'rijen', 'gebruik', 'met']);
const ALS_SLEUTELS = new Set(['bron', 'is', 'in', 'bestaat', 'variant', 'berichttype', 'niet', 'en', 'of']);
const SOORTEN = ['bron', 'elk', 'in', 'vast', 'verwijst', 'gebruik'] as const;

/** A YAML file with the lines of its nodes. */
export interface Bestand {
  readonly naam: string;
  readonly wortel: Node;
  readonly regelVan: (n: unknown) => number;
}

/** Reads a file of the table's folder. */
type Haal = (pad: string) => Bestand;

/** @throws TabelFout when it is not there or no YAML object. */
export function leesYaml(map: URL, pad: string): Bestand {
  const url = new URL(pad, map);
  const bestand = fileURLToPath(url);
  if (!existsSync(bestand)) throw new TabelFout(pad, 1, 'dit bestand bestaat niet');
  const teller = new LineCounter();
  const doc = parseDocument(readFileSync(bestand, 'utf8'), { lineCounter: teller, strict: true, uniqueKeys: true });
  const regelVan = (n: unknown): number => (isNode(n) && n.range ? teller.linePos(n.range[0]).line : 1);
  const eerste = doc.errors[0];
  if (eerste) throw new TabelFout(pad, teller.linePos(eerste.pos[0]).line, 'dit is geen geldige YAML');
  if (!isMap(doc.contents)) throw new TabelFout(pad, 1, 'een mappingtabel is een YAML-object');
  return { naam: pad, wortel: doc.contents, regelVan };
}

const veld = (n: unknown, sleutel: string): unknown => (isMap(n) ? n.get(sleutel, true) : undefined);
const js = (n: unknown): unknown => (isNode(n) ? n.toJSON() : n);

function vulIn(w: unknown, met: Readonly<Record<string, string>>): unknown {
  if (typeof w === 'string') return w.replace(/\$\{([A-Za-z]+)\}/g, (heel, naam: string) => met[naam] ?? heel);
  if (Array.isArray(w)) return w.map((x) => vulIn(x, met));
  if (w !== null && typeof w === 'object') return Object.fromEntries(Object.entries(w).map(([k, v]) => [k, vulIn(v, met)]));
  return w;
}

function keurVoorwaarde(b: Bestand, regel: number, als: unknown): Voorwaarde {
  if (als === null || typeof als !== 'object' || Array.isArray(als)) throw new TabelFout(b.naam, regel, '`als` is een object');
  for (const k of Object.keys(als)) if (!ALS_SLEUTELS.has(k)) throw new TabelFout(b.naam, regel, `onbekende sleutel in \`als\`: ${k}`);
  const v = als as Voorwaarde;
  if (v.niet) keurVoorwaarde(b, regel, v.niet);
  for (const x of [...(v.en ?? []), ...(v.of ?? [])]) keurVoorwaarde(b, regel, x);
  if (v.bron !== undefined && v.is === undefined && v.in === undefined && v.bestaat === undefined) throw new TabelFout(b.naam, regel, '`als: {bron}` vraagt `is`, `in` of `bestaat`');
  return v;
}

function leesRijen(haal: Haal, b: Bestand, n: unknown, met: Readonly<Record<string, string>>, diepte: number): Rij[] {
  if (n === undefined || n === null) return [];
  if (!isSeq(n)) throw new TabelFout(b.naam, b.regelVan(n), '`rijen` is een lijst');
  if (diepte > 30) throw new TabelFout(b.naam, b.regelVan(n), 'te diep genest, of een fragment gebruikt zichzelf');
  return n.items.flatMap((r) => leesRij(haal, b, r, met, diepte));
}

function leesRij(haal: Haal, b: Bestand, n: unknown, met: Readonly<Record<string, string>>, diepte: number): Rij[] {
  const regel = b.regelVan(n);
  if (!isMap(n)) throw new TabelFout(b.naam, regel, 'een rij is een object');
  const ruw: Record<string, unknown> = {};
  for (const { key, value } of n.items) {
    const k = isScalar(key) ? String(key.value) : '';
    if (!RIJ_SLEUTELS.has(k)) throw new TabelFout(b.naam, b.regelVan(key), `onbekende sleutel: ${k}`);
    if (k !== 'rijen') ruw[k] = vulIn(js(value), met);
  }
  const soorten = SOORTEN.filter((s) => ruw[s] !== undefined);
  if (soorten.length !== 1) throw new TabelFout(b.naam, regel, 'een rij heeft precies één van bron, elk, in, vast, verwijst, gebruik');
  if (ruw.gebruik !== undefined) {
    const fragment = haal(`${String(ruw.gebruik).replace(/\.yaml$/, '')}.yaml`.replace(/^.*?delen\//, 'delen/'));
    const parameters = (js(veld(fragment.wortel, 'parameters')) ?? []) as string[];
    const waarden = (ruw.met ?? {}) as Record<string, string>;
    for (const p of parameters) if (waarden[p] === undefined) throw new TabelFout(b.naam, regel, `het fragment vraagt de parameter ${p}`);
    for (const p of Object.keys(waarden)) if (!parameters.includes(p)) throw new TabelFout(b.naam, regel, `het fragment kent geen parameter ${p}`);
    return leesRijen(haal, fragment, veld(fragment.wortel, 'rijen'), waarden, diepte + 1);
  }
  if (ruw.richting !== undefined && ruw.richting !== 'lees') throw new TabelFout(b.naam, regel, '`richting` is `lees` of staat er niet');
  const doelNodig = ruw.bron !== undefined || ruw.vast !== undefined || ruw.verwijst !== undefined;
  if (doelNodig && typeof ruw.doel !== 'string') throw new TabelFout(b.naam, regel, '`doel` ontbreekt');
  if (ruw.als !== undefined) keurVoorwaarde(b, regel, ruw.als);
  const nesten = ruw.elk !== undefined || ruw.in !== undefined;
  const rijenKnoop = n.get('rijen', true);
  if (nesten !== (rijenKnoop !== undefined)) throw new TabelFout(b.naam, regel, nesten ? '`elk` en `in` hebben `rijen`' : '`rijen` hoort bij `elk` of `in`');
  const persoon = ruw.persoon as { naam?: unknown; rollen?: unknown } | undefined;
  if (persoon && (typeof persoon.naam !== 'string' || !Array.isArray(persoon.rollen) || persoon.rollen.length === 0)) {
    throw new TabelFout(b.naam, regel, '`persoon` heeft een naam en minstens één rol');
  }
  const rijen = nesten ? leesRijen(haal, b, rijenKnoop, met, diepte + 1) : undefined;
  return [{ ...(ruw as Partial<Rij>), ...(rijen ? { rijen } : {}), bestand: b.naam, regel } as Rij];
}

/**
 * Reads a mapping table with its fragments.
 * @param map folder of the tables; `pad` relative to it.
 * @throws TabelFout with file, line and Dutch cause.
 */
export function leesTabel(map: URL, pad: string): Tabel {
  // A table takes the same fragment in at many places: each file is read and parsed once.
  const gelezen = new Map<string, Bestand>();
  const haal: Haal = (naam) => {
    const b = gelezen.get(naam) ?? leesYaml(map, naam);
    gelezen.set(naam, b);
    return b;
  };
  const b = haal(pad);
  const w = b.wortel;
  if (!isMap(w)) throw new TabelFout(pad, 1, 'een mappingtabel is een YAML-object');
  for (const { key } of w.items) {
    const k = isScalar(key) ? String(key.value) : '';
    if (!['naam', 'versie', 'berichten', 'rijen', 'events', 'bewustNiet', 'verlies', 'herkomst'].includes(k)) throw new TabelFout(pad, b.regelVan(key), `onbekende sleutel: ${k}`);
  }
  const naam = js(w.get('naam'));
  const versie = js(w.get('versie'));
  const berichten = js(veld(w, 'berichten'));
  if (typeof naam !== 'string') throw new TabelFout(pad, 1, '`naam` ontbreekt');
  if (typeof versie !== 'string') throw new TabelFout(pad, 1, '`versie` ontbreekt of is geen tekst');
  if (!Array.isArray(berichten) || berichten.length === 0) throw new TabelFout(pad, 1, '`berichten` ontbreekt');
  const events = veld(w, 'events');
  if (!isSeq(events) || events.items.length === 0) throw new TabelFout(pad, 1, '`events` ontbreekt');
  const bewust = veld(w, 'bewustNiet');
  const verlies = veld(w, 'verlies');
  return {
    bestand: pad,
    naam,
    versie,
    berichten: berichten.map(String),
    rijen: leesRijen(haal, b, veld(w, 'rijen'), {}, 0),
    events: events.items.map((e) => {
      const regel = b.regelVan(e);
      const type = js(veld(e, 'type'));
      if (typeof type !== 'string') throw new TabelFout(pad, regel, '`type` ontbreekt bij een event');
      const als = js(veld(e, 'als'));
      const elk = js(veld(e, 'elk'));
      return {
        type,
        regel,
        rijen: leesRijen(haal, b, veld(e, 'rijen'), {}, 0),
        ...(als === undefined ? {} : { als: keurVoorwaarde(b, regel, als) }),
        ...(typeof elk === 'string' ? { elk } : {}),
      };
    }),
    bewustNiet: isSeq(bewust)
      ? bewust.items.map((x) => {
          const p = js(veld(x, 'pad'));
          const reden = js(veld(x, 'reden'));
          const schrijf = js(veld(x, 'schrijf'));
          if (typeof p !== 'string' || typeof reden !== 'string') throw new TabelFout(pad, b.regelVan(x), '`bewustNiet` vraagt pad en reden');
          if (schrijf !== undefined && typeof schrijf !== 'string') throw new TabelFout(pad, b.regelVan(x), '`schrijf` is tekst');
          return { pad: p, reden, regel: b.regelVan(x), ...(schrijf === undefined ? {} : { schrijf }) };
        })
      : [],
    verlies: isSeq(verlies)
      ? verlies.items.map((x) => {
          const regel = b.regelVan(x);
          const [p, doel, reden] = ['pad', 'doel', 'reden'].map((n) => js(veld(x, n)));
          if ((typeof p === 'string') === (typeof doel === 'string') || typeof reden !== 'string') throw new TabelFout(pad, regel, '`verlies` vraagt een pad (bron) of een doel (model), en een reden');
          return { ...(typeof p === 'string' ? { pad: p } : { doel: doel as string }), reden, regel };
        })
      : [],
  };
}
