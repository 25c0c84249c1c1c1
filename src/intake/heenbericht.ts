// The message that a retour answers: found by the reference that the retour names, and only where the party that answers was its addressee. From it
// comes what the retour has to repeat of it: who, when, under which number. Never the judgement: codes and amounts granted are the party's.
import type { Routing } from '../routing/port.ts';
import type { Adressering } from '../sdk/adressering.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Store } from '../store/port.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { doorloop } from './controle.ts';
import type { Gevonden } from './register.ts';
import type { Werkbank } from './vertalen.ts';

type Json = Record<string, unknown>;

/** More messages with one reference than any sender has. */
const HOOGSTENS = 25;
/** Bytes above which a message is not read again for its head. */
const GROOTSTE = 16 * 1024 * 1024;

export interface HeenDeps {
  readonly bank: Werkbank;
  readonly store: Pick<Store, 'messagesByReference' | 'message' | 'bytes'>;
  readonly routing: () => Routing;
  readonly xmlLimieten: XmlLimieten;
}

const object = (w: unknown): Json => (typeof w === 'object' && w !== null && !Array.isArray(w) ? (w as Json) : {});

/** Does this event answer a message? */
export const isRetour = (data: Readonly<Json>): boolean => data.retour !== undefined;

/** The reference that a retour names: `retour.opBericht.referentie`, else `bericht.kruisreferentie`. */
export function referentieVan(data: Readonly<Json>): string | null {
  const r = object(object(data.retour).opBericht).referentie ?? object(data.bericht).kruisreferentie;
  return typeof r === 'string' && r !== '' ? r : null;
}

/** What a retour answers: data of its first event, and the reference of the envelope that it came in. */
export interface Heenbericht {
  readonly data: Readonly<Json>;
  readonly envelop: string | null;
}

const gevuldeEnvelop = (uit: { readonly soort: string; readonly inhoud?: unknown }): boolean => uit.soort === 'geslaagd' && uit.inhoud !== null;

/**
 * The message that is answered; null where there is none for this party.
 * @param partij id of the party that answers; null = the operator, for any party.
 * @param bericht id of the message, where the event names it.
 * @param vandaag YYYY-MM-DD: a party that has taken the addressee's place by now answers for it.
 */
export async function vindHeen(data: Readonly<Json>, doel: Gevonden, partij: string | null, bericht: string | undefined, vandaag: string, d: HeenDeps): Promise<Heenbericht | null> {
  const { soort } = doel;
  const referentie = referentieVan(data);
  const koppen = referentie === null ? [] : [...(await d.store.messagesByReference(referentie, HOOGSTENS))];
  const genoemd = bericht === undefined ? null : await d.store.message(bericht);
  if (genoemd) koppen.unshift(genoemd.kop);
  for (const kop of koppen) {
    const { ontvanger } = JSON.parse(kop.adressering) as Adressering;
    if (!ontvanger || kop.omvang > GROOTSTE) continue;
    if (partij !== null && !wasVoor(ontvanger, kop.ontvangenOp.slice(0, 10), partij, vandaag, d.routing())) continue;
    // Refused messages have nothing to judge.
    if ((await d.store.message(kop.id))?.staat === 'geweigerd') continue;
    const bytes = await d.store.bytes(kop.id);
    if (!bytes) continue;
    const uit = await doorloop({ soort: 'geheugen', bytes: Buffer.from(bytes) }, d.bank, d.xmlLimieten);
    const eerste = uit.soort === 'geslaagd' ? uit.events[0] : undefined;
    if (!eerste) continue;
    const b = object(eerste.data.bericht);
    const heen = d.bank.register.berichten(String(b.standaard), String(b.berichttype), String(b.standaardversie))[0];
    if (b.standaard !== soort.standaard || !heen?.soort.antwoorden?.includes(soort.berichttype)) continue;
    if (referentie !== null && b.referentie !== referentie) continue;
    return { data: eerste.data, envelop: gevuldeEnvelop(uit) ? (kop.referentie ?? null) : null };
  }
  return null;
}

/** Was it sent to this party, or to one whose place it has taken since? */
function wasVoor(ontvanger: PartijAanduiding, toen: string, partij: string, vandaag: string, routing: Routing): boolean {
  const aan = routing.findParty(ontvanger, toen)?.id;
  return aan !== undefined && (aan === partij || (routing.voorgangers?.(partij, vandaag) ?? []).includes(aan));
}

/** Completes a retour with what it repeats of the message that it answers; gives the paths that it filled, as `bericht.ontvanger`. What is there stays. */
export function vulRetour(data: Json, heen: Readonly<Json>): string[] {
  const gevuld: string[] = [];
  const zet = (in_: Json, naam: string, waarde: unknown, pad: string): void => {
    if (in_[naam] !== undefined || waarde === undefined) return;
    in_[naam] = structuredClone(waarde);
    gevuld.push(pad);
  };
  const h = object(heen.bericht);
  const bericht = (data.bericht = { ...object(data.bericht) });
  zet(bericht, 'afzender', h.ontvanger, 'bericht.afzender');
  zet(bericht, 'ontvanger', h.afzender, 'bericht.ontvanger');
  zet(bericht, 'kruisreferentie', h.referentie, 'bericht.kruisreferentie');
  // An EI retour mirrors the head record, the declarant's software in it.
  zet(bericht, 'systeemAfzender', h.systeemAfzender, 'bericht.systeemAfzender');
  if (h.proef === true) zet(bericht, 'proef', true, 'bericht.proef');
  const retour = (data.retour = { ...object(data.retour) });
  const op = (retour.opBericht = { ...object(retour.opBericht) });
  zet(op, 'referentie', h.referentie, 'retour.opBericht.referentie');
  if (typeof h.verzondenOp === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(h.verzondenOp)) zet(op, 'dagtekening', h.verzondenOp, 'retour.opBericht.dagtekening');
  const { basisschema, bericht: berichtschema } = object(h.schemaAfzender);
  if (basisschema !== undefined && berichtschema !== undefined) zet(op, 'schema', { basisschema, bericht: berichtschema }, 'retour.opBericht.schema');
  if (data.fout !== undefined) zet((data.fout = { ...object(data.fout) }), 'opBericht', h.referentie, 'fout.opBericht');
  if (heen.declaratie !== undefined && data.fout === undefined) {
    // The head of the declaratie is a fact of whoever sent it; its lines the judge repeats himself, for he judges them one by one.
    const declaratie = (data.declaratie = { ...object(data.declaratie) });
    for (const [naam, waarde] of Object.entries(object(heen.declaratie))) if (naam !== 'prestaties' && naam !== 'inhoud') zet(declaratie, naam, waarde, `declaratie.${naam}`);
    zet(retour, 'totaalIngediend', object(heen.declaratie).totaal, 'retour.totaalIngediend');
  }
  return gevuld;
}
