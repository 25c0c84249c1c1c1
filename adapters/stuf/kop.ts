// The head of a StUF message: stuurgegevens (StUF 03.01 §4) → parties, reference, time, and what makes a repeat.
// Reports the addresses as sent; whether such a party exists, and whether it is the hub itself, is routing's business.
import { CodecFout, kind, padVan, standaardCodec, tekstVan, type Adressering, type BronKnoop, type Kop, type Melding, type PartijAanduiding, type XmlLezing } from '../../src/sdk/index.ts';
import { variantVan } from './variant.ts';

const TIJDSTIP = standaardCodec('tijdstip-stuf');

/** Address of a system: organisatie + applicatie + administratie. A municipality writes its code as organisatie; in the GGK a provider its AGB. */
function systeem(knoop: BronKnoop | null, ggk: boolean): PartijAanduiding | null {
  const organisatie = tekstVan(knoop, 'organisatie');
  const applicatie = tekstVan(knoop, 'applicatie');
  const administratie = tekstVan(knoop, 'administratie');
  if (organisatie === undefined && applicatie === undefined) return null;
  // An administratie that is another municipality's code makes the code in organisatie doubtful: then only the address counts.
  const zeker = administratie === undefined || !/^[0-9]{4}$/.test(administratie) || administratie === organisatie;
  return {
    ...(organisatie !== undefined && /^[0-9]{4}$/.test(organisatie) && zeker ? { gemeentecode: organisatie } : {}),
    ...(ggk && organisatie !== undefined && /^[0-9]{8}$/.test(organisatie) ? { agb: organisatie } : {}),
    ...(organisatie === undefined ? {} : { organisatie }),
    ...(applicatie === undefined ? {} : { applicatie }),
    ...(administratie === undefined ? {} : { administratie }),
  };
}

/** Who sends and who receives: the message first, else what the caller stated. */
function adressering(lezing: XmlLezing, stuur: BronKnoop | null): Adressering {
  const ggk = lezing.soort.standaard === 'ggk';
  const gesteld = lezing.omgeving.opgegeven;
  const partij = (knoop: BronKnoop | null, oin: string | undefined): PartijAanduiding | null =>
    systeem(knoop, ggk) ?? (oin === undefined ? null : { oin, opgegeven: true });
  const afzender = partij(kind(stuur, 'zender'), gesteld?.afzender);
  const ontvanger = partij(kind(stuur, 'ontvanger'), gesteld?.ontvanger);
  return { afzender, ontvanger, soort: ontvanger ? 'geadresseerd' : 'inhoud' };
}

/** tijdstipBericht in canonical form; a time that does not exist is a finding (the XSD only counts digits). */
function verzonden(stuur: BronKnoop | null, wortel: BronKnoop): { op?: string; meldingen: Melding[] } {
  const knoop = kind(stuur, 'tijdstipBericht');
  if (!knoop) return { meldingen: [] };
  try {
    const op = TIJDSTIP.lees(knoop.tekst, GEEN_DOCUMENTEN);
    return typeof op === 'string' ? { op, meldingen: [] } : { meldingen: [] };
  } catch (e) {
    if (!(e instanceof CodecFout)) throw e;
    return { meldingen: [{ code: 'KP_STUURGEGEVENS', regel: knoop.regel, pad: padVan(knoop, wortel), tekst: e.message }] };
  }
}

const GEEN_DOCUMENTEN = {
  document(): never {
    throw new CodecFout('geen document');
  },
};

/**
 * The head of a message.
 * Key of a repeat (reliability.md): sender's organisatie + applicatie + administratie + referentienummer; null where either is missing (synchronous messages may).
 */
export function leesKop(lezing: XmlLezing): Kop {
  const { wortel } = lezing.bron;
  const stuur = kind(wortel, 'stuurgegevens');
  const referentie = tekstVan(stuur, 'referentienummer');
  const kruisreferentie = tekstVan(stuur, 'crossRefnummer');
  const zender = kind(stuur, 'zender');
  const { op, meldingen } = verzonden(stuur, wortel);
  const variant = variantVan(lezing);
  const sleutelVan = (systeemknoop: BronKnoop | null, nummer: string | undefined): readonly string[] | null =>
    nummer !== undefined && systeemknoop ? [...['organisatie', 'applicatie', 'administratie'].map((n) => tekstVan(systeemknoop, n) ?? ''), nummer] : null;
  const sleutel = sleutelVan(zender, referentie);
  // What it is about was sent by whom it is addressed to.
  const kruissleutel = lezing.soort.verwijst ? sleutelVan(kind(stuur, 'ontvanger'), kruisreferentie) : null;
  return {
    ...(referentie === undefined ? {} : { referentie }),
    ...(kruisreferentie === undefined ? {} : { kruisreferentie }),
    ...(op === undefined ? {} : { verzondenOp: op }),
    ...(variant === undefined ? {} : { variant }),
    ...(meldingen.length === 0 ? {} : { meldingen }),
    adressering: adressering(lezing, stuur),
    herhaalsleutel: sleutel,
    ...(kruissleutel ? { kruissleutel } : {}),
  };
}
