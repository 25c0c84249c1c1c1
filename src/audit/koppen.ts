// Signed heads of the audit chain: what a head is, and the file that holds them, one JSON line each, only ever appended to.
// A head says "chain X stood at number N with hash H"; it is linked to the head before it and signed.
import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalJson, NULHASH } from '../store/keten.ts';
import { AUDITMAP, type Tekensleutel } from './sleutel.ts';

export interface Kop {
  /** From 1, over all chains together. */
  readonly nummer: number;
  readonly keten: string;
  readonly volgnr: number;
  readonly hash: string;
  readonly tijd: string;
  /** Hash of the head before it, zeros for the first. */
  readonly vorigeKop: string;
  /** Fingerprint of the key. */
  readonly sleutel: string;
  /** Ed25519 over the canonical JSON of everything above, base64. */
  readonly handtekening: string;
}

export function koppenPad(dataDir: string): string {
  return path.join(dataDir, AUDITMAP, 'koppen.jsonl');
}

export function tekenKop(vorige: Kop | null, stand: { readonly keten: string; readonly volgnr: number; readonly hash: string }, tijd: string, sleutel: Tekensleutel): Kop {
  const kaal = { nummer: (vorige?.nummer ?? 0) + 1, ...stand, tijd, vorigeKop: vorige ? hashVanKop(vorige) : NULHASH, sleutel: sleutel.id };
  return { ...kaal, handtekening: sign(null, Buffer.from(canonicalJson(kaal)), sleutel.prive).toString('base64') };
}

export function hashVanKop(kop: Kop): string {
  return createHash('sha256').update(canonicalJson(kop)).digest('hex');
}

/** True when the key that the head names signed exactly this head. */
export function kopIsEcht(kop: Kop, sleutels: ReadonlyMap<string, KeyObject>): boolean {
  const sleutel = sleutels.get(kop.sleutel);
  if (!sleutel) return false;
  const { handtekening, ...kaal } = kop;
  return verify(null, Buffer.from(canonicalJson(kaal)), sleutel, Buffer.from(handtekening, 'base64'));
}

export interface Koppenbestand {
  readonly koppen: readonly Kop[];
  /** Bytes up to and including the last whole line; what follows is a head that a crash cut short, and was never signed off. */
  readonly heel: number;
  /** Line (from 1) that is no head, null when all are. */
  readonly kapotteRegel: number | null;
}

/** The heads as they stand; none when there is no file. */
export function leesKoppen(dataDir: string): Koppenbestand {
  let tekst: string;
  try {
    tekst = readFileSync(koppenPad(dataDir), 'utf8');
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'ENOENT') throw e;
    return { koppen: [], heel: 0, kapotteRegel: null };
  }
  const heelTekst = tekst.slice(0, tekst.lastIndexOf('\n') + 1);
  const koppen: Kop[] = [];
  let kapotteRegel: number | null = null;
  heelTekst.split('\n').slice(0, -1).forEach((regel, i) => {
    const kop = alsKop(regel);
    if (kop) koppen.push(kop);
    else kapotteRegel ??= i + 1;
  });
  return { koppen, heel: Buffer.byteLength(heelTekst), kapotteRegel };
}

function alsKop(regel: string): Kop | null {
  try {
    const k = JSON.parse(regel) as Partial<Kop>;
    const heel = typeof k.nummer === 'number' && typeof k.volgnr === 'number' && [k.keten, k.hash, k.tijd, k.vorigeKop, k.sleutel, k.handtekening].every((w) => typeof w === 'string');
    return heel ? (k as Kop) : null;
  } catch {
    return null;
  }
}
