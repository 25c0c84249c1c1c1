// How a party of the simulators answers a message: as the event itself (the hub renders it), or as the message, bare or in a GGK envelope.
import { volledigType } from '../canonical/cloudevent.ts';
import type { Kern } from './kern.ts';
import { maakBericht } from './opstellen.ts';
import type { Feit } from './ontvangst.ts';
import { antwoordOp, beoordeel, type Oordeel } from './retour.ts';
import type { Zending } from './zender.ts';


/** Twelve positions: what iStandaarden allow as an identification. */
export const korteReferentie = (kern: Kern, letter: string): string => `${letter}${String(kern.zaad % 1000).padStart(3, '0')}${String(kern.nummer()).padStart(8, '0')}`;

/** The event as a party hands it in: one CloudEvent, `?als=` says which message it becomes. */
export function alsEvent(kern: Kern, f: Feit, als: string, referentie: string): Zending {
  const e = { specversion: '1.0', id: kern.referentie(), source: `urn:simulator:${kern.naam}:${kern.rol.code ?? kern.zaad}`, type: volledigType(f.type), time: kern.nu().toISOString(), datacontenttype: 'application/json', data: f.data };
  return { bericht: als.split(':')[1]!, referentie, bytes: Buffer.from(JSON.stringify(e), 'utf8'), contentType: 'application/cloudevents+json', pad: `/v1/berichten?als=${encodeURIComponent(als)}` };
}

/** Event or message, as the role has it. */
export async function alsZending(kern: Kern, f: Feit, als: string, referentie: string, document?: (sha256: string) => Uint8Array | null): Promise<Zending> {
  if (kern.rol.vorm === 'canoniek' && document === undefined) return alsEvent(kern, f, als, referentie);
  return { bericht: als.split(':')[1]!, referentie, bytes: await maakBericht([f], als, kern, referentie, document) };
}

/** The judgement of this message; null where nothing answers it. */
export function antwoord(kern: Kern, f: Feit, uitslag: Oordeel['uitslag']): (() => Promise<Zending>) | null {
  const als = antwoordOp(f);
  if (als === null) return null;
  return () => {
    const referentie = korteReferentie(kern, 'R');
    return alsZending(kern, beoordeel(f, { referentie, dagtekening: kern.vandaag(), uitslag }), als, referentie);
  };
}
