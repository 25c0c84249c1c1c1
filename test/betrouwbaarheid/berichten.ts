// Messages for the scenarios: the project's own sample of a new case, under another reference and another case number each time.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WORTEL } from './hub.ts';

const SJABLOON = readFileSync(path.join(WORTEL, 'samples/stuf/zaklk01-creeerzaak.xml'), 'utf8');

/** The municipality that may have the sample's event (its expectation stands beside it). */
export const GEMEENTE = '0363';
export const TOPIC = `sociaaldomein.gemeente.${GEMEENTE}`;

/** @param zaak number of the case: what orders its events. */
export function zaakbericht(referentie: string, zaak: number, omschrijving = 'Aanvraag huishoudelijke hulp'): string {
  return SJABLOON
    .replace(/(<StUF:referentienummer>)[^<]*/, `$1${referentie}`)
    .replace(/(<ZKN:identificatie>)[^<]*/, `$1${GEMEENTE}2026${String(zaak).padStart(8, '0')}`)
    .replace(/(<ZKN:omschrijving>)[^<]*/, `$1${omschrijving}`);
}

export interface Antwoord {
  readonly status: number;
  readonly tekst: string;
  readonly json: { readonly id?: string; readonly dubbel?: boolean; readonly code?: string; readonly meldingen?: readonly { readonly code: string; readonly standaardcode?: string }[] };
}

/** Hands in one message; throws when the connection breaks, as it does under a kill. */
export async function post(url: string, body: string): Promise<Antwoord> {
  const r = await fetch(`${url}/v1/berichten`, { method: 'POST', headers: { 'content-type': 'application/xml' }, body, signal: AbortSignal.timeout(20_000) });
  const tekst = await r.text();
  return { status: r.status, tekst, json: JSON.parse(tekst) as Antwoord['json'] };
}

/** All events of the municipality, in the order of its topic, read as a receiver would. */
export async function leesEvents(url: string): Promise<{ readonly id: string; readonly bericht: string }[]> {
  const uit: { id: string; bericht: string }[] = [];
  let na = '';
  for (;;) {
    const r = await fetch(`${url}/v1/gemeenten/${GEMEENTE}/events?max=100${na === '' ? '' : `&na=${encodeURIComponent(na)}`}`);
    const blad = (await r.json()) as { events: { id: string; bericht: string }[]; volgende: string };
    uit.push(...blad.events);
    na = blad.volgende;
    if (blad.events.length === 0) return uit;
  }
}

export interface HubBalans {
  readonly berichten: { readonly ontvangen: number; readonly aanvaard: number; readonly geweigerd: number; readonly dubbel: number; readonly onbestelbaar: number; readonly onderweg: number };
  readonly paren: { readonly gerouteerd: number; readonly afgeleverd: number; readonly onderweg: number };
  readonly verschillen: readonly string[];
}

/** Waits until nothing is under way any more. */
export async function totStil(url: string, ms = 30_000): Promise<HubBalans> {
  const einde = performance.now() + ms;
  for (;;) {
    const b = (await (await fetch(`${url}/v1/balans`)).json()) as HubBalans;
    if (b.berichten.onderweg === 0 && b.paren.onderweg === 0) return b;
    if (performance.now() > einde) throw new Error(`niet stil: ${JSON.stringify(b)}`);
    await new Promise((r) => setTimeout(r, 100));
  }
}
