// Proves: plan names every difference between two configurations, marks what gives somebody more than before, and needs no running hub.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bewaarInGebruik, type Configuratie, leesInGebruik, plan, planTekst } from '../../src/config/index.ts';
import { planStand } from '../../src/config/plan.ts';
import { ABONNEMENT, GOED, laad, PARTIJ, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const oud = laad(GOED);
const A = 'configuratie/abonnementen/a.yaml';
const P = 'configuratie/partijen/p.yaml';
const naar = (bestanden: Record<string, string>): ReturnType<typeof plan> => plan(planStand(oud), laad({ ...GOED, ...bestanden }));
const kort = (p: ReturnType<typeof plan>): unknown[] => p.regels.map((r) => [r.soort, r.onderwerp, r.id, r.letOp]);

test('the same files: no difference', () => {
  const p = naar({});
  expect(p.regels).toEqual([]);
  expect(planTekst(p)).toBe(`Configuratie ${oud.versie}: geen verschil`);
});

test('a comment is another version that does nothing else', () => {
  expect(planTekst(naar({ [A]: `# hoi\n${ABONNEMENT}` }))).toMatch(/^Configuratie \w{16} → \w{16}\n {2}geen verschil in werking$/);
});

test('a new subscription says who gets what, where, on which ground', () => {
  const p = naar({ [A]: `${ABONNEMENT}  - { id: bond-dat, partij: bond, events: ["*"], doel: afstemming, grondslag: Wmo, niveau: dat, persoonsgegevens: [bsn, geslacht] }\n` });
  expect(kort(p)).toEqual([['nieuw', 'abonnement', 'bond-dat', true]]);
  expect(planTekst(p)).toContain('! + abonnement bond-dat: bond krijgt voortaan * op niveau dat (bsn, geslacht), voor afstemming (Wmo), op sociaaldomein.partij.00000004000000003000.dat');
});

test('a subscription that ends', () => {
  expect(kort(naar({ [A]: 'abonnementen: []\n' }))).toEqual([['vervalt', 'abonnement', 'diemen', false]]);
});

describe('a change of a subscription is marked when it can give more', () => {
  test.each<[string, string, string, boolean]>([
    ['more event types', '["toewijzing-*"]', '["toewijzing-*", "zaak-*"]', true],
    ['another filter', 'niveau: wat', 'niveau: wat\n    filter: { exact: { bericht.standaard: iwmo } }', true],
    ['another ground', 'art. 5.1.1', 'art. 5.1.2', false],
    ['test messages', 'niveau: wat', 'niveau: wat\n    proef: true', true],
    ['an end', 'niveau: wat', 'niveau: wat\n    geldigTot: 2030-01-01', false],
    ['from wat to dat', 'events: ["toewijzing-*"]', 'events: ["*"]', true],
  ])('%s', (_, van, wordt, letOp) => {
    expect(kort(naar({ [A]: ABONNEMENT.replace(van, wordt) }))).toEqual([['gewijzigd', 'abonnement', 'diemen', letOp]]);
  });
  test('both ways in words', () => {
    expect(naar({ [A]: ABONNEMENT.replace('niveau: wat', 'niveau: wat\n    filter: { any: [{ exact: { bericht.standaard: iwmo } }, { not: { prefix: { bericht.berichttype: JW } } }] }') }).regels[0]?.tekst)
      .toBe('filter geen → (bericht.standaard = iwmo of niet bericht.berichttype begint met JW) (kan meer geven dan voorheen)');
  });
});

test('parties: new, gone, and a mandate more', () => {
  const p = naar({ [P]: `${PARTIJ.replace('mandaten: [{ gemeente: "0384" }]', 'mandaten: [{ gemeente: "0384" }, { gemeente: "0362" }]')}  - { id: nieuw, soort: overig, naam: Nieuw }\n` });
  expect(kort(p)).toEqual([['gewijzigd', 'partij', 'bond', true], ['nieuw', 'partij', 'nieuw', false]]);
  expect(kort(naar({ [P]: 'partijen: []\n' }))).toEqual([['vervalt', 'partij', 'bond', false]]);
});

test('settings and callers, with what needs a restart; a token is never shown whole', () => {
  const sha = 'c'.repeat(64);
  const p = naar({ 'knooppunt.yaml': `http: { poort: 1234 }\nlimieten: { diepte: 50 }\nbellers: [{ sha256: "${sha}", partij: bond, naam: Bond }]\n` });
  expect(p.regels.map((r) => [r.onderwerp, r.id, r.herstart, r.letOp])).toEqual([['instelling', 'http', true, false], ['instelling', 'limieten', false, false], ['beller', 'cccccccc', false, true]]);
  expect(planTekst(p)).not.toContain(sha);
  expect(planTekst(p)).toContain('[na herstart]');
});

test('against nothing everything that is ours is new, the municipalities of the product are no news', () => {
  expect(kort(plan(null, oud))).toEqual([['nieuw', 'abonnement', 'diemen', true], ['nieuw', 'partij', 'bond', true]]);
});

test('what a hub took over can be compared later, and holds no secret', () => {
  const m = mkdtempSync(path.join(tmpdir(), 'knooppunt-plan-'));
  try {
    expect(leesInGebruik(m)).toBeNull();
    const c: Configuratie = laad({ ...GOED, 'knooppunt.yaml': 'http: { poort: 0 }\ngeheimen: { sleutel: "env:S" }\n' }, { env: { S: 'dit-is-het-geheim-dat-nergens-hoort' } });
    bewaarInGebruik(m, c);
    expect(plan(leesInGebruik(m), c).regels).toEqual([]);
    expect(kort(plan(leesInGebruik(m), laad({ ...GOED, [A]: 'abonnementen: []\n' })))).toEqual([['vervalt', 'abonnement', 'diemen', false]]);
    expect(readFileSync(path.join(m, 'configuratie-in-gebruik.json'), 'utf8')).not.toMatch(/nergens-hoort|geheimen/);
  } finally {
    rmSync(m, { recursive: true });
  }
});
