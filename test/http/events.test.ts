// Reading by pull: order, pages that join without gap or repeat, a place that belongs to one topic, and an audit record before anything leaves.
import { EventLogError } from '../../src/eventlog/port.ts';
import { leesCursor, maakCursor } from '../../src/http/cursor.ts';
import { OIN_A, type Opstelling, TOKEN, zetOp } from './opstelling.ts';

let hub: Opstelling;
beforeEach(async () => { hub = await zetOp(); });
afterEach(() => hub.sluit());

const TOPIC = 'sociaaldomein.gemeente.0363';
interface Pagina { events: Record<string, unknown>[]; volgende: string }
const pagina = async (vraag: string, token: string = TOKEN.gemeente): Promise<Pagina> => (await (await hub.haal(`/v1/gemeenten/0363/events${vraag}`, { token })).json()) as Pagina;

test('pages join: every event once, in order, and a place to go on from when there is nothing', async () => {
  const leeg = await pagina('');
  expect(leeg.events).toEqual([]);
  hub.log.zet(TOPIC, 7);
  const ids: unknown[] = [];
  let na = leeg.volgende;
  for (let i = 0; i < 5; i += 1) {
    const p = await pagina(`?max=3&na=${na}`);
    ids.push(...p.events.map((e) => e.id));
    na = p.volgende;
  }
  expect(ids).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']);
  hub.log.zet(TOPIC, 1);
  expect((await pagina(`?na=${na}`)).events.map((e) => e.id)).toEqual(['e8']);
});

test('an event is structured JSON, and its data leaves as the text it was published as', async () => {
  hub.log.zet(TOPIC, 1);
  const tekst = await (await hub.haal('/v1/gemeenten/0363/events', { token: TOKEN.gemeente })).text();
  expect(tekst).toContain('"centen":9007199254740993');
  const [event] = (JSON.parse(tekst) as Pagina).events;
  expect(event).toMatchObject({ specversion: '1.0', id: 'e1', type: 'nl.sociaaldomein.toewijzing-afgegeven.v1', datacontenttype: 'application/json', data: { bericht: { id: 'x' } } });
});

test('level dat is another topic, with places of its own', async () => {
  hub.log.zet(TOPIC, 2);
  hub.log.zet(`${TOPIC}.dat`, 1);
  const dat = await pagina('?niveau=dat');
  expect(dat.events.length).toBe(1);
  expect((await hub.haal(`/v1/gemeenten/0363/events?na=${dat.volgende}`, { token: TOKEN.gemeente })).status).toBe(400);
});

test('what was handed out is in the audit with number and party; an empty look is not, and no audit means no events', async () => {
  await pagina('');
  expect(hub.store.audit).toEqual([]);
  hub.log.zet(TOPIC, 2);
  await pagina('');
  expect(hub.store.audit).toEqual([{ stap: 'gelezen', tijd: '2026-11-24T09:00:00.000Z', actor: '00000099000000363000', details: { partij: '0363', niveau: 'wat', topic: TOPIC, aantal: 2, na: '', tot: '2', events: ['e1', 'e2'] } }]);
  hub.store.auditFout = new Error('vol');
  const r = await hub.haal('/v1/gemeenten/0363/events', { token: TOKEN.gemeente });
  expect(r.status).toBe(500);
  expect(await r.text()).not.toContain('centen');
});

test('a page ends before it grows too large, and goes on where it ended', async () => {
  hub.log.zet(TOPIC, 5, JSON.stringify({ t: 'x'.repeat(3_000_000) }));
  const p = await pagina('?max=1000');
  expect(p.events.map((e) => e.id)).toEqual(['e1', 'e2']);
  expect((await pagina(`?na=${p.volgende}`)).events.map((e) => e.id)).toEqual(['e3', 'e4']);
});

test.each(['?max=0', '?max=1001', '?max=drie', '?niveau=alles', '?na=@@', '?na=YWJj', '?naar=x', '?max=1&max=2'])('%s is 400 with its place', async (vraag) => {
  const r = await hub.haal(`/v1/gemeenten/0363/events${vraag}`, { token: TOKEN.gemeente });
  expect(r.status).toBe(400);
  const p = (await r.json()) as { meldingen: { pad: string; tekst: string }[] };
  expect(p.meldingen[0]!.pad).toMatch(/^\/query/);
  expect(p.meldingen[0]!.tekst).toMatch(/^[a-z].* .*/);
});

test('the log away: 503, to be tried again', async () => {
  hub.log.fout = new EventLogError('unavailable', 'geheim');
  const r = await hub.haal(`/v1/partijen/${OIN_A}/events`, { token: TOKEN.a });
  expect(r.status).toBe(503);
  expect(r.headers.get('retry-after')).toBe('5');
  expect(await r.text()).not.toContain('geheim');
});

test('a place survives its way and is bound to its topic', () => {
  for (const offset of [null, '1', '99999999999999999999', 'p0:12']) expect(leesCursor('t', maakCursor('t', offset))).toBe(offset);
  expect(leesCursor('ander', maakCursor('t', '1'))).toBeUndefined();
  for (const fout of ['', 'x', Buffer.from('1.000000000000.5').toString('base64url')]) expect(leesCursor('t', fout)).toBeUndefined();
});
