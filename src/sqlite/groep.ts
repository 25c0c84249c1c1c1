// Group commit: many requests, one fsync. Each request runs in its own savepoint, so one that fails never takes its neighbours along;
// a result is handed out after the commit only (G1). Where the commit fails, each request gets one chance alone.
import { performance } from 'node:perf_hooks';
import type { SqliteFout } from './kamer.ts';
import type { Stappen } from './stap.ts';
import type { Verbinding } from './verbinding.ts';

/** Most work, in ms, that one commit may gather. */
export const GROEP_MS = 5;

export interface Taak {
  readonly stappen: () => Stappen<unknown>;
  readonly klaar: (waarde: unknown) => void;
  readonly mislukt: (fout: SqliteFout) => void;
}

type Uitslag = { readonly waarde: unknown } | { readonly fout: SqliteFout };

/** Takes tasks from `volgende` until it has none left or the time is up, and commits them as one. Returns how many it took. */
export function voerGroepUit(verbinding: Verbinding, volgende: () => Taak | undefined): number {
  const taken: Taak[] = [];
  let uitslagen: readonly Uitslag[];
  try {
    uitslagen = inTransactie(verbinding, taken, volgende);
  } catch (e) {
    // The whole transaction is gone: nothing of any task stands.
    const [enige] = taken;
    uitslagen = taken.length === 1 && enige ? [{ fout: verbinding.fout(e) }] : taken.map((taak) => alleen(verbinding, taak));
  }
  taken.forEach((taak, i) => {
    const uitslag = uitslagen[i];
    if (uitslag && 'waarde' in uitslag) taak.klaar(uitslag.waarde);
    else if (uitslag) taak.mislukt(uitslag.fout);
  });
  return taken.length;
}

function alleen(verbinding: Verbinding, taak: Taak): Uitslag {
  let gegeven = false;
  const een = (): Taak | undefined => {
    if (gegeven) return undefined;
    gegeven = true;
    return taak;
  };
  try {
    return inTransactie(verbinding, [], een)[0] as Uitslag;
  } catch (e) {
    return { fout: verbinding.fout(e) };
  }
}

/** @throws whatever made the whole transaction fail; it is rolled back then. */
function inTransactie(verbinding: Verbinding, taken: Taak[], volgende: () => Taak | undefined): readonly Uitslag[] {
  const { db } = verbinding;
  const uitslagen: Uitslag[] = [];
  const begin = performance.now();
  let taak = volgende();
  if (!taak) return uitslagen;
  taken.push(taak);
  try {
    db.exec('BEGIN IMMEDIATE');
    while (taak) {
      verbinding.merk();
      try {
        const waarde = verbinding.voerUit(taak.stappen());
        verbinding.behoud();
        uitslagen.push({ waarde });
      } catch (e) {
        if (!db.isTransaction) throw e;
        db.exec('ROLLBACK TO taak; RELEASE taak');
        uitslagen.push({ fout: verbinding.fout(e) });
      }
      taak = performance.now() - begin < GROEP_MS ? volgende() : undefined;
      if (taak) taken.push(taak);
    }
    db.exec('COMMIT');
    return uitslagen;
  } catch (e) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw e;
  }
}
