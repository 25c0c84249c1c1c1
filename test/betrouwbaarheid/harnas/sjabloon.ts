// The message of the scenarios: the project's own sample of a new case; municipality, case and sequence number stand in its content.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WORTEL } from '../../hulp/kind.ts';

const SJABLOON = readFileSync(path.join(WORTEL, 'samples/stuf/zaklk01-creeerzaak.xml'), 'utf8').replace(/>\s+</g, '><');

export function sjabloon(gemeente: string, zaak: number, nr: number, referentie: string): string {
  return SJABLOON
    .replace(/(<StUF:zender><StUF:organisatie>)[^<]*/, `$1${gemeente}`)
    .replace(/(<StUF:referentienummer>)[^<]*/, `$1${referentie}`)
    .replace(/(<ZKN:object [^>]*><ZKN:identificatie>)[^<]*/, `$1${gemeente}2026${String(zaak).padStart(8, '0')}`)
    .replace(/(<ZKN:identificatie>[^<]*<\/ZKN:identificatie><ZKN:omschrijving>)[^<]*/, `$1zaak ${zaak} nummer ${nr}`);
}

/** What `sjabloon` put in, read back from the JSON of an event. Null: not one of ours. */
export function lees(waarde: string): { readonly zaak: number; readonly nr: number } | null {
  const m = /zaak (\d+) nummer (\d+)/.exec(waarde);
  return m ? { zaak: Number(m[1]), nr: Number(m[2]) } : null;
}
