// Coverage: every path that occurs in the samples is mapped (by a row, or by the head) or declared not to be, with a reason. Nothing is dropped in silence.
import { recordGereedschap } from '../../intake/vertalen.ts';
import type { GelezenRecords, GelezenXml } from '../../intake/lezen.ts';
import type { BerichtSoort } from '../../sdk/adapter.ts';
import type { BronKnoop } from '../../sdk/bron.ts';
import type { Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

/** Share of a message type's paths that is mapped or declared. */
const NORM = 0.95;
/** Share of all paths that is really mapped: declaring them away is no translation. Constants and counters of record standards need the room. */
const VERTAALD = 0.75;

interface Telling {
  readonly gelezen: Set<string>;
  readonly bewust: Set<string>;
  readonly ongelezen: Set<string>;
}

export async function dekking(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('dekking', 'ten minste 95 % van de paden in de voorbeelden wordt vertaald of bewust niet vertaald, met een reden');
  const perSoort = new Map<BerichtSoort, Telling>();
  for (const { uit } of o.goede) {
    const { gevonden } = uit.gelezen;
    if (gevonden.soort.mapping === null) continue;
    const t = perSoort.get(gevonden.soort) ?? { gelezen: new Set(), bewust: new Set(), ongelezen: new Set() };
    perSoort.set(gevonden.soort, t);
    const { bewustNiet } = o.bank.register.vertaler(gevonden).tabel;
    for (const b of bewustNiet) if (b.reden.trim() === '') v.meld(`${gevonden.soort.mapping}:${b.regel}`, 'een pad dat bewust niet vertaald is heeft een reden');
    const paden = new Set(bewustNiet.map((b) => b.pad));
    if (uit.gelezen.soort === 'xml') tel(uit.gelezen.lezing.bron.wortel, paden, inKop(uit.gelezen), t);
    else for (const wortel of await wortels(uit.gelezen, o)) tel(wortel, paden, new Set(), t);
  }
  let gelezen = 0;
  let bewust = 0;
  let alles = 0;
  for (const [soort, t] of perSoort) {
    // Read in one sample is read: another event or variant may not need it.
    const ongelezen = [...t.ongelezen].filter((p) => !t.gelezen.has(p) && !t.bewust.has(p));
    const totaal = new Set([...t.gelezen, ...t.bewust, ...ongelezen]).size;
    gelezen += t.gelezen.size;
    bewust += totaal - ongelezen.length - t.gelezen.size;
    alles += totaal;
    if (totaal > 0 && (totaal - ongelezen.length) / totaal < NORM) v.meld(soort.berichttype, `${totaal - ongelezen.length} van ${totaal} paden vertaald of bewust niet: ${procent(totaal - ongelezen.length, totaal)}`);
    for (const p of ongelezen) v.meld(`${soort.berichttype}: ${p}`, 'wordt niet vertaald en staat niet bij bewustNiet');
  }
  if (alles > 0 && gelezen / alles < VERTAALD) v.meld('mappings/', `maar ${procent(gelezen, alles)} van de paden wordt vertaald; de rest staat bij bewustNiet`);
  return v.klaar(`${alles} paden: ${procent(gelezen, alles)} vertaald, ${procent(bewust, alles)} bewust niet`);
}

const procent = (deel: number, geheel: number): string => (geheel === 0 ? '0 %' : `${((100 * deel) / geheel).toFixed(1).replace('.', ',')} %`);

/** Leaves with text, by path without indexes, as the mapping left them. */
function tel(wortel: BronKnoop, bewustePaden: ReadonlySet<string>, kop: ReadonlySet<BronKnoop>, t: Telling): void {
  const loop = (k: BronKnoop, pad: string, bewust: boolean): void => {
    const hier = bewust || (pad !== '' && (bewustePaden.has(pad) || bewustePaden.has(`**/${k.naam}`)));
    if (k.tekst.trim() !== '') (k.gelezen || kop.has(k) ? t.gelezen : hier ? t.bewust : t.ongelezen).add(pad);
    for (const z of k.kinderen) loop(z, pad === '' ? z.naam : `${pad}/${z.naam}`, hier);
  };
  loop(wortel, '', false);
}

/** What the adapter's head reads: parties and references go into the event by that way, not by a row. */
function inKop(g: GelezenXml): Set<BronKnoop> {
  const uit = new Set<BronKnoop>();
  const volg = (k: BronKnoop): void => {
    const { tekst } = k;
    Object.defineProperty(k, 'tekst', { configurable: true, enumerable: true, get: () => { uit.add(k); return tekst; }, set: () => undefined });
    k.kinderen.forEach(volg);
  };
  const los = (k: BronKnoop): void => {
    Object.defineProperty(k, 'tekst', { configurable: true, enumerable: true, writable: true, value: k.tekst });
    k.kinderen.forEach(los);
  };
  const { wortel } = g.lezing.bron;
  volg(wortel);
  try {
    g.gevonden.adapter.kop(g.lezing);
    return new Set(uit);
  } finally {
    los(wortel);
  }
}

/** The trees that a record adapter had mapped. */
async function wortels(g: GelezenRecords, o: Opstelling): Promise<BronKnoop[]> {
  const uit = new Set<BronKnoop>();
  const echt = recordGereedschap(g, () => null, o.bank);
  const gereedschap = {
    ...echt,
    vertaal(wortel: BronKnoop, eventtypen: readonly string[], variant?: string) {
      uit.add(wortel);
      return echt.vertaal(wortel, eventtypen, variant);
    },
  };
  const { adapter } = g.gevonden;
  const toets = await adapter.toets(g.bron, gereedschap);
  for await (const e of adapter.events(g.bron, toets, gereedschap)) void e;
  return [...uit];
}
