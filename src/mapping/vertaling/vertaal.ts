// Canonical events of one standard → canonical events that another can write, by one direction of a table of translations. Pure: no clock, no files.
// Accounts for every leaf of the source: read by a row, named as lost, or a finding (`KP_VERLIES`). Never makes a value up: what has no counterpart is a finding.
import type { Melding } from '../../sdk/melding.ts';
import type { TeSchrijvenEvent } from '../schrijver.ts';
import { bladeren, type Gegeven, isGegeven, leesPad, type Pad, valtOnder, zoek } from './pad.ts';
import { compileerConditie, compileerRij, kopie, Loop, type Rijvraag, type Stap } from './rij.ts';
import type { Eventvertaling, Genoemd, Richting } from './tabel.ts';

export interface Vertaalvraag extends Rijvraag {
  readonly events: readonly TeSchrijvenEvent[];
  /** Values for what the table names as `opnieuw`, by path without indexes: in every item of a list. They hold above what the event says. */
  readonly zet?: Readonly<Record<string, unknown>>;
}

export interface Vertaaluitkomst {
  /** The events of each message, in order. */
  readonly berichten: readonly (readonly TeSchrijvenEvent[])[];
  readonly meldingen: readonly Melding[];
  /** Declared losses that occurred. */
  readonly verloren: readonly Genoemd[];
}

/** Set by every translation, and what the core or an adapter knows of a party by its number. */
const EIGEN = /^bericht\.((id|standaard|standaardversie|berichttype|mapping|schema|sha256|nietVertaald)(\.|$)|(afzender|ontvanger)\.(naam|soort)$)/;

interface Gecompileerd {
  readonly e: Eventvertaling;
  readonly als: ((item: Gegeven, data: Gegeven) => boolean) | null;
  readonly elk: Pad | null;
  readonly rijen: readonly Stap[];
}

export interface Vertaalrichting {
  readonly richting: Richting;
  vertaal(vraag: Vertaalvraag): Vertaaluitkomst;
}

/** Compiles one direction. @throws Error (Dutch) for a path that is none */
export function compileerRichting(richting: Richting): Vertaalrichting {
  const events: Gecompileerd[] = richting.events.map((e) => ({
    e,
    als: e.als ? compileerConditie(e.als) : null,
    elk: e.elk === undefined ? null : leesPad(e.elk),
    rijen: e.rijen.map(compileerRij),
  }));
  const weiger = richting.weiger.map((w) => ({ als: compileerConditie(w.als), reden: w.reden }));
  const verlies = richting.verlies.map((v) => ({ v, als: v.als ? compileerConditie(v.als) : null }));
  const zonderOntbreekt = new Set(richting.verlies.flatMap((v) => (v.pad.endsWith('ontbreekt') ? [v.pad] : [])));
  const geeft = richting.opnieuw.filter((o) => o.door === 'afzender');

  const een = (event: TeSchrijvenEvent, vraag: Vertaalvraag, verloren: Set<Genoemd>): { later: readonly (() => void)[]; berichten: TeSchrijvenEvent[][]; meldingen: readonly Melding[] } => {
    const data = event.data as Gegeven;
    const l = new Loop(vraag, data, zonderOntbreekt);
    for (const w of weiger) if (w.als(data, data)) l.meld('KP_OPSTELLEN', '', w.reden);
    const mogelijk = events.filter((x) => x.e.van === event.type);
    const eerste = mogelijk.find((x) => x.elk !== null || x.als === null || x.als(data, data));
    if (!eerste) {
      l.meld('KP_OPSTELLEN', '', `voor een event ${event.type} met deze inhoud is geen vertaling afgesproken`);
      return { berichten: [], meldingen: l.meldingen, later: [] };
    }
    const { elk } = eerste;
    const w = elk && zoek(data, elk.delen);
    const items = elk ? ((w?.houder[w.sleutel] as Gegeven[] | undefined) ?? []) : [data];
    const gemaakt = items.flatMap((item, n): TeSchrijvenEvent[] => {
      // With `elk` a condition looks from the item: each goes its own way.
      const k = elk === null ? eerste : mogelijk.find((x) => x.elk?.tekst === elk.tekst && (x.als === null || x.als(item, data)));
      if (!k) {
        l.meld('KP_OPSTELLEN', `${elk?.tekst ?? ''}[${n}]`, 'voor dit onderdeel is met deze inhoud geen vertaling afgesproken');
        return [];
      }
      const uit: Gegeven = { personen: [] };
      for (const r of k.rijen) r({ item, data, doel: uit, uit, boven: { item: data, data, doel: uit, uit } }, l);
      return [{ type: k.e.naar, data: uit }];
    });
    const berichten = eerste.e.samen ? [gemaakt] : gemaakt.map((e) => [e]);
    for (const [plek, kaal] of bladeren(data)) {
      if (EIGEN.test(kaal) || l.isGelezen(plek)) continue;
      const v = verlies.find((x) => valtOnder(kaal, x.v.pad) && (x.als === null || x.als(eersteItem(data, plek), data)));
      if (v) verloren.add(v.v);
      else l.meld('KP_VERLIES', plek, 'dit gegeven heeft in de vertaling geen plaats');
    }
    return { berichten, meldingen: l.meldingen, later: l.later };
  };

  return {
    richting,
    vertaal(vraag) {
      const verloren = new Set<Genoemd>();
      const meldingen: Melding[] = [];
      const berichten: TeSchrijvenEvent[][] = [];
      const later: (() => void)[] = [];
      for (const pad of Object.keys(vraag.zet ?? {})) {
        if (!geeft.some((o) => o.pad === pad)) meldingen.push({ code: 'KP_OPSTELLEN', regel: 0, pad: `/${pad}`, tekst: `dit gegeven is bij deze vertaling niet mee te geven; wel: ${geeft.map((o) => o.pad).join(', ') || 'niets'}` });
      }
      for (const e of vraag.events) {
        const uit = een(e, vraag, verloren);
        meldingen.push(...uit.meldingen);
        berichten.push(...uit.berichten);
        later.push(...uit.later);
      }
      for (const b of berichten.flat()) {
        for (const o of geeft) {
          const gegeven = vraag.zet?.[o.pad];
          for (const { houder, sleutel, plek } of plekken(b.data as Gegeven, o.pad.split('.'))) {
            if (gegeven !== undefined) houder[sleutel] = kopie(gegeven);
            if (houder[sleutel] === undefined && o.verplicht) meldingen.push({ code: 'KP_OPSTELLEN', regel: 0, pad: `/${plek}`, tekst: `moet worden meegegeven: ${o.reden}` });
          }
        }
      }
      for (const doe of later) doe();
      return { berichten, meldingen, verloren: [...verloren] };
    },
  };
}

/** The item of the first list on the way to a leaf. */
function eersteItem(data: Gegeven, plek: string): Gegeven {
  const m = /^([\w.-]+?)\[(\d+)\]/.exec(plek);
  const w = m && zoek(data, m[1]!.split('.'));
  const item: unknown = w ? (w.houder[w.sleutel] as unknown[])[Number(m[2])] : undefined;
  return isGegeven(item) ? item : data;
}

/** Every place of a path without indexes: one per item of the lists on the way. Objects on the way are made. */
function* plekken(basisObject: Gegeven, delen: readonly string[], voor = ''): Generator<{ houder: Gegeven; sleutel: string; plek: string }> {
  const [d, ...rest] = delen;
  if (d === undefined) return;
  const plek = voor === '' ? d : `${voor}.${d}`;
  if (rest.length === 0) {
    yield { houder: basisObject, sleutel: d, plek };
    return;
  }
  const w = basisObject[d];
  if (Array.isArray(w)) {
    for (const [i, x] of (w as unknown[]).entries()) if (isGegeven(x)) yield* plekken(x, rest, `${plek}[${i}]`);
  } else {
    const houder: Gegeven = isGegeven(w) ? w : {};
    for (const p of plekken(houder, rest, plek)) {
      yield p;
      if (w === undefined && Object.keys(houder).length > 0) basisObject[d] = houder;
    }
  }
}
