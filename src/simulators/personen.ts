// The made-up people of the simulators: who a BSN is, is worked out from the seed and the BSN, so that every simulator says the same of a person.
// Only numbers of the test range 999900006–999999990 that pass the check of eleven exist here; about any other number a simulator says nothing.
import { Toeval } from './toeval.ts';

export interface Proefpersoon {
  readonly bsn: string;
  readonly voornamen: string;
  readonly voorletters: string;
  readonly voorvoegsel?: string;
  readonly geslachtsnaam: string;
  readonly geslacht: 'M' | 'V';
  /** JJJJ-MM-DD */
  readonly geboortedatum: string;
  readonly adres: { readonly straat: string; readonly huisnummer: number; readonly postcode: string; readonly woonplaats: string; readonly gemeentecode: string };
}

/** Everywhere known, whatever the seed. */
export const BEKENDEN: readonly string[] = ['999900006', '999993653', '999994487', '999990937', '999991954', '999997646', '999999990', '999993975', '999992168'];

const NAMEN = ['Bakker', 'Terpstra', 'Hofstra', 'Groenewoud', 'Eikenhorst', 'Veldhuizen', 'Dijkman', 'Oosterhof', 'Rietveld', 'Sanders', 'Weststrate', 'Zijlstra'];
const VOORVOEGSELS = [undefined, undefined, undefined, 'van', 'de', 'van der', 'ten'];
const VROUWEN = ['Hinke', 'Lotte', 'Noor', 'Theodora', 'Sanne', 'Wilhelmina', 'Fatma', 'Irene'];
const MANNEN = ['Gerrit', 'Joris', 'Rutger', 'Hendrik', 'Youssef', 'Pieter', 'Sjoerd', 'Victor'];
const PLAATSEN = [
  ['Amsterdam', '0363', '1093', 'Dapperstraat'], ['Utrecht', '0344', '3511', 'Oudegracht'], ['Diemen', '0384', '1111', 'Prins Bernhardlaan'], ['Aalten', '0197', '7122', 'Hogestraat'], ['Almere', '0034', '1315', 'Stationsstraat'],
] as const;

export function elfproef(bsn: string): boolean {
  if (!/^[0-9]{9}$/.test(bsn)) return false;
  const som = [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((s, g, i) => s + g * Number(bsn[i]), 0);
  return som % 11 === 0;
}

export const isTestBsn = (bsn: string): boolean => bsn >= '999900006' && bsn <= '999999990' && elfproef(bsn);

/** BSNs of the seeded set: those that are known everywhere, then those of this seed. @param aantal at least nine. */
export function proefset(zaad: number, aantal = 40): readonly string[] {
  const t = new Toeval(`personen ${zaad}`);
  const uit = new Set(BEKENDEN);
  while (uit.size < aantal) {
    // 99998…: what happens on demand (suwinet/gevallen.ts), never a person of the set.
    const begin = `9999${t.kies(['0', '1', '2', '3', '4', '5', '6', '7', '9'])}${t.cijfers(3)}`;
    for (let c = 0; c <= 9; c++) if (isTestBsn(`${begin}${c}`)) uit.add(`${begin}${c}`);
  }
  return [...uit].slice(0, Math.max(aantal, BEKENDEN.length));
}

/** @throws Error when the number is not of the test range. */
export function persoon(bsn: string, zaad: number): Proefpersoon {
  if (!isTestBsn(bsn)) throw new Error('dit is geen BSN van de testreeks');
  const t = new Toeval(`persoon ${zaad} ${bsn}`);
  const geslacht = t.kies(['M', 'V'] as const);
  const voornamen = t.kies(geslacht === 'V' ? VROUWEN : MANNEN);
  const [woonplaats, gemeentecode, wijk, straat] = t.kies(PLAATSEN);
  const voorvoegsel = t.kies(VOORVOEGSELS);
  return {
    bsn, voornamen, voorletters: voornamen[0]!, ...(voorvoegsel === undefined ? {} : { voorvoegsel }), geslachtsnaam: t.kies(NAMEN), geslacht,
    geboortedatum: `${t.getal(1938, 2004)}-${String(t.getal(1, 12)).padStart(2, '0')}-${String(t.getal(1, 28)).padStart(2, '0')}`,
    adres: { straat, huisnummer: t.getal(1, 250), postcode: `${wijk}${t.kies('ABCEGHKL'.split(''))}${t.kies('ABCEGHKL'.split(''))}`, woonplaats, gemeentecode },
  };
}

/** As the information model has a person. */
export function canoniek(p: Proefpersoon, id: string, rollen: readonly string[]): Record<string, unknown> {
  return {
    id, rollen, bsn: p.bsn, geboortedatum: p.geboortedatum, geslacht: p.geslacht, geslachtsnaam: p.geslachtsnaam,
    ...(p.voorvoegsel === undefined ? {} : { voorvoegselGeslachtsnaam: p.voorvoegsel }),
    voornamen: p.voornamen, voorletters: p.voorletters,
  };
}

export const woonadres = (p: Proefpersoon): Record<string, unknown> => ({ soort: 'woon', huisnummer: String(p.adres.huisnummer), postcode: p.adres.postcode, straatnaam: p.adres.straat, woonplaats: p.adres.woonplaats });
