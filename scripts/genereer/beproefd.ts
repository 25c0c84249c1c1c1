// Which message types the laws of the way back are tried on: those of which a full case or a sample stands in the repository. A type without one is not called "out".
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Adapter, BerichtSoort } from '../../src/sdk/adapter.ts';
import { leesXml } from '../../src/xml/lezer.ts';

const WORTEL = new URL('../../', import.meta.url);

/** Messages of an adapter: its full cases (`test/adapters/<naam>/gevallen`), and samples that are no fault. */
function berichten(naam: string): Buffer[] {
  const uit: Buffer[] = [];
  for (const pad of [`test/adapters/${naam}/gevallen/`, `samples/${naam}/`]) {
    const map = new URL(pad, WORTEL);
    if (!existsSync(map)) continue;
    for (const n of readdirSync(map, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(xml|asc)$/.test(n) && !/(^|\/)fout-/.test(n)) uit.push(readFileSync(new URL(n.split('/').map(encodeURIComponent).join('/'), map)));
    }
  }
  return uit;
}

/** Message types of an adapter that come back in the tests. */
export function beproefd(a: Adapter): ReadonlySet<BerichtSoort> {
  const uit = new Set<BerichtSoort>();
  for (const bytes of berichten(a.spec.naam)) {
    if (a.spec.berichten.some((b) => b.ei)) {
      const code = bytes.toString('latin1', 2, 5);
      for (const b of a.spec.berichten) if (b.ei?.codes.includes(code)) uit.add(b);
      continue;
    }
    const g = leesXml(bytes);
    if (g.soort !== 'gelezen') continue;
    const { ns, naam } = g.bron.wortel;
    for (const b of a.spec.berichten) if (b.wortel?.namespace === ns && b.wortel.naam === naam) uit.add(b);
  }
  return uit;
}
