// `Retry-After` (RFC 9110 §10.2.3). Pure.

/** `Retry-After` in ms: seconds or an HTTP date; undefined when it says neither. */
export function leesWacht(kop: string | undefined, nu: number): number | undefined {
  if (kop === undefined) return undefined;
  if (/^\d{1,9}$/.test(kop.trim())) return Number(kop) * 1000;
  const dag = Date.parse(kop);
  return Number.isNaN(dag) ? undefined : Math.max(dag - nu, 0);
}
