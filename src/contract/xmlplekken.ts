// Where each element of a document stands in its text: what mutations cut and paste, so that lines and prefixes stay as a sender wrote them.
import { SaxesParser } from 'saxes';
import { type BronKnoop, padVan } from '../sdk/bron.ts';
import type { XmlLezing } from '../sdk/adapter.ts';
import { leesTekst, zonderDeclaratie } from '../xml/tekenset.ts';

export interface Plek {
  readonly knoop: BronKnoop;
  /** From the business root, as findings name it. */
  readonly pad: string;
  /** Offsets: the whole element, and what stands between its tags. */
  readonly begin: number;
  readonly einde: number;
  readonly inhoudBegin: number;
  readonly inhoudEinde: number;
  /** Lines, from 1, of its first and last character. */
  readonly regel: number;
  readonly laatsteRegel: number;
}

export interface Document {
  /** Without declaration; offsets count in it. */
  readonly tekst: string;
  /** Elements of the business message in document order, its root first; those of an enclosed message (GGK) left out. */
  readonly plekken: readonly Plek[];
}

/** @param zonder path of an element that holds another message: not this adapter's. */
export function leesPlekken(bytes: Buffer, lezing: XmlLezing, zonder?: string): Document {
  const tekst = zonderDeclaratie(leesTekst(bytes) ?? '');
  const open: { i: number; begin: number; inhoudBegin: number }[] = [];
  const ruw: { begin: number; einde: number; inhoudBegin: number; inhoudEinde: number }[] = [];
  const p = new SaxesParser({ xmlns: true, position: true });
  let teller = 0;
  let begin = 0;
  p.on('opentagstart', () => {
    begin = tekst.lastIndexOf('<', p.position - 1);
  });
  p.on('opentag', () => void open.push({ i: teller++, begin, inhoudBegin: p.position }));
  p.on('closetag', (tag) => {
    const o = open.pop()!;
    const einde = p.position;
    ruw[o.i] = { begin: o.begin, einde, inhoudBegin: o.inhoudBegin, inhoudEinde: tag.isSelfClosing ? o.inhoudBegin : tekst.lastIndexOf('</', einde - 1) };
  });
  p.write(tekst).close();

  const regels = [0];
  for (let i = tekst.indexOf('\n'); i >= 0; i = tekst.indexOf('\n', i + 1)) regels.push(i + 1);
  const regelVan = (plaats: number): number => {
    let laag = 0;
    let hoog = regels.length - 1;
    while (laag < hoog) {
      const midden = (laag + hoog + 1) >> 1;
      if (regels[midden]! <= plaats) laag = midden;
      else hoog = midden - 1;
    }
    return laag + 1;
  };
  const { wortel, document } = lezing.bron;
  const plekken: Plek[] = [];
  let n = 0;
  const loop = (k: BronKnoop, binnen: boolean): void => {
    const r = ruw[n++]!;
    const hier = binnen || k === wortel;
    const pad = hier ? padVan(k, wortel) : '';
    const buiten = zonder !== undefined && (pad === zonder || pad.startsWith(`${zonder}/`));
    if (hier && !buiten) plekken.push({ knoop: k, pad, ...r, regel: regelVan(r.begin), laatsteRegel: regelVan(r.einde - 1) });
    for (const z of k.kinderen) loop(z, hier);
  };
  loop(document, false);
  return { tekst, plekken };
}

/** An element whose own value is text. */
export const isBlad = (p: Plek): boolean => p.knoop.kinderen.length === 0 && p.knoop.tekst.trim() !== '';

/** The text with [begin, einde) replaced. */
export const vervang = (tekst: string, begin: number, einde: number, door: string): string => tekst.slice(0, begin) + door + tekst.slice(einde);
