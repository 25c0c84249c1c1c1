// How a party of the simulators answers a message: as the event itself (the hub renders it), or as the message, bare or in a GGK envelope.
import { volledigType } from '../canonical/cloudevent.ts';
import type { Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import type { Feit } from './ontvangst.ts';
import { antwoordOp, beoordeel, type Oordeel } from './retour.ts';
import { ggkEnvelop } from './stuf.ts';
import type { Zending } from './zender.ts';


/** Twelve positions: what iStandaarden allow as an identification. */
export const korteReferentie = (kern: Kern, letter: string): string => `${letter}${String(kern.zaad % 1000).padStart(3, '0')}${String(kern.nummer()).padStart(8, '0')}`;

/** The event as a party hands it in: one CloudEvent, `?als=` says which message it becomes. */
export function alsEvent(kern: Kern, f: Feit, als: string, referentie: string): Zending {
  const e = { specversion: '1.0', id: kern.referentie(), source: `urn:simulator:${kern.naam}:${kern.rol.code ?? kern.zaad}`, type: volledigType(f.type), time: kern.nu().toISOString(), datacontenttype: 'application/json', data: f.data };
  return { bericht: als.split(':')[1]!, referentie, bytes: Buffer.from(JSON.stringify(e), 'utf8'), contentType: 'application/cloudevents+json', pad: `/v1/berichten?als=${encodeURIComponent(als)}` };
}

const partijcode = (p: unknown): string => {
  const { gemeentecode, agb, uzovi } = (p ?? {}) as { readonly gemeentecode?: string; readonly agb?: string; readonly uzovi?: string };
  return gemeentecode ?? agb ?? uzovi ?? 'onbekend';
};

/** In an envelope: Di01, or Du01 where it answers the envelope `kruis`. */
function inEnvelop(kern: Kern, f: Feit, als: string, bytes: Buffer, kruis?: string): Zending {
  const [standaard, type, versie] = als.split(':') as [string, string, string];
  const b = f.data.bericht as { readonly afzender?: unknown; readonly ontvanger?: unknown };
  const referentie = kern.referentie();
  const k = { zender: { organisatie: partijcode(b.afzender), applicatie: kern.rol.applicatie ?? 'SIMULATOR' }, ontvanger: { organisatie: partijcode(b.ontvanger), applicatie: 'GGk' }, referentie, ...(kruis === undefined ? {} : { kruis }), nu: kern.nu() };
  const e = ggkEnvelop(k, type, versie, bytes, standaard === 'aw319' ? `${type}.txt` : undefined);
  return { bericht: `${e.bericht} ${type}`, referentie, bytes: Buffer.from(e.body, 'utf8'), pad: '/soap/ggk', contentType: 'text/xml; charset=utf-8', soapAction: e.soapAction };
}

/**
 * Event, message or envelope, as the role has it.
 * @param kruis the envelope that it answers; an answer to what did not come in an envelope goes bare.
 */
export async function alsZending(kern: Kern, f: Feit, als: string, referentie: string, o: { readonly document?: (sha256: string) => Uint8Array | null; readonly kruis?: string; readonly antwoord?: boolean } = {}): Promise<Zending> {
  if (kern.rol.vorm === 'canoniek' && o.document === undefined) return alsEvent(kern, f, als, referentie);
  const bytes = await maakBericht([f], als, kern, referentie, o.document);
  const envelop = kern.rol.vorm === 'ggk' && o.document === undefined && (o.antwoord !== true || o.kruis !== undefined);
  return envelop ? inEnvelop(kern, f, als, bytes, o.kruis) : { bericht: als.split(':')[1]!, referentie, bytes };
}

/** The judgement of this message; null where nothing answers it. @param kruis reference of the envelope that it came in. */
export function antwoord(kern: Kern, f: Feit, uitslag: Oordeel['uitslag'], kruis?: string): (() => Promise<Zending>) | null {
  const als = antwoordOp(f);
  if (als === null) return null;
  return () => {
    const referentie = korteReferentie(kern, 'R');
    return alsZending(kern, beoordeel(f, { referentie, dagtekening: kern.vandaag(), uitslag }), als, referentie, { antwoord: true, ...(kruis === undefined ? {} : { kruis }) });
  };
}
