// What the hub says by itself about a message that it refused (docs/design/terugweg.md): Bv03 and later Fo01 where the configuration says so, the standard's
// technical retour where a party's mandate says so; both once, in one transaction with the refusal, and never anything that judges.
import aw319 from '../../adapters/aw319/index.ts';
import istandaarden from '../../adapters/istandaarden/index.ts';
import { TECHNISCH } from '../../adapters/istandaarden/retour.ts';
import { TECHNISCHE_CODES } from '../../adapters/aw319/retour.ts';
import { stelOp } from '../../src/intake/opstellen.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { StoreError } from '../../src/store/port.ts';
import { readFileSync } from 'node:fs';
import { sample, startTerugweg, type TerugwegHub } from '../hulp/terugweg.ts';

const STUF = { 'content-type': 'text/xml', soapaction: '"http://www.egem.nl/StUF/sector/zkn/0310/creeerZaak_Lk01"' };
const GGK = { 'content-type': 'text/xml', soapaction: '"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01"' };
const soort = (tekst: string): string | undefined => /<StUF:berichtcode>(\w+)</.exec(tekst)?.[1];

describe('stuf.bodyfout: fo01', () => {
  let hub: TerugwegHub;
  beforeAll(async () => {
    hub = await startTerugweg({ yaml: 'stuf: { bodyfout: fo01 }' });
  }, 60_000);
  afterAll(async () => await hub?.stop());

  const fo01 = async (partij: 'gemeente-0363' | 'aanbieder-42420001') => (await hub.events(partij)).filter((e) => e.type === 'nl.sociaaldomein.bericht-afgekeurd.v1');

  test('an invalid body gets Bv03, counts as refused, and an Fo01 StUF055 reaches its sender as an event; a repeat gets the same Bv03 and no second Fo01', async () => {
    const fout = sample('stuf/fout-volgorde.xml');
    const r = await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF);
    expect([r.status, soort(r.tekst), r.koppen.get('knooppunt-code')]).toEqual([200, 'Bv03', 'KP_SCHEMA']);
    expect((await hub.balans()).berichten).toMatchObject({ ontvangen: 2, geweigerd: 1, aanvaard: 1 });
    const [event, ...meer] = await fo01('gemeente-0363');
    expect(meer).toEqual([]);
    expect(event!.data).toMatchObject({
      bericht: { berichttype: 'Fo01Bericht', kruisreferentie: 'ZS-2026-104712', afzender: { applicatie: 'KNOOPPUNT' }, ontvanger: { gemeentecode: '0363', applicatie: 'ZAAKSYS' } },
      fout: { code: { code: 'StUF055' }, plek: 'client', opBericht: 'ZS-2026-104712', details: expect.stringContaining('/zakLk01/') },
    });
    expect(await hub.kp.store.message(event!.bericht)).toMatchObject({ kop: { kanaal: 'hub', beller: 'hub' } });

    const weer = await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF);
    expect([weer.status, weer.tekst]).toEqual([200, r.tekst]);
    await hub.herstart();
    expect((await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF)).tekst).toBe(r.tekst);
    expect(await fo01('gemeente-0363')).toHaveLength(1);
    expect(await hub.balans()).toMatchObject({ berichten: { ontvangen: 4, geweigerd: 3, aanvaard: 1 }, verschillen: [] });
  }, 120_000);

  test('other content under the refused reference is StUF016 at once, and no Fo01', async () => {
    const voor = (await fo01('gemeente-0363')).length;
    const r = await hub.post('operator', sample('stuf/fout-volgorde.xml').toString('utf8').replace('Aanvraag huishoudelijke hulp', 'Anders'), '/soap/stuf/ontvangAsynchroon', STUF);
    expect([r.status, soort(r.tekst), r.tekst.includes('StUF016')]).toEqual([500, 'Fo03', true]);
    expect(await fo01('gemeente-0363')).toHaveLength(voor);
  }, 60_000);

  test('GGK: details name function and version, detailsXML holds the envelope without the file in it, no value of the payload leaves', async () => {
    const r = await hub.post('operator', sample('ggk/fout-inhoud.xml'), '/soap/ggk', GGK);
    expect([r.status, soort(r.tekst)]).toEqual([200, 'Bv03']);
    const [event] = await fo01('aanbieder-42420001');
    expect(event!.data).toMatchObject({ fout: { code: { code: 'StUF055' }, details: 'WMO305-00030002', opBericht: 'e9f4dbc6-2b50-4d8f-8e33-b0716c5d4e05' } });
    const xml = Buffer.from((await hub.kp.store.bytes(event!.bericht))!).toString('utf8');
    expect(xml).toContain('<GGK:envelopHeenbericht-ggk_Di01');
    expect(xml).toContain('<kp:pad>/Bericht/');
    expect(xml).not.toContain('xmlBestand');
    expect(xml).not.toMatch(/999993653|Meulen/);
  }, 60_000);

  test('GGK: a payload that cannot even be read is an invalid body too', async () => {
    const voor = (await fo01('aanbieder-42420001')).length;
    const s = sample('ggk/fout-inhoud.xml').toString('utf8').replace(/xmlBestand>[^<]+</, `xmlBestand>${Buffer.from('<Bericht><Header>').toString('base64')}<`).replace('e9f4dbc6', 'a9f4dbc6');
    const r = await hub.post('operator', s, '/soap/ggk', GGK);
    expect([r.status, soort(r.tekst), r.koppen.get('knooppunt-code')]).toEqual([200, 'Bv03', 'KP_NIET_WELGEVORMD']);
    const na = await fo01('aanbieder-42420001');
    expect([na.length - voor, na.at(-1)!.data.fout]).toEqual([1, expect.objectContaining({ code: expect.objectContaining({ code: 'StUF055' }), details: 'WMO305-00030002' })]);
  }, 60_000);

  test.each([
    ['a head that is wrong', (s: string) => s.replace('<StUF:tijdstipBericht>20260914091530250', '<StUF:tijdstipBericht>2026'), 'Fo03'],
    ['an addressee that nobody knows (StUF010 goes before a receipt)', (s: string) => s.replace('<StUF:organisatie>KNP', '<StUF:organisatie>NIEMAND'), 'Fo03'],
    ['a sender whom the Fo01 could never reach', (s: string) => s.replace('<StUF:organisatie>0363', '<StUF:organisatie>ONBEKEND'), 'Fo03'],
    ['no reference', (s: string) => s.replace(/<StUF:referentienummer>[^<]*<\/StUF:referentienummer>/, ''), 'Fo03'],
  ])('%s: Fo03 as ever, no message of the hub', async (_naam, doe, code) => {
    const voor = (await hub.balans()).berichten;
    const r = await hub.post('operator', doe(sample('stuf/fout-volgorde.xml').toString('utf8').replace('ZS-2026-104712', 'ZS-A')), '/soap/stuf/ontvangAsynchroon', STUF);
    expect([r.status, soort(r.tekst)]).toEqual([500, code]);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor.aanvaard);
  }, 60_000);

  test('handed in by another party in the sender\'s name: Fo03 to that other, and the sender hears nothing that it never asked for', async () => {
    const [voor, { aanvaard }] = [(await fo01('gemeente-0363')).length, (await hub.balans()).berichten];
    const r = await hub.post('gemeente-0344', sample('stuf/fout-volgorde.xml').toString('utf8').replace('ZS-2026-104712', 'ZS-VAN-EEN-ANDER'), '/soap/stuf/ontvangAsynchroon', STUF);
    expect([r.status, soort(r.tekst), r.koppen.get('knooppunt-code')]).toEqual([500, 'Fo03', 'KP_SCHEMA']);
    expect([(await fo01('gemeente-0363')).length, (await hub.balans()).berichten.aanvaard]).toEqual([voor, aanvaard]);
  }, 60_000);

  test('an answer is never answered with an Fo01, a synchronous message never with Bv03', async () => {
    const voor = (await hub.balans()).berichten.aanvaard;
    const antwoord = await hub.post('operator', sample('stuf/bv01-verwerkt.xml').toString('utf8').replace('</StUF:stuurgegevens>', '</StUF:stuurgegevens><StUF:onbekend/>'), '/soap/stuf/ontvangAsynchroon', { 'content-type': 'text/xml' });
    expect([antwoord.status, soort(antwoord.tekst)]).toEqual([500, 'Fo03']);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor);
  }, 60_000);

  test('the hub counts it on its own channel', async () => {
    const r = await fetch(`${hub.url}/metrics`, { headers: { authorization: 'Bearer operator' } });
    expect(await r.text()).toMatch(/kanaal="hub"/);
  });
});

test('fo03, as it is without the setting: a fault at once and nothing later', async () => {
  const hub = await startTerugweg();
  try {
    const r = await hub.post('operator', sample('stuf/fout-volgorde.xml'), '/soap/stuf/ontvangAsynchroon', STUF);
    expect([r.status, soort(r.tekst)]).toEqual([500, 'Fo03']);
    expect(await hub.balans()).toMatchObject({ berichten: { ontvangen: 1, geweigerd: 1, aanvaard: 0 } });
  } finally {
    await hub.stop();
  }
}, 60_000);

describe('technischeAfkeur', () => {
  let hub: TerugwegHub;
  beforeAll(async () => {
    hub = await startTerugweg({ mandaten: { 'aanbieder-42420001': ['iwmo', 'ijw'], 'gemeente-0363': ['iwmo'], 'zorgkantoor-5521': ['aw319'] } });
  }, 60_000);
  afterAll(async () => await hub?.stop());

  /** A message that its schema refuses: a day that does not exist in the part below the header. */
  const stuk = (naam: string): string => {
    const s = sample(naam).toString('utf8');
    const i = s.indexOf('Header>', s.indexOf('Header>') + 1);
    const na = s.slice(i).replace(/>\d{4}-\d{2}-\d{2}</, '>2026-02-31<');
    if (na === s.slice(i)) throw new Error(`${naam} heeft geen datum om stuk te maken`);
    return s.slice(0, i) + na;
  };

  test('a 301 that the hub refuses is answered with a 302, code 0001, in the name of the addressee, once; the sender of the 301 reads it', async () => {
    const fout = stuk('istandaarden/wmo301-toewijzing.xml');
    const r = await hub.post('gemeente-0363', fout);
    expect([r.status, r.json.code]).toEqual([400, 'KP_SCHEMA']);
    const gelezen = (await hub.events('gemeente-0363')).filter((e) => e.data.bericht.berichttype === 'WMO302');
    expect(gelezen).toHaveLength(1);
    const { data, bericht } = gelezen[0]!;
    expect(data).toMatchObject({
      bericht: { kruisreferentie: 'AMS26110201', afzender: { agb: '42420001' }, ontvanger: { gemeentecode: '0363' } },
      fout: { code: { code: '0001', codelijst: 'WJ001' } }, retour: { codes: [{ code: '0001' }] }, personen: [],
    });
    const xml = Buffer.from((await hub.kp.store.bytes(bericht))!).toString('utf8');
    expect(xml).toContain('0001');
    expect(xml).not.toContain('Client');
    expect(await hub.kp.store.message(bericht)).toMatchObject({ kop: { kanaal: 'hub', beller: 'hub', berichttype: 'WMO302' } });

    expect((await hub.post('gemeente-0363', fout)).tekst).toBe(r.tekst);
    expect((await hub.events('gemeente-0363')).filter((e) => e.data.bericht.berichttype === 'WMO302')).toHaveLength(1);
    expect((await hub.balans()).verschillen).toEqual([]);
  }, 60_000);

  test('an AW319 that the hub refuses is answered with an AW320 that mirrors its head and holds no insured, no performance, no amount', async () => {
    const fout = sample('aw319/fout-recordlengte.asc');
    const r = await hub.post('aanbieder-42420001', fout);
    expect([r.status, r.json.code]).toEqual([400, 'KP_RECORD']);
    const [event, ...meer] = (await hub.events('aanbieder-42420001')).filter((e) => e.data.bericht.berichttype === 'AW320');
    expect(meer).toEqual([]);
    const regels = Buffer.from((await hub.kp.store.bytes(event!.bericht))!).toString('latin1').split('\r\n');
    expect(regels.map((x) => x.slice(0, 2))).toEqual(['01', '99', '']);
    expect(regels[0]!.slice(5, 310)).toBe(fout.toString('latin1').split('\r\n')[0]!.slice(5, 310));
    expect(regels[0]!.slice(342, 354).trim()).toBe('0804');
    expect(regels[1]!.slice(2)).toMatch(/^0{42}D0{11}D *$/);
    expect(event!.data).toMatchObject({ bericht: { afzender: { uzovi: '5521' }, ontvanger: { agb: '42420001' } }, personen: [], retour: { codes: [{ code: '0804' }] } });
  }, 60_000);

  test.each([
    ['no mandate for this standard', 'istandaarden/jw307-stop.xml', 'aanbieder-42420001'],
    ['a retour is not answered', 'istandaarden/wmo302-retour.xml', 'aanbieder-42420001'],
  ] as const)('%s: nothing is sent', async (_naam, naam, van) => {
    const voor = (await hub.balans()).berichten.aanvaard;
    const s = stuk(naam);
    expect((await hub.post(van, s)).status).toBe(400);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor);
  }, 60_000);

  test('what a refusal is for other reasons than content (other content under a known number) is not answered in anybody\'s name', async () => {
    const goed = sample('istandaarden/wmo301-toewijzing.xml').toString('utf8');
    expect((await hub.post('gemeente-0363', goed)).status).toBe(202);
    const voor = (await hub.balans()).berichten.aanvaard;
    expect((await hub.post('gemeente-0363', goed.replace(/<(\w+:)?Commentaar>/, (m) => `${m}x`))).status).toBe(409);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor);
  }, 60_000);

  test('handed in by another party in the sender\'s name: nothing is said to that sender in anybody\'s name', async () => {
    const voor = (await hub.balans()).berichten.aanvaard;
    const s = stuk('istandaarden/wmo301-toewijzing.xml').replace('AMS26110201', 'AMS26110299');
    expect((await hub.post('gemeente-0344', s)).status).toBe(400);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor);
    // Its own sender has it answered.
    expect((await hub.post('gemeente-0363', s.replace('AMS26110299', 'AMS26110298'))).status).toBe(400);
    expect((await hub.balans()).berichten.aanvaard).toBe(Number(voor) + 1);
  }, 60_000);

  test('a head that cannot be read is not answered', async () => {
    const voor = (await hub.balans()).berichten.aanvaard;
    const s = stuk('istandaarden/wmo301-toewijzing.xml').replace(/<(\w+:)?Identificatie>[^<]*<\/(\w+:)?Identificatie>/, '');
    expect((await hub.post('gemeente-0363', s)).status).toBe(400);
    expect((await hub.balans()).berichten.aanvaard).toBe(voor);
  }, 60_000);
});

describe('the line that writes', () => {
  test('refusal and Fo01 are one write: where it fails neither is there, and the sender may try again', async () => {
    const hub = await startTerugweg({ yaml: 'stuf: { bodyfout: fo01 }' });
    try {
      const { store } = hub.kp;
      const echt = store.refuse;
      const gezien: (string | undefined)[] = [];
      // The process dies before the commit: nothing of the transaction stays.
      (store as { refuse: typeof echt }).refuse = async (m) => {
        gezien.push(m.gevolg?.kop.berichttype ?? undefined);
        throw new StoreError('onbereikbaar', 'weg');
      };
      const fout = sample('stuf/fout-volgorde.xml');
      const r = await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF);
      expect([r.status, soort(r.tekst), r.tekst.includes('StUF046')]).toEqual([500, 'Fo03', true]);
      expect(gezien).toEqual(['Fo01Bericht']);
      (store as { refuse: typeof echt }).refuse = echt;
      expect((await hub.balans()).berichten).toMatchObject({ ontvangen: 0, aanvaard: 0, geweigerd: 0 });
      // It dies right after the commit: the sender heard nothing and sends again; the Fo01 is there, once.
      (store as { refuse: typeof echt }).refuse = async (m) => {
        await echt(m);
        throw new StoreError('onbereikbaar', 'weg');
      };
      expect((await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF)).status).toBe(500);
      (store as { refuse: typeof echt }).refuse = echt;
      await hub.herstart();
      const weer = await hub.post('operator', fout, '/soap/stuf/ontvangAsynchroon', STUF);
      expect([weer.status, soort(weer.tekst)]).toEqual([200, 'Bv03']);
      expect((await hub.events('gemeente-0363')).map((e) => e.type)).toEqual(['nl.sociaaldomein.bericht-afgekeurd.v1']);
      expect(await hub.balans()).toMatchObject({ berichten: { ontvangen: 3, geweigerd: 2, aanvaard: 1 }, verschillen: [] });
    } finally {
      await hub.stop();
    }
  }, 120_000);
});

describe('never a granting or judging code', () => {
  const codes = (lijst: string): string[] => Object.keys((JSON.parse(readFileSync(new URL(`../../configuratie/codelijsten/${lijst}.json`, import.meta.url), 'utf8')) as { codes: Record<string, string> }).codes);
  const NU = { nu: '2026-11-24T12:00:00Z', referentie: '0f4c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01' };
  const melding = (standaardcode: string) => ({ code: 'KP_RECORD', standaardcode, regel: 1, pad: '/', tekst: 't' });
  const TECHNISCH_ALLEEN = new Set(['0001', '0801', '0804', '8095']);

  test('iStandaarden: whatever the findings say, every forward message of every release gets 0001 and nothing else, in a retour that its schema accepts', async () => {
    const bank = await maakWerkbank();
    const gestuurd = new Set<string>();
    expect(TECHNISCH).toBe('0001');
    const lijst = codes('WJ001');
    expect(lijst.length).toBeGreaterThan(50);
    let gemaakt = 0;
    for (const soort of istandaarden.spec.berichten) {
      const ns = soort.wortel!.namespace;
      const [van, naar] = /30[12]$|3(19|20)$/.test(soort.berichttype) ? ['0363', '42420001'] : ['42420001', '0363'];
      const heen = `<Bericht xmlns="${ns}"><Header><Afzender>${van}</Afzender><Ontvanger>${naar}</Ontvanger><BerichtIdentificatie><Identificatie>A</Identificatie><Dagtekening>2026-11-02</Dagtekening></BerichtIdentificatie><XsdVersie><BasisschemaXsdVersie>1.0.0</BasisschemaXsdVersie><BerichtXsdVersie>1.0.0</BerichtXsdVersie></XsdVersie></Header></Bericht>`;
      const r = leesXml(Buffer.from(heen), STANDAARD_XML_LIMIETEN);
      if (r.soort === 'ongeldig') throw new Error('onleesbaar');
      const uit = istandaarden.technischeRetour!({ soort, bron: r.bron, omgeving: { kanaal: 'rest' } }, { ...NU, meldingen: lijst.map(melding) });
      if (uit === null) continue;
      gemaakt += 1;
      const tekst = JSON.stringify(uit);
      for (const c of lijst) expect([soort.berichttype, c, tekst.includes(`"code":"${c}"`)]).toEqual([soort.berichttype, c, c === '0001']);
      expect(tekst).not.toMatch(/toegekend|berekend|centen/);
      if (!('event' in uit)) throw new Error('geen event');
      const r2 = await stelOp([uit.event], bank.register.berichten(soort.standaard, uit.berichttype, soort.versie)[0]!, bank, { ...NU, limieten: STANDAARD_XML_LIMIETEN });
      expect([soort.berichttype, soort.versie, r2.soort === 'opgesteld' ? 'opgesteld' : r2.meldingen]).toEqual([soort.berichttype, soort.versie, 'opgesteld']);
      gestuurd.add(uit.berichttype.slice(-3));
    }
    // 301, 305, 307, 315 of both laws in both releases; 317, 319, 323 of 3.2.
    expect(gemaakt).toBe(4 * 4 + 3 * 2);
    expect([...gestuurd].sort()).toEqual(['302', '306', '308', '316', '318', '320', '325']);
  });

  test('AW319: of every code that a finding can carry only those of form leave; amounts are empty', () => {
    expect(new Set(TECHNISCHE_CODES)).toEqual(TECHNISCH_ALLEEN);
    const begin = sample('aw319/wijkverpleging.asc').subarray(0, 4096);
    const soort = aw319.spec.berichten[0]!;
    for (const c of codes('COD954')) {
      const uit = aw319.technischeRetour!(soort, begin, { ...NU, meldingen: [melding(c)] });
      if (!uit || !('bytes' in uit)) throw new Error('geen retour');
      const [kop, sluit] = uit.bytes.toString('latin1').split('\r\n');
      expect([c, kop!.slice(342, 370).trim()]).toEqual([c, TECHNISCH_ALLEEN.has(c) ? c : '0001']);
      expect(sluit!.slice(33, 57)).toBe(`${'0'.repeat(11)}D${'0'.repeat(11)}D`);
    }
    expect(aw319.technischeRetour!(aw319.spec.berichten[1]!, begin, { ...NU, meldingen: [] })).toBeNull();
  });
});
