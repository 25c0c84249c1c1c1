// Proves: `knooppunt plan` as people run it: the difference with what a hub took over, JSON alone on stdout, and exit code 2 with the place of an error.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bewaarInGebruik, loadConfig } from '../../src/config/index.ts';
import { ABONNEMENT, GOED, map, ruimOp, schrijf } from '../config/hulp.ts';

afterAll(ruimOp);

const BIN = path.resolve(import.meta.dirname, '../../bin/knooppunt');
function plan(cwd: string, ...argumenten: string[]): { code: number | null; uit: string; fout: string } {
  const r = spawnSync(process.execPath, [BIN, 'plan', ...argumenten], { cwd, encoding: 'utf8' });
  return { code: r.status, uit: r.stdout, fout: r.stderr };
}

test('compares with what the hub took over; the port of the command line is no difference', () => {
  const cwd = map(GOED);
  mkdirSync(path.join(cwd, 'data'));
  bewaarInGebruik(path.join(cwd, 'data'), loadConfig({ cwd, env: {}, poort: 4711 }));
  expect(plan(cwd)).toMatchObject({ code: 0, uit: expect.stringMatching(/^Configuratie \w{16}: geen verschil\n$/) });
  schrijf(cwd, { 'configuratie/abonnementen/a.yaml': ABONNEMENT.replace('["toewijzing-*"]', '["*"]') });
  const uit = plan(cwd, '--json');
  expect(uit.code).toBe(0);
  expect((JSON.parse(uit.uit) as { regels: unknown[] }).regels).toEqual([expect.objectContaining({ soort: 'gewijzigd', onderwerp: 'abonnement', id: 'diemen', letOp: true })]);
});

test('an error: exit code 2, every place, nothing on stdout; with --json the findings', () => {
  const cwd = map({ ...GOED, 'configuratie/abonnementen/a.yaml': ABONNEMENT.replace('grondslag', 'grondslg') });
  const uit = plan(cwd);
  expect([uit.code, uit.uit]).toEqual([2, '']);
  expect(uit.fout).toContain("configuratie/abonnementen/a.yaml:6 abonnementen[0].grondslg: onbekende sleutel 'grondslg'; bedoelt u 'grondslag'?");
  expect((JSON.parse(plan(cwd, '--json').uit) as { bevindingen: unknown[] }).bevindingen).toHaveLength(2);
});

test('what only adapters know is checked too: endpoints and messages of sources', () => {
  const cwd = map({ ...GOED, 'configuratie/bronnen/b.yaml': 'bronnen:\n  - { id: a, onderwerp: inkomsten, partij: bond, bericht: "suwiml:UWVPersoonsIkvInfo", endpoint: suwiml/SVBDossierPersoonGSD-v0200 }\n' });
  const uit = plan(cwd);
  expect(uit.code).toBe(2);
  expect(uit.fout).toContain("configuratie/bronnen/b.yaml:2 bronnen[0].bericht: het bericht 'suwiml:UWVPersoonsIkvInfo' hoort niet op 'suwiml/SVBDossierPersoonGSD-v0200'");
});
