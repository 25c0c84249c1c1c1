// Code tables of translations: which code of one list means the same as which code of another. Read both ways; what is not in the table has no counterpart.
import { isMap, isScalar, isSeq } from 'yaml';
import { leesYaml, TabelFout } from '../tabel.ts';

export interface Codetabel {
  readonly bestand: string;
  readonly naam: string;
  /** Column → names of code lists whose codes stand in it. */
  readonly kolommen: Readonly<Record<string, readonly string[]>>;
  readonly rijen: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads a code table: `kolommen: {kolom: codelijst}`, `rijen: [{kolom: code, …}]`.
 * @throws TabelFout with file, line and Dutch cause.
 */
export function leesCodetabel(map: URL, pad: string): Codetabel {
  const b = leesYaml(map, pad);
  const fout = (n: unknown, tekst: string): never => {
    throw new TabelFout(pad, b.regelVan(n), tekst);
  };
  const w = b.wortel;
  if (!isMap(w)) return fout(w, 'een codetabel is een object');
  for (const { key } of w.items) if (!['naam', 'toelichting', 'kolommen', 'rijen'].includes(isScalar(key) ? String(key.value) : '')) fout(key, `onbekende sleutel: ${String(key)}`);
  const naam: unknown = w.get('naam');
  if (typeof naam !== 'string' || pad !== `codes/${naam}.yaml`) return fout(w, '`naam` is de naam van het bestand');
  const k = w.get('kolommen', true);
  if (!isMap(k)) return fout(w, '`kolommen` ontbreekt');
  const kolommen: Record<string, string[]> = {};
  for (const [kolom, lijst] of Object.entries(k.toJSON() as Record<string, unknown>)) kolommen[kolom] = [lijst].flat().map(String);
  if (Object.keys(kolommen).length < 2) fout(k, 'een codetabel heeft minstens twee kolommen');
  const r = w.get('rijen', true);
  if (!isSeq(r)) return fout(w, '`rijen` ontbreekt (mag leeg zijn: [])');
  const gezien = new Set<string>();
  const rijen = r.items.map((x) => {
    if (!isMap(x)) return fout(x, 'een rij is een object');
    const rij: Record<string, string> = {};
    for (const [kolom, code] of Object.entries(x.toJSON() as Record<string, unknown>)) {
      if (!(kolom in kolommen)) fout(x, `onbekende kolom: ${kolom}`);
      if (typeof code !== 'string') fout(x, `${kolom}: een code is tekst, zet hem tussen aanhalingstekens`);
      rij[kolom] = code as string;
    }
    const heel = JSON.stringify(Object.entries(rij).sort());
    if (gezien.has(heel)) fout(x, 'deze rij staat er twee keer');
    gezien.add(heel);
    return rij;
  });
  return { bestand: pad, naam, kolommen, rijen };
}

interface Code {
  readonly code: string;
  readonly codelijst: string;
}

/** A cell: the code, with its list before it (`lijst/code`) where that is not the first of the column. */
function cel(t: Codetabel, kolom: string, tekst: string): Code {
  const lijsten = t.kolommen[kolom]!;
  const i = tekst.indexOf('/');
  return i > 0 && lijsten.includes(tekst.slice(0, i)) ? { code: tekst.slice(i + 1), codelijst: tekst.slice(0, i) } : { code: tekst, codelijst: lijsten[0]! };
}

/** The counterpart; null where the table has none, or more than one: which of them is meant only the parties know. */
export function zetOm(t: Codetabel, code: string, codelijst: string, kolom: string): Code | null {
  const gevonden = new Map<string, Code>();
  for (const [bron, lijsten] of Object.entries(t.kolommen)) {
    if (bron === kolom || !lijsten.includes(codelijst)) continue;
    for (const r of t.rijen) {
      const [van, naar] = [r[bron], r[kolom]];
      if (van === undefined || naar === undefined) continue;
      const c = cel(t, bron, van);
      if (c.code === code && c.codelijst === codelijst) gevonden.set(naar, cel(t, kolom, naar));
    }
  }
  const [enige, ...meer] = gevonden.values();
  return enige && meer.length === 0 ? enige : null;
}
