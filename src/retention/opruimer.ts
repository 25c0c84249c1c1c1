// Content goes when its time has passed (setting `bewaren.inhoud`): once an hour, in small transactions, so that it holds up nobody. Never decides what is still
// needed: the store does, message by message. Several nodes may do it side by side; what one did the other does not find any more.
import type { EventLog } from '../eventlog/port.ts';
import type { Store } from '../store/port.ts';

export interface OpruimerOpties {
  readonly store: Pick<Store, 'forgetContent' | 'sweepForgotten'>;
  readonly eventlog: Pick<EventLog, 'positions'>;
  /** Milliseconds that content stays after reception, as the configuration in force has it. */
  readonly bewaren: () => number;
  readonly nu: () => number;
  /** Ms between two rounds; default an hour. */
  readonly elke?: number;
  /** Messages a transaction; default 200. */
  readonly perKeer?: number;
  readonly onFout?: (fout: unknown) => void;
  /** Told of a round that did something, or found messages that must stay though their time has passed (parked, not published). */
  readonly gedaan?: (uit: Opgeruimd) => void;
}

export interface Opgeruimd {
  readonly vergeten: number;
  readonly gebleven: number;
  readonly dagen: readonly string[];
}

export interface Opruimer {
  /** One round now; rounds never overlap. */
  ronde(): Promise<Opgeruimd>;
  stop(): Promise<void>;
}

export function startOpruimer(o: OpruimerOpties): Opruimer {
  let gestopt = false;
  let bezig: Promise<Opgeruimd> | null = null;

  async function ruimOp(): Promise<Opgeruimd> {
    const nu = o.nu();
    const voor = nu - o.bewaren();
    // Before anything is looked at: a position that is read later could be of rows that were not.
    const posities = new Map((await o.eventlog.positions()).map((p) => [p.shard, p.acceptance]));
    let vergeten = 0;
    let gebleven = 0;
    for (const soort of ['bytes', 'spool'] as const) {
      let na: string | null = null;
      do {
        const uit: Awaited<ReturnType<Store['forgetContent']>> = await o.store.forgetContent({ soort, voor, na, max: o.perKeer ?? 200, tijd: new Date(nu).toISOString(), posities });
        vergeten += uit.vergeten;
        gebleven += uit.gebleven;
        na = uit.volgende;
      } while (na !== null && !gestopt);
    }
    const dagen = gestopt ? [] : await o.store.sweepForgotten(voor);
    const uit = { vergeten, gebleven, dagen };
    if (vergeten + gebleven + dagen.length > 0) o.gedaan?.(uit);
    return uit;
  }

  const ronde = (): Promise<Opgeruimd> => (bezig ??= ruimOp().finally(() => {
    bezig = null;
  }));
  const loop = (): void => void ronde().catch((e: unknown) => o.onFout?.(e));
  const elke = o.elke ?? 3_600_000;
  // A first one soon after the start: a hub that starts more often than it rounds would never come to it.
  const eerste = setTimeout(loop, Math.min(elke, 60_000));
  const timer = setInterval(loop, elke);
  eerste.unref();
  timer.unref();
  return {
    ronde,
    async stop() {
      gestopt = true;
      clearTimeout(eerste);
      clearInterval(timer);
      await bezig?.catch(() => undefined);
    },
  };
}
