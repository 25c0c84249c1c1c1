// Proves: Lv01, Di02 and Lk02 go through to the addressee as they came, cut out of their envelope, with the SOAPAction of their operation; La01, Du02, Bv02 and Fo02
// come back likewise; a refusal is Fo02 with StUF's own code.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Proefbron, startBron, suwiAntwoord } from './bron.ts';
import { auditVan, startVraagHub, type VraagHub } from './hub.ts';
import { envelop, fo02, NS, npsLa01, npsLv01, persoon, referentieIn, stuurgegevens } from './stuf.ts';

let hub: VraagHub;
let bron: Proefbron;
beforeAll(async () => {
  bron = await startBron(() => null);
  hub = await startVraagHub({ diensten: { brp: ['stuf/beantwoordVraag', 'stuf/verwerkSynchroonVrijBericht', 'stuf/verwerkSynchroneKennisgeving'].map((e) => `{ endpoint: ${e}, url: "${bron.url}/${e}" }`) }, bronnen: ['{ id: brp, onderwerp: persoon, partij: brp, bericht: "stuf:npsLv01", endpoint: stuf/beantwoordVraag }'] });
});
afterAll(async () => { await hub.stop(); await bron.stop(); });

const VAN = ['0384', 'zaaksysteem'] as const;
const NAAR = ['BRP', 'makelaar'] as const;
let n = 0;
const kop = () => ({ van: VAN, naar: NAAR, referentie: `vraag-${++n}` });
async function stuur(endpoint: string, body: string, antwoord: Proefbron['antwoord'], token?: string) {
  bron.antwoord = antwoord;
  bron.verzoeken.length = 0;
  return await hub.soap(endpoint, body, token);
}

test('npsLv01 → npsLa01: the message itself, and the crossRefnummer of the asker', async () => {
  const k = kop();
  const r = await stuur('stuf/beantwoordVraag', npsLv01(k), (v) => ({ body: npsLa01(referentieIn(v), persoon()) }));
  expect(r.status).toBe(200);
  const [v] = bron.verzoeken;
  expect(v?.koppen.soapaction).toBe(`"${NS.bg}/npsLv01"`);
  expect(v?.body).toContain(stuurgegevens('BG', { code: 'Lv01', entiteit: 'NPS', ...k }));
  expect(r.tekst).toContain(`<StUF:crossRefnummer>${k.referentie}</StUF:crossRefnummer>`);
  expect(r.tekst).toContain('<BG:geslachtsnaam>Duinker</BG:geslachtsnaam>');
  expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord' });
});

test('an answer with the smallest head is an answer; one that names another question is none', async () => {
  expect((await stuur('stuf/beantwoordVraag', npsLv01(kop()), () => ({ body: npsLa01(undefined, persoon()) }))).status).toBe(200);
  const r = await stuur('stuf/beantwoordVraag', npsLv01(kop()), () => ({ body: npsLa01('van-een-ander', persoon()) }));
  expect([r.status, r.tekst.includes('<StUF:code>StUF058</StUF:code>'), r.tekst.includes('Duinker')]).toEqual([500, true, false]);
});

test('one answer for two questions, byte for byte the same: both asked, both answered', async () => {
  const leeg: Proefbron['antwoord'] = () => ({ body: npsLa01(undefined, '') });
  for (const r of [await stuur('stuf/beantwoordVraag', npsLv01(kop()), leeg), await stuur('stuf/beantwoordVraag', npsLv01(kop()), leeg)]) {
    expect(r.status).toBe(200);
    expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord' });
  }
});

test('moments of what comes back on our own connection need not rise: the setting is about who sends to us', async () => {
  const streng = await startVraagHub({
    diensten: { brp: [`{ endpoint: stuf/beantwoordVraag, url: "${bron.url}/x" }`] }, bronnen: ['{ id: brp, onderwerp: persoon, partij: brp, bericht: "stuf:npsLv01", endpoint: stuf/beantwoordVraag }'], extra: 'stuf: { tijdstip: oplopend }',
  });
  try {
    bron.antwoord = (v) => ({ body: npsLa01(referentieIn(v), persoon()) });
    for (let i = 0; i < 2; i += 1) {
      const r = await streng.vraag({ persoon: { bsn: '999990937' }, onderwerpen: ['persoon'], doel: 'recht op bijstand', rol: 'klantmanager' });
      expect(r.json.delen).toEqual([expect.objectContaining({ bron: 'brp', uitkomst: 'antwoord' })]);
    }
  } finally {
    await streng.stop();
  }
});

test('Fo02 comes back as a SOAP fault with the code of the endpoint', async () => {
  const r = await stuur('stuf/beantwoordVraag', npsLv01(kop()), () => fo02());
  expect(r.status).toBe(500);
  expect(r.tekst).toMatch(/<faultcode>SOAP-ENV:Server<\/faultcode><faultstring>dubbelen gevonden<\/faultstring><detail><StUF:Fo02Bericht/);
  expect(r.tekst).toContain('<StUF:code>StUF067</StUF:code>');
});

test('Di02 → Du02', async () => {
  const di02 = envelop(`<ZKN:genereerZaakIdentificatie_Di02>${stuurgegevens('ZKN', { code: 'Di02', functie: 'genereerZaakidentificatie', ...kop() })}</ZKN:genereerZaakIdentificatie_Di02>`);
  const r = await stuur('stuf/verwerkSynchroonVrijBericht', di02, (v) => ({
    body: envelop(`<ZKN:genereerZaakIdentificatie_Du02>${stuurgegevens('ZKN', { code: 'Du02', functie: 'genereerZaakidentificatie', kruis: referentieIn(v), referentie: 'a1', van: NAAR, naar: VAN })}<ZKN:zaak StUF:entiteittype="ZAK" StUF:functie="entiteit"><ZKN:identificatie>0384-2026-1</ZKN:identificatie></ZKN:zaak></ZKN:genereerZaakIdentificatie_Du02>`),
  }));
  expect([r.status, r.tekst.includes('0384-2026-1')]).toEqual([200, true]);
  expect(bron.verzoeken[0]?.koppen.soapaction).toBe(`"${NS.zkn}/genereerZaakIdentificatie_Di02"`);
});

test('Lk02 → Bv02', async () => {
  const lk02 = envelop(`<BG:npsLk02>${stuurgegevens('BG', { code: 'Lk02', entiteit: 'NPS', ...kop() })}<BG:parameters><StUF:mutatiesoort>T</StUF:mutatiesoort></BG:parameters><BG:object StUF:entiteittype="NPS" StUF:verwerkingssoort="T"><BG:inp.bsn>999990937</BG:inp.bsn></BG:object></BG:npsLk02>`);
  const r = await stuur('stuf/verwerkSynchroneKennisgeving', lk02, () => ({ body: envelop('<StUF:Bv02Bericht><StUF:stuurgegevens><StUF:berichtcode>Bv02</StUF:berichtcode></StUF:stuurgegevens></StUF:Bv02Bericht>') }));
  expect([r.status, r.tekst.includes('<StUF:berichtcode>Bv02</StUF:berichtcode>')]).toEqual([200, true]);
  expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord' });
});

describe('a question to the hub itself', () => {
  const HUB = ['GSO', 'knooppunt'] as const;
  test('is asked of the source of persons, and its answer is an answer of the hub', async () => {
    const k = { ...kop(), naar: HUB };
    const r = await stuur('stuf/beantwoordVraag', npsLv01(k), (v) => ({ body: npsLa01(referentieIn(v), persoon()) }));
    expect(r.status).toBe(200);
    expect(bron.verzoeken).toHaveLength(1);
    // A question of its own: the asker's reference is the asker's.
    expect(bron.verzoeken[0]?.body).not.toContain(k.referentie);
    expect(r.tekst).toContain(`<StUF:crossRefnummer>${k.referentie}</StUF:crossRefnummer>`);
    expect(r.tekst).toMatch(/<StUF:zender>\s*<StUF:organisatie>GSO<\/StUF:organisatie>\s*<StUF:applicatie>knooppunt</);
    expect(r.tekst).toContain('<BG:geslachtsnaam>Duinker</BG:geslachtsnaam>');
    expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord' });
    // Once more: the same bytes, nothing asked.
    expect((await hub.soap('stuf/beantwoordVraag', npsLv01(k))).tekst).toBe(r.tekst);
    expect(bron.verzoeken).toHaveLength(1);
    expect((await auditVan(hub.kp)).findLast((a) => a.stap === 'gevraagd')?.details).toMatchObject({ partij: 'gemeente-0384', doel: 'recht op bijstand', rol: 'bericht' });
  });

  test('an answer of Suwinet is said in StUF', async () => {
    const dienst = 'BRPDossierPersoonGSD-v0200';
    const suwi = await startBron((v) => suwiAntwoord(v, dienst, 'AanvraagPersoonResponse', '<ClientSuwi><SignificantDeelVanDeAchternaam>Duinker</SignificantDeelVanDeAchternaam><Geboortedat>19800102</Geboortedat><Burgerservicenr>999990937</Burgerservicenr></ClientSuwi>'));
    const eigen = await startVraagHub({ diensten: { brp: [`{ endpoint: suwiml/${dienst}, url: "${suwi.url}/x" }`] }, bronnen: [`{ id: brp, onderwerp: persoon, partij: brp, bericht: "suwiml:AanvraagPersoon", endpoint: suwiml/${dienst} }`] });
    try {
      const k = { ...kop(), naar: HUB };
      const r = await eigen.soap('stuf/beantwoordVraag', npsLv01(k));
      expect([r.status, r.tekst]).toEqual([200, expect.stringContaining('<BG:geslachtsnaam>Duinker</BG:geslachtsnaam>')]);
      expect(r.tekst).toContain(`<StUF:crossRefnummer>${k.referentie}</StUF:crossRefnummer>`);
    } finally {
      await eigen.stop();
      await suwi.stop();
    }
  });

  test('nobody found is an empty answer; a source that fails is a fault, never an empty answer', async () => {
    const leeg = await stuur('stuf/beantwoordVraag', npsLv01({ ...kop(), naar: HUB }), (v) => ({ body: npsLa01(referentieIn(v), '') }));
    expect([leeg.status, leeg.tekst.includes('BG:antwoord')]).toEqual([200, false]);
    const r = await stuur('stuf/beantwoordVraag', npsLv01({ ...kop(), naar: HUB }), () => fo02());
    expect([r.status, r.tekst.includes('<StUF:code>StUF058</StUF:code>')]).toEqual([500, true]);
    expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'verlopen' });
  });

  test.each([
    ['by name', npsLv01({ van: VAN, naar: HUB, referentie: 'naam-1' }, '', '<BG:geslachtsnaam>Duinker</BG:geslachtsnaam>')],
    ['with a scope', npsLv01({ van: VAN, naar: HUB, referentie: 'scope-1' }).replace('</BG:npsLv01>', '<BG:scope><BG:object StUF:entiteittype="NPS"><BG:inp.bsn xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></BG:object></BG:scope></BG:npsLv01>')],
  ])('%s is not answered: StUF049, and nothing is asked', async (_wat, body) => {
    const r = await stuur('stuf/beantwoordVraag', body, () => null);
    expect(r.tekst).toContain('<StUF:code>StUF049</StUF:code>');
    expect(bron.verzoeken).toHaveLength(0);
  });
});

test('the smallest head: without a sender the caller asks, without an addressee nobody can answer', async () => {
  const r = await stuur('stuf/beantwoordVraag', npsLv01({ naar: NAAR }), () => ({ body: npsLa01(undefined, persoon()) }));
  expect(r.status).toBe(200);
  expect(await hub.kp.store.expectation(r.id!)).toMatchObject({ staat: 'beantwoord', partij: 'gemeente-0384' });
  expect((await stuur('stuf/beantwoordVraag', npsLv01({ naar: NAAR }), () => null, 'amsterdam')).tekst).toContain('<StUF:code>StUF052</StUF:code>');
  expect((await stuur('stuf/beantwoordVraag', npsLv01({}), () => null)).tekst).toContain('<StUF:code>StUF049</StUF:code>');
});

test('refusals in StUF\'s own form: StUF052 without a bevoegdheid, StUF010 and StUF049 for an addressee that is unknown or answers nothing here', async () => {
  const code = async (body: string, token?: string): Promise<string | undefined> => {
    const r = await stuur('stuf/beantwoordVraag', body, () => null, token);
    expect(r.status).toBe(500);
    expect(r.tekst).toContain('<StUF:berichtcode>Fo02</StUF:berichtcode>');
    return /<StUF:code>([^<]*)</.exec(r.tekst)?.[1];
  };
  expect(await code(npsLv01({ ...kop(), van: ['0363', 'zaaksysteem'] }), 'amsterdam')).toBe('StUF052');
  expect(await code(npsLv01(kop()), 'amsterdam')).toBe('StUF052');
  expect(await code(npsLv01({ ...kop(), naar: ['Onbekende dienst', 'makelaar'] }))).toBe('StUF010');
  expect(await code(npsLv01({ ...kop(), naar: ['0363', 'zaaksysteem'] }))).toBe('StUF049');
  expect(await code(npsLv01({ ...kop(), van: ['Wie dan', 'zaaksysteem'] }), '')).toBe('StUF013');
  expect(bron.verzoeken).toHaveLength(0);
});
