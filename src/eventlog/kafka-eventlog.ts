// The Kafka engine of the event log: the port over one writer per shard and one reader. Same promises as the embedded engine (test/contract/eventlog):
// records and position at once or not at all, once, fenced; readers see committed records only. Holds no queue: a slow broker makes callers wait.
import { Grens, onbereikbaar, oorzaak } from './kafka-fouten.ts';
import { leesCursor, schrijfCursor } from './kafka-cursor.ts';
import { Kijker } from './kafka-kijker.ts';
import { grenzenVan, type Regel, volg, wachtOpStabiel } from './kafka-lezer.ts';
import { instellingen, type KafkaInstellingen, type KafkaOpties } from './kafka-opties.ts';
import { leesRecord } from './kafka-positie.ts';
import { ShardSchrijver } from './kafka-schrijver.ts';
import { POSITIES } from './kafka-topics.ts';
import { Verbinding } from './kafka-verbinding.ts';
import { EventLogError, type EventLog, type LogRecord, type RelayPosition, type StoredRecord } from './port.ts';

export type { KafkaOpties } from './kafka-opties.ts';

/** Ms in which a broker must answer at the start. */
const BEREIK = 10_000;

/** Ms that a reader waits for what this process published itself to become readable. */
const ZICHT = 5_000;

/**
 * Opens the log; connects once, so that a wrong address, certificate or password shows at the start.
 * @param opties `zonder`: told of no broker answering, instead of an error: whoever takes messages in need not wait for the log.
 * @throws RangeError for an address that is none; EventLogError `unavailable` when no broker answers.
 */
export async function openKafkaLog({ zonder, ...opties }: KafkaOpties & { readonly zonder?: (fout: EventLogError) => void }): Promise<EventLog> {
  const log = new KafkaLog(instellingen(opties));
  try {
    await log.bereik(Math.min(opties.tijdslimiet ?? BEREIK, BEREIK));
  } catch (e) {
    const fout = onbereikbaar(e);
    if (zonder && fout instanceof EventLogError && fout.code === 'unavailable') {
      zonder(fout);
      return log;
    }
    await log.close();
    throw fout;
  }
  return log;
}

class KafkaLog implements EventLog {
  readonly #o: KafkaInstellingen;
  readonly #schrijvers = new Map<number, ShardSchrijver>();
  #lezer: Verbinding | null = null;
  /** What this process committed last, per topic on the cluster and partition, until it has been seen to be readable. */
  readonly #gepubliceerd = new Map<string, Map<number, bigint>>();
  readonly #tellers = new Map<string, number>();
  readonly #posities = new Map<number, RelayPosition>();
  /** Per partition of the topic of positions: counted up to here. */
  readonly #geteldTot = new Map<number, bigint>();
  #tellen: Promise<unknown> = Promise.resolve();
  readonly #kijker = new Kijker(() => this.counts());
  #dicht = false;

  constructor(o: KafkaInstellingen) {
    this.#o = o;
  }

  async bereik(ms: number): Promise<number> {
    return await this.#lees((v) => new Grens(ms).bewaak(v.nodes()));
  }

  #schrijver(shard: number): ShardSchrijver {
    let s = this.#schrijvers.get(shard);
    if (!s) {
      s = new ShardSchrijver(shard, this.#o, (topic, partitie, offset) => {
        const t = this.#gepubliceerd.get(topic) ?? new Map<number, bigint>();
        this.#gepubliceerd.set(topic, t.set(partitie, offset + 1n));
      });
      this.#schrijvers.set(shard, s);
    }
    return s;
  }

  async open(shard: number): Promise<RelayPosition | null> {
    return await this.#schrijver(shard).open();
  }

  async publish(records: readonly LogRecord[], position: RelayPosition): Promise<void> {
    await this.#schrijver(position.shard).publish(records, position);
    this.#kijker.meld(records.map((r) => r.topic));
  }

  onPublished(listener: (topics: readonly string[]) => void): () => void {
    return this.#kijker.hoor(listener);
  }

  async setPosition(position: RelayPosition): Promise<void> {
    await this.#schrijver(position.shard).zetPositie(position);
  }

  /** Partitions are merged by the records' time; within a partition the order is the log's. `offset` says where each partition is read on. */
  async read(topic: string, after: string | null, max: number): Promise<readonly StoredRecord[]> {
    const vanaf = after === null ? [] : leesCursor(after);
    const naam = this.#o.voorvoegsel + topic;
    return await this.#lees(async (v) => {
      const grens = new Grens(this.#o.tijdslimiet);
      const beeld = await grens.bewaak(v.topic(naam, true));
      if (!beeld || max <= 0) return [];
      await this.#zichtbaar(v, naam);
      const [begin, einde] = await Promise.all([grenzenVan(v, naam, 'begin', grens), grenzenVan(v, naam, 'stabiel', grens)]);
      const plaats = beeld.leiders.map((_, p) => groter(vanaf[p] ?? 0n, begin.get(p) ?? 0n));
      const stromen = await Promise.all(plaats.map(async (van, p) => {
        const stroom = new Stroom(volg(v, naam, p, van, einde.get(p) ?? 0n, grens));
        await stroom.verder();
        return stroom;
      }));
      const uit: StoredRecord[] = [];
      while (uit.length < max) {
        const eerste = vroegste(stromen);
        if (!eerste?.kop) break;
        const r = eerste.kop;
        plaats[r.partitie] = r.offset + 1n;
        uit.push({ topic, key: r.sleutel, headers: Object.fromEntries(r.koppen), value: r.waarde ?? '', offset: schrijfCursor(plaats) });
        await eerste.verder();
      }
      return uit;
    });
  }

  /** From the same reading of the topic of positions as the counters. */
  async positions(): Promise<readonly RelayPosition[]> {
    await this.counts();
    return [...this.#posities.values()].sort((a, b) => a.shard - b.shard);
  }

  /**
   * Exact: the records that were committed to each topic through the hub, ever, from the counters that each transaction carries.
   * Markers, aborted records and the hub's own positions do not count; retention takes nothing off. Reads what came since the last call.
   */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const mijn = this.#tellen.then(() => this.#tel());
    this.#tellen = mijn.catch(() => undefined);
    return await mijn;
  }

  async #tel(): Promise<ReadonlyMap<string, number>> {
    const naam = this.#o.voorvoegsel + POSITIES;
    return await this.#lees(async (v) => {
      const grens = new Grens(this.#o.tijdslimiet);
      if (!(await grens.bewaak(v.topic(naam, true)))) return new Map();
      await this.#zichtbaar(v, naam);
      const [begin, einde] = await Promise.all([grenzenVan(v, naam, 'begin', grens), grenzenVan(v, naam, 'stabiel', grens)]);
      await Promise.all([...einde].map(async ([p, tot]) => {
        for await (const regels of volg(v, naam, p, groter(this.#geteldTot.get(p) ?? 0n, begin.get(p) ?? 0n), tot, grens)) {
          for (const r of regels) {
            const inhoud = leesRecord(r.sleutel, r.waarde);
            if (inhoud && 'topic' in inhoud) this.#tellers.set(r.sleutel, inhoud.aantal);
            else if (inhoud) this.#posities.set(inhoud.shard, inhoud.positie);
            this.#geteldTot.set(p, r.offset + 1n);
          }
        }
      }));
      const uit = new Map<string, number>();
      for (const [sleutel, n] of this.#tellers) {
        const topic = sleutel.slice(sleutel.indexOf('/') + 1);
        uit.set(topic, (uit.get(topic) ?? 0) + n);
      }
      return uit;
    });
  }

  async health(): Promise<{ readonly ok: boolean; readonly detail: string }> {
    try {
      const nodes = await this.#lees((v) => new Grens(3_000).bewaak(v.nodes()));
      const onzeker = [...this.#schrijvers.values()].filter((s) => s.staat === 'onzeker').length;
      return onzeker === 0 ? { ok: true, detail: `Kafka antwoordt (${nodes} ${nodes === 1 ? 'node' : 'nodes'})` } : { ok: false, detail: `Kafka antwoordt, ${onzeker} shards wachten tot ze weer kunnen schrijven` };
    } catch (e) {
      return { ok: false, detail: oorzaak(e) };
    }
  }

  async close(): Promise<void> {
    this.#dicht = true;
    this.#kijker.sluit();
    for (const s of this.#schrijvers.values()) s.sluit();
    this.#lezer?.sluit();
    this.#lezer = null;
  }

  /** Kafka answers a commit before readers can see it: wait for our own, for a while; a topic made anew must not make us wait for ever. */
  async #zichtbaar(v: Verbinding, naam: string): Promise<void> {
    const tot = this.#gepubliceerd.get(naam);
    if (!tot) return;
    const vast = new Map(tot);
    await wachtOpStabiel(v, naam, vast, new Grens(ZICHT));
    for (const [p, o] of vast) if (tot.get(p) === o) tot.delete(p);
    if (tot.size === 0) this.#gepubliceerd.delete(naam);
  }

  /** A reader's connection that had an error is not used again. @throws EventLogError */
  async #lees<T>(werk: (v: Verbinding) => Promise<T>): Promise<T> {
    // A look that was waiting for its turn opens no connection that nobody would close.
    if (this.#dicht) throw new EventLogError('unavailable', 'Het log is gesloten.');
    this.#lezer ??= new Verbinding(this.#o, `${this.#o.voorvoegsel}lezer`);
    const v = this.#lezer;
    try {
      return await werk(v);
    } catch (e) {
      if (this.#lezer === v) this.#lezer = null;
      v.sluit();
      throw onbereikbaar(e);
    }
  }
}

/** A partition's records one by one, a fetch ahead. */
class Stroom {
  readonly #bron: AsyncIterator<readonly Regel[]>;
  #rij: readonly Regel[] = [];
  #n = -1;

  constructor(bron: AsyncIterable<readonly Regel[]>) {
    this.#bron = bron[Symbol.asyncIterator]();
  }

  get kop(): Regel | undefined {
    return this.#rij[this.#n];
  }

  async verder(): Promise<void> {
    this.#n += 1;
    if (this.#n < this.#rij.length) return;
    const volgende = await this.#bron.next();
    this.#rij = volgende.done ? [] : volgende.value;
    this.#n = 0;
  }
}

function vroegste(stromen: readonly Stroom[]): Stroom | undefined {
  let beste: Stroom | undefined;
  for (const s of stromen) if (s.kop && (!beste?.kop || s.kop.tijd < beste.kop.tijd)) beste = s;
  return beste;
}

function groter(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
