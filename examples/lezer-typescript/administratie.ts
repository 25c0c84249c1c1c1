// The back office's own books, here one SQLite file: which events were done, and what they led to. One transaction holds both, so that a crash at any
// moment leaves an event either done or not: what is read again is recognised by its id. Replace `boek` by your own work.
import { DatabaseSync } from 'node:sqlite';
import type { Event } from './event.ts';

export class Administratie {
  readonly #db: DatabaseSync;

  constructor(bestand: string) {
    this.#db = new DatabaseSync(bestand);
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS gedaan (id TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS boek (nr INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, onderwerp TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS plek (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL)`);
  }

  /** Does a page (or one event) and remembers where reading goes on, all or nothing. Returns how many were new. */
  verwerk(events: readonly Event[], plek?: { readonly naam: string; readonly waarde: string }): number {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      let nieuw = 0;
      for (const e of events) {
        if (this.#db.prepare('INSERT INTO gedaan (id) VALUES (?) ON CONFLICT DO NOTHING').run(e.id).changes === 0) continue;
        this.#boek(e);
        nieuw += 1;
      }
      if (plek) this.#db.prepare('INSERT INTO plek (naam, waarde) VALUES (?, ?) ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde').run(plek.naam, plek.waarde);
      this.#db.exec('COMMIT');
      return nieuw;
    } catch (e) {
      this.#db.exec('ROLLBACK');
      throw e;
    }
  }

  /** Your work. It sees each event once, and the events of one subject in the order in which the hub accepted their messages. */
  #boek(e: Event): void {
    this.#db.prepare('INSERT INTO boek (id, type, onderwerp) VALUES (?, ?, ?)').run(e.id, e.type, e.subject);
  }

  plek(naam: string): string | null {
    return (this.#db.prepare('SELECT waarde FROM plek WHERE naam = ?').get(naam) as { waarde: string } | undefined)?.waarde ?? null;
  }

  sluit(): void {
    this.#db.close();
  }
}
