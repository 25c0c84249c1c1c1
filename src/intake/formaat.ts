// Whether a message that a subscription asks for can be sent at all: said when the configuration is read, not when the first event parks.
import { vindDoel } from './doelbericht.ts';
import type { Gevonden, Register } from './register.ts';
import type { Adapter, XmlAdapter } from '../sdk/adapter.ts';

const isXml = (a: Adapter): a is XmlAdapter => 'kop' in a;

/** The adapter and our own name of the endpoint that an asynchronous SOAP message goes to; null for what is none. */
export function asynchroonEindpunt({ adapter, soort }: Gevonden): { readonly adapter: XmlAdapter; readonly endpoint: string } | null {
  if (!isXml(adapter) || !adapter.soap?.verzend) return null;
  const e = adapter.soap.endpoints.find((x) => x.soort === 'asynchroon' && (x.berichten.length === 0 || x.berichten.includes(soort.berichttype)));
  return e ? { adapter, endpoint: e.pad } : null;
}

/** Why `standaard:berichttype[:versie]` cannot be delivered over a channel (Dutch); null when it can. */
export function formaatKeuring(register: Register): (formaat: string, kanaal: 'webhook' | 'stuf') => string | null {
  return (formaat, kanaal) => {
    let doel: Gevonden;
    try {
      doel = vindDoel(register, formaat);
    } catch (e) {
      return e instanceof Error ? e.message : `${formaat} is er niet`;
    }
    return kanaal === 'stuf' && !asynchroonEindpunt(doel) ? `${formaat} is geen asynchroon bericht over SOAP` : null;
  };
}
