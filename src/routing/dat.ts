// Level dat: another event (`betrokkenheid`) that says who is known somewhere, with which kind of party, since when, and nothing else.
// Deny by default: it is built up from a fixed list, never cut down from the event. One person an event, so that not even a number of people tells
// what it was made from (a declaratie names many); no codes with a code list (its name would tell the standard), no roles, no stay addresses.
import { bsnVan, onderwerpPersonen } from './personen.ts';

type Boom = Readonly<Record<string, unknown>>;

/** What a ground may allow of a person at level dat; `woonadres` is the address of residence alone. */
export const DAT_PERSOONSGEGEVENS = [
  'bsn', 'anummer', 'geslachtsnaam', 'voorvoegselGeslachtsnaam', 'voorletters', 'voornamen', 'geboortedatum', 'geslacht', 'woonadres',
] as const;

const ADRES = ['straatnaam', 'huisnummer', 'huisletter', 'huisnummertoevoeging', 'postcode', 'woonplaats', 'gemeentecode'] as const;

/** Kinds of party that tell nothing about the content; a police force, the justice system or Veilig Thuis would. */
const NEUTRALE_SOORTEN: ReadonlySet<string> = new Set(['gemeente', 'samenwerkingsverband', 'aanbieder']);

/** `bsn`: of the person that the event is about, null when not known; the key is made of it. */
export type DatUitslag = { readonly data: Boom; readonly bsn: string | null; readonly reden?: undefined } | { readonly data: null; readonly reden: string };

/**
 * Builds `data` of the dat event. `soortAfzender` is the kind of the sending party as the register knows it, null when unknown;
 * `datum` (YYYY-MM-DD) is when the hub recorded it: the day since which the person is known here.
 */
export function datData(data: Boom, persoonsleutel: string | null, toegestaan: readonly string[], soortAfzender: string | null, datum: string): DatUitslag {
  const personen = onderwerpPersonen(data, persoonsleutel);
  if (personen.length > 1) return { data: null, reden: 'het event gaat over meer dan een persoon; op niveau dat gaat er dan niets uit' };
  const bron = personen[0];
  if (!bron) return { data: null, reden: 'het event heeft geen persoon als onderwerp' };

  const persoon: Record<string, unknown> = { id: 'p1', rollen: ['betrokkene'] };
  for (const naam of DAT_PERSOONSGEGEVENS) {
    if (!toegestaan.includes(naam)) continue;
    if (naam === 'woonadres') {
      const adres = woonadres(bron);
      if (adres) persoon.adressen = [adres];
    } else if (naam === 'bsn') {
      const bsn = bsnVan(bron);
      if (bsn !== null) persoon.bsn = bsn;
    } else if (typeof bron[naam] === 'string') persoon[naam] = bron[naam];
  }
  if (Object.keys(persoon).length === 2) return { data: null, reden: 'het event heeft geen persoonsgegeven dat de grondslag toelaat' };
  return {
    bsn: bsnVan(bron),
    data: {
      personen: [persoon],
      betrokkenheid: { soortPartij: soortAfzender !== null && NEUTRALE_SOORTEN.has(soortAfzender) ? soortAfzender : 'overig', sinds: datum },
    },
  };
}

/** The current address of residence; none where the person's data are secret (indicatie geheim). */
function woonadres(persoon: Boom): Boom | null {
  if (typeof persoon.indicatieGeheim === 'string' && persoon.indicatieGeheim !== '0') return null;
  const adressen: unknown[] = Array.isArray(persoon.adressen) ? persoon.adressen : [];
  for (const a of adressen) {
    if (typeof a !== 'object' || a === null) continue;
    const adres = a as Boom;
    if (adres.soort !== 'woon' || adres.tot !== undefined) continue;
    const uit: Record<string, unknown> = { soort: 'woon' };
    for (const naam of ADRES) if (typeof adres[naam] === 'string') uit[naam] = adres[naam];
    return uit;
  }
  return null;
}
