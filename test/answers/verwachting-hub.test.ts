// A whole hub over HTTP: what must be answered waits, each standard's answer finds its question whichever way it comes, late, missing, double, early and forged
// answers have their states, and who asked sees them.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';

const TOKENS = { 'gemeente-0363': 'token-amsterdam', 'aanbieder-42420001': 'token-de-brug', 'aanbieder-75750003': 'token-het-anker', 'veilig-thuis-amsterdam': 'token-veilig-thuis' } as const;
type Wie = keyof typeof TOKENS | 'operator';
const YAML = `http: { poort: 0 }
antwoorden: { perBericht: { WMO301: 3 dagen } }
bellers:
${Object.entries(TOKENS).map(([partij, token]) => `  - { partij: ${partij}, sha256: ${createHash('sha256').update(token).digest('hex')} }`).join('\n')}
`;
const DAG = 86_400_000;
const BEGIN = Date.parse('2026-11-20T10:00:00Z');

let map: string;
let kp: Knooppunt;
let nu: number;
const start = async (): Promise<void> => {
  kp = await startKnooppunt({ cwd: map, data: path.join(map, 'data'), bestand: path.join(map, 'knooppunt.yaml'), poort: 0, log: null, klok: () => new Date(nu) });
};
beforeAll(async () => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-antwoord-'));
  writeFileSync(path.join(map, 'knooppunt.yaml'), YAML);
  // The sample parties, with a merger two days after the tests begin.
  cpSync(path.join(import.meta.dirname, '../../configuratie'), path.join(map, 'configuratie'), { recursive: true });
  const gemeenten = path.join(map, 'configuratie/partijen/gemeenten.yaml');
  writeFileSync(gemeenten, readFileSync(gemeenten, 'utf8').replace('oin: "00000099000000020384" }', 'oin: "00000099000000020384", geldigTot: "2026-11-22", opvolger: gemeente-0363 }'));
  nu = BEGIN;
  await start();
}, 60_000);
beforeEach(() => {
  nu = BEGIN;
});
afterAll(async () => {
  await kp.stop();
  rmSync(map, { recursive: true, force: true });
});

const monster = (naam: string): string => readFileSync(path.join(import.meta.dirname, '../../samples', naam), 'utf8');
const koppen = (wie: Wie): Record<string, string> => (wie === 'operator' ? {} : { authorization: `Bearer ${TOKENS[wie]}` });
interface Deel { readonly staat: string | null; readonly termijn: string | null; readonly oorzaak: string | null; readonly antwoorden: readonly { readonly id: string; readonly op: string; readonly soort: string }[] }
interface Overzicht { readonly antwoord?: Deel; readonly antwoordOp?: readonly string[]; readonly stappen: readonly { readonly stap: string }[] }
interface Lijst { readonly verwachtingen: readonly { readonly bericht: string; readonly staat: string }[]; readonly volgende: string | null }
const haal = async <T = Overzicht>(pad: string, wie: Wie = 'operator'): Promise<{ status: number; json: T }> => {
  const r = await fetch(new URL(pad, kp.url), { headers: koppen(wie) });
  return { status: r.status, json: (await r.json()) as T };
};
/** Hands in and returns the id. */
async function bied(tekst: string | Uint8Array, wie: Wie = 'operator'): Promise<string> {
  const r = await fetch(new URL('/v1/berichten', kp.url), { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...koppen(wie) }, body: tekst });
  const json = (await r.json()) as { id: string };
  expect({ status: r.status, ...json }).toMatchObject({ status: 202 });
  return json.id;
}
const antwoord = async (id: string, wie: Wie = 'operator'): Promise<Deel | undefined> => (await haal(`/v1/berichten/${id}`, wie)).json.antwoord;
const soorten = async (id: string): Promise<string[]> => ((await antwoord(id))?.antwoorden ?? []).map((a) => a.soort);

/** A toewijzing, and retours on it: each test under a reference of its own. */
let teller = 0;
function paar(): { readonly w301: string; w302(keer?: number): string } {
  const n = String(++teller).padStart(4, '0');
  return {
    w301: monster('istandaarden/wmo301-toewijzing.xml').replace('AMS26110201', `AMS2611${n}`),
    w302: (keer = 1) => monster('istandaarden/wmo302-retour.xml').replace('AMS26110201', `AMS2611${n}`).replace('A-302-000417', `A-302-${keer}${n}`),
  };
}

test('a toewijzing waits for its retour; the retour closes it, and both sides see which it was', async () => {
  const p = paar();
  const v = await bied(p.w301, 'gemeente-0363');
  expect(await antwoord(v, 'gemeente-0363')).toEqual({ staat: 'wacht', termijn: '2026-11-23T10:00:00.000Z', oorzaak: null, antwoorden: [] });
  nu += DAG;
  const a = await bied(p.w302(), 'aanbieder-42420001');
  expect(await antwoord(v, 'gemeente-0363')).toEqual({ staat: 'beantwoord', termijn: '2026-11-23T10:00:00.000Z', oorzaak: null, antwoorden: [{ id: a, op: '2026-11-21T10:00:00.000Z', soort: 'eerste' }] });
  const vanAntwoord = (await haal(`/v1/berichten/${a}`, 'aanbieder-42420001')).json;
  expect(vanAntwoord.antwoordOp).toEqual([v]);
  expect(vanAntwoord.antwoord).toBeUndefined();
  // Who asked may follow the answer; for anybody else it is as if it were not there.
  expect((await haal(`/v1/berichten/${a}`, 'gemeente-0363')).json.antwoordOp).toEqual([v]);
  for (const id of [a, v]) expect((await haal(`/v1/berichten/${id}`, 'aanbieder-75750003')).status).toBe(404);
  expect((await haal(`/v1/berichten/${v}`)).json.stappen.map((s) => s.stap)).toEqual(expect.arrayContaining(['verwacht', 'beantwoord']));
});

test('the list: the party that asked its own, another party nothing, the operator all; by state, page by page', async () => {
  const p = paar();
  const voor = await bied(paar().w301, 'gemeente-0363');
  await kp.store.failExpectation(voor, 'KP_GEEN_ANTWOORD', new Date(nu).toISOString());
  const v = await bied(p.w301, 'gemeente-0363');
  const w = await bied(paar().w301, 'gemeente-0363');
  await bied(p.w302());
  const lijst = async (vraag: string, wie: Wie): Promise<Lijst> => (await haal<Lijst>(`/v1/verwachtingen${vraag}`, wie)).json;
  const oud = [v, w].sort();
  expect((await lijst('', 'gemeente-0363')).verwachtingen.map((e) => e.bericht).slice(-2)).toEqual(oud);
  expect((await lijst('', 'aanbieder-42420001')).verwachtingen).toEqual([]);
  expect((await lijst('?staat=wacht', 'operator')).verwachtingen).toEqual([{ bericht: w, partij: 'gemeente-0363', staat: 'wacht', termijn: '2026-11-23T10:00:00.000Z', oorzaak: null }]);
  expect((await lijst('?staat=beantwoord', 'gemeente-0363')).verwachtingen.at(-1)).toMatchObject({ bericht: v });
  const eerste = await lijst(`?max=1&na=${voor}`, 'gemeente-0363');
  expect(eerste).toMatchObject({ verwachtingen: [{ bericht: oud[0] }], volgende: oud[0] });
  const rest = await lijst(`?max=1&na=${eerste.volgende}`, 'gemeente-0363');
  expect(rest.verwachtingen).toMatchObject([{ bericht: oud[1] }]);
  expect((await lijst(`?na=${oud[1]}`, 'gemeente-0363'))).toEqual({ verwachtingen: [], volgende: null });
  expect((await haal('/v1/verwachtingen?staat=anders')).status).toBe(400);
});

test('late: past the deadline, before the sweep came by', async () => {
  const p = paar();
  const v = await bied(p.w301);
  nu += 4 * DAG;
  await bied(p.w302());
  expect(await antwoord(v)).toMatchObject({ staat: 'laat', oorzaak: 'termijn', antwoorden: [{ soort: 'laat' }] });
});

test('missing: expired by the sweep at the next start, with a number in the metrics; an answer after that is late', async () => {
  const p = paar();
  const metrics = async (): Promise<string> => (await fetch(new URL('/metrics', kp.url))).text();
  const v = await bied(p.w301);
  expect(await metrics()).toMatch(/knooppunt_verwachtingen_wachtend [1-9]/);
  await kp.stop();
  nu += 4 * DAG;
  await start();
  for (let i = 0; i < 300 && (await antwoord(v))?.staat === 'wacht'; i++) await new Promise((klaar) => setTimeout(klaar, 100));
  expect(await antwoord(v)).toMatchObject({ staat: 'verlopen', oorzaak: 'termijn', antwoorden: [] });
  // The counters are of this process: what expired since it started.
  expect(await metrics()).toMatch(/knooppunt_verwachtingen_verlopen_total [1-9]/);
  expect(await metrics()).toMatch(/knooppunt_verwachtingen_wachtend 0\n/);
  await bied(p.w302());
  expect(await antwoord(v)).toMatchObject({ staat: 'laat' });
  expect(await metrics()).toMatch(/knooppunt_antwoorden_total\{soort="laat"\} 1\n/);
}, 60_000);

test('double: another retour is counted, the same one again is a repeat of a message', async () => {
  const p = paar();
  const v = await bied(p.w301);
  await bied(p.w302());
  await bied(p.w302(2));
  await bied(p.w302());
  expect((await soorten(v)).sort()).toEqual(['dubbel', 'eerste']);
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord' });
  expect((await kp.store.balance()).verschillen).toEqual([]);
});

test('early: the retour came in before its toewijzing, as files in a folder may', async () => {
  const p = paar();
  const a = await bied(p.w302());
  const v = await bied(p.w301);
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord', antwoorden: [{ id: a, soort: 'eerste' }] });
});

test('forged: a retour handed in by another party, or that names another party, closes nothing; it is accepted and in the audit', async () => {
  const p = paar();
  const v = await bied(p.w301, 'gemeente-0363');
  const vals = await bied(p.w302(), 'aanbieder-75750003');
  const ander = await bied(p.w302(2).replace('<Ontvanger>42420001', '<Ontvanger>75750003'));
  expect(await antwoord(v)).toMatchObject({ staat: 'wacht', antwoorden: [] });
  for (const id of [vals, ander]) expect((await haal(`/v1/berichten/${id}`)).json.antwoordOp).toBeUndefined();
  const regels = await kp.store.auditAfter('hub', 0, 100_000);
  expect(regels.find((r) => r.bericht === vals && r.stap === 'aanvaard')?.details).toMatchObject({ antwoord: 'niet door of namens de afzender aangeboden' });
  expect(regels.find((r) => r.bericht === ander && r.stap === 'beantwoord')?.details).toEqual({ soort: 'geen-vraag' });
  // The party that was asked still can.
  await bied(p.w302(3), 'aanbieder-42420001');
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord' });
});

test('a merger in between: the successor sees what was asked before it, and its retour is the answer', async () => {
  const p = paar();
  const van = (tekst: string): string => tekst.replaceAll('>0363<', '>0384<');
  const v = await bied(van(p.w301));
  expect((await haal(`/v1/berichten/${v}`, 'gemeente-0363')).status).toBe(404);
  nu = Date.parse('2026-11-22T12:00:00Z');
  const a = await bied(van(p.w302()), 'aanbieder-42420001');
  expect(await antwoord(v, 'gemeente-0363')).toMatchObject({ staat: 'beantwoord', antwoorden: [{ id: a, soort: 'eerste' }] });
  const lijst = (await haal<Lijst>('/v1/verwachtingen?staat=beantwoord&max=1000', 'gemeente-0363')).json.verwachtingen;
  expect(lijst.find((e) => e.bericht === v)).toMatchObject({ partij: 'gemeente-0384' });
});

const lading = (envelop: string): Buffer => Buffer.from(/xmlBestand[^>]*>([^<]+)</.exec(envelop)?.[1] ?? '', 'base64');

test('GGK: what is in the envelope waits and answers, in an envelope or without one', async () => {
  const heen = monster('ggk/di01-wmo301.xml');
  const retour = monster('ggk/du01-wmo302.xml');
  const v = await bied(heen);
  expect(await antwoord(v)).toMatchObject({ staat: 'wacht', termijn: '2026-11-23T10:00:00.000Z' });
  const a = await bied(retour);
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord', antwoorden: [{ id: a }] });
  // The same 302 outside its envelope is the same message.
  await bied(lading(retour));
  expect(await soorten(v)).toEqual(['eerste']);
});

test('a bare toewijzing, its retour in an envelope', async () => {
  const ander = (tekst: string | Buffer): string => String(tekst).replaceAll('900000000301', '900000000311').replaceAll('900000000302', '900000000312');
  const envelop = monster('ggk/du01-wmo302.xml');
  const v = await bied(ander(lading(monster('ggk/di01-wmo301.xml'))));
  await bied(envelop.replace(/(xmlBestand[^>]*>)[^<]+/, `$1${Buffer.from(ander(lading(envelop))).toString('base64')}`).replace('c7d2b9a4-0f3e', 'c7d2b9a4-0f3f'));
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord' });
});

test('AW319 → AW320; vcob → ucob and vci → uci, each its own', async () => {
  const d = await bied(readFileSync(path.join(import.meta.dirname, '../../samples/aw319/wijkverpleging.asc')));
  const vcob = await bied(monster('jzxml/vcob-bekendheid-gevraagd.xml'), 'veilig-thuis-amsterdam');
  const vci = await bied(monster('jzxml/vci-casusinformatie-gevraagd.xml'), 'veilig-thuis-amsterdam');
  for (const id of [d, vcob, vci]) expect(await antwoord(id)).toMatchObject({ staat: 'wacht', termijn: '2026-11-25T10:00:00.000Z' });
  const r = await bied(readFileSync(path.join(import.meta.dirname, '../../samples/aw319/retour-gedeeltelijk-toegewezen.asc')));
  const ucob = await bied(monster('jzxml/ucob-bekendheid-beantwoord.xml'), 'gemeente-0363');
  expect(await antwoord(d)).toMatchObject({ staat: 'beantwoord', antwoorden: [{ id: r }] });
  expect(await antwoord(vcob, 'veilig-thuis-amsterdam')).toMatchObject({ staat: 'beantwoord', antwoorden: [{ id: ucob }] });
  expect(await antwoord(vci)).toMatchObject({ staat: 'wacht' });
});

/** A receipt about another message, from whom to whom. */
const bewijs = (naam: string, over: string, zender: string, ontvanger: { organisatie: string; applicatie: string }, eigen: string): string => monster(naam)
  .replace(/<StUF:zender>[\s\S]*<\/StUF:ontvanger>/, `<StUF:zender><StUF:organisatie>${zender}</StUF:organisatie><StUF:applicatie>ZAAKSYS</StUF:applicatie></StUF:zender><StUF:ontvanger><StUF:organisatie>${ontvanger.organisatie}</StUF:organisatie><StUF:applicatie>${ontvanger.applicatie}</StUF:applicatie></StUF:ontvanger>`)
  .replace(/(<StUF:crossRefnummer>)[^<]*/, `$1${over}`).replace(/(<StUF:referentienummer>)[^<]*/, `$1${eigen}`);

test('Bv01 and Fo01 on a Lk01: nothing has to come, and what comes is shown; from another than the addressee it is not', async () => {
  const lk01 = monster('stuf/zaklk01-creeerzaak.xml').replace('<StUF:organisatie>KNP</StUF:organisatie>', '<StUF:organisatie>0384</StUF:organisatie>').replace('<StUF:applicatie>KNOOPPUNT<', '<StUF:applicatie>ZAAKSYS<');
  const v = await bied(lk01);
  expect(await antwoord(v)).toBeUndefined();
  const zender = { organisatie: '0363', applicatie: 'ZAAKSYS' };
  const vals = await bied(bewijs('stuf/bv01-verwerkt.xml', 'ZS-2026-104711', '0034', zender, 'B-1'));
  expect(await antwoord(v)).toBeUndefined();
  const regels = await kp.store.auditAfter('hub', 0, 100_000);
  expect(regels.find((r) => r.bericht === vals && r.stap === 'aanvaard')?.details).toMatchObject({ verwijzing: 'van een ander dan de geadresseerde' });
  const a = await bied(bewijs('stuf/fo01-afgekeurd.xml', 'ZS-2026-104711', '0384', zender, 'B-2'));
  expect(await antwoord(v)).toEqual({ staat: null, termijn: null, oorzaak: null, antwoorden: [{ id: a, op: '2026-11-20T10:00:00.000Z', soort: 'bericht' }] });
  expect((await haal(`/v1/berichten/${a}`)).json.antwoordOp).toEqual([v]);
});

test('a Fo03 that an endpoint gave on a delivery counts as that: shown to the sender of the message', async () => {
  const lk01 = monster('stuf/zaklk01-creeerzaak.xml').replace('<StUF:organisatie>KNP</StUF:organisatie>', '<StUF:organisatie>0384</StUF:organisatie>').replace('<StUF:applicatie>KNOOPPUNT<', '<StUF:applicatie>ZAAKSYS<').replaceAll('ZS-2026-104711', 'ZS-2026-104712');
  const v = await bied(lk01);
  const fo03 = bewijs('stuf/fo03-geweigerd.xml', 'ZS-2026-104712', '0384', { organisatie: '0363', applicatie: 'ZAAKSYS' }, 'B-9');
  const uit = await kp.intake.receive({
    kanaal: 'antwoord', inhoud: { soort: 'geheugen', bytes: Buffer.from(fo03) }, beller: { soort: 'partij', oin: '00000099000000020384', partij: 'gemeente-0384' },
    partijen: { afzender: { gemeentecode: '0384' }, ontvanger: { organisatie: '0363', applicatie: 'ZAAKSYS' } },
  });
  expect(uit).toMatchObject({ soort: 'aanvaard' });
  expect(await soorten(v)).toEqual(['bericht']);
});

test('a fault of the party that was asked takes the place of the answer; a confirmation does not', async () => {
  const v = await bied(monster('jzxml/vcob-bekendheid-gevraagd.xml').replace('VTA-VCOB-2026-0311', 'VTA-VCOB-2026-0399'));
  const vt = { organisatie: 'Veilig Thuis Amsterdam', applicatie: 'VTREG' };
  await bied(bewijs('stuf/bv01-verwerkt.xml', 'VTA-VCOB-2026-0399', '0363', vt, 'B-3'));
  expect(await antwoord(v)).toMatchObject({ staat: 'wacht', antwoorden: [{ soort: 'bericht' }] });
  await bied(bewijs('stuf/fo01-afgekeurd.xml', 'VTA-VCOB-2026-0399', '0363', vt, 'B-4'));
  expect(await antwoord(v)).toMatchObject({ staat: 'beantwoord', antwoorden: [{ soort: 'bericht' }, { soort: 'eerste' }] });
});
