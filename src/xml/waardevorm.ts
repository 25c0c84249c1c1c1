// What a simple type allows, as far as a writer needs it: its only value, its list, its patterns and lengths. Never judges a message (libxml2 does).

export interface Waardevorm {
  /** Local name of the built-in type that it restricts: string, date, decimal … */
  readonly basis: string;
  /** Allowed values, where there is a list. */
  readonly opsomming: readonly string[] | null;
  /** Of each step of restriction one of its patterns must fit. */
  readonly patronen: readonly (readonly string[])[];
  readonly minLengte: number | null;
  readonly maxLengte: number | null;
  readonly minWaarde: string | null;
  readonly maxWaarde: string | null;
  readonly cijfers: number | null;
  readonly decimalen: number | null;
}

const LEEG: Omit<Waardevorm, 'basis'> = { opsomming: null, patronen: [], minLengte: null, maxLengte: null, minWaarde: null, maxWaarde: null, cijfers: null, decimalen: null };

/** A type from what it restricts and its own facets `[name, value]`. */
export function leesVorm(basis: string, van: Waardevorm | null, facetten: readonly (readonly [string, string])[]): Waardevorm {
  const waarden = (naam: string): string[] => facetten.filter(([n]) => n === naam).map(([, w]) => w);
  const een = (naam: string): string | null => waarden(naam)[0] ?? null;
  const getal = (naam: string): number | null => (een(naam) === null ? null : Number(een(naam)));
  const v = van ?? { ...LEEG, basis };
  const lijst = waarden('enumeration');
  const patronen = waarden('pattern');
  return {
    basis: v.basis,
    opsomming: lijst.length > 0 ? lijst : v.opsomming,
    patronen: patronen.length > 0 ? [...v.patronen, patronen] : v.patronen,
    minLengte: getal('length') ?? getal('minLength') ?? v.minLengte,
    maxLengte: getal('length') ?? getal('maxLength') ?? v.maxLengte,
    minWaarde: een('minInclusive') ?? v.minWaarde,
    maxWaarde: een('maxInclusive') ?? v.maxWaarde,
    cijfers: getal('totalDigits') ?? v.cijfers,
    decimalen: getal('fractionDigits') ?? v.decimalen,
  };
}
