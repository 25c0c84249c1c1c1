// Proves: imports go only where the table of rooms (scripts/huis/kamers.ts) lets them, there are no circles, engines stay behind their ports,
// packages stay in their rooms, and nothing in package.json is there for nothing.
import { type Import, importsVan, lees, pakketVan, productbestanden } from '../../scripts/huis/bronbestanden.ts';
import { ADAPTER_BOUWSTENEN, KAMERS, MOTOREN, PAKKETTEN, ZONDER_IMPORT } from '../../scripts/huis/kamers.ts';

const binnen = (bestand: string, pad: string): boolean => bestand === pad || bestand.startsWith(`${pad}/`);
const kamerVan = (bestand: string): string | undefined => KAMERS.find((k) => binnen(bestand, k.pad))?.pad;
const isPoort = (bestand: string): boolean => /^src\/[^/]+\/port\.ts$/.test(bestand);

/** Programs of a receiver: outside the house, with packages of their own. */
const lezer = (p: string): boolean => p.startsWith('examples/lezer-');
const code = productbestanden().filter((p) => p.endsWith('.ts') && /^(src|adapters|examples)\//.test(p) && !p.endsWith('.test.ts') && !lezer(p));
const imports = code.flatMap(importsVan);

test('there is something to look at, and the reader of imports sees every form', () => {
  expect(code.length).toBeGreaterThan(100);
  expect(imports.filter((i) => i.intern).length).toBeGreaterThan(300);
  expect(imports.some((i) => i.alleenType)).toBe(true);
  // A dynamic import counts as well: the orders of the command line are loaded when asked for.
  expect(imports).toContainEqual(expect.objectContaining({ bestand: 'src/cli/opdrachten/start.ts', naar: 'src/main.ts' }));
});

test('every file of src, adapters and examples is in a room, and every room is there', () => {
  expect(code.filter((p) => kamerVan(p) === undefined)).toEqual([]);
  expect(KAMERS.filter((k) => !code.some((p) => binnen(p, k.pad))).map((k) => k.pad)).toEqual([]);
});

test('a room imports only what its row names, and ports', () => {
  const mis = imports.filter((i) => i.intern).filter((i) => !mag(i)).map((i) => `${i.bestand} → ${i.naar}`);
  expect(mis).toEqual([]);
});

function mag(i: Import): boolean {
  const van = kamerVan(i.bestand);
  const kamer = KAMERS.find((k) => k.pad === van);
  const naar = kamerVan(i.naar);
  if (!kamer || naar === undefined) return false;
  if (naar === van) return true;
  return kamer.kent.includes(naar) || (!kamer.gesloten && isPoort(i.naar));
}

test('the table itself has no circle', () => {
  const klaar = new Set<string>();
  const loop = (pad: string, weg: readonly string[]): void => {
    if (weg.includes(pad)) throw new Error(`kring: ${[...weg, pad].join(' → ')}`);
    if (klaar.has(pad)) return;
    for (const k of KAMERS.find((x) => x.pad === pad)?.kent ?? []) loop(k, [...weg, pad]);
    klaar.add(pad);
  };
  for (const k of KAMERS) loop(k.pad, []);
  expect(klaar.size).toBe(KAMERS.length);
});

test('the table names no room that its code does not use: a door that nobody goes through is closed', () => {
  // The command line and main may know every room by design.
  const over = KAMERS.filter((k) => !['src/cli', 'src/main.ts'].includes(k.pad)).flatMap((k) => k.kent.filter((naar) => !imports.some((i) => i.intern && binnen(i.bestand, k.pad) && binnen(i.naar, naar))).map((naar) => `${k.pad} → ${naar}`));
  expect(over).toEqual([]);
});

test('adapters and examples know the SDK, themselves and pure built-ins alone; never each other', () => {
  for (const i of imports.filter((x) => /^(adapters|examples)\//.test(x.bestand))) {
    const eigen = i.bestand.split('/').slice(0, 2).join('/');
    const goed = i.intern ? binnen(i.naar, eigen) || binnen(i.naar, 'src/sdk') : ADAPTER_BOUWSTENEN.includes(i.naar);
    expect([i.bestand, i.naar, goed]).toEqual([i.bestand, i.naar, true]);
  }
});

test('a receiver\'s example knows no code of ours: it could stand in another repository', () => {
  const lezers = productbestanden().filter((p) => p.endsWith('.ts') && lezer(p));
  expect(lezers.length).toBeGreaterThan(2);
  for (const i of lezers.flatMap(importsVan).filter((x) => x.intern)) expect([i.bestand, i.naar, binnen(i.naar, i.bestand.split('/').slice(0, 2).join('/'))]).toEqual([i.bestand, i.naar, true]);
});

test('a port holds types, errors and limits: it brings no code of its own or another room', () => {
  const poorten = code.filter(isPoort);
  expect(poorten.length).toBeGreaterThanOrEqual(6);
  for (const i of poorten.flatMap(importsVan)) expect([i.bestand, i.naar, i.alleenType]).toEqual([i.bestand, i.naar, true]);
});

test('an engine is known only where the table says, and never to another engine', () => {
  const past = (bestand: string, patroon: string): boolean => new RegExp(`^${patroon.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(bestand);
  for (const m of MOTOREN) {
    expect(code.filter((p) => past(p, m.pad)).length).toBeGreaterThan(0);
    if (m.poort !== '—') expect(code).toContain(m.poort);
    const kamer = code.filter((p) => past(p, m.pad)).map(kamerVan)[0];
    for (const i of imports.filter((x) => x.intern && past(x.naar, m.pad) && kamerVan(x.bestand) !== kamer)) {
      expect([i.bestand, i.naar, m.bekendBij.some((b) => binnen(i.bestand, b))]).toEqual([i.bestand, i.naar, true]);
    }
  }
});

test('a package is imported in its own rooms alone', () => {
  for (const i of imports.filter((x) => !x.intern && !x.naar.startsWith('node:'))) {
    const kamers = PAKKETTEN[pakketVan(i.naar)] ?? [];
    expect([i.bestand, i.naar, kamers.some((k) => binnen(i.bestand, k))]).toEqual([i.bestand, i.naar, true]);
  }
});

test('package.json names every package that is imported, and none that is not', () => {
  const p = JSON.parse(lees('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
  expect(Object.keys(p.dependencies).sort()).toEqual([...Object.keys(PAKKETTEN), ...ZONDER_IMPORT].sort());
  const overal = productbestanden().filter((b) => /^(src|adapters|examples|scripts|test)\/.*\.ts$/.test(b)).flatMap(importsVan);
  const gebruikt = new Set(overal.map((i) => pakketVan(i.naar)));
  expect(Object.keys(PAKKETTEN).filter((n) => !gebruikt.has(n))).toEqual([]);
  // Versions are exact: what was tested is what runs.
  for (const [naam, versie] of Object.entries({ ...p.dependencies, ...p.devDependencies })) expect([naam, versie]).toEqual([naam, expect.stringMatching(/^\d/)]);
});
