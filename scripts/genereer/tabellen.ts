// What the generators need of mapping tables: which event types a message can give, and what a table leaves out on purpose.
import { leesTabel, type Tabel } from '../../src/mapping/tabel.ts';
import type { Adapter, BerichtSoort } from '../../src/sdk/adapter.ts';

const gelezen = new Map<string, Tabel>();

/** The table of a message type; null for envelopes. @throws TabelFout */
export function tabelVan(a: Adapter, s: BerichtSoort): Tabel | null {
  if (s.mapping === null) return null;
  const sleutel = `${a.spec.mappings.href} ${s.mapping}`;
  let t = gelezen.get(sleutel);
  if (!t) {
    t = leesTabel(a.spec.mappings, s.mapping);
    gelezen.set(sleutel, t);
  }
  return t;
}

/** Event types of a message type, in the order of its table; those whose condition names other message types are left out. */
export function eventtypenVan(a: Adapter, s: BerichtSoort): string[] {
  const t = tabelVan(a, s);
  if (!t) return [];
  return [...new Set(t.events.filter((e) => past(e.als?.berichttype, s.berichttype)).map((e) => e.type))];
}

function past(berichttype: string | readonly string[] | undefined, dit: string): boolean {
  return berichttype === undefined || [berichttype].flat().includes(dit);
}
