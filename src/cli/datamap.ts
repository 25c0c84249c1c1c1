// The data folder that an order is about: --data, else the configuration's.
import path from 'node:path';
import { type LoadOpties, loadConfig } from '../config/index.ts';

export function dataMapVan(opties: Record<string, unknown>): string {
  if (typeof opties.data === 'string') return path.resolve(opties.data);
  return path.resolve(loadConfig(typeof opties.config === 'string' ? { bestand: opties.config } : {}).opslag.map);
}

/** The options with which the configuration of an order is loaded. */
export function configOpties(opties: Record<string, unknown>): LoadOpties {
  return { ...(typeof opties.config === 'string' ? { bestand: opties.config } : {}), ...(typeof opties.data === 'string' ? { data: opties.data } : {}) };
}
