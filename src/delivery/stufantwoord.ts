// What an endpoint of StUF said to a message that we delivered, and what follows: pure, from the bytes of its answer. Codes alone come out of it, and only in
// the form of a code. Delivered is what a receipt confirms: Bv03 or Bv04 of this very message, over HTTP 2xx (StUF 03.01 §4.4).
import type { Oproep } from '../outbound/port.ts';
import { type BronKnoop, kind, tekstVan } from '../sdk/bron.ts';
import { SOAP_NS } from '../sdk/soap.ts';
import type { Paar } from '../store/port.ts';
import { leesXml } from '../xml/lezer.ts';
import { oordeel, type Oordeel } from './beleid.ts';

const STUF = 'http://www.egem.nl/StUF/StUF0301';

/** Plek `server`, and yet no turn will change it: the endpoint does not do this version, sector model, message, entity or function (StUF 03.01 table 8.1). */
const BLIJVEND: ReadonlySet<string> = new Set(['StUF001', 'StUF004', 'StUF007', 'StUF025', 'StUF031', 'StUF037', 'StUF040']);
/** The endpoint could not store or handle it now, whatever it says of the place. */
const TIJDELIJK: ReadonlySet<string> = new Set(['StUF046', 'StUF058']);
/** Turns that ended without our knowing whether the message arrived. */
const ONZEKER = /^(tijd|netwerk|te-groot|geen-bevestiging|http-(2|5)[0-9]{2})$/;

export interface Stufuitslag {
  readonly oordeel: Oordeel;
  /** The endpoint refused it in StUF's own form: its sender has to hear so once the pair parks. */
  readonly afgekeurd: boolean;
}

interface Gelezen {
  readonly bevestigd: boolean;
  readonly fout: { readonly code: string; readonly plek: string | undefined } | null;
  /** A fault of SOAP itself. */
  readonly soapfout: 'client' | 'server' | null;
}

const NIETS: Gelezen = { bevestigd: false, fout: null, soapfout: null };

function lees(bytes: Buffer, referentie: string): Gelezen {
  if (bytes.length === 0) return NIETS;
  const r = leesXml(bytes);
  if (r.soort === 'ongeldig') return NIETS;
  const { wortel, soap } = r.bron;
  const fault = soap !== null && wortel.naam === 'Fault' && Object.values<string>(SOAP_NS).includes(wortel.ns) ? wortel : null;
  const bericht: BronKnoop | undefined = fault ? (kind(fault, 'detail') ?? kind(fault, 'Detail'))?.kinderen[0] : wortel;
  if (bericht?.ns === STUF) {
    const kruis = tekstVan(bericht, 'stuurgegevens/crossRefnummer');
    if (/^Bv0[34]Bericht$/.test(bericht.naam)) return { ...NIETS, bevestigd: kruis === referentie };
    if (/^Fo0[1-3]Bericht$/.test(bericht.naam)) {
      // Without a reference it is about what it answers; with another's it is not about this.
      if (kruis !== undefined && kruis !== referentie) return NIETS;
      return { ...NIETS, fout: { code: tekstVan(bericht, 'body/code') ?? '', plek: tekstVan(bericht, 'body/plek') } };
    }
  }
  if (!fault) return NIETS;
  const code = tekstVan(fault, 'faultcode') ?? tekstVan(fault, 'Code/Value') ?? '';
  return { ...NIETS, soapfout: /(^|:)(Client|Sender)(\.|$)/.test(code) ? 'client' : 'server' };
}

/**
 * What follows from an answer.
 *
 * StUF016 (zender and referentienummer not unique): StUF 03.01 §4.4 has a receiver answer a repeat of the same content with its first answer; one that does not
 * compare contents says StUF016 instead. Where an earlier turn of this pair ended without our knowing, the message that it knows under this reference is the
 * one that we sent, the very same bytes: it was received, and the pair is delivered. Without such a turn it parks, and its sender hears nothing: most likely
 * the endpoint has it from a turn that a crash or another node kept from being written down, and saying "refused" of a message that was received is worse
 * than asking an operator. (One reference for two contents never comes this far: the intake refuses that itself.)
 * @param referentie the referentienummer of what was sent
 */
export function stufoordeel(o: Oproep, referentie: string, paar: Pick<Paar, 'oorzaak' | 'beurten'>): Stufuitslag {
  const geen = (oordeel: Oordeel): Stufuitslag => ({ oordeel, afgekeurd: false });
  if (o.soort === 'fout') return geen(o.oorzaak === 'adres' ? { soort: 'parkeer', oorzaak: 'adres' } : { soort: 'opnieuw', oorzaak: o.oorzaak, wacht: 0 });
  const goed = o.status >= 200 && o.status < 300;
  const gelezen = lees(o.bytes, referentie);
  if (gelezen.fout) {
    const { plek } = gelezen.fout;
    const code = /^[A-Za-z]{2,6}[0-9]{2,3}$/.test(gelezen.fout.code) ? gelezen.fout.code : null;
    const oorzaak = code === null ? 'fo03' : `fo03-${code}`;
    if (code === 'StUF016') {
      if (paar.beurten > 0 && paar.oorzaak !== null && ONZEKER.test(paar.oorzaak)) return geen({ soort: 'klaar', status: o.status });
      return geen({ soort: 'parkeer', oorzaak });
    }
    const opnieuw = code !== null && (TIJDELIJK.has(code) || (plek === 'server' && !BLIJVEND.has(code)));
    return { oordeel: opnieuw ? { soort: 'opnieuw', oorzaak, wacht: o.wacht ?? 0 } : { soort: 'parkeer', oorzaak }, afgekeurd: true };
  }
  if (goed && gelezen.bevestigd) return geen({ soort: 'klaar', status: o.status });
  if (gelezen.soapfout) return geen(gelezen.soapfout === 'client' ? { soort: 'parkeer', oorzaak: 'soap-client' } : { soort: 'opnieuw', oorzaak: 'soap-server', wacht: o.wacht ?? 0 });
  if (!goed) return geen(oordeel({ soort: 'status', status: o.status, ...(o.wacht === undefined ? {} : { wacht: o.wacht }) }));
  // Accepted it seems, and not confirmed: once more, so that a receipt that was lost can come; then it is for an operator.
  return geen(paar.oorzaak === 'geen-bevestiging' ? { soort: 'parkeer', oorzaak: 'geen-bevestiging' } : { soort: 'opnieuw', oorzaak: 'geen-bevestiging', wacht: 0 });
}
