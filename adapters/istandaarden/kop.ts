// The head of an iStandaarden message: reference, parties, and what makes a repeat.
// A retour repeats the header of the message it answers; here its parties are turned round, so that everything after sees the real sender.
import { kinderen, tekstVan, zoek, type Adressering, type Kop, type PartijAanduiding, type XmlLezing } from '../../src/sdk/index.ts';

/** A party by its code: four digits are a municipality (CBS), eight a provider (AGB). */
function partij(code: string | undefined): PartijAanduiding | null {
  if (code === undefined) return null;
  return code.length === 4 ? { gemeentecode: code } : { agb: code };
}

const aan = (afzender: PartijAanduiding | null, ontvanger: PartijAanduiding | null): Adressering => ({ afzender, ontvanger, soort: 'geadresseerd' });

/** Only the parts that are there: an absent part is no attribute. */
function kop(delen: { referentie: string | undefined; kruisreferentie?: string | undefined; verzondenOp: string | undefined; adressering: Adressering; sleutel: readonly (string | undefined)[]; variant: string | undefined }): Kop {
  return {
    ...(delen.referentie === undefined ? {} : { referentie: delen.referentie }),
    ...(delen.kruisreferentie === undefined ? {} : { kruisreferentie: delen.kruisreferentie }),
    ...(delen.verzondenOp === undefined ? {} : { verzondenOp: delen.verzondenOp }),
    ...(delen.variant === undefined ? {} : { variant: delen.variant }),
    adressering: delen.adressering,
    herhaalsleutel: delen.sleutel.map((d) => d ?? ''),
  };
}

/**
 * Retourcode 0001 in the header, and nothing of the message that was answered: refused for technical reasons, not judged
 * (stuf-en-istandaarden §7, WJ001). Such a retour becomes `bericht-afgekeurd`.
 */
function variant(lezing: XmlLezing): string | undefined {
  const wortel = lezing.bron.wortel;
  const codes = kinderen(zoek(wortel, 'Header/RetourCodes'), 'RetourCode').map((k) => k.tekst.trim());
  return codes.includes('0001') && wortel.kinderen.length === 1 ? 'afgekeurd' : undefined;
}

/**
 * Keys of a repeat (reliability.md): a message by namespace, type, sender and identification; a retour by its real sender and its own identification;
 * 303 and 304 by type, municipality, provider and the provider's invoice number.
 */
export function leesKop(lezing: XmlLezing): Kop {
  const { wortel } = lezing.bron;
  const h = (pad: string): string | undefined => tekstVan(wortel, `Header/${pad}`);
  const { berichttype } = lezing.soort;
  const nummer = berichttype.slice(-3);
  if (nummer === '303' || nummer === '304') {
    const gemeente = h('Gemeente');
    const aanbieder = h('Aanbieder');
    const factuur = h('DeclaratieFactuurIdentificatie/DeclarantFactuurNummer');
    const retour = nummer === '304';
    return kop({
      referentie: retour ? h('RetourHeader/GemeenteReferentieNummer') : factuur,
      kruisreferentie: retour ? factuur : undefined,
      verzondenOp: retour ? h('RetourHeader/RetourDagtekening') : h('DeclaratieFactuurIdentificatie/FactuurDagtekening'),
      adressering: retour ? aan(partij(gemeente), partij(aanbieder)) : aan(partij(aanbieder), partij(gemeente)),
      sleutel: [berichttype, gemeente, aanbieder, factuur],
      variant: variant(lezing),
    });
  }
  const afzender = h('Afzender');
  const ontvanger = h('Ontvanger');
  const identificatie = h('BerichtIdentificatie/Identificatie');
  const eigen = h('IdentificatieRetour');
  if (eigen !== undefined)
    return kop({
      referentie: eigen,
      kruisreferentie: identificatie,
      verzondenOp: h('DagtekeningRetour'),
      adressering: aan(partij(ontvanger), partij(afzender)),
      sleutel: [wortel.ns, berichttype, ontvanger, eigen],
      variant: variant(lezing),
    });
  return kop({
    referentie: identificatie,
    kruisreferentie: h('DeclaratieIdentificatie/Identificatie'),
    verzondenOp: h('BerichtIdentificatie/Dagtekening'),
    adressering: aan(partij(afzender), partij(ontvanger)),
    sleutel: [wortel.ns, berichttype, afzender, identificatie],
    variant: variant(lezing),
  });
}
