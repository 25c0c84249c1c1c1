// The way back: canonical events → source tree, by the same table that read them. Pure: no clock, no files.
// Rows are read from right to left; a row that fired implies its condition. Whether the tree is a valid message the schema check says, and that it means the
// same, with nothing lost, the caller proves by reading it again (intake/opstellen.ts).
import type { Codec, SchrijfOmgeving } from '../sdk/codec.ts';
import type { SchemaElement } from '../xml/schemabron.ts';
import { Aanvuller, sorteer } from './aanvullen.ts';
import { Opbouw } from './opbouw.ts';
import { Schrijfboom, type Bouwknoop, leesSchrijfpad } from './schrijfboom.ts';
import { compileerSchrijfrijen, type Schrijfrij } from './schrijfrij.ts';
import { Schrijfstaat } from './schrijfstaat.ts';
import type { Tabel, Voorwaarde } from './tabel.ts';
import { compileerVoorwaarde, type Toets } from './voorwaarde.ts';

export interface TeSchrijvenEvent {
  /** Short name: `toewijzing-afgegeven`. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface SchrijfInvoer {
  /** All events that one message makes, in order. */
  readonly events: readonly TeSchrijvenEvent[];
  readonly standaard: string;
  readonly berichttype: string;
  /** Root of the profile or record layout. */
  readonly profiel: SchemaElement;
  readonly om: SchrijfOmgeving;
  /** From the adapter, by source path: the head, written where no row wrote; with stars what stands at a required place that nothing else fills. */
  readonly kop?: Readonly<Record<string, string>>;
}

export interface SchrijfUitkomst {
  readonly wortel: Bouwknoop;
  /** Event types that the table does not make, or not of this content. */
  readonly onbekend: readonly string[];
}

export interface Schrijver {
  readonly tabel: Tabel;
  schrijf(invoer: SchrijfInvoer): SchrijfUitkomst;
}

interface Kandidaat {
  readonly type: string;
  readonly als: { readonly voorwaarde: Voorwaarde; readonly toets: Toets } | null;
  readonly elk: string | null;
  readonly rijen: readonly Schrijfrij[];
}

/** The variant that a condition asks for. */
function variantVan(v: Voorwaarde | undefined): string | undefined {
  if (!v) return undefined;
  if (v.variant !== undefined) return [v.variant].flat()[0];
  return (v.en ?? v.of ?? []).map(variantVan).find((x) => x !== undefined);
}

/** Compiles a table for writing. @throws TabelFout */
export function compileerSchrijver(tabel: Tabel, codecs: readonly Codec[]): Schrijver {
  const register = new Map(codecs.map((c) => [c.naam, c]));
  const gemeen = compileerSchrijfrijen(tabel.rijen, register);
  const kandidaten: Kandidaat[] = tabel.events.map((e) => ({
    type: e.type,
    als: e.als ? { voorwaarde: e.als, toets: compileerVoorwaarde(e.als) } : null,
    elk: e.elk ?? null,
    rijen: compileerSchrijfrijen(e.rijen, register),
  }));

  const personen = new Set<string>();
  const zoek = (rijen: readonly Schrijfrij[]): void => {
    for (const r of rijen) {
      const naam = r.rij.persoon ? r.paden[0]?.stappen.at(-1)?.naam : undefined;
      if (naam !== undefined) personen.add(naam);
      zoek(r.rijen);
    }
  };
  for (const k of kandidaten) zoek(k.rijen);

  return {
    tabel,
    schrijf(invoer) {
      const boom = new Schrijfboom(invoer.profiel);
      const staat = new Schrijfstaat(boom);
      const onbekend: string[] = [];

      const probeer = (e: TeSchrijvenEvent, k: Kandidaat, leeg: boolean): boolean => {
        const merk = boom.merk();
        const data = e.data as Record<string, unknown>;
        const variant = variantVan(k.als?.voorwaarde);
        const opbouw = new Opbouw(boom, staat, { berichttype: invoer.berichttype, variant, standaard: invoer.standaard, om: invoer.om, personen }, [...gemeen, ...k.rijen]);
        const om = { item: data, data, personen: {} };
        let goed = opbouw.kop(k.rijen, om);
        if (goed && k.elk === null) opbouw.rijen([...gemeen, ...k.rijen], boom.wortel, om, new Map());
        else if (goed) {
          opbouw.rijen(gemeen, boom.wortel, om, new Map());
          const pad = leesSchrijfpad(k.elk!);
          goed = pad !== null && opbouw.eventknoop(k, k.rijen, pad, om, leeg);
        }
        if (goed) opbouw.rondAf();
        if (goed && k.als) {
          opbouw.eis(k.als.voorwaarde, boom.wortel, false);
          goed = k.als.toets(boom.wortel, { berichttype: invoer.berichttype, variant });
        }
        if (!goed) boom.terug(merk);
        return goed;
      };

      for (const e of invoer.events) {
        // A person of whom nothing is said is nobody: only where no other event of the table says it, the node stays empty.
        if (![false, true].some((leeg) => kandidaten.some((k) => k.type === e.type && probeer(e, k, leeg)))) onbekend.push(e.type);
      }
      const kop = Object.entries(invoer.kop ?? {}).map(([pad, tekst]) => ({ pad, tekst }));
      for (const { pad, tekst } of kop) if (!pad.startsWith('**/')) zetPad(boom, pad, tekst);
      new Aanvuller(boom, tabel.bewustNiet.flatMap((b) => (b.schrijf === undefined ? [] : [{ pad: b.pad, tekst: b.schrijf }])), kop.filter((c) => c.pad.startsWith('**/')), personen).alles();
      sorteer(boom.wortel);
      return { wortel: boom.wortel, onbekend };
    },
  };
}

function zetPad(boom: Schrijfboom, pad: string, tekst: string): void {
  const p = leesSchrijfpad(pad);
  if (!p || !boom.kent(boom.wortel, p)) return;
  const k = boom.loop(boom.wortel, p.stappen);
  if (!k) return;
  if (p.attribuut === null) boom.zetTekst(k, tekst);
  else boom.zetAttribuut(k, p.attribuut, tekst);
}
