// Source paths of mapping tables, compiled to functions over the source tree.
import type { BronKnoop } from '../sdk/bron.ts';

/** What a path met: an element/record/field, or an attribute of one. */
export interface Treffer {
  readonly knoop: BronKnoop;
  /** Attribute's local name when the path ends in `@naam`. */
  readonly attribuut?: string;
}

/** The text that a path met, as sent. */
export const tekstVanTreffer = (x: Treffer): string => (x.attribuut === undefined ? x.knoop.tekst : (x.knoop.attributen?.[x.attribuut] ?? ''));

type Stap = (k: BronKnoop, uit: BronKnoop[]) => void;

function stap(deel: string): Stap {
  if (deel === '.') return (k, uit) => void uit.push(k);
  if (deel === '..') return (k, uit) => void (k.ouder && uit.push(k.ouder));
  const m = /^([^[\]]+?)(?:\[([0-9]+|laatste)\])?$/.exec(deel);
  if (!m) throw new Error(`geen geldig bronpad: ${deel}`);
  const naam = m[1]!;
  const welke = m[2];
  if (welke === undefined) {
    return (k, uit) => {
      const { kinderen } = k;
      for (let i = 0; i < kinderen.length; i++) if (naam === '*' || kinderen[i]!.naam === naam) uit.push(kinderen[i]!);
    };
  }
  return (k, uit) => {
    const z = naam === '*' ? k.kinderen : k.kinderen.filter((x) => x.naam === naam);
    const x = welke === 'laatste' ? z.at(-1) : z[Number(welke) - 1];
    if (x) uit.push(x);
  };
}

/** Compiles a path. @throws Error (Dutch) when it is not a path. */
export function compileerBronpad(pad: string): (k: BronKnoop) => Treffer[] {
  const delen = pad.split('/');
  if (delen.some((d) => d === '')) throw new Error(`geen geldig bronpad: ${pad}`);
  const laatste = delen.at(-1)!;
  const attribuut = laatste.startsWith('@') ? laatste.slice(1) : undefined;
  const stappen = (attribuut === undefined ? delen : delen.slice(0, -1)).map(stap);
  return (k) => {
    let nu = [k];
    for (const s of stappen) {
      const volgende: BronKnoop[] = [];
      for (const x of nu) s(x, volgende);
      if (volgende.length === 0) return [];
      nu = volgende;
    }
    if (attribuut === undefined) return nu.map((knoop) => ({ knoop }));
    return nu.filter((x) => x.attributen?.[attribuut] !== undefined).map((knoop) => ({ knoop, attribuut }));
  };
}

/** The first that a path meets, without a list of all: what a row for one value asks. */
export interface Enkelpad {
  /** Attribute's local name when the path ends in `@naam`: the node found has it. */
  readonly attribuut: string | undefined;
  zoek(k: BronKnoop): BronKnoop | null;
}

type Zoek = (k: BronKnoop) => BronKnoop | null;

/** The first node below `k` at this step from where `verder` comes to something. */
function eersteStap(deel: string, verder: Zoek | null): Zoek {
  if (deel === '.') return verder ?? ((k) => k);
  if (deel === '..') return (k) => (k.ouder === null ? null : verder === null ? k.ouder : verder(k.ouder));
  const m = /^([^[\]]+?)(?:\[([0-9]+|laatste)\])?$/.exec(deel);
  if (!m) throw new Error(`geen geldig bronpad: ${deel}`);
  const naam = m[1]!;
  if (m[2] !== undefined) {
    const welke = stap(deel);
    return (k) => {
      const uit: BronKnoop[] = [];
      welke(k, uit);
      const x = uit[0];
      return x === undefined ? null : verder === null ? x : verder(x);
    };
  }
  if (naam !== '*' && verder === null) {
    return (k) => {
      const { kinderen } = k;
      for (let i = 0; i < kinderen.length; i++) if (kinderen[i]!.naam === naam) return kinderen[i]!;
      return null;
    };
  }
  return (k) => {
    const { kinderen } = k;
    for (let i = 0; i < kinderen.length; i++) {
      const z = kinderen[i]!;
      if (naam !== '*' && z.naam !== naam) continue;
      const r = verder === null ? z : verder(z);
      if (r !== null) return r;
    }
    return null;
  };
}

/** Compiles a path to what `compileerBronpad` gives first. @throws Error (Dutch) when it is not a path. */
export function compileerEerste(pad: string): Enkelpad {
  const delen = pad.split('/');
  if (delen.some((d) => d === '')) throw new Error(`geen geldig bronpad: ${pad}`);
  const laatste = delen.at(-1)!;
  const attribuut = laatste.startsWith('@') ? laatste.slice(1) : undefined;
  let zoek: Zoek | null = attribuut === undefined ? null : (k) => (k.attributen?.[attribuut] === undefined ? null : k);
  for (const deel of (attribuut === undefined ? delen : delen.slice(0, -1)).reverse()) zoek = eersteStap(deel, zoek);
  return { attribuut, zoek: zoek! };
}
