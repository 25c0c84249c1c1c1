// XSD checks with libxml2: schemas compiled once and cached, messages checked in place, findings with our own wording, path and line.
// libxml2 reads only files of folders that were handed to it as schema folders: no network, no other file, no entity.
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ErrorDetail, ParseOption, XmlDocument, XmlElement, XmlParseError, XmlValidateError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { type BronKnoop, padVan, type XmlBron } from '../sdk/bron.ts';
import { FOUTEN } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import { SchemaNietBeschikbaar, type SchemaKeuze, type SchemaValidator } from './port.ts';
import { Schemabron } from './schemabron.ts';
import { legUit } from './uitleg.ts';

const OPTIES = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG | ParseOption.XML_PARSE_BIG_LINES | ParseOption.XML_PARSE_HUGE;
const MAX_MELDINGEN = 100;

// The one door to the disk: `kp:/<n>/<path>` below the n-th schema folder. Registered once per process.
const mappen: string[] = [];
let deurOpen = false;

function pad(naam: string): string | null {
  const m = /^kp:\/([0-9]+)\/(.+)$/.exec(naam);
  const map = m ? mappen[Number(m[1])] : undefined;
  if (!m || map === undefined) return null;
  const doel = resolve(map, decodeURIComponent(m[2]!));
  return doel.startsWith(map + sep) ? doel : null;
}

function openDeur(): void {
  if (deurOpen) return;
  deurOpen = true;
  xmlRegisterInputProvider({
    match: (naam) => naam.startsWith('kp:'),
    open(naam) {
      const p = pad(naam);
      if (p === null) return undefined;
      try {
        return openSync(p, 'r');
      } catch {
        return undefined;
      }
    },
    read(fd, buffer) {
      try {
        return readSync(fd, buffer, 0, buffer.byteLength, null);
      } catch {
        return -1;
      }
    },
    close(fd) {
      closeSync(fd);
      return true;
    },
  });
}

/** Makes the validator. One per process is enough; compiled schemas live as long as it does. */
export function maakLibxml2Validator(): SchemaValidator {
  openDeur();
  const cache = new Map<string, XsdValidator>();
  const bronnen = new Map<string, Schemabron | null>();
  /** The schema as a list of what may stand where; read only when a message is wrong. */
  const lijst = (schema: SchemaKeuze): Schemabron | null => {
    const sleutel = `${schema.map.href} ${schema.pad}`;
    if (!bronnen.has(sleutel)) {
      try {
        bronnen.set(sleutel, new Schemabron(schema.map, schema.pad));
      } catch {
        bronnen.set(sleutel, null);
      }
    }
    return bronnen.get(sleutel) ?? null;
  };

  function compileer(schema: SchemaKeuze): XsdValidator {
    const map = resolve(fileURLToPath(schema.map));
    let n = mappen.indexOf(map);
    if (n < 0) n = mappen.push(map) - 1;
    const sleutel = `kp:/${n}/${schema.pad}`;
    const klaar = cache.get(sleutel);
    if (klaar) return klaar;
    const bestand = pad(sleutel);
    let doc: XmlDocument | undefined;
    try {
      if (bestand === null) throw new Error('outside the schema folder');
      doc = XmlDocument.fromBuffer(leesHeel(bestand), { url: sleutel, option: OPTIES });
      const v = XsdValidator.fromDoc(doc);
      cache.set(sleutel, v);
      return v;
    } catch {
      throw new SchemaNietBeschikbaar(`schema ${schema.pad} ontbreekt of is beschadigd`);
    } finally {
      doc?.dispose();
    }
  }

  return {
    laad(schema) {
      compileer(schema);
    },
    controleer(schema, bron) {
      const validator = compileer(schema);
      let doc: XmlDocument | undefined;
      try {
        // As bytes: Node encodes natively, the library's own way from text goes character by character.
        doc = XmlDocument.fromBuffer(Buffer.from(bron.xml, 'utf8'), { option: OPTIES });
        if (bron.verwijstNaarSchema) wisSchemaverwijzingen(doc);
        const doel = bedrijfswortel(doc, bron);
        validator.validate(doel as XmlElement);
        return [];
      } catch (e) {
        if (e instanceof XmlValidateError && e.details.length > 0) return meldingenVan(e.details, bron, () => lijst(schema));
        // What the reader took and libxml2 does not is wrong input, not a broken check: the sender must hear it.
        if (e instanceof XmlParseError) return [{ code: 'KP_NIET_WELGEVORMD', regel: e.details[0]?.line ?? 1, pad: '/', tekst: FOUTEN.KP_NIET_WELGEVORMD.titel }];
        throw new SchemaNietBeschikbaar(`de controle tegen ${schema.pad} is niet gelukt`);
      } finally {
        doc?.dispose();
      }
    },
  };
}

function leesHeel(bestand: string): Uint8Array {
  const fd = openSync(bestand, 'r');
  try {
    const delen: Buffer[] = [];
    for (;;) {
      const stuk = Buffer.alloc(65_536);
      const n = readSync(fd, stuk, 0, stuk.length, null);
      if (n <= 0) break;
      delen.push(stuk.subarray(0, n));
    }
    return Buffer.concat(delen);
  } finally {
    closeSync(fd);
  }
}

/** A schema check follows `xsi:schemaLocation` hints; a message must not point us anywhere. */
function wisSchemaverwijzingen(doc: XmlDocument): void {
  const ns = { xsi: 'http://www.w3.org/2001/XMLSchema-instance' };
  for (const a of doc.find('//@xsi:schemaLocation | //@xsi:noNamespaceSchemaLocation', ns)) a.remove();
}

/** The element that the tree calls `wortel`, found again in libxml2's document by its place among element siblings. */
function bedrijfswortel(doc: XmlDocument, bron: XmlBron): XmlElement {
  const pad: number[] = [];
  for (let k: BronKnoop = bron.wortel; k.ouder; k = k.ouder) pad.unshift(k.ouder.kinderen.indexOf(k));
  let el: XmlElement = doc.root;
  for (const index of pad) {
    let i = -1;
    for (let k = el.firstChild; k; k = k.next) {
      if (k instanceof XmlElement && ++i === index) {
        el = k;
        break;
      }
    }
  }
  return el;
}

/** libxml2's node path (`/q:a/q:b[2]`, `/*` + `/*[3]` in a default namespace) → our node. */
function zoekKnoop(xpath: string, bron: XmlBron): BronKnoop {
  let knoop: BronKnoop | null = null;
  for (const stap of xpath.split('/').slice(1)) {
    if (stap.startsWith('@') || stap.startsWith('text()')) break;
    const m = /^(?:[^:[]*:)?([^[]*)(?:\[([0-9]+)\])?$/.exec(stap);
    const naam = m?.[1] ?? '*';
    const n = Number(m?.[2] ?? 1);
    if (knoop === null) {
      knoop = bron.document;
      continue;
    }
    const kandidaten: BronKnoop[] = naam === '*' ? knoop.kinderen : knoop.kinderen.filter((k) => k.naam === naam);
    // Siblings of one local name in two namespaces are counted apart by libxml2; no message of ours has them, the n-th overall will do.
    const gevonden: BronKnoop | undefined = kandidaten[n - 1] ?? kandidaten[0];
    if (!gevonden) break;
    knoop = gevonden;
  }
  return knoop ?? bron.wortel;
}

/** By the schema itself: libxml2's list of what it expected may name what is there already. undefined when the schema is not of the plain kind. */
function eersteVerplichte(knoop: BronKnoop, bron: XmlBron, profiel: () => Schemabron | null): string | undefined {
  const namen: string[] = [];
  for (let k: BronKnoop = knoop; k !== bron.wortel && k.ouder; k = k.ouder) namen.unshift(k.naam);
  try {
    let e = profiel()?.wortel(bron.wortel.ns, bron.wortel.naam);
    for (const n of namen) e = e?.kinderen().get(n);
    for (const [naam, z] of e?.kinderen() ?? []) if (z.verplicht && !knoop.kinderen.some((k) => k.naam === naam)) return naam;
  } catch {
    // A schema of another shape: the finding stays at the parent.
  }
  return undefined;
}

/** Of the elements that could come next, the one that is not there yet; undefined when there are several. */
function enigeAfwezige(verwacht: readonly string[], knoop: BronKnoop): string | undefined {
  const afwezig = verwacht.filter((n) => n !== '*' && !knoop.kinderen.some((k) => k.naam === n));
  return afwezig.length === 1 ? afwezig[0] : undefined;
}

function meldingenVan(details: readonly ErrorDetail[], bron: XmlBron, profiel: () => Schemabron | null): Melding[] {
  const uit: Melding[] = [];
  const gezien = new Set<string>();
  let vorigePlek = '';
  for (const d of details) {
    const u = legUit(d.message);
    const knoop = d.xpath ? zoekKnoop(d.xpath, bron) : bron.wortel;
    let plek = padVan(knoop, bron.wortel);
    let code: string = u.code;
    let tekst = u.tekst;
    const ontbreekt = u.code === 'KP_SCHEMA_ONTBREEKT' ? (eersteVerplichte(knoop, bron, profiel) ?? enigeAfwezige(u.verwacht ?? [], knoop)) : undefined;
    if (ontbreekt) {
      plek += `/${ontbreekt}`;
      tekst = 'dit verplichte element ontbreekt';
    } else if (u.code === 'KP_SCHEMA_ONVERWACHT' && u.verwacht?.length === 1 && u.verwacht[0] !== '*' && knoop.ouder) {
      // One thing was due and it stands nowhere among the siblings: then that is what is wrong, and its place is where it should have stood.
      const naam = u.verwacht[0]!;
      if (naam !== knoop.naam && !knoop.ouder.kinderen.some((k) => k.naam === naam)) {
        plek = `${padVan(knoop.ouder, bron.wortel)}/${naam}`;
        code = 'KP_SCHEMA_ONTBREEKT';
        tekst = `dit verplichte element ontbreekt; op zijn plaats staat ${knoop.naam}`;
      }
    }
    if (u.attribuut) plek += `/@${u.attribuut}`;
    if (u.herhaling && vorigePlek === plek) continue;
    vorigePlek = plek;
    const sleutel = `${plek} ${code} ${tekst}`;
    if (gezien.has(sleutel)) continue;
    gezien.add(sleutel);
    uit.push({ code, regel: knoop.regel, pad: plek, tekst });
    if (uit.length >= MAX_MELDINGEN) break;
  }
  return uit;
}
