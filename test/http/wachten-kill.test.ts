// A stream over a hub in a process of its own that is killed without warning while messages come in: the reader comes back with the last `id` that arrived and
// has every event once; and on SIGTERM a hub with open streams is gone within its ten seconds, in order.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leesEvents, post, totStil, zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { type Hub, schrijfConfig, startHub } from '../betrouwbaarheid/hub.ts';
import { SseLezer } from './sse-lezer.ts';

const map = mkdtempSync(path.join(tmpdir(), 'kp-stroom-'));
const config = schrijfConfig(map);
let hub: Hub;
afterAll(async () => {
  await hub?.dood().catch(() => undefined);
  rmSync(map, { recursive: true, force: true });
});

const open = (vraag = '', koppen: Record<string, string> = {}): SseLezer => new SseLezer(`${hub.url}/v1/gemeenten/0363/events${vraag}`, koppen);

test('killed again and again: nothing lost, nothing twice', async () => {
  const gezien: string[] = [];
  let laatste = '';
  let aanvaard = 0;
  for (let keer = 0; keer < 4; keer += 1) {
    hub = await startHub({ data: path.join(map, 'data'), config });
    const s = open('', laatste ? { 'last-event-id': laatste } : {});
    await s.tot(() => s.status === 200, 'stroom');
    let stuurt = true;
    const last = (async () => {
      for (let n = 0; stuurt && n < 40; n += 1) {
        // A message that the kill cut off may have been accepted: its event arrives once or not at all, as with any other.
        const r = await post(hub.url, zaakbericht(`KILL-${keer}-${n}`, 1 + (n % 5))).catch(() => null);
        if (r?.status === 202) aanvaard += 1;
      }
    })();
    await s.tot(() => s.events.length >= 3 + 4 * keer, 'events');
    stuurt = keer === 3;
    if (keer < 3) await hub.dood();
    await last;
    if (keer === 3) {
      await totStil(hub.url);
      const alle = (await leesEvents(hub.url)).length;
      await s.tot(() => gezien.length + s.events.length >= alle, 'de rest');
      s.breek();
    } else await s.tot(() => s.slot !== null, 'verbroken');
    gezien.push(...(s.ids as string[]));
    if (s.laatste) laatste = s.laatste;
  }
  expect(gezien).toEqual((await leesEvents(hub.url)).map((e) => e.id));
  expect(new Set(gezien).size).toBe(gezien.length);
  expect(gezien.length).toBeGreaterThanOrEqual(aanvaard);
}, 180_000);

test('SIGTERM with open streams and long polls: told, and gone in time', async () => {
  const { volgende } = (await (await fetch(`${hub.url}/v1/gemeenten/0363/events?max=1000`)).json()) as { volgende: string };
  const stromen = Array.from({ length: 10 }, () => open(`?na=${volgende}`));
  await stromen[0]!.tot(() => stromen.every((s) => s.status === 200), 'stromen');
  const begin = performance.now();
  expect(await hub.stop()).toBe(0);
  expect(performance.now() - begin).toBeLessThan(10_000);
  for (const s of stromen) {
    await s.tot(() => s.slot !== null, 'einde');
    expect([s.slot, s.commentaar.at(-1)]).toEqual(['einde', 'het knooppunt stopt']);
  }
}, 60_000);
