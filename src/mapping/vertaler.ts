// A mapping table compiled once to plain functions: source tree in, canonical events out, every unread element listed.
// Pure: no clock, no files. A value that a codec cannot read becomes a finding at its place; the caller then refuses the whole message.
import { type BronKnoop, padVan } from '../sdk/bron.ts';
import { type Codec, CodecFout, type CodecOmgeving, Ontbrekend } from '../sdk/codec.ts';
import type { Melding } from '../sdk/melding.ts';
import { compileerBronpad, compileerEerste, tekstVanTreffer } from './bronpad.ts';
import { compileerDoelpad, type Doelomgeving, type Doelpad, type Object_, type PersoonInWording } from './doelpad.ts';
import { type Rij, type Tabel, TabelFout } from './tabel.ts';
import { compileerVoorwaarde, type Toets } from './voorwaarde.ts';

/** What one row did (for `knooppunt mapping explain`). */
export interface Spoor {
  readonly bestand: string;
  readonly regel: number;
  readonly bron: string;
  readonly bronregel: number;
  readonly doel: string;
  readonly waarde: unknown;
}

export interface VertaalInvoer {
  readonly wortel: BronKnoop;
  readonly standaard: string;
  readonly berichttype: string;
  readonly variant?: string | undefined;
  readonly om: CodecOmgeving;
  /** Only these event types; all when absent. */
  readonly eventtypen?: readonly string[];
  readonly spoor?: (s: Spoor) => void;
}

export interface VertaalUitkomst {
  readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly nietVertaald: readonly { readonly pad: string; readonly aantal: number }[];
  readonly meldingen: readonly Melding[];
}

export interface Vertaler {
  readonly tabel: Tabel;
  vertaal(invoer: VertaalInvoer): VertaalUitkomst;
}

interface Toestand {
  readonly invoer: VertaalInvoer;
  readonly meldingen: Melding[];
  readonly verwijzingen: { houder: Object_; sleutel: string; lijst: boolean; persoon: PersoonInWording }[];
  readonly personen: PersoonInWording[];
}

type Actie = (knoop: BronKnoop, om: Doelomgeving, t: Toestand) => void;

const NO_VALUE = new Set(['geenWaarde', 'waardeOnbekend', 'nietGeautoriseerd', 'nietOndersteund', 'vastgesteldOnbekend']);
const lijst = (w: string | readonly string[]): readonly string[] => (typeof w === 'string' ? [w] : w);

const isNil = (k: BronKnoop): boolean => k.attributen?.nil === 'true' || k.attributen?.nil === '1';

/** Compiles a table against the codecs at hand. @throws TabelFout with file and line. */
export function compileerTabel(tabel: Tabel, codecs: readonly Codec[]): Vertaler {
  const register = new Map(codecs.map((c) => [c.naam, c]));

  const bij = <T>(rij: Rij, werk: () => T): T => {
    try {
      return werk();
    } catch (e) {
      if (e instanceof TabelFout) throw e;
      throw new TabelFout(rij.bestand, rij.regel, e instanceof Error ? e.message : 'onbruikbare rij');
    }
  };

  const compileerRijen = (rijen: readonly Rij[], gebonden: ReadonlySet<string>): Actie => {
    const acties = rijen.map((r) => bij(r, () => compileerRij(r, gebonden)));
    return (k, om, t) => {
      for (const a of acties) a(k, om, t);
    };
  };

  function compileerRij(rij: Rij, gebonden: ReadonlySet<string>): Actie {
    const als = rij.als ? compileerVoorwaarde(rij.als) : null;
    if (rij.bron !== undefined) return compileerWaarde(rij, gebonden, als);
    if (rij.vast !== undefined) {
      const doel = doelVan(rij, gebonden);
      return (k, om, t) => {
        if (als && !als(k, t.invoer)) return;
        zet(rij, doel.zoek(om), rij.vast, t, '(vast)', k.regel);
      };
    }
    if (rij.verwijst !== undefined) {
      const naam = rij.verwijst;
      if (!gebonden.has(naam)) throw new Error(`geen omsluitende rij bindt de persoon ${naam}`);
      const doel = doelVan(rij, gebonden);
      return (k, om, t) => {
        const persoon = om.personen[naam];
        if (!persoon || (als && !als(k, t.invoer))) return;
        const plek = doel.zoek(om);
        if (!plek || (!plek.lijst && plek.houder[plek.sleutel] !== undefined)) return;
        persoon.verwezen = true;
        // The id is filled in when the persons of the event are known.
        if (plek.lijst) plek.houder[plek.sleutel] ??= [];
        else plek.houder[plek.sleutel] = '';
        t.verwijzingen.push({ ...plek, persoon });
      };
    }
    return compileerGroep(rij, gebonden, als);
  }

  function doelVan(rij: Rij, gebonden: ReadonlySet<string>): ReturnType<typeof compileerDoelpad> {
    const d = compileerDoelpad(rij.doel ?? '');
    if (d.persoon !== null && !gebonden.has(d.persoon)) throw new Error(`geen omsluitende rij bindt de persoon ${d.persoon}`);
    return d;
  }

  function compileerGroep(rij: Rij, gebonden: ReadonlySet<string>, als: Toets | null): Actie {
    const pad = compileerBronpad(rij.elk ?? rij.in ?? '');
    const enkel = rij.in !== undefined;
    const persoon = rij.persoon;
    const binnen = persoon ? new Set([...gebonden, persoon.naam]) : gebonden;
    const doel = rij.doel === undefined ? null : doelVan(rij, binnen);
    if (doel && !enkel && !rij.doel!.endsWith('[]')) throw new Error('het doel van `elk` is een lijst: schrijf `[]` erachter');
    const acties = compileerRijen(rij.rijen ?? [], binnen);
    return (k, om, t) => {
      let treffers = pad(k).map((x) => x.knoop);
      if (als) treffers = treffers.filter((x) => als(x, t.invoer));
      if (enkel) treffers = treffers.slice(0, 1);
      for (const x of treffers) {
        let eigen = om;
        if (persoon) {
          const p: PersoonInWording = { object: { id: '', rollen: [...persoon.rollen] }, verwezen: false };
          t.personen.push(p);
          eigen = { ...om, personen: { ...om.personen, [persoon.naam]: p } };
        }
        if (!doel) {
          acties(x, eigen, t);
          continue;
        }
        const item: Object_ = {};
        acties(x, { ...eigen, item }, t);
        if (isNil(x) && Object.keys(item).length === 0) x.gelezen = true;
        if (Object.keys(item).length === 0) continue;
        const plek = doel.zoek(eigen);
        if (!plek) continue;
        if (plek.lijst) {
          const rij_ = (plek.houder[plek.sleutel] ??= []) as unknown[];
          rij_.push(item);
        } else {
          const bestaand = plek.houder[plek.sleutel];
          if (bestaand !== undefined && typeof bestaand === 'object' && bestaand !== null && !Array.isArray(bestaand)) {
            for (const [s, w] of Object.entries(item)) (bestaand as Object_)[s] ??= w;
            // References that rows inside wrote point at the merged object from now on.
            for (const v of t.verwijzingen) if (v.houder === item) v.houder = bestaand as Object_;
          } else plek.houder[plek.sleutel] = item;
        }
      }
    };
  }

  function compileerWaarde(rij: Rij, gebonden: ReadonlySet<string>, als: Toets | null): Actie {
    const bron = rij.bron!;
    const paden = lijst(bron).map(compileerBronpad);
    const doel = doelVan(rij, gebonden);
    const naam = rij.codec ?? 'tekst';
    const codec = register.get(naam);
    if (!codec) throw new Error(`onbekende codec: ${naam}`);
    if (typeof bron !== 'string' && codec.soort !== 'teksten') throw new Error(`de codec ${naam} leest één bron`);
    const bronnaam = lijst(bron).join(' + ');
    const codelijst = rij.codelijst;
    const alsCode = (waarde: unknown, t: Toestand): unknown => {
      if (codelijst === undefined) return waarde;
      const l = typeof codelijst === 'string' ? codelijst : (codelijst[t.invoer.berichttype] ?? codelijst[t.invoer.standaard]);
      return { code: String(waarde), codelijst: l ?? 'onbekend' };
    };
    const meld = (e: unknown, knoop: BronKnoop, attribuut: string | undefined, t: Toestand): void => {
      if (!(e instanceof CodecFout)) throw e;
      const pad = padVan(knoop, t.invoer.wortel) + (attribuut === undefined ? '' : `/@${attribuut}`);
      t.meldingen.push({ code: 'KP_VERTALING', regel: knoop.regel, pad, tekst: e.message });
    };

    /** Why there is no value, on the object that would have held it. */
    const ontbreekt = (plek: ReturnType<Doelpad['zoek']>, reden: string, knoop: BronKnoop, t: Toestand): void => {
      if (!plek || plek.lijst) return;
      const o = (plek.houder.ontbreekt ??= {}) as Object_;
      o[plek.sleutel] = reden;
      t.invoer.spoor?.({ bestand: rij.bestand, regel: rij.regel, bron: bronnaam, bronregel: knoop.regel, doel: `${rij.doel} (ontbreekt)`, waarde: reden });
    };

    if (codec.soort === 'teksten') {
      return (k, om, t) => {
        if (als && !als(k, t.invoer)) return;
        const treffers = paden.map((p) => p(k)[0]);
        const eerste = treffers.find((x) => x !== undefined);
        if (!eerste) return;
        try {
          const waarde = codec.lees(treffers.map((x) => (x ? tekstVanTreffer(x) : undefined)), t.invoer.om);
          if (waarde === undefined || zet(rij, doel.zoek(om), alsCode(waarde, t), t, bronnaam, eerste.knoop.regel)) for (const x of treffers) if (x) x.knoop.gelezen = true;
        } catch (e) {
          meld(e, eerste.knoop, eerste.attribuut, t);
        }
      };
    }
    const meer = rij.doel!.endsWith('[]');
    const leest = codec.soort === 'knoop' ? codec.leest : [];
    const neem = (knoop: BronKnoop, attribuut: string | undefined, om: Doelomgeving, t: Toestand): void => {
      if (attribuut === undefined && knoop.kinderen.length === 0 && isNil(knoop) && knoop.tekst.trim() === '') {
        const nv = knoop.attributen?.noValue ?? 'geenWaarde';
        // A list has no attribute to say it of, and must not leave an empty object on the way to it.
        if (!rij.doel!.endsWith('[]')) ontbreekt(doel.zoek(om), NO_VALUE.has(nv) ? nv : 'geenWaarde', knoop, t);
        knoop.gelezen = true;
        return;
      }
      try {
        const tekst = codec.soort === 'knoop' ? '' : attribuut === undefined ? knoop.tekst : (knoop.attributen?.[attribuut] ?? '');
        if (codec.soort === 'tekst' && tekst.trim() === '') return;
        const waarde = codec.soort === 'knoop' ? codec.lees(knoop, t.invoer.om) : codec.lees(tekst, t.invoer.om);
        if (waarde instanceof Ontbrekend) ontbreekt(doel.zoek(om), waarde.reden, knoop, t);
        if (waarde === undefined || waarde instanceof Ontbrekend || zet(rij, doel.zoek(om), alsCode(waarde, t), t, bronnaam, knoop.regel)) {
          if (attribuut === undefined) knoop.gelezen = true;
          for (const kindnaam of leest) for (const z of knoop.kinderen) if (z.naam === kindnaam) z.gelezen = true;
        }
      } catch (e) {
        meld(e, knoop, attribuut, t);
      }
    };
    if (meer) {
      const pad = paden[0]!;
      return (k, om, t) => {
        if (als && !als(k, t.invoer)) return;
        for (const x of pad(k)) neem(x.knoop, x.attribuut, om, t);
      };
    }
    const { zoek, attribuut } = compileerEerste(lijst(bron)[0]!);
    return (k, om, t) => {
      // Most rows of a table find nothing in a message: looking comes before the condition.
      const knoop = zoek(k);
      if (knoop === null || (als && !als(k, t.invoer))) return;
      neem(knoop, attribuut, om, t);
    };
  }

  function zet(rij: Rij, plek: ReturnType<ReturnType<typeof compileerDoelpad>['zoek']>, waarde: unknown, t: Toestand, bron: string, bronregel: number): boolean {
    if (!plek) return false;
    if (plek.lijst) {
      const l = (plek.houder[plek.sleutel] ??= []) as unknown[];
      l.push(waarde);
    } else {
      if (plek.houder[plek.sleutel] !== undefined) return plek.houder[plek.sleutel] === waarde;
      plek.houder[plek.sleutel] = waarde;
    }
    t.invoer.spoor?.({ bestand: rij.bestand, regel: rij.regel, bron, bronregel, doel: rij.doel ?? '', waarde });
    return true;
  }

  const gemeen = compileerRijen(tabel.rijen, new Set());
  const events = tabel.events.map((e) => ({
    type: e.type,
    als: e.als ? compileerVoorwaarde(e.als) : null,
    elk: e.elk ? compileerBronpad(e.elk) : null,
    rijen: compileerRijen(e.rijen, new Set()),
  }));
  const bewust = bewustBoom(tabel.bewustNiet.filter((b) => !b.pad.startsWith('**/')).map((b) => b.pad));
  const overal = new Set(tabel.bewustNiet.filter((b) => b.pad.startsWith('**/')).map((b) => b.pad.slice(3)));

  function maakEvent(type: string, knoop: BronKnoop, rijen: Actie, meldingen: Melding[], invoer: VertaalInvoer): { type: string; data: Object_ } {
    const data: Object_ = { bericht: {}, personen: [] };
    const t: Toestand = { invoer, meldingen, verwijzingen: [], personen: [] };
    const om: Doelomgeving = { item: data, data, personen: {} };
    gemeen(invoer.wortel, om, t);
    rijen(knoop, om, t);
    const blijft = t.personen.filter((p) => p.verwezen || Object.keys(p.object).length > 2);
    blijft.forEach((p, i) => {
      p.object.id = `p${i + 1}`;
    });
    for (const v of t.verwijzingen) {
      if (v.lijst) (v.houder[v.sleutel] as unknown[]).push(v.persoon.object.id);
      else v.houder[v.sleutel] = v.persoon.object.id;
    }
    data.personen = blijft.map((p) => p.object);
    return { type, data };
  }

  return {
    tabel,
    vertaal(invoer) {
      const meldingen: Melding[] = [];
      const uit: { type: string; data: Object_ }[] = [];
      for (const e of events) {
        if (invoer.eventtypen && !invoer.eventtypen.includes(e.type)) continue;
        if (e.als && !e.als(invoer.wortel, invoer)) continue;
        const knopen = e.elk ? e.elk(invoer.wortel).map((x) => x.knoop) : [invoer.wortel];
        for (const k of knopen) uit.push(maakEvent(e.type, k, e.rijen, meldingen, invoer));
      }
      return { events: uit, nietVertaald: ongelezen(invoer.wortel, bewust, overal), meldingen: ontdubbel(meldingen) };
    },
  };
}

function ontdubbel(meldingen: readonly Melding[]): Melding[] {
  const gezien = new Set<string>();
  return meldingen.filter((m) => {
    const s = `${m.pad} ${m.code} ${m.tekst}`;
    if (gezien.has(s)) return false;
    gezien.add(s);
    return true;
  });
}

/** Paths that a table leaves out on purpose, by their steps. */
interface Bewust {
  einde: boolean;
  readonly verder: Map<string, Bewust>;
}

function bewustBoom(paden: readonly string[]): Bewust {
  const wortel: Bewust = { einde: false, verder: new Map() };
  for (const pad of paden) {
    let b = wortel;
    for (const deel of pad.split('/')) {
      let v = b.verder.get(deel);
      if (!v) b.verder.set(deel, (v = { einde: false, verder: new Map() }));
      b = v;
    }
    b.einde = true;
  }
  return wortel;
}

/** Paths (without indexes) of leaves with text that no row read, with their counts. */
function ongelezen(wortel: BronKnoop, bewust: Bewust, overal: ReadonlySet<string>): { pad: string; aantal: number }[] {
  const telling = new Map<string, number>();
  // The path is written only where it is needed.
  const weg: string[] = [];
  const loop = (k: BronKnoop, b: Bewust | undefined): void => {
    if (!k.gelezen && k.tekst !== '' && k.tekst.trim() !== '') {
      const pad = weg.join('/');
      telling.set(pad, (telling.get(pad) ?? 0) + 1);
    }
    const { kinderen } = k;
    for (let i = 0; i < kinderen.length; i++) {
      const z = kinderen[i]!;
      if (z.gelezen && z.kinderen.length === 0) continue;
      const v = b?.verder.get(z.naam);
      if (v?.einde || (overal.size > 0 && overal.has(z.naam))) continue;
      weg.push(z.naam);
      loop(z, v);
      weg.pop();
    }
  };
  loop(wortel, bewust);
  return [...telling].map(([pad, aantal]) => ({ pad, aantal }));
}
