// Proves: what guides and README tell people to type exists: every order and option of `knooppunt`, every npm script, every file of the product, every HTTP path.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { lees, productbestanden, WORTEL } from '../../scripts/huis/bronbestanden.ts';

const paginas = productbestanden().filter((p) => p === 'README.md' || p.startsWith('docs/guides/'));
const opdrachten = lees('docs/reference/opdrachten.md');

test('there are guides', () => {
  expect(paginas).toEqual(expect.arrayContaining(['README.md', 'docs/guides/snelstart.md', 'docs/guides/begrippen.md', 'docs/guides/beheer.md', 'docs/guides/gemeente.md']));
});

test.each(paginas)('%s: orders and options exist', (pagina) => {
  for (const m of lees(pagina).matchAll(/(?:node bin\/|npx )?\bknooppunt ((?:[a-z]+)(?: [a-z]+)?)([^`\n]*)/g)) {
    if (!/^(start|send|check|translate|route|mapping|schemas|adapter|audit|balans|backup|herstel|plan|geparkeerd)\b/.test(m[1]!)) continue;
    const woorden = m[1]!.split(' ');
    const naam = opdrachten.includes(`## knooppunt ${m[1]!}\n`) ? m[1]! : woorden[0]!;
    const blok = opdrachten.split(`## knooppunt ${naam}\n`)[1]?.split('\n## ')[0];
    expect([pagina, naam, blok]).toEqual([pagina, naam, expect.any(String)]);
    for (const optie of m[2]!.matchAll(/ (--[a-z-]+)/g)) expect([pagina, naam, optie[1], blok!.includes(` ${optie[1]!}`)]).toEqual([pagina, naam, optie[1], true]);
  }
});

test.each(paginas)('%s: npm scripts, files and HTTP paths exist', (pagina) => {
  const tekst = lees(pagina);
  const scripts = (JSON.parse(lees('package.json')) as { scripts: Record<string, string> }).scripts;
  for (const m of tekst.matchAll(/npm run ([a-z:]+)/g)) expect([pagina, m[1], m[1]! in scripts]).toEqual([pagina, m[1], true]);
  for (const m of tekst.matchAll(/\b((?:samples|src|docs|configuratie|schemas|mappings|adapters|examples)\/[A-Za-z0-9_./-]*[A-Za-z0-9])/g)) {
    // The adapter guide speaks of the folders of the example that it follows.
    const plekken = pagina === 'docs/guides/adapter.md' ? ['', 'examples/buurtteam'] : [''];
    expect([pagina, m[1], plekken.some((b) => existsSync(path.join(WORTEL, b, m[1]!)))]).toEqual([pagina, m[1], true]);
  }
  const openapi = Object.keys((JSON.parse(lees('docs/reference/openapi.json')) as { paths: Record<string, unknown> }).paths).map((p) => new RegExp(`^/v1${p.replace(/\{[^}]+\}/g, '[^/?]+')}$`));
  for (const m of tekst.matchAll(/(\/v1\/[a-z]+(?:\/[^\s`'"?)$]+)*)/g)) expect([pagina, m[1], openapi.some((r) => r.test(m[1]!)) || m[1] === '/v1/schemas/…']).toEqual([pagina, m[1], true]);
});
