// Which files a configuration is read from, and the version they add up to. Nothing outside the folder is read, links out of it included.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Bronbestand {
  /** Absolute. */
  readonly pad: string;
  /** As shown: relative to the folder's parent (`configuratie/partijen/x.yaml`). */
  readonly naam: string;
  readonly tekst: string;
}

/** Files with these extensions in `<map>/<onder>`, by name, recursively; hidden ones and `~` copies of editors are left out. */
export function leesMap(map: string, onder: string, extensies: readonly string[]): Bronbestand[] {
  const wortel = path.join(map, onder);
  let namen: string[];
  try {
    namen = readdirSync(wortel, { recursive: true, encoding: 'utf8' });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw e;
  }
  const basis = realpathSync(map);
  const uit: Bronbestand[] = [];
  for (const naam of namen.sort()) {
    if (naam.split(path.sep).some((d) => d.startsWith('.')) || !extensies.includes(path.extname(naam))) continue;
    const pad = path.join(wortel, naam);
    if (!statSync(pad).isFile()) continue;
    if (!realpathSync(pad).startsWith(basis + path.sep)) throw new Error(`${path.join(onder, naam)} wijst buiten de map van de configuratie`);
    uit.push({ pad, naam: path.join(path.basename(map), onder, naam), tekst: readFileSync(pad, 'utf8') });
  }
  return uit;
}

/** 16 hex digits over names and contents, in order of name. */
export function versieVan(bestanden: readonly { readonly naam: string; readonly tekst: string }[]): string {
  const h = createHash('sha256');
  for (const b of [...bestanden].sort((x, y) => (x.naam < y.naam ? -1 : 1))) {
    h.update(JSON.stringify([b.naam, createHash('sha256').update(b.tekst).digest('hex')]));
  }
  return h.digest('hex').slice(0, 16);
}
