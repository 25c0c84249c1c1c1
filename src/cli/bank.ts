// The workbench for orders that need no running hub: the adapters of the configuration, and the official sets of the data folder where there are any.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { maakWerkbank } from '../intake/werkbank.ts';
import type { Werkbank } from '../intake/vertalen.ts';

/** Adapters named in the configuration file that is given or stands here; the product's own otherwise. Parties and subscriptions are not read. */
async function adaptersVan(opties: Record<string, unknown>): Promise<{ readonly adapters?: readonly string[]; readonly basis?: string }> {
  const bestand = typeof opties.config === 'string' ? opties.config : existsSync('knooppunt.yaml') ? 'knooppunt.yaml' : null;
  if (bestand === null) return {};
  const { loadConfig } = await import('../config/index.ts');
  const c = loadConfig({ bestand });
  return { adapters: c.adapters, basis: path.dirname(path.resolve(bestand)) };
}

export async function bankVoor(opties: Record<string, unknown>): Promise<Werkbank> {
  return maakWerkbank({ ...(await adaptersVan(opties)), dataMap: typeof opties.data === 'string' ? opties.data : 'data' });
}
