// The embedded event log: topics in the SQLite file of the store, behind the same port as Kafka.
// Exactly once by construction: records and position are one transaction; a reader sees committed records only, in commit order.
import { SqliteFout } from '../sqlite/kamer.ts';
import type { Ruimte, Sqlite } from '../sqlite/sqlite.ts';
import type { kamer } from './embedded-kamer.ts';
import { Omroep } from './omroep.ts';
import { EventLogError, type EventLog } from './port.ts';

/** @throws EventLogError `unavailable` when the file cannot be used. */
export async function openEmbeddedLog(opties: { readonly sqlite: Sqlite }): Promise<EventLog> {
  const ruimte: Ruimte<typeof kamer> = await vertaald(opties.sqlite.kamer<typeof kamer>(new URL('./embedded-kamer.ts', import.meta.url)));
  /** Epoch of each shard that this instance opened; another that opens it raises the stored one. */
  const epochs = new Map<number, number>();
  const omroep = new Omroep();
  return {
    async open(shard) {
      const { epoch, positie } = await vertaald(ruimte.schrijf('open', { shard }));
      epochs.set(shard, epoch);
      return positie;
    },
    async publish(records, position) {
      const epoch = epochs.get(position.shard);
      if (epoch === undefined) throw new EventLogError('fenced', `Shard ${position.shard} is niet geopend.`);
      await vertaald(ruimte.schrijf('publish', { records, position, epoch }));
      omroep.meld(records.map((r) => r.topic));
    },
    // The data folder is locked: what others could publish, this process published.
    onPublished: (listener) => omroep.hoor(listener),
    setPosition: (position) => vertaald(ruimte.schrijf('setPosition', position)),
    async read(topic, after, max) {
      const na = after === null ? 0 : Number(after);
      if (!Number.isSafeInteger(na) || na < 0) throw new EventLogError('position', 'Onbekende offset.');
      return await vertaald(ruimte.lees('read', { topic, na, max }));
    },
    positions: () => vertaald(ruimte.lees('positions', {})),
    counts: () => vertaald(ruimte.leesLang('counts', {})),
    async health() {
      try {
        await ruimte.lees('read', { topic: '', na: 0, max: 1 });
        return { ok: true, detail: 'ingebed log leest' };
      } catch (e) {
        return { ok: false, detail: e instanceof Error ? e.message : String(e) };
      }
    },
    async close() {
      epochs.clear();
      omroep.sluit();
    },
  };
}

async function vertaald<T>(belofte: Promise<T>): Promise<T> {
  try {
    return await belofte;
  } catch (e) {
    if (!(e instanceof SqliteFout)) throw e;
    throw new EventLogError(e.code === 'fenced' || e.code === 'position' ? e.code : 'unavailable', e.message);
  }
}
