// What a reading is, whatever the way it goes out: whose, from where, a page of it, and its record in the audit before anything leaves.
import type { FastifyRequest } from 'fastify';
import type { StoredRecord } from '../eventlog/port.ts';
import type { Beller } from '../intake/port.ts';
import { naamVan } from './beller.ts';
import { maakCursor } from './cursor.ts';
import { ApiFout } from './problem.ts';
import { bellerUit, type Context } from './routes/gedeeld.ts';

export interface Lezing {
  readonly soort: 'gemeente' | 'partij';
  readonly niveau: 'wat' | 'dat';
  readonly topic: string;
  /** Municipality code or OIN, for the audit. */
  readonly partij: string;
  readonly actor: string;
  /** Asks anew who calls and whether they may read this: tokens and parties change while a reader waits. @throws ApiFout */
  readonly toegang: () => void;
}

/** @param mag throws ApiFout when this caller may not read it, by the configuration in force */
export function maakLezing(context: Context, request: FastifyRequest, wat: Omit<Lezing, 'actor' | 'toegang'>, mag: (beller: Beller) => void): Lezing {
  const beller = bellerUit(request);
  const actor = naamVan(beller);
  mag(beller);
  return {
    ...wat,
    actor,
    toegang() {
      const nu = context.bellerVan(request);
      if (naamVan(nu) !== actor) throw new ApiFout('KP_GEEN_TOEGANG', 'Dit token is van een ander geworden.');
      mag(nu);
    },
  };
}

export interface Pagina {
  /** CloudEvents in structured mode, one line of JSON each. */
  readonly events: readonly string[];
  /** The place after each of them. */
  readonly plaatsen: readonly string[];
  readonly ids: readonly string[];
  /** Offset of the last one; `vanaf` when there is none. */
  readonly tot: string | null;
}

/** As much of `records` as goes into `bytes`, and one at least. */
export function maakPagina(topic: string, vanaf: string | null, records: readonly StoredRecord[], maxBytes: number): Pagina {
  const events: string[] = [];
  const plaatsen: string[] = [];
  const ids: string[] = [];
  let bytes = 0;
  let tot = vanaf;
  for (const record of records) {
    const event = alsCloudEvent(record);
    bytes += event.length;
    if (events.length && bytes > maxBytes) break;
    events.push(event);
    if (record.headers.ce_id !== undefined) ids.push(record.headers.ce_id);
    tot = record.offset;
    plaatsen.push(maakCursor(topic, tot));
  }
  return { events, plaatsen, ids, tot };
}

/** Records that this page is handed out; nothing when there is nothing in it. @throws when it cannot be recorded: then it may not leave */
export async function legVast(context: Context, lezing: Lezing, vanaf: string | null, pagina: Pagina): Promise<void> {
  const aantal = pagina.events.length;
  if (aantal === 0) return;
  const { deps } = context;
  const { partij, niveau, topic } = lezing;
  await deps.store.recordAudit([{
    stap: 'gelezen', tijd: deps.klok().toISOString(), actor: lezing.actor,
    details: { partij, niveau, topic, aantal, na: vanaf ?? '', tot: pagina.tot ?? '', events: pagina.ids },
  }]);
  deps.metrics.gelezen(lezing.soort, niveau, aantal);
}

/** Structured mode of a record in binary mode (CloudEvents JSON format §3). `data` goes in as the text it was published as, on one line. */
function alsCloudEvent(record: StoredRecord): string {
  const velden: string[] = [];
  for (const [kop, waarde] of Object.entries(record.headers)) if (kop.startsWith('ce_')) velden.push(`${JSON.stringify(kop.slice(3))}:${JSON.stringify(waarde)}`);
  // A line break in JSON text stands between its tokens only (RFC 8259 §7).
  velden.push(`"datacontenttype":${JSON.stringify(record.headers['content-type'] ?? 'application/json')}`, `"data":${record.value.replace(/[\r\n]+/g, ' ')}`);
  return `{${velden.join(',')}}`;
}
