// Canonical events → a message that may leave: written by the table, checked like one that came in, read again and compared. Nothing invalid and nothing
// silently lost goes out (G8): what the message cannot say is a finding, unless the table names it as lost or the caller accepts it.
import { readFileSync } from 'node:fs';
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { schrijfXml } from '../mapping/xml-schrijver.ts';
import { verschillen } from '../mapping/vergelijk.ts';
import { valtOnder } from '../mapping/vertaling/pad.ts';
import { CodecFout } from '../sdk/codec.ts';
import type { Melding } from '../sdk/melding.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { doorloop } from './controle.ts';
import type { Gevonden } from './register.ts';
import { Samenvoegfout, voegSamen } from './samenvoegen.ts';
import type { Werkbank } from './vertalen.ts';

export interface Opstelopties {
  /** RFC 3339. */
  readonly nu: string;
  /** Fresh reference of the message, where the event has none. */
  readonly referentie: string;
  readonly limieten: XmlLimieten;
  /** Content behind a claim check; null where it is not at hand. */
  readonly document?: (sha256: string) => Uint8Array | null;
  /** For the envelope of a retour: reference of the envelope that it answers. */
  readonly kruisEnvelop?: string;
  /** Go on when the message has no place for some of the data. */
  readonly metVerlies?: boolean;
  /** Paths without indexes that the message itself fills in: they may be there where the event has none. */
  readonly erbij?: readonly string[];
}

export type Opgesteld =
  | { readonly soort: 'opgesteld'; readonly bytes: Buffer; /** Paths of data that the message does not hold. */ readonly verlies: readonly string[] }
  | { readonly soort: 'geweigerd'; readonly meldingen: readonly Melding[] };

const melding = (code: 'KP_OPSTELLEN' | 'KP_VERLIES', pad: string, tekst: string): Melding => ({ code, regel: 0, pad, tekst });

/** Writes, checks and reads again. Findings name places in the event (`/zaak.omschrijving`) or in the message. */
export async function stelOp(invoer: readonly TeSchrijvenEvent[], doel: Gevonden, bank: Werkbank, o: Opstelopties): Promise<Opgesteld> {
  const { adapter, soort } = doel;
  // Which message it becomes is the caller's choice, whatever the event was.
  const zelf = { standaard: soort.standaard, standaardversie: soort.versie, berichttype: soort.berichttype };
  let heel: readonly TeSchrijvenEvent[];
  try {
    heel = voegSamen(invoer);
  } catch (e) {
    if (!(e instanceof Samenvoegfout)) throw e;
    return { soort: 'geweigerd', meldingen: [melding('KP_OPSTELLEN', '/', e.message)] };
  }
  const events = heel.map((e) => ({ type: e.type, data: { ...e.data, bericht: { ...(e.data.bericht as Record<string, unknown> | undefined), ...zelf } } as Record<string, unknown> }));
  const eerste = events[0];
  if (!eerste) return { soort: 'geweigerd', meldingen: [melding('KP_OPSTELLEN', '/', 'er is geen event')] };
  if (!('kop' in adapter) && !adapter.render) return { soort: 'geweigerd', meldingen: [melding('KP_OPSTELLEN', '/', `${soort.berichttype} is niet op te stellen`)] };
  const { schrijver, profiel } = bank.register.schrijver(doel);
  const om = { soort, nu: o.nu, referentie: o.referentie, leesSchema: (pad: string) => readFileSync(new URL(pad, adapter.spec.schemas), 'utf8') };
  const kop = 'kop' in adapter ? adapter.render?.(eerste.data, om) : undefined;
  let bytes: Buffer;
  let uit: ReturnType<typeof schrijver.schrijf>;
  try {
    uit = schrijver.schrijf({ events, standaard: soort.standaard, berichttype: soort.berichttype, profiel, om: { document: o.document ?? (() => null) }, ...(kop ? { kop } : {}) });
    bytes = 'kop' in adapter ? Buffer.from(schrijfXml(uit.wortel, adapter.spec.prefixen), 'utf8') : adapter.render!(uit.wortel, om);
  } catch (e) {
    if (!(e instanceof CodecFout)) throw e;
    return { soort: 'geweigerd', meldingen: [melding('KP_OPSTELLEN', '/', e.message)] };
  }
  if (uit.onbekend.length > 0) return { soort: 'geweigerd', meldingen: uit.onbekend.map((type) => melding('KP_OPSTELLEN', '/', `${soort.berichttype} maakt geen event ${type} met deze inhoud`)) };
  const terug = await doorloop({ soort: 'geheugen', bytes }, bank, o.limieten);
  if (terug.soort === 'gezakt') return { soort: 'geweigerd', meldingen: terug.meldingen };

  const named = new Set(schrijver.tabel.verlies.flatMap((v) => (v.doel === undefined ? [] : [v.doel])));
  // What is too large for one event is read as head and parts: whole again it is compared, and the count that a head has follows from what it counts.
  const gelezen = voegSamen(terug.events);
  const inDelen = heel !== invoer || gelezen !== terug.events;
  const zonder = (pad: string): boolean => named.has(pad) || (inDelen && pad === 'declaratie.aantalPrestaties') || /^bericht\.(standaard|standaardversie|berichttype|proef)$|^bericht\.(afzender|ontvanger)\.(naam|soort)$/.test(pad);
  const envelop = (pad: string): boolean => adapter.spec.kopInEnvelop === true && /^bericht\.(afzender|ontvanger|referentie|kruisreferentie|verzondenOp)(\.|$)/.test(pad);
  const vult = (pad: string, event: Record<string, unknown>): boolean => (o.erbij ?? []).some((p) => valtOnder(pad.replace(/\[\d+\]/g, ''), p)) && waarde(event, pad) === undefined;
  const anders = new Set<string>();
  // The head of the standard may add to what the event says (a reference, a moment), never change it.
  if (gelezen.length !== events.length) return { soort: 'geweigerd', meldingen: [melding('KP_OPSTELLEN', '/', 'teruggelezen geeft het bericht niet evenveel events')] };
  gelezen.forEach((e, i) => {
    for (const pad of verschillen(events[i]!.data, e.data, zonder)) if (!envelop(pad) && !vult(pad, events[i]!.data) && (!pad.startsWith('bericht.') || waarde(events[i]!.data, pad) !== undefined)) anders.add(pad);
  });
  const verlies = [...anders].sort();
  if (verlies.length > 0 && o.metVerlies !== true) return { soort: 'geweigerd', meldingen: verlies.map((pad) => melding('KP_VERLIES', `/${pad}`, `${soort.berichttype} kan dit gegeven niet (zo) doorgeven`)) };
  return { soort: 'opgesteld', bytes, verlies };
}

function waarde(data: unknown, pad: string): unknown {
  let w = data;
  for (const s of pad.replace(/\[(\d+)\]/g, '.$1').split('.')) w = (w as Record<string, unknown> | undefined)?.[s];
  return w;
}
