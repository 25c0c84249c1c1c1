// Channel `stuf`: a message to a party's endpoint for asynchronous messages, its receipt awaited (docs/design/aflevering.md, "StUF").
// An endpoint's Fo03 goes to the original sender before the pair parks, never twice for want of a crash, and never about a receipt or a fault.
import { asynchroonEindpunt } from '../intake/formaat.ts';
import type { HubAdres, SoapVerzoek } from '../sdk/adapter.ts';
import type { PartijAanduiding } from '../sdk/partij.ts';
import type { Uitgang } from '../outbound/port.ts';
import type { Partij } from '../routing/port.ts';
import type { InboxRij } from '../store/port.ts';
import type { Bericht, Berichten } from './bericht.ts';
import { type Kanaal, OpmaakFout, opgemaakt, type StufDoel } from './kanaal.ts';
import { stufoordeel } from './stufantwoord.ts';

export interface StufOpties {
  /** Without a breaker of its own: the subscription has one. */
  readonly uitgang: Pick<Uitgang, 'call'>;
  readonly berichten: Berichten;
  readonly hub: HubAdres;
  readonly nu: () => number;
  /** Fresh reference for the transport. */
  readonly referentie: () => string;
  /** The endpoint's refusal, on its way to who sent the message; `sleutel`: under which it is passed on once. Resolves when it is stored. @throws when it is not: no turn passes then */
  readonly geefDoor: (a: { readonly rij: InboxRij; readonly partij: Partij; readonly bytes: Buffer; readonly sleutel: readonly string[] }) => Promise<void>;
}

/** Bytes of an answer that are read at most: a receipt, or a fault with its findings. */
const MAX_ANTWOORD = 1024 * 1024;

export function maakStufKanaal(doel: StufDoel, o: StufOpties): Kanaal {
  const eindpunt = { naam: doel.abonnement, url: doel.url, tijdslimiet: doel.tijdslimiet, maxOnderweg: doel.maxOnderweg, priveAdressen: doel.priveAdressen, maxAntwoord: MAX_ANTWOORD };
  const eigenAdressen = doel.ontvanger !== undefined || doel.zender !== undefined;
  return {
    async lever(h, paar, laatste) {
      const heel = doel.formaat === 'bron' && !eigenAdressen;
      const al = heel ? await o.berichten.brenger(h, paar) : null;
      if (al) return al;
      const bericht = heel ? await o.berichten.bron(h) : await o.berichten.opgesteld(h, doel.formaat === 'bron' ? null : doel.formaat, doel);
      const { referentie } = bericht.kop;
      if (referentie === undefined) throw new OpmaakFout('het bericht heeft geen referentienummer: geen bevestiging zou te herkennen zijn');
      const verzoek = await opgemaakt(() => verzoekVan(bericht, h.kopie.partij, doel.url, o));
      const antwoord = await o.uitgang.call(eindpunt, verzoek);
      const uit = stufoordeel(antwoord, referentie, paar);
      // A fault about a fault would go to and fro for ever.
      const parkeert = uit.oordeel.soort === 'parkeer' || (uit.oordeel.soort === 'opnieuw' && laatste);
      if (uit.afgekeurd && parkeert && 'oorzaak' in uit.oordeel && antwoord.soort === 'antwoord' && !/^(Bv|Fo)0[1-4]Bericht$/.test(bericht.gevonden.soort.berichttype)) {
        await o.geefDoor({ rij: h.rij, partij: h.kopie.partij, bytes: antwoord.bytes, sleutel: ['fo03', h.kopie.eventId, uit.oordeel.oorzaak] });
      }
      return uit.oordeel;
    },
    close: () => undefined,
  };
}

function verzoekVan(b: Bericht, partij: Partij, adres: string, o: StufOpties): SoapVerzoek {
  const { soort } = b.gevonden;
  const naar = asynchroonEindpunt(b.gevonden);
  const verzend = naar?.adapter.soap?.verzend;
  if (!naar || !verzend || b.xml === null) throw new OpmaakFout(`${soort.standaard}:${soort.berichttype} is geen asynchroon bericht over SOAP`);
  return verzend({
    xml: b.xml, soort, ...(b.kop.variant === undefined ? {} : { variant: b.kop.variant }), endpoint: naar.endpoint, adres, hub: o.hub, namens: null, naar: aanduidingVan(partij),
    nu: new Date(o.nu()).toISOString(), referentie: o.referentie(),
  });
}

/** A party of the register as a message would name it. */
export function aanduidingVan(p: Partij): PartijAanduiding {
  const { oin, gemeentecode, agb, uzovi, kvk, naam } = p;
  return { naam, ...(oin ? { oin } : {}), ...(gemeentecode ? { gemeentecode } : {}), ...(agb ? { agb } : {}), ...(uzovi ? { uzovi } : {}), ...(kvk ? { kvk } : {}) };
}
