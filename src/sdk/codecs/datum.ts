// Codecs for dates and times. Precision as known: unknown parts are left out, never filled in; a date that does not exist is refused.
import { attribuut } from './hulp.ts';
import { kind } from '../bron.ts';
import { CodecFout, Ontbrekend, type KnoopCodec, type TekstCodec } from '../codec.ts';

const GEEN_DATUM = 'geen bestaande datum';

/** True when year-month-day is a day of the (proleptic Gregorian) calendar. */
export function bestaandeDatum(jaar: number, maand: number, dag: number): boolean {
  if (maand < 1 || maand > 12 || dag < 1) return false;
  const schrikkel = (jaar % 4 === 0 && jaar % 100 !== 0) || jaar % 400 === 0;
  const dagen = [31, schrikkel ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return dag <= (dagen[maand - 1] ?? 0);
}

/** `EEJJMMDD` with unknown parts `00` → Datum of the known precision; undefined for all zeros. */
export function leesDatum8(tekst: string): string | undefined {
  if (!/^[0-9]{8}$/.test(tekst)) throw new CodecFout('een datum heeft acht cijfers (EEJJMMDD)');
  const jaar = tekst.slice(0, 4);
  const maand = tekst.slice(4, 6);
  const dag = tekst.slice(6, 8);
  if (jaar === '0000') {
    if (maand !== '00' || dag !== '00') throw new CodecFout(GEEN_DATUM);
    return undefined;
  }
  if (maand === '00') {
    if (dag !== '00') throw new CodecFout(GEEN_DATUM);
    return jaar;
  }
  if (dag === '00') {
    if (Number(maand) > 12) throw new CodecFout(GEEN_DATUM);
    return `${jaar}-${maand}`;
  }
  if (!bestaandeDatum(Number(jaar), Number(maand), Number(dag))) throw new CodecFout(GEEN_DATUM);
  return `${jaar}-${maand}-${dag}`;
}

/** Datum → `EEJJMMDD` with zeros for what is unknown. */
export function schrijfDatum8(waarde: unknown): string | undefined {
  if (typeof waarde !== 'string') return undefined;
  return waarde.replaceAll('-', '').padEnd(8, '0');
}

/** xs:date without a zone. */
export const datum: TekstCodec = {
  soort: 'tekst',
  naam: 'datum',
  uitleg: 'ISO-datum (JJJJ-MM-DD)',
  lees(tekst) {
    const m = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(tekst.trim());
    if (!m || !bestaandeDatum(Number(m[1]), Number(m[2]), Number(m[3]))) throw new CodecFout(GEEN_DATUM);
    return tekst.trim();
  },
  schrijf: (w) => (typeof w === 'string' && w.length === 10 ? w : undefined),
};

const gedeeltelijk = (naam: string, uitleg: string): TekstCodec => ({
  soort: 'tekst',
  naam,
  uitleg,
  lees: (tekst) => leesDatum8(tekst.trim()),
  schrijf: schrijfDatum8,
});

/** SGR allows a month and day of an unknown year, and a day of an unknown month. Without what they belong to they are no date: only what stands before them remains. */
export const datumSuwi: TekstCodec = {
  ...gedeeltelijk('datum-suwi', 'SGR-datum EEJJMMDD; onbekende delen zijn nullen, wat alleen daarna bekend is vervalt'),
  lees(tekst) {
    const t = tekst.trim();
    if (!/^[0-9]{8}$/.test(t)) return leesDatum8(t);
    if (t.startsWith('0000')) return undefined;
    return t.slice(4, 6) === '00' ? t.slice(0, 4) : leesDatum8(t);
  },
};
export const datumEi = gedeeltelijk('datum-ei', 'EI-datum EEJJMMDD; nullen is geen waarde');

/** iStandaarden `Datum` + `DatumGebruik` (COD170: 1 day unknown, 2 day and month unknown, 3 all unknown). */
export const datumMetGebruik: KnoopCodec = {
  soort: 'knoop',
  naam: 'datum-met-gebruik',
  uitleg: 'iStandaarden Datum met DatumGebruik (COD170)',
  leest: ['Datum', 'DatumGebruik'],
  lees(knoop) {
    const d = kind(knoop, 'Datum');
    if (!d) return undefined;
    const volledig = datum.lees(d.tekst, geenOmgeving) as string;
    const gebruik = kind(knoop, 'DatumGebruik')?.tekst.trim();
    if (gebruik === undefined || gebruik === '') return volledig;
    if (gebruik === '1') return volledig.slice(0, 7);
    if (gebruik === '2') return volledig.slice(0, 4);
    if (gebruik === '3') return new Ontbrekend('waardeOnbekend');
    throw new CodecFout('onbekend datumgebruik');
  },
  // The schema wants a day even where none is known.
  schrijf(w) {
    if (w instanceof Ontbrekend) return w.reden === 'waardeOnbekend' ? { Datum: '1900-01-01', DatumGebruik: '3' } : undefined;
    if (typeof w !== 'string') return undefined;
    if (w.length === 10) return { Datum: w };
    if (w.length === 7) return { Datum: `${w}-01`, DatumGebruik: '1' };
    return { Datum: `${w}-01-01`, DatumGebruik: '2' };
  },
};

/** StUF DatumMetIndicator: jjjjmmdd, `indOnvolledigeDatum` J|M|D|V (StUF 03.01 §3.4): the date keeps eight digits, the indicator says which parts are unknown. */
export const datumStuf: KnoopCodec = {
  soort: 'knoop',
  naam: 'datum-stuf',
  uitleg: 'StUF-datum jjjjmmdd met indOnvolledigeDatum',
  leest: [],
  lees(knoop) {
    const tekst = knoop.tekst.trim();
    if (tekst === '') return undefined;
    const ind = attribuut(knoop, 'indOnvolledigeDatum') ?? 'V';
    if (ind === 'J') return undefined;
    // Some senders leave out the digits that are unknown; eight is the norm.
    const acht = /^[0-9]{4}([0-9]{2})?$/.test(tekst) ? tekst.padEnd(8, '0') : tekst;
    if (ind === 'M') return leesDatum8(`${acht.slice(0, 4)}0000`);
    if (ind === 'D') return leesDatum8(`${acht.slice(0, 6)}00`);
    return leesDatum8(acht);
  },
  schrijf(w) {
    if (typeof w !== 'string') return undefined;
    if (w.length === 10) return { '': w.replaceAll('-', '') };
    if (w.length === 7) return { '': `${w.replace('-', '')}01`, '@indOnvolledigeDatum': 'D' };
    return { '': `${w}0101`, '@indOnvolledigeDatum': 'M' };
  },
};

/** Offset of Europe/Amsterdam at a local wall-clock time, in minutes; of two possible the first (summer time) is taken. */
function offsetAmsterdam(jaar: number, maand: number, dag: number, uur: number, minuut: number): number {
  const laatsteZondag = (m: number): number => {
    const laatste = new Date(Date.UTC(jaar, m, 0));
    return laatste.getUTCDate() - laatste.getUTCDay();
  };
  const lokaal = Date.UTC(jaar, maand - 1, dag, uur, minuut);
  const begin = Date.UTC(jaar, 2, laatsteZondag(3), 2);
  const einde = Date.UTC(jaar, 9, laatsteZondag(10), 3);
  return lokaal >= begin && lokaal < einde ? 120 : 60;
}

/** `jjjjmmdd[uu[mm[ss[mmm]]]]` local time → Datum (8 digits) or Tijdstip with the Amsterdam offset. */
export function leesTijdstipStuf(tekst: string): string | undefined {
  const m = /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2})?([0-9]{2})?([0-9]{1,3})?)?$/.exec(tekst);
  if (!m) throw new CodecFout('een tijdstip heeft 8 tot 17 cijfers (jjjjmmdd[uummss[mmm]])');
  const [j, ma, d, u, mi, s] = [m[1], m[2], m[3], m[4] ?? '', m[5] ?? '00', m[6] ?? '00'] as [string, string, string, string, string, string];
  if (!bestaandeDatum(Number(j), Number(ma), Number(d))) throw new CodecFout(GEEN_DATUM);
  if (u === '') return `${j}-${ma}-${d}`;
  if (Number(u) > 23 || Number(mi) > 59 || Number(s) > 59) throw new CodecFout('geen bestaand tijdstip');
  const ms = m[7] ? `.${m[7].padEnd(3, '0')}` : '';
  const offset = offsetAmsterdam(Number(j), Number(ma), Number(d), Number(u), Number(mi));
  return `${j}-${ma}-${d}T${u}:${mi}:${s}${ms}+0${offset / 60}:00`;
}

/** A moment of another zone (`Z`) as the clock in Amsterdam shows it; what has an offset of Amsterdam, or none, is as it stands. */
function plaatselijk(w: string): string {
  const m = /^([0-9]{4})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/.exec(w);
  if (!m || m[3] === '+01:00' || m[3] === '+02:00') return w;
  const t = Date.parse(w);
  if (Number.isNaN(t)) return w;
  const wissel = (maand: number): number => {
    const laatste = new Date(Date.UTC(Number(m[1]), maand, 0));
    return Date.UTC(Number(m[1]), maand - 1, laatste.getUTCDate() - laatste.getUTCDay(), 1);
  };
  const uren = t >= wissel(3) && t < wissel(10) ? 2 : 1;
  return `${new Date(t + uren * 3_600_000).toISOString().slice(0, 19)}${m[2] ?? ''}+0${uren}:00`;
}

export const tijdstipStuf: TekstCodec = {
  soort: 'tekst',
  naam: 'tijdstip-stuf',
  uitleg: 'StUF-tijdstip jjjjmmdd[uummss[mmm]], plaatselijke tijd',
  lees: (tekst) => leesTijdstipStuf(tekst.trim()),
  schrijf: (w) => (typeof w === 'string' ? plaatselijk(w).replace(/(Z|[+-][0-9]{2}:[0-9]{2})$/, '').replace(/[-:T.]/g, '') : undefined),
};

export const tijdstipIso: TekstCodec = {
  soort: 'tekst',
  naam: 'tijdstip-iso',
  uitleg: 'xs:dateTime; zonder zone is het Europe/Amsterdam',
  lees(tekst) {
    const m = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/.exec(tekst.trim());
    if (!m || !bestaandeDatum(Number(m[1]), Number(m[2]), Number(m[3]))) throw new CodecFout('geen bestaand tijdstip');
    if (Number(m[4]) > 23 || Number(m[5]) > 59 || Number(m[6]) > 59) throw new CodecFout('geen bestaand tijdstip');
    if (m[8]) return tekst.trim();
    const offset = offsetAmsterdam(Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4]), Number(m[5]));
    return `${tekst.trim()}+0${offset / 60}:00`;
  },
  schrijf: (w) => (typeof w === 'string' ? w : undefined),
};

export const tijd: TekstCodec = {
  soort: 'tekst',
  naam: 'tijd',
  uitleg: 'kloktijd UU:MM:SS',
  lees(tekst) {
    if (!/^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$/.test(tekst.trim())) throw new CodecFout('geen bestaande tijd');
    return tekst.trim();
  },
  schrijf: (w) => (typeof w === 'string' ? w : undefined),
};

const geenOmgeving = {
  document(): never {
    throw new CodecFout('geen document');
  },
};

