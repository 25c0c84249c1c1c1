// Bytes → source tree, in one streaming pass (saxes): well-formedness, DOCTYPE and limits are settled before any schema sees the message.
// Never resolves an entity beyond the five of XML, never touches file or network, never repeats a value in a finding.
// Decided: no XML reader of our own beside or instead of saxes, however quick: reading XML is not what Knooppunt exists for, and a well-kept library
// beats our own code there even when it is slower. Speed is to be found elsewhere (docs/design/xml-lezen.md).
import { SaxesParser } from 'saxes';
import type { BronKnoop } from '../sdk/bron.ts';
import { FOUTEN, type FoutCode } from '../sdk/errors.ts';
import { SOAP_NS } from '../sdk/soap.ts';
import { type Leesuitkomst, STANDAARD_XML_LIMIETEN, type XmlLimieten } from './port.ts';
import { leesTekst, zonderDeclaratie } from './tekenset.ts';

class Stop extends Error {
  readonly code: FoutCode;
  readonly regel: number;
  constructor(code: FoutCode, regel: number) {
    super(code);
    this.code = code;
    this.regel = regel;
  }
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XINCLUDE = 'http://www.w3.org/2001/XInclude';

/** True when a DOCTYPE stands before the root element. */
function doctypeRegel(tekst: string): number {
  let i = 0;
  for (;;) {
    const lt = tekst.indexOf('<', i);
    if (lt < 0) return 0;
    if (tekst.startsWith('<!--', lt)) {
      const einde = tekst.indexOf('-->', lt + 4);
      if (einde < 0) return 0;
      i = einde + 3;
    } else if (tekst.startsWith('<?', lt)) {
      const einde = tekst.indexOf('?>', lt + 2);
      if (einde < 0) return 0;
      i = einde + 2;
    } else if (/^<!doctype/i.test(tekst.slice(lt, lt + 9))) {
      return tekst.slice(0, lt).split('\n').length;
    } else return 0;
  }
}

/** The place, from the open elements, as `Melding.pad`. */
function padVanStapel(stapel: readonly BronKnoop[], vanaf: number): string {
  return `/${stapel.slice(vanaf).map((k) => k.naam).join('/')}`;
}

const fout = (code: FoutCode, regel: number, pad: string): Leesuitkomst => ({
  soort: 'ongeldig',
  code,
  meldingen: [{ code, regel, pad, tekst: FOUTEN[code].titel }],
});

/**
 * Reads an XML document.
 * @param bytes the document as received.
 * @returns the tree with the business root (the SOAP body's child where there is an envelope), or what is wrong, with its line.
 */
export function leesXml(bytes: Uint8Array, limieten: XmlLimieten = STANDAARD_XML_LIMIETEN): Leesuitkomst {
  const ruw = leesTekst(bytes);
  if (ruw === null) return fout('KP_TEKENSET', 1, '/');
  const doctype = doctypeRegel(ruw);
  if (doctype > 0) return fout('KP_DOCTYPE', doctype, '/');
  const xml = zonderDeclaratie(ruw);

  // Six handlers and no more: with a seventh V8 keeps the parser as a dictionary and it runs five times slower. A DOCTYPE was refused above, and
  // one further on is no XML.
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stapel: BronKnoop[] = [];
  let document: BronKnoop | null = null;
  let elementen = 0;
  let regel = 1;
  let verwijstNaarSchema = false;

  parser.on('opentagstart', () => {
    regel = parser.line;
    elementen += 1;
    if (elementen > limieten.elementen) throw new Stop('KP_GRENS_ELEMENTEN', regel);
    if (stapel.length >= limieten.diepte) throw new Stop('KP_GRENS_DIEPTE', regel);
  });
  parser.on('opentag', (tag) => {
    if (tag.uri === XINCLUDE) throw new Stop('KP_XINCLUDE', regel);
    const ouder = stapel.at(-1) ?? null;
    let attrs: Record<string, string> | null = null;
    const verstuurd = Object.values(tag.attributes);
    if (verstuurd.length > limieten.attributen) throw new Stop('KP_GRENS_ATTRIBUTEN', regel);
    for (const a of verstuurd) {
      if (a.prefix === 'xmlns' || a.name === 'xmlns') continue;
      if (a.uri === XSI && (a.local === 'schemaLocation' || a.local === 'noNamespaceSchemaLocation')) {
        verwijstNaarSchema = true;
        continue;
      }
      attrs ??= Object.create(null) as Record<string, string>;
      attrs[a.local] = a.value;
    }
    const knoop: BronKnoop = { naam: tag.local, ns: tag.uri, regel, tekst: '', attributen: attrs, kinderen: [], ouder, gelezen: false };
    if (ouder) ouder.kinderen.push(knoop);
    else document = knoop;
    stapel.push(knoop);
  });
  const tekst = (t: string): void => {
    const knoop = stapel.at(-1);
    if (!knoop) return;
    if (knoop.tekst.length + t.length > limieten.tekst) throw new Stop('KP_GRENS_TEKST', knoop.regel);
    knoop.tekst += t;
  };
  parser.on('text', tekst);
  parser.on('cdata', tekst);
  parser.on('closetag', () => {
    const knoop = stapel.pop();
    // White space between child elements is layout, not a value.
    if (knoop && knoop.kinderen.length > 0 && knoop.tekst.trim() === '') knoop.tekst = '';
  });
  parser.on('error', () => {
    throw new Stop('KP_NIET_WELGEVORMD', parser.line);
  });

  try {
    parser.write(xml).close();
  } catch (e) {
    if (e instanceof Stop) {
      // Known so far: an envelope is left out of the path, as everywhere.
      const vanaf = stapel.findIndex((k) => k.naam === 'Body' && (k.ns === SOAP_NS['1.1'] || k.ns === SOAP_NS['1.2'])) + 1;
      return fout(e.code, e.regel, padVanStapel(stapel, vanaf));
    }
    throw e;
  }
  if (!document) return fout('KP_NIET_WELGEVORMD', 1, '/');
  return metEnvelop(document, xml, verwijstNaarSchema);
}

function metEnvelop(document: BronKnoop, xml: string, verwijstNaarSchema: boolean): Leesuitkomst {
  const versie = document.ns === SOAP_NS['1.1'] ? '1.1' : document.ns === SOAP_NS['1.2'] ? '1.2' : null;
  if (versie === null || document.naam !== 'Envelope') {
    return { soort: 'gelezen', bron: { soort: 'xml', wortel: document, document, soap: null, xml, verwijstNaarSchema } };
  }
  const body = document.kinderen.find((k) => k.naam === 'Body' && k.ns === document.ns);
  const kop = document.kinderen.find((k) => k.naam === 'Header' && k.ns === document.ns) ?? null;
  const wortel = body?.kinderen[0];
  if (!body || !wortel || body.kinderen.length !== 1) {
    const waar = body ?? document;
    return {
      soort: 'ongeldig',
      code: 'KP_SOAP',
      meldingen: [{ code: 'KP_SOAP', regel: waar.regel, pad: body ? '/Envelope/Body' : '/Envelope', tekst: body ? 'de body van de SOAP-envelop hoort precies één bericht te bevatten' : 'de SOAP-envelop heeft geen Body' }],
    };
  }
  return { soort: 'gelezen', bron: { soort: 'xml', wortel, document, soap: { versie, kop }, xml, verwijstNaarSchema } };
}
