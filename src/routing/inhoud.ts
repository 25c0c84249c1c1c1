// Which municipality an unaddressed message is about, by its content: where the person lives whom it is about.
// Safe rather than complete: former and postal addresses, and people who merely appear, never decide; clients of several municipalities in one
// event give nobody, for each would get the other's people.
import { onderwerpPersonen } from './personen.ts';

type Boom = Readonly<Record<string, unknown>>;

function isBoom(w: unknown): w is Boom {
  return typeof w === 'object' && w !== null && !Array.isArray(w);
}

function lijst(w: unknown): readonly unknown[] {
  return Array.isArray(w) ? w : [];
}

/** Gemeentecode of where a person lives now: the woonadres, else where they stay. */
function woongemeente(persoon: Boom): string | null {
  const adressen = lijst(persoon.adressen).filter(isBoom).filter((a) => a.tot === undefined && typeof a.gemeentecode === 'string');
  for (const soort of ['woon', 'verblijf']) {
    const a = adressen.find((x) => x.soort === soort);
    if (a) return String(a.gemeentecode);
  }
  return null;
}

/** Codes of municipalities that stand in parties of the content (person-less messages); former states (`vorig`) do not count. */
function gemeentenVanPartijen(w: unknown, codes: Set<string>): void {
  if (Array.isArray(w)) {
    for (const x of w) gemeentenVanPartijen(x, codes);
  } else if (isBoom(w)) {
    if (w.soort === 'gemeente' && typeof w.gemeentecode === 'string') codes.add(w.gemeentecode);
    for (const [naam, x] of Object.entries(w)) if (naam !== 'personen' && naam !== 'vorig') gemeentenVanPartijen(x, codes);
  }
}

export function gemeentenInInhoud(data: Boom, persoonsleutel: string | null): { readonly codes: readonly string[]; readonly reden: string } {
  const personen = onderwerpPersonen(data, persoonsleutel);
  if (personen.length > 0) {
    const codes = new Set(personen.map(woongemeente).filter((c) => c !== null));
    if (codes.size > 1) return { codes: [], reden: 'de inhoud noemt personen uit verschillende gemeenten' };
    if (codes.size === 1) return { codes: [...codes], reden: '' };
    return { codes: [], reden: 'de inhoud noemt geen gemeente bij de persoon' };
  }
  const codes = new Set<string>();
  gemeentenVanPartijen(data, codes);
  if (codes.size > 1) return { codes: [], reden: 'de inhoud noemt verschillende gemeenten' };
  return { codes: [...codes], reden: 'de inhoud noemt geen gemeente' };
}
