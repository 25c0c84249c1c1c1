// What every store engine must hold for the start of a relay (docs/design/opslag-en-relais.md §4): it goes on from the position that the log has,
// and refuses one that is lost, ahead, behind or of another store. The log here is memory alone: whatever is refused, the store's word decided.
import { EventLogError, type EventLog, type LogRecord, type RelayPosition } from '../../../src/eventlog/port.ts';
import { startRelay } from '../../../src/relay/relay.ts';
import type { PositieOorzaak } from '../../../src/relay/start.ts';
import type { Store } from '../../../src/store/port.ts';
import { aanvaarding, event, nepRouting } from '../bouwstenen.ts';
import type { StoreProef } from './suite.ts';

/** A log in memory; `hapert` makes the next publications fail without writing. */
type Geheugenlog = EventLog & { readonly records: LogRecord[]; readonly posities: Map<number, RelayPosition>; hapert: boolean };

function geheugenLog(): Geheugenlog {
  const records: LogRecord[] = [];
  const posities = new Map<number, RelayPosition>();
  const log: Geheugenlog = {
    records,
    posities,
    hapert: false,
    open: async (shard) => posities.get(shard) ?? null,
    async publish(nieuw, positie) {
      if (log.hapert) throw new EventLogError('unavailable', 'hapert');
      records.push(...nieuw);
      posities.set(positie.shard, positie);
    },
    async setPosition(positie) {
      posities.set(positie.shard, positie);
    },
    positions: async () => [...posities.values()],
    read: async () => [],
    onPublished: () => () => undefined,
    counts: async () => new Map<string, number>(),
    health: async () => ({ ok: true, detail: '' }),
    close: async () => undefined,
  };
  return log;
}

const VERSCHUIVINGEN: readonly (readonly [string, PositieOorzaak, (posities: Map<number, RelayPosition>, shard: number) => void])[] = [
  ['lost', 'ontbreekt', (p, shard) => void p.delete(shard)],
  ['of another store', 'vreemd', (p, shard) => void p.set(shard, { shard, incarnation: 'een andere', acceptance: 3, part: 0 })],
  ['ahead of the store', 'voor', (p, shard) => void p.set(shard, { ...(p.get(shard) as RelayPosition), acceptance: 4 })],
  ['behind the store', 'achter', (p, shard) => void p.set(shard, { ...(p.get(shard) as RelayPosition), acceptance: 2 })],
];

export function positieContract(naam: string, open: () => Promise<StoreProef>): void {
  describe(`start of a relay on: ${naam}`, () => {
    let proef: StoreProef;
    let log: Geheugenlog;
    beforeEach(async () => {
      proef = await open();
      log = geheugenLog();
    });
    afterEach(async () => {
      await proef.sluit();
    });
    const relais = (store: Store) => startRelay({ store, eventlog: log, routing: () => nepRouting([{ id: '0001' }]), wacht: 20 });
    /** Three messages of one key through to the log; returns their shard. */
    const drie = async (): Promise<number> => {
      const r = await relais(proef.store);
      for (const m of ['a', 'b', 'c']) await proef.store.accept(aanvaarding(m, { events: [event(1, 'zelfde')] }));
      expect(await r.quiet(10_000)).toBe(true);
      await r.stop();
      const shard = [...log.posities.values()].find((p) => p.acceptance === 3)?.shard;
      if (shard === undefined) throw new Error('geen positie');
      return shard;
    };

    test('goes on where the log is, after closing and opening: nothing twice, nothing left', async () => {
      await drie();
      const store = await proef.heropen();
      const r = await relais(store);
      await store.accept(aanvaarding('d', { events: [event(1, 'zelfde')] }));
      expect(await r.quiet(10_000)).toBe(true);
      await r.stop();
      expect(log.records).toHaveLength(4);
    });

    test('a log that did not take the batch: decided rows wait, and are published once it does', async () => {
      log.hapert = true;
      const r = await relais(proef.store);
      await proef.store.accept(aanvaarding('a', { events: [event(1, 'zelfde')] }));
      expect(await r.quiet(300)).toBe(false);
      log.hapert = false;
      expect(await r.quiet(15_000)).toBe(true);
      await r.stop();
      expect(log.records).toHaveLength(1);
      expect((await proef.store.balance()).paren).toMatchObject({ gerouteerd: 1, afgeleverd: 1 });
    });

    test('published and not marked: marked at the next start, not published again', async () => {
      log.hapert = true;
      const eerste = await relais(proef.store);
      await proef.store.accept(aanvaarding('a', { events: [event(1, 'zelfde')] }));
      const shard = await (async (): Promise<number> => {
        for (;;) {
          for (let s = 0; s < proef.store.shards; s++) if ((await proef.store.inboxState(s)).beslistTot === 1) return s;
        }
      })();
      await eerste.stop();
      // As a crash leaves it between the log's commit and the mark.
      log.hapert = false;
      await log.setPosition({ shard, incarnation: proef.store.incarnation, acceptance: 1, part: 0 });
      const tweede = await relais(proef.store);
      expect(await tweede.quiet(5_000)).toBe(true);
      await tweede.stop();
      expect(log.records).toEqual([]);
      expect((await proef.store.balance()).paren).toMatchObject({ gerouteerd: 1, afgeleverd: 1 });
    });

    test.each(VERSCHUIVINGEN)('a position that is %s is refused, and nothing is published', async (_wat, code, verander) => {
      const shard = await drie();
      verander(log.posities, shard);
      const store = await proef.heropen();
      await expect(relais(store)).rejects.toMatchObject({ code, shard });
      expect(log.records).toHaveLength(3);
    });
  });
}
