// Parties from `partijen/*.yaml`, on top of the municipalities that come with the product. Checks each line by itself; what lines say about each
// other is kruistoets.ts.
import path from 'node:path';
import { isAgb, isKvk, isOin, isUzovi } from '../canonical/identificaties.ts';
import type { Adresalias, PartijRegel } from '../routing/model.ts';
import type { Dienst } from '../questions/port.ts';
import type { PartijSoort } from '../sdk/partij.ts';
import type { Bevinding } from './bevinding.ts';
import type { Bronbestand } from './bronbestanden.ts';
import { duurInMs } from './duur.ts';
import { type Bestandssoort, toetsBestand } from './schematoets.ts';
import { leesYaml, padTekst, type Stap, type YamlBestand } from './yaml-bestand.ts';

/** A value with the place it came from; no place for what the product brings. */
export interface MetPlaats<T> {
  readonly waarde: T;
  readonly bestand: string;
  regel(...stappen: Stap[]): number;
  readonly pad: string;
}

interface RuwePartij {
  id: string;
  soort: PartijSoort;
  naam?: string;
  oin?: string;
  gemeentecode?: string;
  agb?: string;
  uzovi?: string;
  kvk?: string;
  aliassen: Adresalias[];
  geldigVanaf?: string;
  geldigTot?: string;
  opvolger?: string;
  mandaten: { gemeente: string; geldigVanaf?: string; geldigTot?: string }[];
  technischeAfkeur?: string[];
  diensten: (Omit<Dienst, 'tijdslimiet'> & { tijdslimiet: string })[];
}

export function metPlaats<T>(waarde: T, yaml: YamlBestand, pad: readonly Stap[]): MetPlaats<T> {
  return { waarde, bestand: yaml.naam, regel: (...stappen) => yaml.regel([...pad, ...stappen]), pad: padTekst(pad) };
}

/** Kinds of files with lines, each in a folder of that name. */
type Regelsoort = Exclude<Bestandssoort, 'knooppunt'>;

interface Gelezen { readonly tekst: string; readonly bevindingen: readonly Bevinding[]; readonly regels: readonly MetPlaats<unknown>[] }

/** What was read of a file with this path and this text: a reload of one changed file among hundreds reads that one. */
const gelezen = new Map<string, Gelezen>();

/** Reads a folder's files of one kind; findings go into the list, a file with a wrong shape gives no lines. The values are shared: never change them. */
export function leesRegels<T>(map: string, bestanden: readonly Bronbestand[], soort: Regelsoort, bevindingen: Bevinding[]): MetPlaats<T>[] {
  const wortel = path.join(map, soort) + path.sep;
  const nu = new Set(bestanden.map((b) => b.pad));
  for (const pad of gelezen.keys()) if (pad.startsWith(wortel) && !nu.has(pad)) gelezen.delete(pad);
  return bestanden.flatMap((b) => {
    let g = gelezen.get(b.pad);
    if (g?.tekst !== b.tekst) {
      g = leesBestand(b, soort);
      gelezen.set(b.pad, g);
    }
    bevindingen.push(...g.bevindingen);
    return g.regels as readonly MetPlaats<T>[];
  });
}

function leesBestand(b: Bronbestand, soort: Regelsoort): Gelezen {
  const { bestand, bevindingen } = leesYaml(b.naam, b.tekst);
  if (!bestand || bestand.waarde === null) return { tekst: b.tekst, bevindingen, regels: [] };
  const fouten = toetsBestand(soort, bestand, bestand.waarde);
  if (fouten.length > 0) return { tekst: b.tekst, bevindingen: fouten, regels: [] };
  const lijst = (bestand.waarde as Record<string, unknown[]>)[soort] ?? [];
  return { tekst: b.tekst, bevindingen: [], regels: lijst.map((waarde, i) => metPlaats(waarde, bestand, [soort, i])) };
}

/** How those that are no party are named as who handed a message in (`BerichtKop.beller`). */
const EIGEN_NAMEN: readonly string[] = ['hub', 'operator', 'map'];

/** All parties: those of the files, and every municipality that no file names. */
export function leesPartijen(map: string, bestanden: readonly Bronbestand[], gemeenten: ReadonlyMap<string, PartijRegel>, bevindingen: Bevinding[]): MetPlaats<PartijRegel>[] {
  const uit: MetPlaats<PartijRegel>[] = [];
  const genoemd = new Set<string>();
  for (const ruw of leesRegels<RuwePartij>(map, bestanden, 'partijen', bevindingen)) {
    const p = { ...ruw.waarde };
    const fout = (sleutel: string, tekst: string): void => {
      bevindingen.push({ ernst: 'fout', bestand: ruw.bestand, regel: ruw.regel(sleutel), pad: `${ruw.pad}.${sleutel}`, tekst });
    };
    const standaard = p.gemeentecode === undefined ? undefined : gemeenten.get(p.gemeentecode);
    if (p.soort === 'gemeente') {
      if (p.gemeentecode === undefined) fout('gemeentecode', 'een gemeente heeft een gemeentecode');
      else {
        if (p.id !== `gemeente-${p.gemeentecode}`) fout('id', `moet 'gemeente-${p.gemeentecode}' zijn`);
        // Read on as if it had been right: one mistake is one finding.
        p.id = `gemeente-${p.gemeentecode}`;
        genoemd.add(p.gemeentecode);
      }
      if (p.mandaten.length > 0) fout('mandaten', 'een gemeente handelt voor zichzelf; mandaten horen bij een andere soort partij');
    } else {
      if (p.gemeentecode !== undefined) {
        fout('gemeentecode', 'alleen een gemeente heeft een gemeentecode');
        delete p.gemeentecode;
      }
      if (/^gemeente-[0-9]{4}$/.test(p.id)) fout('id', 'deze naam is voor een gemeente');
      // Without an OIN a party is written down by this name: what such a party did and what the hub did would be one.
      if (EIGEN_NAMEN.includes(p.id)) fout('id', 'deze naam is van het knooppunt zelf');
    }
    const naam = p.naam ?? standaard?.naam;
    if (naam === undefined) fout('naam', "'naam' ontbreekt");
    if (p.oin !== undefined && !isOin(p.oin)) fout('oin', 'dit is geen OIN: het voorvoegsel is niet bekend');
    if (p.agb !== undefined && !isAgb(p.agb)) fout('agb', 'dit is geen AGB-code');
    if (p.uzovi !== undefined && !isUzovi(p.uzovi)) fout('uzovi', 'dit is geen UZOVI-nummer');
    if (p.kvk !== undefined && !isKvk(p.kvk)) fout('kvk', 'dit is geen KvK-nummer');
    if (p.opvolger !== undefined && p.geldigTot === undefined) fout('opvolger', 'een opvolger hoort bij geldigTot');
    if (p.geldigVanaf !== undefined && p.geldigTot !== undefined && p.geldigVanaf >= p.geldigTot) fout('geldigTot', 'ligt niet na geldigVanaf');

    const { mandaten, diensten, naam: _naam, ...rest } = p;
    const mandaatregels = mandaten.map(({ gemeente, ...m }) => ({ gemeentecode: gemeente, ...m }));
    const geldigheid = standaard ? { ...(standaard.geldigTot === undefined ? {} : { geldigTot: standaard.geldigTot }), ...(standaard.opvolger === undefined ? {} : { opvolger: standaard.opvolger }) } : {};
    uit.push({
      ...ruw,
      waarde: { ...geldigheid, ...rest, naam: naam ?? p.id, aliassen: [...(standaard?.aliassen ?? []), ...p.aliassen], mandaatregels, mandaten: mandaatregels.map((m) => m.gemeentecode), ...(diensten.length === 0 ? {} : { diensten: diensten.map((d) => ({ ...d, tijdslimiet: duurInMs(d.tijdslimiet) })) }) },
    });
  }
  for (const [code, waarde] of gemeenten) if (!genoemd.has(code)) uit.push({ waarde, bestand: '', regel: () => 0, pad: waarde.id });
  return uit;
}
