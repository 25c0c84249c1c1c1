// Our own WSDL 1.1 of a service as this hub offers it: document/literal over SOAP 1.1, WS-Addressing required.
// Made from the declared spec; names of messages and actions are the standard's, the rest is ours.
import { xmlTekst } from '../../src/sdk/index.ts';
import { actie, dienstnaam, FWI, namespace, type Dienst } from './spec.ts';

/** @param adres absolute URL of the endpoint; `schemas` of the folder of our profiles. */
export function wsdl(d: Dienst, adres: string, schemas: string): string {
  const naam = dienstnaam(d);
  const operaties = d.vragen;
  const berichten = operaties
    .flatMap((o) => [o, `${o}Response`])
    .map((b) => `  <wsdl:message name="${b}"><wsdl:part name="parameters" element="d:${b}"/></wsdl:message>`)
    .join('\n');
  const poort = operaties
    .map(
      (o) => `    <wsdl:operation name="${o}">
      <wsdl:input message="d:${o}" wsaw:Action="${actie(d, o)}"/>
      <wsdl:output message="d:${o}Response" wsaw:Action="${actie(d, `${o}Response`)}"/>
      <wsdl:fault name="AanvraagNietOk" message="d:AanvraagNietOk" wsaw:Action="${actie(d, 'Fout')}"/>
    </wsdl:operation>`,
    )
    .join('\n');
  const binding = operaties
    .map(
      (o) => `    <wsdl:operation name="${o}">
      <soap:operation soapAction=""/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
      <wsdl:fault name="AanvraagNietOk"><soap:fault name="AanvraagNietOk" use="literal"/></wsdl:fault>
    </wsdl:operation>`,
    )
    .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${naam}" targetNamespace="${namespace(d)}"
  xmlns:d="${namespace(d)}" xmlns:fwi="${FWI}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>
    <xs:schema><xs:import namespace="${namespace(d)}" schemaLocation="${xmlTekst(schemas)}/${naam}.xsd"/><xs:import namespace="${FWI}" schemaLocation="${xmlTekst(schemas)}/fwi-v0205.xsd"/></xs:schema>
  </wsdl:types>
${berichten}
  <wsdl:message name="AanvraagNietOk"><wsdl:part name="parameters" element="fwi:Fout"/></wsdl:message>
  <wsdl:portType name="${d.naam}">
${poort}
  </wsdl:portType>
  <wsdl:binding name="${d.naam}Binding" type="d:${d.naam}">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsaw:UsingAddressing wsdl:required="true"/>
${binding}
  </wsdl:binding>
  <wsdl:service name="${naam}">
    <wsdl:port name="Knooppunt" binding="d:${d.naam}Binding"><soap:address location="${xmlTekst(adres)}"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}
