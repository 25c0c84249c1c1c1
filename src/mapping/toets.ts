// The build check of a table: every path on the left exists in the profile with the cardinality that the row assumes,
// every path on the right exists in the model. Each finding names file and line.
import type { Eventcatalogus } from '../canonical/eventschema.ts';
import { compileerDoelpad } from './doelpad.ts';
import { leespaden, voegPadToe, zonderIndex } from './leespaden.ts';
import type { SchemaElement } from '../xml/schemabron.ts';
import { modelpaden, type Plek, type Schema } from './modelpad.ts';
import type { Rij, Tabel, Voorwaarde } from './tabel.ts';

export interface Tabelbevinding {
  readonly bestand: string;
  readonly regel: number;
  readonly tekst: string;
}

/**
 * Left side: against the profile. Rows with an `als: {berichttype}` for other types are not for this schema.
 * A row of a fragment must fit at least one of the places where this table takes the fragment in: it may serve places that know less.
 */
export function toetsBronkant(tabel: Tabel, wortel: SchemaElement, berichttype: string): Tabelbevinding[] {
  const uit: Tabelbevinding[] = [];
  const meld = (r: { bestand: string; regel: number }, tekst: string): void => void uit.push({ bestand: r.bestand, regel: r.regel, tekst });
  const andere = (v: Voorwaarde | undefined): boolean => v?.berichttype !== undefined && ![v.berichttype].flat().includes(berichttype);
  const overslaan = new Set<Rij>();
  const merk = (rijen: readonly Rij[], binnen: boolean): void => {
    for (const r of rijen) {
      const hier = binnen || andere(r.als);
      if (hier) overslaan.add(r);
      merk(r.rijen ?? [], hier);
    }
  };
  merk(tabel.rijen, false);
  for (const e of tabel.events) merk(e.rijen, andere(e.als));

  const past = new Set<string>();
  const misschien: { readonly sleutel: string; readonly rij: Rij; readonly tekst: string }[] = [];

  for (const p of leespaden(tabel)) {
    if (overslaan.has(p.rij)) continue;
    const sleutel = `${p.rij.bestand}:${p.rij.regel}:${p.pad.slice(p.bereik).join('/')}`;
    const onbekend = (tekst: string): void => {
      if (p.rij.bestand === tabel.bestand) meld(p.rij, tekst);
      else misschien.push({ sleutel, rij: p.rij, tekst });
    };
    let goed = true;
    let hier: SchemaElement[] = [wortel];
    for (const [i, segment] of p.pad.entries()) {
      if (segment.startsWith('@')) {
        const naam = segment.slice(1);
        if (naam !== 'nil' && !hier.some((h) => h.vrij || h.attributen.has(naam))) {
          onbekend(`het schema kent hier geen attribuut ${naam} (${p.pad.join('/')})`);
          goed = false;
        }
        hier = [];
        break;
      }
      const naam = zonderIndex(segment);
      const volgende = hier.flatMap((h) => (naam === '*' ? [...h.kinderen().values()] : h.kinderen().has(naam) ? [h.kinderen().get(naam)!] : []));
      if (volgende.length === 0) {
        if (!hier.some((h) => h.vrij)) {
          // Where the enclosing row does not fit, that row is the finding.
          if (i >= p.bereik) onbekend(`het schema kent geen element ${naam} op ${p.pad.slice(0, i + 1).join('/')}`);
          goed = false;
        }
        hier = [];
        break;
      }
      const meerdere = p.soort === 'waarde' && i >= p.bereik && segment === naam && !p.rij.doel?.endsWith('[]') && volgende.some((v) => v.herhaald);
      if (meerdere) meld(p.rij, `${naam} kan vaker voorkomen: gebruik elk, een lijst als doel ([]) of een index (${p.pad.join('/')})`);
      hier = volgende;
    }
    if (goed) past.add(sleutel);
    const leestTekst = p.soort === 'waarde' && (p.rij.codec === undefined || p.rij.codec === 'tekst');
    if (leestTekst && hier.length > 0 && !hier.some((h) => h.waarde || h.vrij)) meld(p.rij, `${p.pad.join('/')} heeft zelf geen waarde`);
  }
  for (const m of misschien) if (!past.has(m.sleutel)) meld(m.rij, m.tekst);
  for (const b of tabel.bewustNiet) {
    if (b.pad.startsWith('**/')) continue;
    let hier: SchemaElement | undefined = wortel;
    for (const s of voegPadToe([], b.pad)) {
      if (s.startsWith('@')) hier = hier?.attributen.has(s.slice(1)) || hier?.vrij ? hier : undefined;
      else hier = hier?.kinderen().get(s);
    }
    if (!hier) meld({ bestand: tabel.bestand, regel: b.regel }, `bewustNiet noemt een pad dat het schema niet kent: ${b.pad}`);
  }
  return uit;
}

/** Right side: against the model of each event. */
export function toetsDoelkant(tabel: Tabel, catalogus: Eventcatalogus): Tabelbevinding[] {
  const uit: Tabelbevinding[] = [];
  const { lid, isLijst, stuk } = modelpaden(catalogus);
  for (const e of tabel.events) {
    const schema = catalogus.schema(e.type) as Schema | undefined;
    const wortel: Plek | undefined = schema ? { s: schema, doc: schema } : undefined;
    if (!wortel) {
      uit.push({ bestand: tabel.bestand, regel: e.regel, tekst: `het eventtype ${e.type} staat niet in de catalogus` });
      continue;
    }
    const persoon = stuk(lid(wortel, 'personen'));
    const loop = (rijen: readonly Rij[], item: Plek | undefined): void => {
      for (const r of rijen) {
        let volgend = item;
        if (r.doel !== undefined) {
          const d = compileerDoelpad(r.doel);
          let nu: Plek | undefined = d.persoon !== null ? persoon : d.absoluut ? wortel : item;
          let goed = true;
          for (const naam of d.delen) {
            nu = lid(nu, naam);
            if (!nu) {
              uit.push({ bestand: r.bestand, regel: r.regel, tekst: `het informatiemodel kent geen ${r.doel} (${naam}) in ${e.type}` });
              goed = false;
              break;
            }
          }
          if (goed) {
            const lijst = r.doel.endsWith('[]');
            if (lijst !== isLijst(nu)) uit.push({ bestand: r.bestand, regel: r.regel, tekst: lijst ? `${r.doel}: dit attribuut is geen lijst` : `${r.doel}: dit attribuut is een lijst, schrijf [] erachter` });
            volgend = lijst ? stuk(nu) : nu;
          } else volgend = undefined;
        }
        if (r.rijen && (r.doel === undefined || volgend)) loop(r.rijen, r.doel === undefined ? item : volgend);
      }
    };
    loop(tabel.rijen, wortel);
    loop(e.rijen, wortel);
  }
  return ontdubbel(uit);
}

function ontdubbel(b: Tabelbevinding[]): Tabelbevinding[] {
  const gezien = new Set<string>();
  return b.filter((x) => {
    const s = `${x.bestand}:${x.regel}:${x.tekst}`;
    if (gezien.has(s)) return false;
    gezien.add(s);
    return true;
  });
}
