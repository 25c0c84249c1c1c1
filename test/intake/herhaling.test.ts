// Proves G5 and S10, S11 through a whole hub: the first answer again, one of a thousand, other content refused, refusals remembered, GGK's two keys.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ProefHub, startProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';

const lees = (naam: string): string => readFileSync(path.join(WORTEL, 'samples', naam), 'utf8');
const WMO301 = lees('istandaarden/wmo301-toewijzing.xml');
const ZAAK = lees('stuf/zaklk01-creeerzaak.xml');
const GGK = lees('ggk/di01-wmo301.xml');
const SOAP = { 'content-type': 'text/xml', soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' };

let hub: ProefHub;
beforeEach(async () => {
  hub = await startProefHub();
});
afterEach(() => hub.stop());

const balans = async () => {
  await hub.kp.relay.quiet(20_000);
  return hub.kp.store.balance();
};

describe('a repeat', () => {
  it('gets the same id and dubbel: true at the API, whatever its prefixes and layout', async () => {
    const eerste = JSON.parse((await hub.post(WMO301)).tekst) as Record<string, unknown>;
    const anders = WMO301.replaceAll('wmo301:', 'q:').replace('xmlns:wmo301', 'xmlns:q').replace('><', '>\n\n<');
    const tweede = JSON.parse((await hub.post(anders)).tekst) as Record<string, unknown>;
    expect(tweede).toEqual({ ...eerste, dubbel: true });
    expect((await balans()).berichten).toMatchObject({ ontvangen: 2, aanvaard: 1, dubbel: 1 });
  });

  it('gets the first receipt byte for byte over SOAP, and publishes nothing again', async () => {
    const a = await hub.post(ZAAK, '/soap/stuf/ontvangAsynchroon', SOAP);
    const b = await hub.post(ZAAK, '/soap/stuf/ontvangAsynchroon', SOAP);
    expect([a.status, b.status]).toEqual([200, 200]);
    expect(a.tekst).toContain('Bv03');
    expect(b.tekst).toBe(a.tekst);
    expect((await balans()).paren.gerouteerd).toBe(1);
  });

  it('S10: of 300 copies at once one is accepted, and all get the same id', async () => {
    const uit = await Promise.all(Array.from({ length: 300 }, () => hub.post(WMO301)));
    const antwoorden = uit.map((r) => JSON.parse(r.tekst) as { id: string; dubbel: boolean });
    expect(new Set(antwoorden.map((a) => a.id)).size).toBe(1);
    expect(antwoorden.filter((a) => !a.dubbel)).toHaveLength(1);
    expect((await balans()).berichten).toMatchObject({ ontvangen: 300, aanvaard: 1, dubbel: 299 });
  });
});

describe('S11: the same reference with other content', () => {
  it('is 409 at the API and StUF016 over SOAP, and the first message stands', async () => {
    await hub.post(WMO301);
    const r = await hub.post(WMO301.replace(/(<\w+:Volume>)\d+/, '$13'));
    expect([r.status, (JSON.parse(r.tekst) as { code: string }).code]).toEqual([409, 'KP_CONFLICT']);
    await hub.post(ZAAK, '/soap/stuf/ontvangAsynchroon', SOAP);
    const s = await hub.post(ZAAK.replace('Aanvraag huishoudelijke hulp', 'Iets anders'), '/soap/stuf/ontvangAsynchroon', SOAP);
    expect(s.status).toBe(500);
    expect(s.tekst).toContain('StUF016');
    // The same conflicting bytes get the same refusal, and the original is still a repeat.
    expect((await hub.post(ZAAK.replace('Aanvraag huishoudelijke hulp', 'Iets anders'), '/soap/stuf/ontvangAsynchroon', SOAP)).tekst).toBe(s.tekst);
    expect((await hub.post(ZAAK, '/soap/stuf/ontvangAsynchroon', SOAP)).status).toBe(200);
    expect((await balans()).verschillen).toEqual([]);
  });
});

describe('a refusal', () => {
  const FOUT = lees('istandaarden/fout-wmo301-datum-bestaat-niet.xml');

  it('is remembered: the same bytes are refused again, and count as refused', async () => {
    const a = await hub.post(FOUT);
    const b = await hub.post(FOUT);
    expect([a.status, b.status]).toEqual([400, 400]);
    expect(b.tekst).toBe(a.tekst);
    expect((await balans()).berichten).toMatchObject({ ontvangen: 2, aanvaard: 0, geweigerd: 2 });
  });

  it('does not bind the reference outside StUF: the mended message is taken', async () => {
    await hub.post(FOUT);
    const r = await hub.post(FOUT.replace('2023-02-31', '2023-02-28').replace(/(\d{4})-02-(30|31)/g, '$1-02-28'));
    expect(r.status).toBe(202);
  });

  it('binds it in StUF: other content is StUF016', async () => {
    const fout = lees('stuf/fout-volgorde.xml');
    const eerste = await hub.post(fout, '/soap/stuf/ontvangAsynchroon', SOAP);
    expect(eerste.tekst).toContain('StUF055');
    const ref = /referentienummer>([^<]+)/.exec(fout)![1]!;
    const goed = ZAAK.replace(/(referentienummer>)[^<]+/, `$1${ref}`);
    const zender = (x: string): string => /<StUF:zender>[\s\S]*?<\/StUF:zender>/.exec(x)![0];
    const r = await hub.post(goed.replace(zender(goed), zender(fout)), '/soap/stuf/ontvangAsynchroon', SOAP);
    expect(r.tekst).toContain('StUF016');
  });
});

describe('GGK', () => {
  it('gives a known payload in a new envelope a receipt of its own, publishes nothing, and repeats that receipt', async () => {
    const kop = { 'content-type': 'text/xml', soapaction: '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"' };
    const a = await hub.post(GGK, '/soap/ggk', kop);
    expect(a.status).toBe(200);
    const nieuw = GGK.replace(/(referentienummer>)[0-9a-f-]{36}/, '$1a3bb189e-8bf9-4888-9912-ace4e6543002');
    const b = await hub.post(nieuw, '/soap/ggk', kop);
    expect(b.status).toBe(200);
    expect(b.tekst).toContain('a3bb189e-8bf9-4888-9912-ace4e6543002');
    expect((await hub.post(nieuw, '/soap/ggk', kop)).tekst).toBe(b.tekst);
    const s = await balans();
    expect(s.berichten).toMatchObject({ ontvangen: 3, aanvaard: 1, dubbel: 2 });
    expect(s.verschillen).toEqual([]);
  });
});

describe('over SOAP', () => {
  it('answers a synchronous question with StUF049 and accepts nothing; the same bytes at the API are accepted', async () => {
    const vraag = lees('stuf/npslv01-vraag.xml');
    const s = await hub.post(vraag, '/soap/stuf/beantwoordVraag', { 'content-type': 'text/xml', soapaction: '"http://www.egem.nl/StUF/sector/bg/0310/npsLv01"' });
    expect(s.status).toBe(500);
    expect(s.tekst).toContain('StUF049');
    const r = await hub.post(vraag);
    expect(r.status).toBe(202);
    expect((await balans()).berichten).toMatchObject({ ontvangen: 2, aanvaard: 1, geweigerd: 1 });
  });

  it('refuses an unknown addressee with StUF010, which at the API is accepted as onbestelbaar', async () => {
    const onbekend = ZAAK.replace(/(<StUF:ontvanger>[\s\S]*?<StUF:organisatie>)[^<]*/, '$19998');
    const s = await hub.post(onbekend, '/soap/stuf/ontvangAsynchroon', SOAP);
    expect(s.tekst).toContain('StUF010');
    const anders = onbekend.replace(/(referentienummer>)[^<]+/, '$1ONBEKEND-2');
    const r = await hub.post(anders);
    expect(r.status).toBe(202);
    expect((await balans()).berichten).toMatchObject({ aanvaard: 1, onbestelbaar: 1, geweigerd: 1 });
  });
});
