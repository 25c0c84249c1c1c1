// Canonical events → a message of any standard: of their own family by its table, of another only by a translation that the table of translations declares.
// A pair that nobody declared is refused, and the refusal says which there are. What leaves is checked like everything that `stelOp` makes.
import { uuidv5 } from '../canonical/uuid.ts';
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { laadVertalingen, type Vertalingen } from '../mapping/vertaling/vertalingen.ts';
import type { Melding } from '../sdk/melding.ts';
import { familieVan, standaardVan, zelfdeFamilie } from './doelbericht.ts';
import { sha256 } from './inhoudshash.ts';
import { Samenvoegfout, voegSamen } from './samenvoegen.ts';
import { inhoudVan, isEnvelop, omhul } from './omhullen.ts';
import { stelOp, type Opgesteld, type Opstelopties } from './opstellen.ts';
import type { Gevonden } from './register.ts';
import type { Werkbank } from './vertalen.ts';

export interface Vertaalopties extends Opstelopties {
  /** Translations in force; our own where absent. */
  readonly vertalingen?: Vertalingen;
  /** Values that a translation asks for (its `opnieuw`), by path without indexes: `{'bericht.ontvanger.gemeentecode': '0384'}`. Only a translation looks at them. */
  readonly zet?: Readonly<Record<string, unknown>>;
}

export interface OpgesteldBericht {
  readonly bytes: Buffer;
  /** Data that the message does not hold and nobody declared as lost (only with `metVerlies`). */
  readonly verlies: readonly string[];
  /** Paths of the source that the translation declares as lost, and that were there. */
  readonly afgesproken: readonly { readonly pad: string; readonly reden: string }[];
}

export type Opgesteldalles = { readonly soort: 'opgesteld'; readonly berichten: readonly OpgesteldBericht[] } | { readonly soort: 'geweigerd'; readonly meldingen: readonly Melding[] };

let eigen: Vertalingen | undefined;

/** Our own translations, read once. @throws TabelFout */
export function eigenVertalingen(): Vertalingen {
  eigen ??= laadVertalingen();
  return eigen;
}

const weiger = (code: 'KP_OPSTELLEN' | 'KP_GEEN_VERTALING', tekst: string): { readonly soort: 'geweigerd'; readonly meldingen: readonly Melding[] } => ({ soort: 'geweigerd', meldingen: [{ code, regel: 0, pad: '/', tekst }] });

/**
 * All messages that the events of one message become: one, or several where a translation splits (a zaak per toewijzing). All of them, or none.
 * @param events all that one message made, in order (`{type: short name, data}`).
 * @param doel the message to make (`vindDoel(register, 'stuf:zakLk01')`).
 * @returns the messages, or findings. `KP_GEEN_VERTALING`: no translation is declared for this pair.
 * @throws TabelFout when our own tables of translations cannot be read
 */
export async function stelAllesOpVoor(events: readonly TeSchrijvenEvent[], doel: Gevonden, bank: Werkbank, o: Vertaalopties): Promise<Opgesteldalles> {
  if (isEnvelop(doel)) return await inEnvelop(events, doel, bank, o);
  const van = standaardVan(events);
  if (van === null || zelfdeFamilie(van, doel)) {
    const uit = await stelOp(events, doel, bank, o);
    return uit.soort === 'geweigerd' ? uit : { soort: 'opgesteld', berichten: [{ bytes: uit.bytes, verlies: uit.verlies, afgesproken: [] }] };
  }
  const vertalingen = o.vertalingen ?? eigenVertalingen();
  const { soort } = doel;
  const [bron, naar] = [`${van}:${String((events[0]?.data.bericht as { berichttype?: unknown } | undefined)?.berichttype)}`, `${soort.standaard}:${soort.berichttype}`];
  const v = vertalingen.vind(bron, naar);
  if (!v) {
    const reden = vertalingen.waaromNiet(bron, naar);
    const wel = [...vertalingen.doelen(bron), ...familieVan(bank.register, van)];
    return weiger('KP_GEEN_VERTALING', reden === null ? `van ${bron} naar ${naar} is geen vertaling afgesproken; wel naar: ${wel.join(', ') || 'niets'}` : `van ${bron} naar ${naar} bestaat geen vertaling: ${reden}`);
  }
  let heel: readonly TeSchrijvenEvent[];
  try {
    heel = voegSamen(events);
  } catch (e) {
    if (!(e instanceof Samenvoegfout)) throw e;
    return weiger('KP_OPSTELLEN', e.message);
  }
  const vertaald = v.richting.vertaal({ events: heel, van, naar: soort.standaard, codetabellen: vertalingen.codetabellen, ...(o.zet ? { zet: o.zet } : {}) });
  const fouten = vertaald.meldingen.filter((m) => m.code !== 'KP_VERLIES' || o.metVerlies !== true);
  if (fouten.length > 0) return { soort: 'geweigerd', meldingen: fouten };
  if (vertaald.berichten.length === 0) return weiger('KP_OPSTELLEN', 'de vertaling gaf geen enkel bericht');
  const onderweg = vertaald.meldingen.map((m) => m.pad.slice(1));
  const erbij = [...(o.erbij ?? []), ...v.richting.richting.opnieuw.flatMap((z) => (z.door === 'bericht' ? [z.pad] : []))];
  const berichten: OpgesteldBericht[] = [];
  for (const [i, b] of vertaald.berichten.entries()) {
    const uit = await stelOp(b, doel, bank, { ...o, erbij, referentie: i === 0 ? o.referentie : uuidv5(sha256(Buffer.from(`${o.referentie} ${i + 1}`))) });
    if (uit.soort === 'geweigerd') return uit;
    berichten.push({ bytes: uit.bytes, verlies: [...onderweg, ...uit.verlies], afgesproken: vertaald.verloren });
  }
  return { soort: 'opgesteld', berichten };
}

/** Each message in an envelope of its own. */
async function inEnvelop(events: readonly TeSchrijvenEvent[], doel: Gevonden, bank: Werkbank, o: Vertaalopties): Promise<Opgesteldalles> {
  const inhoud = inhoudVan(events, bank.register);
  if (!inhoud) return weiger('KP_OPSTELLEN', 'het event zegt niet welk bericht er in de envelop hoort (bericht.standaard, bericht.berichttype)');
  const binnen = await stelAllesOpVoor(events, inhoud, bank, o);
  if (binnen.soort === 'geweigerd') return binnen;
  const berichten: OpgesteldBericht[] = [];
  for (const b of binnen.berichten) {
    const uit = await omhul(b, inhoud, doel, events[0]!.data, bank, o);
    if (uit.soort === 'geweigerd') return uit;
    berichten.push({ ...b, bytes: uit.bytes });
  }
  return { soort: 'opgesteld', berichten };
}

/**
 * The one message that the events become; refused where a translation makes more than one (`stelAllesOpVoor` gives them all).
 * @see stelAllesOpVoor
 */
export async function stelOpVoor(events: readonly TeSchrijvenEvent[], doel: Gevonden, bank: Werkbank, o: Vertaalopties): Promise<Opgesteld> {
  const uit = await stelAllesOpVoor(events, doel, bank, o);
  if (uit.soort === 'geweigerd') return uit;
  const [eerste, ...meer] = uit.berichten;
  if (meer.length > 0) return weiger('KP_OPSTELLEN', `hieruit worden ${uit.berichten.length} berichten: elk onderdeel van het bericht wordt er een`);
  return { soort: 'opgesteld', bytes: eerste!.bytes, verlies: eerste!.verlies };
}
