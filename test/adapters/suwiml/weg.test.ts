// Proves that our own SuwiML messages meet, on a whole hub over HTTP, the outcome that stands beside them, and reach the parties that it names; that a repeat gets the first
// answer, other content under the same From and MessageID is refused, and a question over SOAP is answered with a fault and nothing is accepted.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Knooppunt, startKnooppunt } from '../../../src/main.ts';

interface Verwacht {
  readonly kanaal: 'rest' | 'soap';
  readonly endpoint?: string;
  readonly soapAction?: string;
  readonly uitkomst: string;
  readonly status: number;
  readonly code?: string;
  readonly berichttype: string;
  readonly events?: number;
  readonly partijen?: readonly string[];
}

const SAMPLES = new URL('../../../samples/suwiml/', import.meta.url);
const namen = readdirSync(SAMPLES).filter((f) => f.endsWith('.xml')).map((f) => f.slice(0, -4));
const inhoud = (naam: string): string => readFileSync(new URL(`${naam}.xml`, SAMPLES), 'utf8');
const verwacht = (naam: string): Verwacht => JSON.parse(readFileSync(new URL(`${naam}.verwacht.json`, SAMPLES), 'utf8')) as Verwacht;

let map: string;
let hub: Knooppunt;

beforeAll(async () => {
  map = await mkdtemp(path.join(tmpdir(), 'knooppunt-suwiml-'));
  // This family alone: the others' schemas cost seconds to compile.
  await writeFile(path.join(map, 'knooppunt.yaml'), 'adapters: [suwiml]\n');
  hub = await startKnooppunt({ bestand: path.join(map, 'knooppunt.yaml'), data: path.join(map, 'data'), poort: 0, log: null });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await rm(map, { recursive: true, force: true });
});

const post = (xml: string, pad = '/v1/berichten', koppen: Record<string, string> = {}): Promise<Response> =>
  fetch(hub.url + pad, { method: 'POST', body: xml, headers: { 'content-type': 'text/xml', ...koppen } });

async function gelezen(pad: string, id: string): Promise<string[]> {
  for (let i = 0; i < 200; i += 1) {
    const r = await fetch(`${hub.url}${pad}?max=500`);
    const { events } = (await r.json()) as { events: { type: string; data: { bericht: { id: string } } }[] };
    const van = events.filter((e) => e.data.bericht.id === id).map((e) => e.type);
    if (van.length > 0) return van;
    await new Promise((klaar) => setTimeout(klaar, 25));
  }
  return [];
}

test.each(namen)('%s', async (naam) => {
  const v = verwacht(naam);
  const r = await (v.kanaal === 'soap' ? post(inhoud(naam), `/soap/${v.endpoint}`, { soapaction: `"${v.soapAction ?? ''}"` }) : post(inhoud(naam)));
  const tekst = await r.text();
  expect({ status: r.status, tekst: r.status === v.status ? '' : tekst }).toEqual({ status: v.status, tekst: '' });
  if (v.kanaal === 'soap') {
    expect(tekst).toContain(`<Code>${v.code}</Code>`);
    return;
  }
  const antwoord = JSON.parse(tekst) as { id: string; code?: string; berichttype?: string; events?: number; dubbel?: boolean };
  if (v.uitkomst === 'geweigerd') {
    expect(antwoord.code).toBe(v.code);
    return;
  }
  expect(antwoord).toMatchObject({ berichttype: v.berichttype, events: v.events, dubbel: false });
  // A copy at level dat does not name the message: those parties are the routing tests'.
  for (const partij of v.partijen ?? []) if (partij.length === 4) expect(await gelezen(`/v1/gemeenten/${partij}/events`, antwoord.id)).toHaveLength(v.events ?? 0);
});

test('a repeat gets the first answer, other content under the same From and MessageID is refused', async () => {
  const xml = inhoud('uwv-inkomsten-geleverd');
  const eerste = (await (await post(xml)).json()) as { id: string };
  const tweede = await post(xml.replace('<soapenv:Header>', '<soapenv:Header><!-- another envelope round the same body -->'));
  expect(await tweede.json()).toMatchObject({ id: eerste.id, dubbel: true });
  const ander = await post(xml.replace('<WaardeBedr>214350<', '<WaardeBedr>214351<'));
  expect(ander.status).toBe(409);
  expect(await ander.json()).toMatchObject({ code: 'KP_CONFLICT' });
});

test('a bare body goes where the caller says', async () => {
  const r = await post(inhoud('kaal-zonder-adressering'), '/v1/berichten?afzender=00000099000000020197&ontvanger=00000099000000002000');
  const { id, dubbel } = (await r.json()) as { id: string; dubbel: boolean };
  expect([r.status, dubbel]).toEqual([202, false]);
  expect(await gelezen('/v1/gemeenten/0197/events', id)).toEqual(['nl.sociaaldomein.werkzoekende-gevraagd.v1']);
});

test('a message on the endpoint of another service is refused in SuwiML\'s own form', async () => {
  const r = await post(inhoud('soap-vraag-zonder-antwoord'), '/soap/suwiml/BRPDossierPersoonGSD-v0200');
  expect(r.status).toBe(500);
  expect(await r.text()).toMatch(/<fwi:Fout .*<Code>KP_ENDPOINT<\/Code>/s);
});

test('each service has its WSDL', async () => {
  const r = await fetch(`${hub.url}/soap/suwiml/KadasterDossierGSD-v0300?wsdl`);
  expect(r.status).toBe(200);
  expect(await r.text()).toContain('<wsdl:operation name="ObjectInfoLocatieOZ">');
});
