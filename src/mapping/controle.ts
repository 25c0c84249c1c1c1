// All tables of all adapters, checked on both sides, with their coverage: for `knooppunt mapping check|coverage`, the generated reference and the tests.
import type { Eventcatalogus } from '../canonical/eventschema.ts';
import type { Adapter, BerichtSoort } from '../sdk/adapter.ts';
import { STANDAARD_CODECS } from '../sdk/codecs/index.ts';
import { type Dekking, dekkingVan } from './dekking.ts';
import { recordWortel } from './recordbron.ts';
import { Schemabron, type SchemaElement } from '../xml/schemabron.ts';
import { leesTabel, type Tabel, TabelFout } from './tabel.ts';
import { type Tabelbevinding, toetsBronkant, toetsDoelkant } from './toets.ts';

export interface Tabelcontrole {
  readonly adapter: string;
  readonly soort: BerichtSoort;
  readonly bevindingen: readonly Tabelbevinding[];
  /** null where the left side is neither XSD nor a record layout that the SDK knows, or the table cannot be read. */
  readonly dekking: Dekking | null;
}

/** Checks one message type. @param wortel root of its profile or record layout; null where we cannot read it as a tree. */
function controleer(a: Adapter, soort: BerichtSoort, tabel: Tabel, wortel: SchemaElement | null, catalogus: Eventcatalogus): Tabelcontrole {
  const codecs = new Map([...STANDAARD_CODECS, ...(a.codecs ?? [])].map((c) => [c.naam, c]));
  const bevindingen = [...(wortel ? toetsBronkant(tabel, wortel, soort.berichttype) : []), ...toetsDoelkant(tabel, catalogus)];
  if (!tabel.berichten.includes(soort.berichttype)) bevindingen.push({ bestand: tabel.bestand, regel: 1, tekst: `\`berichten\` noemt ${soort.berichttype} niet` });
  const dekking = wortel ? dekkingVan(tabel, wortel, (naam) => {
    const c = codecs.get(naam);
    return c?.soort === 'knoop' ? c.leest : null;
  }) : null;
  return { adapter: a.spec.naam, soort, bevindingen, dekking };
}

/** Checks every message type of these adapters that has a table. */
export function controleerTabellen(adapters: readonly Adapter[], catalogus: Eventcatalogus): Tabelcontrole[] {
  const uit: Tabelcontrole[] = [];
  const bronnen = new Map<string, Schemabron>();
  for (const a of adapters) {
    for (const soort of a.spec.berichten) {
      if (soort.mapping === null) continue;
      try {
        const tabel = leesTabel(a.spec.mappings, soort.mapping);
        let wortel: SchemaElement | null = null;
        if (soort.wortel) {
          const sleutel = `${a.spec.schemas.href} ${soort.schema}`;
          let bron = bronnen.get(sleutel);
          if (!bron) {
            bron = new Schemabron(a.spec.schemas, soort.schema);
            bronnen.set(sleutel, bron);
          }
          wortel = bron.wortel(soort.wortel.namespace, soort.wortel.naam);
        } else if (soort.ei) wortel = recordWortel(a.spec.schemas, soort.schema, soort.berichttype);
        uit.push(controleer(a, soort, tabel, wortel, catalogus));
      } catch (e) {
        const b = e instanceof TabelFout ? { bestand: e.bestand, regel: e.regel, tekst: e.message } : { bestand: soort.mapping, regel: 1, tekst: e instanceof Error ? e.message : 'onbekende oorzaak' };
        uit.push({ adapter: a.spec.naam, soort, bevindingen: [b], dekking: null });
      }
    }
  }
  return uit;
}
