// The head of a CORV message: StUF stuurgegevens, whose parties real senders write as "Gemeente Aalten" with the code in administratie.
// Reports the address as it stands (organisatie + applicatie + administratie); which party that is, the register decides.
import { standaardCodec, tekstVan, zoek, type Adressering, type BronKnoop, type Kop, type PartijAanduiding, type XmlLezing } from '../../src/sdk/index.ts';
import { kringVan } from './spec.ts';

const TIJDSTIP = standaardCodec('tijdstip-stuf');
const GEEN_DOCUMENT = { document: (): never => { throw new Error('een tijdstip is geen document'); } };

/** A StUF address; null when there is nothing in it. */
export function leesSysteem(knoop: BronKnoop | null): PartijAanduiding | null {
  const organisatie = tekstVan(knoop, 'organisatie');
  const applicatie = tekstVan(knoop, 'applicatie');
  const administratie = tekstVan(knoop, 'administratie');
  if (organisatie === undefined && applicatie === undefined && administratie === undefined) return null;
  return {
    ...(organisatie === undefined ? {} : { organisatie }),
    ...(applicatie === undefined ? {} : { applicatie }),
    ...(administratie === undefined ? {} : { administratie }),
  };
}

/** tijdstipBericht in canonical form; a moment that does not exist is left to the mapping row, which makes the finding. */
function leesTijdstip(tekst: string | undefined): string | undefined {
  if (tekst === undefined) return undefined;
  try {
    return TIJDSTIP.lees(tekst, GEEN_DOCUMENT) as string | undefined;
  } catch {
    return undefined;
  }
}

/**
 * Who may be addressed. A melding to Veilig Thuis goes to Veilig Thuis regions only, whatever its addressee; its terugkoppeling goes back to who
 * reported (Veilig Thuis, police, justice, Halt), never to a municipality or provider.
 */
function alleenSoorten(lezing: XmlLezing): readonly string[] | undefined {
  const kring = kringVan(lezing.soort.berichttype);
  const generiek = tekstVan(lezing.bron.wortel, 'object/soortmeldingCode') === 'VT';
  if (kring === 'veilig-thuis' || (generiek && lezing.soort.berichttype === 'meldingGeneriekDi01')) return ['veilig-thuis'];
  if (kring === 'melder' || generiek) return ['veilig-thuis', 'politie', 'justitie', 'overig'];
  return undefined;
}

/** Key of a repeat: zender (organisatie + applicatie + administratie) + referentienummer (reliability.md). */
export function leesKop(lezing: XmlLezing): Kop {
  const stuur = zoek(lezing.bron.wortel, 'stuurgegevens');
  const afzender = leesSysteem(zoek(stuur, 'zender'));
  const ontvanger = leesSysteem(zoek(stuur, 'ontvanger'));
  const referentie = tekstVan(stuur, 'referentienummer');
  const kruisreferentie = tekstVan(stuur, 'crossRefnummer');
  const verzondenOp = leesTijdstip(tekstVan(stuur, 'tijdstipBericht'));
  const soorten = alleenSoorten(lezing);
  const adressering: Adressering = { afzender, ontvanger, soort: 'geadresseerd', ...(soorten ? { alleenSoorten: soorten } : {}) };
  return {
    ...(referentie === undefined ? {} : { referentie }),
    ...(kruisreferentie === undefined ? {} : { kruisreferentie }),
    ...(verzondenOp === undefined ? {} : { verzondenOp }),
    adressering,
    herhaalsleutel:
      referentie === undefined ? null : [afzender?.organisatie ?? '', afzender?.applicatie ?? '', afzender?.administratie ?? '', referentie],
  };
}
