// The report beside a file: what became of it, for whoever put it there. Findings with their place and cause, never a value of the message.
import type { Uitkomst } from '../intake/port.ts';
import type { Melding } from '../sdk/melding.ts';

export interface Rapport {
  readonly bestand: string;
  readonly uitkomst: 'aanvaard' | 'geweigerd';
  readonly tijd: string;
  /** Id of the message; of the first one for a repeat; null when nothing was kept. */
  readonly id: string | null;
  readonly standaard: string | null;
  readonly berichttype: string | null;
  readonly versie: string | null;
  readonly dubbel?: boolean;
  readonly events?: number;
  readonly code?: string;
  readonly meldingen?: readonly Melding[];
}

export function maakRapport(bestand: string, u: Exclude<Uitkomst, { soort: 'afgewezen' }>, tijd: string): Rapport {
  const kop = { bestand, uitkomst: u.soort, tijd, id: u.id, standaard: u.standaard, berichttype: u.berichttype, versie: u.versie } as const;
  return u.soort === 'aanvaard' ? { ...kop, dubbel: u.dubbel, events: u.events } : { ...kop, code: u.code, meldingen: u.meldingen };
}
