// The roots that mapping tables start from: a whole file, the head of a large one, one part of a large one.
import type { BronKnoop } from '../../src/sdk/index.ts';
import { hangDeel, type Deel } from './delen.ts';
import { hang, kopie, maakKnoop, type Knoop } from './knopen.ts';

/** What the head of a large file tells about the whole. */
export interface Geheel {
  readonly sha256: string;
  readonly bytes: number;
  readonly delen: number;
}

export const MEDIATYPE = 'text/plain';

/** The whole file as one event. */
export function heleWortel(berichttype: string, kop: BronKnoop, deel: Deel, sluit: BronKnoop): Knoop {
  const wortel = maakKnoop(berichttype, 1);
  hang(wortel, kopie(kop));
  hangDeel(wortel, deel);
  hang(wortel, kopie(sluit));
  return wortel;
}

/** Head and totals, with the claim check on the whole. */
export function hoofdWortel(berichttype: string, kop: BronKnoop, sluit: BronKnoop, geheel: Geheel): Knoop {
  const wortel = maakKnoop(berichttype, 1, '', { delen: String(geheel.delen), sha256: geheel.sha256, bytes: String(geheel.bytes), mediatype: MEDIATYPE });
  hang(wortel, kopie(kop));
  hang(wortel, kopie(sluit));
  return wortel;
}

/** One part: of the head record only the number that ties it to the whole, and the reference of a retour. Its place among the parts is filled in later. */
export function deelWortel(berichttype: string, kop: BronKnoop, deel: Deel): Knoop {
  const wortel = maakKnoop(berichttype, 1, '', { deel: '1', van: '1' });
  hang(wortel, kopie(kop, (k) => ['0103', '0104', '0105', '0116', '0181', '0182'].includes(k.naam)));
  hangDeel(wortel, deel);
  return wortel;
}
