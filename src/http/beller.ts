// The one place where a request becomes a caller: a bearer token, or a process on this machine. Certificates and OAuth will come here.
// A token is compared by its SHA-256 in constant time, against every row, so that time tells nothing; it is never kept or logged.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Beller } from '../intake/port.ts';
import type { Partij, Routing } from '../routing/port.ts';
import type { TokenRegel } from './opties.ts';
import { ApiFout } from './problem.ts';

export interface BellerOpties {
  readonly tokens: () => readonly TokenRegel[];
  /** Address the hub listens on. */
  readonly host: string;
  readonly routing: Routing;
  readonly klok: () => Date;
}

/** Is this address the machine's own (RFC 5735 §3, RFC 4291 §2.5.3)? */
export function isLoopback(adres: string): boolean {
  return adres === 'localhost' || adres === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(adres);
}

/** @throws Error when the hub would listen beyond loopback with nobody known, or a token's hash is not a SHA-256. */
export function maakBellerVan(opties: BellerOpties): (request: FastifyRequest) => Beller {
  const eigenMachine = isLoopback(opties.host);
  if (!eigenMachine && opties.tokens().length === 0) {
    throw new Error(`Luisteren op ${opties.host} zonder tokens kan niet: zet bellers in de configuratie, of luister op 127.0.0.1.`);
  }
  let gelezen: readonly TokenRegel[] = [];
  let regels: readonly { readonly regel: TokenRegel; readonly hash: Buffer }[] = [];
  const actueel = () => {
    const nu = opties.tokens();
    if (nu !== gelezen) {
      regels = nu.map((regel) => ({ regel, hash: hashVan(regel) }));
      gelezen = nu;
    }
    return regels;
  };
  actueel();

  return function bellerVan(request) {
    const kop = request.headers.authorization;
    if (kop === undefined) {
      if (eigenMachine && vanDezeMachine(request)) return { soort: 'operator' };
      throw geenToken('Geef een token mee: Authorization: Bearer <token>.');
    }
    const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(kop)?.[1];
    if (token === undefined) throw geenToken('De Authorization-kop heeft niet de vorm Bearer <token>.');
    const hash = createHash('sha256').update(token, 'utf8').digest();
    let gevonden: TokenRegel | null = null;
    for (const r of actueel()) if (timingSafeEqual(r.hash, hash)) gevonden = r.regel;
    if (!gevonden) throw geenToken('Dit token is niet bekend.');
    if (gevonden.partij === null) return { soort: 'operator' };
    const partij = zoekPartij(opties.routing, gevonden.partij, opties.klok());
    if (!partij) throw new ApiFout('KP_GEEN_TOEGANG', 'De partij van dit token staat niet (meer) in het register.');
    return { soort: 'partij', oin: partij.oin ?? partij.id, partij: partij.id };
  };
}

/** The caller's party, as it stands in the register now; null for an operator. */
export function partijVan(beller: Beller, routing: Routing): Partij | null {
  return beller.soort === 'partij' ? routing.party(beller.partij) : null;
}

/** Name of a caller for the audit, for limits and for `BerichtKop.beller`. */
export function naamVan(beller: Beller): string {
  return beller.soort === 'partij' ? beller.oin : beller.soort;
}

function zoekPartij(routing: Routing, idOfOin: string, nu: Date): Partij | null {
  return routing.party(idOfOin) ?? routing.findParty({ oin: idOfOin }, nu.toISOString().slice(0, 10));
}

function hashVan(regel: TokenRegel): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(regel.sha256)) throw new Error('Een token in de configuratie is geen SHA-256 van 64 hexadecimale tekens.');
  return Buffer.from(regel.sha256, 'hex');
}

function geenToken(detail: string): ApiFout {
  return new ApiFout('KP_TOKEN', detail, { koppen: { 'www-authenticate': 'Bearer realm="knooppunt"' } });
}

/**
 * A process on this machine, speaking for itself: not a proxy that passes on what others say, not another site's page in the
 * operator's browser (which can reach loopback, by name tricks too).
 */
function vanDezeMachine(request: FastifyRequest): boolean {
  const koppen = request.headers;
  if (!isLoopback(request.socket.remoteAddress ?? '')) return false;
  if (koppen.forwarded !== undefined || koppen['x-forwarded-for'] !== undefined || koppen['x-real-ip'] !== undefined || koppen.via !== undefined) return false;
  const host = koppen.host;
  if (host !== undefined && !/^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d+)?$/i.test(host)) return false;
  const site = koppen['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return koppen.origin === undefined || koppen.origin === `http://${host ?? ''}`;
}
