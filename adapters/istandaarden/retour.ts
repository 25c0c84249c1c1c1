// The technical retour: retourcode 0001 (WJ001, "afgekeurd om technische redenen") in the header, nothing of the message that it answers.
// The only code that leaves here. Judging is the receiving party's: 0200, 8001, amounts and the other codes are never written by the hub.
import { kind, korteReferentie, nederlandseDag, tekstVan, type AfkeurInvoer, type TechnischeRetour, type XmlLezing } from '../../src/sdk/index.ts';
import { XSD_VERSIE } from './schrijfkop.ts';

export const TECHNISCH = '0001';

/** Message → the retour that it gets (stuf-en-istandaarden §7). A 304 says amounts, so a 303 gets none from the hub. */
const RETOUR_OP: Readonly<Record<string, string>> = { '301': '302', '305': '306', '307': '308', '315': '316', '317': '318', '319': '320', '323': '325' };

const partij = (code: string): Record<string, string> => (code.length === 4 ? { soort: 'gemeente', gemeentecode: code } : { soort: 'aanbieder', agb: code });

/** null where the header does not say who, to whom and under which number: then there is nothing to answer to. */
export function technischeRetour(lezing: XmlLezing, invoer: AfkeurInvoer): TechnischeRetour | null {
  const { berichttype, versie } = lezing.soort;
  const retour = RETOUR_OP[berichttype.slice(-3)];
  const kop = kind(lezing.bron.wortel, 'Header');
  const h = (pad: string): string | undefined => tekstVan(kop, pad);
  const afzender = h('Afzender');
  const ontvanger = h('Ontvanger');
  const opBericht = h('BerichtIdentificatie/Identificatie');
  const dagtekening = h('BerichtIdentificatie/Dagtekening');
  if (!retour || !afzender || !ontvanger || !opBericht || !dagtekening) return null;
  if (![afzender, ontvanger].every((c) => /^([0-9]{4}|[0-9]{8})$/.test(c)) || opBericht.length > 12 || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(dagtekening)) return null;
  const basisschema = h('XsdVersie/BasisschemaXsdVersie');
  const bericht = h('XsdVersie/BerichtXsdVersie');
  const met3 = versie === '3.2';
  if (met3 && (!basisschema || !bericht)) return null;
  const code = { code: TECHNISCH, codelijst: 'WJ001' };
  const referentie = korteReferentie(invoer.referentie);
  const dag = nederlandseDag(invoer.nu);
  return {
    berichttype: `${berichttype.slice(0, -3)}${retour}`,
    event: {
      type: 'bericht-afgekeurd',
      data: {
        bericht: {
          referentie, kruisreferentie: opBericht, verzondenOp: dag, afzender: partij(ontvanger), ontvanger: partij(afzender),
          ...(met3 ? { schemaAfzender: { basisschema: XSD_VERSIE, bericht: XSD_VERSIE } } : {}),
        },
        personen: [],
        retour: { opBericht: { referentie: opBericht, dagtekening, ...(met3 ? { schema: { basisschema, bericht } } : {}) }, referentie, dagtekening: dag, codes: [code] },
        fout: { opBericht, code },
      },
    },
  };
}
