// The head of an EI message: who declares, whom it goes to, and what makes a repeat.
// AW319 goes from declarant to the payer (UZOVI); AW320 comes back along the same road.
import type { Kop, PartijAanduiding, BronKnoop, BerichtSoort } from '../../src/sdk/index.ts';
import { veldVan } from './knopen.ts';

const datum = (d: string | undefined): string | undefined => (d === undefined ? undefined : `${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6, 8)}`);

/**
 * @param hoofd the head record (01). @param uzoviDetail UZOVI of the first verzekerdenrecord, used where the head has none.
 *
 * Keys of a repeat (reliability.md): AW319 by declarant (0112, else 0111, else 0110), 0105 and 0116; AW320 by its real sender, 0105 and 0181.
 */
export function maakKop(soort: BerichtSoort, hoofd: BronKnoop, uzoviDetail: string | undefined): Kop {
  const v = (nr: string): string | undefined => veldVan(hoofd, nr);
  const agb = v('0112') ?? v('0111') ?? v('0110');
  const uzovi = v('0108') ?? uzoviDetail;
  const declarant: PartijAanduiding | null = agb === undefined ? null : { agb };
  const betaler: PartijAanduiding | null = uzovi === undefined ? null : { uzovi };
  const retour = soort.berichttype === 'AW320';
  const referentie = v(retour ? '0181' : '0116');
  const kruisreferentie = retour ? v('0116') : undefined;
  const verzondenOp = datum(v(retour ? '0182' : '0117'));
  const eigen = retour ? uzovi : agb;
  const sleutel = [soort.berichttype, eigen ?? '', v('0105') ?? '', referentie ?? ''];
  return {
    ...(referentie === undefined ? {} : { referentie }),
    ...(kruisreferentie === undefined ? {} : { kruisreferentie }),
    ...(verzondenOp === undefined ? {} : { verzondenOp }),
    ...(v('0105') === 'T' ? { proef: true } : {}),
    adressering: { afzender: retour ? betaler : declarant, ontvanger: retour ? declarant : betaler, soort: 'geadresseerd' },
    // 0181 may be empty: then the content, sender and receiver tell a repeat.
    herhaalsleutel: referentie === undefined || eigen === undefined ? null : sleutel,
  };
}
