// The store's contract on SQLite.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite, type Sqlite } from '../../../src/sqlite/sqlite.ts';
import { openSqliteStore } from '../../../src/store/sqlite-store.ts';
import type { Store } from '../../../src/store/port.ts';
import { tijdelijkeMap, TIJD } from '../bouwstenen.ts';
import { afleverContract } from './aflevering.ts';
import { parkeerContract } from './geparkeerd.ts';
import { opvolgContract } from './opvolging.ts';
import { positieContract } from './posities.ts';
import { storeContract, type StoreProef } from './suite.ts';
import { vervalContract } from './vervallen.ts';
import { gevolgContract } from './gevolg.ts';
import { verwachtingContract } from './verwachting.ts';

const proef = async (): Promise<StoreProef> => {
  const map = tijdelijkeMap();
  let nu = Date.parse(TIJD);
  let sqlite: Sqlite;
  const open = async (): Promise<Store> => {
    sqlite = await openSqlite({ dataDir: map.pad });
    return await openSqliteStore({ sqlite, nu: () => nu });
  };
  const dicht = async (store: Store): Promise<void> => {
    await store.close();
    await sqlite.close();
  };
  let store = await open();
  return {
    store,
    zetKlok: (t) => (nu = t),
    async houdNummer(shard) {
      const db = new DatabaseSync(path.join(map.pad, 'knooppunt.sqlite'));
      db.exec('BEGIN IMMEDIATE');
      db.prepare('UPDATE teller SET laatste = laatste + 1 WHERE shard = ?').run(shard);
      return {
        async loslaten() {
          db.exec('ROLLBACK');
          db.close();
        },
      };
    },
    async heropen() {
      await dicht(store);
      store = await open();
      return store;
    },
    async sluit() {
      await dicht(store);
      map.weg();
    },
  };
};

storeContract('SQLite', proef);
positieContract('SQLite', proef);
afleverContract('SQLite', proef);
verwachtingContract('SQLite', proef);
gevolgContract('SQLite', proef);
vervalContract('SQLite', proef);
opvolgContract('SQLite', proef);
parkeerContract('SQLite', proef);
