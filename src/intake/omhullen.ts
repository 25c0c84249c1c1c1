// Canonical events → their own message in an envelope (GGK): the message is written and checked as ever, the envelope round it is checked too, and what is read
// out of it must be what went in.
import type { TeSchrijvenEvent } from '../mapping/schrijver.ts';
import { CodecFout } from '../sdk/codec.ts';
import type { Melding } from '../sdk/melding.ts';
import { doorloop } from './controle.ts';
import { sha256 } from './inhoudshash.ts';
import type { Opgesteld, Opstelopties } from './opstellen.ts';
import type { Gevonden, Register } from './register.ts';
import type { Werkbank } from './vertalen.ts';

const nee = (tekst: string): { readonly soort: 'geweigerd'; readonly meldingen: readonly Melding[] } => ({ soort: 'geweigerd', meldingen: [{ code: 'KP_OPSTELLEN', regel: 0, pad: '/', tekst }] });

/** True for an envelope that its adapter can write. */
export const isEnvelop = ({ adapter, soort }: Gevonden): boolean => soort.mapping === null && 'kop' in adapter && adapter.omhul !== undefined;

/** The message that goes inside: the one that the events say they are. null: they do not say it. */
export function inhoudVan(events: readonly TeSchrijvenEvent[], register: Register): Gevonden | null {
  const b = (events[0]?.data.bericht ?? {}) as { readonly standaard?: unknown; readonly berichttype?: unknown; readonly standaardversie?: unknown };
  if (typeof b.standaard !== 'string' || typeof b.berichttype !== 'string') return null;
  const gevonden = register.berichten(b.standaard, b.berichttype, typeof b.standaardversie === 'string' ? b.standaardversie : undefined).filter((g) => g.soort.mapping !== null);
  return [...gevonden].sort((x, y) => (x.soort.versie < y.soort.versie ? 1 : -1))[0] ?? null;
}

/** @param binnen the message inside, written and checked. */
export async function omhul(binnen: { readonly bytes: Buffer; readonly verlies: readonly string[] }, inhoud: Gevonden, envelop: Gevonden, data: Readonly<Record<string, unknown>>, bank: Werkbank, o: Opstelopties): Promise<Opgesteld> {
  const { adapter, soort } = envelop;
  if (!('kop' in adapter) || !adapter.omhul) return nee(`${soort.berichttype} is niet op te stellen`);
  let bytes: Buffer;
  try {
    bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${adapter.omhul({ soort, nu: o.nu, referentie: o.referentie, bytes: binnen.bytes, inhoud: inhoud.soort, data, ...(o.kruisEnvelop === undefined ? {} : { kruisreferentie: o.kruisEnvelop }) })}\n`, 'utf8');
  } catch (e) {
    if (!(e instanceof CodecFout)) throw e;
    return nee(e.message);
  }
  const uit = await doorloop({ soort: 'geheugen', bytes }, bank, o.limieten);
  if (uit.soort === 'gezakt') return { soort: 'geweigerd', meldingen: uit.meldingen };
  const lading = 'payload' in adapter && uit.gelezen.soort === 'xml' ? adapter.payload?.(uit.gelezen.lezing) : undefined;
  if (!lading || 'meldingen' in lading || sha256(lading.bytes) !== sha256(binnen.bytes)) return nee('teruggelezen zit er iets anders in de envelop');
  if (uit.adressering.soort === 'onbestelbaar') return nee('de envelop en het bericht erin noemen andere partijen');
  return { soort: 'opgesteld', bytes, verlies: binnen.verlies };
}
