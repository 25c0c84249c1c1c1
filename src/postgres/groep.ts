// Group commit: many requests, one transaction, three round trips. Their steps run side by side; what they write is gathered and sent in bulk,
// what they read is asked for all at once. Requests of a group are independent (schrijver.ts sees to that), so any serial order gives the same.
// A result is handed out after the commit only (G1). Where a statement fails, each request runs once more alone, one statement at a time,
// so that one that fails never takes its neighbours along.
import type pg from 'pg';
import type { Opdracht, Rij, Stappen } from '../sqlite/stap.ts';
import type { Bundel, Samen } from './bundel.ts';
import { isBotsing, isOudPlan, isVerbroken, PostgresFout, postgresFout } from './fout.ts';
import { loop, voerUit } from './verbinding.ts';

export interface Taak {
  readonly stappen: () => Stappen<unknown>;
  /** Names of what it decides about: two requests that share one never run side by side, on any node. */
  readonly sloten: readonly string[];
  /** About how many bytes it writes. */
  readonly omvang: number;
  /** For the plan. */
  readonly bijzonder: unknown;
}

/** How one statement is answered inside a group. Statements without a rule run one by one. */
export type Regel<S> =
  /** Its rows are of no matter: gathered. `vul` may add values to it, and rows that the steps get at once. */
  | { readonly soort: 'later'; readonly bundel: Bundel; readonly vul?: (staat: S, waarden: readonly unknown[]) => { waarden: readonly unknown[]; rijen: readonly Rij[] } }
  | { readonly soort: 'samen'; readonly samen: Samen }
  /** Answered from what the group knows. `na`: only when every request has come as far, after `Groepsplan.voorNa`. */
  | { readonly soort: 'zelf'; readonly na?: true; readonly leest?: true; readonly doe: (staat: S, waarden: readonly unknown[]) => readonly Rij[] };

export type Doe = (sql: string, waarden: readonly unknown[]) => Promise<readonly Rij[]>;

export interface Groepsplan<S> {
  /** Keys: the statement objects that steps yield. Gathered writes go in the order of this map. */
  readonly regels: ReadonlyMap<unknown, Regel<S>>;
  /** Locks, checks and what the group has to know. Returns errors for requests that may not run. `alleen`: one request, without rules. */
  begin(doe: Doe, taken: readonly Taak[], alleen: boolean): Promise<{ staat: S; geweigerd: ReadonlyMap<Taak, PostgresFout> }>;
  voorNa(doe: Doe, staat: S, taken: readonly Taak[]): Promise<void>;
  /** The last statements before the commit. */
  einde(staat: S, gedaan: readonly { taak: Taak; waarde: unknown }[], alleen: boolean): readonly { sql: string; waarden: readonly unknown[] }[];
}

export type Uitslag = { readonly waarde: unknown } | { readonly fout: PostgresFout };

interface Loper {
  readonly taak: Taak;
  readonly gen: Stappen<unknown>;
  wacht: Opdracht | null;
  schreef: boolean;
  uitslag: Uitslag | null;
}

/** A request failed after it had written: the group has to be done again without it. */
class Herstart extends Error {
  readonly taak: Taak;
  readonly fout: PostgresFout;
  constructor(taak: Taak, fout: PostgresFout) {
    super(fout.message);
    this.taak = taak;
    this.fout = fout;
  }
}

const BOTSINGEN = 5;

/** @throws PostgresFout `onbereikbaar` when the connection is of no more use: the caller drops it; what was under way may or may not stand. */
export async function voerGroepUit<S>(client: pg.Client, plan: Groepsplan<S>, taken: readonly Taak[]): Promise<ReadonlyMap<Taak, Uitslag>> {
  const uitslagen = new Map<Taak, Uitslag>();
  let rest = [...taken];
  for (let keer = 0; rest.length > 0; keer++) {
    try {
      for (const [taak, uitslag] of await eenTransactie(client, plan, rest)) uitslagen.set(taak, uitslag);
      return uitslagen;
    } catch (e) {
      if (isVerbroken(e) || isOudPlan(e)) throw e;
      if (e instanceof Herstart) {
        uitslagen.set(e.taak, { fout: e.fout });
        rest = rest.filter((t) => t !== e.taak);
      } else if (!isBotsing(e) || keer >= BOTSINGEN) break;
    }
  }
  for (const taak of rest) uitslagen.set(taak, await alleen(client, plan, taak));
  return uitslagen;
}

async function alleen<S>(client: pg.Client, plan: Groepsplan<S>, taak: Taak): Promise<Uitslag> {
  const doe: Doe = (sql, waarden) => voerUit(client, sql, waarden);
  for (let keer = 0; ; keer++) {
    try {
      await client.query('BEGIN');
      const { staat, geweigerd } = await plan.begin(doe, [taak], true);
      const fout = geweigerd.get(taak);
      if (fout) throw fout;
      const waarde = await loop(taak.stappen(), (o) => doe(o.vraag.sql, o.waarden));
      for (const o of plan.einde(staat, [{ taak, waarde }], true)) await doe(o.sql, o.waarden);
      await bevestig(client);
      return { waarde };
    } catch (e) {
      if (isVerbroken(e) || isOudPlan(e)) throw e;
      await client.query('ROLLBACK');
      if (!isBotsing(e) || keer >= BOTSINGEN) return { fout: postgresFout(e) };
    }
  }
}

/** A commit of a transaction that failed before answers ROLLBACK without an error. */
async function bevestig(client: pg.Client): Promise<void> {
  const r = await client.query('COMMIT');
  if (r.command !== 'COMMIT') throw new PostgresFout('intern', 'PostgreSQL heeft de transactie niet vastgelegd.');
}

async function eenTransactie<S>(client: pg.Client, plan: Groepsplan<S>, taken: readonly Taak[]): Promise<ReadonlyMap<Taak, Uitslag>> {
  const onderweg: Promise<unknown>[] = [];
  // The first that fails is the cause; those behind it only say that the transaction is aborted.
  let oorzaak: unknown;
  const volg = <T>(p: Promise<T>): Promise<T> => {
    onderweg.push(p.catch((e: unknown) => void (oorzaak ??= e)));
    return p;
  };
  const doe: Doe = (sql, waarden) => volg(voerUit(client, sql, waarden));
  try {
    void volg(client.query('BEGIN')).catch(() => undefined);
    const { staat, geweigerd } = await plan.begin(doe, taken, false);
    const groep = new Groep(plan, staat, doe, taken, geweigerd);
    await groep.loopAf();
    const gedaan = groep.lopers.flatMap((l) => (l.uitslag && 'waarde' in l.uitslag ? [{ taak: l.taak, waarde: l.uitslag.waarde }] : []));
    groep.spoel();
    for (const o of plan.einde(staat, gedaan, false)) void doe(o.sql, o.waarden).catch(() => undefined);
    await volg(bevestig(client));
    return new Map([...[...geweigerd].map(([t, fout]) => [t, { fout }] as const), ...groep.lopers.map((l) => [l.taak, l.uitslag as Uitslag] as const)]);
  } catch (e) {
    await Promise.all(onderweg);
    if (!isVerbroken(oorzaak ?? e)) await client.query('ROLLBACK');
    throw oorzaak ?? e;
  }
}

class Groep<S> {
  readonly lopers: readonly Loper[];
  readonly #plan: Groepsplan<S>;
  readonly #staat: S;
  readonly #doe: Doe;
  readonly #bundels = new Map<Regel<S>, (readonly unknown[])[]>();
  #na = false;

  constructor(plan: Groepsplan<S>, staat: S, doe: Doe, taken: readonly Taak[], geweigerd: ReadonlyMap<Taak, PostgresFout>) {
    this.#plan = plan;
    this.#staat = staat;
    this.#doe = doe;
    this.lopers = taken.filter((t) => !geweigerd.has(t)).map((taak) => ({ taak, gen: taak.stappen(), wacht: null, schreef: false, uitslag: null }));
  }

  /** Runs every request to its end; what they wrote last is still gathered then. */
  async loopAf(): Promise<void> {
    for (const l of this.lopers) this.#verder(l, undefined);
    for (;;) {
      const wachtend = this.lopers.filter((l) => l.wacht !== null);
      if (wachtend.length === 0) return;
      const vrij = wachtend.filter((l) => !this.#isNa(l));
      if (vrij.length > 0) await this.#ronde(vrij);
      else {
        if (!this.#na) {
          this.spoel();
          await this.#plan.voorNa(this.#doe, this.#staat, this.lopers.filter((l) => l.uitslag === null).map((l) => l.taak));
          this.#na = true;
        }
        for (const l of wachtend) this.#verder(l, this.#zelf(l.wacht as Opdracht));
      }
    }
  }

  /** Sends what is gathered, without waiting for it. */
  spoel(): void {
    for (const regel of this.#plan.regels.values()) {
      const rijen = this.#bundels.get(regel);
      if (!rijen || regel.soort !== 'later') continue;
      this.#bundels.delete(regel);
      void this.#doe(regel.bundel.sql, regel.bundel.waarden(rijen)).catch(() => undefined);
    }
  }

  #isNa(l: Loper): boolean {
    const regel = this.#plan.regels.get(l.wacht?.vraag);
    return regel?.soort === 'zelf' && regel.na === true && !this.#na;
  }

  #zelf(o: Opdracht): readonly Rij[] {
    const regel = this.#plan.regels.get(o.vraag);
    return regel?.soort === 'zelf' ? regel.doe(this.#staat, o.waarden) : [];
  }

  /** One answer for each that waits, all asked before the first is waited for. */
  async #ronde(lopers: readonly Loper[]): Promise<void> {
    const perVraag = new Map<unknown, Loper[]>();
    for (const l of lopers) perVraag.set(l.wacht?.vraag, [...(perVraag.get(l.wacht?.vraag) ?? []), l]);
    const antwoorden: { l: Loper; rijen: Promise<readonly Rij[]> }[] = [];
    for (const [vraag, groep] of perVraag) {
      const regel = this.#plan.regels.get(vraag);
      const opdrachten = groep.map((l) => l.wacht as Opdracht);
      this.#spoelVoor((opdrachten[0] as Opdracht).vraag.sql);
      if (regel?.soort === 'samen') {
        const allen = this.#doe(regel.samen.sql, regel.samen.waarden(opdrachten.map((o) => o.waarden))).then((r) => regel.samen.verdeel(r, groep.length));
        groep.forEach((l, i) => antwoorden.push({ l, rijen: allen.then((r) => r[i] as readonly Rij[]) }));
      } else {
        groep.forEach((l, i) => {
          const o = opdrachten[i] as Opdracht;
          l.schreef = true;
          antwoorden.push({ l, rijen: this.#doe(o.vraag.sql, o.waarden) });
        });
      }
    }
    const rijen = await Promise.all(antwoorden.map((a) => a.rijen));
    antwoorden.forEach(({ l }, i) => this.#verder(l, rijen[i] as readonly Rij[]));
  }

  /** A read sees what was written before it: gathered rows of its tables go first. */
  #spoelVoor(sql: string): void {
    for (const regel of this.#bundels.keys()) {
      if (regel.soort !== 'later' || !sql.includes(`"${regel.bundel.tabel}"`)) continue;
      this.spoel();
      return;
    }
  }

  /** Goes on until the request waits for the database, or for the others, or has ended. */
  #verder(l: Loper, rijen: readonly Rij[] | undefined): void {
    l.wacht = null;
    try {
      let stap = rijen === undefined ? l.gen.next() : l.gen.next(rijen);
      while (!stap.done) {
        const o = stap.value;
        const regel = this.#plan.regels.get(o.vraag);
        if (!regel || regel.soort === 'samen' || (regel.soort === 'zelf' && regel.na && !this.#na)) {
          l.wacht = o;
          return;
        }
        if (regel.soort === 'zelf') {
          if (!regel.leest) l.schreef = true;
          stap = l.gen.next(regel.doe(this.#staat, o.waarden));
        } else {
          l.schreef = true;
          const { waarden, rijen: terug } = regel.vul?.(this.#staat, o.waarden) ?? { waarden: o.waarden, rijen: [] };
          const lijst = this.#bundels.get(regel);
          if (lijst) lijst.push(waarden);
          else this.#bundels.set(regel, [waarden]);
          stap = l.gen.next(terug);
        }
      }
      l.uitslag = { waarde: stap.value };
    } catch (e) {
      const fout = postgresFout(e);
      if (l.schreef) throw new Herstart(l.taak, fout);
      l.uitslag = { fout };
    }
  }
}
