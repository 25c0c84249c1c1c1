// The other side of wacht.ts: runs the kit and reports each check. Nothing but plain data crosses.
import { parentPort, workerData } from 'node:worker_threads';
import { toetsAdapter } from './kit.ts';
import { ContractFout, type Contractopties } from './types.ts';
import type { Bericht } from './wacht.ts';

const { map, opties } = workerData as { readonly map: string; readonly opties: Contractopties };
const zend = (b: Bericht): void => parentPort?.postMessage(b);

try {
  zend({ soort: 'klaar', uitslag: await toetsAdapter(map, { ...opties, voortgang: (punt, uitslag) => zend({ soort: 'punt', punt, uitslag }) }) });
} catch (e) {
  if (!(e instanceof ContractFout)) throw e;
  zend({ soort: 'contractfout', tekst: e.message });
}
