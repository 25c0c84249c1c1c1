// One SQLite connection: settings, prepared statements, and the synchronous runner of steps.
// Writing connections are durable at commit (WAL, synchronous=FULL); reading ones cannot change anything.
import { chmodSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteFout } from './kamer.ts';
import type { Rij, Stappen } from './stap.ts';

/** The one file with inbox, decisions, audit and embedded log, inside the data folder. */
export const BESTAND = 'knooppunt.sqlite';

const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
/** Below this many free bytes an input/output error is called a full disk. */
const KRAP = 256 * 1024;

export class Verbinding {
  readonly db: DatabaseSync;
  readonly #map: string;
  readonly #bereid = new Map<string, StatementSync>();

  constructor(dataDir: string, alleenLezen: boolean) {
    this.#map = dataDir;
    const bestand = path.join(dataDir, BESTAND);
    this.db = new DatabaseSync(bestand, { readOnly: alleenLezen, timeout: 5_000 });
    // Its owner's alone, whatever the folder allows; the WAL takes over the mode of the file.
    if (!alleenLezen) chmodSync(bestand, 0o600);
    if (!alleenLezen) this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
    this.db.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000');
  }

  /** Savepoint round one request of a group, and its end. Prepared once: they run for every request. */
  merk(): void {
    this.#bereide('SAVEPOINT taak').run();
  }

  behoud(): void {
    this.#bereide('RELEASE taak').run();
  }

  #bereide(sql: string): StatementSync {
    let bereid = this.#bereid.get(sql);
    if (!bereid) {
      bereid = this.db.prepare(sql);
      this.#bereid.set(sql, bereid);
    }
    return bereid;
  }

  /** Runs the steps; the caller holds the transaction. */
  voerUit<T>(stappen: Stappen<T>): T {
    let stap = stappen.next();
    while (!stap.done) {
      const { vraag, waarden } = stap.value;
      stap = stappen.next(this.#bereide(vraag.sql).all(...(waarden as SQLInputValue[])) as Rij[]);
    }
    return stap.value;
  }

  /** Runs reading steps on one snapshot. */
  lees<T>(stappen: Stappen<T>): T {
    this.db.exec('BEGIN');
    try {
      return this.voerUit(stappen);
    } finally {
      if (this.db.isTransaction) this.db.exec('COMMIT');
    }
  }

  /** Turns an engine's error into one of ours; ours pass as they are. The text names the cause, never a value. */
  fout(e: unknown): SqliteFout {
    if (e instanceof SqliteFout) return e;
    const code = (e as { errcode?: number }).errcode;
    if (code === undefined) return new SqliteFout('intern', e instanceof Error ? `${e.name}: ${e.message}` : String(e));
    const soort = code & 0xff;
    if (soort === SQLITE_FULL || (soort === SQLITE_IOERR && this.#isKrap())) {
      return new SqliteFout('vol', `De schijf met de datamap is vol (SQLite ${code}); er is niets opgeslagen.`);
    }
    if (soort === SQLITE_IOERR) return new SqliteFout('onbereikbaar', `De datamap is niet te lezen of te schrijven (SQLite ${code}).`);
    return new SqliteFout('intern', `SQLite ${code}: ${(e as { errstr?: string }).errstr ?? 'fout'}`);
  }

  close(): void {
    this.#bereid.clear();
    if (this.db.isOpen) this.db.close();
  }

  #isKrap(): boolean {
    try {
      const s = statfsSync(this.#map);
      return s.bavail * s.bsize < KRAP;
    } catch {
      return false;
    }
  }
}
