// Breaks a message in one place, the same way for the same seed.
import { xmlTekst, type BronKnoop } from '../../../src/sdk/index.ts';

/** Pseudo-random numbers (mulberry32) in [0, 1). */
export function toeval(zaad: number): () => number {
  let a = zaad >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Kopie {
  naam: string;
  ns: string;
  tekst: string;
  kinderen: Kopie[];
}

const kopieer = (k: BronKnoop): Kopie => ({ naam: k.naam, ns: k.ns, tekst: k.kinderen.length === 0 ? k.tekst : '', kinderen: k.kinderen.map(kopieer) });

function schrijf(k: Kopie, diepte = 0): string {
  const open = k.ns === '' ? k.naam : `n:${k.naam}`;
  const ns = k.ns === '' ? '' : ` xmlns:n="${k.ns}"`;
  const in_ = ' '.repeat(diepte);
  if (k.kinderen.length === 0) return `${in_}<${open}${ns}>${xmlTekst(k.tekst)}</${open}>\n`;
  return `${in_}<${open}${ns}>\n${k.kinderen.map((z) => schrijf(z, diepte + 1)).join('')}${in_}</${open}>\n`;
}

const TEKSTEN = [
  '', ' ', 'x'.repeat(300), 'A', '0', '1', '12', '123', '1234', '12345', '-1', '+', '-', '01', '20', '99', 'C', 'P', '2X', 'S.', '.', 'ABCDEFG', '1234ab', '0234AB', 'é', '20230231', '20231301', '00000000',
  '00000500', '00001399', '0000123', '20230015', '20231232', '23595999', '24000000', '9959', '9960', '12ab', '12AB', '123456789012345678', '1234567890123456789', '0999', '1D', '2026112614300000', '2026112624300000',
];

/** One mutation of a valid message; `wat` says which. */
export function muteer(wortel: BronKnoop, rnd: () => number): { xml: string; wat: string } {
  const k = kopieer(wortel);
  const plekken: { ouder: Kopie; i: number }[] = [];
  const loop = (o: Kopie): void => {
    for (const [i, z] of o.kinderen.entries()) {
      plekken.push({ ouder: o, i });
      loop(z);
    }
  };
  loop(k);
  const kies = <T>(l: readonly T[]): T => l[Math.floor(rnd() * l.length)]!;
  const { ouder, i } = kies(plekken);
  const z = ouder.kinderen[i]!;
  const wat = kies(['weg', 'dubbel', 'verplaatst', 'hernoemd', 'namespace', 'extra', 'tekst', 'tekst', 'tekst', 'tekst']);
  if (wat === 'weg') ouder.kinderen.splice(i, 1);
  else if (wat === 'dubbel') ouder.kinderen.splice(i, 0, z);
  else if (wat === 'verplaatst') {
    ouder.kinderen.splice(i, 1);
    ouder.kinderen.splice(Math.floor(rnd() * (ouder.kinderen.length + 1)), 0, z);
  } else if (wat === 'hernoemd') z.naam = 'Onbekend';
  else if (wat === 'namespace') z.ns = z.ns === '' ? k.ns : '';
  else if (wat === 'extra') ouder.kinderen.splice(i, 0, { naam: 'Extra', ns: '', tekst: '1', kinderen: [] });
  else {
    const bladen = plekken.map((p) => p.ouder.kinderen[p.i]!).filter((b) => b.kinderen.length === 0);
    kies(bladen).tekst = kies(TEKSTEN);
  }
  return { xml: schrijf(k), wat: `${wat} ${z.naam}` };
}
