// Cuts the business message out of a document, as text that stands for itself: every namespace that it inherits is declared on it.
// Byte for byte what was sent but for those declarations: no prefix, comment, CDATA section or line end changes. Never checks or repairs anything.
import { SaxesParser } from 'saxes';
import { SOAP_NS } from '../sdk/soap.ts';

/** The text cannot stand without what stood around it (XML 1.1), or is no XML. */
export class UitsnedeFout extends Error {}

class Klaar extends Error {}

/** What is cut out: the SOAP body's first element (the root itself where there is no envelope), or the first element in a fault's detail. */
export type Plek = 'bericht' | 'foutdetail';

const SOAP: readonly string[] = Object.values(SOAP_NS);

/** A value between double quotes, white space kept from being normalised. */
const waarde = (uri: string): string =>
  uri.replace(/[&<"\t\n\r]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '"' ? '&quot;' : `&#${c.charCodeAt(0)};`));

/** How an open element counts on the way to what is cut out. */
interface Open {
  readonly rol: 'envelop' | 'body' | 'fout' | 'detail' | 'ander';
  readonly ns: string;
  /** Declarations in scope here; an empty default namespace is none. */
  readonly bereik: ReadonlyMap<string, string>;
}

function rolVan(ouder: Open | undefined, ns: string, naam: string): Open['rol'] {
  const soap = SOAP.includes(ns);
  if (!ouder) return soap && naam === 'Envelope' ? 'envelop' : 'ander';
  // A Body of another version of SOAP is no body of this envelope (`leesXml` passes it by).
  if (ouder.rol === 'envelop') return ns === ouder.ns && naam === 'Body' ? 'body' : 'ander';
  if (ouder.rol === 'body') return soap && naam === 'Fault' ? 'fout' : 'ander';
  // `detail` (SOAP 1.1, no namespace) or `Detail` (1.2).
  return ouder.rol === 'fout' && naam.toLowerCase() === 'detail' ? 'detail' : 'ander';
}

/**
 * @param xml text that `leesXml` accepted (`XmlBron.xml`).
 * @returns one element without an XML declaration; null where there is no such place (no fault, an empty detail).
 * @throws UitsnedeFout
 */
export function snijUit(xml: string, plek: Plek = 'bericht'): string | null {
  // XML 1.1 allows characters and line ends that read otherwise without its declaration.
  if (/^<\?xml\s[^>]*version\s*=\s*["']1\.1/.test(xml)) throw new UitsnedeFout('XML 1.1 is niet los te knippen');
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stapel: Open[] = [];
  let begin = -1;
  /** Depth of the element that is cut out. */
  let diepte = -1;
  let naNaam = -1;
  let einde = -1;
  let erbij = '';

  let tag = { begin: 0, na: 0 };
  parser.on('opentagstart', (t) => {
    // A start tag holds no '<' before its name ends.
    const lt = xml.lastIndexOf('<', parser.position - 1);
    tag = { begin: lt, na: lt + 1 + t.name.length };
  });
  parser.on('opentag', (t) => {
    const ouder = stapel.at(-1);
    const boven = ouder?.bereik ?? new Map<string, string>();
    if (begin < 0 && doel(ouder, t.uri, t.local)) {
      begin = tag.begin;
      naNaam = tag.na;
      diepte = stapel.length;
      for (const [prefix, uri] of boven) if (!(prefix in (t.ns ?? {}))) erbij += ` xmlns${prefix ? `:${prefix}` : ''}="${waarde(uri)}"`;
    }
    if (begin >= 0) {
      stapel.push({ rol: 'ander', ns: t.uri, bereik: boven });
      return;
    }
    stapel.push({ rol: rolVan(ouder, t.uri, t.local), ns: t.uri, bereik: bereikVan(boven, t.ns ?? {}) });
  });
  parser.on('closetag', () => {
    stapel.pop();
    if (stapel.length !== diepte || begin < 0) return;
    einde = parser.position;
    throw new Klaar();
  });
  parser.on('error', () => {
    throw new UitsnedeFout('de tekst is geen welgevormde XML');
  });

  const doel = (ouder: Open | undefined, ns: string, naam: string): boolean => {
    if (plek === 'foutdetail') return ouder?.rol === 'detail';
    return ouder ? ouder.rol === 'body' : rolVan(undefined, ns, naam) !== 'envelop';
  };
  try {
    parser.write(xml).close();
  } catch (e) {
    if (!(e instanceof Klaar)) throw e;
  }
  return begin < 0 || einde < 0 ? null : xml.slice(begin, naNaam) + erbij + xml.slice(naNaam, einde);
}

function bereikVan(boven: ReadonlyMap<string, string>, eigen: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const namen = Object.keys(eigen);
  if (namen.length === 0) return boven;
  const bereik = new Map(boven);
  for (const prefix of namen) {
    bereik.delete(prefix);
    const uri = eigen[prefix] ?? '';
    if (uri !== '' && prefix !== 'xml' && prefix !== 'xmlns') bereik.set(prefix, uri);
  }
  return bereik;
}
