// Proves: GGK, CORV, provider and municipality receipt what is right and refuse what is not, answer later with messages that our profiles and the official schemas accept,
// repeat exactly for a seed, do each fault that they say they can, and look at the signature and the repeat of a webhook.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import type { Simulator, SimulatorNaam, SimulatorOpties } from '../../src/simulators/port.ts';
import { startSimulator, uitleg } from '../../src/simulators/start.ts';
import { ALGEMENE_FOUTEN } from '../../src/simulators/server.ts';
import { type Gevangen, geldig, type Proefbank, proefbank, stuur, vanger, vreemdeBsns } from './hulp.ts';

const NU = (): Date => new Date('2026-11-24T10:00:00Z');
const sample = (n: string): Buffer => readFileSync(new URL(`../../samples/${n}`, import.meta.url));
let p: Proefbank;
let hub: Awaited<ReturnType<typeof vanger>>;
const open: Simulator[] = [];

beforeAll(async () => {
  p = await proefbank();
}, 90_000);
beforeEach(async () => {
  hub = await vanger();
});
afterEach(async () => {
  for (const s of open.splice(0)) await s.stop();
  await hub.stop();
});
afterAll(() => p?.weg());

async function start(naam: SimulatorNaam, o: SimulatorOpties = {}): Promise<Simulator> {
  const s = await startSimulator(naam, { bank: p.bank, nu: NU, hub: hub.url, na: 5, ...o });
  open.push(s);
  return s;
}

/** What it sent, checked: type inside and out, reference, and the reference that it answers. */
async function gelezen(post: readonly Gevangen[]): Promise<unknown[]> {
  const uit = [];
  for (const z of post) {
    const d = await geldig(z.bytes, p.bank);
    expect(vreemdeBsns(z.bytes.toString('latin1'))).toEqual([]);
    uit.push([z.pad, d.herkend.berichttype, d.inhoud?.gelezen.herkend.berichttype ?? null, d.events[0]!.type, d.kop.kruisreferentie ?? null]);
  }
  return uit;
}

const DI01 = '3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01';

describe('ggk', () => {
  test('an envelope: Bv03 at once, its retour in an envelope after a while', async () => {
    const s = await start('ggk');
    const r = await stuur(s.url, sample('ggk/di01-wmo301.xml'));
    const bv = await geldig(r.tekst, p.bank);
    expect([r.status, bv.herkend.berichttype, bv.kop.kruisreferentie]).toEqual([200, 'Bv03Bericht', DI01]);
    await s.rust();
    expect(await gelezen(hub.post)).toEqual([['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', DI01]]);
    expect(hub.post[0]!.soapAction).toBe('"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Du01"');
  });

  test('sends envelopes of its own; the same seed gives the same bytes', async () => {
    const rij = async (zaad: number): Promise<string[]> => {
      const van = hub.post.length;
      const s = await start('ggk', { zaad });
      for (const wat of ['wmo301', 'wmo305', 'wmo323']) expect((await s.stuur(wat)).uitkomst).toBe('aanvaard');
      return hub.post.slice(van).map((z) => z.bytes.toString('utf8'));
    };
    const [een, weer, ander] = [await rij(3), await rij(3), await rij(4)];
    expect(weer).toEqual(een);
    expect(ander).not.toEqual(een);
    expect((await gelezen(hub.post)).map((x) => (x as unknown[])[2])).toEqual(['WMO301', 'WMO305', 'WMO323', 'WMO301', 'WMO305', 'WMO323', 'WMO301', 'WMO305', 'WMO323']);
  });

  test.each([
    ['fo03:IB210', 500, 'Fo03Bericht', []],
    ['fo03', 500, 'Fo03Bericht', []],
    ['fo01:IB103', 200, 'Bv03Bericht', [['/soap/ggk', 'Fo01Bericht', null, 'bericht-afgekeurd', DI01]]],
    ['geen-retour', 200, 'Bv03Bericht', []],
    ['technisch', 200, 'Bv03Bericht', [['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'bericht-afgekeurd', DI01]]],
    ['afgekeurd', 200, 'Bv03Bericht', [['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', DI01]]],
    ['dubbel', 200, 'Bv03Bericht', [['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', DI01], ['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', DI01]]],
    ['retour-kruisref', 200, 'Bv03Bericht', [['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', expect.not.stringMatching(DI01)]]],
  ])('on demand: %s', async (fout, status, type, later) => {
    const s = await start('ggk', { fout });
    const r = await stuur(s.url, sample('ggk/di01-wmo301.xml'));
    expect([r.status, (await geldig(r.tekst, p.bank)).herkend.berichttype]).toEqual([status, type]);
    await s.rust();
    expect(await gelezen(hub.post)).toEqual(later);
  });

  test('what is not right is refused: a wrong payload with StUF055, no message at all with StUF022', async () => {
    const s = await start('ggk');
    const fout = await stuur(s.url, sample('ggk/fout-inhoud.xml'));
    expect([fout.status, fout.tekst.includes('<StUF:code>StUF055<')]).toEqual([500, true]);
    const onzin = await stuur(s.url, '<x/>');
    expect([onzin.status, onzin.tekst.includes('<StUF:code>StUF022<')]).toEqual([500, true]);
    expect(s.stand().regels.map((r) => r.uitkomst)).toEqual(['geweigerd', 'geweigerd']);
  });
});

describe('corv', () => {
  test('a vto: Bv03, and later how it ended', async () => {
    const s = await start('corv');
    const r = await stuur(s.url, sample('jzxml/vto-onderzoek-gevraagd.xml'));
    expect([r.status, (await geldig(r.tekst, p.bank)).kop.kruisreferentie]).toEqual([200, '0197-VTO-2026-0042']);
    await s.rust();
    expect(await gelezen(hub.post)).toEqual([['/soap/jzxml', 'notificatieDi01', null, 'jeugdbescherming-genotificeerd', null]]);
    const d = await geldig(hub.post[0]!.bytes, p.bank);
    expect(d.kop.adressering).toMatchObject({ afzender: { organisatie: 'RvdK' }, ontvanger: { organisatie: 'Gemeente Aalten', applicatie: 'ZAAKSYS', administratie: '0197' } });
    expect((d.events[0]!.data.notificatie as { gerelateerdeZaken: unknown[] }).gerelateerdeZaken).toMatchObject([{ identificatie: '0197-ZAAK-2026-003391' }]);
  });

  test('says nothing later on demand; sends a notificatie of its own on demand', async () => {
    const s = await start('corv', { fout: 'geen-notificatie' });
    expect((await stuur(s.url, sample('jzxml/vto-onderzoek-gevraagd.xml'))).status).toBe(200);
    await s.rust();
    expect(hub.post).toHaveLength(0);
    expect((await s.stuur('notificatie')).uitkomst).toBe('aanvaard');
    expect(await gelezen(hub.post)).toHaveLength(1);
  });
});

describe('zorgaanbieder', () => {
  test('an assignment gets its 302; 305, 307 and 323 are about it; AW319 adds up', async () => {
    const s = await start('zorgaanbieder');
    expect((await stuur(s.url, sample('istandaarden/wmo301-toewijzing.xml'))).status).toBe(202);
    await s.rust();
    for (const wat of ['305', '307', '323', 'aw319']) await s.stuur(wat);
    expect(await gelezen(hub.post)).toEqual([
      ['/v1/berichten', 'WMO302', null, 'toewijzing-beoordeeld', 'AMS26110201'],
      ['/v1/berichten', 'WMO305', null, 'levering-gestart', null],
      ['/v1/berichten', 'WMO307', null, 'levering-gestopt', null],
      ['/v1/berichten', 'WMO323', null, 'declaratie-ingediend', null],
      ['/v1/berichten', 'AW319', null, 'declaratie-ingediend', null],
    ]);
    const start305 = await geldig(hub.post[1]!.bytes, p.bank);
    expect(start305.events[0]!.data.leveringen).toMatchObject([{ toewijzingnummer: '700101' }, { toewijzingnummer: '700102' }]);
  });

  test('AW319 of thirty seeds: valid, codes and totals', async () => {
    for (let zaad = 1; zaad <= 30; zaad++) await (await start('zorgaanbieder', { zaad })).stuur('aw319');
    expect(await gelezen(hub.post)).toHaveLength(30);
    const centen = (w: unknown): number => (w as { centen: number }).centen;
    for (const z of hub.post) {
      const d = (await geldig(z.bytes, p.bank)).events[0]!.data.declaratie as { totaal: unknown; prestaties: { bedrag: unknown }[] };
      expect(d.prestaties.reduce((som, x) => som + centen(x.bedrag), 0)).toBe(centen(d.totaal));
    }
  });

  test('by the GGK: its own messages in an envelope, the retour of an envelope in one that names it', async () => {
    const s = await start('zorgaanbieder', { rol: { vorm: 'ggk' } });
    expect((await stuur(s.url, sample('ggk/di01-wmo301.xml'))).status).toBe(200);
    await s.rust();
    for (const wat of ['305', 'aw319']) await s.stuur(wat);
    expect(await gelezen(hub.post)).toEqual([
      ['/soap/ggk', 'envelopRetourbericht-ggk_Du01', 'WMO302', 'toewijzing-beoordeeld', DI01],
      ['/soap/ggk', 'envelopHeenbericht-ggk_Di01', 'WMO305', 'levering-gestart', null],
      ['/soap/ggk', 'envelopHeenbericht-ggk_Di01', 'AW319', 'declaratie-ingediend', null],
    ]);
  });

  test('as events instead of messages: what the hub must render', async () => {
    const s = await start('zorgaanbieder', { rol: { vorm: 'canoniek' } });
    await stuur(s.url, sample('istandaarden/wmo301-toewijzing.xml'));
    await s.rust();
    expect([hub.post[0]!.pad, hub.post[0]!.contentType]).toEqual(['/v1/berichten?als=iwmo%3AWMO302%3A3.2', 'application/cloudevents+json']);
    expect(JSON.parse(hub.post[0]!.bytes.toString('utf8'))).toMatchObject({ specversion: '1.0', type: 'nl.sociaaldomein.toewijzing-beoordeeld.v1', data: { retour: { opBericht: { referentie: 'AMS26110201' } } } });
  });
});

describe('gemeente', () => {
  const lv01 = (bsn: string): string => `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${sample('stuf/npslv01-vraag.xml').toString('utf8').replace(/^<\?xml[^>]*\?>/, '').replace('999993653', bsn)}</e:Body></e:Envelope>`;

  test('npsLv01 and zakLv01 get their La01', async () => {
    const s = await start('gemeente');
    const wel = await geldig((await stuur(s.url, lv01('999993653'))).tekst, p.bank);
    expect([wel.herkend.berichttype, wel.kop.kruisreferentie, (wel.events[0]!.data.personen as { bsn: string }[])[0]?.bsn]).toEqual(['npsLa01', 'DM-V-0071', '999993653']);
    const niet = await geldig((await stuur(s.url, lv01('123456782'))).tekst, p.bank);
    expect([niet.herkend.berichttype, niet.events[0]!.data.personen]).toEqual(['npsLa01', []]);
    const zaak = await geldig((await stuur(s.url, sample('stuf/zaklv01-geefzaakdetails.xml'))).tekst, p.bank);
    expect([zaak.herkend.berichttype, (zaak.events[0]!.data.zaak as { identificatie: string }).identificatie]).toEqual(['zakLa01', '0363202600004711']);
    s.gedrag({ fout: 'fo02:StUF052' });
    const fo = await stuur(s.url, lv01('999993653'));
    expect([fo.status, (await geldig(fo.tekst, p.bank)).herkend.berichttype, fo.tekst.includes('StUF052')]).toEqual([500, 'Fo02Bericht', true]);
  });

  test('numbers and synchronous kennisgevingen: Du02, Bv02; what it does not answer: Fo02', async () => {
    const s = await start('gemeente');
    const soap = (n: string): string => `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${sample(n).toString('utf8').replace(/^<\?xml[^>]*\?>/, '')}</e:Body></e:Envelope>`;
    const uit: unknown[] = [];
    for (const n of ['genereerzaakidentificatie-di02', 'genereerdocumentidentificatie-di02', 'npslk02-synchroon', 'zaklk02-synchroon', 'updatezaakdocument-di02', 'edclv01-geefzaakdocumentlezen']) {
      const r = await stuur(s.url, soap(`stuf/${n}.xml`));
      uit.push([r.status, (await geldig(r.tekst, p.bank)).herkend.berichttype]);
    }
    expect(uit).toEqual([[200, 'genereerZaakIdentificatie_Du02'], [200, 'genereerDocumentIdentificatie_Du02'], [200, 'Bv02Bericht'], [200, 'Bv02Bericht'], [200, 'Bv02Bericht'], [500, 'Fo02Bericht']]);
  });

  test('judges what comes in for it: 305 → 306, 307 → 308, 323 → 325, AW319 → AW320', async () => {
    const gevallen = [['0344', 'istandaarden/wmo305-start.xml'], ['0384', 'istandaarden/jw307-stop.xml'], ['0197', 'istandaarden/wmo323-declaratie.xml'], ['5521', 'aw319/wijkverpleging.asc']] as const;
    for (const [code, bestand] of gevallen) {
      const s = await start('gemeente', { rol: { code } });
      expect((await stuur(s.url, sample(bestand))).status).toBeLessThan(300);
      await s.rust();
    }
    expect((await gelezen(hub.post)).map((x) => (x as unknown[])[1])).toEqual(['WMO306', 'JW308', 'WMO325', 'AW320']);
  });

  test('sends 301 for both laws and a vto', async () => {
    const s = await start('gemeente', { rol: { code: '0197' } });
    for (const wat of ['wmo301', 'jw301', 'vto']) await s.stuur(wat);
    expect((await gelezen(hub.post)).map((x) => (x as unknown[])[1])).toEqual(['WMO301', 'JW301', 'vtoDi01']);
    await expect(s.stuur('iets')).rejects.toThrow('gemeente stuurt geen iets; wel: wmo301, jw301, vto, npslv01, inkomsten');
  });

  test('asks: npsLv01 and SuwiML, valid and addressed', async () => {
    const s = await start('gemeente', { rol: { code: '0384', vraagt: '0363' } });
    for (const wat of ['npslv01', 'inkomsten']) expect((await s.stuur(wat)).antwoord).toBe('niets');
    const [nps, ikv] = [await geldig(hub.post[0]!.bytes, p.bank), await geldig(hub.post[1]!.bytes, p.bank)];
    expect([hub.post[0]!.pad, nps.events[0]!.type, nps.kop.adressering.ontvanger]).toEqual(['/soap/stuf/beantwoordVraag', 'persoon-gevraagd', expect.objectContaining({ organisatie: '0363' })]);
    expect([hub.post[1]!.pad, ikv.events[0]!.type, ikv.kop.adressering]).toMatchObject(['/soap/suwiml/UWVDossierInkomstenGSD-v0200', 'inkomsten-gevraagd', { afzender: { oin: '00000099000000020384' }, ontvanger: { oin: '00000099000000002000' } }]);
  });

  test('a webhook: signature looked at, taken once, refused on demand', async () => {
    const s = await start('gemeente', { rol: { geheim: 'sleutel' } });
    const body = JSON.stringify({ specversion: '1.0', id: 'e1', type: 'nl.sociaaldomein.persoon-gewijzigd.v1', data: { bericht: { berichttype: 'npsLk01' } } });
    const zend = (geheim: string | null) => stuur(s.url, body, { 'content-type': 'application/cloudevents+json', ...(geheim === null ? {} : { 'knooppunt-tijdstip': '1', 'knooppunt-handtekening': `sha256=${createHmac('sha256', geheim).update('1.').update(body).digest('hex')}` }) });
    expect([(await zend('ander')).status, (await zend(null)).status, (await zend('sleutel')).status, (await zend('sleutel')).status]).toEqual([401, 401, 204, 204]);
    s.gedrag({ fout: '410', aantal: 1 });
    expect((await zend('sleutel')).status).toBe(410);
    expect(s.stand()).toMatchObject({ handtekening: { goed: 2, fout: 1, zonder: 1 }, herhaald: 1, ontvangen: 5 });
    expect(s.stand().regels.map((r) => r.uitkomst)).toEqual(['geweigerd', 'geweigerd', 'aanvaard', 'dubbel', 'fout 410']);
  });
});

describe('what a hub pushes', () => {
  const event = (id: string): string => JSON.stringify({ specversion: '1.0', id, type: 'nl.sociaaldomein.persoon-gewijzigd.v1', data: { bericht: { berichttype: 'npsLk01' } } });

  test.each(['ES256', 'PS256'])('a detached JWS (%s) by the keys of the hub; changed, of another event or of another key: 401', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const kid = 'k1';
    const sleutels = createServer((_q, a) => void exportJWK(publicKey).then((jwk) => a.end(JSON.stringify({ keys: [{ ...jwk, kid }] }))));
    await new Promise<void>((klaar) => void sleutels.listen(0, '127.0.0.1', klaar));
    const s = await start('gemeente', { hub: `http://127.0.0.1:${(sleutels.address() as AddressInfo).port}` });
    const zend = async (id: string, o: { body?: string; jti?: string; kid?: string } = {}): Promise<number> => {
      const j = await new FlattenedSign(Buffer.from(event(id))).setProtectedHeader({ alg, kid: o.kid ?? kid, b64: false, crit: ['b64'], iat: 1, jti: o.jti ?? id }).sign(privateKey);
      return (await stuur(s.url, o.body ?? event(id), { 'content-type': 'application/cloudevents+json', 'idempotency-key': id, 'knooppunt-handtekening-jws': `${j.protected}..${j.signature}` })).status;
    };
    expect([await zend('e1'), await zend('e2', { body: event('e3') }), await zend('e4', { jti: 'e5' }), await zend('e6', { kid: 'k2' })]).toEqual([204, 401, 401, 401]);
    expect(s.stand().handtekening).toEqual({ goed: 1, fout: 3, zonder: 0 });
    await new Promise((klaar) => { sleutels.close(klaar); sleutels.closeAllConnections(); });
  });

  test('binary mode, with the data or with the message itself', async () => {
    const s = await start('gemeente', { rol: { code: '0344' } });
    const koppen = { 'ce-specversion': '1.0', 'ce-type': 'nl.sociaaldomein.levering-gestart.v1', 'ce-bericht': '0192f3a0-0000-7000-8000-000000000001' };
    const d = await geldig(sample('istandaarden/wmo305-start.xml'), p.bank);
    expect((await stuur(s.url, JSON.stringify(d.events[0]!.data), { ...koppen, 'ce-id': 'a', 'content-type': 'application/json' })).status).toBe(204);
    expect((await stuur(s.url, sample('istandaarden/wmo305-start.xml'), { ...koppen, 'ce-id': 'b', 'content-type': 'application/xml' })).status).toBe(204);
    await s.rust();
    expect((await gelezen(hub.post)).map((x) => (x as unknown[])[1])).toEqual(['WMO306', 'WMO306']);
    expect(s.stand().perBericht).toMatchObject({ 'in webhook levering-gestart WMO305 aanvaard': 1, 'in webhook bericht WMO305 aanvaard': 1 });
  });
});

test.each([
  ['corv', ['notificatie'], 'jzxml/vto-onderzoek-gevraagd.xml', 'bericht'],
  ['zorgaanbieder', ['305', '307', '323', 'aw319'], 'istandaarden/wmo301-toewijzing.xml', 'bericht'],
  ['zorgaanbieder', ['305', '323'], 'istandaarden/wmo301-toewijzing.xml', 'canoniek'],
  ['gemeente', ['wmo301', 'jw301', 'vto', 'npslv01', 'inkomsten'], 'istandaarden/wmo305-start.xml', 'bericht'],
] as const)('%s: the same seed and the same requests give the same bytes, in and out (%j)', async (naam, zendingen, bestand, vorm) => {
  const keer = async (zaad: number): Promise<string[]> => {
    const van = hub.post.length;
    const s = await start(naam, { zaad, rol: { vorm, ...(naam === 'gemeente' ? { code: '0344' } : {}) } });
    const antwoord = await stuur(s.url, sample(bestand));
    await s.rust();
    for (const wat of zendingen) await s.stuur(wat);
    return [antwoord.tekst, ...hub.post.slice(van).map((z) => `${z.pad} ${z.bytes.toString('latin1')}`)];
  };
  const [een, weer, ander] = [await keer(3), await keer(3), await keer(4)];
  expect(een).toHaveLength(zendingen.length + 2);
  expect(weer).toEqual(een);
  expect(ander).not.toEqual(een);
});

test('a hub that is not there, and one that refuses: said, not thrown', async () => {
  const s = await start('zorgaanbieder', { hub: 'http://127.0.0.1:1' });
  expect((await s.stuur('305')).uitkomst).toBe('mislukt');
  const nee = await vanger(422);
  const t = await start('zorgaanbieder', { hub: nee.url });
  expect(await t.stuur('305')).toMatchObject({ uitkomst: 'geweigerd', status: 422 });
  await nee.stop();
});

test('every fault that is listed can be switched on, and the general ones are everywhere', async () => {
  for (const naam of ['suwinet', 'corv', 'ggk', 'zorgaanbieder', 'gemeente'] as const) {
    const s = await start(naam);
    const { fouten } = uitleg(naam);
    expect(Object.keys(fouten)).toEqual(expect.arrayContaining(Object.keys(ALGEMENE_FOUTEN)));
    for (const f of Object.keys(fouten)) s.gedrag({ fout: f });
    expect(() => s.gedrag({ fout: 'bestaat niet' })).toThrow(`${naam} kent de fout bestaat niet niet`);
  }
});

test('the guide names every fault and every message that they send', () => {
  const gids = readFileSync(new URL('../../docs/guides/simulatoren.md', import.meta.url), 'utf8');
  for (const naam of ['suwinet', 'corv', 'ggk', 'zorgaanbieder', 'gemeente'] as const) {
    const { fouten, zendingen } = uitleg(naam);
    for (const f of [...Object.keys(fouten), ...Object.keys(zendingen)]) expect([naam, f, gids.includes(`\`${f}\``)]).toEqual([naam, f, true]);
  }
});
