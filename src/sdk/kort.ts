// References and days for heads that are narrow: twelve positions, a day without a clock. The same input always gives the same text.
import { createHash } from 'node:crypto';

const TEKENS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twelve letters and digits (Crockford's alphabet) that stand for a reference of any length: 60 bits of its SHA-256. */
export function korteReferentie(referentie: string): string {
  const bits = createHash('sha256').update(referentie).digest().readBigUInt64BE(0);
  let uit = '';
  for (let i = 0n; i < 12n; i++) uit = TEKENS[Number((bits >> (5n * i)) & 31n)] + uit;
  return uit;
}

/** RFC 3339 → the day in the Netherlands, YYYY-MM-DD. */
export function nederlandseDag(nu: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(nu));
}
