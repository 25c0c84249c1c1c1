// The workbench for orders that need no running hub.
import { maakWerkbank } from '../intake/werkbank.ts';
import type { Werkbank } from '../intake/vertalen.ts';

export async function bankVoor(opties: Record<string, unknown>): Promise<Werkbank> {
  void opties;
  const adapters = process.env.KNOOPPUNT_ADAPTERS?.split(',');
  return maakWerkbank(adapters ? { adapters } : {});
}
