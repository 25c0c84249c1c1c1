// Proves "pluggable, for real": the example, in a folder outside the repository or as a package, is loaded by `adapters:` alone and handles messages
// over HTTP on a running hub, with event types of its own; the core knows nothing of it.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import adapter from '../../examples/buurtteam/index.ts';
import type { TekstCodec } from '../../src/sdk/index.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { knooppunt } from '../hulp/cli.ts';
import { startHubProces, WORTEL } from '../hulp/kind.ts';

const VOORBEELD = path.join(WORTEL, 'examples/buurtteam');
const basis = mkdtempSync(path.join(tmpdir(), 'kp-buurtteam-'));
afterAll(() => rmSync(basis, { recursive: true, force: true }));

interface Verwacht {
  readonly kanaal: string;
  readonly endpoint?: string;
  readonly soapAction?: string;
  readonly uitkomst: string;
  readonly status: number;
  readonly code?: string;
  readonly standaardcode?: string;
}
interface Event {
  readonly type: string;
  readonly dataschema: string;
  readonly data: { readonly bericht: { readonly referentie: string }; readonly buurtondersteuning: Record<string, unknown> };
}

const samples = readdirSync(path.join(VOORBEELD, 'samples')).filter((f) => f.endsWith('.xml')).map((f) => ({
  naam: f,
  bytes: readFileSync(path.join(VOORBEELD, 'samples', f)),
  verwacht: JSON.parse(readFileSync(path.join(VOORBEELD, 'samples', f.replace('.xml', '.verwacht.json')), 'utf8')) as Verwacht,
}));

async function wachtOp<T>(vraag: () => Promise<T>, goed: (t: T) => boolean): Promise<T> {
  for (let i = 0; ; i++) {
    const t = await vraag();
    if (goed(t) || i >= 100) return t;
    await new Promise((r) => setTimeout(r, 50));
  }
}

/** Runs a hub on this folder and hands it every sample the way its sender would. */
async function draaiHub(map: string): Promise<void> {
  const hub = await startHubProces({ data: path.join(map, 'data'), config: path.join(map, 'knooppunt.yaml'), cwd: map });
  try {
    for (const { naam, bytes, verwacht } of samples) {
      const soap = verwacht.kanaal === 'soap';
      const r = await fetch(new URL(soap ? `/soap/${verwacht.endpoint}` : '/v1/berichten', hub.url), {
        method: 'POST', body: bytes, headers: soap ? { 'content-type': 'text/xml', soapaction: `"${verwacht.soapAction}"` } : { 'content-type': 'application/xml' },
      });
      const tekst = await r.text();
      expect([naam, r.status]).toEqual([naam, verwacht.status]);
      if (soap) expect(leesXml(Buffer.from(tekst))).toMatchObject({ soort: 'gelezen', bron: { wortel: { naam: 'Ontvangen' } } });
      if (verwacht.code) expect(JSON.parse(tekst)).toMatchObject({ code: verwacht.code, meldingen: [verwacht.standaardcode ? { standaardcode: verwacht.standaardcode } : {}] });
    }
    const { events } = await wachtOp(
      async () => (await (await fetch(new URL('/v1/gemeenten/0384/events', hub.url))).json()) as { events: Event[] },
      (a) => a.events.length >= 3,
    );
    expect(events.map((e) => [e.type, e.data.bericht.referentie]).sort()).toEqual([
      ['nl.sociaaldomein.buurtondersteuning-afgesloten.v1', 'DN-2026-000431'],
      ['nl.sociaaldomein.buurtondersteuning-gestart.v1', 'DN-2026-000417'],
      ['nl.sociaaldomein.buurtondersteuning-gestart.v1', 'DN-2026-000418'],
    ]);
    const gestart = events.find((e) => e.data.bericht.referentie === 'DN-2026-000417')!;
    expect(gestart.data.buurtondersteuning).toMatchObject({ persoon: 'p1', minutenPerWeek: 150, periode: { begin: '2026-11-16', einde: '2027-02-14' } });
    // The hub serves the schema that the event names, and lists the type; both came with the adapter.
    expect(await (await fetch(gestart.dataschema)).json()).toMatchObject({ title: gestart.type, required: ['bericht', 'personen', 'buurtondersteuning'] });
    const catalogus = (await (await fetch(new URL('/v1/eventtypen', hub.url))).json()) as { eventtypen: { type: string }[] };
    expect(catalogus.eventtypen.map((t) => t.type)).toContain('nl.sociaaldomein.buurtondersteuning-afgesloten.v1');
    expect(await (await fetch(new URL('/soap/buurtteam?wsdl', hub.url))).text()).toContain(`${hub.url}/soap/buurtteam`);
  } finally {
    expect(await hub.stop()).toBe(0);
  }
}

test('een map buiten het product: in `adapters:` genoemd, en een draaiend knooppunt kent de standaard', async () => {
  const map = path.join(basis, 'map');
  cpSync(VOORBEELD, map, { recursive: true });
  await draaiHub(map);
}, 60_000);

test('een pakket in node_modules van de configuratie, als JavaScript', async () => {
  const map = path.join(basis, 'pakket');
  const pakket = path.join(map, 'node_modules/@buurtteams/knooppunt-adapter');
  cpSync(VOORBEELD, pakket, { recursive: true, filter: (f) => !/configuratie|knooppunt\.yaml|\.ts$/.test(f) });
  // What a publisher's build does: types out, `.js` in.
  for (const f of readdirSync(VOORBEELD).filter((x) => x.endsWith('.ts'))) {
    writeFileSync(path.join(pakket, f.replace('.ts', '.js')), stripTypeScriptTypes(readFileSync(path.join(VOORBEELD, f), 'utf8')).replace(/(from '\.\/[a-z]+)\.ts'/g, "$1.js'"));
  }
  writeFileSync(path.join(pakket, 'package.json'), JSON.stringify({ name: '@buurtteams/knooppunt-adapter', version: '1.0.0', type: 'module', exports: { '.': { import: './index.js' } } }));
  mkdirSync(path.join(map, 'configuratie'), { recursive: true });
  cpSync(path.join(VOORBEELD, 'configuratie'), path.join(map, 'configuratie'), { recursive: true });
  writeFileSync(path.join(map, 'knooppunt.yaml'), 'adapters: [istandaarden, "@buurtteams/knooppunt-adapter"]\nconfiguratie: configuratie\n');
  await draaiHub(map);
}, 60_000);

test('zonder de adapter kent de configuratie zijn eventtypen niet', async () => {
  const map = path.join(basis, 'zonder');
  cpSync(path.join(VOORBEELD, 'configuratie'), path.join(map, 'configuratie'), { recursive: true });
  writeFileSync(path.join(map, 'knooppunt.yaml'), 'configuratie: configuratie\n');
  const zonder = await knooppunt(['plan'], { cwd: map });
  expect(zonder.code).toBe(2);
  expect(zonder.uit + zonder.fout).toMatch(/'buurtondersteuning-\*' past op geen eventtype/);
  writeFileSync(path.join(map, 'knooppunt.yaml'), `configuratie: configuratie\nadapters: [${VOORBEELD}]\n`);
  expect((await knooppunt(['plan'], { cwd: map })).code).toBe(0);
});

test('de kern kent de standaard niet', () => {
  const treffers: string[] = [];
  for (const map of ['src', 'adapters', 'schemas', 'mappings', 'configuratie']) {
    for (const f of readdirSync(path.join(WORTEL, map), { recursive: true, withFileTypes: true })) {
      if (f.isFile() && /urn:voorbeeld:buurtteam|buurtondersteuning/i.test(readFileSync(path.join(f.parentPath, f.name), 'utf8'))) treffers.push(f.name);
    }
  }
  expect(treffers).toEqual([]);
});

test('de eigen codec leest en schrijft hetzelfde', () => {
  const codec = adapter.codecs![0] as TekstCodec;
  const om = { document: () => ({ sha256: '', bytes: 0, mediatype: '' }) };
  for (const tekst of ['0:00', '2:30', '40:05']) expect(codec.schrijf(codec.lees(tekst, om))).toBe(tekst);
  for (const fout of ['2:60', '2.30', 'x']) expect(() => codec.lees(fout, om)).toThrow(/^geen duur in uren en minuten$/);
});

test('wat het knooppunt antwoordt voldoet aan het schema van de standaard', () => {
  const validator = maakLibxml2Validator();
  const schema = { map: adapter.spec.schemas, pad: 'buurtteam.xsd' };
  const om = { hub: { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' }, nu: '2026-11-24T09:00:00Z', referentie: 'r', soap: '1.1' as const };
  const kop = { referentie: 'DN-1', adressering: { afzender: null, ontvanger: null, soort: 'geadresseerd' as const }, herhaalsleutel: null };
  const fout = adapter.soap!.fout({ ...om, code: 'KP_SCHEMA', meldingen: [{ code: 'KP_SCHEMA_CODE', regel: 3, pad: '/Aanmelding/Kop', tekst: 'a & b' }], lezing: null, kop, endpoint: 'buurtteam' });
  for (const [body, naam] of [[adapter.soap!.bevestig({} as never, kop, { ...om, ontvanger: 'partij' }).body, 'Ontvangen'], [/<bt:Fout.*<\/bt:Fout>/s.exec(fout.body)![0], 'Fout']] as const) {
    const r = leesXml(Buffer.from(body));
    expect(r).toMatchObject({ soort: 'gelezen', bron: { wortel: { naam } } });
    if (r.soort === 'gelezen') expect(validator.controleer(schema, r.bron)).toEqual([]);
  }
});
