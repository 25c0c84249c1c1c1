// Waiting in the scenario: for what a simulator has seen, with a generous limit and a cause that says what did not come.
import type { Simulator } from '../../../src/simulators/port.ts';

/** @throws Error (Dutch) when it does not become so in time. */
export async function tot(wat: string, waar: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const einde = performance.now() + ms;
  while (!(await waar())) {
    if (performance.now() > einde) throw new Error(`${wat} kwam niet binnen ${ms / 1000} s`);
    await new Promise((klaar) => setTimeout(klaar, 15));
  }
}

/** Until it took this in: `webhook levering-gestart WMO305`, a message type. */
export const gekregen = (s: Simulator, bericht: string, aantal = 1): Promise<void> => tot(`${bericht} bij ${s.naam}`, () => (s.stand().perBericht[`in ${bericht} aanvaard`] ?? 0) >= aantal);
