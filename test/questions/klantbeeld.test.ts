// Proves: a question about a person has a part for every source of every subject, whatever each source does; only what the ground allows is asked; it is recorded
// before it is asked; the number of the person stands in bodies and nowhere else.
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inzage } from '../../src/audit/inzage.ts';
import { fwiFout, ikv, niets, type Proefbron, startBron, suwiAntwoord, type Verzoek } from './bron.ts';
import { StoreError } from '../../src/store/port.ts';
import { auditVan, OIN, startVraagHub, type VraagHub } from './hub.ts';
import { npsLa01, persoon, referentieIn } from './stuf.ts';

const IKV = 'UWVDossierInkomstenGSD-v0200';
const WV = 'UWVDossierWerknemersverzekeringenGSD-v0200';
const SVB = 'SVBDossierPersoonGSD-v0200';
const BSN = '999990937';

let hub: VraagHub;
let bron: Proefbron;
const regels: string[] = [];
/** What each source does, by the last part of its address. */
let doet: Record<string, Proefbron['antwoord']> = {};
const goed: Record<string, Proefbron['antwoord']> = {
  ikv: (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv()),
  wv: (v) => suwiAntwoord(v, WV, 'UWVPersoonsWvInfoResponse', niets),
  svb: (v) => suwiAntwoord(v, SVB, '', fwiFout('S042'), { fout: true }),
  brp: (v) => ({ body: npsLa01(referentieIn(v), persoon(BSN, '<BG:voornamen xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" StUF:noValue="nietGeautoriseerd"/>')) }),
};

beforeAll(async () => {
  bron = await startBron((v, n) => doet[v.pad.slice(1)]!(v, n));
  const dienst = (endpoint: string, pad: string, t = 20): string => `{ endpoint: ${endpoint}, url: "${bron.url}/${pad}", tijdslimiet: ${t} seconden }`;
  hub = await startVraagHub({
    diensten: { uwv: [dienst(`suwiml/${IKV}`, 'ikv', 3), dienst(`suwiml/${WV}`, 'wv')], svb: [dienst(`suwiml/${SVB}`, 'svb')], brp: [dienst('stuf/beantwoordVraag', 'brp')] },
    bevoegdheden: [
      '{ id: bijstand, partij: gemeente-0384, events: [inkomsten-gevraagd, uitkering-gevraagd, persoon-gevraagd, voertuig-gevraagd, onderwijs-gevraagd], rollen: [klantmanager], doel: recht op bijstand, grondslag: Participatiewet art. 64 }',
      '{ id: weg, partij: gemeente-0437, events: [inkomsten-gevraagd], doel: recht op bijstand, grondslag: Participatiewet art. 64 }',
      '{ id: reintegratie, partij: gemeente-0384, events: [werkzoekende-gevraagd], rollen: [klantmanager], doel: re-integratie, grondslag: Participatiewet art. 7 }',
    ],
    bronnen: [
      `{ id: ikv, onderwerp: inkomsten, partij: uwv, bericht: "suwiml:UWVPersoonsIkvInfo", endpoint: suwiml/${IKV} }`,
      `{ id: wv, onderwerp: uitkering, partij: uwv, bericht: "suwiml:UWVPersoonsWvInfo", endpoint: suwiml/${WV} }`,
      `{ id: svb, onderwerp: uitkering, partij: svb, bericht: "suwiml:SVBPersoonsInfo", endpoint: suwiml/${SVB} }`,
      '{ id: brp, onderwerp: persoon, partij: brp, bericht: "stuf:npsLv01", endpoint: stuf/beantwoordVraag }',
      '{ id: rdw, onderwerp: voertuig, partij: duo-plus, bericht: "suwiml:VoertuigbezitInfoPersoon", endpoint: suwiml/RDWDossierGSD-v0200 }',
      '{ id: werk, onderwerp: werkzoekende, partij: uwv, bericht: "suwiml:UwvWbPersoonsInfo", endpoint: suwiml/UWVWbDossierPersoonGSD-v0200 }',
    ],
    log: (r) => void regels.push(r),
  });
});
afterAll(async () => { await hub.stop(); await bron.stop(); });
beforeEach(() => {
  doet = { ...goed };
  bron.verzoeken.length = 0;
});

const vraag = (onderwerpen: readonly string[], meer: object = {}) => ({ persoon: { bsn: BSN }, onderwerpen, doel: 'recht op bijstand', rol: 'klantmanager', gebruiker: 'j.devries', ...meer });
const kort = (delen: readonly Record<string, unknown>[] | undefined): string[] => (delen ?? []).map((d) => `${String(d.onderwerp)}/${String(d.bron)}: ${String(d.uitkomst)}${d.oorzaak === undefined ? '' : ` (${String(d.oorzaak)}${d.code === undefined ? '' : ` ${String(d.code)}`})`}`);

test('every source of every subject has a part: answer, nothing found, fault, not entitled, no dienst, no source', async () => {
  const r = await hub.vraag(vraag(['inkomsten', 'uitkering', 'persoon', 'voertuig', 'onderwijs', 'werkzoekende']));
  expect(r.status).toBe(200);
  expect(r.koppen.get('cache-control')).toBe('no-store');
  expect(kort(r.json.delen)).toEqual([
    'inkomsten/ikv: antwoord', 'uitkering/wv: niets-gevonden', 'uitkering/svb: geen-antwoord (fout-van-bron S042)', 'persoon/brp: antwoord',
    'voertuig/rdw: geen-antwoord (KP_GEEN_DIENST)', 'onderwijs/null: geen-antwoord (geen-bron)', 'werkzoekende/werk: niet-bevoegd (KP_BEVOEGDHEID)',
  ]);
  const [inkomsten, , , persoonsdeel] = r.json.delen as readonly { events?: readonly { type: string; data: Record<string, unknown> }[]; bericht?: string; vraag?: string }[];
  expect(inkomsten!.events?.[0]?.type).toBe('inkomsten-geleverd');
  expect(inkomsten!.events?.[0]?.data.personen).toEqual([expect.objectContaining({ bsn: BSN })]);
  // What the source may not say stays visible as such.
  expect(JSON.stringify(persoonsdeel!.events)).toContain('"ontbreekt":{"voornamen":"nietGeautoriseerd"}');
  // Question and answer are messages, each found by its id.
  expect(await hub.kp.store.expectation(inkomsten!.vraag!)).toMatchObject({ staat: 'beantwoord', partij: 'gemeente-0384', antwoorden: [{ bericht: inkomsten!.bericht }] });
  expect((await hub.kp.store.message(inkomsten!.vraag!))?.kop).toMatchObject({ kanaal: 'hub', berichttype: 'UWVPersoonsIkvInfo' });
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
});

test('the question to a source is in the name of whom asks, and about this person', async () => {
  await hub.vraag(vraag(['inkomsten', 'persoon']));
  const bij = (pad: string): Verzoek => bron.verzoeken.find((v) => v.pad === `/${pad}`)!;
  expect(bij('ikv').body).toContain(`?oin=${OIN.diemen}</wsa:Address>`);
  expect(bij('ikv').body).toContain(`<Burgerservicenr>${BSN}</Burgerservicenr>`);
  expect(bij('brp').body).toContain('<StUF:organisatie>0384</StUF:organisatie><StUF:applicatie>zaaksysteem</StUF:applicatie>'.replace('><StUF:applicatie', '>\n      <StUF:applicatie'));
  expect(bij('brp').body).toContain(`<BG:inp.bsn>${BSN}</BG:inp.bsn>`);
});

test.each([
  ['another purpose', { doel: 'nieuwsgierigheid' }],
  ['another role', { rol: 'stagiair' }],
  ['another ground', { grondslag: 'Wmo 2015 art. 2.3.2' }],
])('%s: nothing is asked, and the parts say so', async (_wat, meer) => {
  const r = await hub.vraag(vraag(['inkomsten', 'uitkering'], meer));
  expect(kort(r.json.delen)).toEqual(['inkomsten/ikv: niet-bevoegd (KP_BEVOEGDHEID)', 'uitkering/wv: niet-bevoegd (KP_BEVOEGDHEID)', 'uitkering/svb: niet-bevoegd (KP_BEVOEGDHEID)']);
  expect(bron.verzoeken).toHaveLength(0);
  expect((await auditVan(hub.kp)).findLast((a) => a.stap === 'gevraagd')?.details).toMatchObject({ onderwerpen: [{ onderwerp: 'inkomsten', bevoegdheid: null, bronnen: [] }, { onderwerp: 'uitkering', bevoegdheid: null }] });
});

test('a slow source, garbage, another person and one that is gone hold up nobody and hide nothing', async () => {
  doet = { ...goed, ikv: () => null, wv: () => ({ body: 'geen xml', type: 'text/plain' }), svb: () => ({ status: 502, body: 'weg', type: 'text/html' }), brp: (v) => ({ body: npsLa01(referentieIn(v), persoon('999993653')) }) };
  const r = await hub.vraag(vraag(['inkomsten', 'uitkering', 'persoon'], { termijn: 2 }));
  expect(kort(r.json.delen)).toEqual(['inkomsten/ikv: geen-antwoord (tijd)', 'uitkering/wv: geen-antwoord (KP_ANTWOORD)', 'uitkering/svb: geen-antwoord (http-502)', 'persoon/brp: geen-antwoord (KP_ANTWOORD)']);
  expect(JSON.stringify(r.json)).not.toContain('999993653');
});

test('another person beside the one that was asked about is another person', async () => {
  doet = { ...goed, brp: (v) => ({ body: npsLa01(referentieIn(v), `${persoon(BSN)}${persoon('999993653')}`) }) };
  const r = await hub.vraag(vraag(['persoon']));
  expect(kort(r.json.delen)).toEqual(['persoon/brp: geen-antwoord (KP_ANTWOORD)']);
  expect(JSON.stringify(r.json)).not.toContain('999993653');
});

test('a party whose place another has taken asks nothing any more, whatever its token and its bevoegdheid', async () => {
  expect(await hub.vraag(vraag(['inkomsten']), 'weg')).toMatchObject({ status: 403, json: { code: 'KP_GEEN_TOEGANG' } });
  expect(await hub.vraag(vraag(['inkomsten'], { partij: 'gemeente-0437' }), '')).toMatchObject({ status: 403 });
  expect(bron.verzoeken).toHaveLength(0);
});

test('sources are asked side by side: each answers only after all were asked', async () => {
  let los: () => void = () => undefined;
  const allen = new Promise<void>((k) => (los = k));
  const samen = (a: Proefbron['antwoord']): Proefbron['antwoord'] => async (v, n) => {
    if (bron.verzoeken.length === 3) los();
    await allen;
    return a(v, n);
  };
  doet = { ikv: samen(goed.ikv!), wv: samen(goed.wv!), svb: samen(goed.svb!), brp: goed.brp! };
  expect(kort((await hub.vraag(vraag(['inkomsten', 'uitkering'])))!.json.delen)).toEqual(['inkomsten/ikv: antwoord', 'uitkering/wv: niets-gevonden', 'uitkering/svb: geen-antwoord (fout-van-bron S042)']);
});

test('who may not ask for this party hears nothing of it; its mandate holder and the operator may, when they name it', async () => {
  const voor = vraag(['inkomsten'], { partij: 'gemeente-0384' });
  expect((await hub.vraag(voor, 'duo')).json.delen).toHaveLength(1);
  expect((await hub.vraag(voor, '')).json.delen).toHaveLength(1);
  for (const token of ['amsterdam', 'oud', 'uwv']) expect(await hub.vraag(voor, token)).toMatchObject({ status: 403, json: { code: 'KP_GEEN_TOEGANG' } });
  expect((await auditVan(hub.kp)).findLast((a) => a.stap === 'gevraagd')).toMatchObject({ actor: OIN.uwv, betrokkenen: [expect.any(String)], details: { geweigerd: 'KP_GEEN_TOEGANG' } });
  expect(await hub.vraag(vraag(['inkomsten'], { partij: 'bestaat-niet' }), 'amsterdam')).toMatchObject({ status: 403, json: { code: 'KP_GEEN_TOEGANG' } });
  expect(await hub.vraag(vraag(['inkomsten']), '')).toMatchObject({ status: 400 });
  expect((await hub.vraag(vraag(['inkomsten']), 'amsterdam')).json.delen).toEqual([expect.objectContaining({ uitkomst: 'niet-bevoegd' })]);
});

test.each([
  ['no number', { persoon: {} }], ['a number that fails its check', { persoon: { bsn: '999990938' } }], ['an unknown subject', { onderwerpen: ['schoenmaat'] }], ['no subject', { onderwerpen: [] }],
  ['no role', { rol: undefined }], ['no purpose', { doel: undefined }], ['a field that is not there', { wachtwoord: 'x' }],
])('refused with the place and without the value: %s', async (_wat, meer) => {
  const r = await hub.vraag(vraag(['inkomsten'], meer));
  expect([r.status, r.json.code]).toEqual([400, 'KP_VRAAG']);
  expect(JSON.stringify(r.json)).not.toMatch(/999990938|schoenmaat/);
  // One finding for a place, and what is missing is called so.
  if ('rol' in meer) expect(r.json.meldingen).toEqual([{ code: 'KP_VRAAG', regel: 0, pad: '/body/rol', tekst: 'ontbreekt' }]);
  expect(bron.verzoeken).toHaveLength(0);
});

test('each question is in the audit before it is asked, with what came of it after; the access report shows it', async () => {
  const r = await hub.vraag(vraag(['inkomsten', 'uitkering']));
  const audit = await auditVan(hub.kp);
  const gevraagd = audit.findLast((a) => a.stap === 'gevraagd')!;
  expect(gevraagd).toMatchObject({ actor: OIN.diemen, details: { vraag: r.json.id, partij: 'gemeente-0384', doel: 'recht op bijstand', grondslag: 'Participatiewet art. 64', rol: 'klantmanager', onderwerpen: [{ onderwerp: 'inkomsten', bevoegdheid: 'bijstand', bronnen: ['ikv'] }, { onderwerp: 'uitkering', bevoegdheid: 'bijstand', bronnen: ['wv', 'svb'] }] } });
  expect(gevraagd.betrokkenen).toHaveLength(1);
  const plek = (stap: string): number => audit.findLastIndex((a) => a.stap === stap);
  const eersteVraag = audit.findIndex((a) => a.stap === 'aanvaard' && (a.details?.vraag as string | undefined) === r.json.id);
  expect(plek('gevraagd')).toBeLessThan(eersteVraag);
  expect(audit[plek('geantwoord')]?.details).toMatchObject({ vraag: r.json.id, delen: [{ bron: 'ikv', uitkomst: 'antwoord' }, { bron: 'wv', uitkomst: 'niets-gevonden' }, { bron: 'svb', uitkomst: 'geen-antwoord', oorzaak: 'fout-van-bron' }] });
  expect(JSON.stringify(audit)).not.toMatch(/j\.devries|999990937/);
  const pseudoniem = gevraagd.betrokkenen![0]!;
  expect(inzage(pseudoniem, await hub.kp.store.auditAbout(pseudoniem)).vragen.find((v) => v.vraag === r.json.id)).toEqual({
    vraag: r.json.id, op: expect.any(String), door: OIN.diemen, partij: 'gemeente-0384', doel: 'recht op bijstand', grondslag: 'Participatiewet art. 64', rol: 'klantmanager',
    delen: [{ onderwerp: 'inkomsten', bron: 'ikv', uitkomst: 'antwoord' }, { onderwerp: 'uitkering', bron: 'wv', uitkomst: 'niets-gevonden' }, { onderwerp: 'uitkering', bron: 'svb', uitkomst: 'geen-antwoord' }],
  });
});

test('words of whoever asks do not get into the audit unless the configuration knows them', async () => {
  await hub.vraag(vraag(['inkomsten'], { doel: `over ${BSN}`, rol: `r${BSN}` }));
  const audit = await auditVan(hub.kp);
  expect(audit.findLast((a) => a.stap === 'gevraagd')?.details).toMatchObject({ doel: '(onbekend doel)', rol: '(onbekende rol)' });
  expect(JSON.stringify(audit)).not.toContain(BSN);
});

test('what cannot be recorded is not asked', async () => {
  const echt = hub.kp.store.recordAudit;
  const store = hub.kp.store as { recordAudit: typeof echt };
  store.recordAudit = () => Promise.reject(new StoreError('vol', 'schijf vol'));
  try {
    expect((await hub.vraag(vraag(['inkomsten']))).status).toBe(503);
    expect(bron.verzoeken).toHaveLength(0);
  } finally {
    store.recordAudit = echt;
  }
});

test('the number of the person is in no log line, no metric, no header and no address', async () => {
  const r = await hub.vraag(vraag(['inkomsten', 'uitkering', 'persoon']));
  expect(regels.length).toBeGreaterThan(0);
  expect(regels.join('\n')).not.toContain(BSN);
  expect(await (await fetch(`${hub.kp.url}/metrics`)).text()).not.toContain(BSN);
  expect([...r.koppen].join()).not.toContain(BSN);
  for (const v of bron.verzoeken) expect(`${v.pad} ${JSON.stringify(v.koppen)}`).not.toContain(BSN);
  expect(readFileSync(path.join(hub.map, 'data', 'configuratie-in-gebruik.json'), 'utf8')).not.toContain(BSN);
});

test('numbers: parts by outcome, calls by endpoint', async () => {
  const tekst = await (await fetch(`${hub.kp.url}/metrics`)).text();
  for (const u of ['antwoord', 'niets-gevonden', 'niet-bevoegd', 'geen-antwoord']) expect(tekst).toMatch(new RegExp(`knooppunt_vraagdelen_total\\{uitkomst="${u}"\\} [1-9]`));
  // Questions of the hub and their answers are counted like every message.
  for (const kanaal of ['hub', 'antwoord']) expect(tekst).toMatch(new RegExp(`knooppunt_berichten_aanvaard_total\\{standaard="suwiml",kanaal="${kanaal}"\\} [1-9]`));
  expect(tekst).toMatch(new RegExp(`knooppunt_oproep_duur_seconden_count\\{eindpunt="uwv/suwiml/${IKV}",uitkomst="antwoord"\\} [1-9]`));
});

test('a change of who may ask counts without a restart; one that names what is not there changes nothing', async () => {
  const pad = path.join(hub.map, 'configuratie/bevoegdheden/b.yaml');
  const uitkomst = async (): Promise<unknown> => (await hub.vraag(vraag(['werkzoekende'])))!.json.delen?.[0]?.oorzaak;
  expect(await uitkomst()).toBe('KP_BEVOEGDHEID');
  writeFileSync(path.join(hub.map, 'configuratie/bronnen/fout.yaml'), 'bronnen:\n  - { id: fout, onderwerp: werkzoekende, partij: uwv, bericht: "suwiml:UwvWbPersoonsInfo", endpoint: suwiml/BestaatNiet-v0200 }\n');
  writeFileSync(pad, readFileSync(pad, 'utf8').replace('doel: re-integratie', 'doel: recht op bijstand'));
  const tot = async (waar: () => Promise<boolean> | boolean): Promise<void> => {
    const einde = performance.now() + 30_000;
    while (!(await waar())) {
      if (performance.now() > einde) throw new Error('dat gebeurde niet');
      await new Promise((r) => setTimeout(r, 50));
    }
  };
  await tot(() => regels.some((r) => r.includes('KP_CONFIGURATIE') && r.includes('is geen endpoint van dit knooppunt')));
  expect(await uitkomst()).toBe('KP_BEVOEGDHEID');
  unlinkSync(path.join(hub.map, 'configuratie/bronnen/fout.yaml'));
  await tot(async () => (await uitkomst()) === 'KP_GEEN_DIENST');
});
