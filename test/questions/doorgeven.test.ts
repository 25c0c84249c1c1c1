// Proves: a synchronous question over SOAP is asked of its addressee and answered with that answer, by whoever may ask alone; every question has one end, which
// the asker hears in the standard's own form; what a source sends that is not the answer to this question never reaches anybody.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { inzage } from '../../src/audit/inzage.ts';
import { fwiFout, ikv, niets, type Proefbron, startBron, suwiAntwoord, suwiVraag } from './bron.ts';
import { auditVan, BEVOEGD, OIN, type Opzet, startVraagHub, type VraagHub } from './hub.ts';

const IKV = 'UWVDossierInkomstenGSD-v0200';
const ENDPOINT = `suwiml/${IKV}`;
let nummer = 0;
const vraag = (van: string = OIN.diemen): string => suwiVraag({ dienst: IKV, element: 'UWVPersoonsIkvInfo', van, naar: OIN.uwv, messageId: `urn:uuid:vraag-${++nummer}` });
/** The question of this test. */
let VRAAG = vraag();
const goed: Proefbron['antwoord'] = (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv());

interface Opstelling { readonly hub: VraagHub; readonly bron: Proefbron }
let gedeeld: Opstelling;
const eigen: Opstelling[] = [];

async function begin(antwoord: Proefbron['antwoord'], meer: Partial<Opzet> & { readonly tijdslimiet?: string }): Promise<Opstelling> {
  const bron = await startBron(antwoord);
  const dienst = `{ endpoint: ${ENDPOINT}, url: "${bron.url}/ikv", tijdslimiet: ${meer.tijdslimiet ?? '20 seconden'} }`;
  return { bron, hub: await startVraagHub({ diensten: { uwv: [dienst] }, ...meer }) };
}

/** One hub for all that needs nothing of its own: the source answers anew, and has been asked nothing yet. */
async function opstelling(antwoord: Proefbron['antwoord'], meer?: Partial<Opzet> & { readonly tijdslimiet?: string }): Promise<Opstelling> {
  if (meer) {
    const o = await begin(antwoord, meer);
    eigen.push(o);
    return o;
  }
  gedeeld.bron.antwoord = antwoord;
  gedeeld.bron.verzoeken.length = 0;
  VRAAG = vraag();
  return gedeeld;
}

beforeAll(async () => { gedeeld = await begin(goed, {}); });
const stop = async (o: Opstelling): Promise<void> => { await o.hub.stop(); await o.bron.stop(); };
afterEach(async () => { for (const o of eigen.splice(0)) await stop(o); });
afterAll(() => stop(gedeeld));

test('a question goes to its source and the answer comes back: own MessageID, in the name of the asker, related to the asker\'s question', async () => {
  const { hub, bron } = await opstelling(goed);
  const r = await hub.soap(ENDPOINT, VRAAG);
  expect(r.status).toBe(200);
  const [v] = bron.verzoeken;
  expect(v?.koppen.soapaction).toBe('""');
  expect(v?.body).toContain(`?oin=${OIN.diemen}</wsa:Address>`);
  expect(v?.body).toContain(`${bron.url}/ikv?oin=${OIN.uwv}</wsa:To>`);
  expect(v?.body).not.toContain('urn:uuid:vraag-');
  expect(v?.body).toContain('<Burgerservicenr>999990937</Burgerservicenr>');
  expect(r.tekst).toMatch(new RegExp(`<wsa:RelatesTo[^>]*>urn:uuid:vraag-${nummer}<`));
  expect(r.tekst).toMatch(/<wsa:Action[^>]*>http:\/\/bkwi.nl\/SuwiML\/Diensten\/UWVDossierInkomstenGSD-v0200\/UWVPersoonsIkvInfoResponse</);
  expect(r.tekst).toContain(ikv());
  // Both are messages: stored, counted, audited, bound to each other.
  const e = await hub.kp.store.expectation(r.id!);
  expect(e).toMatchObject({ staat: 'beantwoord', partij: 'gemeente-0384', antwoorden: [{ soort: 'eerste' }] });
  const antwoord = await hub.kp.store.message(e!.antwoorden[0]!.bericht);
  expect(antwoord).toMatchObject({ kop: { kanaal: 'antwoord', berichttype: 'UWVPersoonsIkvInfoResponse' }, events: 1 });
  const audit = await auditVan(hub.kp);
  expect(audit.find((a) => a.stap === 'aanvaard' && a.bericht === r.id)?.details).toMatchObject({ doel: 'recht op bijstand', grondslag: 'Wet SUWI art. 62', bevoegdheid: 'soap', gevraagd: 'uwv' });
  expect((await hub.kp.store.balance()).verschillen).toEqual([]);
  const pseudoniem = audit.find((a) => a.stap === 'aanvaard' && a.bericht === r.id)!.betrokkenen![0]!;
  expect(inzage(pseudoniem, await hub.kp.store.auditAbout(pseudoniem)).vragen).toContainEqual(expect.objectContaining({ vraag: r.id, partij: 'gemeente-0384', doel: 'recht op bijstand', delen: [{ onderwerp: 'bericht', bron: 'uwv', uitkomst: 'antwoord' }] }));
});

test('the answer is routed like any message: the asking party reads it as an event', async () => {
  const { hub } = await opstelling(goed);
  await hub.soap(ENDPOINT, VRAAG);
  const lees = async (): Promise<string[]> => {
    const r = await fetch(`${hub.kp.url}/v1/gemeenten/0384/events`, { headers: { authorization: 'Bearer diemen' } });
    return ((await r.json()) as { events: { type: string }[] }).events.map((x) => x.type);
  };
  const einde = performance.now() + 15_000;
  while (!(await lees()).includes('nl.sociaaldomein.inkomsten-geleverd.v1')) if (performance.now() > einde) throw new Error('het antwoord kwam niet als event');
});

describe('who may ask', () => {
  test.each([
    ['the party itself', 'diemen', vraag(), 200, null],
    ['the holder of its mandate', 'duo', vraag(), 200, null],
    ['the operator of this machine', '', vraag(), 200, null],
    ['the holder of a mandate that has ended', 'oud', vraag(), 500, 'KP_BEVOEGDHEID'],
    ['another party in its name', 'amsterdam', vraag(), 500, 'KP_BEVOEGDHEID'],
    ['a party without a bevoegdheid', 'amsterdam', vraag(OIN.amsterdam), 500, 'KP_BEVOEGDHEID'],
    ['a party that nobody knows', '', vraag('00000099000000099999'), 500, 'KP_ZENDER_ONBEKEND'],
  ] as const)('%s', async (_wie, token, bericht, status, code) => {
    const { hub, bron } = await opstelling(goed);
    const r = await hub.soap(ENDPOINT, bericht, token);
    expect([r.status, r.code]).toEqual([status, code]);
    expect(bron.verzoeken).toHaveLength(status === 200 ? 1 : 0);
    if (code) {
      expect(r.tekst).toContain(`<Code>${code}</Code>`);
      expect((await auditVan(hub.kp)).findLast((a) => a.stap === 'geweigerd')?.details).toMatchObject({ code });
    }
  });

  test('a bevoegdheid with roles is for questions that name one; a message names none', async () => {
    const { hub, bron } = await opstelling(goed, { bevoegdheden: [BEVOEGD[0]!.replace(', doel', ', rollen: [klantmanager], doel')] });
    expect((await hub.soap(ENDPOINT, VRAAG)).code).toBe('KP_BEVOEGDHEID');
    expect(bron.verzoeken).toHaveLength(0);
  });

  test('a bevoegdheid that has ended, or is about other events, allows nothing', async () => {
    const { hub } = await opstelling(goed, { bevoegdheden: [BEVOEGD[0]!.replace(' }', ', geldigTot: "2020-01-01" }'), BEVOEGD[0]!.replace('id: soap', 'id: b').replace('["*"]', '[uitkering-gevraagd]')] });
    expect((await hub.soap(ENDPOINT, VRAAG)).code).toBe('KP_BEVOEGDHEID');
  });
});

test('an addressee without a dienst for this endpoint: refused as before, and nothing is remembered of it', async () => {
  const { hub } = await opstelling(goed);
  const bij = suwiVraag({ dienst: 'SVBDossierPersoonGSD-v0200', element: 'SVBPersoonsInfo', van: OIN.diemen, naar: OIN.svb });
  for (let i = 0; i < 2; i += 1) expect((await hub.soap('suwiml/SVBDossierPersoonGSD-v0200', bij)).code).toBe('KP_GEEN_DIENST');
});

test('nothing found is an answer, and comes back as it is', async () => {
  const { hub } = await opstelling((v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', niets));
  const r = await hub.soap(ENDPOINT, VRAAG);
  expect(r.status).toBe(200);
  expect(r.tekst).toContain('NietsGevonden');
});

test('a fault of the source comes back as the fault that it is, and ends the question', async () => {
  const { hub } = await opstelling((v) => suwiAntwoord(v, IKV, '', fwiFout(), { fout: true }));
  const r = await hub.soap(ENDPOINT, VRAAG);
  expect(r.status).toBe(500);
  expect(r.tekst).toContain('<Code>S042</Code><Tekst>de bron is stuk</Tekst><Bron><DN>CN=bron</DN></Bron></f:Fout></detail>');
  expect(r.tekst).toMatch(new RegExp(`<wsa:RelatesTo[^>]*>urn:uuid:vraag-${nummer}<`));
  expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord' });
});

describe('what is not the answer to this question reaches nobody', () => {
  test.each([
    ['the answer to another question', (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv(), { relatesTo: 'urn:uuid:van-een-ander' }), 'KP_ANTWOORD'],
    ['another person', (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv('999993653')), 'KP_ANTWOORD'],
    ['another service', (v) => suwiAntwoord(v, 'UWVDossierInkomstenGSDDigitaleDiensten-v0200', 'UWVPersoonsIkvInfoResponse', ikv()), 'KP_ANTWOORD'],
    ['a question', (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfo', '<Burgerservicenr>999990937</Burgerservicenr>'), 'KP_ANTWOORD'],
    ['invalid', (v) => suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', '<Anders>999993653</Anders>'), 'KP_ANTWOORD'],
    ['no XML', () => ({ body: '<html><body>999993653</body>', type: 'text/html' }), 'KP_ANTWOORD'],
    ['nothing at all', () => ({ body: '' }), 'KP_ANTWOORD'],
    ['a machine in between', () => ({ status: 503, body: 'onderhoud 999993653', type: 'text/plain' }), 'KP_GEEN_ANTWOORD'],
  ] as [string, Proefbron['antwoord'], string][])('%s', async (_wat, antwoord, code) => {
    const { hub } = await opstelling(antwoord);
    const r = await hub.soap(ENDPOINT, VRAAG);
    expect(r.status).toBe(500);
    expect(r.tekst).toContain(`<Code>${code}</Code>`);
    expect(r.tekst).not.toContain('999993653');
    expect(r.tekst).not.toContain('Inkomstenverhouding');
    expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'verlopen', antwoorden: [] });
    expect((await hub.kp.store.balance()).verschillen).toEqual([]);
  });
});

test('a source that does not answer in time: the asker hears it at the deadline', async () => {
  const { hub } = await opstelling(() => null, { tijdslimiet: '1 seconde' });
  const r = await hub.soap(ENDPOINT, VRAAG);
  expect(r.tekst).toContain('<Code>KP_GEEN_ANTWOORD</Code>');
  expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'verlopen', oorzaak: 'tijd' });
});

test('a source that is gone, and one that failed too often: told apart, and the breaker keeps it at rest', async () => {
  const { hub, bron } = await opstelling(goed, {});
  await bron.stop();
  const keer = async (): Promise<string | null> => {
    const r = await hub.soap(ENDPOINT, vraag());
    expect(r.tekst).toContain('<Code>KP_GEEN_ANTWOORD</Code>');
    return (await hub.kp.store.expectation(r.id!))?.oorzaak ?? null;
  };
  expect(await keer()).toBe('netwerk');
  const oorzaken: (string | null)[] = [];
  for (let i = 1; i < 15 && !oorzaken.includes('onderbreker'); i += 1) oorzaken.push(await keer());
  expect(oorzaken.at(-1)).toBe('onderbreker');
  const metrics = await (await fetch(`${hub.kp.url}/metrics`)).text();
  expect(metrics).toContain(`knooppunt_eindpunt_onderbreker_open{eindpunt="uwv/${ENDPOINT}"} 1`);
  expect(metrics).toMatch(/knooppunt_oproep_duur_seconden_count\{eindpunt="uwv\/suwiml\/UWVDossierInkomstenGSD-v0200",uitkomst="geen-antwoord"\} \d+/);
});

describe('repeats', () => {
  test('of an answered question: the first answer, byte for byte, without asking again', async () => {
    const { hub, bron } = await opstelling(goed);
    const een = await hub.soap(ENDPOINT, VRAAG);
    const twee = await hub.soap(ENDPOINT, VRAAG);
    expect(twee).toMatchObject({ status: 200, tekst: een.tekst, id: een.id, dubbel: 'true' });
    expect(bron.verzoeken).toHaveLength(1);
  });

  test('of a question that was not answered: asked again, and the late answer is the end of it', async () => {
    const { hub, bron } = await opstelling((v, n) => (n === 1 ? { status: 503, body: 'x', type: 'text/plain' } : goed(v, n)));
    const een = await hub.soap(ENDPOINT, VRAAG);
    expect(een.status).toBe(500);
    const twee = await hub.soap(ENDPOINT, VRAAG);
    expect(twee).toMatchObject({ status: 200, id: een.id });
    expect(bron.verzoeken).toHaveLength(2);
    expect(await hub.kp.store.expectation(een.id!)).toMatchObject({ staat: 'laat' });
    expect((await hub.soap(ENDPOINT, VRAAG)).tekst).toBe(twee.tekst);
    expect(bron.verzoeken).toHaveLength(2);
  });

  test('by somebody who may not ask: nothing of the first answer', async () => {
    const { hub } = await opstelling(goed);
    await hub.soap(ENDPOINT, VRAAG);
    const r = await hub.soap(ENDPOINT, VRAAG, 'amsterdam');
    expect(r.code).toBe('KP_BEVOEGDHEID');
    expect(r.tekst).not.toContain('999990937');
  });

  test('while the first is under way: one question to the source, two times the answer', async () => {
    let laat: () => void = () => undefined;
    const wacht = new Promise<void>((k) => (laat = k));
    const { hub, bron } = await opstelling(async (v, n) => { await wacht; return goed(v, n); });
    const { dubbel } = (await hub.kp.store.balance()).berichten;
    const samen = [hub.soap(ENDPOINT, VRAAG), hub.soap(ENDPOINT, VRAAG)];
    const einde = performance.now() + 15_000;
    while ((await hub.kp.store.balance()).berichten.dubbel === dubbel && performance.now() < einde) await new Promise((k) => setTimeout(k, 20));
    laat();
    const [een, twee] = await Promise.all(samen);
    expect([een!.status, twee!.status, een!.tekst === twee!.tekst]).toEqual([200, 200, true]);
    expect(bron.verzoeken).toHaveLength(1);
  });
});

test('at /v1/berichten a question is taken in and passed on to nobody', async () => {
  const { hub, bron } = await opstelling(goed);
  const r = await fetch(`${hub.kp.url}/v1/berichten`, { method: 'POST', headers: { authorization: 'Bearer diemen' }, body: VRAAG });
  expect(r.status).toBe(202);
  expect(bron.verzoeken).toHaveLength(0);
});

describe('what was checked is what is passed on, whatever stands around it', () => {
  // A body of another version of SOAP is no body of this envelope: nobody reads it, so nobody may get it.
  const ANDER = '<t:Body xmlns:t="http://www.w3.org/2003/05/soap-envelope"><Anders><Burgerservicenr>999993653</Burgerservicenr></Anders></t:Body>';

  test('a second message in front of the question', async () => {
    const { hub, bron } = await opstelling(goed);
    expect((await hub.soap(ENDPOINT, VRAAG.replace('<s:Body>', `${ANDER}<s:Body>`))).status).toBe(200);
    expect(bron.verzoeken).toHaveLength(1);
    expect(bron.verzoeken[0]!.body).toContain('<Burgerservicenr>999990937</Burgerservicenr>');
    expect(bron.verzoeken[0]!.body).not.toContain('999993653');
  });

  test('a question inside a fault', async () => {
    const { hub, bron } = await opstelling(goed);
    const r = await hub.soap(ENDPOINT, VRAAG.replace('<s:Body>', '<s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>999993653</faultstring><detail>').replace('</s:Body>', '</detail></s:Fault></s:Body>'));
    expect(r.code).toBe('KP_NIET_WELGEVORMD');
    expect(bron.verzoeken).toHaveLength(0);
  });

  test('a second message in front of the answer', async () => {
    const { hub } = await opstelling((v) => {
      const a = suwiAntwoord(v, IKV, 'UWVPersoonsIkvInfoResponse', ikv());
      return { ...a, body: a.body.replace('<s:Body>', `${ANDER}<s:Body>`) };
    });
    const r = await hub.soap(ENDPOINT, VRAAG);
    expect([r.status, r.tekst.includes(ikv()), r.tekst.includes('999993653')]).toEqual([200, true, false]);
  });

  test('a second detail in front of the fault', async () => {
    const { hub } = await opstelling((v) => {
      const a = suwiAntwoord(v, IKV, '', fwiFout(), { fout: true });
      return { ...a, body: a.body.replace('<detail>', '<Detail><Anders>999993653</Anders></Detail><detail>') };
    });
    const r = await hub.soap(ENDPOINT, VRAAG);
    expect([r.status, r.tekst.includes('<Code>KP_ANTWOORD</Code>'), r.tekst.includes('999993653')]).toEqual([500, true, false]);
  });
});
