// The control rules of a layout, one maker a kind: a rule becomes a function that runs on the records it concerns.
// A rule stays silent where the fields it reads are wrong in themselves: that is already a finding.
import { datum, getal, gelijk } from './bytes.ts';
import { maakVoorwaarde } from './voorwaarde.ts';
import type { Regel } from './lay-out.ts';
import type { RecordRegel } from './lezer.ts';
import type { Keuringsstaat } from './staat.ts';
import { Sleutelverzameling } from './uniek.ts';

/** A rule at work on one file: the record types it wants to see, and what it does with each. */
export interface RegelLoper {
  readonly types: readonly string[];
  /** Called for records of full length. */
  neem(r: RecordRegel): void;
  /** Called for a record of a wrong length: its content cannot be trusted. */
  onleesbaar?(r: RecordRegel): void;
}

/** The rule as it runs over one file. */
export function maakRegel(regel: Regel, staat: Keuringsstaat): RegelLoper {
  switch (regel.soort) {
    case 'volgnummer':
      return maakVolgnummer(regel, staat);
    case 'gelijk':
      return maakGelijk(regel, staat);
    case 'product':
      return maakProduct(regel, staat);
    case 'uniek':
      return maakUniek(regel, staat);
    case 'telling':
      return maakTelling(regel, staat);
    case 'som':
      return maakSom(regel, staat);
    case 'datumvolgorde':
      return maakDatumvolgorde(regel, staat);
    case 'voorwaarde':
      return maakVoorwaarde(regel, staat);
  }
}

type Soort<S extends Regel['soort']> = Extract<Regel, { soort: S }>;
const typeVan = (nr: string): string => nr.slice(0, 2);

function maakVolgnummer(regel: Soort<'volgnummer'>, staat: Keuringsstaat): RegelLoper {
  const eigen = new Map(regel.velden.map((nr) => [typeVan(nr), staat.veld(nr)]));
  const overgenomen = new Map(regel.overgenomenIn.map((nr) => [typeVan(nr), staat.veld(nr)]));
  let vorige = regel.vanaf - 1;
  /** What the next number would be if the last wrong one was a slip of the pen. */
  let anders = -1;
  return {
    types: [...eigen.keys(), ...overgenomen.keys()],
    neem(r) {
      const veld = eigen.get(r.type) ?? overgenomen.get(r.type)!;
      const n = getal(r.bytes, r.begin + veld.begin - 1, veld.lengte);
      if (n < 0) {
        if (eigen.has(r.type)) vorige++;
        return;
      }
      if (!eigen.has(r.type)) {
        if (n !== vorige) staat.meldRegel(regel.standaardcode, r, veld, 'is niet het nummer van het bovenliggende detailrecord.');
        return;
      }
      const goed = regel.aaneensluitend ? n === vorige + 1 || n === anders : n > vorige;
      const verwacht = regel.aaneensluitend ? `volgt niet op het vorige detailrecord (telt vanaf ${regel.vanaf}, één per detailrecord).` : 'is niet hoger dan dat van het vorige detailrecord.';
      if (!goed) staat.meldRegel(regel.standaardcode, r, veld, verwacht);
      // After a wrong number, counting goes on from it (a gap) or from what it should have been (one wrong number): one finding either way.
      anders = goed ? -1 : vorige + 2;
      vorige = n;
    },
    onleesbaar(r) {
      if (eigen.has(r.type)) vorige++;
    },
  };
}

function maakGelijk(regel: Soort<'gelijk'>, staat: Keuringsstaat): RegelLoper {
  const veld = staat.veld(regel.veld);
  const ander = staat.veld(regel.aan);
  const boven = staat.bewaard.get(typeVan(regel.aan))!;
  const naam = staat.layOut.records[typeVan(regel.aan)]!.naam;
  return {
    types: [typeVan(regel.veld)],
    neem(r) {
      if (boven.aanwezig && !boven.fout.has(ander.nr) && !gelijk(r.bytes, r.begin + veld.begin - 1, boven.bytes, ander.begin - 1, veld.lengte)) {
        staat.meldRegel(regel.standaardcode, r, veld, `is niet gelijk aan rubriek ${ander.nr} van het bovenliggende ${naam}.`);
      }
    },
  };
}

function maakProduct(regel: Soort<'product'>, staat: Keuringsstaat): RegelLoper {
  const veld = staat.veld(regel.veld);
  const a = staat.veld(regel.factoren[0]);
  const b = staat.veld(regel.factoren[1]);
  return {
    types: [typeVan(regel.veld)],
    neem(r) {
      const uitkomst = getal(r.bytes, r.begin + veld.begin - 1, veld.lengte);
      const x = getal(r.bytes, r.begin + a.begin - 1, a.lengte);
      const y = getal(r.bytes, r.begin + b.begin - 1, b.lengte);
      if (uitkomst >= 0 && x >= 0 && y >= 0 && uitkomst !== x * y) {
        staat.meldRegel(regel.standaardcode, r, veld, `is niet rubriek ${a.nr} maal rubriek ${b.nr}.`);
      }
    },
  };
}

function maakUniek(regel: Soort<'uniek'>, staat: Keuringsstaat): RegelLoper {
  const veld = staat.veld(regel.veld);
  const gezien = new Sleutelverzameling(veld.lengte);
  let gemeldVol = false;
  return {
    types: [typeVan(regel.veld)],
    neem(r) {
      if (staat.isLeeg(veld, r.bytes, r.begin)) return;
      const uitkomst = gezien.voegToe(r.bytes, r.begin + veld.begin - 1);
      if (uitkomst === 'dubbel') staat.meldRegel(regel.standaardcode, r, veld, 'komt al eerder in dit bestand voor.');
      if (uitkomst === 'vol' && !gemeldVol) {
        gemeldVol = true;
        staat.meldRegel(regel.standaardcode, r, veld, `kan niet meer op uniciteit worden gecontroleerd: meer dan ${gezien.aantal} records.`);
      }
    },
  };
}

function maakTelling(regel: Soort<'telling'>, staat: Keuringsstaat): RegelLoper {
  const veld = staat.veld(regel.veld);
  const wat = `record${regel.records.length > 1 ? 's' : ''} ${regel.records.join(', ')}`;
  return {
    types: [typeVan(regel.veld)],
    neem(r) {
      const n = getal(r.bytes, r.begin + veld.begin - 1, veld.lengte);
      if (n < 0) return;
      let aantal = 0;
      for (const t of regel.records) aantal += staat.tellingen.get(t) ?? 0;
      if (n !== aantal) staat.meldRegel(regel.standaardcode, r, veld, `is niet gelijk aan het getelde aantal (${wat}).`);
      else if (regel.minimum !== undefined && n < regel.minimum) staat.meldRegel(regel.standaardcode, r, veld, `is lager dan het minimum van ${regel.minimum}.`);
    },
  };
}

function maakSom(regel: Soort<'som'>, staat: Keuringsstaat): RegelLoper {
  const bedrag = staat.veld(regel.bedrag);
  const teken = staat.veld(regel.teken);
  const totaal = staat.veld(regel.veld);
  const tekenTotaal = staat.veld(regel.tekenveld);
  const debet = regel.debet.charCodeAt(0);
  const credit = regel.credit.charCodeAt(0);
  const detail = typeVan(regel.bedrag);
  // Integers of cents: exact up to 9e15, more than a million records of eight digits can reach.
  let som = 0;
  let bekend = true;
  return {
    types: [detail, typeVan(regel.veld)],
    neem(r) {
      if (r.type === detail) {
        const n = getal(r.bytes, r.begin + bedrag.begin - 1, bedrag.lengte);
        const t = r.bytes[r.begin + teken.begin - 1];
        if (n < 0 || (t !== debet && t !== credit)) bekend = false;
        else som += t === debet ? n : -n;
        return;
      }
      const n = getal(r.bytes, r.begin + totaal.begin - 1, totaal.lengte);
      if (!bekend || n < 0) return;
      const t = r.bytes[r.begin + tekenTotaal.begin - 1];
      if (n !== Math.abs(som)) staat.meldRegel(regel.standaardcode, r, totaal, `is niet het saldo van rubriek ${bedrag.nr} over alle records ${detail}.`);
      if ((t === debet || t === credit) && t !== (som >= 0 ? debet : credit)) staat.meldRegel(regel.standaardcode, r, tekenTotaal, `past niet bij het teken van het saldo (${regel.debet} bij nul of positief, ${regel.credit} bij negatief).`);
    },
    onleesbaar(r) {
      // A record of the wrong length: its amount cannot be trusted, so the total cannot be judged.
      if (r.type === detail) bekend = false;
    },
  };
}

function maakDatumvolgorde(regel: Soort<'datumvolgorde'>, staat: Keuringsstaat): RegelLoper {
  const veld = staat.veld(regel.veld);
  const grens = (d: string): ((r: RecordRegel) => number) => {
    if (d.length === 8) return () => Number(d);
    const ander = staat.veld(d);
    if (typeVan(d) === typeVan(regel.veld)) return (r) => datum(r.bytes, r.begin + ander.begin - 1);
    const boven = staat.bewaard.get(typeVan(d))!;
    return () => (boven.aanwezig ? datum(boven.bytes, ander.begin - 1) : -1);
  };
  const noem = (d: string): string => (d.length === 8 ? `${d.slice(6)}-${d.slice(4, 6)}-${d.slice(0, 4)}` : `rubriek ${d} (${staat.veld(d).naam})`);
  const laatste = regel.nietNa === undefined ? null : grens(regel.nietNa);
  const eerste = regel.nietVoor === undefined ? null : grens(regel.nietVoor);
  return {
    types: [typeVan(regel.veld)],
    neem(r) {
      const n = datum(r.bytes, r.begin + veld.begin - 1);
      if (n < 0) return;
      const na = laatste?.(r) ?? -1;
      if (na >= 0 && n > na) staat.meldRegel(regel.standaardcode, r, veld, `ligt na ${noem(regel.nietNa!)}.`);
      const voor = eerste?.(r) ?? -1;
      if (voor >= 0 && n < voor) staat.meldRegel(regel.standaardcode, r, veld, `ligt voor ${noem(regel.nietVoor!)}.`);
    },
  };
}
