// References and days for heads that are narrow: twelve positions, a day without a clock. The same input always gives the same text.

const TEKENS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twelve letters and digits (Crockford's alphabet) that stand for a UUID: its first 60 bits that vary. */
export function korteReferentie(uuid: string): string {
  const hex = uuid.replaceAll('-', '');
  // Of a UUID (RFC 9562) positions 12 and 16 hold version and variant: they tell nothing. The time of a version 7 stands in front, its chance behind.
  const bits = BigInt(`0x${hex.slice(17)}`) ^ (BigInt(`0x${hex.slice(0, 12)}`) << 12n) ^ BigInt(`0x${hex.slice(13, 16)}`);
  let uit = '';
  for (let i = 0n; i < 12n; i++) uit = TEKENS[Number((bits >> (5n * i)) & 31n)] + uit;
  return uit;
}

/** RFC 3339 → the day in the Netherlands, YYYY-MM-DD. */
export function nederlandseDag(nu: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(nu));
}
