// What a record layout is: a fixed-width standard kept as data (schemas/<standard>/*.json), read once at start.
// `leesLayOut` refuses a layout that contradicts itself (gaps, unknown fields in rules), so that no message is checked against half a layout.
// It never reads files itself and never looks at a message.

/** N: digits, right-aligned, leading zeros, empty = zeros. AN: Latin-1 text, left-aligned, empty = spaces. */
export type VeldType = 'N' | 'AN';

/**
 * ja: filled; voorwaardelijk, optioneel: may be empty; loos: spaces only;
 * gespiegeld: copied from a message that may itself be wrong (retour), so never a finding; `soort`, `waarden` and `patroon` say how to read it.
 */
export type Verplicht = 'ja' | 'voorwaardelijk' | 'optioneel' | 'loos' | 'gespiegeld';

/** Kinds with a check of their own. `getal`: a count or amount, where zero is a value and not "empty". */
export type VeldSoort = 'datum' | 'bsn' | 'agb' | 'agb-servicebureau' | 'naam' | 'getal';

/** One field (rubriek). Positions count from 1, as the standards write them. */
export interface Veld {
  readonly nr: string;
  readonly naam: string;
  readonly type: VeldType;
  readonly begin: number;
  readonly lengte: number;
  readonly verplicht: Verplicht;
  readonly soort?: VeldSoort;
  /** The only values allowed, at full width. */
  readonly waarden?: readonly string[];
  /** Regular expression over the whole field, for a field that is filled. */
  readonly patroon?: string;
  /** A second way to write "empty". */
  readonly leeg?: string;
  /** Must be empty in this standard. */
  readonly altijdLeeg?: boolean;
  /** Values that pass although `soort` would refuse them. */
  readonly uitzonderingen?: readonly string[];
  /** Name of the code list that the values come from: for readers and mapping tables; what is checked is `waarden`. */
  readonly codelijst?: string;
  /** The standard's return code for a wrong value of this field. */
  readonly standaardcode?: string;
}

/** A place in the hierarchy; children come in this order, each `min`..`max` times. */
export interface BoomKnoop {
  readonly record: string;
  readonly min: number;
  readonly max?: number;
  readonly kinderen?: readonly BoomKnoop[];
}

/** One test on a field inside a `voorwaarde`; the field may belong to the record, its parent or the head record. */
export interface Eis {
  readonly veld: string;
  readonly is?: 'leeg' | 'gevuld';
  readonly in?: readonly string[];
}

/** Control rules. Field numbers start with their record type; a date limit is a field or EEJJMMDD; `tekst` is Dutch and carries no value of a message. */
export type Regel = { readonly standaardcode?: string } & (
  | { readonly soort: 'volgnummer'; readonly velden: readonly string[]; readonly vanaf: number; readonly aaneensluitend: boolean; readonly overgenomenIn: readonly string[] }
  | { readonly soort: 'gelijk'; readonly veld: string; readonly aan: string }
  | { readonly soort: 'product'; readonly veld: string; readonly factoren: readonly [string, string] }
  | { readonly soort: 'uniek'; readonly veld: string }
  | { readonly soort: 'telling'; readonly veld: string; readonly records: readonly string[]; readonly minimum?: number }
  | { readonly soort: 'som'; readonly veld: string; readonly bedrag: string; readonly teken: string; readonly tekenveld: string; readonly debet: string; readonly credit: string }
  | { readonly soort: 'datumvolgorde'; readonly veld: string; readonly nietNa?: string; readonly nietVoor?: string }
  | { readonly soort: 'voorwaarde'; readonly meld: string; readonly als: readonly Eis[]; readonly dan: readonly Eis[]; readonly tekst: string }
);

/** A whole layout. */
export interface LayOut {
  readonly formaat: 'recordlay-out/1';
  readonly standaard: string;
  readonly berichttype: string;
  readonly omschrijving: string;
  readonly versie: string;
  readonly status: 'gepubliceerd' | 'reconstructie' | 'eigen';
  readonly bron: string;
  /** What the first nine positions say: `01` + EI code (3) + versie (2) + subversie (2). */
  readonly kop: { readonly eicodes: Readonly<Record<string, string>>; readonly versie: string; readonly subversie: string };
  readonly recordlengte: number;
  readonly tekenset: 'latin1';
  readonly scheiding: 'crlf';
  readonly boom: readonly BoomKnoop[];
  readonly records: Readonly<Record<string, { readonly naam: string; readonly velden: readonly Veld[] }>>;
  readonly regels: readonly Regel[];
}

/** The layout contradicts itself; the message says where. Raised at start, never on a message. */
export class LayOutFout extends Error {
  override name = 'LayOutFout';
}

/**
 * Checks a parsed JSON layout and gives it back typed.
 * @throws LayOutFout for positions that leave a gap or overlap, double field numbers, rules or tree that name what is not there.
 */
export function leesLayOut(json: unknown): LayOut {
  const l = json as LayOut;
  const fout = (waar: string): never => {
    throw new LayOutFout(`recordlay-out ${l?.berichttype ?? '?'}: ${waar}`);
  };
  if (l?.formaat !== 'recordlay-out/1') fout('onbekend formaat');
  if (l.scheiding !== 'crlf' || l.tekenset !== 'latin1') fout('alleen crlf en latin1 worden ondersteund');
  if (!/^\d\d$/.test(l.kop?.versie ?? '') || !/^\d\d$/.test(l.kop?.subversie ?? '')) fout('kop: versie en subversie zijn twee cijfers');
  for (const ei of Object.keys(l.kop.eicodes)) if (!/^\d{3}$/.test(ei)) fout(`kop: EI-code ${ei}`);
  const velden = new Map<string, Veld>();
  for (const [type, record] of Object.entries(l.records)) {
    if (!/^\d\d$/.test(type)) fout(`recordtype ${type}`);
    let volgende = 1;
    for (const v of record.velden) {
      if (v.begin !== volgende) fout(`${v.nr} begint op ${v.begin}, verwacht ${volgende}`);
      if (!v.nr.startsWith(type) || velden.has(v.nr)) fout(`${v.nr} dubbel of in het verkeerde record`);
      if (v.patroon !== undefined) new RegExp(v.patroon);
      for (const w of v.waarden ?? []) if (w.length !== v.lengte) fout(`${v.nr}: waarde van verkeerde lengte`);
      velden.set(v.nr, v);
      volgende += v.lengte;
    }
    if (volgende - 1 !== l.recordlengte) fout(`record ${type} is ${volgende - 1} posities, verwacht ${l.recordlengte}`);
  }
  const bekend = (nr: string): void => {
    if (!velden.has(nr)) fout(`regel noemt onbekende rubriek ${nr}`);
  };
  for (const r of l.regels) for (const nr of rubriekenVan(r)) bekend(nr);
  const inBoom = (knopen: readonly BoomKnoop[]): void => {
    for (const k of knopen) {
      if (!l.records[k.record]) fout(`boom noemt onbekend record ${k.record}`);
      inBoom(k.kinderen ?? []);
    }
  };
  inBoom(l.boom);
  return l;
}

/** Every field number that a rule names. */
function rubriekenVan(r: Regel): readonly string[] {
  switch (r.soort) {
    case 'volgnummer':
      return [...r.velden, ...r.overgenomenIn];
    case 'gelijk':
      return [r.veld, r.aan];
    case 'product':
      return [r.veld, ...r.factoren];
    case 'uniek':
    case 'telling':
      return [r.veld];
    case 'som':
      return [r.veld, r.bedrag, r.teken, r.tekenveld];
    case 'datumvolgorde':
      return [r.veld, ...[r.nietNa, r.nietVoor].filter((d) => d !== undefined && d.length === 4)] as string[];
    case 'voorwaarde':
      return [r.meld, ...r.als.map((e) => e.veld), ...r.dan.map((e) => e.veld)];
  }
}
