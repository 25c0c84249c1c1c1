// The way through of the hub, for this adapter alone: read, check, translate, without a store.
import { doorloop } from '../../../src/intake/controle.ts';
import type { Geslaagd, Gezakt } from '../../../src/intake/doorgang.ts';
import { lees, type GelezenRecords } from '../../../src/intake/lezen.ts';
import { toetsRecords, vertaalRecords, type Werkbank } from '../../../src/intake/vertalen.ts';
import { maakWerkbank } from '../../../src/intake/werkbank.ts';
import type { RecordEvent, RecordToets } from '../../../src/sdk/index.ts';

export const BERICHT_ID = '01900000-0000-7000-8000-000000000319';
/** Record messages have no limits of XML. */
export const GEEN_LIMIETEN = { bytes: 0, diepte: 0, elementen: 0, attributen: 0, tekst: 0 } as never;

export const maakBank = (): Promise<Werkbank> => maakWerkbank({ adapters: ['aw319'] });

export const door = (bank: Werkbank, bytes: Buffer): Promise<Geslaagd | Gezakt> => doorloop({ soort: 'geheugen', bytes }, bank, GEEN_LIMIETEN, { berichtId: BERICHT_ID });

export function gelezen(bank: Werkbank, bytes: Buffer): GelezenRecords {
  const g = lees({ soort: 'geheugen', bytes }, { kanaal: 'rest' }, bank.register, GEEN_LIMIETEN);
  if (g.soort !== 'records') throw new Error(`niet als recordbestand gelezen: ${g.soort}`);
  return g;
}

/** All events of a message, parts included. */
export async function alleEvents(bank: Werkbank, bytes: Buffer): Promise<{ toets: RecordToets; events: RecordEvent[] }> {
  const g = gelezen(bank, bytes);
  const uit = await toetsRecords(g, bank);
  if (uit.uitkomst !== 'geldig' || !uit.records || !uit.kop) throw new Error(JSON.stringify(uit.meldingen));
  const opdracht = { berichtId: BERICHT_ID, sha256: '0'.repeat(64), adressering: uit.kop.adressering, kop: uit.kop };
  const events: RecordEvent[] = [];
  for await (const e of vertaalRecords(g, uit.records, opdracht, bank)) events.push(e);
  return { toets: uit.records, events };
}
