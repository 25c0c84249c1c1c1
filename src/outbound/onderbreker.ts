// The breaker of one endpoint (cockatiel): opens after failures in a row, then one call is let through, after a while that grows each time that one fails.
// Whoever comes meanwhile hears so at once and waits for nobody.
import { CircuitState, type CircuitBreakerPolicy, circuitBreaker, ConsecutiveBreaker, handleWhenResult, type IBackoff } from 'cockatiel';
import type { Oproep } from './port.ts';

const DREMPEL = 5;
const OPEN_BEGIN = 30_000;
const OPEN_HOOGSTENS = 300_000;

/** Cockatiel reads the clock of the system and compares with `duration`: asked at that moment, so that it is our clock that decides. */
function open(duur: number, nu: () => number): IBackoff<unknown> {
  const tot = nu() + duur;
  return {
    get duration() {
      return nu() < tot ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
    next: () => open(Math.min(duur * 2, OPEN_HOOGSTENS), nu),
  };
}

/** True for what says that the endpoint is in trouble. An application's own fault (SOAP: 500 with XML) is an answer. */
export function faalt(o: Oproep): boolean {
  if (o.soort === 'fout') return o.oorzaak === 'netwerk' || o.oorzaak === 'tijd';
  if (o.status === 500) return !/[/+]xml\b/i.test(o.contentType);
  return o.status === 408 || o.status === 429 || o.status > 500;
}

/** @param nu ms, of any clock that only goes forward */
export function maakOnderbreker(nu: () => number): CircuitBreakerPolicy {
  return circuitBreaker(handleWhenResult((r) => faalt(r as Oproep)), { breaker: new ConsecutiveBreaker(DREMPEL), halfOpenAfter: { next: () => open(OPEN_BEGIN, nu) } });
}

/** Not closed: the endpoint is left alone, or tried by one call. */
export const isOpen = (b: CircuitBreakerPolicy): boolean => b.state !== CircuitState.Closed;
/** One call tries whether the endpoint is there again. */
export const isProef = (b: CircuitBreakerPolicy): boolean => b.state === CircuitState.HalfOpen;
