// SOAP: receipts and faults are well-formed envelopes whatever stood in the message, in the version that was asked, the same every time.
import type { AntwoordOmgeving, SoapAntwoord, SoapGedrag, XmlAdapter } from '../../sdk/adapter.ts';
import type { FoutCode } from '../../sdk/errors.ts';
import type { Melding } from '../../sdk/melding.ts';
import { soapContentType } from '../../sdk/soap.ts';
import type { Gezakt } from '../../intake/doorgang.ts';
import { leesXml } from '../../xml/lezer.ts';
import { teksten } from '../bevindingen.ts';
import { noemWorp, type Opstelling } from '../opstelling.ts';
import type { Puntuitslag } from '../types.ts';
import { Verslag } from '../verslag.ts';

const CODES: readonly FoutCode[] = ['KP_SCHEMA', 'KP_NIET_WELGEVORMD', 'KP_SOAP', 'KP_NIET_HERKEND', 'KP_ENDPOINT', 'KP_ONTVANGER_ONBEKEND', 'KP_CONFLICT', 'KP_SYNCHROON', 'KP_TE_GROOT', 'KP_OPSLAG', 'KP_INTERN'];
const LASTIG: readonly Melding[] = [
  { code: 'KP_SCHEMA_WAARDE', regel: 12, pad: '/Bericht/Lastig[2]/@x', tekst: 'tekens <&> "en" ]]> \u0001' },
  { code: 'KP_SCHEMA_ONTBREEKT', regel: 0, pad: '/', tekst: 'zonder plaats' },
];

const omgeving = (soap: '1.1' | '1.2'): AntwoordOmgeving => ({
  hub: { oin: '00000099000000001000', organisatie: 'KNP', applicatie: 'KNOOPPUNT' },
  nu: '2026-11-24T09:00:00.000Z',
  referentie: '00000000-0000-4000-8000-000000000000',
  soap,
});

/** What is wrong with an answer; null when nothing is. */
function envelopfout(a: SoapAntwoord, soap: '1.1' | '1.2', fault: boolean): string | null {
  if (a.contentType !== soapContentType(soap)) return `het mediatype is niet dat van SOAP ${soap}`;
  if (fault ? a.status < 400 || a.status > 599 : a.status !== 200) return `de status is ${a.status}`;
  const r = leesXml(Buffer.from(a.body));
  if (r.soort === 'ongeldig') return `is geen leesbare envelop (${r.code})`;
  if (r.bron.soap?.versie !== soap) return `is geen envelop van SOAP ${soap}`;
  const isFault = r.bron.wortel.naam === 'Fault' && r.bron.wortel.ns === r.bron.document.ns;
  if (isFault !== fault) return fault ? 'heeft geen Fault' : 'is een Fault';
  return null;
}

function soapVan(o: Opstelling): SoapGedrag | null {
  return 'kop' in o.adapter ? (o.adapter.soap ?? null) : null;
}

interface Foutpost {
  readonly antwoord: SoapAntwoord;
  readonly versie: '1.1' | '1.2';
  /** What the fault may give back to its sender: reference and addresses, from the head or the SOAP header. */
  readonly mag: string;
}

/** The adapter's fault for a refused message, as the hub asks for it; null without SOAP. */
function maakFout(o: Opstelling, uit: Gezakt, endpoint: string | undefined): Foutpost | null {
  const soap = soapVan(o);
  if (!soap) return null;
  const lezing = uit.gelezen?.soort === 'xml' && uit.gelezen.gevonden.adapter === o.adapter ? uit.gelezen.lezing : null;
  const kop = lezing ? uit.kop : null;
  const versie = lezing?.bron.soap?.versie ?? '1.1';
  const antwoord = soap.fout({ ...omgeving(versie), code: uit.code, meldingen: uit.meldingen, lezing, kop, endpoint: endpoint ?? soap.endpoints[0]?.pad ?? '' });
  const header = lezing?.bron.soap?.kop;
  return { antwoord, versie, mag: JSON.stringify([kop, omgeving(versie), header ? teksten(header) : []]) };
}

/** Text of that fault; empty where there is none. */
export function foutTekst(o: Opstelling, uit: Gezakt, endpoint: string | undefined): string {
  try {
    return maakFout(o, uit, endpoint)?.antwoord.body ?? '';
  } catch {
    return '';
  }
}

/**
 * What is wrong with that fault: null when nothing is, or when the adapter has no SOAP. Used on mutated messages.
 * @param waarden of the message, that may not be in it: only reference and addresses go back to whoever sent them.
 */
export function foutVoor(o: Opstelling, uit: Gezakt, endpoint: string | undefined, waarden: readonly string[]): string | null {
  try {
    const f = maakFout(o, uit, endpoint);
    if (!f) return null;
    const mis = envelopfout(f.antwoord, f.versie, true);
    if (mis !== null) return `de SOAP-fout ${mis}`;
    return waarden.some((w) => f.antwoord.body.includes(w) && !f.mag.includes(w)) ? 'de SOAP-fout noemt een waarde uit het bericht' : null;
  } catch (e) {
    return `het maken van de SOAP-fout gooit een fout (${noemWorp(e, o.map)})`;
  }
}

export async function soap(o: Opstelling): Promise<Puntuitslag> {
  const v = new Verslag('soap', 'ontvangstbewijzen, fouten en WSDL zijn welgevormd, in SOAP 1.1 en 1.2');
  const s = soapVan(o);
  if (!s) return v.overgeslagen('deze adapter heeft geen SOAP');
  const { spec } = o.adapter;
  const namen = new Set(spec.berichten.map((b) => b.berichttype));
  let antwoorden = 0;
  const toets = (waar: string, maak: () => SoapAntwoord, versie: '1.1' | '1.2', fault: boolean): SoapAntwoord | null => {
    antwoorden += 1;
    try {
      const a = maak();
      const mis = envelopfout(a, versie, fault);
      if (mis !== null) v.meld(waar, mis);
      else if (maak().body !== a.body) v.meld(waar, 'is de tweede keer anders');
      return a;
    } catch (e) {
      v.meld(waar, `gooit een fout (${noemWorp(e, o.map)})`);
      return null;
    }
  };
  if (s.endpoints.length === 0) v.meld('soap.endpoints', 'er is geen endpoint');
  for (const e of s.endpoints) {
    if (/^\/|\/$|[\s?#]/.test(e.pad)) v.meld(`endpoint ${e.pad}`, 'een pad begint en eindigt zonder /');
    for (const b of e.berichten) if (!namen.has(b)) v.meld(`endpoint ${e.pad}`, `noemt een onbekend bericht: ${b}`);
    wsdlVan(s, e.pad, v);
    for (const code of CODES) {
      for (const versie of ['1.1', '1.2'] as const) {
        const a = toets(`fout ${code} op ${e.pad} (SOAP ${versie})`, () => s.fout({ ...omgeving(versie), code, meldingen: LASTIG, lezing: null, kop: null, endpoint: e.pad }), versie, true);
        if (code === 'KP_SCHEMA' && a && !a.body.includes('Lastig[2]')) v.meld(`fout ${code} op ${e.pad}`, 'zegt niet op welke plaats het bericht fout is');
      }
    }
  }
  for (const { voorbeeld, uit } of o.goede) {
    if (uit.gelezen.soort !== 'xml' || uit.gelezen.gevonden.adapter !== (o.adapter as XmlAdapter)) continue;
    const { lezing, gevonden } = uit.gelezen;
    const endpoint = voorbeeld.omgeving.endpoint ?? s.endpoints[0]?.pad ?? '';
    for (const versie of ['1.1', '1.2'] as const) {
      for (const ontvanger of gevonden.soort.verloop === 'asynchroon' ? (['hub', 'partij'] as const) : []) {
        toets(`ontvangstbewijs voor ${voorbeeld.naam} (SOAP ${versie}, ${ontvanger})`, () => s.bevestig(lezing, uit.kop, { ...omgeving(versie), ontvanger }), versie, false);
      }
      toets(`fout voor ${voorbeeld.naam} (SOAP ${versie})`, () => s.fout({ ...omgeving(versie), code: 'KP_CONFLICT', meldingen: LASTIG, lezing, kop: uit.kop, endpoint }), versie, true);
    }
  }
  return v.klaar(`${antwoorden} antwoorden op ${s.endpoints.length} endpoints`);
}

function wsdlVan(s: SoapGedrag, pad: string, v: Verslag): void {
  const adres = `https://knooppunt.invalid/soap/${pad}?a=1&b=2`;
  try {
    const tekst = s.wsdl(pad, adres, 'https://knooppunt.invalid/soap/schemas/toets');
    const r = leesXml(Buffer.from(tekst));
    if (r.soort === 'ongeldig') v.meld(`wsdl van ${pad}`, `is geen leesbare XML (${r.code})`);
    else if (r.bron.document.naam !== 'definitions') v.meld(`wsdl van ${pad}`, 'is geen WSDL 1.1 (definitions)');
    else if (!tekst.includes(adres.replace('&', '&amp;'))) v.meld(`wsdl van ${pad}`, 'noemt het adres van het endpoint niet');
  } catch {
    v.meld(`wsdl van ${pad}`, 'gooit een fout');
  }
}
