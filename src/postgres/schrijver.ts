// The one writing connection of a node: a queue, groups of independent requests (groep.ts), connecting again after a loss.
// While one group waits for the disk the next requests gather. Without a connection every request fails at once as `onbereikbaar`:
// whoever asked decides whether to try again; nothing is kept here that could be lost.
import type pg from 'pg';
import { isOudPlan, isVerbroken, PostgresFout, postgresFout } from './fout.ts';
import { voerGroepUit, type Groepsplan, type Taak } from './groep.ts';
import { verbind, type PostgresOpties } from './verbinding.ts';

/** Most requests, and about the most bytes, of one commit. */
const MAX_TAKEN = 256;
const MAX_OMVANG = 8 * 1024 * 1024;

interface Wachtend {
  readonly taak: Taak;
  readonly klaar: (waarde: unknown) => void;
  readonly mislukt: (fout: PostgresFout) => void;
}

export class Schrijver<S> {
  readonly #opties: PostgresOpties;
  readonly #plan: Groepsplan<S>;
  readonly #begin: (client: pg.Client) => Promise<void>;
  #client: pg.Client | null = null;
  #wachtrij: Wachtend[] = [];
  #bezig: Promise<void> | null = null;
  #dicht = false;
  #laatsteFout: string | null = null;

  /** `begin` runs on every new connection before anything else; what it throws keeps the connection from being used. */
  constructor(opties: PostgresOpties, plan: Groepsplan<S>, begin: (client: pg.Client) => Promise<void>) {
    this.#opties = opties;
    this.#plan = plan;
    this.#begin = begin;
  }

  /** Null while the last attempt went well. */
  get laatsteFout(): string | null {
    return this.#laatsteFout;
  }

  /** @throws PostgresFout; `onbereikbaar` during a commit leaves open whether it stands, a repeat finds out. */
  schrijf<T>(taak: Taak): Promise<T> {
    if (this.#dicht) return Promise.reject(new PostgresFout('onbereikbaar', 'De opslag is gesloten.'));
    return new Promise<T>((klaar, mislukt) => {
      this.#wachtrij.push({ taak, klaar: klaar as (w: unknown) => void, mislukt });
      this.#bezig ??= this.#werk();
    });
  }

  /** Connects and prepares the connection, so that a start fails here and not at the first message. */
  async open(): Promise<void> {
    await this.#verbonden();
  }

  /** Finishes what was asked. */
  async close(): Promise<void> {
    this.#dicht = true;
    while (this.#bezig) await this.#bezig;
    await this.#laatLos();
  }

  async #werk(): Promise<void> {
    while (this.#wachtrij.length > 0) {
      // What arrives in the same turn of the loop belongs to one commit.
      await new Promise((klaar) => setImmediate(klaar));
      let client: pg.Client;
      try {
        client = await this.#verbonden();
      } catch (e) {
        this.#faal(this.#wachtrij.splice(0), postgresFout(e));
        continue;
      }
      await this.#groep(client, this.#volgende());
    }
    // In the same turn as the last look at the queue: who comes after it starts the work anew.
    this.#bezig = null;
  }

  async #groep(eerste: pg.Client, groep: readonly Wachtend[]): Promise<void> {
    let client = eerste;
    for (let keer = 0; ; keer++) {
      try {
        const uitslagen = await voerGroepUit(client, this.#plan, groep.map((w) => w.taak));
        this.#laatsteFout = null;
        for (const u of uitslagen.values()) if ('fout' in u && u.fout.code === 'vol') this.#laatsteFout = u.fout.message;
        for (const w of groep) {
          const u = uitslagen.get(w.taak);
          if (u && 'waarde' in u) w.klaar(u.waarde);
          else w.mislukt(u?.fout ?? new PostgresFout('intern', 'geen uitslag'));
        }
        return;
      } catch (e) {
        await this.#laatLos();
        // Rolled back whole by the server, and well on a connection that has prepared nothing yet.
        if (isOudPlan(e) && keer === 0) {
          try {
            client = await this.#verbonden();
            continue;
          } catch (e2) {
            return this.#faal(groep, postgresFout(e2));
          }
        }
        return this.#faal(groep, isVerbroken(e) ? postgresFout(e) : new PostgresFout('intern', postgresFout(e).message));
      }
    }
  }

  #faal(wachtend: readonly Wachtend[], fout: PostgresFout): void {
    this.#laatsteFout = fout.message;
    for (const w of wachtend) w.mislukt(fout);
  }

  /** The first requests that share no lock, in order; one that has to wait also holds back those after it that share its lock. */
  #volgende(): readonly Wachtend[] {
    const groep: Wachtend[] = [];
    const rest: Wachtend[] = [];
    const bezet = new Set<string>();
    let omvang = 0;
    let vol = false;
    for (const w of this.#wachtrij) {
      vol ||= groep.length >= MAX_TAKEN || (groep.length > 0 && omvang + w.taak.omvang > MAX_OMVANG);
      if (vol || w.taak.sloten.some((s) => bezet.has(s))) rest.push(w);
      else {
        groep.push(w);
        omvang += w.taak.omvang;
      }
      for (const s of w.taak.sloten) bezet.add(s);
    }
    this.#wachtrij = rest;
    return groep;
  }

  async #verbonden(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    // A connection can be lost before it was handed over.
    let client: pg.Client | null = null;
    client = await verbind(this.#opties, () => {
      if (client && this.#client === client) this.#client = null;
    }, true);
    try {
      await this.#begin(client);
    } catch (e) {
      await client.end().catch(() => undefined);
      throw e;
    }
    this.#client = client;
    return client;
  }

  async #laatLos(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client) await Promise.race([client.end().catch(() => undefined), new Promise((klaar) => setTimeout(klaar, 1_000).unref())]);
  }
}
