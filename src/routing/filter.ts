// Filters of subscriptions: the dialects of the CloudEvents Subscriptions draft (exact, prefix, suffix, all, any, not) on attribute paths of `data`.
// Compiled once; a path that is not there never equals anything. A filter reads, it never changes or keeps a value.
import type { Filter } from './model.ts';

export type Toets = (data: Readonly<Record<string, unknown>>) => boolean;

/** Splits `toewijzingen[].product.code` into its names; list marks are optional, lists are walked by themselves. */
export function padDelen(pad: string): string[] {
  return pad.replaceAll('[]', '').split('.');
}

/** True when some value at the path passes; lists at any step are walked. */
function raakt(waarde: unknown, delen: readonly string[], i: number, ok: (tekst: string) => boolean): boolean {
  if (Array.isArray(waarde)) return waarde.some((w) => raakt(w, delen, i, ok));
  const deel = delen[i];
  if (deel === undefined) return (typeof waarde === 'string' || typeof waarde === 'number' || typeof waarde === 'boolean') && ok(String(waarde));
  if (typeof waarde !== 'object' || waarde === null || !Object.hasOwn(waarde, deel)) return false;
  return raakt((waarde as Record<string, unknown>)[deel], delen, i + 1, ok);
}

function perPad(paden: Readonly<Record<string, string>>, vergelijk: (tekst: string, verwacht: string) => boolean): Toets {
  const toetsen = Object.entries(paden).map(([pad, verwacht]) => ({ delen: padDelen(pad), verwacht }));
  return (data) => toetsen.every(({ delen, verwacht }) => raakt(data, delen, 0, (t) => vergelijk(t, verwacht)));
}

/** Compiles a filter; null = everything. The shape has been checked by the configuration's schema. */
export function compileerFilter(filter: Filter | null): Toets {
  if (filter === null) return () => true;
  if ('exact' in filter) return perPad(filter.exact, (t, v) => t === v);
  if ('prefix' in filter) return perPad(filter.prefix, (t, v) => t.startsWith(v));
  if ('suffix' in filter) return perPad(filter.suffix, (t, v) => t.endsWith(v));
  if ('all' in filter) {
    const delen = filter.all.map(compileerFilter);
    return (data) => delen.every((t) => t(data));
  }
  if ('any' in filter) {
    const delen = filter.any.map(compileerFilter);
    return (data) => delen.some((t) => t(data));
  }
  const binnen = compileerFilter(filter.not);
  return (data) => !binnen(data);
}

/** Attribute paths that a filter reads, as written. */
export function filterPaden(filter: Filter | null): string[] {
  if (filter === null) return [];
  if ('exact' in filter) return Object.keys(filter.exact);
  if ('prefix' in filter) return Object.keys(filter.prefix);
  if ('suffix' in filter) return Object.keys(filter.suffix);
  if ('all' in filter) return filter.all.flatMap(filterPaden);
  if ('any' in filter) return filter.any.flatMap(filterPaden);
  return filterPaden(filter.not);
}
