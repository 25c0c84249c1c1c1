// The door for canonical events: read, looked up, made into a message, and then in like any other. What cannot be made is kept as a refusal without a key:
// it may be made once the message that it answers is there. Crash after any line before the acceptance: nothing was promised, the same event may come again.
import { readFile } from 'node:fs/promises';
import type { Routing } from '../routing/port.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { BerichtSoort } from '../sdk/adapter.ts';
import type { FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { Antwoord } from '../store/port.ts';
import { alsHerhaling, isXml } from './antwoorden.ts';
import { maakVanEvents } from './canoniek.ts';
import { leesCloudEvents } from './cloudevents.ts';
import type { Gang, IntakeDeps } from './gang.ts';
import { hashVanDelen } from './inhoudshash.ts';
import { herkendVan, ONBEKEND } from './lezen.ts';
import type { Beller, Eventontvangst, Herkend, Ontvangst, Uitkomst } from './port.ts';

/** What the intake lends. */
export interface Handen {
  gangVan(o: Ontvangst): Gang;
  ontvang(g: Gang): Promise<Uitkomst>;
  weiger(g: Gang, code: FoutCode, herkend: Herkend, meldingen: readonly Melding[]): Promise<Uitkomst>;
  herhaling(g: Gang, herkend: Herkend, bekend: { readonly id: string; readonly antwoord: Antwoord; readonly events: number; readonly geweigerd: boolean }): Promise<Uitkomst>;
  naam(b: Beller): string;
}

export async function ontvangEvents(g: Gang, e: Eventontvangst, deps: IntakeDeps, h: Handen): Promise<Uitkomst> {
  const nee = (code: FoutCode, meldingen: readonly Melding[], soort: BerichtSoort | null = null): Promise<Uitkomst> => h.weiger(g, code, soort ? herkendVan(soort) : ONBEKEND, meldingen);
  if (g.omvang > deps.limieten.xml) return nee('KP_TE_GROOT', [{ code: 'KP_TE_GROOT', regel: 0, pad: '/', tekst: `groter dan de ${deps.limieten.xml} bytes die voor events gelden` }]);
  const bytes = e.inhoud.soort === 'geheugen' ? e.inhoud.bytes : await readFile(e.inhoud.pad);
  const aangeboden = leesCloudEvents(bytes, e.reeks);
  if ('meldingen' in aangeboden) return nee(aangeboden.meldingen[0]!.code as FoutCode, aangeboden.meldingen);
  const wie = h.naam(e.beller);
  const inhoud = hashVanDelen([aangeboden.inhoud, e.als ?? '']);
  const sleutels = aangeboden.events.map(({ source, id }) => ({ sleutel: hashVanDelen(['cloudevent', wie, source, id]), inhoud, tot: g.nu.getTime() + deps.termijnen.sleutels }));
  // Before anything is made: another version of the hub might make other bytes of the same event, and a repeat stays a repeat.
  const bekend = await deps.store.lookup(sleutels);
  if (bekend?.soort === 'conflict') {
    deps.alarm?.('KP_CONFLICT', { standaard: '' });
    return nee('KP_CONFLICT', [{ code: 'KP_CONFLICT', regel: 0, pad: e.reeks ? '/0/id' : '/id', tekst: 'onder dit id en deze source is al een ander event aangeboden, of dit event voor een ander bericht (als)' }]);
  }
  if (bekend && !bekend.geweigerd) {
    const kop = (await deps.store.message(bekend.id))?.kop;
    const uit = await h.herhaling(g, { standaard: kop?.standaard ?? null, berichttype: kop?.berichttype ?? null, versie: kop?.versie ?? null }, bekend);
    return { ...uit, antwoord: isXml(bekend.antwoord) ? uit.antwoord : alsHerhaling(bekend.antwoord) };
  }
  const uit = await maakVanEvents({ aangeboden, reeks: e.reeks, ...(e.als === undefined ? {} : { als: e.als }), metVerlies: e.metVerlies === true, beller: e.beller, vandaag: g.nu.toISOString().slice(0, 10) }, { bank: deps.bank, store: deps.store, routing: deps.routing, xmlLimieten: deps.xmlLimieten, grens: deps.limieten.xml });
  if (uit.soort === 'geweigerd') return nee(uit.code, uit.meldingen, uit.doel?.soort ?? null);
  const partij = e.beller.soort === 'partij' ? deps.routing().party(e.beller.partij) : null;
  const gemaakt = h.gangVan({ kanaal: 'rest', inhoud: { soort: 'geheugen', bytes: uit.bytes }, beller: e.beller, ...(partij?.oin ? { afzender: partij.oin } : {}) });
  return await h.ontvang({ ...gemaakt, canoniek: { sleutels, namens: partij?.id ?? null, verlies: uit.verlies } });
}

export const NIET_ZELF: Melding = { code: 'KP_GEEN_TOEGANG', regel: 0, pad: '/', tekst: 'dit bericht noemt een ander als afzender; een partij spreekt alleen namens zichzelf' };

/** A party's own word names that party as its sender (by number or address, or by the name that the register has for it), or nobody. */
export function namensZichzelf(g: Gang, { afzender }: Adressering, routing: Routing): boolean {
  if (!g.canoniek || g.canoniek.namens === null || afzender === null) return true;
  const gevonden = routing.findParty(afzender, g.nu.toISOString().slice(0, 10));
  if (gevonden) return gevonden.id === g.canoniek.namens;
  return Object.keys(afzender).every((k) => ['organisatie', 'applicatie', 'administratie'].includes(k)) && afzender.organisatie === routing.party(g.canoniek.namens)?.naam;
}
