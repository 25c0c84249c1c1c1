// `knooppunt herstel positie`: an operator's decision about where a relay goes on, checked and recorded. The hub must be stopped.
import { openEmbeddedLog } from '../../eventlog/embedded-eventlog.ts';
import { herstelPositie, PositieKeuzeFout } from '../../relay/herstel.ts';
import { openSqlite } from '../../sqlite/sqlite.ts';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import { dataMapVan } from '../datamap.ts';
import { tabel } from '../tabel.ts';

export async function positie(_: readonly string[], opties: Record<string, unknown>): Promise<number> {
  const naar = opties.naar === 'begin' || opties.naar === 'eind' ? opties.naar : Number(opties.naar);
  if (opties.naar === undefined || Number.isNaN(naar)) throw new Error('geef met --naar aan waar het relay verder gaat: begin, eind of een aanvaardingsnummer');
  const sqlite = await openSqlite({ dataDir: dataMapVan(opties) });
  try {
    const store = await openSqliteStore({ sqlite });
    const eventlog = await openEmbeddedLog({ sqlite });
    const uit = await herstelPositie(store, eventlog, { naar, reden: typeof opties.reden === 'string' ? opties.reden : '', ...(opties.shard === undefined ? {} : { shard: Number(opties.shard) }) });
    if (opties.json) process.stdout.write(`${JSON.stringify(uit, null, 2)}\n`);
    else process.stdout.write(tabel([['shard', 'van', 'naar', ''], ...uit.map((p) => [String(p.shard), p.van ? String(p.van.acceptance) : '-', String(p.naar.acceptance), p.gewijzigd ? 'gewijzigd' : 'bleef'])]));
    await store.close();
    return 0;
  } catch (e) {
    if (e instanceof PositieKeuzeFout) {
      process.stderr.write(`${e.message}\n`);
      return 2;
    }
    throw e;
  } finally {
    await sqlite.close();
  }
}
