// The data folder that an order is about: --data, else the configuration's.
import path from 'node:path';
import { loadConfig } from '../config/index.ts';

export function dataMapVan(opties: Record<string, unknown>): string {
  if (typeof opties.data === 'string') return path.resolve(opties.data);
  return path.resolve(loadConfig(typeof opties.config === 'string' ? { bestand: opties.config } : {}).opslag.map);
}
