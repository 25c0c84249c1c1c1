// A table of translations as data: which pair of messages is declared, which rows carry it, what is lost and what must be set anew.
// Reads YAML and checks the shape; every error names file and line. Knows nothing of the model (toets.ts) or of data (vertaal.ts).
import { isMap, isScalar, isSeq } from 'yaml';
import { type Bestand, leesYaml, TabelFout } from '../tabel.ts';

/** Looks at the source: a path that is a text (`is`, `in`), that is there or not (`bestaat`). */
export interface Conditie {
  readonly pad?: string;
  readonly is?: string;
  readonly in?: readonly string[];
  readonly bestaat?: boolean;
  readonly niet?: Conditie;
  readonly en?: readonly Conditie[];
  readonly of?: readonly Conditie[];
}

/** A value per standard, or one for all. */
export type PerStandaard = string | Readonly<Record<string, string>>;

/** One row. Exactly one of `houd`, `van`, `vast`, `tekst`, `maal`, `aantal`, `verwijst`, `elk`, `persoon`; all but `houd` have `naar` (`elk` and `persoon` may). */
export interface Vertaalrij {
  readonly regel: number;
  readonly houd?: readonly string[];
  readonly van?: string;
  readonly vast?: unknown;
  readonly tekst?: string;
  /** From the target: two amounts or numbers multiplied, with the sign (`teken`) of a third. */
  readonly maal?: readonly [string, string];
  readonly teken?: string;
  /** From the target: how many items. */
  readonly aantal?: string;
  /** The person that `persoon` made of the one named here. */
  readonly verwijst?: string;
  readonly elk?: string;
  readonly persoon?: string;
  readonly naar?: string;
  /** `tabel.kolom`. */
  readonly codes?: PerStandaard;
  /** Text → Code of this list; an object: the same list under another name. */
  readonly codelijst?: PerStandaard;
  readonly rollen?: readonly string[];
  readonly als?: Conditie;
  readonly rijen?: readonly Vertaalrij[];
}

export interface Eventvertaling {
  readonly regel: number;
  readonly van: string;
  readonly naar: string;
  /** A list of the source: each item becomes a message of its own. */
  readonly elk?: string;
  /** With `elk`: the items are the events of one message. */
  readonly samen?: boolean;
  readonly als?: Conditie;
  readonly rijen: readonly Vertaalrij[];
}

export interface Genoemd {
  readonly pad: string;
  /** Only where this holds for the item of the first list on the path. */
  readonly als?: Conditie;
  readonly reden: string;
  readonly regel: number;
}

export interface TeZetten extends Genoemd {
  /** `afzender`: whoever asks for the translation gives it, in the event or beside it. `bericht`: the target's own layout fills it in. */
  readonly door: 'afzender' | 'bericht';
  /** False: the message may do without. */
  readonly verplicht: boolean;
}

export interface Weigering {
  readonly als: Conditie;
  readonly reden: string;
  readonly regel: number;
}

export interface Richting {
  readonly events: readonly Eventvertaling[];
  readonly opnieuw: readonly TeZetten[];
  /** Source paths that the target has no place for. */
  readonly verlies: readonly Genoemd[];
  readonly weiger: readonly Weigering[];
}

export interface Vertaaltabel {
  readonly bestand: string;
  readonly naam: string;
  readonly versie: string;
  /** `standaard:berichttype`. */
  readonly een: readonly string[];
  readonly ander: readonly string[];
  readonly heen: Richting | { readonly niet: string };
  readonly terug: Richting | { readonly niet: string };
}

const SOORTEN = ['houd', 'van', 'vast', 'tekst', 'maal', 'aantal', 'verwijst', 'elk', 'persoon'] as const;
const RIJ = new Set<string>([...SOORTEN, 'naar', 'codes', 'codelijst', 'rollen', 'teken', 'als', 'rijen']);
const CONDITIE = new Set(['pad', 'is', 'in', 'bestaat', 'niet', 'en', 'of']);

type Ruw = Readonly<Record<string, unknown>>;

class Lezer {
  readonly #b: Bestand;
  constructor(b: Bestand) {
    this.#b = b;
  }

  fout(n: unknown, tekst: string): never {
    throw new TabelFout(this.#b.naam, this.#b.regelVan(n), tekst);
  }

  /** A map as plain values with the line it stands on; nested nodes are asked for by `knoop`. */
  object(n: unknown, wat: string, sleutels: ReadonlySet<string>): { readonly ruw: Ruw; readonly regel: number; knoop(sleutel: string): unknown } {
    if (!isMap(n)) return this.fout(n, `${wat} is een object`);
    for (const { key } of n.items) {
      const k = isScalar(key) ? String(key.value) : '';
      if (!sleutels.has(k)) this.fout(key, `onbekende sleutel: ${k}`);
    }
    return { ruw: n.toJSON() as Ruw, regel: this.#b.regelVan(n), knoop: (sleutel) => n.get(sleutel, true) };
  }

  lijst<T>(n: unknown, wat: string, lees: (x: unknown) => T): T[] {
    if (n === undefined || n === null) return [];
    return isSeq(n) ? n.items.map(lees) : this.fout(n, `${wat} is een lijst`);
  }

  conditie(n: unknown): Conditie {
    const { ruw, knoop } = this.object(n, '`als`', CONDITIE);
    if (ruw.pad !== undefined && ruw.is === undefined && ruw.in === undefined && ruw.bestaat === undefined) this.fout(n, '`als: {pad}` vraagt `is`, `in` of `bestaat`');
    if (ruw.pad === undefined && ruw.niet === undefined && ruw.en === undefined && ruw.of === undefined) this.fout(n, '`als` vraagt een `pad`, `niet`, `en` of `of`');
    if (ruw.niet !== undefined) this.conditie(knoop('niet'));
    for (const s of ['en', 'of']) this.lijst(knoop(s), `\`${s}\``, (x) => this.conditie(x));
    return ruw as Conditie;
  }

  rij(n: unknown): Vertaalrij {
    const { ruw, regel, knoop } = this.object(n, 'een rij', RIJ);
    const soorten = SOORTEN.filter((s) => ruw[s] !== undefined);
    if (soorten.length !== 1) this.fout(n, `een rij heeft precies één van ${SOORTEN.join(', ')}`);
    const soort = soorten[0]!;
    const nest = soort === 'elk' || soort === 'persoon';
    if (soort !== 'houd' && soort !== 'elk' && soort !== 'persoon' && typeof ruw.naar !== 'string') this.fout(n, '`naar` ontbreekt');
    if (nest !== (ruw.rijen !== undefined)) this.fout(n, nest ? '`elk` en `persoon` hebben `rijen`' : '`rijen` hoort bij `elk` of `persoon`');
    if (soort === 'maal' && (!Array.isArray(ruw.maal) || ruw.maal.length !== 2)) this.fout(n, '`maal` noemt twee paden');
    if (ruw.teken !== undefined && soort !== 'maal') this.fout(n, '`teken` hoort bij `maal`');
    if (soort === 'persoon' && (!Array.isArray(ruw.rollen) || ruw.rollen.length === 0)) this.fout(n, '`persoon` heeft minstens één rol');
    for (const s of ['codes', 'codelijst', 'rollen'] as const) if (ruw[s] !== undefined && soort !== (s === 'rollen' ? 'persoon' : 'van')) this.fout(n, `\`${s}\` hoort niet bij \`${soort}\``);
    if (ruw.als !== undefined) this.conditie(knoop('als'));
    const houd = ruw.houd === undefined ? undefined : [ruw.houd].flat().map(String);
    const rijen = nest ? this.lijst(knoop('rijen'), '`rijen`', (x) => this.rij(x)) : undefined;
    return { ...(ruw as Partial<Vertaalrij>), ...(houd ? { houd } : {}), ...(rijen ? { rijen } : {}), regel };
  }

  genoemd(n: unknown, wat: string, extra: readonly string[] = []): Genoemd & { readonly ruw: Ruw } {
    const { ruw, regel } = this.object(n, wat, new Set(['pad', 'reden', ...extra]));
    if (typeof ruw.pad !== 'string' || typeof ruw.reden !== 'string') return this.fout(n, `${wat} vraagt pad en reden`);
    return { pad: ruw.pad, reden: ruw.reden, regel, ruw };
  }

  richting(n: unknown): Richting | { readonly niet: string } {
    const { ruw, knoop } = this.object(n, 'een richting', new Set(['niet', 'events', 'opnieuw', 'verlies', 'weiger']));
    if (ruw.niet !== undefined) {
      if (typeof ruw.niet !== 'string' || Object.keys(ruw).length > 1) this.fout(n, '`niet` is de reden waarom deze kant niet bestaat, en staat alleen');
      return { niet: ruw.niet as string };
    }
    const events = this.lijst(knoop('events'), '`events`', (x): Eventvertaling => {
      const e = this.object(x, 'een event', new Set(['van', 'naar', 'elk', 'samen', 'als', 'rijen']));
      if (typeof e.ruw.van !== 'string' || typeof e.ruw.naar !== 'string') this.fout(x, 'een event vraagt `van` en `naar`');
      if (e.ruw.als !== undefined) this.conditie(e.knoop('als'));
      return { ...(e.ruw as unknown as Eventvertaling), regel: e.regel, rijen: this.lijst(e.knoop('rijen'), '`rijen`', (r) => this.rij(r)) };
    });
    if (events.length === 0) this.fout(n, '`events` ontbreekt');
    return {
      events,
      opnieuw: this.lijst(knoop('opnieuw'), '`opnieuw`', (x) => {
        const { ruw: o, ...g } = this.genoemd(x, '`opnieuw`', ['door', 'verplicht']);
        if (o.door !== undefined && o.door !== 'bericht' && o.door !== 'afzender') this.fout(x, '`door` is afzender of bericht');
        return { ...g, door: o.door === 'bericht' ? 'bericht' : 'afzender', verplicht: o.verplicht !== false && o.door !== 'bericht' };
      }),
      verlies: this.lijst(knoop('verlies'), '`verlies`', (x) => {
        const { ruw: v, ...g } = this.genoemd(x, '`verlies`', ['als']);
        return v.als === undefined ? g : { ...g, als: this.conditie(this.object(x, '`verlies`', new Set(['pad', 'reden', 'als'])).knoop('als')) };
      }),
      weiger: this.lijst(knoop('weiger'), '`weiger`', (x) => {
        const w = this.object(x, '`weiger`', new Set(['als', 'reden']));
        if (typeof w.ruw.reden !== 'string') this.fout(x, '`weiger` vraagt als en reden');
        return { als: this.conditie(w.knoop('als')), reden: w.ruw.reden as string, regel: w.regel };
      }),
    };
  }
}

/**
 * Reads one table of translations.
 * @param map folder of the tables; `pad` relative to it.
 * @throws TabelFout with file, line and Dutch cause.
 */
export function leesVertaaltabel(map: URL, pad: string): Vertaaltabel {
  const b = leesYaml(map, pad);
  const l = new Lezer(b);
  const { ruw, knoop } = l.object(b.wortel, 'een vertaling', new Set(['naam', 'versie', 'een', 'ander', 'heen', 'terug']));
  for (const s of ['naam', 'versie'] as const) if (typeof ruw[s] !== 'string') l.fout(b.wortel, `\`${s}\` ontbreekt of is geen tekst`);
  const kant = (s: 'een' | 'ander'): string[] => {
    const berichten = l.lijst(knoop(s), `\`${s}\``, (x) => {
      const t = isScalar(x) ? String(x.value) : '';
      if (!/^[\w-]+:[\w.-]+$/.test(t)) l.fout(x, `\`${s}\` noemt berichten als standaard:berichttype`);
      return t;
    });
    if (berichten.length === 0) l.fout(b.wortel, `\`${s}\` ontbreekt`);
    return berichten;
  };
  const richting = (s: 'heen' | 'terug'): Vertaaltabel['heen'] => (ruw[s] === undefined ? l.fout(b.wortel, `\`${s}\` ontbreekt; bestaat die kant niet, dan \`niet\` met de reden`) : l.richting(knoop(s)));
  return { bestand: pad, naam: ruw.naam as string, versie: ruw.versie as string, een: kant('een'), ander: kant('ander'), heen: richting('heen'), terug: richting('terug') };
}
