// Proves that our own CORV messages meet, on a whole hub over HTTP, the outcome that stands beside them and reach exactly the parties that it names;
// that a repeat gets the first receipt byte for byte, other content under the same reference is StUF016, an unknown addressee StUF010, and that
// nothing of Veilig Thuis reaches a municipality, whatever its address.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../../src/main.ts';
import { lees, SAMPLES, xmlIn } from './hulp.ts';

interface Verwacht {
  readonly kanaal: 'rest' | 'soap';
  readonly endpoint?: string;
  readonly soapAction?: string;
  readonly uitkomst: string;
  readonly status: number;
  readonly code?: string;
  readonly standaardcode?: string;
  readonly berichttype: string;
  readonly events?: number;
  readonly partijen?: readonly string[];
}

const namen = xmlIn(SAMPLES).map((f) => path.basename(f, '.xml'));
const inhoud = (naam: string): string => lees(SAMPLES, `${naam}.xml`);
const verwacht = (naam: string): Verwacht => JSON.parse(lees(SAMPLES, `${naam}.verwacht.json`)) as Verwacht;

let map: string;
let hub: Knooppunt;

beforeAll(async () => {
  map = await mkdtemp(path.join(tmpdir(), 'knooppunt-jzxml-'));
  await writeFile(path.join(map, 'knooppunt.yaml'), 'adapters: [jzxml]\n');
  hub = await startKnooppunt({ bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(map, { recursive: true, force: true });
});

const post = (xml: string, pad = '/v1/berichten', koppen: Record<string, string> = {}): Promise<Response> =>
  fetch(hub.url + pad, { method: 'POST', body: xml, headers: { 'content-type': 'text/xml', ...koppen } });
const soap = (xml: string): Promise<Response> => post(xml, '/soap/jzxml');

/** Every party that may read something here; who got the message is looked up among them all. */
const LEZERS = ['0034', '0197', '0344', '0363', '0384', '0518', '00000004000000003000', '00000004000000004000', '00000004000000005000', '00000004000000006000'];

async function ontvangers(id: string): Promise<string[]> {
  const uit: string[] = [];
  for (const partij of LEZERS) {
    const r = await fetch(`${hub.url}/v1/${partij.length === 4 ? 'gemeenten' : 'partijen'}/${partij}/events?max=500`);
    if (r.status !== 200) throw new Error(`${partij}: ${r.status}`);
    const { events } = (await r.json()) as { events: { bericht: string }[] };
    if (events.some((e) => e.bericht === id)) uit.push(partij);
  }
  return uit;
}

/** Waits until the relay has routed the message. */
async function gerouteerd(id: string): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    const r = await fetch(`${hub.url}/v1/berichten/${id}`);
    const { staat } = (await r.json()) as { staat?: string };
    if (staat !== undefined && !['ontvangen', 'aanvaard', 'gerouteerd'].includes(staat)) return;
    await new Promise((klaar) => setTimeout(klaar, 25));
  }
  throw new Error('niet gerouteerd binnen 10 s');
}

test.each(namen)('%s', async (naam) => {
  const v = verwacht(naam);
  const r = await (v.kanaal === 'soap' ? post(inhoud(naam), `/soap/${v.endpoint}`, { soapaction: `"${v.soapAction ?? ''}"` }) : post(inhoud(naam)));
  const tekst = await r.text();
  expect({ status: r.status, tekst: r.status === v.status ? '' : tekst }).toEqual({ status: v.status, tekst: '' });
  if (v.uitkomst === 'geweigerd') {
    if (v.kanaal === 'soap') expect(tekst).toContain(`<StUF:code>${v.standaardcode}</StUF:code>`);
    else expect(JSON.parse(tekst)).toMatchObject({ code: v.code });
    return;
  }
  if (v.kanaal === 'soap') expect(tekst).toContain('<StUF:berichtcode>Bv04</StUF:berichtcode>');
  else expect(JSON.parse(tekst)).toMatchObject({ standaard: 'jzxml', versie: 'jz0100', berichttype: v.berichttype, events: v.events, dubbel: false });
  const id = v.kanaal === 'soap' ? (r.headers.get('knooppunt-bericht') ?? '') : (JSON.parse(tekst) as { id: string }).id;
  await gerouteerd(id);
  expect(await ontvangers(id)).toEqual([...(v.partijen ?? [])].sort((a, b) => LEZERS.indexOf(a) - LEZERS.indexOf(b)));
});

test('een herhaling krijgt byte voor byte de eerste bevestiging; andere inhoud onder hetzelfde nummer is StUF016', async () => {
  const xml = inhoud('vtmelding-gedaan').replaceAll('PL1300-VTM-2026-009120', 'HERHAAL-1');
  const eerste = await (await soap(xml)).text();
  expect(eerste).toContain('<StUF:crossRefnummer>HERHAAL-1</StUF:crossRefnummer>');
  expect(await (await soap(xml)).text()).toBe(eerste);
  const ander = await soap(xml.replace('duwen en trekken', 'schelden'));
  expect(ander.status).toBe(500);
  expect(await ander.text()).toContain('<StUF:code>StUF016</StUF:code>');
});

test('een onbekende ontvanger is over SOAP StUF010 en aan /v1/berichten onbestelbaar', async () => {
  const xml = inhoud('vto-onderzoek-gevraagd').replace('>RvdK<', '>Raad van Nergens<').replaceAll('0197-VTO-2026-0042', 'NERGENS-1');
  const r = await soap(xml);
  expect([r.status, /<StUF:code>(\w+)</.exec(await r.text())?.[1]]).toEqual([500, 'StUF010']);
  expect((await post(xml.replaceAll('NERGENS-1', 'NERGENS-2'))).status).toBe(202);
});

test('aan het knooppunt zelf gericht: Bv03', async () => {
  const xml = inhoud('notificatiejr-toezicht')
    .replace('<StUF:organisatie>0363</StUF:organisatie>', '<StUF:organisatie>KNP</StUF:organisatie>')
    .replace('<StUF:applicatie>ZAAKSYS</StUF:applicatie>', '<StUF:applicatie>KNOOPPUNT</StUF:applicatie>')
    .replaceAll('AICE-JR-2026-60411', 'AAN-ONS-1');
  const envelop = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${xml.replace(/<\?xml[^>]*\?>/, '')}</s:Body></s:Envelope>`;
  expect(await (await soap(envelop)).text()).toContain('<StUF:berichtcode>Bv03</StUF:berichtcode>');
});

test('een melding aan Veilig Thuis die aan een gemeente is gericht bereikt niemand', async () => {
  for (const [naam, van, naar] of [
    ['zorgmelding-gedaan', 'PL1300-ZM-2026-004417', 'VERKEERD-1'],
    ['zorgmelding-teruggekoppeld', 'VTA-ZT-2026-0091', 'VERKEERD-2'],
  ] as const) {
    const xml = inhoud(naam).replaceAll(van, naar).replace(/(<StUF:ontvanger>\s*<StUF:organisatie>)[^<]*/, '$10363');
    const r = await post(xml);
    const { id } = (await r.json()) as { id: string };
    await gerouteerd(id);
    expect([naam, await ontvangers(id)]).toEqual([naam, []]);
  }
});
