// First pass over an EI file: every rule of its layout, the head, and every event mapped once, so that nothing is accepted that cannot be published.
// Streams; holds one part, the head record and the closing record.
import { createHash } from 'node:crypto';
import type { BerichtSoort, Kop, Melding, RecordBron, RecordGereedschap, RecordToets } from '../../src/sdk/index.ts';
import { inStukken, keur, leesKop, zoekPlan, type Keuringsplan, type RecordRegel } from '../../src/sdk/records/index.ts';
import { Deelmaker, type Deel } from './delen.ts';
import { Knopenmaker, veldVan, type Knoop } from './knopen.ts';
import { maakKop } from './kop.ts';
import { allePlannen } from './plannen.ts';
import { inhoudsgrens, vertaalDeel, vertaalHeel, vertaalHoofd } from './vertaling.ts';
import type { Geheel } from './wortels.ts';

/** What the second pass needs of the first; null = the message is one event. */
export type Samenvatting = Geheel | null;

const STUK = 64 * 1024;

/** The file in small pieces, so that other work gets its turn between them. */
export async function* inKleineStukken(bron: RecordBron): AsyncGenerator<Buffer> {
  for await (const stuk of bron.stroom()) {
    for (const klein of inStukken(stuk, STUK)) {
      yield klein;
      await new Promise(setImmediate);
    }
  }
}

/** Records of a valid file as nodes: the head and closing records kept, details handed to a maker of parts. */
export class Verzamelaar {
  readonly #maker: Knopenmaker;
  readonly delen: Deelmaker;
  kop: Knoop | null = null;
  sluit: Knoop | null = null;
  /** UZOVI of the first verzekerdenrecord. */
  uzovi: string | undefined;

  constructor(plan: Keuringsplan, g: RecordGereedschap, geef: (deel: Deel) => void) {
    this.#maker = new Knopenmaker(plan.layOut);
    this.delen = new Deelmaker(inhoudsgrens(g), geef);
  }

  neem(r: RecordRegel): void {
    if (r.type === '01') this.kop ??= this.#maker.record(r);
    else if (r.type === '99') this.sluit = this.#maker.record(r);
    else {
      const knoop = this.#maker.record(r);
      if (r.type === '02') this.uzovi ??= veldVan(knoop, '0204');
      this.delen.neem(knoop);
    }
  }
}

/**
 * Checks the whole file.
 * @throws LayOutFout or SchemaNietBeschikbaar when a layout cannot be used: then nothing was checked.
 */
export async function toets(bron: RecordBron, g: RecordGereedschap): Promise<RecordToets> {
  const plannen = allePlannen(g);
  const plan = planVan(plannen, g.soort);
  const hash = createHash('sha256');
  const meldingen: Melding[] = [];
  let eerste: Deel | null = null;
  let delen = 0;
  let fouten = false;
  const vertaal = (deel: Deel): void => {
    if (fouten || !v.kop) return;
    const uit = vertaalDeel(v.kop, deel, g);
    delen += uit.events.length;
    meldingen.push(...uit.meldingen);
    fouten = uit.meldingen.length > 0;
  };
  // The first part waits: when no second follows, the message may fit in one event.
  const v = new Verzamelaar(plan, g, (deel) => {
    if (eerste === null && delen === 0) eerste = deel;
    else {
      if (eerste) vertaal(eerste);
      eerste = null;
      vertaal(deel);
    }
  });
  async function* metHash(): AsyncGenerator<Buffer> {
    for await (const stuk of inKleineStukken(bron)) {
      hash.update(stuk);
      yield stuk;
    }
  }
  const uitslag = await keur(metHash(), plannen, { bijRecord: (r, bevindingen) => (bevindingen === 0 ? v.neem(r) : voorKop(v, r)) });
  const kop: Kop | null = v.kop ? maakKop(g.soort, v.kop, v.uzovi) : null;
  const gezakt = (alle: readonly Melding[], aantal: number): RecordToets => ({ meldingen: alle, meer: aantal - alle.length, kop, groot: false, samenvatting: null });
  if (uitslag.aantalMeldingen > 0) return gezakt(uitslag.meldingen, uitslag.aantalMeldingen);
  v.delen.einde();
  if (meldingen.length > 0) return gezakt(meldingen, meldingen.length);
  if (!v.kop || !v.sluit) return gezakt([{ code: 'KP_NIET_HERKEND', regel: 1, pad: '/', tekst: 'Dit bestand heeft geen EI-kop.' }], 1);
  if (eerste !== null || delen === 0) {
    const heel = vertaalHeel(v.kop, eerste ?? [], v.sluit, g);
    if (heel) return { meldingen: heel.meldingen, meer: 0, kop, groot: false, samenvatting: null };
    if (eerste) vertaal(eerste);
    if (meldingen.length > 0) return gezakt(meldingen, meldingen.length);
  }
  const samenvatting: Geheel = { sha256: hash.digest('hex'), bytes: bron.omvang, delen };
  const hoofd = vertaalHoofd(v.kop, v.sluit, samenvatting, g);
  return { meldingen: hoofd.meldingen, meer: 0, kop, groot: true, samenvatting };
}

/** A wrong file is not mapped any more, but its head still says who sent it. */
function voorKop(v: Verzamelaar, r: RecordRegel): void {
  if (r.type === '01' || (r.type === '02' && v.uzovi === undefined)) v.neem(r);
}

/** @throws Error when the core hands over a message that is not of this adapter. */
export function planVan(plannen: readonly Keuringsplan[], soort: BerichtSoort): Keuringsplan {
  const ei = soort.ei;
  const kop = ei && leesKop(Buffer.from(`01${ei.codes[0]}${ei.versie}${ei.subversie}`, 'latin1'));
  const plan = kop && zoekPlan(plannen, kop);
  if (!plan) throw new Error(`geen recordindeling voor ${soort.berichttype}`);
  return plan;
}
