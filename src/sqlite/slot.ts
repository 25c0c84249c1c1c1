// The lock on a data folder: one process writes in it at a time. Held as an exclusive transaction on a file of its own,
// so that the operating system lifts it when the process dies. Never left behind, never broken by force.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteFout } from './kamer.ts';

export interface Slot {
  release(): void;
}

/**
 * Makes the folder where it is missing (only its owner may enter) and locks it.
 * @throws SqliteFout `bezet` when another process, or this one, has it already; `onbereikbaar` when the folder cannot be written.
 */
export function vergrendel(dataDir: string): Slot {
  const pidBestand = path.join(dataDir, 'vergrendeling.pid');
  let db: DatabaseSync | null = null;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    db = new DatabaseSync(path.join(dataDir, 'vergrendeling.sqlite'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (e) {
    db?.close();
    if (((e as { errcode?: number }).errcode ?? 0) % 256 === 5) {
      throw new SqliteFout('bezet', `De datamap ${dataDir} is in gebruik door een ander knooppunt${pid(pidBestand)}. Stop dat eerst, of kies met --data een andere map.`);
    }
    throw new SqliteFout('onbereikbaar', `De datamap ${dataDir} is niet te gebruiken: ${e instanceof Error ? e.message : String(e)}`);
  }
  const houder = db;
  // Only a help for the message above; a full disk must not stop the start here.
  try {
    writeFileSync(pidBestand, `${process.pid}\n`);
  } catch {}
  return {
    release() {
      if (!houder.isOpen) return;
      rmSync(pidBestand, { force: true });
      houder.exec('ROLLBACK');
      houder.close();
    },
  };
}

function pid(bestand: string): string {
  try {
    return ` (proces ${Number.parseInt(readFileSync(bestand, 'utf8'), 10)})`;
  } catch {
    return '';
  }
}
