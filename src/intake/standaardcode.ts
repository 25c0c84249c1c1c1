// The standard's own code on findings of the StUF family, from the one table of errors. Other standards put theirs on themselves, where their fact sheet has one.
import type { Adapter } from '../sdk/adapter.ts';
import { foutregel } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';

export function metStandaardcode(adapter: Adapter | null, meldingen: readonly Melding[]): readonly Melding[] {
  if (!adapter?.spec.weigeringBindt) return meldingen;
  return meldingen.map((m) => {
    const code = foutregel(m.code).stuf;
    return m.standaardcode === undefined && code !== undefined ? { ...m, standaardcode: code } : m;
  });
}
