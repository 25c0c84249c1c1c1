// Proves that what is cut out of an envelope reads as the same tree as it did inside, on every XML sample and on invented ones, and that nothing of it changed
// but declarations that were added.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { hashVanBoom } from '../../src/intake/inhoudshash.ts';
import { SOAP_NS } from '../../src/sdk/soap.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { snijUit, UitsnedeFout } from '../../src/xml/uitsnede.ts';

const NS11 = SOAP_NS['1.1'];
const lees = (t: string | Buffer) => {
  const r = leesXml(Buffer.isBuffer(t) ? t : Buffer.from(t));
  if (r.soort !== 'gelezen') throw new Error(`${r.code} ${JSON.stringify(r.meldingen)}`);
  return r.bron;
};
/** Cuts, reads again, compares; gives the text. */
const knip = (t: string | Buffer): string => {
  const bron = lees(t);
  const uit = snijUit(bron.xml);
  if (uit === null) throw new Error('niets uitgeknipt');
  const opnieuw = lees(uit);
  expect(opnieuw.soap).toBeNull();
  expect(hashVanBoom(opnieuw.wortel)).toBe(hashVanBoom(bron.wortel));
  return uit;
};
const envelop = (body: string, attrs = ''): string => `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="${NS11}"${attrs}><s:Body>${body}</s:Body></s:Envelope>`;

describe('snijUit', () => {
  const map = path.resolve('samples');
  const voorbeelden = readdirSync(map, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.xml'));
  test('every XML sample that can be read, as it is and inside an envelope that declares its prefixes', () => {
    let soap = 0;
    let alle = 0;
    for (const f of voorbeelden) {
      const bytes = readFileSync(path.join(map, f));
      if (leesXml(bytes).soort !== 'gelezen') continue;
      const los = knip(bytes);
      alle += 1;
      if (lees(bytes).soap) soap += 1;
      // What was cut out can be put into another envelope and cut out again: the same text.
      expect(knip(envelop(los)).replace(` xmlns:s="${NS11}"`, '')).toBe(los.replace(` xmlns:s="${NS11}"`, ''));
    }
    expect([alle > 40, soap > 10]).toEqual([true, true]);
  });

  test('a declaration on envelope or body comes along: default, prefixed, xsi, one that only a value uses; one that the message makes itself does not', () => {
    const uit = knip(envelop('<b xmlns:p="urn:eigen" xsi:type="q:soort"><p:c/><d xmlns="">e</d></b>', ` xmlns="urn:d" xmlns:p="urn:p" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:q="urn:q"`));
    expect(uit).toBe(`<b xmlns:s="${NS11}" xmlns="urn:d" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:q="urn:q" xmlns:p="urn:eigen" xsi:type="q:soort"><p:c/><d xmlns="">e</d></b>`);
  });

  test('a default namespace that was taken away is not declared, and the nearest declaration wins', () => {
    expect(knip(`<Envelope xmlns="${NS11}"><Body><b xmlns=""/></Body></Envelope>`)).toBe('<b xmlns=""/>');
    const uit = knip(`<s:Envelope xmlns:s="${NS11}" xmlns="urn:ver" xmlns:a="urn:ver"><s:Body xmlns="" xmlns:a="urn:na"><b a:c="1"/></s:Body></s:Envelope>`);
    expect(uit).toContain('xmlns:a="urn:na"');
    expect(uit).not.toContain('urn:ver');
  });

  test('comments, CDATA, processing instructions, quotes, line ends and look-alikes stay as they were', () => {
    const kern = ">\r\n<!-- <b> </s:Body> --><c d=\"&lt;&#10;'\"/><![CDATA[</b></s:Body>]]><?pi <b>?>é😀&amp;</b>";
    for (const eromheen of [(b: string) => envelop(b), (b: string) => `<!-- <b/> --><s:Envelope xmlns:s="${NS11}"><s:Header><b>nee</b><s:Body><b>nee</b></s:Body></s:Header><s:Body >\n<!-- <b> -->${b}\n<!-- na --></s:Body></s:Envelope><!-- ná -->`]) {
      const uit = knip(eromheen(`<b\n  e = "1"${kern}`));
      expect(uit).toBe(`<b xmlns:s="${NS11}"\n  e = "1"${kern}`);
    }
  });

  test('an empty element, a nested element of the same name, a value that needs escaping in a declaration', () => {
    expect(knip(envelop('<b/>'))).toBe(`<b xmlns:s="${NS11}"/>`);
    expect(knip(envelop('<b><b><b/></b></b>'))).toBe(`<b xmlns:s="${NS11}"><b><b/></b></b>`);
    knip(envelop('<q:b/>', ` xmlns:q="urn:&amp;&lt;&quot;&#9;&#10;'x"`));
  });

  test('UTF-16 and Latin-1 are text already; a document without an envelope is cut from what stands around it', () => {
    expect(knip(Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?><s:Envelope xmlns:s="${NS11}"><s:Body><b>é</b></s:Body></s:Envelope>`, 'utf16le'))).toBe(`<b xmlns:s="${NS11}">é</b>`);
    expect(knip(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n<!-- kop --><b>é</b>\n<!-- voet -->', 'latin1'))).toBe('<b>é</b>');
  });

  test("a fault's detail, SOAP 1.1 and 1.2; where there is none: null", () => {
    const fout = (d: string): string => envelop(`<s:Fault><faultcode>s:Client</faultcode><faultstring>x</faultstring>${d}</s:Fault>`, ' xmlns:f="urn:f"');
    expect(snijUit(lees(fout('<detail>\n<f:Fo03 a="1">x</f:Fo03></detail>')).xml, 'foutdetail')).toBe(`<f:Fo03 xmlns:s="${NS11}" xmlns:f="urn:f" a="1">x</f:Fo03>`);
    expect(snijUit(`<s:Envelope xmlns:s="${SOAP_NS['1.2']}"><s:Body><s:Fault><s:Detail><g/></s:Detail></s:Fault></s:Body></s:Envelope>`, 'foutdetail')).toBe(`<g xmlns:s="${SOAP_NS['1.2']}"/>`);
    for (const geen of [fout(''), fout('<detail/>'), envelop('<b><detail><x/></detail></b>'), '<b/>']) expect(snijUit(geen, 'foutdetail')).toBeNull();
    expect(snijUit(fout(''))).toContain('<s:Fault');
  });

  test('what cannot stand for itself is refused', () => {
    expect(() => snijUit('<?xml version="1.1"?><b>&#1;</b>')).toThrow(UitsnedeFout);
    expect(() => snijUit('<b>')).toThrow(UitsnedeFout);
  });

  test('property: any nesting of declarations and uses', () => {
    const prefix = fc.constantFrom('', 'p', 'q', 'r');
    const declaraties = fc.uniqueArray(fc.tuple(prefix, fc.constantFrom('urn:1', 'urn:2', 'urn:a"&<b')), { selector: ([p]) => p, maxLength: 4 });
    const schrijf = (d: readonly (readonly [string, string])[]): string => d.map(([p, u]) => ` xmlns${p ? `:${p}` : ''}="${u.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`).join('');
    const alle = [['p', 'urn:p0'], ['q', 'urn:q0'], ['r', 'urn:r0']] as const;
    const boom: fc.Arbitrary<string> = fc.letrec<{ el: string }>((tie) => ({
      el: fc.tuple(prefix, declaraties, fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom('', 'tekst', '<![CDATA[<x>]]>', '<!-- <y> -->'), fc.array(tie('el'), { maxLength: 3 }).map((k) => k.join('\n')))).map(
        ([p, d, inhoud]) => `<${p ? `${p}:` : ''}e${schrijf(d)}${p ? ` ${p}:a="1"` : ''}>${inhoud}</${p ? `${p}:` : ''}e>`,
      ),
    })).el;
    fc.assert(
      fc.property(boom, declaraties, declaraties, (bericht, opEnvelop, opBody) => {
        const ruim = [...alle.filter(([p]) => !opEnvelop.some(([x]) => x === p)), ...opEnvelop];
        knip(`<s:Envelope xmlns:s="${NS11}"${schrijf(ruim)}><s:Body${schrijf(opBody)}>${bericht}</s:Body></s:Envelope>`);
      }),
      { numRuns: 200 },
    );
  });
});
