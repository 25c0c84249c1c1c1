// Which ZDS operation a message is, where several share one root (ZDS 1.1): a zakLk01 is creeerZaak, updateZaak or actualiseerZaakstatus; a zakLv01 and an
// edcLk01 have theirs too. The SOAPAction decides; without one the mutatiesoort and the content do.
import { kind, kinderen, tekstVan, type BronKnoop, type XmlLezing } from '../../src/sdk/index.ts';

export const ZAAKVARIANTEN = ['creeerZaak', 'updateZaak', 'actualiseerZaakstatus'] as const;
const VRAAGVARIANTEN = ['geefZaakstatus', 'geefZaakdetails', 'geefLijstZaakdocumenten'] as const;
const DOCUMENTVARIANTEN = ['voegZaakdocumentToe', 'maakZaakdocument'] as const;

/** What an actualiseerZaakstatus may say beside the status without being an update: keys, periods, what kind of case it is. */
const BIJZAAK: ReadonlySet<string> = new Set(['identificatie', 'heeft', 'isVan', 'tijdvakGeldigheid', 'tijdstipRegistratie']);

/** Last part of a SOAPAction (`…/zkn/0310/creeerZaak_Lk01`) without the message code. */
function uitSoapAction<V extends string>(actie: string | undefined, varianten: readonly V[]): V | undefined {
  const naam = actie?.replace(/^"|"$/g, '').split(/[/#:]/).at(-1)?.split('_')[0]?.toLowerCase();
  return varianten.find((v) => v.toLowerCase() === naam);
}

/** True when nothing but the status differs: every other element of the new object stands in the old one with the same content. */
function alleenStatus(oud: BronKnoop | undefined, nieuw: BronKnoop | undefined): boolean {
  if (!nieuw || kinderen(nieuw, 'heeft').length === 0) return false;
  return nieuw.kinderen.every((k) => BIJZAAK.has(k.naam) || (oud !== undefined && kinderen(oud, k.naam).some((z) => gelijk(z, k))));
}

function gelijk(a: BronKnoop, b: BronKnoop): boolean {
  return a.naam === b.naam && a.tekst.trim() === b.tekst.trim() && a.kinderen.length === b.kinderen.length && a.kinderen.every((k, i) => gelijk(k, b.kinderen[i]!));
}

/** What is asked about a case: its documents alone, its status alone, or the case. */
function vraagVariant(wortel: BronKnoop): (typeof VRAAGVARIANTEN)[number] {
  const gevraagd = kind(kind(wortel, 'scope'), 'object')?.kinderen.filter((k) => k.naam !== 'identificatie') ?? [];
  const alleen = (naam: string): boolean => gevraagd.length > 0 && gevraagd.every((k) => k.naam === naam);
  return alleen('heeftRelevant') ? 'geefLijstZaakdocumenten' : alleen('heeft') ? 'geefZaakstatus' : 'geefZaakdetails';
}

/** A new document comes with its content or as a name only; a change of one is no operation of the ZDS. */
function documentVariant(wortel: BronKnoop): (typeof DOCUMENTVARIANTEN)[number] | undefined {
  if (tekstVan(kind(wortel, 'parameters'), 'mutatiesoort') !== 'T') return undefined;
  return tekstVan(kinderen(wortel, 'object').at(-1), 'inhoud') === undefined ? 'maakZaakdocument' : 'voegZaakdocumentToe';
}

/** The operation of a message whose root has several; undefined for every other message. */
export function variantVan(lezing: XmlLezing): (typeof ZAAKVARIANTEN)[number] | (typeof VRAAGVARIANTEN)[number] | (typeof DOCUMENTVARIANTEN)[number] | undefined {
  const { berichttype } = lezing.soort;
  const { wortel } = lezing.bron;
  const { soapAction } = lezing.omgeving;
  if (berichttype === 'zakLv01') return uitSoapAction(soapAction, VRAAGVARIANTEN) ?? vraagVariant(wortel);
  if (berichttype === 'edcLk01') return uitSoapAction(soapAction, DOCUMENTVARIANTEN) ?? documentVariant(wortel);
  if (berichttype !== 'zakLk01' && berichttype !== 'zakLk02') return undefined;
  const gezegd = uitSoapAction(soapAction, ZAAKVARIANTEN);
  if (gezegd) return gezegd;
  const mutatiesoort = tekstVan(kind(wortel, 'parameters'), 'mutatiesoort');
  if (mutatiesoort === 'T') return 'creeerZaak';
  const objecten = kinderen(wortel, 'object');
  return mutatiesoort === 'W' && alleenStatus(objecten.at(-2), objecten.at(-1)) ? 'actualiseerZaakstatus' : 'updateZaak';
}
