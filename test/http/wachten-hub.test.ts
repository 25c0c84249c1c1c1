// Reading while it comes, over a whole hub and real HTTP, on both event logs: what is published arrives in a stream and in a long poll, a connection that
// breaks again and again costs no event and gives none twice, and a hub with open streams stops in time.
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openKafkaLog } from '../../src/eventlog/kafka-eventlog.ts';
import { GEMEENTE, leesEvents, post, TOPIC, totStil, zaakbericht } from '../betrouwbaarheid/berichten.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';
import { SseLezer } from './sse-lezer.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const TOKEN = 'toets-gemeente-0363';
const sha = (t: string): string => createHash('sha256').update(t).digest('hex');
const MOTOREN: readonly (readonly [string, () => string])[] = [
  ['ingebed', () => ''],
  ...(kafka.adres ? [['kafka', () => `eventlog: { soort: kafka, brokers: ${JSON.stringify(kafka.adres.split(','))}, replicatie: 1, voorvoegsel: "${randomUUID()}." }\n`] as const] : []),
];
if (!kafka.adres) test.skip('wachten op Kafka (geen broker)', () => undefined);

describe.each(MOTOREN)('event log: %s', (naam, yaml) => {
  let hub: ProefHub;
  const bellers = `bellers:\n  - { sha256: ${sha(TOKEN)}, partij: gemeente-0363 }\n`;
  let basis: string;
  beforeAll(async () => {
    basis = yaml();
    hub = await startProefHub({ yaml: basis + bellers });
  }, 60_000);
  afterAll(() => hub?.stop());

  const adres = (vraag = ''): string => `${hub.url}/v1/gemeenten/${GEMEENTE}/events${vraag}`;
  let n = 0;
  const stuur = async (aantal: number): Promise<void> => {
    for (let i = 0; i < aantal; i += 1) {
      n += 1;
      expect((await post(hub.url, zaakbericht(`WACHT-${String(n).padStart(6, '0')}`, 1 + (n % 7)))).status).toBe(202);
    }
  };

  test('a long poll and a stream that wait get what is published, with the same events as a page', async () => {
    const s = new SseLezer(adres());
    await s.tot(() => s.status === 200, 'stroom');
    const wacht = fetch(adres('?wacht=60'));
    await stuur(1);
    await s.tot(() => s.events.length === 1, 'event in de stroom');
    const p = (await (await wacht).json()) as { events: unknown[]; volgende: string };
    expect(p.events).toEqual([JSON.parse(s.events[0]!.data)]);
    expect(s.events[0]!.id).toBe(p.volgende);
    s.breek();
  }, 60_000);

  test('a stream that breaks again and again is resumed without gap and without repeat', async () => {
    const gezien: string[] = [];
    let laatste = '';
    let af = false;
    const lees = (async () => {
      for (let keer = 1; !af || gezien.length < n; keer += 1) {
        const s = new SseLezer(adres(), laatste ? { 'last-event-id': laatste } : {});
        await s.tot(() => s.events.length >= 1 + (keer % 4) || (af && gezien.length + s.events.length >= n), 'verder');
        s.breek();
        gezien.push(...(s.ids as string[]));
        laatste = s.laatste;
        if (gezien.length > 10_000) throw new Error('loopt door');
      }
    })();
    await stuur(40);
    af = true;
    await lees;
    expect(new Set(gezien).size).toBe(gezien.length);
    expect([...gezien].sort()).toEqual((await leesEvents(hub.url)).map((e) => e.id).sort());
    expect(gezien.length).toBe(n);
  }, 90_000);

  test('what left by a stream is in the audit, event by event', async () => {
    await totStil(hub.url);
    const uitgereikt = new Set<unknown>();
    for (const keten of await hub.kp.store.auditChains()) {
      for (const a of await hub.kp.store.auditAfter(keten, 0, 10_000)) if (a.stap === 'gelezen' && a.details?.topic === TOPIC) for (const e of a.details.events as string[]) uitgereikt.add(e);
    }
    expect(uitgereikt).toEqual(new Set((await leesEvents(hub.url)).map((e) => e.id)));
  });

  // The embedded log has one process alone.
  if (naam === 'kafka') test('what another node published arrives too, while nothing is published here', async () => {
    const { volgende } = (await (await fetch(adres('?max=1000'))).json()) as { volgende: string };
    const s = new SseLezer(adres(`?na=${volgende}`));
    await s.tot(() => s.status === 200, 'stroom');
    const wacht = fetch(adres(`?wacht=60&na=${volgende}`));
    const node = await openKafkaLog({ brokers: kafka.adres.split(','), shards: 64, replicatie: 1, voorvoegsel: /voorvoegsel: "([^"]+)"/.exec(basis)![1]! });
    try {
      // A shard that this hub does not have.
      await node.open(63);
      await node.publish([{ topic: TOPIC, key: 'k', headers: { ce_id: 'van-elders', 'content-type': 'application/json' }, value: '{"van":"elders"}' }], { shard: 63, incarnation: randomUUID(), acceptance: 1, part: 0 });
      await s.tot(() => s.events.length === 1, 'event van elders');
      expect(s.ids).toEqual(['van-elders']);
      expect(((await (await wacht).json()) as { events: { id: string }[] }).events.map((e) => e.id)).toEqual(['van-elders']);
    } finally {
      await node.close();
      s.breek();
    }
  }, 60_000);

  test('a token that is taken out of the configuration ends its stream', async () => {
    const s = new SseLezer(adres(), { authorization: `Bearer ${TOKEN}` });
    await s.tot(() => s.events.length >= n, 'alles');
    writeFileSync(path.join(path.dirname(hub.data), 'knooppunt.yaml'), `${basis}bellers: []\n`);
    await s.tot(() => s.slot !== null, 'einde');
    expect([s.slot, s.commentaar.at(-1)]).toEqual(['einde', 'de toegang is vervallen']);
  }, 60_000);

  test('with streams and long polls open the hub stops within its ten seconds, and tells them', async () => {
    const { volgende } = (await (await fetch(adres('?max=1000'))).json()) as { volgende: string };
    const stromen = Array.from({ length: 20 }, () => new SseLezer(adres(`?na=${volgende}`)));
    await stromen[0]!.tot(() => stromen.every((s) => s.status === 200), 'stromen');
    const wacht = Array.from({ length: 20 }, () => fetch(adres(`?wacht=60&na=${volgende}`)));
    for (let i = 0; i < 500; i += 1) {
      if (/^knooppunt_lezers_wachtend 40$/m.test(await (await fetch(`${hub.url}/metrics`)).text())) break;
      await new Promise((r) => setTimeout(r, 20));
    }
    const begin = performance.now();
    await hub.kp.stop();
    expect(performance.now() - begin).toBeLessThan(10_000);
    for (const w of wacht) expect(await (await w).json()).toEqual({ events: [], volgende });
    for (const s of stromen) expect([s.slot, s.commentaar.at(-1)]).toEqual(['einde', 'het knooppunt stopt']);
  }, 60_000);
});
