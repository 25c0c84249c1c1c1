// Forward-only migrations, counted per room. A store that a newer version has migrated is refused, never guessed at.
import type { DatabaseSync } from 'node:sqlite';
import { SqliteFout, type Kamer } from './kamer.ts';

/**
 * Brings a room's tables to its newest version, each step in one transaction.
 * @throws SqliteFout `onbereikbaar` when the file is of a newer version.
 */
export function migreer(db: DatabaseSync, kamer: Pick<Kamer, 'naam' | 'migraties'>): void {
  db.exec('CREATE TABLE IF NOT EXISTS migratie (kamer TEXT NOT NULL, nummer INTEGER NOT NULL, op TEXT NOT NULL, PRIMARY KEY (kamer, nummer)) STRICT');
  const staat = db.prepare('SELECT coalesce(max(nummer), 0) AS nummer FROM migratie WHERE kamer = ?').get(kamer.naam) as { nummer: number };
  if (staat.nummer > kamer.migraties.length) {
    throw new SqliteFout('onbereikbaar', `De opslag (${kamer.naam}) is van een nieuwere versie: ${staat.nummer}, deze kent ${kamer.migraties.length}.`);
  }
  for (let n = staat.nummer + 1; n <= kamer.migraties.length; n++) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(kamer.migraties[n - 1] ?? '');
      db.prepare('INSERT INTO migratie (kamer, nummer, op) VALUES (?, ?, ?)').run(kamer.naam, n, new Date().toISOString());
      db.exec('COMMIT');
    } catch (e) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw e;
    }
  }
}

/**
 * For whoever only reads and so cannot migrate: the room's tables must be those that this version knows.
 * @throws SqliteFout `onbereikbaar` with what to do, when they are of an older or a newer version.
 */
export function eisVersie(db: DatabaseSync, kamer: Pick<Kamer, 'naam' | 'migraties'>): void {
  const { nummer } = db.prepare('SELECT coalesce(max(nummer), 0) AS nummer FROM migratie WHERE kamer = ?').get(kamer.naam) as { nummer: number };
  if (nummer === kamer.migraties.length) return;
  const wat = nummer < kamer.migraties.length ? 'oudere versie: start het knooppunt er één keer op, dan wordt zij bijgewerkt' : 'nieuwere versie: gebruik het knooppunt dat haar bijwerkte';
  throw new SqliteFout('onbereikbaar', `De opslag (${kamer.naam}) is van een ${wat}.`);
}
