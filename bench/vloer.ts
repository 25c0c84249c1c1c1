// Part 1: what a translation costs against the least that it could cost. Floor: libxml2 parses the same bytes and checks them against the same XSD,
// nothing else. Ours: bytes → read, recognised, checked, mapped, each event validated; content hash and head included. One core, no store.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ParseOption, XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { doorgang, leesBericht } from '../src/intake/doorgang.ts';
import type { Inhoud } from '../src/intake/port.ts';
import { maakWerkbank } from '../src/intake/werkbank.ts';
import { STANDAARD_XML_LIMIETEN } from '../src/xml/port.ts';
import { vloerberichten } from './lib/berichten.ts';
import { meetOmBeurten } from './lib/meten.ts';

export interface Vloerregel {
  readonly naam: string;
  readonly omschrijving: string;
  readonly bytes: number;
  readonly events: number;
  /** CPU ms a message. */
  readonly parseMs: number;
  readonly vloerMs: number;
  readonly onsMs: number;
  /** Floor ÷ ours: 1 is as fast as the bare check. */
  readonly aandeel: number;
}

const OPTIES = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG | ParseOption.XML_PARSE_BIG_LINES | ParseOption.XML_PARSE_HUGE;

/** The business element: the SOAP body's child where there is an envelope. */
function wortelVan(doc: XmlDocument): XmlElement {
  const { root } = doc;
  if (root.name !== 'Envelope') return root;
  for (let k = root.firstChild; k; k = k.next) {
    if (!(k instanceof XmlElement) || k.name !== 'Body') continue;
    for (let b = k.firstChild; b; b = b.next) if (b instanceof XmlElement) return b;
  }
  throw new Error('een envelop zonder inhoud');
}

export async function meetVloer(opties: { readonly rondes?: number; readonly ms?: number; readonly alleen?: string } = {}): Promise<Vloerregel[]> {
  const bank = await maakWerkbank();
  bank.register.compileerAlles();
  xmlRegisterFsInputProviders();
  const uit: Vloerregel[] = [];
  for (const b of vloerberichten()) {
    if (opties.alleen !== undefined && opties.alleen !== b.naam) continue;
    const bytes = b.maak(1);
    const inhoud: Inhoud = { soort: 'geheugen', bytes };
    const door = async (): Promise<number> => {
      const gelezen = leesBericht(inhoud, { kanaal: 'rest' }, bank, STANDAARD_XML_LIMIETEN);
      if (gelezen.soort === 'fout') throw new Error(`${b.naam}: ${JSON.stringify(gelezen.meldingen)}`);
      const r = await doorgang(gelezen, inhoud, bank, STANDAARD_XML_LIMIETEN, { berichtId: '01900000-0000-7000-8000-000000000001' });
      if (r.soort === 'gezakt') throw new Error(`${b.naam}: ${JSON.stringify(r.meldingen)}`);
      return r.events.length;
    };
    const events = await door();
    const gelezen = leesBericht(inhoud, { kanaal: 'rest' }, bank, STANDAARD_XML_LIMIETEN);
    if (gelezen.soort !== 'xml') throw new Error(`${b.naam} is geen XML-bericht`);
    const { adapter, soort } = gelezen.gevonden;
    const xsd = fileURLToPath(new URL(soort.schema, adapter.spec.schemas));
    const schemadoc = XmlDocument.fromBuffer(readFileSync(xsd), { url: xsd, option: OPTIES });
    const schema = XsdValidator.fromDoc(schemadoc);
    const metDocument = (werk: (doc: XmlDocument) => void) => (): void => {
      const doc = XmlDocument.fromBuffer(bytes, { option: OPTIES });
      try {
        werk(doc);
      } finally {
        doc.dispose();
      }
    };
    const m = await meetOmBeurten({ parse: metDocument(() => undefined), vloer: metDocument((doc) => schema.validate(wortelVan(doc))), ons: door }, opties);
    uit.push({ naam: b.naam, omschrijving: b.omschrijving, bytes: bytes.length, events, parseMs: m.parse.cpuMs, vloerMs: m.vloer.cpuMs, onsMs: m.ons.cpuMs, aandeel: m.vloer.cpuMs / m.ons.cpuMs });
    schema.dispose();
    schemadoc.dispose();
  }
  return uit;
}

if (import.meta.main) {
  const rijen = await meetVloer({ rondes: Number(process.argv[2] ?? 5), ms: Number(process.argv[3] ?? 300), ...(process.argv[4] ? { alleen: process.argv[4] } : {}) });
  for (const r of rijen) console.log(`${r.naam.padEnd(8)} ${r.bytes} B ${r.events} ev  parse ${r.parseMs.toFixed(3)}  vloer ${r.vloerMs.toFixed(3)}  ons ${r.onsMs.toFixed(3)}  ${(100 * r.aandeel).toFixed(0)} %`);
}
