// The answers of the intake itself: 202 and problem+json for `/v1/berichten` and the folder. SOAP answers are the adapters'.
// Texts come from the one table of errors and from findings; no value of a message.
import { foutregel, type FoutCode } from '../sdk/errors.ts';
import type { Melding } from '../sdk/melding.ts';
import type { Antwoord } from '../store/port.ts';
import type { Herkend } from './port.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** @param verlies JSON paths of data that the message could not hold; only for what was made from events. */
export function ontvangstbewijs(id: string, herkend: Herkend, events: number, dubbel: boolean, verlies?: readonly string[]): Antwoord {
  const { standaard, berichttype, versie } = herkend;
  return { status: 202, contentType: JSON_TYPE, body: JSON.stringify({ id, standaard, berichttype, versie, events, dubbel, ...(verlies && verlies.length > 0 ? { verlies } : {}) }) };
}

/** The first answer, as a repeat hears it. */
export function alsHerhaling(eerste: Antwoord): Antwoord {
  return { ...eerste, body: JSON.stringify({ ...(JSON.parse(eerste.body) as Record<string, unknown>), dubbel: true }) };
}

export function problem(code: FoutCode, meldingen: readonly Melding[], id: string | null): Antwoord {
  const regel = foutregel(code);
  const detail = meldingen.length === 1 ? '1 bevinding' : `${meldingen.length} bevindingen`;
  return {
    status: regel.status,
    contentType: PROBLEM_TYPE,
    body: JSON.stringify({ type: `/fouten/${code}`, title: regel.titel, status: regel.status, detail, code, ...(id ? { bericht: id } : {}), meldingen }),
  };
}

export const isXml = (a: Antwoord): boolean => /xml/.test(a.contentType);

/** Why a message was refused, as it is kept. */
export function redenVan(b: { readonly reden: string | null } | null): { code: FoutCode; meldingen: readonly Melding[] } {
  const r = b?.reden ? (JSON.parse(b.reden) as { code: FoutCode; meldingen: Melding[] }) : null;
  return { code: r?.code ?? 'KP_REGEL', meldingen: r?.meldingen ?? [] };
}
