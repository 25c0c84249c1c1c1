// Proves: every one of the 17 services answers, valid under our profiles and the published schemas, addressed back as the transaction standard asks; the same seed gives
// the same bytes; what a BSN asks for happens; nobody outside the test range is ever spoken of.
import { readFileSync } from 'node:fs';
import adapter from '../../adapters/suwiml/index.ts';
import { actie, dienstVan } from '../../adapters/suwiml/spec.ts';
import { doorloop } from '../../src/intake/controle.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';
import { BEKENDEN, isTestBsn, proefset } from '../../src/simulators/personen.ts';
import type { Simulator } from '../../src/simulators/port.ts';
import { startSimulator } from '../../src/simulators/start.ts';
import { GEVALLEN, voorbeeldBsn } from '../../src/simulators/suwinet/gevallen.ts';
import { vulIn } from '../../src/simulators/suwinet/invullen.ts';
import { geldig, type Proefbank, proefbank, stuur, vreemdeBsns } from './hulp.ts';

const VRAGEN = adapter.spec.berichten.filter((b) => b.verloop === 'synchroon');
const NU = (): Date => new Date('2026-11-24T10:00:00Z');
let p: Proefbank;
let sim: Simulator;

beforeAll(async () => {
  p = await proefbank(['suwiml/wsdl']);
  sim = await startSimulator('suwinet', { bank: p.bank, nu: NU });
}, 60_000);
afterAll(async () => {
  await sim?.stop();
  p?.weg();
});

type Soort = (typeof VRAGEN)[number];

function vraag(soort: Soort, bsn: string, id = 'urn:uuid:vraag-1'): string {
  const { namespace, naam } = soort.wortel!;
  const wortel = p.bank.register.schrijver({ adapter, soort }).profiel;
  const w = (n: string, t: string): string => `<wsa:${n}>${t}</wsa:${n}>`;
  const kop = w('MessageID', id) + w('From', '<wsa:Address>https://hub.example/x?oin=00000099000000001000</wsa:Address>') + w('To', 'https://bron.example/y?oin=00000099000000002000') + w('Action', actie(dienstVan(namespace)!, naam));
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://www.w3.org/2005/08/addressing"><e:Header>${kop}</e:Header><e:Body>${vulIn({ wortel, bsn, zaad: 9, kring: BEKENDEN })}</e:Body></e:Envelope>`;
}

const INKOMSTEN = VRAGEN.find((b) => b.schema.startsWith('UWVDossierInkomstenGSD-'))!;

test('17 services, 22 questions', () => {
  expect([new Set(VRAGEN.map((b) => b.schema)).size, VRAGEN.length]).toEqual([17, 22]);
});

test.each(VRAGEN.map((b) => [`${b.schema.replace('.xsd', '')} ${b.berichttype}`, b] as const))('%s is answered, valid and addressed back', async (_n, soort) => {
  for (const bsn of BEKENDEN.slice(0, 4)) {
    const q = vraag(soort, bsn);
    await geldig(q, p.bank);
    const r = await stuur(sim.url, q);
    expect(r.status).toBe(200);
    const uit = await geldig(r.tekst, p.bank);
    expect(uit.herkend.berichttype).toBe(`${soort.berichttype}Response`);
    expect(uit.kop.kruisreferentie).toBe('urn:uuid:vraag-1');
    expect(uit.kop.adressering).toMatchObject({ afzender: { oin: '00000099000000002000' }, ontvanger: { oin: '00000099000000001000' } });
    expect(vreemdeBsns(r.tekst)).toEqual([]);
    const over = r.tekst.match(/<Burgerservicenr>([0-9]+)/)?.[1];
    // An answer about a person is about the person that was asked.
    if (q.includes('Burgerservicenr') && over !== undefined && soort.berichttype.includes('Info') && !/Kadaster|RDW/.test(soort.schema)) expect(over).toBe(bsn);
  }
});

test('the same seed and the same requests: the same bytes; another seed: other people', async () => {
  const rij = async (zaad: number): Promise<string[]> => {
    const s = await startSimulator('suwinet', { bank: p.bank, nu: NU, zaad });
    const uit: string[] = [];
    for (const soort of VRAGEN) uit.push((await stuur(s.url, vraag(soort, BEKENDEN[1]!))).tekst);
    await s.stop();
    return uit;
  };
  const [een, weer, ander] = [await rij(5), await rij(5), await rij(6)];
  expect(weer).toEqual(een);
  expect(ander).not.toEqual(een);
});

describe('per BSN', () => {
  const vraagOver = (bsn: string) => stuur(sim.url, vraag(INKOMSTEN, bsn));

  test('nobody of the set: NietsGevonden; outside the test range: refused', async () => {
    const buiten = Array.from({ length: 99_999 }, (_, i) => String(999_900_000 + i)).find((b) => isTestBsn(b) && !b.startsWith('99998') && !proefset(1).includes(b))!;
    const niets = await vraagOver(buiten);
    expect((await geldig(niets.tekst, p.bank)).events[0]!.data.gegevensantwoord).toMatchObject({ uitkomst: 'niets-gevonden' });
    const echt = await stuur(sim.url, vraag(INKOMSTEN, BEKENDEN[0]!).replace(BEKENDEN[0]!, '123456782'));
    expect([echt.status, echt.tekst.includes('SIM-GEEN-TESTBSN'), echt.tekst.includes('123456782')]).toEqual([500, true, false]);
  });

  test('a question without WS-Addressing is refused', async () => {
    const r = await stuur(sim.url, vraag(INKOMSTEN, BEKENDEN[0]!).replace(/<e:Header>.*<\/e:Header>/, ''));
    expect([r.status, r.tekst.includes('SIM-ADRESSERING')]).toEqual([500, true]);
  });

  test('0, 1, 2, 3, 6, 7, 8, 9: what the table says', async () => {
    const uit: Record<string, unknown> = {};
    for (const c of ['0', '1', '2', '3', '6', '7', '8', '9'] as const) {
      const r = await vraagOver(voorbeeldBsn(c));
      const d = await doorloop({ soort: 'geheugen', bytes: Buffer.from(r.tekst) }, p.bank, STANDAARD_XML_LIMIETEN);
      uit[c] = [r.status, d.soort === 'geslaagd' ? `${d.herkend.berichttype} ${d.events[0]!.type}` : d.code, d.kop?.kruisreferentie ?? null];
    }
    expect(uit).toEqual({
      '0': [200, 'UWVPersoonsIkvInfoResponse inkomsten-geleverd', 'urn:uuid:vraag-1'],
      '1': [200, 'UWVPersoonsIkvInfoResponse bericht-afgekeurd', 'urn:uuid:vraag-1'],
      '2': [500, 'Fout bericht-afgekeurd', 'urn:uuid:vraag-1'],
      '3': [500, 'Fout bericht-afgekeurd', 'urn:uuid:vraag-1'],
      '6': [503, 'KP_LEEG', null],
      '7': [200, 'KP_NIET_HERKEND', null],
      '8': [200, 'KP_SCHEMA', 'urn:uuid:vraag-1'],
      '9': [200, 'UWVPersoonsIkvInfoResponse inkomsten-geleverd', expect.stringMatching(/^urn:uuid:(?!vraag-1)/)],
    });
  });

  test('4 answers after two seconds, 5 never', async () => {
    const begin = performance.now();
    const r = await vraagOver(voorbeeldBsn('4'));
    expect([r.status, performance.now() - begin >= 1_900]).toEqual([200, true]);
    const stop = new AbortController();
    const nooit = fetch(sim.url, { method: 'POST', body: vraag(INKOMSTEN, voorbeeldBsn('5')), signal: stop.signal }).then(() => 'antwoord', () => 'niets');
    setTimeout(() => stop.abort(), 500);
    expect(await nooit).toBe('niets');
  });
});

test('faults for a while, by POST /gedrag; what it does not know it refuses', async () => {
  const zet = (g: unknown) => stuur(`${sim.url}/gedrag`, JSON.stringify(g), { 'content-type': 'application/json' });
  expect((await zet({ fout: '503', aantal: 2 })).status).toBe(200);
  const na = [];
  for (let i = 0; i < 3; i++) na.push((await stuur(sim.url, vraag(INKOMSTEN, BEKENDEN[0]!))).status);
  expect(na).toEqual([503, 503, 200]);
  expect((await zet({ fout: 'verzonnen' })).status).toBe(400);
  await zet({ fout: 'verbreek', aantal: 1 });
  await expect(stuur(sim.url, vraag(INKOMSTEN, BEKENDEN[0]!))).rejects.toThrow();
});

test('what it shows has counts and references, and no BSN', async () => {
  const r = await (await fetch(`${sim.url}/stand`)).json() as { ontvangen: number; perBericht: Record<string, number> };
  expect(r.ontvangen).toBeGreaterThan(20);
  expect(r.perBericht['in UWVPersoonsIkvInfo aanvaard']).toBeGreaterThan(0);
  expect(JSON.stringify(r)).not.toMatch(/99999|99990/);
});

test('the table of the guide is the table of the code', () => {
  const gids = readFileSync(new URL('../../docs/guides/simulatoren.md', import.meta.url), 'utf8');
  for (const [c, g] of Object.entries(GEVALLEN)) expect(gids).toContain(`| \`99998${c}…\` | ${voorbeeldBsn(c as keyof typeof GEVALLEN)} | ${g.uitleg} |`);
});
