// One worker thread as promises. A thread that dies fails every open request as `onbereikbaar`; it is never restarted in silence,
// because whoever asked cannot know whether the commit happened.
import { Worker } from 'node:worker_threads';
import { SqliteFout } from './kamer.ts';
import type { Antwoord, Bericht, Start } from './protocol.ts';

interface Open {
  readonly klaar: (waarde: unknown) => void;
  readonly mislukt: (fout: SqliteFout) => void;
}

type Vraagbaar<B> = B extends Bericht ? Omit<B, 'id'> : never;

export class Draad {
  readonly #worker: Worker;
  readonly #open = new Map<number, Open>();
  readonly #gestart: Promise<unknown>;
  #id = 0;
  #dood: SqliteFout | null = null;

  constructor(start: Start) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start, name: `sqlite-${start.soort}` });
    this.#gestart = new Promise((klaar, mislukt) => this.#open.set(0, { klaar, mislukt }));
    this.#worker.on('message', (a: Antwoord) => this.#ontvang(a));
    this.#worker.on('error', (e) => this.#sterf(e instanceof Error ? e.message : String(e)));
    this.#worker.on('exit', (code) => this.#sterf(`thread gestopt (${code})`));
  }

  /** @throws SqliteFout when the thread could not open the file. */
  async gestart(): Promise<void> {
    await this.#gestart;
  }

  stuur(bericht: Vraagbaar<Bericht>): Promise<unknown> {
    if (this.#dood) return Promise.reject(this.#dood);
    const id = ++this.#id;
    return new Promise((klaar, mislukt) => {
      this.#open.set(id, { klaar, mislukt });
      this.#worker.postMessage({ ...bericht, id });
    });
  }

  /** Ends the thread after everything that was asked before. */
  async sluit(): Promise<void> {
    if (this.#dood) return;
    await this.stuur({ soort: 'sluit' });
    this.#dood = new SqliteFout('onbereikbaar', 'De opslag is gesloten.');
    await this.#worker.terminate();
  }

  #ontvang(a: Antwoord): void {
    const open = this.#open.get(a.id);
    this.#open.delete(a.id);
    if ('fout' in a) open?.mislukt(new SqliteFout(a.fout.code, a.fout.message));
    else open?.klaar(a.waarde);
  }

  #sterf(reden: string): void {
    this.#dood ??= new SqliteFout('onbereikbaar', `De opslag is weggevallen: ${reden}`);
    for (const open of this.#open.values()) open.mislukt(this.#dood);
    this.#open.clear();
  }
}
