// What senders were told against what readers got: every acknowledged message exactly once per entitled subscription, in order per case; nothing else.
// Knows of the hub only what its configuration promises (`rechten`). Gives names, not a verdict: an empty list everywhere is the proof.
import type { Gelezen } from './lezer.ts';
import { lees } from './sjabloon.ts';
import type { Bevestigd } from './verkeer.ts';

/** A topic that gets every case of these municipalities. */
export interface Recht {
  readonly topic: string;
  readonly gemeenten: readonly string[];
  /** `dat`: no content and a message number of its own, so that nobody can tell which message it is about: only the store knows (`datVan`). */
  readonly niveau: 'wat' | 'dat';
}

export interface Bevinding {
  readonly verloren: readonly string[];
  readonly dubbel: readonly string[];
  readonly volgorde: readonly string[];
  readonly vreemd: readonly string[];
}

export const GEMEENTEN = ['0363', '0384', '0034', '0518'];
/** As the samples have it: each municipality its own cases; a partnership with a mandate knows that of Diemen's. */
export const RECHTEN: readonly Recht[] = [
  ...GEMEENTEN.map((g): Recht => ({ topic: `sociaaldomein.gemeente.${g}`, gemeenten: [g], niveau: 'wat' })),
  { topic: 'sociaaldomein.partij.00000004000000003000.dat', gemeenten: ['0384'], niveau: 'dat' },
];

/** @param datVan message number by event id of what is published at level dat */
export function controleer(bevestigd: readonly Bevestigd[], gelezen: readonly Gelezen[], rechten: readonly Recht[] = RECHTEN, datVan: ReadonlyMap<string, string> = new Map()): Bevinding {
  const verloren: string[] = [];
  const dubbel: string[] = [];
  const volgorde: string[] = [];
  const vreemd: string[] = [];
  const perId = new Map(bevestigd.map((b) => [b.id, b]));
  if (perId.size !== bevestigd.length) dubbel.push(`${bevestigd.length - perId.size} bevestigingen met een nummer dat al was uitgegeven`);
  const perTopic = Map.groupBy(gelezen, (g) => g.topic);
  for (const topic of perTopic.keys()) if (!rechten.some((r) => r.topic === topic)) vreemd.push(`topic ${topic}`);
  const eventIds = new Set<string>();
  for (const g of gelezen) {
    const id = g.koppen.ce_id ?? '';
    if (eventIds.has(id)) dubbel.push(`event ${id} op ${g.topic}`);
    eventIds.add(id);
  }
  for (const recht of rechten) {
    const verwacht = bevestigd.filter((b) => recht.gemeenten.includes(b.gemeente));
    const plaats = (g: Gelezen): string => `${g.topic}[${g.partitie}]@${g.offset}`;
    const gezien = new Set<string>();
    /** Per case: partition, and the last sequence number. */
    const laatste = new Map<string, { partitie: number; nr: number; sleutel: string }>();
    for (const g of perTopic.get(recht.topic) ?? []) {
      const id = recht.niveau === 'dat' ? datVan.get(g.koppen.ce_id ?? '') : g.koppen.ce_bericht;
      const b = perId.get(id ?? '');
      if (!b || !recht.gemeenten.includes(b.gemeente)) {
        vreemd.push(`${plaats(g)}: bericht ${id ?? '?'} is nooit bevestigd`);
        continue;
      }
      const naam = `${b.gemeente}/${b.zaak}`;
      if (gezien.has(b.id)) dubbel.push(`${plaats(g)}: ${naam} nummer ${b.nr}`);
      gezien.add(b.id);
      if (recht.niveau === 'wat') {
        const inhoud = lees(g.waarde);
        if (inhoud?.zaak !== b.zaak || inhoud.nr !== b.nr) vreemd.push(`${plaats(g)}: inhoud is niet die van ${naam} nummer ${b.nr}`);
      }
      const vorige = laatste.get(naam);
      if (vorige && (vorige.partitie !== g.partitie || vorige.nr >= b.nr || vorige.sleutel !== g.sleutel)) volgorde.push(`${plaats(g)}: ${naam} nummer ${b.nr} na ${vorige.nr} op partitie ${vorige.partitie}`);
      laatste.set(naam, { partitie: g.partitie, nr: b.nr, sleutel: g.sleutel });
    }
    for (const b of verwacht) if (!gezien.has(b.id)) verloren.push(`${recht.topic}: ${b.gemeente}/${b.zaak} nummer ${b.nr} (${b.id})`);
  }
  return { verloren, dubbel, volgorde, vreemd };
}

/** How many copies all rights together give. */
export function aantalKopieen(bevestigd: readonly Bevestigd[], rechten: readonly Recht[] = RECHTEN): number {
  return rechten.reduce((n, r) => n + bevestigd.filter((b) => r.gemeenten.includes(b.gemeente)).length, 0);
}

export const NIETS: Bevinding = { verloren: [], dubbel: [], volgorde: [], vreemd: [] };
