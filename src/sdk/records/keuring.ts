// Checks a whole record file in one pass against its layout: length and line endings, hierarchy, fields, control rules.
// Streaming: memory does not grow with the file, except for the keys of a `uniek` rule (uniek.ts). It never throws on what a message
// holds: everything wrong is a finding with its place, and no finding carries a value of the message. No clock: the same bytes always get
// the same verdict.
import { Boomloper } from './boom.ts';
import { leesKop, KOPLENGTE, type EiKop } from './kop.ts';
import type { LayOut, Veld } from './lay-out.ts';
import { RecordLezer, inStukken, type ByteBron, type RecordRegel } from './lezer.ts';
import { Meldingenlijst } from './meldingen.ts';
import { maakRegel, type RegelLoper } from './regels.ts';
import { Keuringsstaat } from './staat.ts';
import { VELDFOUTEN, maakVeldToets, type VeldToets } from './veldtoets.ts';
import type { Melding } from '../melding.ts';

/** What a layout compiles to, once at start. */
export interface Keuringsplan {
  readonly layOut: LayOut;
  readonly velden: ReadonlyMap<string, readonly { readonly veld: Veld; readonly van: number; readonly toets: VeldToets }[]>;
}

export interface KeuringOpties {
  /** Findings kept in full (default 200); the rest is counted. */
  readonly meesteMeldingen?: number;
  /** Sees every record after its check, in order, with the number of findings so far: lets one pass serve check and reading alike. */
  readonly bijRecord?: (record: RecordRegel, bevindingen: number) => void;
}

/** Outcome of a check. */
export interface Keuringsuitslag {
  /** Null where the file has no EI head at all. */
  readonly kop: EiKop | null;
  /** Null where no layout is known for this head. */
  readonly layOut: LayOut | null;
  readonly meldingen: readonly Melding[];
  /** All findings, also those not kept in `meldingen`; 0 = valid (when `layOut` is not null). */
  readonly aantalMeldingen: number;
  readonly records: number;
  /** Records per type. */
  readonly tellingen: ReadonlyMap<string, number>;
}

/** Compiles a layout. */
export function maakPlan(layOut: LayOut): Keuringsplan {
  const velden = new Map<string, { veld: Veld; van: number; toets: VeldToets }[]>();
  for (const [type, record] of Object.entries(layOut.records)) {
    const lijst = [];
    for (const veld of record.velden) {
      const toets = maakVeldToets(veld);
      if (toets) lijst.push({ veld, van: veld.begin - 1, toets });
    }
    velden.set(type, lijst);
  }
  return { layOut, velden };
}

/** One check of one file, fed record by record. */
export class Recordkeuring {
  readonly #plan: Keuringsplan;
  readonly #staat: Keuringsstaat;
  readonly #lijst: Meldingenlijst;
  readonly #boom: Boomloper;
  readonly #regels = new Map<string, RegelLoper[]>();
  readonly #bijRecord: KeuringOpties['bijRecord'];
  #laatsteRegel = 0;
  #records = 0;

  constructor(plan: Keuringsplan, opties: KeuringOpties = {}) {
    this.#plan = plan;
    this.#lijst = new Meldingenlijst(opties.meesteMeldingen);
    this.#staat = new Keuringsstaat(plan.layOut, this.#lijst);
    this.#bijRecord = opties.bijRecord;
    for (const type of Object.keys(plan.layOut.records)) this.#regels.set(type, []);
    for (const regel of plan.layOut.regels) {
      const loper = maakRegel(regel, this.#staat);
      for (const type of new Set(loper.types)) this.#regels.get(type)?.push(loper);
    }
    const naam = (type: string): string => `record ${type} (${plan.layOut.records[type]!.naam})`;
    this.#boom = new Boomloper(plan.layOut.boom, {
      verkeerd: (p) => this.#lijst.meld('KP_RECORD', undefined, p.regel, p.nummer, '', 'Dit record staat op een plaats waar het niet mag staan.'),
      ontbreekt: (type, onder, voor) => {
        if (onder) this.#lijst.meld('KP_RECORD', undefined, onder.regel, onder.nummer, '', `Onder dit record ontbreekt ${naam(type)}.`);
        else if (voor) this.#lijst.meld('KP_RECORD', undefined, voor.regel, voor.nummer, '', `Vóór dit record ontbreekt ${naam(type)}.`);
        else this.#lijst.meld('KP_RECORD', undefined, this.#laatsteRegel + 1, this.#records + 1, plan.layOut.records[type]!.velden[0]!.nr, `Het bestand eindigt zonder ${naam(type)}.`);
      },
      sluit: (type) => this.#staat.vergeet(type),
    });
  }

  /** A line ending with nothing before it. */
  legeRegel(regel: number): void {
    this.#laatsteRegel = regel;
    this.#lijst.meld('KP_RECORD', '8095', regel, this.#records + 1, '', 'Een regeleinde zonder voorafgaand record is niet toegestaan.');
  }

  /** The next record. */
  neem(r: RecordRegel): void {
    const { layOut, velden } = this.#plan;
    this.#laatsteRegel = r.regel;
    this.#records = r.nummer;
    if (r.scheiding !== 'crlf') this.#lijst.meld('KP_RECORD', '8095', r.regel, r.nummer, '', r.scheiding === 'lf' ? 'Dit record eindigt op een losse LF in plaats van CR/LF.' : 'Dit record heeft geen aansluitende CR/LF.');
    const type = r.type;
    this.#staat.begin();
    const heelRecord = r.lengte === layOut.recordlengte;
    if (!this.#boom.kent(type)) {
      this.#lijst.meld('KP_RECORD', undefined, r.regel, r.nummer, '', 'Dit recordtype komt in deze standaard niet voor.');
    } else {
      const knoop = this.#boom.neem(type, r);
      if (heelRecord) {
        for (const { veld, van, toets } of velden.get(type)!) {
          const fout = toets(r.bytes, r.begin + van);
          if (fout !== '') this.#staat.meldVeld(VELDFOUTEN[fout].code, r, veld, VELDFOUTEN[fout].tekst);
        }
        for (const regel of this.#regels.get(type)!) regel.neem(r);
      } else {
        this.#meldLengte(r, layOut.records[type]!.velden);
        for (const regel of this.#regels.get(type)!) regel.onleesbaar?.(r);
      }
      if (knoop.kinderen || knoop.max === 1) this.#staat.bewaar(type, r);
    }
    this.#staat.tellingen.set(type, (this.#staat.tellingen.get(type) ?? 0) + 1);
    this.#bijRecord?.(r, this.#lijst.aantal);
  }

  /** End of the file. */
  sluit(kop: EiKop): Keuringsuitslag {
    this.#boom.einde();
    return { kop, layOut: this.#plan.layOut, meldingen: this.#lijst.meldingen, aantalMeldingen: this.#lijst.aantal, records: this.#records, tellingen: this.#staat.tellingen };
  }

  /** At the field where the record breaks off, or the last one when it is too long. */
  #meldLengte(r: RecordRegel, velden: readonly Veld[]): void {
    const veld = velden.find((v) => v.begin + v.lengte - 1 > r.lengte) ?? velden.at(-1)!;
    const { recordlengte } = this.#plan.layOut;
    this.#lijst.meld('KP_RECORD', '0804', r.regel, r.nummer, veld.nr, `Het record is ${r.lengte < recordlengte ? 'korter' : 'langer'} dan ${recordlengte} posities.`);
  }
}

/** The layouts in force, found by EI code, versie and subversie. */
export type PlanRegister = readonly Keuringsplan[];

/** The plan for a head, or null. */
export function zoekPlan(register: PlanRegister, kop: EiKop): Keuringsplan | null {
  return register.find(({ layOut: { kop: k } }) => kop.eicode in k.eicodes && kop.versie === k.versie && kop.subversie === k.subversie) ?? null;
}

/**
 * Checks a file: recognises it by its head, then one pass over all records.
 * @throws only what the source throws.
 */
export async function keur(bron: ByteBron, register: PlanRegister, opties: KeuringOpties = {}): Promise<Keuringsuitslag> {
  let begin: Buffer = Buffer.alloc(0);
  let kop: EiKop | null = null;
  let keuring: Recordkeuring | null = null;
  let lezer: RecordLezer | null = null;
  for await (const brok of Buffer.isBuffer(bron) ? inStukken(bron) : bron) {
    let stuk: Buffer = brok;
    if (lezer === null) {
      begin = begin.length === 0 ? brok : Buffer.concat([begin, brok]);
      if (begin.length < KOPLENGTE) continue;
      stuk = begin;
      kop = leesKop(begin);
      const plan = kop && zoekPlan(register, kop);
      if (!kop || !plan) return onbekend(kop, register, opties);
      const k = new Recordkeuring(plan, opties);
      keuring = k;
      lezer = new RecordLezer((r) => k.neem(r), (regel) => k.legeRegel(regel));
    }
    lezer.voer(stuk);
  }
  if (!keuring || !lezer || !kop) return onbekend(null, register, opties);
  lezer.einde();
  return keuring.sluit(kop);
}

/** No layout: where there is an EI head, the finding says which part of it nobody knows. */
function onbekend(kop: EiKop | null, register: PlanRegister, opties: KeuringOpties): Keuringsuitslag {
  const lijst = new Meldingenlijst(opties.meesteMeldingen);
  if (kop) {
    const zelfdeCode = register.filter((p) => kop.eicode in p.layOut.kop.eicodes);
    const [rubriek, wat] = zelfdeCode.length === 0 ? ['0102', 'De code EI-bericht hoort bij geen standaard die hier bekend is.']
      : zelfdeCode.some((p) => p.layOut.kop.versie === kop.versie) ? ['0104', 'Deze subversie van de berichtstandaard is hier niet bekend.']
      : ['0103', 'Deze versie van de berichtstandaard is hier niet bekend.'];
    lijst.meld('KP_RECORD', undefined, 1, 1, rubriek, wat);
  }
  return { kop, layOut: null, meldingen: lijst.meldingen, aantalMeldingen: lijst.aantal, records: 0, tellingen: new Map() };
}
