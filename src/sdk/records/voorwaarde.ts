// Conditions between fields: when all of `als` hold, at least one of `dan` must. Fields may belong to the head record or a parent;
// where that record is missing or of the wrong length, the condition is not judged.
import type { Eis, Regel } from './lay-out.ts';
import type { RecordRegel } from './lezer.ts';
import type { RegelLoper } from './regels.ts';
import type { Keuringsstaat } from './staat.ts';

type Uitspraak = (r: RecordRegel) => boolean | null;

/** The condition as it runs over one file. */
export function maakVoorwaarde(regel: Extract<Regel, { soort: 'voorwaarde' }>, staat: Keuringsstaat): RegelLoper {
  const meld = staat.veld(regel.meld);
  const type = regel.meld.slice(0, 2);
  const als = regel.als.map((e) => maakEis(e, type, staat));
  const dan = regel.dan.map((e) => maakEis(e, type, staat));
  return {
    types: [type],
    neem(r) {
      for (const eis of als) if (eis(r) !== true) return;
      for (const eis of dan) if (eis(r) !== false) return;
      staat.meldRegel(regel.standaardcode, r, meld, '', regel.tekst);
    },
  };
}

function maakEis(eis: Eis, eigenType: string, staat: Keuringsstaat): Uitspraak {
  const veld = staat.veld(eis.veld);
  const waarden = eis.in?.map((w) => Buffer.from(w, 'latin1')) ?? null;
  const oordeel = (b: Buffer, begin: number): boolean => {
    if (waarden) {
      const van = begin + veld.begin - 1;
      return waarden.some((w) => b.compare(w, 0, w.length, van, van + veld.lengte) === 0);
    }
    return staat.isLeeg(veld, b, begin) === (eis.is === 'leeg');
  };
  const type = eis.veld.slice(0, 2);
  if (type === eigenType) return (r) => oordeel(r.bytes, r.begin);
  const ander = staat.bewaard.get(type)!;
  return () => (ander.aanwezig ? oordeel(ander.bytes, 0) : null);
}
