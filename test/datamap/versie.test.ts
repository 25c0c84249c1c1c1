// Proves that an order that only reads says what to do on a data folder of another version, in Dutch, instead of stumbling over its tables.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { balance } from '../../src/datamap/datamap.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { BESTAND } from '../../src/sqlite/verbinding.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';

let map: string;
beforeEach(async () => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-versie-'));
  const sqlite = await openSqlite({ dataDir: map });
  await (await openSqliteStore({ sqlite })).close();
  await (await openEmbeddedLog({ sqlite })).close();
  await sqlite.close();
});
afterEach(() => rmSync(map, { recursive: true, force: true }));

const wijzig = (sql: string): void => {
  const db = new DatabaseSync(path.join(map, BESTAND));
  db.exec(sql);
  db.close();
};

test('reads a folder of its own version', () => {
  expect(balance(map).verschillen).toEqual([]);
});

test('names an older version and the way on', () => {
  wijzig('DELETE FROM migratie WHERE rowid = (SELECT max(rowid) FROM migratie WHERE nummer > 1)');
  expect(() => balance(map)).toThrow(/oudere versie: start het knooppunt er één keer op/);
});

test('names a newer version', () => {
  wijzig("INSERT INTO migratie (kamer, nummer, op) SELECT kamer, 999, op FROM migratie LIMIT 1");
  expect(() => balance(map)).toThrow(/nieuwere versie/);
});
