// What every event log must hold (port): records and position in one transaction, once, in order, fenced. An engine's test file calls `eventLogContract`.
import { EventLogError, type EventLog, type LogRecord, type RelayPosition } from '../../../src/eventlog/port.ts';

export interface EventLogProef {
  readonly log: EventLog;
  /** A second writer on the same log, as after a restart or on another node. */
  tweede(): Promise<EventLog>;
  sluit(): Promise<void>;
}

const INCARNATIE = '11111111-1111-4111-8111-111111111111';

function record(topic: string, n: number): LogRecord {
  return { topic, key: `sleutel-${n % 3}`, headers: { ce_id: `e${n}`, 'content-type': 'application/json' }, value: JSON.stringify({ n, tekst: 'é✓' }) };
}

function positie(acceptance: number, part = 0, shard = 0): RelayPosition {
  return { shard, incarnation: INCARNATIE, acceptance, part };
}

export function eventLogContract(naam: string, open: () => Promise<EventLogProef>): void {
  describe(`event log: ${naam}`, () => {
    let proef: EventLogProef;
    let log: EventLog;
    beforeEach(async () => {
      proef = await open();
      log = proef.log;
    });
    afterEach(async () => {
      await proef.sluit();
    });

    test('a shard that was never written has no position; afterwards it has the last one, per shard', async () => {
      expect(await log.open(0)).toBeNull();
      await log.publish([], positie(3));
      expect(await log.open(0)).toEqual(positie(3));
      expect(await log.open(1)).toBeNull();
    });

    test('records come back as written, oldest first, after an offset, at most so many', async () => {
      await log.open(0);
      await log.publish([record('a', 1), record('b', 2), record('a', 3)], positie(1));
      await log.publish([record('a', 4)], positie(2));
      const alle = await log.read('a', null, 10);
      expect(alle.map(({ offset: _o, ...r }) => r)).toEqual([record('a', 1), record('a', 3), record('a', 4)]);
      expect((await log.read('a', null, 2)).map((r) => r.offset)).toEqual(alle.slice(0, 2).map((r) => r.offset));
      expect((await log.read('a', alle[0]?.offset ?? '', 10)).map((r) => r.value)).toEqual(alle.slice(1).map((r) => r.value));
      expect(await log.read('a', alle[2]?.offset ?? '', 10)).toEqual([]);
      expect(await log.read('geen', null, 10)).toEqual([]);
      expect(await log.counts()).toEqual(new Map([['a', 3], ['b', 1]]));
    });

    test('every committed position can be seen, and seeing them fences nobody', async () => {
      expect(await log.positions()).toEqual([]);
      await log.open(0);
      await log.open(2);
      await log.publish([record('a', 1)], positie(4));
      await log.publish([], positie(7, 0, 2));
      expect(await log.positions()).toEqual([positie(4), positie(7, 0, 2)]);
      await log.publish([record('a', 2)], positie(5));
      expect(await log.positions()).toEqual([positie(5), positie(7, 0, 2)]);
    });

    test('a part of a large message is a position too', async () => {
      await log.open(0);
      await log.publish([record('a', 1)], positie(4, 1));
      await log.publish([record('a', 2)], positie(4, 2));
      expect(await log.open(0)).toEqual(positie(4, 2));
      await log.publish([], positie(5));
      expect(await log.open(0)).toEqual(positie(5));
    });

    test('a position never goes back or stands still: nothing is written then', async () => {
      await log.open(0);
      await log.publish([record('a', 1)], positie(2, 1));
      for (const p of [positie(2, 1), positie(2, 0), positie(1, 5)]) {
        await expect(log.publish([record('a', 9)], p)).rejects.toMatchObject({ code: 'position' });
      }
      expect(await log.counts()).toEqual(new Map([['a', 1]]));
      expect(await log.open(0)).toEqual(positie(2, 1));
    });

    test('a position of another store is refused', async () => {
      await log.open(0);
      await log.publish([], positie(1));
      await expect(log.publish([record('a', 1)], { ...positie(2), incarnation: 'ander' })).rejects.toMatchObject({ code: 'position' });
    });

    test('who opens a shard fences the older writer, for that shard alone', async () => {
      await log.open(0);
      await log.open(1);
      await log.publish([record('a', 1)], positie(1));
      const nieuw = await proef.tweede();
      expect(await nieuw.open(0)).toEqual(positie(1));
      const fout = await log.publish([record('a', 2)], positie(2)).catch((e: unknown) => e);
      expect(fout).toBeInstanceOf(EventLogError);
      expect(fout).toMatchObject({ code: 'fenced' });
      await nieuw.publish([record('a', 3)], positie(2));
      await log.publish([record('b', 4)], positie(1, 0, 1));
      expect((await log.read('a', null, 10)).map((r) => r.headers.ce_id)).toEqual(['e1', 'e3']);
      expect((await log.read('b', null, 10)).map((r) => r.headers.ce_id)).toEqual(['e4']);
    });

    test('who never opened a shard cannot write to it', async () => {
      await expect(log.publish([record('a', 1)], positie(1))).rejects.toMatchObject({ code: 'fenced' });
      expect(await log.counts()).toEqual(new Map());
    });

    test('an operator sets a position, back or forward', async () => {
      await log.open(0);
      await log.publish([], positie(7));
      await log.setPosition(positie(5));
      expect(await log.open(0)).toEqual(positie(5));
      await log.publish([record('a', 1)], positie(6));
      expect(await log.open(0)).toEqual(positie(6));
    });

    test('who listens hears of a publication until it stops listening; a listener that fails harms nobody', async () => {
      await log.open(0);
      const gehoord: string[] = [];
      const stuk = log.onPublished(() => { throw new Error('kapot'); });
      const stop = log.onPublished((topics) => gehoord.push(...topics));
      await log.publish([record('a', 1), record('b', 2), record('a', 3)], positie(1));
      expect(new Set(gehoord)).toEqual(new Set(['a', 'b']));
      stop();
      stuk();
      const tot = gehoord.length;
      await log.publish([record('a', 4)], positie(2));
      expect(gehoord).toHaveLength(tot);
    });

    test('many shards at once: every record once, in order within its shard', async () => {
      const shards = [0, 1, 2, 3];
      await Promise.all(shards.map((s) => log.open(s)));
      await Promise.all(shards.map(async (s) => {
        for (let n = 1; n <= 20; n++) await log.publish([record('t', s * 100 + n)], positie(n, 0, s));
      }));
      const ids = (await log.read('t', null, 1000)).map((r) => Number(r.headers.ce_id?.slice(1)));
      expect(ids).toHaveLength(80);
      for (const s of shards) expect(ids.filter((n) => Math.floor((n - 1) / 100) === s)).toEqual(Array.from({ length: 20 }, (_, i) => s * 100 + i + 1));
    });
  });
}
