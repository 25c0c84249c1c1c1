// What routes share: their context, and how a party's right to read is asked. No route knows another.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Beller } from '../../intake/port.ts';
import type { LichaamOpties } from '../lichaam.ts';
import type { HttpDeps } from '../opties.ts';
import { ApiFout } from '../problem.ts';
import type { Wachtkamer } from '../wachtkamer.ts';

export interface Context {
  readonly deps: HttpDeps;
  readonly lichaam: LichaamOpties;
  /** Public address without a slash at the end; known once the hub listens. */
  readonly basisUrl: () => string;
  readonly stopt: () => boolean;
  /** Who calls, by the tokens and parties in force now. @throws ApiFout */
  readonly bellerVan: (request: FastifyRequest) => Beller;
  readonly wachtkamer: Wachtkamer;
}

export type Routes = (app: FastifyInstance, context: Context) => void;

/** The caller of a route that asked for one. */
export function bellerUit(request: { readonly beller: Beller | null }): Beller {
  if (!request.beller) throw new ApiFout('KP_TOKEN');
  return request.beller;
}

/** Identifiers as the API takes them: OIN of 20 positions (letters occur in its middle part), municipality code of 4 digits. */
export const OIN_PATROON = '^[0-9A-Za-z]{20}$';
export const GEMEENTE_PATROON = '^[0-9]{4}$';
export const UUID_PATROON = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
export const SHA256_PATROON = '^[0-9a-f]{64}$';
