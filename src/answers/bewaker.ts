// The watch over messages that wait for an answer: what is past its deadline expires, at start and every minute after (docs/design/terugweg.md, "Expectations").
// Needs no leader: the store expires each once, whichever node asks. Says how many, never which or whose; a store that is away only delays it.
import type { Store } from '../store/port.ts';

export interface BewakerOpties {
  readonly store: Pick<Store, 'expireExpectations'>;
  readonly klok: () => Date;
  /** Told after each batch in which something expired, with how many. */
  readonly verlopen: (aantal: number) => void;
  readonly onFout: (e: unknown) => void;
  /** Ms between two sweeps; default a minute. */
  readonly interval?: number;
  /** Most in one transaction; default 500. */
  readonly batch?: number;
}

export interface Bewaker {
  /** One sweep, until nothing is past its deadline any more; returns how many expired. */
  veeg(): Promise<number>;
  /** No sweep begins after this; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

export function startBewaker(o: BewakerOpties): Bewaker {
  const batch = o.batch ?? 500;
  let gestopt = false;
  let bezig: Promise<number> | null = null;

  async function ronde(): Promise<number> {
    let totaal = 0;
    while (!gestopt) {
      const weg = await o.store.expireExpectations(o.klok().toISOString(), batch);
      if (weg.length > 0) o.verlopen(weg.length);
      totaal += weg.length;
      // Fewer may mean that another node took some of them: it goes on itself, and so does the next sweep.
      if (weg.length < batch) break;
    }
    return totaal;
  }

  const veeg = (): Promise<number> => (bezig ??= ronde().finally(() => { bezig = null; }));
  const tik = (): void => {
    if (!bezig) void veeg().catch(o.onFout);
  };
  const klok = setInterval(tik, o.interval ?? 60_000);
  klok.unref();
  tik();
  return {
    veeg,
    async stop() {
      gestopt = true;
      clearInterval(klok);
      await bezig?.catch(() => undefined);
    },
  };
}
