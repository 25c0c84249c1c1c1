// The watch: sweeps at start, goes on while batches are full, tells how many, survives a store that is away, and lets nothing begin once stopped.
import { startBewaker } from '../../src/answers/bewaker.ts';

const klok = (): Date => new Date('2026-11-24T12:00:00Z');

/** Hands out `rest` ids, at most `max` a call. */
function nepStore(rest: number) {
  const vragen: { nu: string; max: number }[] = [];
  return {
    vragen,
    async expireExpectations(nu: string, max: number): Promise<readonly string[]> {
      vragen.push({ nu, max });
      const n = Math.min(rest, max);
      rest -= n;
      return Array.from({ length: n }, (_, i) => `id-${i}`);
    },
  };
}

test('at start, until nothing is left; each batch is told', async () => {
  const store = nepStore(7);
  const verteld: number[] = [];
  const b = startBewaker({ store, klok, verlopen: (n) => verteld.push(n), onFout: () => undefined, batch: 3 });
  await b.veeg();
  await b.stop();
  expect(verteld).toEqual([3, 3, 1]);
  expect(store.vragen[0]).toEqual({ nu: '2026-11-24T12:00:00.000Z', max: 3 });
});

test('nothing expired: nothing is told', async () => {
  const verteld: number[] = [];
  const b = startBewaker({ store: nepStore(0), klok, verlopen: (n) => verteld.push(n), onFout: () => undefined });
  expect(await b.veeg()).toBe(0);
  await b.stop();
  expect(verteld).toEqual([]);
});

test('a store that is away is told and tried again; sweeps never run side by side', async () => {
  let open = 0;
  let meest = 0;
  let keer = 0;
  const fouten: unknown[] = [];
  const verteld: number[] = [];
  const store = {
    async expireExpectations(): Promise<readonly string[]> {
      open += 1;
      meest = Math.max(meest, open);
      await new Promise((klaar) => setTimeout(klaar, 2));
      open -= 1;
      if (++keer === 1) throw new Error('weg');
      return keer === 2 ? ['id'] : [];
    },
  };
  const b = startBewaker({ store, klok, verlopen: (n) => verteld.push(n), onFout: (e) => fouten.push(e), interval: 1 });
  for (let i = 0; i < 1000 && keer < 5; i++) await new Promise((klaar) => setTimeout(klaar, 5));
  await b.stop();
  const bijStop = keer;
  await new Promise((klaar) => setTimeout(klaar, 20));
  expect(keer).toBe(bijStop);
  expect(fouten).toHaveLength(1);
  expect(verteld).toEqual([1]);
  expect(meest).toBe(1);
});
