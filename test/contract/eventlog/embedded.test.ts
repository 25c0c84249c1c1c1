// The event log's contract on the embedded engine.
import { openEmbeddedLog } from '../../../src/eventlog/embedded-eventlog.ts';
import { openSqlite } from '../../../src/sqlite/sqlite.ts';
import { tijdelijkeMap } from '../bouwstenen.ts';
import { eventLogContract } from './suite.ts';

eventLogContract('ingebed', async () => {
  const map = tijdelijkeMap();
  const sqlite = await openSqlite({ dataDir: map.pad });
  const log = await openEmbeddedLog({ sqlite });
  return {
    log,
    tweede: () => openEmbeddedLog({ sqlite }),
    async sluit() {
      await log.close();
      await sqlite.close();
      map.weg();
    },
  };
});
