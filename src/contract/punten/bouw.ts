// What the adapter's modules take in: the SDK and themselves, no rest of the hub, no file, network or clock. Reads the source; runs nothing.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

/** Pure computation. */
const ZUIVER = new Set(['buffer', 'crypto', 'string_decoder', 'url', 'util']);
const SDK = fileURLToPath(new URL('../../sdk/', import.meta.url));
const IMPORT = /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\s*\(\s*(?:['"]([^'"]+)['"])?|\brequire\s*\(\s*['"]([^'"]+)['"]/g;
const KLOK = /\bDate\.now\s*\(|\bnew Date\s*\(\s*\)|\bperformance\.now\s*\(|\bMath\.random\s*\(|\bfetch\s*\(|\bprocess\.(?!version)/;
/** Tests and tools beside the adapter are not the adapter. */
const NIET = new Set(['node_modules', 'test', 'tests', 'samples', 'data']);

function bronnen(map: string): string[] {
  return readdirSync(map, { withFileTypes: true }).flatMap((d) => {
    const pad = path.join(map, d.name);
    if (d.isDirectory()) return NIET.has(d.name) || d.name.startsWith('.') ? [] : bronnen(pad);
    return /\.(ts|mts|js|mjs)$/.test(d.name) && !/\.test\.|\.d\.ts$/.test(d.name) ? [pad] : [];
  });
}

export async function bouw(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('bouw', 'de modules gebruiken alleen de SDK en zichzelf: geen andere delen van het knooppunt, geen bestanden, netwerk of klok');
  const wortel = realpathSync(o.map);
  const bestanden = bronnen(wortel);
  for (const bestand of bestanden) {
    const tekst = zonderCommentaar(readFileSync(bestand, 'utf8'));
    const waar = path.relative(wortel, bestand);
    for (const m of tekst.matchAll(IMPORT)) {
      const naam = m[1] ?? m[2] ?? m[3];
      if (naam === undefined) v.meld(waar, 'laadt een module waarvan de naam pas later vaststaat');
      else if (naam === 'knooppunt/sdk' || naam === 'knooppunt/sdk/records') continue;
      else if (naam.startsWith('node:')) {
        if (!ZUIVER.has(naam.slice(5))) v.meld(waar, `gebruikt ${naam}: een adapter raakt geen bestand, netwerk of klok`);
      } else if (naam.startsWith('.')) {
        const doel = path.resolve(path.dirname(bestand), naam);
        if (!doel.startsWith(wortel + path.sep) && !doel.startsWith(SDK)) v.meld(waar, `gebruikt ${naam}: alleen knooppunt/sdk en de eigen map`);
        else if (!existsSync(doel)) v.meld(waar, `gebruikt ${naam}, dat er niet is`);
      }
    }
    tekst.split('\n').forEach((regel, i) => {
      const m = KLOK.exec(regel);
      if (m) v.meld(`${waar}:${i + 1}`, `gebruikt ${m[0].replace(/\s*\(.*$/, '')}: wat van buiten het bericht komt geeft het knooppunt mee`);
    });
  }
  return v.klaar(`${bestanden.length} modules`);
}

/** Comments blanked, lines kept. A `//` inside a text (a URL) is not one. */
function zonderCommentaar(tekst: string): string {
  return tekst.replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' ')).replace(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1');
}
