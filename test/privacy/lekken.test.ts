// Proves that no value of a message leaves where it must not: every sample, good and wrong, goes through a whole hub, and what identifies the people in
// them is looked for in log lines, topics, keys, headers, error texts, answers, metrics and the audit. Levels dat and wat are compared too.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLog } from '../../src/http/log.ts';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';

const SAMPLES = path.join(WORTEL, 'samples');
const bestanden = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(xml|asc)$/.test(f)).sort();

/** BSNs of all samples (with one digit wrong too, as the wrong samples have them), and family names that no code or text of ours holds. */
const bsns = new Set<string>();
const namen = new Set<string>();
for (const f of bestanden) {
  const tekst = readFileSync(path.join(SAMPLES, f), 'latin1');
  for (const m of tekst.matchAll(/9999\d{5}/g)) bsns.add(m[0]);
  for (const m of tekst.matchAll(/<(?:\w+:)?(?:geslachtsnaam|Achternaam|SignificantDeelVanDeAchternaam)[^>]*>([A-Z][a-z]{4,})</g)) namen.add(m[1]!);
}
const lekken = (waar: string, tekst: string): string[] => [...bsns, ...namen].filter((w) => tekst.includes(w)).map((w) => `${waar}: ${w.slice(0, 4)}…`);

let hub: ProefHub;
const log: string[] = [];
const antwoorden: string[] = [];
const weigeringen: string[] = [];

beforeAll(async () => {
  hub = await startProefHub({ log: createLog({ niveau: 'trace', bestemming: { write: (s: string) => void log.push(s) } }) });
  for (const f of bestanden) {
    const v = JSON.parse(readFileSync(path.join(SAMPLES, f.replace(/\.(xml|asc)$/, '.verwacht.json')), 'utf8')) as { kanaal: string; endpoint?: string; soapAction?: string; uitkomst: string };
    const r = await hub.post(readFileSync(path.join(SAMPLES, f)), v.kanaal === 'soap' ? `/soap/${v.endpoint}` : '/v1/berichten', v.kanaal === 'soap' ? { 'content-type': 'text/xml', soapaction: `"${v.soapAction}"` } : {});
    (v.uitkomst === 'geweigerd' ? weigeringen : antwoorden).push(r.tekst);
  }
  await hub.kp.relay.quiet(30_000);
}, 120_000);
afterAll(() => hub.stop());

describe('nothing identifying leaves', () => {
  it('has something to look for', () => {
    expect(bsns.size).toBeGreaterThan(10);
    expect(namen.size).toBeGreaterThan(10);
    expect(weigeringen.length).toBeGreaterThan(10);
    expect(log.length).toBeGreaterThan(bestanden.length);
  });

  it('in log lines, at the most talkative level', () => {
    expect(lekken('log', log.join('\n'))).toEqual([]);
  });

  it('in receipts, refusals and faults', () => {
    expect([...antwoorden, ...weigeringen].flatMap((t) => lekken('antwoord', t))).toEqual([]);
  });

  it('in topics, keys and headers', async () => {
    const mis: string[] = [];
    let records = 0;
    for (const topic of (await hub.kp.eventlog.counts()).keys()) {
      mis.push(...lekken('topic', topic));
      for (const r of await hub.kp.eventlog.read(topic, null, 1_000)) {
        records += 1;
        mis.push(...lekken(`sleutel op ${topic}`, r.key), ...lekken(`kop op ${topic}`, JSON.stringify(r.headers)));
      }
    }
    expect(records).toBeGreaterThan(50);
    expect(mis).toEqual([]);
  });

  it('in metrics, in the overview of a message, and in the audit', async () => {
    const metrics = await (await fetch(new URL('/metrics', hub.url))).text();
    expect(lekken('metrics', metrics)).toEqual([]);
    const audit: string[] = [];
    for (const keten of await hub.kp.store.auditChains()) for (const r of await hub.kp.store.auditAfter(keten, 0, 10_000)) audit.push(JSON.stringify(r));
    expect(audit.length).toBeGreaterThan(200);
    expect(lekken('audit', audit.join('\n'))).toEqual([]);
  });
});

describe('level dat', () => {
  it('tells nothing of the content: one event type, no word of the standard, the message or the help', async () => {
    const verboden = /wmo|iwmo|ijw|jw3|jeugd|zorg|toewijzing|declaratie|zaak|suwi|uitkering|stuf|corv|jz0100|aw319|melding|inkomsten|berichttype|standaard/i;
    let gezien = 0;
    for (const topic of (await hub.kp.eventlog.counts()).keys()) {
      if (!topic.endsWith('.dat')) continue;
      for (const r of await hub.kp.eventlog.read(topic, null, 1_000)) {
        gezien += 1;
        expect(r.headers.ce_type).toBe('nl.sociaaldomein.betrokkenheid.v1');
        // The subscription's own id is the reader's, and the schema's address the hub's.
        const { ce_abonnement: _a, ce_dataschema: schema, ...rest } = r.headers;
        expect(schema).toMatch(/\/v1\/schemas\/betrokkenheid\/1\.0$/);
        expect(JSON.stringify(rest)).not.toMatch(verboden);
        expect(r.value).not.toMatch(verboden);
        expect(r.headers.ce_bericht).toBe(r.headers.ce_id);
      }
    }
    expect(gezien).toBeGreaterThan(3);
  });
});
