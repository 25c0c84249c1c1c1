// Our own WSDL 1.1 of the CORV endpoint: one port type OntvangAsynchroon with an operation per message, made from the declared spec.
// The types are the standard's, named by namespace; their schemas are not repeated here.
import { xmlTekst } from '../../src/sdk/index.ts';
import { JZ, soapActie, SPEC, STUF } from './spec.ts';

/** @param adres absolute URL of the endpoint. */
export function wsdl(adres: string): string {
  const namen = SPEC.berichten.map((b) => b.berichttype);
  const berichten = namen.map((n) => `  <wsdl:message name="${n}"><wsdl:part name="body" element="jz:${n}"/></wsdl:message>`).join('\n');
  const poort = namen
    .map((n) => `    <wsdl:operation name="${n}"><wsdl:input message="jz:${n}"/><wsdl:output message="jz:Bv04"/><wsdl:fault name="fout" message="jz:Fo03"/></wsdl:operation>`)
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
    <xs:schema><xs:import namespace="${JZ}"/><xs:import namespace="${STUF}"/></xs:schema>
  </wsdl:types>
${berichten}
  <wsdl:message name="Bv04"><wsdl:part name="body" element="stuf:Bv04Bericht"/></wsdl:message>
  <wsdl:message name="Fo03"><wsdl:part name="body" element="stuf:Fo03Bericht"/></wsdl:message>
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
