// Long poll and streams on the HTTP room alone, with a log and a store that can be looked into: what wakes a reader, how often the log is looked at,
// how many may wait, and everything that ends a wait.
import { EventLogError } from '../../src/eventlog/port.ts';
import type { WachtOpties } from '../../src/http/wachtkamer.ts';
import type { TokenRegel } from '../../src/http/opties.ts';
import { OIN_A, type Opstelling, PARTIJEN, nepRouting, sha256, TOKEN, TOKENS, zetOp } from './opstelling.ts';
import { SseLezer } from './sse-lezer.ts';

const TOPIC = 'sociaaldomein.gemeente.0363';
const PAD = '/v1/gemeenten/0363/events';
interface Pagina { events: { id: string }[]; volgende: string }

let hub: Opstelling;
let tokens: readonly TokenRegel[];
let partijen: typeof PARTIJEN;
const open = async (wachten: Partial<WachtOpties> = {}): Promise<void> => {
  tokens = TOKENS;
  partijen = PARTIJEN;
  const routing = { ...nepRouting, party: (id: string) => partijen.find((p) => p.id === id) ?? null, parties: () => partijen };
  // A look of our own comes late, unless a test is about it: what arrives sooner came by a wake.
  hub = await zetOp({ wachten: { kijk: 600_000, ...wachten } }, { tokens: () => tokens, routing });
};
afterEach(() => hub.sluit());
const poll = (vraag: string, token: string = TOKEN.gemeente): Promise<Response> => hub.haal(PAD + vraag, { token });
const stroom = (vraag = '', koppen: Record<string, string> = {}, opties: { traag?: boolean } = {}): SseLezer => new SseLezer(hub.url + PAD + vraag, { authorization: `Bearer ${TOKEN.gemeente}`, ...koppen }, opties);
const wachters = async (n: number): Promise<void> => {
  for (let i = 0; i < 1_500 && hub.log.blikken.length < n; i += 1) await new Promise((r) => setTimeout(r, 20));
  expect(hub.log.blikken.length).toBeGreaterThanOrEqual(n);
};

describe('long poll', () => {
  test('what is there is given at once; what comes is given when it comes, as the same page', async () => {
    await open();
    hub.log.zet(TOPIC, 1);
    const p = (await (await poll('?wacht=60')).json()) as Pagina;
    expect(p.events.map((e) => e.id)).toEqual(['e1']);
    const wacht = poll(`?wacht=60&na=${p.volgende}`);
    await wachters(3);
    hub.log.zet(TOPIC, 2);
    expect(((await (await wacht).json()) as Pagina).events.map((e) => e.id)).toEqual(['e2', 'e3']);
    expect(hub.store.audit.map((a) => a.details?.aantal)).toEqual([1, 2]);
  });

  test('time up: an empty page with a place to go on from, and nothing in the audit', async () => {
    await open();
    hub.log.zet(TOPIC, 1);
    const { volgende } = (await (await poll('')).json()) as Pagina;
    hub.store.audit.length = 0;
    const r = await poll(`?wacht=1&na=${volgende}`);
    expect([r.status, await r.json()]).toEqual([200, { events: [], volgende }]);
    expect(hub.store.audit).toEqual([]);
  });

  test('another topic wakes nobody here', async () => {
    await open();
    const wacht = poll('?wacht=1');
    await wachters(2);
    hub.log.zet(`${TOPIC}.dat`, 1);
    expect(((await (await wacht).json()) as Pagina).events).toEqual([]);
    expect(hub.log.blikken.filter((b) => b.startsWith(`${TOPIC} `)).length).toBe(2);
  });

  test('level dat waits on its own topic', async () => {
    await open();
    const wacht = poll('?wacht=60&niveau=dat');
    await wachters(2);
    hub.log.zet(`${TOPIC}.dat`, 1);
    expect(((await (await wacht).json()) as Pagina).events.length).toBe(1);
  });

  test('an event that comes between the look and the waiting is not missed', async () => {
    await open();
    const lees = hub.log.read.bind(hub.log);
    let keer = 0;
    hub.log.read = async (topic, na, max) => {
      const gezien = await lees(topic, na, max);
      keer += 1;
      if (keer === 2) hub.log.zet(TOPIC, 1);
      return gezien;
    };
    expect(((await (await poll('?wacht=60')).json()) as Pagina).events.map((e) => e.id)).toEqual(['e1']);
  });

  test('when no wake comes, a look of our own finds it', async () => {
    await open({ kijk: 50 });
    hub.log.wekt = false;
    const wacht = poll('?wacht=60');
    await wachters(3);
    hub.log.zet(TOPIC, 1);
    expect(((await (await wacht).json()) as Pagina).events.map((e) => e.id)).toEqual(['e1']);
  });

  test('a log that is away while one waits costs the page, not the place', async () => {
    await open();
    const wacht = poll('?wacht=60');
    await wachters(2);
    hub.log.fout = new EventLogError('unavailable', 'geheim');
    hub.log.zet(TOPIC, 1);
    expect((await wacht).status).toBe(503);
    hub.log.fout = null;
    expect(((await (await poll('?wacht=60')).json()) as Pagina).events.map((e) => e.id)).toEqual(['e1']);
  });

  test.each(['?wacht=-1', '?wacht=61', '?wacht=x', '?wacht=1.5'])('%s is 400', async (vraag) => {
    await open();
    expect((await poll(vraag)).status).toBe(400);
  });

  test('a reader that goes away gives its place back, and nothing is read or recorded for it', async () => {
    await open({ perBeller: 1 });
    const weg = new AbortController();
    const wacht = hub.haal(`${PAD}?wacht=60`, { token: TOKEN.gemeente, signal: weg.signal }).catch(() => null);
    await wachters(2);
    weg.abort();
    await wacht;
    for (let i = 0; i < 500 && hub.log.hoorders.size > 0; i += 1) await new Promise((r) => setTimeout(r, 20));
    expect(hub.log.hoorders.size).toBe(0);
    hub.log.zet(TOPIC, 1);
    expect(hub.store.audit).toEqual([]);
  });
});

test('1,000 readers of one topic: one look each time something comes, and none in between', async () => {
  await open({ perBeller: 1_000 });
  const lezers = Array.from({ length: 1_000 }, () => stroom());
  await lezers.at(-1)!.tot(() => lezers.every((l) => l.status === 200), '1000 stromen');
  for (let keer = 1; keer <= 3; keer += 1) {
    const voor = hub.log.blikken.length;
    hub.log.zet(TOPIC, 1);
    await lezers.at(-1)!.tot(() => lezers.every((l) => l.events.length === keer), `event ${keer} bij allen`);
    expect(hub.log.blikken.length - voor).toBe(1);
  }
  expect(hub.store.audit.length).toBe(3_000);
  lezers.forEach((l) => l.breek());
}, 120_000);

describe('as many as may wait', () => {
  test('per caller and in all: 429 with a time to come back; a place that is given back can be taken', async () => {
    await open({ perBeller: 2, totaal: 3 });
    const a = stroom();
    const b = stroom();
    await b.tot(() => a.status === 200 && b.status === 200, 'twee stromen');
    const vol = await poll('?wacht=60');
    expect([vol.status, vol.headers.get('retry-after'), ((await vol.json()) as { code: string }).code]).toEqual([429, '5', 'KP_TE_VEEL']);
    expect((await poll('')).status).toBe(200);
    const ander = new SseLezer(`${hub.url}/v1/partijen/${OIN_A}/events`, { authorization: `Bearer ${TOKEN.a}` });
    await ander.tot(() => ander.status === 200, 'de derde');
    const operator = stroom('', { authorization: `Bearer ${TOKEN.operator}` });
    await operator.tot(() => operator.status !== 0, 'het vierde antwoord');
    expect(operator.status).toBe(429);
    a.breek();
    let c = stroom();
    for (let i = 0; i < 200 && c.status !== 200; i += 1) {
      await c.tot(() => c.status !== 0, 'antwoord');
      if (c.status === 429) c = stroom();
    }
    expect(c.status).toBe(200);
    for (const l of [b, c, ander]) l.breek();
  });
});

describe('stream', () => {
  test('events in order, one line of structured JSON each, with its place; new ones as they come; in the audit before they leave', async () => {
    await open();
    hub.log.zet(TOPIC, 1, '{\n  "bedrag": {"centen": 9007199254740993}\r\n}');
    const s = stroom();
    await s.tot(() => s.events.length === 1, 'het eerste');
    expect([s.status, s.koppen['content-type'], s.koppen['cache-control'], s.koppen['api-version']]).toEqual([200, 'text/event-stream; charset=utf-8', 'no-store', expect.any(String)]);
    expect(s.events[0]!.data).toContain('"centen": 9007199254740993');
    expect(JSON.parse(s.events[0]!.data)).toMatchObject({ specversion: '1.0', id: 'e1', datacontenttype: 'application/json' });
    hub.log.zet(TOPIC, 2);
    await s.tot(() => s.events.length === 3, 'de volgende');
    expect(s.ids).toEqual(['e1', 'e2', 'e3']);
    expect(hub.store.audit.map((a) => [a.stap, a.actor, a.details?.events])).toEqual([['gelezen', '00000099000000363000', ['e1']], ['gelezen', '00000099000000363000', ['e2', 'e3']]]);
    hub.store.auditFout = new Error('vol');
    hub.log.zet(TOPIC, 1);
    await s.tot(() => s.slot !== null, 'einde');
    expect(s.ids).toEqual(['e1', 'e2', 'e3']);
    expect(hub.regels()).not.toContain('centen');
  });

  test('a broken stream goes on at Last-Event-ID, which comes before na; an id is a place for pages too', async () => {
    await open();
    hub.log.zet(TOPIC, 5);
    const s = stroom();
    await s.tot(() => s.events.length === 5, 'vijf');
    s.breek();
    const [, tweede] = s.events;
    const verder = stroom(`?na=${s.events[3]!.id}`, { 'last-event-id': tweede!.id });
    await verder.tot(() => verder.events.length === 3, 'drie');
    expect(verder.ids).toEqual(['e3', 'e4', 'e5']);
    expect(((await (await poll(`?na=${tweede!.id}`)).json()) as Pagina).events.map((e) => e.id)).toEqual(['e3', 'e4', 'e5']);
    verder.breek();
  });

  test.each(['YWJj', '@@', 'x'.repeat(5_000)])('a Last-Event-ID that is no place is 400 with where it stands (%#)', async (id) => {
    await open();
    const r = await hub.haal(PAD, { token: TOKEN.gemeente, headers: { accept: 'text/event-stream', 'last-event-id': id } });
    expect(r.status).toBe(400);
    expect(((await r.json()) as { meldingen: { pad: string }[] }).meldingen[0]!.pad).toBe('/headers/last-event-id');
  });

  test('who may not read, or when the log is away: a refusal, no stream', async () => {
    await open();
    const ander = await hub.haal(PAD, { token: TOKEN.a, headers: { accept: 'text/event-stream' } });
    expect([ander.status, ander.headers.get('content-type')]).toEqual([403, expect.stringContaining('problem+json')]);
    hub.log.fout = new EventLogError('unavailable', 'geheim');
    const weg = await hub.haal(PAD, { token: TOKEN.gemeente, headers: { accept: 'text/event-stream' } });
    expect([weg.status, weg.headers.get('retry-after')]).toEqual([503, '5']);
  });

  test('silence is filled with comments, which are no events and no looks at the log', async () => {
    await open({ hartslag: 30 });
    const s = stroom();
    await s.tot(() => s.commentaar.filter((c) => c === 'hartslag').length >= 3, 'hartslag');
    expect([s.events.length, hub.log.blikken.length]).toEqual([0, 1]);
    hub.log.zet(TOPIC, 1);
    await s.tot(() => s.events.length === 1, 'event na stilte');
    s.breek();
  });

  test('a reader that takes nothing stops the reading of the log; when it takes again it gets everything once', async () => {
    await open();
    const tekst = JSON.stringify({ t: 'x'.repeat(100_000) });
    const s = stroom('', {}, { traag: true });
    await s.tot(() => s.status === 200, 'antwoord');
    for (let i = 0; i < 400; i += 1) hub.log.zet(TOPIC, 1, tekst);
    // 40 MB stand ready; what was read for it stops growing long before that.
    let vorig = -1;
    for (let i = 0; i < 200 && vorig !== hub.store.audit.length; i += 1) {
      vorig = hub.store.audit.length;
      await new Promise((r) => setTimeout(r, 300));
    }
    const uitgereikt = hub.store.audit.reduce((n, a) => n + Number(a.details?.aantal), 0);
    expect(uitgereikt).toBeLessThan(200);
    s.lees();
    await s.tot(() => s.events.length === 400, 'alles');
    expect(s.ids).toEqual(Array.from({ length: 400 }, (_, i) => `e${i + 1}`));
    s.breek();
  }, 120_000);
});

test('a reader that takes nothing for too long is cut, and its place is free again', async () => {
  await open({ perBeller: 1, traag: 200 });
  for (let i = 0; i < 400; i += 1) hub.log.zet(TOPIC, 1, JSON.stringify({ t: 'x'.repeat(100_000) }));
  const s = stroom('', {}, { traag: true });
  await s.tot(() => s.status === 200, 'antwoord');
  for (let i = 0; i < 1_500 && hub.log.hoorders.size > 0; i += 1) await new Promise((r) => setTimeout(r, 20));
  expect(hub.log.hoorders.size).toBe(0);
  const na = stroom();
  await na.tot(() => na.status !== 0, 'antwoord');
  expect(na.status).toBe(200);
  na.breek();
  s.breek();
}, 60_000);

describe('a right that ends', () => {
  test('a token that is withdrawn ends the stream, with nothing more handed out; coming back is 401', async () => {
    await open();
    const s = stroom();
    await s.tot(() => s.status === 200, 'antwoord');
    tokens = tokens.filter((t) => t.sha256 !== sha256(TOKEN.gemeente));
    hub.log.zet(TOPIC, 1);
    await s.tot(() => s.slot !== null, 'einde');
    expect([s.slot, s.events, hub.store.audit, s.commentaar]).toEqual(['einde', [], [], ['de toegang is vervallen']]);
    expect((await poll('')).status).toBe(401);
  });

  test('a party that is gone from the configuration: the stream ends when the configuration is taken over, a long poll is refused', async () => {
    await open();
    const s = stroom();
    const wacht = poll('?wacht=60');
    await s.tot(() => s.status === 200, 'antwoord');
    await wachters(3);
    partijen = partijen.filter((p) => p.id !== 'gemeente-0363');
    hub.server.herzie();
    await s.tot(() => s.slot !== null, 'einde');
    expect((await wacht).status).toBe(403);
  });

  test('a configuration that changes nothing for a reader leaves its stream alone', async () => {
    await open();
    const s = stroom();
    await s.tot(() => s.status === 200, 'antwoord');
    hub.server.herzie();
    hub.log.zet(TOPIC, 1);
    await s.tot(() => s.events.length === 1, 'event');
    s.breek();
  });

  test('a token that now is another’s ends the stream', async () => {
    await open();
    const s = stroom();
    await s.tot(() => s.status === 200, 'antwoord');
    tokens = tokens.map((t) => (t.sha256 === sha256(TOKEN.gemeente) ? { ...t, partij: null } : t));
    hub.log.zet(TOPIC, 1);
    await s.tot(() => s.slot !== null, 'einde');
    expect(s.events).toEqual([]);
  });
});

describe('a hub that stops', () => {
  test('whoever waits is answered at once, streams end, and the server is closed well before anything is cut', async () => {
    await open();
    hub.log.zet(TOPIC, 1);
    const { volgende } = (await (await poll('')).json()) as Pagina;
    const wacht = Array.from({ length: 5 }, () => poll(`?wacht=60&na=${volgende}`));
    const stromen = Array.from({ length: 5 }, () => stroom(`?na=${volgende}`));
    await stromen[0]!.tot(() => stromen.every((s) => s.status === 200), 'vijf stromen');
    await wachters(8);
    const begin = performance.now();
    await hub.server.close();
    expect(performance.now() - begin).toBeLessThan(9_000);
    for (const w of wacht) expect(await (await w).json()).toEqual({ events: [], volgende });
    for (const s of stromen) {
      await s.tot(() => s.slot !== null, 'einde');
      expect([s.slot, s.commentaar]).toEqual(['einde', ['het knooppunt stopt']]);
    }
  }, 30_000);

  test('a reader that takes nothing is cut, in time', async () => {
    await open();
    for (let i = 0; i < 200; i += 1) hub.log.zet(TOPIC, 1, JSON.stringify({ t: 'x'.repeat(100_000) }));
    const s = stroom('', {}, { traag: true });
    await s.tot(() => s.status === 200 && hub.store.audit.length > 0, 'eerste bladzijde');
    const begin = performance.now();
    await hub.server.close();
    expect(performance.now() - begin).toBeLessThan(9_000);
    s.breek();
  }, 30_000);
});
