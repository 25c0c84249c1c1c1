// Which ZDS operation a zakLk01 is: creeerZaak, updateZaak and actualiseerZaakstatus share one root (ZDS 1.1).
// The SOAPAction decides; without one the mutatiesoort and the content do.
import { kind, kinderen, tekstVan, type BronKnoop, type XmlLezing } from '../../src/sdk/index.ts';

export const ZAAKVARIANTEN = ['creeerZaak', 'updateZaak', 'actualiseerZaakstatus'] as const;

/** What an actualiseerZaakstatus may say beside the status without being an update: keys, periods, what kind of case it is. */
const BIJZAAK: ReadonlySet<string> = new Set(['identificatie', 'heeft', 'isVan', 'tijdvakGeldigheid', 'tijdstipRegistratie']);

/** Last part of a SOAPAction (`…/zkn/0310/creeerZaak_Lk01`) without the message code. */
function uitSoapAction(actie: string | undefined): string | undefined {
  const naam = actie?.replace(/^"|"$/g, '').split(/[/#:]/).at(-1)?.split('_')[0]?.toLowerCase();
  return ZAAKVARIANTEN.find((v) => v.toLowerCase() === naam);
}

/** True when nothing but the status differs: every other element of the new object stands in the old one with the same content. */
function alleenStatus(oud: BronKnoop | undefined, nieuw: BronKnoop | undefined): boolean {
  if (!nieuw || kinderen(nieuw, 'heeft').length === 0) return false;
  return nieuw.kinderen.every((k) => BIJZAAK.has(k.naam) || (oud !== undefined && kinderen(oud, k.naam).some((z) => gelijk(z, k))));
}

function gelijk(a: BronKnoop, b: BronKnoop): boolean {
  return a.naam === b.naam && a.tekst.trim() === b.tekst.trim() && a.kinderen.length === b.kinderen.length && a.kinderen.every((k, i) => gelijk(k, b.kinderen[i]!));
}

/** The variant of a zakLk01 or zakLk02; undefined for every other message. */
export function variantVan(lezing: XmlLezing): (typeof ZAAKVARIANTEN)[number] | undefined {
  const { berichttype } = lezing.soort;
  if (berichttype !== 'zakLk01' && berichttype !== 'zakLk02') return undefined;
  const gezegd = uitSoapAction(lezing.omgeving.soapAction);
  if (gezegd) return gezegd as (typeof ZAAKVARIANTEN)[number];
  const { wortel } = lezing.bron;
  const mutatiesoort = tekstVan(kind(wortel, 'parameters'), 'mutatiesoort');
  if (mutatiesoort === 'T') return 'creeerZaak';
  const objecten = kinderen(wortel, 'object');
  return mutatiesoort === 'W' && alleenStatus(objecten.at(-2), objecten.at(-1)) ? 'actualiseerZaakstatus' : 'updateZaak';
}
