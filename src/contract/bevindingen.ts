// What every check on a wrong message asks of its findings: the place, and no value of the message.
import type { BronKnoop } from '../sdk/bron.ts';
import type { Melding } from '../sdk/melding.ts';
import type { Plek } from './xmlplekken.ts';

/** The value that is planted in messages and looked for in what comes back. No standard has it, nor any digit pattern. */
export const GEPLANT = 'Qx7Geheim-4711';

/** A path without indexes: dropping a sibling renumbers the others. */
export const zonderIndexen = (pad: string): string => pad.replace(/\[[0-9]+\]/g, '');

/** Findings of the schema name the place exactly; rules of the standard may name the other half of what contradicts. */
export const vanSchema = (m: Melding): boolean => m.code.startsWith('KP_SCHEMA') || m.code === 'KP_VERTALING';

/** True when some finding is at this element: its path or below, a line that it covers. */
export function noemtPlek(meldingen: readonly Melding[], p: Plek, eenRegelSpeling = 0): boolean {
  const doel = zonderIndexen(p.pad);
  return meldingen.some((m) => {
    const pad = zonderIndexen(m.pad);
    return (pad === doel || pad.startsWith(`${doel}/`)) && m.regel >= p.regel && m.regel <= p.laatsteRegel + eenRegelSpeling;
  });
}

/** Texts of the leaves. */
export const teksten = (k: BronKnoop): string[] => (k.kinderen.length === 0 ? [k.tekst] : k.kinderen.flatMap(teksten));

/** Values worth hiding: numbers of people and messages, dates. Names of elements and codes are none. */
export function gevoeligeWaarden(teksten: readonly string[]): string[] {
  return [...new Set(teksten.map((t) => t.trim()).filter((t) => t.length >= 6 && t.length <= 200 && (t.match(/[0-9]/g)?.length ?? 0) >= 5))];
}

/** The first of these values that stands in a finding. */
export function lekt(meldingen: readonly Melding[], waarden: readonly string[]): boolean {
  if (meldingen.length === 0) return false;
  const alles = meldingen.map((m) => `${m.pad}\n${m.tekst}`).join('\n');
  return waarden.some((w) => alles.includes(w));
}
