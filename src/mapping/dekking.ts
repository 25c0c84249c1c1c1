// Coverage: which paths of the schema no row reads. An unread branch is named once, at its top.
import type { SchemaElement } from '../xml/schemabron.ts';
import { leespaden, zonderIndex } from './leespaden.ts';
import type { Tabel } from './tabel.ts';

interface Boom {
  gelezen: boolean;
  alles: boolean;
  readonly kinderen: Map<string, Boom>;
}

const nieuw = (): Boom => ({ gelezen: false, alles: false, kinderen: new Map() });

/** Codec name → children that it reads beside the node itself; null for codecs that read text. */
export type CodecLeest = (codec: string) => readonly string[] | null;

export interface Dekking {
  readonly gelezen: number;
  readonly bewustNiet: number;
  /** Unread and not declared: leaves by path, branches with a trailing `/…`. */
  readonly ongelezen: readonly string[];
}

/** @param codecLeest from the codecs in force. */
export function dekkingVan(tabel: Tabel, wortel: SchemaElement, codecLeest: CodecLeest): Dekking {
  const boom = nieuw();
  for (const p of leespaden(tabel)) {
    if (p.soort !== 'waarde') continue;
    let b = boom;
    for (const s of p.pad) {
      if (s.startsWith('@')) break;
      const naam = zonderIndex(s);
      let k = b.kinderen.get(naam);
      if (!k) {
        k = nieuw();
        b.kinderen.set(naam, k);
      }
      b = k;
    }
    b.gelezen = true;
    for (const z of codecLeest(p.rij.codec ?? 'tekst') ?? []) {
      const k = b.kinderen.get(z) ?? nieuw();
      k.gelezen = true;
      b.kinderen.set(z, k);
    }
  }
  const bewust = new Set(tabel.bewustNiet.filter((x) => !x.pad.startsWith('**/')).map((x) => x.pad));
  const overal = new Set(tabel.bewustNiet.filter((x) => x.pad.startsWith('**/')).map((x) => x.pad.slice(3)));
  let gelezen = 0;
  let bewustNiet = 0;
  const ongelezen: string[] = [];
  const loop = (e: SchemaElement, b: Boom | undefined, pad: string): void => {
    if (pad !== '' && (bewust.has(pad) || overal.has(e.naam))) {
      bewustNiet += 1;
      return;
    }
    const ster = b?.kinderen.get('*');
    if (b?.gelezen) gelezen += 1;
    if (b === undefined) {
      ongelezen.push(e.waarde && e.kinderen().size === 0 ? pad : `${pad}/…`);
      return;
    }
    const kinderen = e.kinderen();
    if (e.waarde && kinderen.size === 0 && !b.gelezen) ongelezen.push(pad);
    for (const [naam, z] of kinderen) loop(z, b.kinderen.get(naam) ?? ster, pad === '' ? naam : `${pad}/${naam}`);
  };
  loop(wortel, boom, '');
  return { gelezen, bewustNiet, ongelezen };
}
