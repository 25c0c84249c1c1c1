// Kills a hub without warning, again and again, at moments that chance chooses: some time after it has work, and one in five during its start.
import type { Knoop } from './knoop.ts';
import type { Toeval } from './toeval.ts';
import type { Verkeer } from './verkeer.ts';

const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));

/** Starts the hub, kills it `kills` times, and leaves it running. @returns how many kills more fell during a start @throws Error when it does not start */
export async function killsOnderLast({ hub, verkeer, toeval, kills }: { readonly hub: Knoop; readonly verkeer: Verkeer; readonly toeval: Toeval; readonly kills: number }): Promise<number> {
  let inStart = 0;
  let langsteStart = 0;
  const start = async (): Promise<void> => {
    const t = performance.now();
    verkeer.naar([await hub.begin()]);
    langsteStart = Math.max(langsteStart, performance.now() - t);
  };
  await start();
  for (let k = 0; k < kills; k++) {
    // Under load: so many acknowledgements after the start, and then at any moment of the next half second.
    const tot = verkeer.aantal + toeval.tussen(0, 150);
    for (let n = 0; n < 100 && verkeer.aantal < tot; n++) await wacht(50);
    await wacht(toeval.getal() * 500);
    verkeer.naar([]);
    await hub.dood();
    if (toeval.getal() < 0.2) {
      inStart += 1;
      const op = hub.start();
      await wacht(toeval.getal() * langsteStart);
      await hub.dood();
      await op;
    }
    await start();
  }
  await wacht(500);
  return inStart;
}
