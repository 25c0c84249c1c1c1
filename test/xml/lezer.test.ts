// Proves that reading refuses what it must, with code and line, before any schema is asked; and that what it reads is what was sent.
import { padVan, tekstVan, zoek } from '../../src/sdk/bron.ts';
import { leesXml } from '../../src/xml/lezer.ts';
import { STANDAARD_XML_LIMIETEN } from '../../src/xml/port.ts';

const lees = (t: string | Buffer, limieten = STANDAARD_XML_LIMIETEN) => leesXml(Buffer.isBuffer(t) ? t : Buffer.from(t), limieten);
const weiger = (t: string | Buffer, limieten = STANDAARD_XML_LIMIETEN) => {
  const r = lees(t, limieten);
  if (r.soort !== 'ongeldig') throw new Error('had moeten weigeren');
  return { code: r.code, regel: r.meldingen[0]?.regel, pad: r.meldingen[0]?.pad };
};

describe('leesXml', () => {
  it('keeps names, namespaces, attributes, text and lines', () => {
    const r = lees('<?xml version="1.0"?>\n<a:x xmlns:a="urn:a" soort="1">\n <a:y>een &amp; <![CDATA[<twee>]]></a:y>\n <z xmlns=""/>\n</a:x>');
    if (r.soort !== 'gelezen') throw new Error(r.code);
    const { wortel } = r.bron;
    expect([wortel.naam, wortel.ns, wortel.regel, wortel.attributen?.soort]).toEqual(['x', 'urn:a', 2, '1']);
    expect(tekstVan(wortel, 'y')).toBe('een & <twee>');
    expect(zoek(wortel, 'z')?.ns).toBe('');
    expect(zoek(wortel, 'z')?.regel).toBe(4);
    expect(wortel.tekst).toBe('');
  });

  it('finds the business message in a SOAP envelope, 1.1 and 1.2, and counts lines of the bytes received', () => {
    for (const ns of ['http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope']) {
      const r = lees(`<s:Envelope xmlns:s="${ns}"><s:Header><h/></s:Header>\n<s:Body>\n<b><c/><c/></b></s:Body></s:Envelope>`);
      if (r.soort !== 'gelezen') throw new Error(r.code);
      expect(r.bron.wortel.naam).toBe('b');
      expect(r.bron.wortel.regel).toBe(3);
      expect(r.bron.soap?.versie).toBe(ns.includes('2003') ? '1.2' : '1.1');
      expect(r.bron.soap?.kop?.kinderen[0]?.naam).toBe('h');
      expect(padVan(r.bron.wortel.kinderen[1]!, r.bron.wortel)).toBe('/b/c[2]');
    }
  });

  it('refuses an envelope without a body, with an empty one, or with two messages in it', () => {
    const s = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"';
    expect(weiger(`<s:Envelope ${s}/>`).code).toBe('KP_SOAP');
    expect(weiger(`<s:Envelope ${s}><s:Body/></s:Envelope>`).code).toBe('KP_SOAP');
    expect(weiger(`<s:Envelope ${s}><s:Body><a/><b/></s:Body></s:Envelope>`).code).toBe('KP_SOAP');
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///nergens">]><a>&x;</a>', 'KP_DOCTYPE', 1],
    ['a DOCTYPE after a comment, in small letters', '<!-- <b> -->\n<!doctype a><a/>', 'KP_DOCTYPE', 2],
    ['an undeclared entity', '<a>\n&onbekend;</a>', 'KP_NIET_WELGEVORMD', 2],
    ['an unclosed element', '<a>\n<b></a>', 'KP_NIET_WELGEVORMD', 2],
    ['an unbound prefix', '<a><q:b/></a>', 'KP_NIET_WELGEVORMD', 1],
    ['two roots', '<a/>\n<b/>', 'KP_NIET_WELGEVORMD', 2],
    ['an attribute twice', '<a b="1" b="2"/>', 'KP_NIET_WELGEVORMD', 1],
    ['XInclude', '<a xmlns:xi="http://www.w3.org/2001/XInclude">\n<xi:include href="file:///nergens"/></a>', 'KP_XINCLUDE', 2],
  ])('refuses %s', (_naam, xml, code, regel) => {
    expect(weiger(xml)).toMatchObject({ code, regel });
  });

  it.each([
    ['depth', 'KP_GRENS_DIEPTE', { diepte: 3 }, '<a><b><c><d/></c></b></a>'],
    ['elements', 'KP_GRENS_ELEMENTEN', { elementen: 2 }, '<a><b/><b/></a>'],
    ['attributes', 'KP_GRENS_ATTRIBUTEN', { attributen: 2 }, '<a x="1" y="2" z="3"/>'],
    ['text', 'KP_GRENS_TEKST', { tekst: 4 }, '<a>12345</a>'],
  ])('holds the limit on %s', (_naam, code, limiet, xml) => {
    expect(weiger(xml, { ...STANDAARD_XML_LIMIETEN, ...limiet }).code).toBe(code);
  });

  it('reads UTF-8, UTF-16 and Latin-1 by mark or declaration, and refuses bytes that do not fit', () => {
    const tekst = (b: Buffer): string | undefined => {
      const r = lees(b);
      return r.soort === 'gelezen' ? r.bron.wortel.tekst : r.code;
    };
    expect(tekst(Buffer.from('\ufeff<a>é</a>', 'utf8'))).toBe('é');
    expect(tekst(Buffer.from('\ufeff<a>é</a>', 'utf16le'))).toBe('é');
    expect(tekst(Buffer.from('\ufeff<a>é</a>', 'utf16le').swap16())).toBe('é');
    expect(tekst(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1'))).toBe('é');
    expect(tekst(Buffer.from('<a>é</a>', 'latin1'))).toBe('KP_TEKENSET');
    expect(tekst(Buffer.from('<?xml version="1.0" encoding="UTF-7"?><a>x</a>'))).toBe('KP_TEKENSET');
    expect(tekst(Buffer.from('<?xml version="1.0" encoding="IBM037"?><a>x</a>'))).toBe('KP_TEKENSET');
  });

  it('names no value in a refusal', () => {
    const geheim = '999900006';
    for (const xml of [`<a><b>${geheim}</b`, `<a>&${geheim};</a>`, `<a b="${geheim}" b="x"/>`]) {
      const r = lees(xml);
      expect(JSON.stringify(r)).not.toContain(geheim);
      expect(r.soort).toBe('ongeldig');
    }
  });
});
