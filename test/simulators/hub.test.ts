// Proves, with a real hub between simulators: what each thing that can go wrong at a source becomes in a klantbeeld (never a gap); every judgement handed in as an event
// becomes a message; a receiver that is down for a while, cuts connections or forgets gets each event all the same, and takes it once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BRONNEN, DOEL, type Inrichting, nieuwGeheim, richtIn } from '../../scripts/demo/scenario/inrichting.ts';
import { type Knooppunt, startKnooppunt } from '../../src/main.ts';
import { maakWerkbank } from '../../src/intake/werkbank.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import type { Simulator, SimulatorNaam, SimulatorOpties } from '../../src/simulators/port.ts';
import { startSimulator } from '../../src/simulators/start.ts';
import { type GEVALLEN, voorbeeldBsn } from '../../src/simulators/suwinet/gevallen.ts';
import { gekregen, tot } from '../../scripts/demo/scenario/wacht.ts';

let bank: Werkbank;
let map: string;
let i: Inrichting;
let kp: Knooppunt;
let suwinet: Simulator;
let gemeente: Simulator;
let aanbieder: Simulator;
let zorgkantoor: Simulator;
const open: Simulator[] = [];

beforeAll(async () => {
  bank = await maakWerkbank();
  suwinet = await startSimulator('suwinet', { bank });
  // They stay for all tests: a receiver that is gone would be left alone for a while by the hub's breaker.
  const geheim = nieuwGeheim();
  const start = async (naam: SimulatorNaam, rol: SimulatorOpties['rol']): Promise<Simulator> => {
    const s = await startSimulator(naam, { bank, na: 10, rol: { vorm: 'canoniek', geheim, ...rol } });
    open.push(s);
    return s;
  };
  gemeente = await start('gemeente', { code: '0384' });
  aanbieder = await start('zorgaanbieder', { naar: '0384' });
  zorgkantoor = await start('gemeente', { code: '5521' });
  map = mkdtempSync(path.join(tmpdir(), 'kp-simhub-'));
  i = richtIn(map, { suwinet: suwinet.url, gemeente: gemeente.url, aanbieder: aanbieder.url, zorgkantoor: zorgkantoor.url, buurgemeente: gemeente.url, keten: gemeente.url, raad: gemeente.url }, geheim, 8);
  kp = await startKnooppunt({ cwd: map, bestand: i.bestand, data: path.join(map, 'data'), log: null, env: { ...process.env, ...i.env } });
  gemeente.verbind(kp.url, i.tokens.gemeente);
  aanbieder.verbind(kp.url, i.tokens.aanbieder);
  zorgkantoor.verbind(kp.url, i.tokens.zorgkantoor);
}, 90_000);
afterAll(async () => {
  await kp?.stop();
  for (const s of [...open, suwinet]) await s?.stop();
  rmSync(map, { recursive: true, force: true });
});

interface Deel { readonly bron: string; readonly uitkomst: string; readonly oorzaak?: string; readonly code?: string }

async function vraag(bsn: string): Promise<readonly Deel[]> {
  const r = await fetch(new URL('/v1/vragen', kp.url), {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${i.tokens.gemeente}` },
    body: JSON.stringify({ persoon: { bsn }, onderwerpen: ['inkomsten', 'persoon'], doel: DOEL, rol: 'klantmanager' }),
  });
  expect(r.status).toBe(200);
  return ((await r.json()) as { delen: Deel[] }).delen;
}

test.each([
  ['0', ['niets-gevonden', undefined, undefined]],
  ['1', ['geen-antwoord', 'fout-van-bron', 'SIM-BRON']],
  ['2', ['geen-antwoord', 'fout-van-bron', 'SIM-FOUT']],
  ['3', ['geen-antwoord', 'fout-van-bron', 'SIM-NIET-GERECHTIGD']],
  ['4', ['antwoord', undefined, undefined]],
  ['6', ['geen-antwoord', 'http-503', undefined]],
  ['7', ['geen-antwoord', 'KP_ANTWOORD', undefined]],
  ['8', ['geen-antwoord', 'KP_ANTWOORD', undefined]],
  ['9', ['geen-antwoord', 'KP_ANTWOORD', undefined]],
  ['5', ['geen-antwoord', 'tijd', undefined]],
] as const)('a source that does %s, in the klantbeeld', async (cijfer, verwacht) => {
  const delen = await vraag(voorbeeldBsn(cijfer as keyof typeof GEVALLEN));
  expect(delen.map((d) => d.bron).sort()).toEqual(BRONNEN.filter((b) => ['inkomsten', 'persoon'].includes(b.onderwerp)).map((b) => `${b.partij}-${b.onderwerp}`).sort());
  expect(delen.map((d) => [d.uitkomst, d.oorzaak, d.code])).toEqual([verwacht, verwacht]);
}, 60_000);

test.each(['goed', 'afgekeurd', 'technisch'])('a judgement as event, %s: 302, 306, 308, 325 and AW320', async (uitslag) => {
  const alle = [aanbieder, gemeente, zorgkantoor];
  const begin = alle.map((s) => s.stand().verstuurd);
  const nieuw = (): string[] => alle.flatMap((s, j) => {
    const { verstuurd, regels } = s.stand();
    const n = verstuurd - begin[j]!;
    return n === 0 ? [] : regels.filter((r) => r.richting === 'uit').slice(-n).map((r) => `${r.bericht} ${r.uitkomst}`);
  });
  for (const s of alle) s.gedrag({ fout: uitslag === 'goed' ? null : uitslag });
  await gemeente.stuur('wmo301');
  await tot('302', () => nieuw().some((r) => r.startsWith('WMO302')));
  for (const wat of ['305', '307', '323', 'aw319']) await aanbieder.stuur(wat);
  await tot('306, 308, 325 en AW320', () => ['WMO306', 'WMO308', 'WMO325', 'AW320'].every((b) => nieuw().some((r) => r.startsWith(b))));
  expect(nieuw().sort()).toEqual(['AW319', 'AW320', 'WMO301', 'WMO302', 'WMO305', 'WMO306', 'WMO307', 'WMO308', 'WMO323', 'WMO325'].map((b) => `${b} aanvaard`));
}, 90_000);

test('a back office that fails, then cuts off: the event arrives, once', async () => {
  const over = 'webhook levering-gestart WMO305';
  const had = gemeente.stand().perBericht[`in ${over} aanvaard`] ?? 0;
  const fouten = gemeente.stand().perBericht['in - fout 503'] ?? 0;
  gemeente.gedrag({ fout: '503' });
  await aanbieder.stuur('305');
  await tot('een mislukte levering', () => (gemeente.stand().perBericht['in - fout 503'] ?? 0) > fouten);
  gemeente.gedrag({ fout: 'verbreek', aantal: 1 });
  await gekregen(gemeente, over, had + 1);
  await tot('alles afgeleverd', async () => (await kp.store.balance()).paren.onderweg === 0);
  expect(gemeente.stand().perBericht[`in ${over} aanvaard`]).toBe(had + 1);
  expect(gemeente.stand().handtekening).toMatchObject({ fout: 0, zonder: 0 });
  expect((await kp.store.balance()).verschillen).toEqual([]);
}, 90_000);
