// The engine behind `port.ts`: a line for each endpoint that is called, made at the first call and anew when its settings change.
// Knows no store and no standard, and decides nothing.
import { Lijn } from './lijn.ts';
import type { Eindpunt, Uitgang } from './port.ts';

export interface UitgangOpties {
  /** Epoch ms. */
  readonly nu?: () => number;
  /** False: the caller has a breaker of its own. */
  readonly onderbreker?: boolean;
  /** Ms that `close` waits for what is under way. */
  readonly geduld?: number;
}

const GEDULD = 10_000;

export function maakUitgang(opties: UitgangOpties = {}): Uitgang {
  const nu = opties.nu ?? Date.now;
  const lijnen = new Map<string, Lijn>();
  const vertrekkend = new Set<Promise<void>>();
  const laatVertrekken = (l: Lijn): void => {
    // What is under way there has its own time limit.
    const p = l.close(l.eindpunt.tijdslimiet).finally(() => vertrekkend.delete(p));
    vertrekkend.add(p);
  };
  let gesloten: Promise<unknown> | null = null;

  const lijnVan = (e: Eindpunt): Lijn => {
    const er = lijnen.get(e.naam);
    if (er && zelfde(er.eindpunt, e)) return er;
    if (er) laatVertrekken(er);
    const onderbreker = opties.onderbreker === false ? null : er && er.eindpunt.url === e.url ? er.onderbreker : undefined;
    const nieuw = new Lijn(e, nu, onderbreker);
    lijnen.set(e.naam, nieuw);
    return nieuw;
  };

  return {
    async call(e, v, o) {
      if (gesloten) return { soort: 'fout', oorzaak: 'netwerk' };
      return await lijnVan(e).call(v, o?.signaal);
    },
    stand: () => [...lijnen].map(([naam, l]) => ({ naam, bezig: l.bezig, open: l.open })),
    async close() {
      await (gesloten ??= Promise.all([...[...lijnen.values()].map((l) => l.close(opties.geduld ?? GEDULD)), ...vertrekkend]));
    },
  };
}

function zelfde(a: Eindpunt, b: Eindpunt): boolean {
  return a.url === b.url && a.tijdslimiet === b.tijdslimiet && a.maxOnderweg === b.maxOnderweg && a.priveAdressen === b.priveAdressen && a.maxAntwoord === b.maxAntwoord;
}
