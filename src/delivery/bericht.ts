// What of a message leaves where not the event itself is asked for: the business message as it came, or a message that is written from the event.
// Everything that leaves was checked just before (G8). What is about the message and cannot be made is an OpmaakFout; a store that is away is not.
import { kortType } from '../canonical/cloudevent.ts';
import { eventId } from '../canonical/uuid.ts';
import { doorloop } from '../intake/controle.ts';
import { vindDoel, zelfdeFamilie } from '../intake/doelbericht.ts';
import { hashVanBoom } from '../intake/inhoudshash.ts';
import type { Gevonden } from '../intake/register.ts';
import { eigenVertalingen, stelOpVoor } from '../intake/vertaalNaar.ts';
import type { Werkbank } from '../intake/vertalen.ts';
import type { Kop } from '../sdk/adapter.ts';
import type { Kopie } from '../routing/port.ts';
import type { BerichtOverzicht, InboxRij, Paar, Store } from '../store/port.ts';
import { leesXml } from '../xml/lezer.ts';
import type { XmlLimieten } from '../xml/port.ts';
import { snijUit, UitsnedeFout } from '../xml/uitsnede.ts';
import type { Oordeel } from './beleid.ts';
import { type Herbouwd, OpmaakFout, opgemaakt, type Stufadres } from './kanaal.ts';

/** A message that may leave. */
export interface Bericht {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly gevonden: Gevonden;
  readonly kop: Kop;
  /** Its one element, standing for itself; null where it is no XML. */
  readonly xml: string | null;
}

/** Addresses that stand in the stuurgegevens instead of the message's own. */
export interface Adressen {
  readonly ontvanger?: Stufadres;
  readonly zender?: Stufadres;
}

export interface Berichten {
  /**
   * The business message as it came, out of its envelope. Only where the subscription gets every event that is in it, now: what it may not have goes nowhere.
   * @throws OpmaakFout, StoreError
   */
  bron(h: Herbouwd): Promise<Bericht>;
  /** A message of several events goes out once, with the pair of its first: what becomes of another pair of it. null: this pair is the one. @throws OpmaakFout, StoreError */
  brenger(h: Herbouwd, paar: Pick<Paar, 'ordinaal'>): Promise<Oordeel | null>;
  /** Written from the event; `als`: `standaard:berichttype[:versie]`, null: the type that it came as. @throws OpmaakFout, StoreError */
  opgesteld(h: Herbouwd, als: string | null, adressen?: Adressen): Promise<Bericht>;
}

export interface BerichtOpties {
  readonly store: Pick<Store, 'bytes' | 'document' | 'message'>;
  readonly bank: Werkbank;
  readonly limieten: XmlLimieten;
  /** Who sends what has no sender in the other standard's form. */
  readonly hub: Stufadres;
  /** What routing makes of an event now. */
  readonly kopieen: (rij: InboxRij, ordinaal: number) => Promise<readonly Kopie[]>;
}

type Gegeven = Record<string, unknown>;

export function maakBerichten(o: BerichtOpties): Berichten {
  const keur = async (bytes: Buffer, berichtId?: string) => {
    const uit = await doorloop({ soort: 'geheugen', bytes }, o.bank, o.limieten, berichtId === undefined ? {} : { berichtId });
    if (uit.soort === 'gezakt') throw new OpmaakFout(`het bericht voldoet niet (meer): ${plekken(uit.meldingen)}`);
    return uit;
  };
  const berichten: Berichten = {
    async brenger({ kopie, rij }, paar) {
      const m = await o.store.message(rij.bericht.id);
      if (paar.ordinaal === 1 || !m || m.events === 1) return null;
      const eerder = statenVoor(m.afleveringen, kopie.abonnement, rij.bericht.id, paar.ordinaal);
      // Its first event is not decided yet, and will come; where the subscription does not get it, the message is not for it.
      if (eerder?.ordinaal !== 1 && m.beslist === false) {
        await berichten.bron({ kopie, rij });
        return { soort: 'wacht' };
      }
      // None came before this one, and none will: it was not for this subscription then.
      if (!eerder) return null;
      const { staten } = eerder;
      if (staten.includes('afgeleverd')) return { soort: 'klaar', status: 200 };
      if (staten.every((s) => s === 'geparkeerd' || s === 'vervallen')) return { soort: 'parkeer', oorzaak: 'bericht-geparkeerd' };
      return { soort: 'wacht' };
    },

    async bron({ kopie, rij }) {
      eisWat(kopie);
      const bytes = await o.store.bytes(rij.bericht.id);
      if (!bytes) throw new OpmaakFout('het bericht wordt niet meer bewaard');
      const uit = await keur(Buffer.from(bytes), rij.bericht.id);
      if (uit.groot) throw new OpmaakFout('het bericht is te groot om in zijn geheel af te leveren');
      const heleRij = { ...rij, events: uit.events.map((e) => ({ ...e, data: JSON.stringify(e.data) })) };
      for (const e of uit.events.length === 1 ? [] : heleRij.events) {
        const mag = (await o.kopieen(heleRij, e.ordinaal)).some((k) => k.abonnement === kopie.abonnement && k.niveau === 'wat');
        if (!mag) throw new OpmaakFout('in het bericht staat ook wat dit abonnement niet krijgt');
      }
      const { gelezen } = uit;
      if (gelezen.soort === 'records') return { bytes: Buffer.from(bytes), contentType: 'application/octet-stream', gevonden: gelezen.gevonden, kop: uit.kop, xml: null };
      const { bron } = gelezen.lezing;
      const xml = knip(bron.xml, bron.wortel.ouder !== null && bron.soap !== null && bron.document.kinderen.every((k) => !k.kinderen.includes(bron.wortel)));
      const terug = leesXml(Buffer.from(xml, 'utf8'), o.limieten);
      if (terug.soort === 'ongeldig' || hashVanBoom(terug.bron.wortel) !== gelezen.inhoudshash) throw new OpmaakFout('het bericht is niet ongeschonden uit zijn envelop te halen');
      const heel = bron.soap === null;
      return { bytes: heel ? Buffer.from(bytes) : Buffer.from(xml, 'utf8'), contentType: heel ? 'application/xml' : 'application/xml; charset=utf-8', gevonden: gelezen.gevonden, kop: uit.kop, xml };
    },

    async opgesteld({ kopie, rij }, als, adressen = {}) {
      eisWat(kopie);
      const data = JSON.parse(kopie.data) as Gegeven;
      const bericht = (data.bericht ?? {}) as Gegeven;
      const naam = als ?? `${String(bericht.standaard)}:${String(bericht.berichttype)}:${String(bericht.standaardversie)}`;
      let doel: Gevonden;
      try {
        doel = vindDoel(o.bank.register, naam);
      } catch (e) {
        throw new OpmaakFout(e instanceof Error ? e.message : 'dit bericht bestaat niet');
      }
      const familie = zelfdeFamilie(String(bericht.standaard), doel);
      // A sender's reference stands for one message: of several events, or under another sender, each gets one of its own that stays through every turn.
      // A translation makes its own of it.
      const eigen = familie && ((await o.store.message(rij.bericht.id))?.events !== 1 || adressen.zender !== undefined || typeof bericht.referentie !== 'string');
      const anders: Gegeven = {
        ...bericht, ...(eigen ? { referentie: kopie.eventId } : {}),
        ...(familie && adressen.ontvanger ? { ontvanger: partij(adressen.ontvanger) } : {}), ...(familie && adressen.zender ? { afzender: partij(adressen.zender) } : {}),
      };
      const documenten = new Map<string, Uint8Array>();
      for (const sha of shas(data)) {
        const d = await o.store.document(sha);
        if (d) documenten.set(sha, d.bytes);
      }
      const events = [{ type: kortType(kopie.attributen.type ?? ''), data: { ...data, bericht: anders } }];
      const uit = await stelOpVoor(events, doel, o.bank, {
        // Of the moment that the message came: the same event gives the same bytes at every turn, so that a receiver knows it again.
        nu: rij.bericht.ontvangenOp, referentie: kopie.eventId, limieten: o.limieten, document: (sha) => documenten.get(sha) ?? null,
        zet: familie ? {} : teZetten({ zender: o.hub, ...adressen }, `${String(bericht.standaard)}:${String(bericht.berichttype)}`, `${doel.soort.standaard}:${doel.soort.berichttype}`),
      });
      if (uit.soort === 'geweigerd') throw new OpmaakFout(`niet op te stellen: ${plekken(uit.meldingen)}`);
      const gekeurd = await keur(uit.bytes);
      const xml = gekeurd.gelezen.soort === 'xml' ? knip(gekeurd.gelezen.lezing.bron.xml, false) : null;
      return { bytes: uit.bytes, contentType: xml === null ? 'application/octet-stream' : 'application/xml; charset=utf-8', gevonden: gekeurd.gelezen.gevonden, kop: gekeurd.kop, xml };
    },
  };
  return { bron: (h) => opgemaakt(() => berichten.bron(h)), brenger: (h, paar) => opgemaakt(() => berichten.brenger(h, paar)), opgesteld: (h, als, adressen) => opgemaakt(() => berichten.opgesteld(h, als, adressen)) };
}

/** The configuration lets through nothing else; nothing goes out on a mistake there. */
function eisWat(kopie: Kopie): void {
  if (kopie.niveau !== 'wat') throw new OpmaakFout('op niveau dat gaat er geen bericht uit');
}

/** The first event before this one that was decided for the subscription, and what became of its attempts. */
function statenVoor(afleveringen: BerichtOverzicht['afleveringen'], abonnement: string, bericht: string, voor: number): { readonly ordinaal: number; readonly staten: readonly string[] } | null {
  const mijn = afleveringen.filter((a) => a.abonnement === abonnement);
  for (let ordinaal = 1; ordinaal < voor; ordinaal += 1) {
    const id = eventId(bericht, ordinaal, abonnement);
    const staten = mijn.filter((a) => a.eventId === id).map((a) => a.staat);
    if (staten.length > 0) return { ordinaal, staten };
  }
  return null;
}

/** Codes and places, never a value. */
const plekken = (meldingen: readonly { readonly code: string; readonly pad: string }[]): string => meldingen.slice(0, 5).map((m) => `${m.code} ${m.pad}`).join(', ');

function knip(tekst: string, uitFout: boolean): string {
  try {
    const xml = snijUit(tekst, uitFout ? 'foutdetail' : 'bericht');
    if (xml !== null) return xml;
  } catch (e) {
    if (!(e instanceof UitsnedeFout)) throw e;
  }
  throw new OpmaakFout('het bericht is niet uit zijn envelop te halen');
}

/** An address as the canonical Partij that a StUF head is written from: `naam` is what stands as organisatie. */
const partij = (a: Stufadres): Gegeven => ({ naam: a.organisatie, applicatie: a.applicatie, ...(a.administratie === undefined ? {} : { administratie: a.administratie }) });

/** What of the addresses a translation between standards asks for: a party as a whole, or attributes of it. */
function teZetten(a: Adressen, van: string, naar: string): Readonly<Record<string, unknown>> {
  const gevraagd = new Set(eigenVertalingen().vind(van, naar)?.richting.richting.opnieuw.map((x) => x.pad));
  const uit: Gegeven = {};
  for (const [pad, adres] of Object.entries({ 'bericht.ontvanger': a.ontvanger, 'bericht.afzender': a.zender })) {
    if (!adres) continue;
    const alle: Gegeven = { [pad]: partij(adres) };
    for (const [veld, w] of Object.entries({ ...partij(adres), ...(/^[0-9]{4}$/.test(adres.organisatie) ? { gemeentecode: adres.organisatie } : {}) })) alle[`${pad}.${veld}`] = w;
    for (const [k, w] of Object.entries(alle)) if (gevraagd.has(k)) uit[k] = w;
  }
  return uit;
}

/** Digests of content that stands apart, anywhere in the data. */
function* shas(w: unknown): Generator<string> {
  if (Array.isArray(w)) for (const x of w) yield* shas(x);
  else if (typeof w === 'object' && w !== null) {
    const { sha256 } = w as { sha256?: unknown };
    if (typeof sha256 === 'string') yield sha256;
    for (const x of Object.values(w)) yield* shas(x);
  }
}
