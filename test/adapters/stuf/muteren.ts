// Breaks a message in one place, the same way for the same seed. Attributes and namespaces stay as they were, but for the one that is broken.
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
  attributen: Record<string, string>;
  kinderen: Kopie[];
}

const STUF = 'http://www.egem.nl/StUF/StUF0301';
/** Attributes of the examples, by local name: the reader keeps no namespace of an attribute. */
const ATTRIBUUT: Readonly<Record<string, string>> = {
  nil: 'xsi', contentType: 'xmime', srsName: '', srsDimension: '', naam: '', elementnaam: '', groepsnaam: '', schemaLocation: 'xsi',
};

const kopieer = (k: BronKnoop): Kopie => ({
  naam: k.naam, ns: k.ns, tekst: k.kinderen.length === 0 ? k.tekst : '', kinderen: k.kinderen.map(kopieer),
  attributen: Object.fromEntries(Object.entries(k.attributen ?? {}).filter(([n]) => n !== 'schemaLocation')),
});

function schrijf(k: Kopie, diepte = 0): string {
  const attributen = Object.entries(k.attributen)
    .map(([n, w]) => {
      const p = ATTRIBUUT[n] ?? 'StUF';
      return ` ${p === '' ? '' : `${p}:`}${n}="${xmlTekst(w)}"`;
    })
    .join('');
  const ns = diepte === 0 ? ` xmlns:StUF="${STUF}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xmime="http://www.w3.org/2005/05/xmlmime"` : '';
  const naam = k.ns === '' ? k.naam : `n:${k.naam}`;
  const open = `${naam}${k.ns === '' ? '' : ` xmlns:n="${k.ns}"`}${ns}${attributen}`;
  const in_ = ' '.repeat(diepte);
  if (k.kinderen.length === 0) return `${in_}<${open}>${xmlTekst(k.tekst)}</${naam}>\n`;
  return `${in_}<${open}>\n${k.kinderen.map((z) => schrijf(z, diepte + 1)).join('')}${in_}</${naam}>\n`;
}

const TEKSTEN = ['', ' ', 'x'.repeat(300), 'A', '0', '1', '123456789', '12345678901234567890', '-1', 'J', 'X', 'é', '20261399', '2026-01-01', '202601011200', 'Lk01', 'W', 'GEHEIM', '1015KJ', '1015 kj'];

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
  const wat = kies(['weg', 'dubbel', 'verplaatst', 'hernoemd', 'namespace', 'attribuut-weg', 'attribuut-anders', 'nil', 'noValue', 'tekst', 'tekst', 'tekst']);
  if (wat === 'weg') ouder.kinderen.splice(i, 1);
  else if (wat === 'dubbel') ouder.kinderen.splice(i, 0, z);
  else if (wat === 'verplaatst') {
    ouder.kinderen.splice(i, 1);
    ouder.kinderen.splice(Math.floor(rnd() * (ouder.kinderen.length + 1)), 0, z);
  } else if (wat === 'hernoemd') z.naam = kies(plekken.map((p) => p.ouder.kinderen[p.i]?.naam ?? 'onbekend'));
  else if (wat === 'namespace') z.ns = z.ns === STUF ? k.ns : STUF;
  else if (wat === 'nil') z.attributen.nil = kies(['true', 'false']);
  else if (wat === 'noValue') z.attributen.noValue = kies(['geenWaarde', 'onzin']);
  else if (wat.startsWith('attribuut')) {
    const met = plekken.map((p) => p.ouder.kinderen[p.i]!).filter((b) => Object.keys(b.attributen).length > 0);
    const b = met.length > 0 ? kies(met) : z;
    const naam = kies(Object.keys(b.attributen).concat(met.length > 0 ? [] : ['onbekend']));
    if (wat === 'attribuut-weg') delete b.attributen[naam];
    else b.attributen[naam] = kies(['', 'NPS', 'ZAK', 'X', 'T', 'true', 'geenWaarde']);
  } else kies(plekken.map((p) => p.ouder.kinderen[p.i]!).filter((b) => b.kinderen.length === 0)).tekst = kies(TEKSTEN);
  return { xml: schrijf(k), wat: `${wat} ${z.naam}` };
}
