// What a StUF sender hears: Bv03 when the message is for us, Bv04 when we pass it on, Fo02 or Fo03 as a SOAP fault (StUF 03.01 §4.4, bindingen §3).
// Never says more than is so: a receipt means stored, and a fault names places and causes, never values.
import { foutregel, soapContentType, soapEnvelop, soapFout, tekstVan, xmlTekst, type AntwoordOmgeving, type FoutInvoer, type HubAdres, type Kop, type Melding, type PartijAanduiding, type SoapAntwoord, type XmlLezing } from '../../src/sdk/index.ts';
import { NS } from './spec.ts';

/** Own namespace of findings inside detailsXML. */
export const NS_FOUT = 'urn:nl:knooppunt:fout';

/** Longest texts of a fault body (stuf0301: omschrijving 200, details 1000, code 7). */
const MAX = { omschrijving: 200, details: 1000, meldingen: 100 } as const;

/** RFC 3339 → jjjjmmdduummssmmm, local time (StUF writes no zone). */
export function stufTijdstip(nu: string): string {
  const d = new Date(nu);
  const deel = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(d);
  const w = (type: string): string => deel.find((p) => p.type === type)?.value ?? '';
  return `${w('year')}${w('month')}${w('day')}${w('hour')}${w('minute')}${w('second')}${String(d.getUTCMilliseconds()).padStart(3, '0')}`;
}

const el = (naam: string, waarde: string | undefined): string => (waarde === undefined || waarde === '' ? '' : `<StUF:${naam}>${xmlTekst(waarde)}</StUF:${naam}>`);

function systeem(naam: 'zender' | 'ontvanger', p: PartijAanduiding | HubAdres | null): string {
  // applicatie is required and has three characters or more; a sender that could not be read has none.
  const applicatie = p?.applicatie !== undefined && p.applicatie.length >= 3 ? p.applicatie : 'onbekend';
  return `<StUF:${naam}>${el('organisatie', p?.organisatie)}${el('applicatie', applicatie)}${el('administratie', p?.administratie)}</StUF:${naam}>`;
}

/** Stuurgegevens of a receipt or Fo03: all of them, as the XSD demands; crossRefnummer = the reference of what is answered (StUF 03.01 §4.2). */
export function stuurgegevens(code: string, om: AntwoordOmgeving, aan: PartijAanduiding | null, kruis: string | undefined): string {
  return (
    `<StUF:stuurgegevens><StUF:berichtcode>${code}</StUF:berichtcode>${systeem('zender', om.hub)}${systeem('ontvanger', aan)}` +
    `<StUF:referentienummer>${xmlTekst(om.referentie)}</StUF:referentienummer><StUF:tijdstipBericht>${stufTijdstip(om.nu)}</StUF:tijdstipBericht>` +
    `<StUF:crossRefnummer>${xmlTekst((kruis ?? '').slice(0, 40))}</StUF:crossRefnummer></StUF:stuurgegevens>`
  );
}

/** Bv03 (we are the endpoint) or Bv04 (intermediary), HTTP 200. */
export function bevestig(kop: Kop, om: AntwoordOmgeving & { readonly ontvanger: 'hub' | 'partij' }): SoapAntwoord {
  const code = om.ontvanger === 'hub' ? 'Bv03' : 'Bv04';
  const body = `<StUF:${code}Bericht xmlns:StUF="${NS.stuf}">${stuurgegevens(code, om, kop.adressering.afzender, kop.referentie)}</StUF:${code}Bericht>`;
  return { status: 200, contentType: soapContentType(om.soap), body: soapEnvelop(body, om.soap) };
}

/** Codes of the GGK chain where the fact sheet has one (Foutcodes 2.1 patch 04); the rest are StUF's own. */
const KETENCODES: Readonly<Record<string, string>> = { KP_RECORD: 'StUF055', KP_TE_GROOT: 'IB007', KP_ONTVANGER_ONBEKEND: 'IB210', KP_ZENDER_ONBEKEND: 'IB213', KP_CONFLICT: 'IB216' };

/** Code of the fault: the chain's or StUF's own; where neither has one, ours (StUF allows seven characters), never a borrowed one. */
function foutcode(invoer: FoutInvoer): string {
  const eerste = invoer.meldingen[0];
  if (invoer.endpoint === 'ggk') {
    if (eerste && /\/stuurgegevens\/(referentienummer|crossRefnummer)$/.test(eerste.pad) && invoer.code.startsWith('KP_SCHEMA')) return 'IB009';
    const keten = KETENCODES[invoer.code];
    if (keten) return keten;
  }
  // A finding inside an envelope may carry its own standard's code: that is not StUF's.
  const eigen = eerste?.standaardcode !== undefined && /^(StUF|IB)[0-9]{3}$/.test(eerste.standaardcode) ? eerste.standaardcode : undefined;
  return eigen ?? foutregel(invoer.code).stuf ?? (invoer.code.length <= 7 ? invoer.code : 'KP_FOUT');
}

/**
 * `details` of a GGK fault: functie and version of the application message (GGk §foutberichten: `JW315-00020010`).
 * Only in that form: a message that its schema refused may hold anything there, and no value of it goes into a fault.
 */
export function functie(lezing: XmlLezing | null): string {
  if (lezing?.soort.standaard !== 'ggk') return '';
  const { wortel } = lezing.bron;
  const naam = tekstVan(wortel, 'stuurgegevens/functie') ?? '';
  const versie = `${tekstVan(wortel, 'parameters/applicatieVersie') ?? ''}${tekstVan(wortel, 'parameters/applicatieSubversie') ?? ''}`;
  return /^[A-Za-z]{2,5}[0-9]{3}$/.test(naam) && /^([0-9]{4}){0,2}$/.test(versie) ? `${naam}-${versie}` : '';
}

const zin = (m: Melding): string => `${m.pad}${m.regel > 0 ? `, regel ${m.regel}` : ''}: ${m.tekst}`;

function meldingXml(m: Melding): string {
  const k = (naam: string, w: string): string => `<kp:${naam}>${xmlTekst(w)}</kp:${naam}>`;
  return `<kp:melding>${k('code', m.code)}${m.standaardcode === undefined ? '' : k('standaardcode', m.standaardcode)}${k('regel', String(m.regel))}${k('pad', m.pad)}${k('tekst', m.tekst)}</kp:melding>`;
}

/** What every fault body has: place, description, and all findings as XML. */
export function foutdelen(invoer: FoutInvoer): { readonly plek: 'client' | 'server'; readonly omschrijving: string; readonly meldingen: string } {
  const regel = foutregel(invoer.code);
  const alle = invoer.meldingen.slice(0, MAX.meldingen).map(meldingXml).join('');
  return {
    plek: regel.plek ?? (regel.status >= 500 ? 'server' : 'client'),
    omschrijving: regel.titel.slice(0, MAX.omschrijving),
    meldingen: alle === '' ? '' : `<kp:meldingen xmlns:kp="${NS_FOUT}">${alle}</kp:meldingen>`,
  };
}

/**
 * SOAP fault with Fo03 (asynchronous) or Fo02 (synchronous) in `detail`, HTTP 500: the first code first, all findings in detailsXML.
 * An invalid body of an asynchronous message gets StUF055 in Fo03, though the table lists it for Fo01 and Fo02 only: the check comes before the receipt
 * here. With `stuf.bodyfout: fo01` it is Bv03, and Fo01 later (laterfout.ts).
 */
export function fout(invoer: FoutInvoer, synchroon: boolean): SoapAntwoord {
  const { plek, omschrijving, meldingen } = foutdelen(invoer);
  const details = [functie(invoer.lezing), invoer.meldingen[0] ? zin(invoer.meldingen[0]) : ''].filter((d) => d !== '').join(' ').slice(0, MAX.details);
  const code = synchroon ? 'Fo02' : 'Fo03';
  const kop = synchroon ? '<StUF:stuurgegevens><StUF:berichtcode>Fo02</StUF:berichtcode></StUF:stuurgegevens>' : stuurgegevens('Fo03', invoer, invoer.kop?.adressering.afzender ?? null, invoer.kop?.referentie);
  const detail =
    `<StUF:${code}Bericht xmlns:StUF="${NS.stuf}">${kop}<StUF:body>${el('code', foutcode(invoer))}${el('plek', plek)}${el('omschrijving', omschrijving)}${el('details', details)}` +
    `${meldingen === '' ? '' : `<StUF:detailsXML>${meldingen}</StUF:detailsXML>`}</StUF:body></StUF:${code}Bericht>`;
  return { status: 500, contentType: soapContentType(invoer.soap), body: soapFout({ versie: invoer.soap, plek, tekst: omschrijving, detail }) };
}
