// The two laws of a mapping table, for any message: what is read, written and read again says the same; what is written is the message that was read,
// but for what the table names. Shared by the tests of the adapters.
import { doorloop } from '../../src/intake/controle.ts';
import type { Geslaagd } from '../../src/intake/doorgang.ts';
import { stelOp } from '../../src/intake/opstellen.ts';
import type { Gevonden } from '../../src/intake/register.ts';
import type { Werkbank } from '../../src/intake/vertalen.ts';
import type { Tabel } from '../../src/mapping/tabel.ts';
import { regelsVan } from '../../src/mapping/vergelijk.ts';
import type { BronKnoop } from '../../src/sdk/index.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const NU = '2026-01-15T12:00:00+01:00';
const REFERENTIE = '00000000-0000-5000-8000-000000000000';

export interface Rondreis {
  /** False: the message was refused on the way in, so there is nothing to write. */
  readonly gelezen: boolean;
  readonly berichttype: string;
  /** Why no message came out. */
  readonly geweigerd: readonly string[];
  /** Paths of data that differ or are gone: the first law. */
  readonly data: readonly string[];
  /** Lines of the message that are gone, and lines that were not there: the second law. */
  readonly weg: readonly string[];
  readonly bij: readonly string[];
  readonly bytes: Buffer | null;
  /** True when rows left something unread: then a refusal on the way back says nothing of the table. */
  readonly ongelezen: boolean;
}

// A path is that place and all below it, a last `@naam` an attribute; two stars before a slash: that end at any depth.
export function padtoets(paden: readonly string[]): (regel: string) => boolean {
  const heel = paden.filter((p) => !p.startsWith('**/')).map((p) => `/${p}`);
  const eind = paden.filter((p) => p.startsWith('**/')).map((p) => `/${p.slice(3)}`);
  return (pad) => heel.some((p) => pad === p || pad.startsWith(`${p}/`)) || eind.some((p) => pad.endsWith(p) || pad.includes(`${p}/`));
}

const padVan = (regel: string): string => regel.slice(regel.indexOf('/', 1), regel.indexOf('=') < 0 ? undefined : regel.indexOf('='));

function min(a: readonly string[], b: readonly string[]): string[] {
  const telling = new Map<string, number>();
  for (const x of b) telling.set(x, (telling.get(x) ?? 0) + 1);
  return a.filter((x) => {
    const n = telling.get(x) ?? 0;
    telling.set(x, n - 1);
    return n <= 0;
  });
}

const wortelVan = (bytes: Buffer): BronKnoop => {
  const g = leesXml(bytes);
  if (g.soort !== 'gelezen') throw new Error('niet te lezen');
  return g.bron.wortel;
};

export interface Wetopties {
  /** Source paths that an intermediary sets itself. */
  readonly overig?: readonly string[];
  /** Source paths that may stand there where they did not: what the profile has one value for. */
  readonly erbij?: readonly string[];
  /** One notation for lines that say the same (`path=value`). */
  readonly vorm?: (regel: string) => string;
}

/** StUF moments: digits that are not there are zeros (`jjjjmmdd[uu[mm[ss[mmm]]]]`, StUF 03.01 §3.4). */
export const stufVorm = (regel: string): string => regel.replace(/=([0-9]{8})([0-9]{2,9})$/, (_, d: string, t: string) => `=${d}${t.padEnd(9, '0')}`);

/** Reads, writes and reads again. */
export async function rondreis(bytes: Buffer, bank: Werkbank, { overig = [], erbij = [], vorm = (r) => r }: Wetopties = {}): Promise<Rondreis> {
  const heen = await doorloop({ soort: 'geheugen', bytes }, bank, STANDAARD_XML_LIMIETEN);
  if (heen.soort === 'gezakt') return { gelezen: false, berichttype: heen.herkend.berichttype ?? '', geweigerd: heen.meldingen.map((m) => `${m.pad} ${m.tekst}`), data: [], weg: [], bij: [], bytes: null, ongelezen: false };
  const { gevonden, wortel } = binnenste(heen);
  const documenten = new Map(heen.documenten.map((d) => [d.sha256, d.bytes]));
  const uit = await stelOp(heen.events, gevonden, bank, { nu: NU, referentie: REFERENTIE, limieten: STANDAARD_XML_LIMIETEN, metVerlies: true, document: (s) => documenten.get(s) ?? null });
  const { berichttype } = gevonden.soort;
  // What no row read was named on the way in.
  const ongelezen = ((heen.events[0]?.data.bericht as { nietVertaald?: { pad: string }[] } | undefined)?.nietVertaald ?? []).map((x) => x.pad);
  if (uit.soort === 'geweigerd') return { gelezen: true, berichttype, geweigerd: uit.meldingen.map((m) => `${m.pad} ${m.tekst}`), data: [], weg: [], bij: [], bytes: null, ongelezen: ongelezen.length > 0 };
  const { tabel } = bank.register.vertaler(gevonden);
  const mag = padtoets(erbij);
  const telt = buitenTabel(tabel, [...overig, ...ongelezen]);
  const [a, b] = [wortel, wortelVan(uit.bytes)].map((w) => regelsVan(w).filter(telt).map(vorm)) as [string[], string[]];
  return { gelezen: true, berichttype, geweigerd: [], data: uit.verlies, weg: min(a, b), bij: min(b, a).filter((r) => !mag(padVan(r))), bytes: uit.bytes, ongelezen: ongelezen.length > 0 };
}

function buitenTabel(tabel: Tabel, overig: readonly string[]): (regel: string) => boolean {
  const genoemd = padtoets([...tabel.bewustNiet.map((x) => x.pad), ...tabel.verlies.flatMap((v) => (v.pad === undefined ? [] : [v.pad])), ...overig]);
  return (regel) => !genoemd(padVan(regel));
}

/** The message whose table made the events: the payload of an envelope. */
function binnenste(uit: Geslaagd): { readonly gevonden: Gevonden; readonly wortel: BronKnoop } {
  const gelezen = uit.inhoud?.gelezen ?? uit.gelezen;
  if (gelezen.soort !== 'xml') throw new Error('geen XML-bericht');
  return { gevonden: gelezen.gevonden, wortel: gelezen.lezing.bron.wortel };
}

/** What a round trip must be: read, written, and the same both ways. */
export const HEEL = { geweigerd: [], data: [], weg: [], bij: [] };
export const oordeel = (r: Rondreis): { geweigerd: readonly string[]; data: readonly string[]; weg: readonly string[]; bij: readonly string[] } => ({ geweigerd: r.geweigerd, data: r.data, weg: r.weg, bij: r.bij });
