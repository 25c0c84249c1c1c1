// Puts the parts together that checking and translating need, for the hub, the command line and the tests alike.
import { laadEventcatalogus } from '../canonical/eventschema.ts';
import { EIGEN_ADAPTERS, modellenVan } from '../canonical/vindplaats.ts';
import { maakLibxml2Validator } from '../xml/libxml2-validator.ts';
import { laadAdapters, maakRegister } from './register.ts';
import { officieleSchemas } from './officieel.ts';
import type { Werkbank } from './vertalen.ts';

export interface Werkbankopties {
  readonly adapters?: readonly string[];
  /** Folder that relative adapter names start from. */
  readonly basis?: string;
  /** Data folder whose installed official sets check as well. */
  readonly dataMap?: string;
}

/** @throws AdapterFout, TabelFout, or Error when schemas of the model are missing or an adapter's event types clash with it. */
export async function maakWerkbank(opties: Werkbankopties = {}): Promise<Werkbank> {
  const adapters = await laadAdapters(opties.adapters, opties.basis);
  const schemas = maakLibxml2Validator();
  const officieel = opties.dataMap === undefined ? null : officieleSchemas(opties.dataMap, schemas);
  const modellen = modellenVan(opties.adapters ?? EIGEN_ADAPTERS, opties.basis ?? process.cwd());
  return { register: maakRegister(adapters), schemas, catalogus: laadEventcatalogus(undefined, modellen), officieel };
}
