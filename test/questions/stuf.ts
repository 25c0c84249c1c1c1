// StUF as a test speaks it: questions with stuurgegevens, and answers to what a source was sent.
import type { Geeft, Verzoek } from './bron.ts';

export const NS = { stuf: 'http://www.egem.nl/StUF/StUF0301', bg: 'http://www.egem.nl/StUF/sector/bg/0310', zkn: 'http://www.egem.nl/StUF/sector/zkn/0310' } as const;
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XMLNS = `xmlns:StUF="${NS.stuf}" xmlns:BG="${NS.bg}" xmlns:ZKN="${NS.zkn}"`;
/** The namespaces stand on the envelope, as some toolkits write them: cutting out must carry them over. */
export const envelop = (body: string): string => `<s:Envelope xmlns:s="${SOAP}" ${XMLNS}><s:Body>${body}</s:Body></s:Envelope>`;

export interface Kop {
  readonly code: string;
  readonly entiteit?: string;
  readonly functie?: string;
  readonly referentie?: string;
  readonly kruis?: string;
  /** organisatie and applicatie. */
  readonly van?: readonly [string, string];
  readonly naar?: readonly [string, string];
}

export const stuurgegevens = (ns: 'BG' | 'ZKN', k: Kop): string => {
  const s = (naam: string, p: readonly [string, string] | undefined): string => (p ? `<StUF:${naam}><StUF:organisatie>${p[0]}</StUF:organisatie><StUF:applicatie>${p[1]}</StUF:applicatie></StUF:${naam}>` : '');
  const e = (naam: string, w: string | undefined): string => (w === undefined ? '' : `<StUF:${naam}>${w}</StUF:${naam}>`);
  return `<${ns}:stuurgegevens>${e('berichtcode', k.code)}${s('zender', k.van)}${s('ontvanger', k.naar)}${e('referentienummer', k.referentie)}${k.referentie === undefined ? '' : e('tijdstipBericht', '20261124120000')}${e('crossRefnummer', k.kruis)}${e('entiteittype', k.entiteit)}${e('functie', k.functie)}</${ns}:stuurgegevens>`;
};

export const npsLv01 = (k: Omit<Kop, 'code' | 'entiteit'>, bsn = '999990937', selectie = `<BG:inp.bsn>${bsn}</BG:inp.bsn>`): string =>
  envelop(`<BG:npsLv01>${stuurgegevens('BG', { code: 'Lv01', entiteit: 'NPS', ...k })}<BG:parameters><StUF:sortering>0</StUF:sortering><StUF:indicatorVervolgvraag>false</StUF:indicatorVervolgvraag></BG:parameters><BG:gelijk StUF:entiteittype="NPS">${selectie}</BG:gelijk></BG:npsLv01>`);

/** `object`: what stands in the answer; empty = nothing found. */
export const npsLa01 = (kruis: string | undefined, object: string): string =>
  envelop(`<BG:npsLa01>${stuurgegevens('BG', { code: 'La01', entiteit: 'NPS', ...(kruis === undefined ? {} : { kruis, referentie: 'antwoord-1', van: ['BRP', 'makelaar'], naar: ['0384', 'zaaksysteem'] }) })}<BG:parameters><StUF:indicatorVervolgvraag>false</StUF:indicatorVervolgvraag></BG:parameters>${object === '' ? '' : `<BG:antwoord>${object}</BG:antwoord>`}</BG:npsLa01>`);
export const persoon = (bsn = '999990937', extra = ''): string => `<BG:object StUF:entiteittype="NPS"><BG:inp.bsn>${bsn}</BG:inp.bsn><BG:geslachtsnaam>Duinker</BG:geslachtsnaam>${extra}</BG:object>`;

export const fo02 = (code = 'StUF067'): Geeft => ({
  status: 500,
  body: envelop(`<s:Fault><faultcode>s:Server</faultcode><faultstring>dubbelen gevonden</faultstring><detail><StUF:Fo02Bericht><StUF:stuurgegevens><StUF:berichtcode>Fo02</StUF:berichtcode></StUF:stuurgegevens><StUF:body><StUF:code>${code}</StUF:code><StUF:plek>server</StUF:plek><StUF:omschrijving>dubbelen gevonden</StUF:omschrijving></StUF:body></StUF:Fo02Bericht></detail></s:Fault>`),
});
export const referentieIn = (v: Verzoek): string => /<StUF:referentienummer>([^<]*)</.exec(v.body)?.[1] ?? '';
