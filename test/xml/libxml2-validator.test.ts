// Proves the three outcomes of a schema check, the places of findings, and that no value and no file or address of a message is ever used.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { leesXml } from '../../src/xml/lezer.ts';
import { maakLibxml2Validator } from '../../src/xml/libxml2-validator.ts';
import { SchemaNietBeschikbaar } from '../../src/xml/port.ts';

const XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns:t="urn:t" elementFormDefault="qualified">
<xs:import namespace="urn:u" schemaLocation="u.xsd"/>
<xs:element name="bericht"><xs:complexType><xs:sequence>
<xs:element name="datum" type="xs:date"/>
<xs:element name="code" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="1"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="naam" maxOccurs="3"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="slot"><xs:complexType><xs:attribute name="soort" use="required"/></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element></xs:schema>`;
const U = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:u"/>';

let map: string;
let url: URL;
const validator = maakLibxml2Validator();

beforeAll(() => {
  map = mkdtempSync(path.join(tmpdir(), 'kp-xsd-'));
  writeFileSync(path.join(map, 't.xsd'), XSD);
  writeFileSync(path.join(map, 'u.xsd'), U);
  writeFileSync(path.join(map, 'stuk.xsd'), XSD.slice(0, 200));
  writeFileSync(path.join(map, 'buiten.xsd'), XSD.replace('u.xsd', '../../../../../../etc/hostname').replace('urn:u', 'urn:v'));
  url = pathToFileURL(`${map}/`);
});
afterAll(() => rmSync(map, { recursive: true, force: true }));

const toets = (xml: string, pad = 't.xsd') => {
  const r = leesXml(Buffer.from(xml));
  if (r.soort !== 'gelezen') throw new Error(r.code);
  return validator.controleer({ map: url, pad }, r.bron).map((m) => [m.code, m.regel, m.pad]);
};
const goed = '<datum>2024-02-29</datum><naam>a</naam><slot soort="1"/>';

describe('the XSD check', () => {
  it('accepts what the schema allows, prefixed or not', () => {
    expect(toets(`<bericht xmlns="urn:t">${goed}</bericht>`)).toEqual([]);
    expect(toets(`<q:bericht xmlns:q="urn:t">${goed.replace(/<(\/?)/g, '<$1q:')}</q:bericht>`)).toEqual([]);
  });

  it('checks the message within its envelope', () => {
    const s = 'http://schemas.xmlsoap.org/soap/envelope/';
    expect(toets(`<s:Envelope xmlns:s="${s}">\n<s:Header/>\n<s:Body><bericht xmlns="urn:t">\n<datum>2024-02-30</datum><naam>a</naam><slot soort="1"/></bericht></s:Body></s:Envelope>`)).toEqual([['KP_SCHEMA_WAARDE', 4, '/bericht/datum']]);
  });

  it.each([
    ['a date that does not exist', '<datum>2024-02-30</datum>\n<naam>a</naam><slot soort="1"/>', [['KP_SCHEMA_WAARDE', 1, '/bericht/datum']]],
    ['a code outside its list', '<datum>2024-02-29</datum>\n<code>9</code><naam>a</naam><slot soort="1"/>', [['KP_SCHEMA_CODE', 2, '/bericht/code']]],
    ['a text that is too long, second of two', '<datum>2024-02-29</datum><naam>a</naam>\n<naam>abcdef</naam><slot soort="1"/>', [['KP_SCHEMA_LENGTE', 2, '/bericht/naam[2]']]],
    ['a missing element in the middle, where it should have stood', '<datum>2024-02-29</datum>\n<slot soort="1"/>', [['KP_SCHEMA_ONVERWACHT', 2, '/bericht/slot']]],
    ['a missing last element', '<datum>2024-02-29</datum><naam>a</naam><naam>b</naam><naam>c</naam>', [['KP_SCHEMA_ONTBREEKT', 1, '/bericht/slot']]],
    ['a missing first element', '<naam>a</naam><slot soort="1"/>', [['KP_SCHEMA_ONTBREEKT', 1, '/bericht/datum']]],
    ['a wrong order', '<naam>a</naam><datum>2024-02-29</datum><slot soort="1"/>', [['KP_SCHEMA_ONVERWACHT', 1, '/bericht/naam']]],
    ['a missing attribute', '<datum>2024-02-29</datum><naam>a</naam>\n<slot/>', [['KP_SCHEMA_ATTRIBUUT', 2, '/bericht/slot/@soort']]],
    ['two findings at once', '<datum>x</datum>\n<naam>abcdefg</naam><slot soort="1"/>', [['KP_SCHEMA_WAARDE', 1, '/bericht/datum'], ['KP_SCHEMA_LENGTE', 2, '/bericht/naam']]],
  ])('finds %s', (_naam, inhoud, verwacht) => {
    expect(toets(`<bericht xmlns="urn:t">${inhoud}</bericht>`)).toEqual(verwacht);
    expect(toets(`<q:bericht xmlns:q="urn:t">${inhoud.replace(/<(\/?)(?=[a-z])/g, '<$1q:')}</q:bericht>`)).toEqual(verwacht);
  });

  it('never repeats a value', () => {
    const r = leesXml(Buffer.from('<bericht xmlns="urn:t"><datum>999900006</datum><code>999900006</code><naam>999900006</naam><slot soort="1"/></bericht>'));
    if (r.soort !== 'gelezen') throw new Error(r.code);
    const meldingen = validator.controleer({ map: url, pad: 't.xsd' }, r.bron);
    expect(meldingen).toHaveLength(3);
    expect(JSON.stringify(meldingen)).not.toContain('999900006');
  });

  it('does not follow the schema that a message points at', () => {
    const wijs = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:t http://127.0.0.1:9/t.xsd urn:w file:///etc/hostname"';
    expect(toets(`<bericht xmlns="urn:t" ${wijs}>${goed}</bericht>`)).toEqual([]);
  });

  it.each([['missing', 'weg.xsd'], ['damaged', 'stuk.xsd'], ['outside its folder', '../t.xsd']])('calls a schema that is %s the third outcome', (_naam, pad) => {
    expect(() => toets(`<bericht xmlns="urn:t">${goed}</bericht>`, pad)).toThrow(SchemaNietBeschikbaar);
  });

  it('reads no file outside the schema folder for an import', () => {
    // libxml2 skips an import that it may not read; what counts is that the file was not read (it is no schema) and the rest still checks.
    expect(toets(`<bericht xmlns="urn:t">${goed}</bericht>`, 'buiten.xsd')).toEqual([]);
  });
});
