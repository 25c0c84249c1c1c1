// SOAP envelopes and XML text, for the answers that adapters build: escaping, envelope, fault.
// Output only; reading envelopes is the core's.

/** SOAP namespaces by version. */
export const SOAP_NS = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;

/** Escapes text for XML content or an attribute value; characters that XML 1.0 forbids become U+FFFD. */
export function xmlTekst(tekst: string): string {
  return tekst
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Media type of a SOAP answer (SOAP 1.1: text/xml, WS-I BP 1.1). */
export function soapContentType(versie: '1.1' | '1.2'): string {
  return versie === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
}

/** A complete envelope round a body (and optional header) that is XML already. */
export function soapEnvelop(body: string, versie: '1.1' | '1.2', kop = ''): string {
  const header = kop ? `<SOAP-ENV:Header>${kop}</SOAP-ENV:Header>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_NS[versie]}">${header}<SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>\n`;
}

/**
 * A complete fault envelope. `tekst` is plain text, `detail` is XML (the standard's own fault message).
 * StUF bindings §3: faultcode SOAP-ENV:Client|Server, no faultactor, no encodingStyle.
 */
export function soapFout(fout: { versie: '1.1' | '1.2'; plek: 'client' | 'server'; tekst: string; detail: string; kop?: string }): string {
  const detail = fout.detail;
  if (fout.versie === '1.1') {
    const code = fout.plek === 'client' ? 'Client' : 'Server';
    return soapEnvelop(
      `<SOAP-ENV:Fault><faultcode>SOAP-ENV:${code}</faultcode><faultstring>${xmlTekst(fout.tekst)}</faultstring>${detail ? `<detail>${detail}</detail>` : ''}</SOAP-ENV:Fault>`,
      '1.1',
      fout.kop,
    );
  }
  const code = fout.plek === 'client' ? 'Sender' : 'Receiver';
  return soapEnvelop(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:${code}</SOAP-ENV:Value></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="nl">${xmlTekst(fout.tekst)}</SOAP-ENV:Text></SOAP-ENV:Reason>${detail ? `<SOAP-ENV:Detail>${detail}</SOAP-ENV:Detail>` : ''}</SOAP-ENV:Fault>`,
    '1.2',
    fout.kop,
  );
}
