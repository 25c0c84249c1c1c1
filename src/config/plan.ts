// `knooppunt plan`: what a change of the configuration would do, in Dutch, before it does it.
// Compares two configurations as loaded; touches nothing. What gives somebody more than before is marked, for that is what must not slip through.
import { isDeepStrictEqual } from 'node:util';
import type { Bevoegdheid } from '../questions/port.ts';
import type { Abonnement, Filter, PartijRegel } from '../routing/model.ts';
import { topicVan } from '../routing/topics.ts';
import { type Bevinding, bevindingTekst } from './bevinding.ts';
import type { Configuratie } from './types.ts';

/** Of a configuration what plan compares; no secrets in it, so it can be kept in the data folder. */
export type PlanStand = Pick<Configuratie, 'versie' | 'hub' | 'eventlog' | 'http' | 'adapters' | 'limieten' | 'bewaren' | 'shards' | 'relais' | 'bellers' | 'partijen' | 'abonnementen'> & Partial<Pick<Configuratie, 'push' | 'stuf' | 'antwoorden' | 'vragen' | 'bevoegdheden' | 'bronnen'>>;

export interface PlanRegel {
  readonly soort: 'nieuw' | 'gewijzigd' | 'vervalt';
  readonly onderwerp: 'abonnement' | 'partij' | 'bevoegdheid' | 'bron' | 'instelling' | 'beller';
  readonly id: string;
  readonly tekst: string;
  /** Somebody may get more or other things than before, or something cannot be undone. */
  readonly letOp: boolean;
  /** In force only after a restart. */
  readonly herstart: boolean;
}

export interface Plan {
  /** null: there was no configuration before. */
  readonly van: string | null;
  readonly naar: string;
  readonly regels: readonly PlanRegel[];
  readonly bevindingen: readonly Bevinding[];
}

// Not the data folder itself: what is compared with is read from it.
const HERSTART = ['hub', 'eventlog', 'http', 'adapters', 'shards', 'relais'] as const;
const DIRECT = ['limieten', 'bewaren'] as const;

export function planStand(c: Configuratie): PlanStand {
  const { versie, hub, eventlog, http, adapters, limieten, bewaren, shards, relais, push, stuf, antwoorden, vragen, bellers, partijen, abonnementen, bevoegdheden, bronnen } = c;
  return { versie, hub, eventlog, http, adapters, limieten, bewaren, shards, relais, push, stuf, antwoorden, vragen, bellers, partijen, abonnementen, bevoegdheden, bronnen };
}

export function plan(oud: PlanStand | null, nieuw: Configuratie): Plan {
  const regels: PlanRegel[] = [];
  const partijen = new Map(nieuw.partijen.map((p) => [p.id, p]));
  vergelijk(oud?.abonnementen ?? [], nieuw.abonnementen, (was, wordt) => {
    const a = wordt ?? was;
    if (!a) return;
    const wie = partijen.get(a.partij);
    const topic = wie ? topicVan(wie, a.niveau) : null;
    if (!was) regels.push(regel('nieuw', 'abonnement', a.id, `${a.partij} krijgt voortaan ${omschrijf(a)}, ${a.bestemming ? `bij ${new URL(a.bestemming.url).origin}` : `op ${topic ?? 'geen topic'}`}`, true));
    else if (!wordt) regels.push(regel('vervalt', 'abonnement', a.id, `${a.partij} krijgt niet langer ${omschrijf(a)}`, false));
    else for (const { tekst } of verschillen(was, wordt)) regels.push(regel('gewijzigd', 'abonnement', a.id, `${tekst}${ruimer(was, wordt) ? ' (kan meer geven dan voorheen)' : ''}`, ruimer(was, wordt)));
  });
  // Municipalities as the product brings them are no news when there was nothing before.
  const oudePartijen = oud?.partijen ?? nieuw.partijen.filter((p) => p.soort === 'gemeente' && p.oin === undefined);
  vergelijk(oudePartijen, nieuw.partijen, (was, wordt) => {
    if (!was && wordt) regels.push(regel('nieuw', 'partij', wordt.id, `${wordt.naam} (${wordt.soort})${mandaatTekst(wordt)}`, wordt.mandaten.length > 0 || (wordt.technischeAfkeur ?? []).length > 0));
    else if (was && !wordt) regels.push(regel('vervalt', 'partij', was.id, `${was.naam} (${was.soort}) bestaat niet meer; berichten aan deze partij worden onbestelbaar`, false));
    else if (was && wordt) {
      const minder = wordt.mandaatregels.every((m) => was.mandaatregels.some((w) => isDeepStrictEqual(w, m)));
      for (const { veld, tekst } of verschillen(was, wordt)) regels.push(regel('gewijzigd', 'partij', wordt.id, tekst, veld === 'mandaatregels' ? !minder : veld !== 'naam'));
    }
  });
  vergelijk(oud?.bevoegdheden ?? [], nieuw.bevoegdheden, (was, wordt) => {
    if (!was && wordt) regels.push(regel('nieuw', 'bevoegdheid', wordt.id, `${wordt.partij} mag voortaan vragen: ${omschrijfBevoegdheid(wordt)}`, true));
    else if (was && !wordt) regels.push(regel('vervalt', 'bevoegdheid', was.id, `${was.partij} mag niet langer vragen: ${omschrijfBevoegdheid(was)}`, false));
    // Whatever changes in who may ask may give more: it is for the reader to judge.
    else if (was && wordt) for (const { tekst } of verschillen(was, wordt)) regels.push(regel('gewijzigd', 'bevoegdheid', wordt.id, tekst, true));
  });
  vergelijk(oud?.bronnen ?? [], nieuw.bronnen, (was, wordt) => {
    if (!was && wordt) regels.push(regel('nieuw', 'bron', wordt.id, `${wordt.partij} wordt gevraagd naar ${wordt.onderwerp} (${wordt.bericht})`, true));
    else if (was && !wordt) regels.push(regel('vervalt', 'bron', was.id, `${was.partij} wordt niet langer gevraagd naar ${was.onderwerp}`, false));
    else if (was && wordt) for (const { tekst } of verschillen(was, wordt)) regels.push(regel('gewijzigd', 'bron', wordt.id, tekst, true));
  });
  if (oud) {
    for (const s of HERSTART) instelling(s, oud[s], nieuw[s], true);
    for (const s of DIRECT) instelling(s, oud[s], nieuw[s], false);
    if (oud.push) instelling('push', oud.push, nieuw.push, false);
    if (oud.stuf) instelling('stuf', oud.stuf, nieuw.stuf, false);
    if (oud.antwoorden) instelling('antwoorden', oud.antwoorden, nieuw.antwoorden, false);
    if (oud.vragen) instelling('vragen', oud.vragen, nieuw.vragen, false);
    const naam = (b: { readonly sha256: string; readonly partij: string | null; readonly naam?: string }): string => `${b.sha256.slice(0, 8)}… (${b.naam ?? b.partij ?? 'operator'})`;
    vergelijk(oud.bellers.map((b) => ({ ...b, id: b.sha256 })), nieuw.bellers.map((b) => ({ ...b, id: b.sha256 })), (was, wordt) => {
      if (!was && wordt) regels.push(regel('nieuw', 'beller', wordt.id.slice(0, 8), `${naam(wordt)} mag de API gebruiken als ${wordt.partij ?? 'operator'}`, true));
      else if (was && !wordt) regels.push(regel('vervalt', 'beller', was.id.slice(0, 8), `${naam(was)} mag de API niet meer gebruiken`, false));
      else if (was && wordt && was.partij !== wordt.partij) regels.push(regel('gewijzigd', 'beller', wordt.id.slice(0, 8), `was ${was.partij ?? 'operator'}, wordt ${wordt.partij ?? 'operator'}`, true));
    });
  }
  function instelling(naam: string, was: unknown, wordt: unknown, herstart: boolean): void {
    if (isDeepStrictEqual(was, wordt)) return;
    const extra = naam === 'shards' ? '; het aantal shards ligt vast zodra er berichten zijn' : '';
    regels.push({ ...regel('gewijzigd', 'instelling', naam, `${kort(was)} → ${kort(wordt)}${extra}`, naam === 'shards'), herstart });
  }
  return { van: oud?.versie ?? null, naar: nieuw.versie, regels, bevindingen: nieuw.bevindingen };
}

/** The plan for people, one line a change. */
export function planTekst(p: Plan): string {
  const uit = [p.van === p.naar ? `Configuratie ${p.naar}: geen verschil` : `Configuratie ${p.van ?? '(geen)'} → ${p.naar}`];
  const teken = { nieuw: '+', gewijzigd: '~', vervalt: '-' } as const;
  for (const r of p.regels) uit.push(`${r.letOp ? '!' : ' '} ${teken[r.soort]} ${r.onderwerp} ${r.id}: ${r.tekst}${r.herstart ? ' [na herstart]' : ''}`);
  if (p.van !== p.naar && p.regels.length === 0) uit.push('  geen verschil in werking');
  if (p.regels.some((r) => r.letOp)) uit.push('Regels met ! kunnen iemand meer of iets anders geven dan voorheen, of zijn niet terug te draaien.');
  for (const b of p.bevindingen) uit.push(`${b.ernst}: ${bevindingTekst(b)}`);
  return uit.join('\n');
}

/** Names of settings whose change is in force only after a restart. */
export function herstartNodig(oud: Configuratie, nieuw: Configuratie): string[] {
  const uit: string[] = HERSTART.filter((s) => !isDeepStrictEqual(oud[s], nieuw[s]));
  if (!isDeepStrictEqual(oud.opslag, nieuw.opslag)) uit.push('opslag');
  if (!Buffer.from(oud.geheimen.sleutel).equals(nieuw.geheimen.sleutel) || !Buffer.from(oud.geheimen.audit).equals(nieuw.geheimen.audit)) uit.push('geheimen');
  return uit;
}

/**
 * The configuration as it works in a hub that started with `start` and did not restart since: what needs a restart is still as it was, the rest is new.
 * Keys and subjects above all: they would change under events whose order they hold.
 */
export function zonderHerstart(start: Configuratie, nieuw: Configuratie): Configuratie {
  const { hub, opslag, eventlog, http, adapters, shards, relais, geheimen } = start;
  return { ...nieuw, hub, opslag, eventlog, http, adapters, shards, relais, geheimen: { ...geheimen, bestemmingen: nieuw.geheimen.bestemmingen } };
}

function regel(soort: PlanRegel['soort'], onderwerp: PlanRegel['onderwerp'], id: string, tekst: string, letOp: boolean): PlanRegel {
  return { soort, onderwerp, id, tekst, letOp, herstart: false };
}

/** Calls back for everything that is new, gone or different, in order of id. */
function vergelijk<T extends { readonly id: string }>(oud: readonly T[], nieuw: readonly T[], doe: (was: T | undefined, wordt: T | undefined) => void): void {
  const links = new Map(oud.map((x) => [x.id, x]));
  const rechts = new Map(nieuw.map((x) => [x.id, x]));
  for (const id of [...new Set([...links.keys(), ...rechts.keys()])].sort()) {
    if (!isDeepStrictEqual(links.get(id), rechts.get(id))) doe(links.get(id), rechts.get(id));
  }
}

function omschrijf(a: Abonnement): string {
  const filter = a.filter === null ? '' : ` waar ${filterTekst(a.filter)}`;
  const gegevens = a.niveau === 'dat' ? ` (${a.persoonsgegevens.join(', ')})` : '';
  return `${a.events.join(', ')}${filter} op niveau ${a.niveau}${gegevens}, voor ${a.doel} (${a.grondslag})`;
}

function omschrijfBevoegdheid(b: Bevoegdheid): string {
  const wie = b.rollen.length === 0 ? '' : ` door ${b.rollen.join(', ')}`;
  return `${b.events.join(', ')}${wie}, voor ${b.doel} (${b.grondslag})`;
}

const VELDEN: Readonly<Record<string, string>> = {
  events: 'eventtypen', doel: 'doel', grondslag: 'grondslag', niveau: 'niveau', persoonsgegevens: 'persoonsgegevens', proef: 'proefberichten', volgorde: 'volgorde', kanaal: 'kanaal', formaat: 'formaat', bestemming: 'bestemming', pauze: 'pauze',
  geldigVanaf: 'geldig vanaf', geldigTot: 'geldig tot', partij: 'partij', filter: 'filter', naam: 'naam', soort: 'soort', oin: 'oin', gemeentecode: 'gemeentecode', agb: 'agb', uzovi: 'uzovi', kvk: 'kvk',
  opvolger: 'opvolger', aliassen: 'StUF-adressen', mandaatregels: 'mandaten', technischeAfkeur: 'technische afkeur namens', diensten: 'diensten', rollen: 'rollen', onderwerp: 'onderwerp', bericht: 'bericht', endpoint: 'endpoint',
};

function verschillen(was: object, wordt: object): { readonly veld: string; readonly tekst: string }[] {
  const l = was as Record<string, unknown>;
  const r = wordt as Record<string, unknown>;
  return Object.entries(VELDEN).filter(([veld]) => !isDeepStrictEqual(l[veld], r[veld])).map(([veld, naam]) => {
    const toon = veld === 'filter' ? (w: unknown) => filterTekst(w as Filter | null) : kort;
    return { veld, tekst: `${naam} ${toon(l[veld])} → ${toon(r[veld])}` };
  });
}

/** Can this change give more than before? Everything that is not plainly a narrowing counts. */
function ruimer(was: Abonnement, wordt: Abonnement): boolean {
  const zonder = (a: Abonnement): unknown => ({ ...a, doel: '', grondslag: '', volgorde: '', pauze: false, geldigTot: undefined });
  if (isDeepStrictEqual(zonder(was), zonder(wordt))) return (wordt.geldigTot ?? '9999') > (was.geldigTot ?? '9999');
  const smaller = was.partij === wordt.partij && was.niveau === wordt.niveau && (was.proef || !wordt.proef)
    && wordt.events.every((e) => was.events.includes(e)) && wordt.persoonsgegevens.every((g) => was.persoonsgegevens.includes(g))
    && isDeepStrictEqual(was.filter, wordt.filter) && (wordt.geldigVanaf ?? '') >= (was.geldigVanaf ?? '');
  return !smaller;
}

function filterTekst(f: Filter | null): string {
  if (f === null) return 'geen';
  if ('exact' in f) return paren(f.exact, '=');
  if ('prefix' in f) return paren(f.prefix, 'begint met');
  if ('suffix' in f) return paren(f.suffix, 'eindigt op');
  if ('all' in f) return `(${f.all.map(filterTekst).join(' en ')})`;
  if ('any' in f) return `(${f.any.map(filterTekst).join(' of ')})`;
  return `niet ${filterTekst(f.not)}`;
}

function paren(p: Readonly<Record<string, string>>, teken: string): string {
  return Object.entries(p).map(([k, v]) => `${k} ${teken} ${v}`).join(' en ');
}

function mandaatTekst(p: PartijRegel): string {
  return p.mandaten.length === 0 ? '' : `, met mandaat van ${p.mandaten.join(', ')}`;
}

function kort(w: unknown): string {
  if (w === undefined) return '(geen)';
  if (typeof w === 'string') return w;
  if (Array.isArray(w) && w.every((x) => typeof x === 'string')) return `[${w.join(', ')}]`;
  return JSON.stringify(w);
}
