// Target paths of mapping tables, compiled to a function that finds where a value goes; objects on the way are made when something is written.

export type Object_ = Record<string, unknown>;

/** A person in the making: gets its id when the event is finished. */
export interface PersoonInWording {
  readonly object: Object_;
  verwezen: boolean;
}

/** Where rows write: the current item, the event's data, the persons bound by enclosing rows. */
export interface Doelomgeving {
  readonly item: Object_;
  readonly data: Object_;
  readonly personen: Readonly<Record<string, PersoonInWording>>;
}

export interface Plek {
  readonly houder: Object_;
  readonly sleutel: string;
  readonly lijst: boolean;
}

/** A compiled target path. */
export type Doelpad = ReturnType<typeof compileerDoelpad>;

/** Compiles a target path. @throws Error (Dutch) when it is not one. */
export function compileerDoelpad(pad: string): { readonly persoon: string | null; readonly absoluut: boolean; readonly delen: readonly string[]; zoek(om: Doelomgeving): Plek | null } {
  let rest = pad;
  let persoon: string | null = null;
  let absoluut = false;
  const p = /^personen\[([A-Za-z][\w-]*)\]\.?/.exec(rest);
  if (p) {
    persoon = p[1]!;
    rest = rest.slice(p[0].length);
  } else if (rest.startsWith('/')) {
    absoluut = true;
    rest = rest.slice(1);
  } else if (rest.startsWith('bericht.')) absoluut = true;
  const delen = rest.split('.');
  const laatste = delen.at(-1) ?? '';
  const lijst = laatste.endsWith('[]');
  const namen = delen.map((d, i) => (i === delen.length - 1 && lijst ? d.slice(0, -2) : d));
  if (namen.some((d) => !/^[A-Za-z][\w-]*$/.test(d))) throw new Error(`geen geldig doelpad: ${pad}`);
  const sleutel = namen.at(-1)!;
  const weg = namen.slice(0, -1);
  return {
    persoon,
    absoluut,
    delen: namen,
    zoek(om) {
      let houder: Object_;
      if (persoon !== null) {
        const gebonden = om.personen[persoon];
        if (!gebonden) return null;
        houder = gebonden.object;
      } else houder = absoluut ? om.data : om.item;
      for (const d of weg) {
        const bestaand = houder[d];
        if (typeof bestaand === 'object' && bestaand !== null) houder = bestaand as Object_;
        else {
          const nieuw: Object_ = {};
          houder[d] = nieuw;
          houder = nieuw;
        }
      }
      return { houder, sleutel, lijst };
    },
  };
}
