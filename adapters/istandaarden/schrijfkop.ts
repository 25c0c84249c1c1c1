// The head of an iStandaarden message that goes out: what no row of a table writes, because no event has to say it. A reference, a day, and the
// versions of the schemas that it was made with. What an event does say holds.
import { korteReferentie, nederlandseDag, type RenderOmgeving } from '../../src/sdk/index.ts';

/** The published schemas of release 3.2 are version 1.0.0, all of them (their examples say so). */
export const XSD_VERSIE = '1.0.0';

/** Message → path → text. Paths that a message does not have are passed over. */
export function schrijfKop(data: Readonly<Record<string, unknown>>, om: RenderOmgeving): Record<string, string> {
  const { versie, berichttype } = om.soort;
  const nummer = berichttype.slice(-3);
  const referentie = korteReferentie(om.referentie);
  const dag = nederlandseDag(om.nu);
  // A 303 has the number that the declarant gave its invoice: nobody makes that up.
  if (nummer === '303') return {};
  if (nummer === '304') return { 'Header/RetourHeader/GemeenteReferentieNummer': referentie, 'Header/RetourHeader/RetourDagtekening': dag };
  const eigen = RETOUREN.has(nummer) ? { 'Header/IdentificatieRetour': referentie, 'Header/DagtekeningRetour': dag } : { 'Header/BerichtIdentificatie/Identificatie': referentie, 'Header/BerichtIdentificatie/Dagtekening': dag };
  if (versie !== '3.2') return eigen;
  const schema = RETOUREN.has(nummer) ? 'Header/XsdVersieRetour' : 'Header/XsdVersie';
  const b = data.bericht as { readonly schemaAfzender?: { readonly basisschema?: string; readonly bericht?: string } } | undefined;
  return {
    ...eigen,
    [`${schema}/BasisschemaXsdVersie`]: b?.schemaAfzender?.basisschema ?? XSD_VERSIE,
    [`${schema}/BerichtXsdVersie`]: b?.schemaAfzender?.bericht ?? XSD_VERSIE,
  };
}

/** Messages whose header is that of the message they answer, with a part of their own. */
export const RETOUREN: ReadonlySet<string> = new Set(['302', '306', '308', '316', '318', '320']);
