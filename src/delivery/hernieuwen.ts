// Redrives of parked pairs, at a rate, one job at a time on a node. Takes up what was parked when it began and nothing that parks meanwhile, so that it ends.
// A crash costs the job and nothing else: what was taken up is on its way, the rest stays parked; giving the order again goes on from there.
// Every attempt is in the audit (`Store.redrive`); so are start, stop and end of the job, with filter, rate, reason, actor and counts.
import { randomUUID } from 'node:crypto';
import { setTimeout as wachtEven } from 'node:timers/promises';
import type { Geparkeerd, PaarVerwijzing, Store } from '../store/port.ts';
import { HernieuwFout, type Hernieuwing, type Hernieuwingen, type HernieuwOpdracht, type HernieuwStaat } from './port.ts';
import { Tempo } from './tempo.ts';

export interface HernieuwOpties {
  readonly store: Pick<Store, 'shards' | 'lastAcceptance' | 'parked' | 'parkedCounts' | 'redrive' | 'recordAudit'>;
  /** For what is written down; epoch ms. */
  readonly nu: () => number;
  /** For the rate: ms of a clock that does not go back. */
  readonly klok?: () => number;
  /** Resolves after so many ms, or when the signal says so. */
  readonly slaap?: (ms: number, signaal: AbortSignal) => Promise<void>;
  readonly onFout?: (fout: unknown) => void;
}

/** Pairs read at once. */
const BLAD = 500;
/** Pairs taken up side by side, so that at a high rate they share a commit. */
const SAMEN = 50;
/** Jobs that have ended and are still told of. */
const ONTHOUDEN = 20;

interface Werk {
  stand: Hernieuwing;
  readonly stop: AbortController;
  klaar: Promise<void>;
}

export function maakHernieuwingen(o: HernieuwOpties): Hernieuwingen & { sluit(): Promise<void> } {
  const klok = o.klok ?? (() => performance.now());
  const slaap = o.slaap ?? ((ms, signal) => wachtEven(ms, undefined, { signal }).catch(() => undefined));
  const jobs = new Map<string, Werk>();
  let dicht = false;
  let begint = false;
  const tijd = (): string => new Date(o.nu()).toISOString();
  const loopt = (): Werk | undefined => [...jobs.values()].find((w) => w.stand.staat === 'loopt');

  const audit = async (s: Hernieuwing, wat: 'begin' | 'stop' | 'einde', actor: string, meer: Record<string, unknown>): Promise<void> => {
    await o.store.recordAudit([{ stap: 'hernieuwing', tijd: tijd(), actor, details: { hernieuwing: s.id, wat, filter: s.filter, tempo: s.tempo, max: s.max, reden: s.reden, ...meer } }]);
  };

  /** One pair after the other in order of place; the rate is kept across pages. */
  const hernieuw = async (werk: Werk, grens: readonly number[]): Promise<void> => {
    const { stand: { filter, max, reden, actor, tempo: perSeconde }, stop } = werk;
    const tempo = new Tempo(perSeconde);
    const tel = (uit: readonly (object | null)[]): void => {
      const nieuw = uit.filter((r) => r !== null).length;
      werk.stand = { ...werk.stand, hernieuwd: werk.stand.hernieuwd + nieuw, overgeslagen: werk.stand.overgeslagen + uit.length - nieuw };
    };
    let na: PaarVerwijzing | undefined;
    for (;;) {
      const blad: readonly Geparkeerd[] = await o.store.parked({ ...filter, max: BLAD, ...(na ? { na } : {}) });
      na = blad.at(-1);
      // What parked after the start has a later number: it is for another job, and this one comes to an end.
      const rij = blad.filter((p) => p.nummer <= (grens[p.shard] ?? 0));
      for (let i = 0; i < rij.length; ) {
        const over = max === null ? SAMEN : Math.min(SAMEN, max - werk.stand.hernieuwd);
        if (stop.signal.aborted || over <= 0) return;
        const n = tempo.neem(klok(), Math.min(over, rij.length - i));
        if (n > 0) {
          const uit = await Promise.allSettled(rij.slice(i, i + n).map((p) => o.store.redrive(p, { tijd: tijd(), actor, reden })));
          tel(uit.flatMap((u) => (u.status === 'fulfilled' ? [u.value] : [])));
          for (const u of uit) if (u.status === 'rejected') throw u.reason;
          i += n;
        } else await slaap(tempo.wacht(klok()), stop.signal);
      }
      if (blad.length < BLAD || stop.signal.aborted) return;
    }
  };

  const voerUit = async (werk: Werk, grens: readonly number[]): Promise<void> => {
    let uitkomst: HernieuwStaat = 'klaar';
    try {
      await hernieuw(werk, grens);
      if (werk.stop.signal.aborted) uitkomst = 'gestopt';
    } catch (e) {
      uitkomst = 'mislukt';
      o.onFout?.(e);
    }
    werk.stand = { ...werk.stand, staat: uitkomst, geeindigd: tijd() };
    const { hernieuwd, overgeslagen, teDoen } = werk.stand;
    await audit(werk.stand, 'einde', 'hub', { uitkomst, teDoen, hernieuwd, overgeslagen }).catch((e: unknown) => o.onFout?.(e));
    const geweest = [...jobs.values()].filter((w) => w.stand.staat !== 'loopt');
    for (const w of geweest.slice(0, Math.max(0, geweest.length - ONTHOUDEN))) jobs.delete(w.stand.id);
  };

  return {
    proef: (filter) => o.store.parkedCounts(filter),
    async start(opdracht: HernieuwOpdracht) {
      if (dicht) throw new HernieuwFout('stopt');
      if (begint || loopt()) throw new HernieuwFout('bezig');
      begint = true;
      try {
        const grens = await Promise.all(Array.from({ length: o.store.shards }, (_, shard) => o.store.lastAcceptance(shard)));
        const er = (await o.store.parkedCounts(opdracht.filter)).reduce((n, t) => n + t.aantal, 0);
        const stand: Hernieuwing = { ...opdracht, id: randomUUID(), staat: 'loopt', begonnen: tijd(), geeindigd: null, teDoen: Math.min(er, opdracht.max ?? er), hernieuwd: 0, overgeslagen: 0 };
        await audit(stand, 'begin', stand.actor, { teDoen: stand.teDoen });
        if (dicht) throw new HernieuwFout('stopt');
        const werk: Werk = { stand, stop: new AbortController(), klaar: Promise.resolve() };
        jobs.set(stand.id, werk);
        werk.klaar = voerUit(werk, grens);
        return stand;
      } finally {
        begint = false;
      }
    },
    haal: (id) => jobs.get(id)?.stand ?? null,
    lijst: () => [...jobs.values()].map((w) => w.stand).reverse(),
    async stop(id, actor) {
      const werk = jobs.get(id);
      if (!werk) return null;
      if (werk.stand.staat === 'loopt' && !werk.stop.signal.aborted) {
        werk.stop.abort();
        await audit(werk.stand, 'stop', actor, { hernieuwd: werk.stand.hernieuwd }).catch((e: unknown) => o.onFout?.(e));
      }
      await werk.klaar;
      return werk.stand;
    },
    async sluit() {
      dicht = true;
      const werk = loopt();
      werk?.stop.abort();
      await werk?.klaar;
    },
  };
}

