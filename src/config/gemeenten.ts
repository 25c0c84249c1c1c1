// The municipalities that come with the product, as parties: those of today, and those abolished since 2019 with the one that took over.
// Facts stand in the code lists; an abolished one whose area was divided has no successor, so nobody gets what is addressed to it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PartijRegel } from '../routing/model.ts';

interface Lijst {
  readonly codes: Readonly<Record<string, string>>;
  readonly opheffing?: Readonly<Record<string, { readonly per: string; readonly opvolgers: readonly string[] }>>;
}

/** Reads `gemeenten.json` and `gemeenten-opgeheven.json` from the first folder that has them. @throws Error when the first is nowhere. */
export function leesGemeenten(mappen: readonly string[]): Map<string, PartijRegel> {
  const uit = new Map<string, PartijRegel>();
  const nu = leesLijst('gemeenten.json', mappen);
  if (!nu) throw new Error('de codelijst gemeenten.json ontbreekt');
  const gemeente = (code: string, naam: string, rest: Partial<PartijRegel> = {}): void => {
    // CBS writes "Rijswijk (ZH.)"; messages mostly do not. The register refuses what then fits two.
    const kaal = naam.replace(/ \([A-Z][A-Za-z]*\.\)$/, '');
    const aliassen = kaal === naam ? [] : [{ organisatie: `Gemeente ${kaal}` }, { organisatie: kaal, administratie: code }];
    uit.set(code, { id: `gemeente-${code}`, soort: 'gemeente', naam, gemeentecode: code, mandaten: [], mandaatregels: [], aliassen, ...rest });
  };
  const oud = leesLijst('gemeenten-opgeheven.json', mappen);
  for (const [code, naam] of Object.entries(oud?.codes ?? {})) {
    const o = oud?.opheffing?.[code];
    if (!o) continue;
    const opvolger = o.opvolgers.length === 1 ? { opvolger: `gemeente-${o.opvolgers[0]}` } : {};
    gemeente(code, naam, { geldigTot: o.per, ...opvolger });
  }
  for (const [code, naam] of Object.entries(nu.codes)) gemeente(code, naam);
  return uit;
}

function leesLijst(naam: string, mappen: readonly string[]): Lijst | null {
  const map = mappen.find((m) => existsSync(path.join(m, naam)));
  return map === undefined ? null : (JSON.parse(readFileSync(path.join(map, naam), 'utf8')) as Lijst);
}
