// WSDL 1.1 of the endpoint, made from the declared spec: one operation per message.
import { xmlTekst } from 'knooppunt/sdk';
import { BT, SPEC } from './spec.ts';

/** @param adres absolute URL of the endpoint. */
export function wsdl(adres: string): string {
  const elk = (f: (naam: string) => string): string => SPEC.berichten.map((b) => f(b.berichttype)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="Buurtteam" targetNamespace="${BT}" xmlns:bt="${BT}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:types><xs:schema><xs:import namespace="${BT}"/></xs:schema></wsdl:types>
${elk((n) => `  <wsdl:message name="${n}"><wsdl:part name="body" element="bt:${n}"/></wsdl:message>`)}
  <wsdl:message name="Ontvangen"><wsdl:part name="body" element="bt:Ontvangen"/></wsdl:message>
  <wsdl:message name="Fout"><wsdl:part name="body" element="bt:Fout"/></wsdl:message>
  <wsdl:portType name="Buurtteam">
${elk((n) => `    <wsdl:operation name="${n}"><wsdl:input message="bt:${n}"/><wsdl:output message="bt:Ontvangen"/><wsdl:fault name="fout" message="bt:Fout"/></wsdl:operation>`)}
  </wsdl:portType>
  <wsdl:binding name="BuurtteamBinding" type="bt:Buurtteam">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${elk((n) => `    <wsdl:operation name="${n}"><soap:operation soapAction="${BT}/${n}"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output><wsdl:fault name="fout"><soap:fault name="fout" use="literal"/></wsdl:fault></wsdl:operation>`)}
  </wsdl:binding>
  <wsdl:service name="Buurtteam">
    <wsdl:port name="Knooppunt" binding="bt:BuurtteamBinding"><soap:address location="${xmlTekst(adres)}"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}
