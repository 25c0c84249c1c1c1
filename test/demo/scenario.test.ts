// Proves: `npm run demo -- --scenario volledig` plays the whole case between a real hub and the simulators, says so as JSON, and everything adds up.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { WORTEL } from '../hulp/kind.ts';

interface Uitslag {
  readonly mis: readonly string[];
  readonly klantbeeld: { readonly delen: readonly { readonly onderwerp: string; readonly bron: string; readonly uitkomst: string }[] };
  readonly stappen: readonly { readonly stap: string; readonly ms: number }[];
  readonly tijdlijn: readonly { readonly van: string; readonly naar: string; readonly type: string; readonly staat: string; readonly ms: number | null }[];
  readonly balans: Readonly<Record<string, number>>;
  readonly verwachtingen: { readonly beantwoord: number; readonly anders: number };
  readonly audit: { readonly regels: number; readonly geldig: boolean };
  readonly duurMs: number;
}

function demo(...argumenten: string[]): Promise<{ readonly code: number | null; readonly uit: string; readonly fout: string }> {
  return new Promise((klaar) => {
    const kind = spawn(process.execPath, [path.join(WORTEL, 'scripts/demo/demo.ts'), ...argumenten], { cwd: WORTEL, env: { ...process.env, NODE_OPTIONS: '' } });
    let uit = '';
    let fout = '';
    kind.stdout.setEncoding('utf8').on('data', (s: string) => void (uit += s));
    kind.stderr.setEncoding('utf8').on('data', (s: string) => void (fout += s));
    kind.on('exit', (code) => klaar({ code, uit, fout }));
  });
}

test('the whole case, as JSON on the last line', async () => {
  const r = await demo('--scenario', 'volledig', '--json');
  const u = JSON.parse(r.uit.trim().split('\n').at(-1)!) as Uitslag;
  expect([u.mis, r.code]).toEqual([[], 0]);
  expect(u.klantbeeld.delen.map((d) => `${d.onderwerp} ${d.uitkomst}`).sort()).toEqual(['inkomsten antwoord', 'onroerende-zaak antwoord', 'persoon antwoord', 'uitkering antwoord', 'uitkering antwoord', 'voertuig antwoord']);
  const paren = u.tijdlijn.map((t) => t.type);
  // Each with its answer after it.
  for (const [vraag, antwoord] of [['npsLv01', 'npsLa01'], ['WMO301', 'WMO302'], ['WMO305', 'WMO306'], ['WMO323', 'WMO325'], ['vtoDi01', 'notificatieDi01'], ['AW319', 'AW320'], ['envelopHeenbericht-ggk_Di01', 'envelopRetourbericht-ggk_Du01']] as const) {
    expect([vraag, paren.indexOf(vraag) >= 0 && paren.indexOf(antwoord) > paren.indexOf(vraag)]).toEqual([vraag, true]);
    const [heen, terug] = [u.tijdlijn.find((t) => t.type === vraag)!, u.tijdlijn.find((t) => t.type === antwoord)!];
    expect([terug.van, terug.naar, heen.staat, terug.staat]).toEqual([heen.naar, heen.van, 'afgeleverd', 'afgeleverd']);
  }
  expect(u.balans.ontvangen).toBe(u.balans.aanvaard);
  expect(u.balans.ontvangen).toBe(u.tijdlijn.length);
  expect(u.balans.afgeleverd).toBe(u.balans.gerouteerd);
  expect(u.verwachtingen.beantwoord).toBe(13);
  expect(u.verwachtingen.anders).toBe(0);
  expect(u.audit.geldig).toBe(true);
  // Nothing of a person in what it shows.
  expect(r.uit + r.fout).not.toMatch(/9999[0-9]{5}/);
}, 240_000);

test('a scenario that is not there: 2, and which there is', async () => {
  const r = await demo('--scenario', 'half');
  expect([r.code, r.fout]).toEqual([2, 'onbekend scenario: half; wel: volledig\n']);
}, 60_000);
