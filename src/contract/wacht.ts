// Runs the kit in a worker thread with a watch beside it: an adapter that never comes back is a finding, not a command that hangs.
import { Worker } from 'node:worker_threads';
import { type Contractopties, type Contractuitslag, ContractFout, type Punt, type Puntuitslag } from './types.ts';
import { Verslag } from './verslag.ts';

/** From the worker: a check begins (`uitslag` null) or has ended; the whole has ended; or there is nothing to judge. */
export type Bericht =
  | { readonly soort: 'punt'; readonly punt: Punt; readonly uitslag: Puntuitslag | null }
  | { readonly soort: 'klaar'; readonly uitslag: Contractuitslag }
  | { readonly soort: 'contractfout'; readonly tekst: string };

export interface Wachtopties extends Contractopties {
  /** Milliseconds that one check may take before the adapter is taken to hang; default 120,000. */
  readonly perPunt?: number;
}

/** As `toetsAdapter`, and also ends when the adapter does not. @throws ContractFout */
export async function toetsMetWacht(map: string, opties: Wachtopties = {}): Promise<Contractuitslag> {
  const { voortgang, perPunt = 120_000, ...rest } = opties;
  const werker = new Worker(new URL('./werker.ts', import.meta.url), { workerData: { map, opties: rest } });
  const punten: Puntuitslag[] = [];
  let bezig: Punt = 'vorm';
  return new Promise<Contractuitslag>((klaar, mis) => {
    let wekker: NodeJS.Timeout;
    const eindig = (werk: () => void): void => {
      clearTimeout(wekker);
      werker.terminate().then(werk, werk);
    };
    const zet = (): void => {
      clearTimeout(wekker);
      wekker = setTimeout(() => {
        const v = new Verslag(bezig, 'de adapter komt tot een eind');
        v.meld(bezig, `geen antwoord binnen ${Math.round(perPunt / 1000)} s: de adapter blijft hangen`);
        const uitslag = v.klaar('afgebroken; verder niet getoetst');
        voortgang?.(bezig, uitslag);
        eindig(() => klaar({ adapter: '', map, goed: false, punten: [...punten, uitslag] }));
      }, perPunt);
    };
    zet();
    werker.on('message', (b: Bericht) => {
      if (b.soort === 'klaar') eindig(() => klaar(b.uitslag));
      else if (b.soort === 'contractfout') eindig(() => mis(new ContractFout(b.tekst)));
      else {
        bezig = b.punt;
        if (b.uitslag) punten.push(b.uitslag);
        voortgang?.(b.punt, b.uitslag);
        zet();
      }
    });
    werker.on('error', (e) => eindig(() => mis(e)));
  });
}
