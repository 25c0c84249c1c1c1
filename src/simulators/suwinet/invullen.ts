// Fills in an answer from the profile of its service: every part in the order that the profile wants, optional ones often, each value believable.
// The profile decides the form; what is said of a person follows from seed and BSN. Writes nothing that the profile does not allow.
import { xmlTekst } from '../../sdk/soap.ts';
import type { Modeldeel, SchemaElement } from '../../xml/schemabron.ts';
import { persoon, type Proefpersoon } from '../personen.ts';
import { Toeval } from '../toeval.ts';
import { waarde } from './waarden.ts';

export interface Invulopdracht {
  readonly wortel: SchemaElement;
  readonly bsn: string;
  readonly zaad: number;
  /** The made-up people that relatives come from. */
  readonly kring: readonly string[];
}

/** Below this depth only what must be there. */
const DIEPTE = 6;

/** A part of these groups is about somebody else. */
const ANDEREN = /^(Partner|Kind|Ouder[12]?|Huwelijkspartner|Bewoner|Gerechtigde|Persoon|Contactpersoon)/;
/** Never made: open content, and what would make the answer a fault. */
const NIET = new Set(['FWI', 'NietsGevonden', 'Fout']);

export function vulIn(o: Invulopdracht): string {
  const t = new Toeval(`suwinet ${o.zaad} ${o.wortel.ns} ${o.wortel.naam} ${o.bsn}`);
  const anderen = o.kring.filter((b) => b !== o.bsn);
  const fiscaal = t.kies(anderen);

  const element = (e: SchemaElement, wie: Proefpersoon, diepte: number): string => {
    const model = e.model();
    const ander = diepte > 1 && ANDEREN.test(e.naam) ? persoon(t.kies(anderen), o.zaad) : wie;
    const vorm = e.vorm();
    const inhoud = model ? deel(model, ander, diepte) : vorm ? xmlTekst(waarde(e.naam, vorm, t, ander, fiscaal)) : '';
    // An element that may be left out and has nothing to say is left out.
    if (inhoud === '' && !e.verplicht) return '';
    return `<${e.naam}>${inhoud}</${e.naam}>`;
  };

  const deel = (m: Modeldeel, wie: Proefpersoon, diepte: number): string => {
    if (m.soort === 'vrij' || (m.soort === 'element' && NIET.has(m.element.naam))) return '';
    const bedrag = m.soort === 'element' && /^(Cd(Munteenheid|PositiefNegatief)|WaardeBedr|Burgerservicenr|SignificantDeelVanDeAchternaam)$/.test(m.element.naam);
    const wel = m.min > 0 || bedrag || (diepte < DIEPTE && t.kans(diepte < 2 ? 0.95 : 0.6));
    const aantal = wel ? Math.max(1, m.min, m.max > 1 && diepte < 3 && t.kans(0.3) ? 2 : 1) : 0;
    let uit = '';
    for (let i = 0; i < Math.min(aantal, m.max); i++) {
      if (m.soort === 'element') uit += element(m.element, wie, diepte + 1);
      else if (m.soort === 'reeks') uit += m.delen.map((d) => deel(d, wie, diepte)).join('');
      else uit += keuze(m.delen, wie, diepte);
    }
    return uit;
  };

  /** The first branch of an answer is the answer; elsewhere any that holds something. */
  const keuze = (delen: readonly Modeldeel[], wie: Proefpersoon, diepte: number): string => {
    const goed = delen.filter((d) => d.soort !== 'vrij' && !(d.soort === 'element' && NIET.has(d.element.naam)));
    if (goed.length === 0) return '';
    return deel(diepte === 0 ? goed[0]! : t.kies(goed), wie, diepte);
  };

  const binnen = o.wortel.model();
  const inhoud = binnen ? deel(binnen, persoon(o.bsn, o.zaad), 0) : '';
  return `<d:${o.wortel.naam} xmlns:d="${o.wortel.ns}">${inhoud}</d:${o.wortel.naam}>`;
}
