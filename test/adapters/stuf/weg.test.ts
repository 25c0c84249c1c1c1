// Proves that our own StUF and GGK messages meet, on a whole hub over HTTP, the outcome that stands beside them, and reach the municipalities that it names;
// that a repeat gets the first answer byte for byte, other content under one reference is StUF016, and a synchronous question over SOAP is answered with Fo02 and not accepted.
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../../src/main.ts';
import { lees, SAMPLES } from './hulp.ts';

interface Verwacht {
  readonly kanaal: 'rest' | 'soap';
  readonly endpoint?: string;
  readonly soapAction?: string;
  readonly uitkomst: 'aanvaard' | 'geweigerd' | 'dubbel' | 'onbestelbaar';
  readonly status: number;
  readonly code?: string;
  readonly standaardcode?: string;
  readonly berichttype: string;
  readonly events?: number;
  readonly partijen?: readonly string[];
}

const namen = ['stuf/', 'ggk/'].flatMap((m) => readdirSync(new URL(m, SAMPLES)).filter((f) => f.endsWith('.xml')).map((f) => m + f.slice(0, -4)));
const inhoud = (naam: string): string => lees(new URL(`${naam}.xml`, SAMPLES));
const verwacht = (naam: string): Verwacht => JSON.parse(lees(new URL(`${naam}.verwacht.json`, SAMPLES))) as Verwacht;

let map: string;
let hub: Knooppunt;

beforeAll(async () => {
  map = await mkdtemp(path.join(tmpdir(), 'knooppunt-stuf-'));
  // iStandaarden beside it: that is what GGK envelopes carry.
  await writeFile(path.join(map, 'knooppunt.yaml'), 'adapters: [stuf, istandaarden]\n');
  hub = await startKnooppunt({ bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(map, { recursive: true, force: true });
});

const post = (xml: string, pad = '/v1/berichten', koppen: Record<string, string> = {}): Promise<Response> =>
  fetch(hub.url + pad, { method: 'POST', body: xml, headers: { 'content-type': 'text/xml', ...koppen } });
const soap = (xml: string, endpoint: string, actie = ''): Promise<Response> => post(xml, `/soap/${endpoint}`, { soapaction: `"${actie}"` });

/** Types of the events of a message (by its reference) at a municipality; waits until they are there. */
async function bij(gemeente: string, referentie: string | undefined, aantal: number): Promise<string[]> {
  let van: string[] = [];
  for (let i = 0; i < 200 && van.length < aantal; i += 1) {
    const r = await fetch(`${hub.url}/v1/gemeenten/${gemeente}/events?max=500`);
    const { events } = (await r.json()) as { events: { type: string; data: { bericht: { referentie?: string } } }[] };
    van = events.filter((e) => e.data.bericht.referentie === referentie).map((e) => e.type);
    if (van.length < aantal) await new Promise((klaar) => setTimeout(klaar, 25));
  }
  return van;
}

/** The reference that the event carries: the message's own, or that of the message inside an envelope. */
function referentieVan(xml: string): string | undefined {
  const lading = /<GGK:xmlBestand>([^<]*)</.exec(xml)?.[1];
  if (lading === undefined) return /<StUF:referentienummer>([^<]*)</.exec(xml)?.[1];
  const binnen = Buffer.from(lading, 'base64').toString('utf8');
  return (/<(?:\w+:)?IdentificatieRetour>([^<]+)</.exec(binnen) ?? /<(?:\w+:)?Identificatie>([^<]+)</.exec(binnen))?.[1];
}

// A repeat or a conflict needs what comes before it: the first message goes first.
const volgorde = [...namen].sort((a, b) => Number(/zelfde-kenmerk|herhaling/.test(a)) - Number(/zelfde-kenmerk|herhaling/.test(b)));

test.each(volgorde)('%s', async (naam) => {
  const v = verwacht(naam);
  const xml = inhoud(naam);
  const r = await (v.kanaal === 'soap' ? soap(xml, v.endpoint ?? '', v.soapAction) : post(xml));
  const tekst = await r.text();
  expect({ status: r.status, tekst: r.status === v.status ? '' : tekst }).toEqual({ status: v.status, tekst: '' });
  if (v.uitkomst === 'geweigerd') {
    if (v.kanaal === 'soap') expect(tekst).toContain(`<StUF:code>${v.standaardcode}</StUF:code>`);
    else expect(JSON.parse(tekst)).toMatchObject({ code: v.code });
    return;
  }
  if (v.kanaal === 'soap') expect(tekst).toMatch(/<StUF:berichtcode>Bv0[34]<\/StUF:berichtcode>/);
  else expect(JSON.parse(tekst)).toMatchObject({ berichttype: v.berichttype, events: v.events, dubbel: v.uitkomst === 'dubbel' });
  const referentie = referentieVan(xml);
  for (const partij of v.partijen ?? []) if (partij.length === 4) expect((await bij(partij, referentie, v.events ?? 0)).length).toBeGreaterThanOrEqual(v.events ?? 0);
});

const zkn = 'http://www.egem.nl/StUF/sector/zkn/0310/';
const nieuw = (ref: string): string => inhoud('stuf/zaklk01-creeerzaak').replace('ZS-2026-104711', ref);

test('for the hub Bv03, for a known party Bv04', async () => {
  const hubzelf = await (await soap(nieuw('T-1'), 'stuf/ontvangAsynchroon', `${zkn}creeerZaak_Lk01`)).text();
  expect(hubzelf).toContain('<StUF:Bv03Bericht');
  expect(hubzelf).toContain('<StUF:crossRefnummer>T-1</StUF:crossRefnummer>');
  const verder = nieuw('T-2').replace(/<StUF:ontvanger>.*<\/StUF:ontvanger>/, '<StUF:ontvanger><StUF:organisatie>0384</StUF:organisatie><StUF:applicatie>ZAAKSYS</StUF:applicatie></StUF:ontvanger>');
  expect(await (await soap(verder, 'stuf/ontvangAsynchroon', `${zkn}creeerZaak_Lk01`)).text()).toContain('<StUF:Bv04Bericht');
});

test('a repeat over SOAP gets the first answer byte for byte; other content under the same reference is StUF016', async () => {
  const eerste = await (await soap(nieuw('T-3'), 'stuf/ontvangAsynchroon', `${zkn}creeerZaak_Lk01`)).text();
  const andereEnvelop = nieuw('T-3').replace('<soapenv:Header/>', '<soapenv:Header><!-- again --></soapenv:Header>');
  expect(await (await soap(andereEnvelop, 'stuf/ontvangAsynchroon', `${zkn}creeerZaak_Lk01`)).text()).toBe(eerste);
  const ander = await soap(nieuw('T-3').replace('LOKET-8812', 'LOKET-8813'), 'stuf/ontvangAsynchroon', `${zkn}creeerZaak_Lk01`);
  expect(ander.status).toBe(500);
  expect(await ander.text()).toMatch(/<StUF:berichtcode>Fo03<[\s\S]*<StUF:code>StUF016</);
});

test('the SOAPAction tells an update from a new status', async () => {
  const xml = inhoud('stuf/zaklk01-actualiseerzaakstatus').replace('ZS-2026-104760', 'T-4');
  const kaal = xml.replace(/^<\?xml[^>]*>\s*/, '');
  const envelop = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${kaal}</e:Body></e:Envelope>`;
  expect((await soap(envelop, 'stuf/ontvangAsynchroon', `${zkn}updateZaak_Lk01`)).status).toBe(200);
  expect(await bij('0363', 'T-4', 1)).toEqual(['nl.sociaaldomein.zaak-gewijzigd.v1']);
});

test('a question over SOAP is Fo02 StUF049 and is not accepted; the same bytes at the API are', async () => {
  const xml = inhoud('stuf/npslv01-vraag').replace('DM-V-0071', 'T-5').replace(/^<\?xml[^>]*>\s*/, '');
  const r = await soap(`<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${xml}</e:Body></e:Envelope>`, 'stuf/beantwoordVraag', 'http://www.egem.nl/StUF/sector/bg/0310/npsLv01');
  expect(r.status).toBe(500);
  const tekst = await r.text();
  expect(tekst).toContain('http://www.w3.org/2003/05/soap-envelope');
  expect(tekst).toMatch(/<StUF:berichtcode>Fo02<[\s\S]*<StUF:code>StUF049</);
  const api = await post(xml);
  expect([api.status, ((await api.json()) as { dubbel: boolean }).dubbel]).toEqual([202, false]);
});

test('a message on the wrong endpoint is StUF025', async () => {
  const r = await soap(nieuw('T-6'), 'stuf/beantwoordVraag');
  expect(r.status).toBe(500);
  expect(await r.text()).toContain('<StUF:code>StUF025</StUF:code>');
});

test('a known payload in a new envelope is receipted, counted twice and published once', async () => {
  const uuid = '11111111-2222-4333-8444-555555555555';
  const xml = inhoud('ggk/di01-wmo301').replace('3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01', uuid);
  const r = await soap(xml, 'ggk', 'http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01');
  expect(r.status).toBe(200);
  expect(await r.text()).toContain(`<StUF:crossRefnummer>${uuid}</StUF:crossRefnummer>`);
  // The payload came before, in the sample. Once a later message of the same client is there, nothing of this envelope is under way any more.
  const later = inhoud('ggk/di01-wmo301').replace('3f0c3a3e-91d5-4a58-8f0a-2b6f0f1f7a01', '11111111-2222-4333-8444-666666666666');
  const lading = /<GGK:xmlBestand>([^<]*)</.exec(later)?.[1] ?? '';
  const anders = Buffer.from(Buffer.from(lading, 'base64').toString('utf8').replace('900000000301', '900000000391')).toString('base64');
  expect((await soap(later.replace(lading, anders), 'ggk', 'http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01')).status).toBe(200);
  expect(await bij('0363', '900000000391', 1)).toHaveLength(1);
  expect(await bij('0363', '900000000301', 1)).toEqual(['nl.sociaaldomein.toewijzing-afgegeven.v1']);
});

test.each(['stuf/ontvangAsynchroon', 'stuf/beantwoordVraag', 'stuf/verwerkSynchroneKennisgeving', 'stuf/verwerkSynchroonVrijBericht', 'ggk'])('%s?wsdl', async (endpoint) => {
  const r = await fetch(`${hub.url}/soap/${endpoint}?wsdl`);
  expect(r.status).toBe(200);
  expect(await r.text()).toContain(`<soap:address location="${hub.url}/soap/${endpoint}"/>`);
});

test('the content of a document is kept apart, and entitled parties can fetch it', async () => {
  const xml = inhoud('stuf/edclk01-voegzaakdocumenttoe').replace('ZS-2026-104761', 'T-7');
  expect((await soap(xml, 'stuf/ontvangAsynchroon', `${zkn}voegZaakdocumentToe_Lk01`)).status).toBe(200);
  await bij('0363', 'T-7', 1);
  const { events } = (await (await fetch(`${hub.url}/v1/gemeenten/0363/events?max=500`)).json()) as { events: { data: { bericht: { referentie?: string }; zaakdocument?: { inhoud: { sha256: string; bytes: number; mediatype: string } } } }[] };
  const inh = events.find((e) => e.data.bericht.referentie === 'T-7')?.data.zaakdocument?.inhoud;
  expect(inh).toMatchObject({ mediatype: 'text/plain', bytes: 69 });
  const d = await fetch(`${hub.url}/v1/documenten/${inh?.sha256}`);
  expect([d.status, d.headers.get('content-type')]).toEqual([200, 'text/plain']);
  expect(await d.text()).toBe('Verslag van het gesprek van 21 september 2026. Dit is een voorbeeld.\n');
});
