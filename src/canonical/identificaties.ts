// The numbers by which the social domain knows people and organisations: BSN, OIN, AGB, UZOVI, gemeentecode, KvK.
// Numbers are text: leading zeros stay. These functions judge the form alone; whether a number exists is a register's business.

/**
 * Burgerservicenummer: nine digits, Σ(9,8,7,6,5,4,3,2,-1)·digit divisible by 11, not all zero.
 * (Vektis' dummy 999999999 fails: an adapter whose standard knows it allows it there, not here.)
 */
export function isBsn(tekst: string): boolean {
  if (!/^[0-9]{9}$/.test(tekst) || tekst === '000000000') return false;
  let som = 0;
  for (let i = 0; i < 9; i++) som += (tekst.charCodeAt(i) - 48) * (i === 8 ? -1 : 9 - i);
  return som % 11 === 0;
}

/** Prefixes of an OIN (OIN-Stelsel, ch. 6) and what stands behind them. */
export const OIN_PREFIXEN = {
  '00000001': 'RSIN',
  '00000002': 'Fi-nummer',
  '00000003': 'KvK',
  '00000004': 'subOIN',
  '00000006': 'Logius',
  '00000007': 'BRIN',
  '00000008': 'buitenland',
  '00000009': 'UZI',
  '00000010': 'TRR-BD',
  '00000099': 'test',
} as const satisfies Record<string, string>;

export type OinSoort = (typeof OIN_PREFIXEN)[keyof typeof OIN_PREFIXEN];

/** Kind of number in an OIN; null when it is none: 20 positions, a known prefix, the rest digits or (BRIN and foreign) capitals. */
export function oinSoort(tekst: string): OinSoort | null {
  if (!/^[0-9]{8}[0-9A-Z]{12}$/.test(tekst)) return null;
  return (OIN_PREFIXEN as Record<string, OinSoort>)[tekst.slice(0, 8)] ?? null;
}

export function isOin(tekst: string): boolean {
  return oinSoort(tekst) !== null;
}

/** AGB code (Vektis): kind of provider 01–99, then a number that is not all zero. No check digit exists. */
export function isAgb(tekst: string): boolean {
  return /^[0-9]{8}$/.test(tekst) && !tekst.startsWith('00') && !tekst.endsWith('000000');
}

/** UZOVI number (Vektis): four digits. */
export function isUzovi(tekst: string): boolean {
  return /^[0-9]{4}$/.test(tekst) && tekst !== '0000';
}

/** Gemeentecode (CBS): four digits; `0000` is none. */
export function isGemeentecode(tekst: string): boolean {
  return /^[0-9]{4}$/.test(tekst) && tekst !== '0000';
}

/** KvK number: eight digits. */
export function isKvk(tekst: string): boolean {
  return /^[0-9]{8}$/.test(tekst) && tekst !== '00000000';
}
