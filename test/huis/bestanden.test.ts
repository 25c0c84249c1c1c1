// Proves: files say what they hold and stay small; nothing in the repository points at the machine it was written on; the README's picture is the house.
import { lees, productbestanden } from '../../scripts/huis/bronbestanden.ts';
import { KAMERS, LANG, REGELS_HOOGSTENS } from '../../scripts/huis/kamers.ts';

const bestanden = productbestanden();
const tekst = bestanden.filter((p) => !/\.(png|jpe?g|gif|ico|zip|gz|pdf)$/.test(p));
const code = bestanden.filter((p) => /\.(ts|js|mjs)$/.test(p) || /^bin\//.test(p));

test('no hand-written file of code has more lines than agreed, but those that say why', () => {
  const lang = code.filter((p) => !p.endsWith('.gen.ts') && lees(p).split('\n').length > REGELS_HOOGSTENS);
  expect(lang.filter((p) => LANG[p] === undefined)).toEqual([]);
  expect(Object.keys(LANG).filter((p) => !code.includes(p))).toEqual([]);
});

test('every file of code opens with what it does', () => {
  const zonder = code.filter((p) => !/^(#![^\n]*\n)?\s*(\/\/|\/\*)/.test(lees(p)));
  expect(zonder).toEqual([]);
});

test('no path of a machine and no address of a registry', () => {
  // Built from parts, so that this file does not hold them itself.
  const verboden = [['/', 'work', '/'], ['/', 'root', '/'], ['/', 'home', '/'], ['/', 'Users', '/'], ['registry', '.npmjs'], ['/tmp/', 'brief'], ['art', 'ifactory']].map((d) => d.join(''));
  const vondsten = tekst.filter((p) => p !== 'package-lock.json').flatMap((p) => verboden.filter((v) => lees(p).includes(v)).map((v) => `${p}: ${v}`));
  expect(vondsten).toEqual([]);
});

test('the lock file has no address but the public registry of npm', () => {
  const vreemd = [...lees('package-lock.json').matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)].map((m) => m[1]!).filter((h) => h !== ['https://registry', 'npmjs', 'org'].join('.'));
  expect([...new Set(vreemd)]).toEqual([]);
});

test('README: the picture names every room, and no room that is not there', () => {
  const plaat = /```mermaid\n([\s\S]*?)```/.exec(lees('README.md'))?.[1] ?? '';
  const genoemd = new Set([...plaat.matchAll(/\b((?:src|adapters|schemas|mappings|configuratie|examples)(?:\/[a-z]+(?:\.ts)?)?)\b/g)].map((m) => m[1]!));
  expect([...genoemd].filter((g) => !bestanden.some((b) => b === g || b.startsWith(`${g}/`)))).toEqual([]);
  expect(KAMERS.map((k) => k.pad).filter((k) => !genoemd.has(k))).toEqual([]);
});

test('links between pages lead somewhere', () => {
  const paginas = bestanden.filter((p) => p.endsWith('.md') && !p.includes('node_modules'));
  const stuk: string[] = [];
  for (const p of paginas) {
    for (const m of lees(p).replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const doel = new URL(m[1]!, `file:///${p}`).pathname.slice(1);
      if (!bestanden.some((b) => b === doel || b.startsWith(`${doel.replace(/\/$/, '')}/`))) stuk.push(`${p} → ${m[1]}`);
    }
  }
  expect(stuk).toEqual([]);
});
