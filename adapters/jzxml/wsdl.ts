// Our own WSDL 1.1 of the CORV endpoint: one port type OntvangAsynchroon with an operation per message, made from the declared spec.
// The four groups of messages have a schema set each, with the same namespaces: one WSDL cannot hold them together. It declares the elements, with
// any content, and names the schema of each message beside it.
import { xmlTekst } from '../../src/sdk/index.ts';
import { JZ, soapActie, SPEC, STUF } from './spec.ts';

/** Receipts and fault. Bv03 is the hub's own; no operation names it, but a client that looks it up finds it. */
const STUF_BERICHTEN = ['Bv03Bericht', 'Bv04Bericht', 'Fo03Bericht'] as const;

/** @param adres absolute URL of the endpoint; `schemas` of the folder of our profiles. */
export function wsdl(adres: string, schemas: string): string {
  const namen = SPEC.berichten.map((b) => b.berichttype);
  const berichten = namen.map((n) => `  <wsdl:message name="${n}"><wsdl:part name="body" element="jz:${n}"/></wsdl:message>`).join('\n');
  const element = (naam: string, uitleg = ''): string =>
    `<xs:element name="${naam}"${uitleg === '' ? ' type="t:Inhoud"/>' : ` type="t:Inhoud"><xs:annotation><xs:documentation>${xmlTekst(uitleg)}</xs:documentation></xs:annotation></xs:element>`}`;
  const schema = (ns: string, elementen: readonly string[]): string =>
    `    <xs:schema targetNamespace="${ns}" xmlns:t="${ns}" elementFormDefault="qualified">
      <xs:complexType name="Inhoud" mixed="true"><xs:sequence><xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="lax"/></xs:complexType>
${elementen.map((e) => `      ${e}`).join('\n')}
    </xs:schema>`;
  const poort = namen
    .map((n) => `    <wsdl:operation name="${n}"><wsdl:input message="jz:${n}"/><wsdl:output message="jz:Bv04Bericht"/><wsdl:fault name="fout" message="jz:Fo03Bericht"/></wsdl:operation>`)
    .join('\n');
  const binding = namen
    .map(
      (n) =>
        `    <wsdl:operation name="${n}"><soap:operation soapAction="${soapActie(n)}"/><wsdl:input><soap:body use="literal"/></wsdl:input>` +
        `<wsdl:output><soap:body use="literal"/></wsdl:output><wsdl:fault name="fout"><soap:fault name="fout" use="literal"/></wsdl:fault></wsdl:operation>`,
    )
    .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="Jeugdzorg" targetNamespace="${JZ}"
  xmlns:jz="${JZ}" xmlns:stuf="${STUF}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:documentation>Een bericht aan een andere partij wordt bevestigd met Bv04, een bericht aan het knooppunt zelf met Bv03.</wsdl:documentation>
  <wsdl:types>
${schema(JZ, SPEC.berichten.map((b) => element(b.berichttype, `Inhoud: ${schemas}/${b.schema}`)))}
${schema(STUF, STUF_BERICHTEN.map((n) => element(n)))}
  </wsdl:types>
${berichten}
${STUF_BERICHTEN.map((n) => `  <wsdl:message name="${n}"><wsdl:part name="body" element="stuf:${n}"/></wsdl:message>`).join('\n')}
  <wsdl:portType name="OntvangAsynchroon">
${poort}
  </wsdl:portType>
  <wsdl:binding name="OntvangAsynchroonBinding" type="jz:OntvangAsynchroon">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${binding}
  </wsdl:binding>
  <wsdl:service name="Jeugdzorg">
    <wsdl:port name="Knooppunt" binding="jz:OntvangAsynchroonBinding"><soap:address location="${xmlTekst(adres)}"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}
