// What the scenario shows: each message as the hub keeps it, in order of reception: who → whom, what, state, and how long it took to reach everybody.
import { tabel } from '../../../src/cli/tabel.ts';
import type { Partij } from '../../../src/routing/port.ts';
import type { Adressering } from '../../../src/sdk/adressering.ts';
import type { PartijAanduiding } from '../../../src/sdk/partij.ts';
import type { Store } from '../../../src/store/port.ts';

export interface Regel {
  readonly id: string;
  /** RFC 3339: when the hub had it. */
  readonly moment: string;
  readonly van: string;
  readonly naar: string;
  readonly standaard: string;
  readonly type: string;
  readonly staat: string;
  /** From reception until the last delivery; null where nothing had to be delivered. */
  readonly ms: number | null;
}

const naam = (p: PartijAanduiding | null, partijen: readonly Partij[]): string => {
  if (!p) return '-';
  const partij = partijen.find((q) => (p.gemeentecode !== undefined && q.gemeentecode === p.gemeentecode) || (p.administratie !== undefined && q.gemeentecode === p.administratie) || (p.agb !== undefined && q.agb === p.agb) || (p.uzovi !== undefined && q.uzovi === p.uzovi) || (p.oin !== undefined && q.oin === p.oin));
  return partij?.naam ?? p.organisatie ?? p.gemeentecode ?? p.agb ?? p.uzovi ?? p.oin ?? '?';
};

/** Messages by id, in the order in which the hub got them. */
export async function tijdlijn(store: Store, ids: readonly string[], partijen: readonly Partij[]): Promise<readonly Regel[]> {
  const uit: Regel[] = [];
  for (const id of new Set(ids)) {
    const m = await store.message(id);
    if (!m) continue;
    const a = JSON.parse(m.kop.adressering) as Adressering;
    const klaar = m.stappen.filter((s) => s.stap === 'afgeleverd' || s.stap === 'gepubliceerd').map((s) => Date.parse(s.tijd));
    uit.push({
      id, moment: m.kop.ontvangenOp, van: naam(a.afzender, partijen), naar: naam(a.ontvanger, partijen), standaard: `${m.kop.standaard ?? '?'} ${m.kop.versie ?? ''}`.trim(), type: m.kop.berichttype ?? '?', staat: m.staat,
      ms: klaar.length === 0 ? null : Math.max(...klaar) - Date.parse(m.kop.ontvangenOp),
    });
  }
  return uit.sort((x, y) => (x.id < y.id ? -1 : 1));
}

export function alsTabel(regels: readonly Regel[]): string {
  return tabel([['moment', 'van → naar', 'standaard', 'bericht', 'staat', 'ms'], ...regels.map((r) => [r.moment.slice(11, 23), `${r.van} → ${r.naar}`, r.standaard, r.type, r.staat, r.ms === null ? '-' : String(r.ms)])], '  ', [5]);
}
