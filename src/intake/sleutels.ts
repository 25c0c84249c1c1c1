// Keys of repeats (reliability.md, "The key of a repeat"): from the adapter's head to hashes in the store.
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Kop, Verloop } from '../sdk/adapter.ts';
import type { Herhaalsleutel } from '../store/port.ts';
import { hashVanDelen } from './inhoudshash.ts';
import type { Herkend } from './port.ts';

/** How long keys are kept, ms. */
export interface Bewaartermijnen {
  readonly sleutels: number;
  readonly sleutelsZonderReferentie: number;
  /** Own terms per standard (AW319: five years). */
  readonly perStandaard: Readonly<Record<string, number>>;
}

export interface Sleutelinvoer {
  readonly herkend: Herkend;
  readonly kop: Kop | null;
  readonly verloop: Verloop | null;
  readonly inhoud: string;
  readonly kanaal: 'rest' | 'soap' | 'map' | 'payload' | 'antwoord' | 'hub';
  readonly beller: string;
  /** Epoch ms. */
  readonly nu: number;
  /** Key of the caller's own (`Ontvangst.sleutel`). */
  readonly eigen?: readonly string[];
}

const wie = (p: PartijAanduiding | null | undefined): string => (p ? JSON.stringify(Object.entries(p).sort(([a], [b]) => (a < b ? -1 : 1))) : '');

/** The key of a message, or null where none exists (synchronous over SOAP). */
export function herhaalsleutel(i: Sleutelinvoer, termijnen: Bewaartermijnen): Herhaalsleutel | null {
  if (i.eigen) {
    const sleutel = hashVanDelen(['eigen', ...i.eigen]);
    return { sleutel, inhoud: sleutel, tot: i.nu + termijnen.sleutels };
  }
  // An answer belongs to its question: who gave it may use one reference for many.
  if (i.kanaal === 'antwoord' && i.verloop === 'antwoord') return null;
  const delen = i.kop?.herhaalsleutel;
  if (delen && delen.length > 0) {
    const termijn = termijnen.perStandaard[i.herkend.standaard ?? ''] ?? termijnen.sleutels;
    return { sleutel: hashVanDelen(['kenmerk', ...delen]), inhoud: i.inhoud, tot: i.nu + termijn };
  }
  // Over SOAP a synchronous message is asked anew each time, and so is what the hub asks itself: it has no key and is never a repeat.
  if ((i.kanaal === 'soap' || i.kanaal === 'hub' || i.kanaal === 'antwoord') && i.verloop !== 'asynchroon') return null;
  const a = i.kop?.adressering;
  return { sleutel: hashVanDelen(['inhoud', i.inhoud, wie(a?.afzender), wie(a?.ontvanger), i.beller]), inhoud: i.inhoud, tot: i.nu + termijnen.sleutelsZonderReferentie };
}

/** The key under which a refusal of bytes that name no reference is remembered. */
export function weigeringssleutel(soort: string, inhoud: string, extra: string, nu: number, termijnen: Bewaartermijnen): Herhaalsleutel {
  return { sleutel: hashVanDelen(['geweigerd', soort, inhoud, extra]), inhoud, tot: nu + termijnen.sleutelsZonderReferentie };
}
