// Part 2: from the bytes that arrive to the record on the topic, with everything on: checks, translation, deduplication, audit, fsync at every commit.
// Throughput at full load; then the times at half of it. "On the topic" is taken from the hub's own audit: the moment of receipt to the moment at which the
// publication stood committed in the event log. Every message that was acknowledged must be on a topic, or the run fails.
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { type Meethub, ruimOp, startHub, totStil, verseMap, zendApart } from './lib/hub.ts';
import { percentiel } from './lib/meten.ts';
import type { Zenduitslag } from './lib/zender.ts';

export interface Tijden {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Eindregel {
  readonly motor: string;
  readonly duurzaam: string;
  readonly bytes: number;
  readonly berichten: number;
  /** Accepted and published a second, first receipt to last publication. */
  readonly perSeconde: number;
  readonly antwoord: Tijden;
  readonly opTopic: Tijden;
  readonly cpuHubMs: number;
  readonly cpuZenderMs: number;
  readonly helft: { readonly tempo: number; readonly gehaald: number; readonly antwoord: Tijden; readonly opTopic: Tijden };
}

/** What a run reads from the store beside the hub, as an operator could: cheap questions, none that walks a whole table. */
export interface Kijker {
  /** Inbox rows that are not published yet. */
  onderweg(): Promise<number>;
  /** Where the audit stands now. */
  merk(): Promise<number>;
  /** Receipt and publication (epoch ms) of every message that was received after `merk` and published. */
  sinds(merk: number): Promise<readonly { readonly ontvangen: number; readonly gepubliceerd: number }[]>;
}

export interface Motor {
  readonly naam: string;
  readonly duurzaam: string;
  readonly yaml?: string;
  readonly env?: Readonly<Record<string, string>>;
  kijk(hub: Meethub): Kijker;
  opruimen?(): Promise<void>;
}

/** The same question in both dialects; `?` is where the audit stood. */
export const TIJDEN = (plek: string): string =>
  `SELECT o.tijd AS a, max(p.tijd) AS b FROM audit o JOIN audit p ON p.bericht = o.bericht AND p.stap = 'gepubliceerd' WHERE o.volgnr > ${plek} AND o.stap = 'ontvangen' AND o.keten IN (SELECT keten FROM audit_keten) GROUP BY o.bericht, o.tijd`;

export const INGEBED: Motor = {
  naam: 'ingebed (SQLite)',
  duurzaam: 'WAL, synchronous=FULL: fsync bij elke commit; audit aan',
  kijk: (hub) => {
    const vraag = <T>(werk: (db: DatabaseSync) => T): Promise<T> => {
      const db = new DatabaseSync(path.join(hub.data, 'knooppunt.sqlite'), { readOnly: true, timeout: 10_000 });
      try {
        return Promise.resolve(werk(db));
      } finally {
        db.close();
      }
    };
    return {
      onderweg: () => vraag((db) => Number((db.prepare("SELECT count(*) AS n FROM inbox WHERE staat <> 'gepubliceerd'").get() as { n: number }).n)),
      merk: () => vraag((db) => Number((db.prepare("SELECT max(volgnr) AS n FROM audit_keten WHERE keten = 'hub'").get() as { n: number | null }).n ?? 0)),
      sinds: (merk) => vraag((db) => (db.prepare(TIJDEN('?').replace('o.keten IN (SELECT keten FROM audit_keten)', "o.keten = 'hub'")).all(merk) as { a: string; b: string }[]).map((r) => ({ ontvangen: Date.parse(r.a), gepubliceerd: Date.parse(r.b) }))),
    };
  },
};

function tijdenVan(ms: readonly number[]): Tijden {
  const s = [...ms].sort((a, b) => a - b);
  return { p50: percentiel(s, 50), p95: percentiel(s, 95), p99: percentiel(s, 99) };
}

const rond = (x: number): number => Math.round(x * 10) / 10;
const antwoordVan = (u: Zenduitslag): Tijden => ({ p50: rond(u.p50), p95: rond(u.p95), p99: rond(u.p99) });

export interface Eindopties {
  readonly motor: Motor;
  readonly berichten: number;
  readonly bytes?: number;
  readonly verbindingen?: number;
  /** Share of the measured throughput in the second run. */
  readonly deel?: number;
  readonly yaml?: string;
}

export interface Ronde {
  readonly u: Zenduitslag;
  readonly perSeconde: number;
  readonly opTopic: Tijden;
  /** CPU ms of the hub a message. */
  readonly cpuMs: number;
}

/** One run: send, wait until all is published, and see that every message that was acknowledged is. @throws Error when one is not. */
export async function ronde(hub: Meethub, motor: Motor, o: { aantal: number; verbindingen: number; tempo: number | null; bytes: number; vanaf: number }): Promise<Ronde> {
  const kijker = motor.kijk(hub);
  const merk = await kijker.merk();
  const cpu = hub.cpu();
  const u = await zendApart({ url: hub.url, ...o });
  if (u.aanvaard !== o.aantal) throw new Error(`niet alles werd aanvaard: ${JSON.stringify(u)}`);
  const einde = performance.now() + 120_000;
  while ((await kijker.onderweg()) > 0) {
    if (performance.now() > einde) throw new Error('de hub werd niet stil');
    await new Promise((r) => setTimeout(r, 100));
  }
  const cpuMs = ((hub.cpu() - cpu) * 1000) / o.aantal;
  const rijen = await kijker.sinds(merk);
  if (rijen.length !== o.aantal) throw new Error(`${o.aantal} aanvaard, ${rijen.length} op een topic`);
  const eerste = Math.min(...rijen.map((r) => r.ontvangen));
  const laatste = Math.max(...rijen.map((r) => r.gepubliceerd));
  return { u, perSeconde: (1000 * o.aantal) / (laatste - eerste), opTopic: tijdenVan(rijen.map((r) => r.gepubliceerd - r.ontvangen)), cpuMs };
}

export async function meetEind(o: Eindopties): Promise<Eindregel> {
  const map = verseMap();
  const bytes = o.bytes ?? 9_000;
  const verbindingen = o.verbindingen ?? 64;
  const hub = await startHub({ data: map, yaml: `${o.motor.yaml ?? ''}${o.yaml ?? ''}`, ...(o.motor.env ? { env: o.motor.env } : {}) });
  try {
    // Warm-up: what the compiler needs, and the first pages of the file.
    const warm = Math.min(2_000, o.berichten);
    await ronde(hub, o.motor, { aantal: warm, verbindingen, tempo: null, bytes, vanaf: 0 });
    const vol = await ronde(hub, o.motor, { aantal: o.berichten, verbindingen, tempo: null, bytes, vanaf: warm });
    const tempo = Math.max(1, Math.floor(vol.perSeconde * (o.deel ?? 0.5)));
    const helft = await ronde(hub, o.motor, { aantal: Math.max(100, Math.floor(o.berichten / 2)), verbindingen, tempo, bytes, vanaf: warm + o.berichten });
    await totStil(hub.url);
    return {
      motor: o.motor.naam, duurzaam: o.motor.duurzaam, bytes, berichten: o.berichten,
      perSeconde: Math.round(vol.perSeconde), antwoord: antwoordVan(vol.u), opTopic: vol.opTopic,
      cpuHubMs: Math.round(vol.cpuMs * 1000) / 1000, cpuZenderMs: Math.round((vol.u.cpu * 1e6) / o.berichten) / 1000,
      helft: { tempo, gehaald: Math.round(helft.perSeconde), antwoord: antwoordVan(helft.u), opTopic: helft.opTopic },
    };
  } finally {
    await hub.stop();
    await o.motor.opruimen?.();
    ruimOp(map);
  }
}

if (import.meta.main) {
  const motor = process.argv[3] === 'kafka' ? await (await import('./motor-kafka.ts')).kafkaPostgres() : INGEBED;
  console.log(JSON.stringify(await meetEind({ motor, berichten: Number(process.argv[2] ?? 5_000) }), null, 1));
}
