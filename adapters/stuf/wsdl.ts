// Our own WSDL 1.1 of a StUF endpoint as this hub offers it: document/literal over SOAP 1.1, one part named `body` (StUF bindingen §4).
// Made from the operations; names of messages and SOAPActions are the standard's, the rest is ours. Asynchronous endpoints answer as an intermediary: Bv04.
// Types are our profiles, by `schemaLocation`. ZDS gives several operations the same element (WS-I BP R2710): the SOAPAction tells them apart.
import { xmlTekst } from '../../src/sdk/index.ts';
import { POORTEN, type Poort } from './endpoints.ts';
import { NS } from './spec.ts';

const PREFIX: ReadonlyMap<string, string> = new Map(Object.entries(NS).map(([prefix, uri]) => [uri, prefix]));
const qnaam = (namespace: string, naam: string): string => `${PREFIX.get(namespace) ?? ''}:${naam}`;

/** Our profile of each namespace. The schema of the GGK tightens StUF's own, and stands in its place. */
const XSD: ReadonlyMap<string, string> = new Map([[NS.stuf, 'stuf-0301.xsd'], [NS.bg, 'bg-0310.xsd'], [NS.zkn, 'zkn-0310.xsd'], [NS.ggk, 'ggk0210/ggk-0210.xsd']]);
const XSD_BIJ_GGK = 'ggk0210/stuf-0301-ggk.xsd';

/** @param endpoint path after `/soap/`; `adres` absolute URL of it, `schemas` of the folder of our profiles. @throws Error for an endpoint that is not StUF's. */
export function wsdl(endpoint: string, adres: string, schemas: string): string {
  const poort = POORTEN.find((p) => p.pad === endpoint);
  if (!poort) throw new Error(`geen StUF-endpoint: ${endpoint}`);
  return schrijf(poort, adres, schemas);
}

function schrijf(poort: Poort, adres: string, schemas: string): string {
  const fout = poort.soort === 'synchroon' ? 'Fo02Bericht' : 'Fo03Bericht';
  const berichten = new Map<string, string>([[fout, qnaam(NS.stuf, fout)]]);
  for (const o of poort.operaties) {
    berichten.set(o.wortel, qnaam(o.namespace, o.wortel));
    berichten.set(o.antwoord.wortel, qnaam(o.antwoord.namespace, o.antwoord.wortel));
  }
  // What the hub itself is the endpoint of gets Bv03 in the place of Bv04: declared, so that a client that looks it up finds it.
  if (berichten.has('Bv04Bericht')) berichten.set('Bv03Bericht', qnaam(NS.stuf, 'Bv03Bericht'));
  const tns = `urn:nl:knooppunt:soap:${endpointNaam(poort)}`;
  const namespaces = Object.entries(NS).map(([p, uri]) => `xmlns:${p}="${uri}"`).join(' ');
  const messages = [...berichten].map(([naam, element]) => `  <wsdl:message name="${naam}"><wsdl:part name="body" element="${element}"/></wsdl:message>`);
  const operaties = poort.operaties.map(
    (o) => `    <wsdl:operation name="${o.naam}">
      <wsdl:input message="t:${o.wortel}"/>
      <wsdl:output message="t:${o.antwoord.wortel}"/>
      <wsdl:fault name="fout" message="t:${fout}"/>
    </wsdl:operation>`,
  );
  const binding = poort.operaties.map(
    (o) => `    <wsdl:operation name="${o.naam}">
      <soap:operation soapAction="${o.namespace}/${o.naam}"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
      <wsdl:fault name="fout"><soap:fault name="fout" use="literal"/></wsdl:fault>
    </wsdl:operation>`,
  );
  const gebruikt = new Set([NS.stuf, ...poort.operaties.flatMap((o) => [o.namespace, o.antwoord.namespace])]);
  const xsd = (uri: string): string => (uri === NS.stuf && gebruikt.has(NS.ggk) ? XSD_BIJ_GGK : (XSD.get(uri) ?? ''));
  const imports = [...gebruikt].map((uri) => `<xs:import namespace="${uri}" schemaLocation="${xmlTekst(`${schemas}/${xsd(uri)}`)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${endpointNaam(poort)}" targetNamespace="${tns}" xmlns:t="${tns}" ${namespaces}
  xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>
    <xs:schema>${imports.join('')}</xs:schema>
  </wsdl:types>
${messages.join('\n')}
  <wsdl:portType name="${poort.portType}">
${operaties.join('\n')}
  </wsdl:portType>
  <wsdl:binding name="${poort.portType}Binding" type="t:${poort.portType}">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${binding.join('\n')}
  </wsdl:binding>
  <wsdl:service name="${endpointNaam(poort)}">
    <wsdl:port name="Knooppunt" binding="t:${poort.portType}Binding"><soap:address location="${xmlTekst(adres)}"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

const endpointNaam = (p: Poort): string => (p.pad === 'ggk' ? 'GGk' : p.portType);
