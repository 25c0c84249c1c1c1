// The store's contract on a real PostgreSQL. Without a server the run says so by name in its last lines.
import type { Store } from '../../../src/store/port.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { vraagDienst } from '../../hulp/diensten.ts';
import { proefdatabase } from '../../hulp/postgres.ts';
import { tijdelijkeMap, TIJD } from '../bouwstenen.ts';
import { afleverContract } from './aflevering.ts';
import { parkeerContract } from './geparkeerd.ts';
import { opvolgContract } from './opvolging.ts';
import { positieContract } from './posities.ts';
import { storeContract, type StoreProef } from './suite.ts';
import { vervalContract } from './vervallen.ts';
import { gevolgContract } from './gevolg.ts';
import { verwachtingContract } from './verwachting.ts';

const postgres = await vraagDienst('postgres', import.meta.url);

if (postgres.adres === '') test.skip(`store: PostgreSQL (${postgres.fout})`, () => undefined);
else {
  const proef = async (): Promise<StoreProef> => {
    const database = await proefdatabase(postgres.adres);
    const map = tijdelijkeMap();
    let nu = Date.parse(TIJD);
    const open = (): Promise<Store> => openPostgresStore({ postgres: { url: database.url }, dataDir: map.pad, nu: () => nu });
    let store = await open();
    return {
      store,
      zetKlok: (t) => (nu = t),
      async houdNummer(shard) {
        const db = await database.verbind();
        await db.query('BEGIN');
        await db.query('UPDATE teller SET laatste = laatste + 1 WHERE shard = $1', [shard]);
        return {
          async loslaten() {
            await db.query('ROLLBACK');
          },
        };
      },
      async heropen() {
        await store.close();
        store = await open();
        return store;
      },
      async sluit() {
        await store.close();
        await database.weg();
        map.weg();
      },
    };
  };
  storeContract('PostgreSQL', proef);
  positieContract('PostgreSQL', proef);
  afleverContract('PostgreSQL', proef);
  verwachtingContract('PostgreSQL', proef);
  gevolgContract('PostgreSQL', proef);
  vervalContract('PostgreSQL', proef);
  opvolgContract('PostgreSQL', proef);
  parkeerContract('PostgreSQL', proef);
}
