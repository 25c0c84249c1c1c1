// Canonical in (docs/design/terugweg.md): what is refused and how it says so, by path and never with a value; what a message has no place for; documents;
// and `knooppunt send` with events.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knooppunt } from '../hulp/cli.ts';
import { sample, startTerugweg, type TerugwegHub } from '../hulp/terugweg.ts';

type Json = Record<string, unknown>;
const SOURCE = 'urn:nld:oin:00000003000000424200:systeem:zorgadministratie';
let teller = 0;
const event = (type: string, data: Json, extra: Json = {}): Json => ({ specversion: '1.0', id: `e-${++teller}`, source: SOURCE, time: '2026-11-24T10:15:00+01:00', type: `nl.sociaaldomein.${type}.v1`, data, ...extra });

let hub: TerugwegHub;
beforeAll(async () => {
  hub = await startTerugweg();
}, 60_000);
afterAll(async () => await hub?.stop());

const bytesVan = async (h: TerugwegHub, id: unknown): Promise<string> => Buffer.from((await h.kp.store.bytes(String(id)))!).toString('latin1');
/** Accepted, or the answer as it was. */
const ok = (r: { status: number; tekst: string }): void => expect(r.status === 202 ? '202' : r.tekst).toBe('202');

/** A codes list on everything that the profile wants a code on, as the judge says them: no remark. */
const CODE = { code: '0200', codelijst: 'WJ001' };

describe('what is refused, and how it says so', () => {
  const GEHEIM = '999993653';
  const E = (extra: Json, data: Json = { bericht: {}, personen: [] }): Json => ({ ...event('toewijzing-afgegeven', data, { id: `f-${++teller}` }), ...extra });
  test.each([
    ['no JSON', '{', 400, 'KP_EVENT', '/'],
    ['no id', E({ id: undefined }), 400, 'KP_EVENT', '/id'],
    ['no source', E({ source: '' }), 400, 'KP_EVENT', '/source'],
    ['no time', E({ time: undefined }), 400, 'KP_EVENT', '/time'],
    ['a time without a zone', E({ time: '2026-11-24T10:15:00' }), 400, 'KP_EVENT', '/time'],
    ['another specversion', E({ specversion: '0.3' }), 400, 'KP_EVENT', '/specversion'],
    ['binary data', E({ data: undefined, data_base64: 'AA==' }), 400, 'KP_EVENT', '/data_base64'],
    ['an event type that nobody knows', E({ type: `nl.sociaaldomein.${GEHEIM}.v1` }), 422, 'KP_OPSTELLEN', '/data'],
    ['an attribute that the model does not have', E({}, { bericht: {}, personen: [], [GEHEIM]: 1 }), 422, 'KP_OPSTELLEN', '/data/…'],
    ['a value of the wrong kind', E({}, { bericht: {}, personen: [{ id: 'p1', rollen: ['client'], bsn: `${GEHEIM}1` }] }), 422, 'KP_OPSTELLEN', '/data/personen/0/bsn'],
  ])('%s', async (_naam, e, status, code, pad) => {
    const voor = (await hub.balans()).berichten;
    const r = await hub.post('gemeente-0363', typeof e === 'string' ? e : JSON.stringify(e), '/v1/berichten?als=iwmo:WMO301', { 'content-type': 'application/cloudevents+json; charset=utf-8' });
    expect([r.status, r.json.code, (r.json.meldingen as Json[]).map((m) => m.pad)]).toEqual([status, code, expect.arrayContaining([pad])]);
    expect(r.tekst).not.toContain(GEHEIM);
    const na = (await hub.balans()).berichten;
    expect([na.ontvangen! - voor.ontvangen!, na.geweigerd! - voor.geweigerd!]).toEqual([1, 1]);
  }, 60_000);

  test.each([
    ['a standard that is not there', '?als=edifact:X', 422, 'KP_OPSTELLEN'],
    ['a message that is not there', '?als=iwmo:WMO999', 422, 'KP_OPSTELLEN'],
    ['no message named at all', '', 422, 'KP_OPSTELLEN'],
    ['als that is no name', '?als=%3Cx%3E', 400, 'KP_VRAAG'],
    ['a sender beside the event', '?als=iwmo:WMO301&afzender=00000099000000020363', 400, 'KP_VRAAG'],
  ])('%s', async (_naam, vraag, status, code) => {
    const r = await hub.zend('gemeente-0363', E({}), vraag);
    expect([r.status, r.json.code]).toEqual([status, code]);
  }, 60_000);

  test('als belongs to events; compressed, and a list as one event, are refused as ever', async () => {
    expect((await hub.post('gemeente-0363', sample('istandaarden/wmo301-toewijzing.xml'), '/v1/berichten?als=iwmo:WMO301')).json).toMatchObject({ code: 'KP_VRAAG' });
    expect((await hub.post('gemeente-0363', '{}', '/v1/berichten', { 'content-type': 'application/cloudevents+json', 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await hub.post('gemeente-0363', '[]', '/v1/berichten', { 'content-type': 'application/cloudevents+json' })).json).toMatchObject({ code: 'KP_EVENT' });
    expect((await hub.post('gemeente-0363', '{}', '/v1/berichten', { 'content-type': 'application/cloudevents+json; charset=latin1' })).json).toMatchObject({ code: 'KP_MEDIATYPE' });
    expect((await hub.post('gemeente-0363', `${'['.repeat(5000)}${']'.repeat(5000)}`, '/v1/berichten', { 'content-type': 'application/cloudevents-batch+json' })).json).toMatchObject({ code: 'KP_EVENT' });
  }, 60_000);

  test('what the message has no place for is refused by path, and with metVerlies said in the answer', async () => {
    const in_ = await hub.post('gemeente-0363', Buffer.from(sample('istandaarden/wmo301-toewijzing.xml').toString('utf8').replace('AMS26110201', 'AMS26119999')));
    ok(in_);
    const e = (id: string): Json => event('toewijzing-beoordeeld', { bericht: { kruisreferentie: 'AMS26119999' }, personen: [{ id: 'p1', rollen: ['client'], bsn: '999900006', adressen: [] }], retour: { opBericht: {}, codes: [CODE], totaalToegekend: { centen: 1, valuta: 'EUR' } } }, { id });
    const nee = await hub.zend('aanbieder-42420001', e('v-1'), '?als=iwmo:WMO302');
    expect([nee.status, (nee.json.meldingen as Json[]).every((m) => String(m.pad).startsWith('/'))]).toEqual([422, true]);
    const zonder = { ...(e('v-2') as { data: Json }), data: { bericht: { kruisreferentie: 'AMS26119999' }, personen: [], retour: { opBericht: {}, codes: [CODE], totaalToegekend: { centen: 1, valuta: 'EUR' } } } };
    const verlies = await hub.zend('aanbieder-42420001', zonder, '?als=iwmo:WMO302');
    expect([verlies.status, verlies.json.code, (verlies.json.meldingen as Json[]).map((m) => m.pad)]).toEqual([422, 'KP_VERLIES', ['/data/retour/totaalToegekend']]);
    const toch = await hub.zend('aanbieder-42420001', zonder, '?als=iwmo:WMO302&metVerlies=true');
    ok(toch);
    expect(toch.json.verlies).toEqual(['/data/retour/totaalToegekend']);
    expect((await hub.zend('aanbieder-42420001', zonder, '?als=iwmo:WMO302&metVerlies=true')).json).toEqual({ ...toch.json, dubbel: true });
  }, 60_000);
});

describe('a document behind a claim check', () => {
  test('goes out with the message of whoever was given it; for another party it is as if it were not there', async () => {
    // A document that 0363 handed in, with content that the model carries as a claim check.
    const in_ = await hub.post('gemeente-0363', sample('stuf/edclk01-voegzaakdocumenttoe.xml'));
    ok(in_);
    await hub.stil();
    const { events } = await hub.kp.intake.translate({ soort: 'geheugen', bytes: sample('stuf/edclk01-voegzaakdocumenttoe.xml') }, { berichtId: '00000000-0000-7000-8000-000000000000' });
    const [e] = events;
    const { afzender: _a, referentie: _r, verzondenOp: _v, ...bericht } = e!.data.bericht as Json;
    const claim = /"sha256":"([0-9a-f]{64})","bytes"/.exec(JSON.stringify({ ...e!.data, bericht: {} }))?.[1];
    expect(await hub.kp.store.document(claim ?? '')).not.toBeNull();
    const zend = (van: 'gemeente-0363' | 'gemeente-0344', id: string) => hub.zend(van, event(e!.type, { ...e!.data, bericht: { ...bericht, afzender: { applicatie: 'ZAAKSYS' } } }, { id }), '?als=stuf:edcLk01&metVerlies=true');
    const r = await zend('gemeente-0363', 'd-1');
    ok(r);
    const { bytes } = (await hub.kp.store.document(claim!))!;
    expect((await bytesVan(hub, r.json.id)).replace(/\s/g, '')).toContain(Buffer.from(bytes).toString('base64').slice(0, 200));
    const nee = await zend('gemeente-0344', 'd-2');
    expect([nee.status, nee.json.code, (nee.json.meldingen as Json[]).map((m) => m.tekst)]).toEqual([422, 'KP_OPSTELLEN', ['dit document is hier niet, of niet voor deze partij']]);
    expect(JSON.stringify(nee.json)).not.toContain(claim);
  }, 60_000);
});

test('knooppunt send knows events by their name, one and a list, and says what became of them', async () => {
  const map = mkdtempSync(path.join(tmpdir(), 'kp-send-'));
  try {
    const e = event('toewijzing-beoordeeld', { bericht: { kruisreferentie: 'X', ontvanger: { gemeentecode: '0363' } }, personen: [], retour: { opBericht: { referentie: 'X', dagtekening: '2026-11-02', schema: { basisschema: '1.0.0', bericht: '1.0.0' } }, codes: [CODE] } }, { id: 's-1' });
    const [een, lijst] = [path.join(map, 'een.json'), path.join(map, 'lijst.JSON')];
    writeFileSync(een, JSON.stringify(e, null, 2));
    writeFileSync(lijst, `\n [${JSON.stringify({ ...e, id: 's-2' })}]`);
    const stuur = (...argumenten: string[]) => knooppunt(['send', '--url', hub.url, '--token', 'aanbieder-42420001', ...argumenten]);
    const r = await stuur('--als', 'iwmo:WMO302', een, een, lijst);
    expect([r.code, r.uit]).toEqual([0, expect.stringMatching(/een\.json: 202 WMO302 .*\n.*een\.json: 202 WMO302 .*\(dubbel\)\n.*lijst\.JSON: 202 WMO302 /)]);
    const zonder = await stuur(een);
    expect(zonder.code).toBe(1);
  } finally {
    rmSync(map, { recursive: true, force: true });
  }
}, 120_000);

test('limits are those of XML: too large is 413, what does not fit in memory goes by disk, and only what the store keeps stays there', async () => {
  const klein = await startTerugweg({ yaml: 'limieten: { xml: 20000, geheugen: 2000 }' });
  try {
    const e = (id: string, extra: number): Json => event('toewijzing-beoordeeld', { bericht: { kruisreferentie: 'X', ontvanger: { gemeentecode: '0363' } }, personen: [], retour: { opBericht: { referentie: 'X', dagtekening: '2026-11-02', schema: { basisschema: '1.0.0', bericht: '1.0.0' } }, codes: [CODE] } }, { id, ruimte: ' '.repeat(extra) });
    for (const omvang of [30_000, 1_000_000]) {
      const groot = await klein.zend('aanbieder-42420001', e(`g-${omvang}`, omvang), '?als=iwmo:WMO302');
      expect([groot.status, groot.json.code]).toEqual([413, 'KP_TE_GROOT']);
    }
    const voor = await klein.kp.store.spoolFiles();
    ok(await klein.zend('aanbieder-42420001', e('g-3', 10_000), '?als=iwmo:WMO302'));
    expect(await klein.kp.store.spoolFiles()).toEqual(voor);
    expect(readdirSync(path.join(klein.kp.configuratie.opslag.map, 'spool')).map((f) => `spool/${f}`).sort()).toEqual([...voor].sort());
    expect((await klein.zend('aanbieder-42420001', { ...e('g-4', 10_000), data: {} }, '?als=iwmo:WMO302')).status).toBe(422);
    expect(await klein.kp.store.spoolFiles()).toHaveLength(voor.length + 1);
    expect((await klein.balans()).verschillen).toEqual([]);
  } finally {
    await klein.stop();
  }
}, 60_000);
