// Proves: every error code that code or a sample names stands in the one table, every row of the table is used and is in the docs, and no text holds a gap for a value.
import { lees, productbestanden } from '../../scripts/huis/bronbestanden.ts';
import { FOUTEN, type Foutregel } from '../../src/sdk/errors.ts';

const tabel = FOUTEN as Readonly<Record<string, Foutregel>>;
/** Not rows of the table: an alarm for operators alone; and what stands in the seven characters of a StUF fault where neither StUF nor we have a code that fits. */
const BUITEN_DE_TABEL = new Set(['KP_CONFIGURATIE', 'KP_FOUT']);
const bronnen = productbestanden().filter((p) => (/^(src|adapters|examples|scripts)\/.*\.ts$/.test(p) || /^samples\/.*\.json$/.test(p)) && !p.startsWith('scripts/huis/'));
const genoemd = new Map<string, string[]>();
for (const p of bronnen) {
  if (p === 'src/sdk/errors.ts') continue;
  for (const m of lees(p).matchAll(/\bKP_[A-Z_0-9]+\b/g)) genoemd.set(m[0], [...(genoemd.get(m[0]) ?? []), p]);
}

test('every code that is named stands in the table', () => {
  expect([...genoemd].filter(([code]) => !(code in tabel) && !BUITEN_DE_TABEL.has(code))).toEqual([]);
});

/** Rows that wait for their use: the standard has the case, the hub does not tell it apart yet. */
const WACHTEN = ['KP_VERSIE'];

test('every row of the table is used somewhere, or is known to wait', () => {
  expect(Object.keys(tabel).filter((c) => !genoemd.has(c)).sort()).toEqual([...WACHTEN].sort());
});

test('every row is in the docs, with its title', () => {
  const pagina = lees('docs/reference/fouten.md');
  for (const [code, r] of Object.entries(tabel)) expect(pagina).toContain(`| \`${code}\` | ${r.titel} | ${r.status} |`);
});

test('rows hold together', () => {
  for (const [code, r] of Object.entries(tabel)) {
    expect([code, r.status]).toEqual([code, expect.any(Number)]);
    expect(r.status).toBeGreaterThanOrEqual(400);
    // A StUF fault needs its `plek`.
    expect([code, r.stuf === undefined || r.plek !== undefined]).toEqual([code, true]);
    // What may be tried again is not the sender's mistake.
    if (r.opnieuw) expect([code, [408, 429, 500, 502, 503, 504].includes(r.status)]).toEqual([code, true]);
    expect(r.titel).not.toMatch(/[{$%]/);
  }
});
