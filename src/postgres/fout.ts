// What PostgreSQL and the network say, in the few words that callers act on. The text names the cause, never a value of a row.
// Unknown errors stay `intern`: nothing is called passing that may stay wrong.

import { SqliteFout } from '../sqlite/kamer.ts';

/**
 * `vol`: disk full. `onbereikbaar`: no server, no connection, no answer in time, read-only, or a store that this version cannot use.
 * `lease`: another node took over the shard. `intern`: the rest.
 */
export type PostgresFoutcode = 'vol' | 'onbereikbaar' | 'lease' | 'intern';

export class PostgresFout extends Error {
  readonly code: PostgresFoutcode;
  /** SQLSTATE or the network's code, for the log. */
  readonly oorzaak: string | null;
  constructor(code: PostgresFoutcode, message: string, oorzaak: string | null = null) {
    super(message);
    this.name = 'PostgresFout';
    this.code = code;
    this.oorzaak = oorzaak;
  }
}

/** The server is going, coming, full of connections, or a standby: it may be well a moment later. */
const WEG = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '53200', '25006', '25P03', '25P04', '3D000', '28P01', '28000']);
/** Waited for longer than we allow. */
const TE_LANG = new Set(['55P03', '57014']);
const NETWERK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED', 'ENOENT']);
const VERBROKEN = /connection terminated|terminating connection|timeout exceeded|query read timeout|not queryable|connection ended|client was closed|client has encountered/i;

function codeVan(e: unknown): string {
  const code = (e as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** True when the connection itself is lost or unusable: what ran on it may or may not have been committed. */
export function isVerbroken(e: unknown): boolean {
  if (e instanceof PostgresFout) return e.code === 'onbereikbaar';
  const code = codeVan(e);
  return code.startsWith('08') || WEG.has(code) || NETWERK.has(code) || (code === '' && e instanceof Error && VERBROKEN.test(e.message));
}

/** A plan prepared before another version changed the table: only a new connection forgets it. */
export function isOudPlan(e: unknown): boolean {
  return codeVan(e) === '0A000' && e instanceof Error && /cached plan/.test(e.message);
}

/** Two transactions in each other's way; nothing was written and the same again may pass. */
export function isBotsing(e: unknown): boolean {
  return ['40001', '40P01'].includes(codeVan(e));
}

export function postgresFout(e: unknown): PostgresFout {
  if (e instanceof PostgresFout) return e;
  // What the steps themselves object to; they name it so for both engines.
  if (e instanceof SqliteFout) return new PostgresFout('intern', e.message);
  const code = codeVan(e);
  if (code === '53100') return new PostgresFout('vol', 'De schijf van PostgreSQL is vol; er is niets opgeslagen.', code);
  if (TE_LANG.has(code)) return new PostgresFout('onbereikbaar', `PostgreSQL antwoordt niet op tijd (${code}).`, code);
  if (isVerbroken(e)) return new PostgresFout('onbereikbaar', `PostgreSQL is niet bereikbaar (${code || 'verbinding verbroken'}).`, code || null);
  // The message of a constraint or a cast may hold values of a row: the code and the constraint's name must do.
  if (code !== '') {
    const constraint = (e as { constraint?: unknown }).constraint;
    return new PostgresFout('intern', `PostgreSQL ${code}${typeof constraint === 'string' ? ` (${constraint})` : ''}`, code);
  }
  return new PostgresFout('intern', e instanceof Error ? `${e.name}: ${e.message}` : String(e));
}
