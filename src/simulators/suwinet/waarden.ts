// A believable value for an element of a SuwiML answer, by its name and the form that the profile allows. Dates exist, periods run forwards, amounts are euros.
// Codes of SGR lists are of the right form and no more: the lists themselves are not published (aw319-suwiml-jzxml §2).
import type { Waardevorm } from '../../xml/waardevorm.ts';
import type { Proefpersoon } from '../personen.ts';
import type { Toeval } from '../toeval.ts';

const VAST: Readonly<Record<string, string>> = {
  CdMunteenheid: 'EUR', CdPositiefNegatief: '+', Geboorteland: '6030', CdNationaliteit: '0001', LandencdIso: 'BE', Landsnaam: 'België', CdLandVerblijfKind: 'NL', CdGezagMinderjarige: '12',
  CdRechtsvorm: 'BV', OmsRechtsvorm: 'Besloten vennootschap', NaamAdministratieveEenheid: 'Bakkerij De Gouden Korst', NaamRechtspersoon: 'De Gouden Korst B.V.', HandelsnaamOrganisatie: 'De Gouden Korst',
  MerkVoertuig: 'FIETSAUTO', TypeVoertuig: 'STADSMODEL', HoofdkleurVoertuig: 'BLAUW', NevenkleurVoertuig: 'WIT', CdSrtVoertuig: 'P', KadastraleGemeentenaam: 'Diemen', KadastraleSectie: 'B', OmsStatutaireZetel: 'Diemen',
  CdSzWet: 'WW', PlaatsHuwelijkssluiting: 'Diemen', PlaatsOntbindingHuwelijk: 'Diemen', PlaatsOverlijden: 'Diemen', Geboorteplaats: 'Diemen', WoonplaatsnaamBuitenland: 'Gent', StraatnaamBuitenland: 'Veldstraat',
  PostcdBuitenland: '9000', HuisnrBuitenland: '12', RegionaamBuitenland: 'Vlaanderen', Telefoonnr: '0201112233', CdBrpGegevensGeheim: '0', CdPartijSuwi: '0001', CdKolomSuwi: '1',
  NaamContactpersoonAfd: 'Klantcontact', VolgnrIkv: '1', CdTypeOnroerendeZaak: 'P',
};

const twee = (n: number): string => String(n).padStart(2, '0');
const dag = (t: Toeval, van: number, tot: number): string => `${t.getal(van, tot)}${twee(t.getal(1, 12))}${twee(t.getal(1, 28))}`;

function datum(naam: string, t: Toeval): string {
  if (/^DatB|DatVan/.test(naam)) return dag(t, 2015, 2020);
  if (/^DatE(?!erste)/.test(naam)) return dag(t, 2024, 2026);
  return dag(t, 2021, 2023);
}

const letters = (t: Toeval, n: number): string => Array.from({ length: n }, () => t.kies('ABCDEFGHJKLMNP'.split(''))).join('');

/** By the form alone. */
function naarVorm(naam: string, v: Waardevorm, t: Toeval): string {
  if (v.opsomming) return t.kies(v.opsomming);
  const patronen = v.patronen.at(-1) ?? [];
  const min = v.minLengte ?? 1;
  const max = v.maxLengte ?? 40;
  if (/integer|Integer|int|decimal/.test(v.basis)) return naam.startsWith('Jaar') ? String(t.getal(1995, 2022)) : String(t.getal(1, Math.min(10 ** Math.min(v.cijfers ?? 4, 4) - 1, naam.startsWith('Cd') ? 9 : 4_000)));
  if (patronen.includes('[0-9]*')) return min === 1 && max === 1 ? t.kies(['1', '2']) : t.cijfers(min);
  if (patronen.some((p) => p.startsWith('[0-9]{2}[0-5]'))) return `${twee(t.getal(0, 38))}${t.kies(['00', '30'])}`;
  if (patronen.some((p) => p.startsWith('([01][0-9]|2[0-3])'))) return `${twee(t.getal(0, 23))}${twee(t.getal(0, 59))}0000`;
  if (patronen.some((p) => p.includes('\\p{Lu}'))) return `${t.cijfers(2)}${letters(t, 2)}`;
  if (patronen.includes('\\D*')) return letters(t, Math.min(max, Math.max(min, 2)));
  if (min === max || max <= 4) return min === max ? letters(t, max) : letters(t, 1);
  if (/^(Oms|Toel|Naam)/.test(naam)) return t.kies(['zoals besproken', 'op verzoek van de klant', 'volgens afspraak', 'geen bijzonderheden']).slice(0, max);
  return `${letters(t, 2)}${t.cijfers(Math.min(4, max - 2))}`;
}

/**
 * @param wie whom this part of the answer is about.
 * @param fiscaal a number of an organisation (a BSN of the test range: it must pass the same check).
 */
export function waarde(naam: string, v: Waardevorm, t: Toeval, wie: Proefpersoon, fiscaal: string): string {
  switch (naam) {
    case 'Burgerservicenr': return wie.bsn;
    case 'FiNr': return fiscaal;
    case 'Loonheffingennr': return `${fiscaal}L01`;
    case 'Voornamen': return wie.voornamen;
    case 'Voorletters': return wie.voorletters;
    case 'Voorvoegsel': return wie.voorvoegsel ?? '';
    case 'SignificantDeelVanDeAchternaam': return wie.geslachtsnaam;
    case 'Geslacht': return wie.geslacht === 'M' ? '1' : '2';
    case 'Geboortedat': return wie.geboortedatum.replaceAll('-', '');
    case 'Postcd': return wie.adres.postcode;
    case 'Straatnaam': case 'NaamOpenbareRuimte': return wie.adres.straat;
    case 'Huisnr': return String(wie.adres.huisnummer);
    case 'Huisletter': return 'A';
    case 'Woonplaatsnaam': case 'Gemeentenaam': case 'Gemeentedeel': return wie.adres.woonplaats;
    case 'KentekenVoertuig': return `${letters(t, 2)}${t.cijfers(3)}${letters(t, 1)}`;
    case 'WaardeBedr': return String(t.getal(10_000, 400_000));
  }
  if (VAST[naam] !== undefined) return VAST[naam];
  if (/^CdGemeente|^CdGeboortegemeente/.test(naam)) return wie.adres.gemeentecode;
  if (/^DatTijd/.test(naam)) return `${dag(t, 2025, 2025)}${twee(t.getal(8, 17))}300000`;
  if (/^(Dat|Peildat)/.test(naam)) return datum(naam, t);
  if (/^Ind/.test(naam)) return t.kies(['1', '2']);
  return naarVorm(naam, v, t);
}
