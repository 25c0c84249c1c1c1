// Makes the events of an EI file from its records, through the mapping table: one event, or a head and parts of at most 64 KB.
// The size that decides is that of the content without the message head (which differs between the passes), so both passes cut alike.
import type { BronKnoop, Melding, RecordEvent, RecordGereedschap } from '../../src/sdk/index.ts';
import { halveer, type Deel } from './delen.ts';
import type { Knoop } from './knopen.ts';
import { deelWortel, heleWortel, hoofdWortel, type Geheel } from './wortels.ts';

export interface Vertaald {
  readonly events: readonly RecordEvent[];
  readonly meldingen: readonly Melding[];
}

/** Room for what the core puts around the content of an event. */
const VOOR_BERICHT = 4096;
const DEEL = 'declaratiedeel';
const hoofdevent = (berichttype: string): string => (berichttype === 'AW320' ? 'declaratie-beoordeeld' : 'declaratie-ingediend');

/** Bytes of JSON that one event may take without its message head. */
export const inhoudsgrens = (g: RecordGereedschap): number => g.maxDeel - VOOR_BERICHT;

const omvang = (e: RecordEvent): number => Buffer.byteLength(JSON.stringify({ ...e.data, bericht: undefined }));
const past = (events: readonly RecordEvent[], g: RecordGereedschap): boolean => events.every((e) => omvang(e) <= inhoudsgrens(g));

/** The whole message as one event; null where it does not fit. */
export function vertaalHeel(kop: BronKnoop, deel: Deel, sluit: BronKnoop, g: RecordGereedschap): Vertaald | null {
  return vertaal(heleWortel(g.soort.berichttype, kop, deel, sluit), g, true);
}

/** Head and totals of a large message. */
export function vertaalHoofd(kop: BronKnoop, sluit: BronKnoop, geheel: Geheel, g: RecordGereedschap): Vertaald {
  return vertaal(hoofdWortel(g.soort.berichttype, kop, sluit, geheel), g, false)!;
}

function vertaal(wortel: Knoop, g: RecordGereedschap, moetPassen: boolean): Vertaald | null {
  const uit = g.vertaal(wortel, [hoofdevent(g.soort.berichttype)]);
  if (uit.meldingen.length > 0) return { events: [], meldingen: uit.meldingen.map(naarRecord) };
  return moetPassen && !past(uit.events, g) ? null : uit;
}

/** One part, in smaller parts where its event would be too large. Numbering is the caller's. */
export function vertaalDeel(kop: BronKnoop, deel: Deel, g: RecordGereedschap): Vertaald {
  const uit = g.vertaal(deelWortel(g.soort.berichttype, kop, deel), [DEEL]);
  if (uit.meldingen.length > 0) return { events: [], meldingen: uit.meldingen.map(naarRecord) };
  if (past(uit.events, g)) return uit;
  const helften = halveer(deel);
  if (!helften) return { events: [], meldingen: [teGroot(deel)] };
  const [a, b] = [vertaalDeel(kop, helften[0], g), vertaalDeel(kop, helften[1], g)];
  return { events: [...a.events, ...b.events], meldingen: [...a.meldingen, ...b.meldingen] };
}

/** The part's place, known once all are cut. */
export function nummer(event: RecordEvent, deel: number, van: number): RecordEvent {
  return { type: event.type, data: { ...event.data, declaratiedeel: { ...(event.data.declaratiedeel as Record<string, unknown>), deel, van } } };
}

/** One record that alone is more than an event may be: only commentaar can be that long. */
function teGroot(deel: Deel): Melding {
  const regel = (deel[0]?.prestatie ?? deel[0]?.client)?.regel ?? 0;
  return { code: 'KP_GRENS_TEKST', regel, pad: `record[${regel}]`, tekst: 'Het commentaar bij dit record is te lang om door te geven.' };
}

/** Findings of the mapping point into the tree; senders know records. In a file that passed its check every line is a record. */
function naarRecord(m: Melding): Melding {
  if (m.regel === 0) return m;
  const veld = /\/([0-9]{4})$/.exec(m.pad)?.[1];
  return { ...m, pad: veld === undefined ? `record[${m.regel}]` : `record[${m.regel}]/${veld}` };
}
