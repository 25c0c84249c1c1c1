// Reads committed records: up to the last stable offset, without those of aborted transactions, by offset and never by counting.
// No consumer group, no state on the brokers; memory holds one fetch per partition.
import { FetchIsolationLevels, fetchV13, listOffsetsV7 } from '@platformatic/kafka';
import { type Grens, straks } from './kafka-fouten.ts';
import type { TopicBeeld, Verbinding } from './kafka-verbinding.ts';
import { EventLogError } from './port.ts';

export interface Regel {
  readonly partitie: number;
  readonly offset: bigint;
  /** Milliseconds since 1970, by the writer's clock. */
  readonly tijd: bigint;
  readonly sleutel: string;
  /** null: a deletion mark of a compacted topic. */
  readonly waarde: string | null;
  readonly koppen: readonly (readonly [string, string])[];
}

const CONTROLE = 0x20;
const TRANSACTIE = 0x10;
const EERSTE = -2n;
const LAATSTE = -1n;
const FETCH_BYTES = 1024 * 1024;

export type Soort = 'begin' | 'stabiel' | 'einde';

/**
 * Per partition: the first offset, the last stable one (below it everything is decided), or the end (high watermark).
 * @throws when a leader cannot be reached
 */
export async function grenzenVan(v: Verbinding, naam: string, soort: Soort, grens: Grens, partities?: readonly number[]): Promise<Map<number, bigint>> {
  return await grens.herhaal(async () => {
    const beeld = await v.topic(naam);
    const uit = new Map<number, bigint>();
    if (!beeld) return uit;
    const perLeider = new Map<number, number[]>();
    for (const p of partities ?? beeld.leiders.keys()) {
      const l = beeld.leiders[p] ?? -1;
      perLeider.set(l, [...(perLeider.get(l) ?? []), p]);
    }
    try {
      await Promise.all([...perLeider].map(async ([leider, ps]) => {
        const niveau = soort === 'einde' ? FetchIsolationLevels.READ_UNCOMMITTED : FetchIsolationLevels.READ_COMMITTED;
        const vraag = ps.map((partitionIndex) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp: soort === 'begin' ? EERSTE : LAATSTE }));
        const antwoord = await listOffsetsV7.api.async(await v.node(leider), -1, niveau, [{ name: naam, partitions: vraag }]);
        for (const p of antwoord.topics[0]?.partitions ?? []) uit.set(p.partitionIndex, p.offset);
      }));
    } catch (e) {
      if (straks(e)) await v.topic(naam, true);
      throw e;
    }
    return uit;
  });
}

/** One fetch of one partition; `volgende` is where the next one starts, also when all that was read had been aborted. */
async function haal(v: Verbinding, naam: string, partitie: number, vanaf: bigint): Promise<{ regels: Regel[]; volgende: bigint }> {
  const beeld: TopicBeeld | null = await v.topic(naam);
  if (!beeld) return { regels: [], volgende: vanaf };
  const verbinding = await v.node(beeld.leiders[partitie] ?? -1);
  const vraag = { partition: partitie, currentLeaderEpoch: -1, fetchOffset: vanaf, lastFetchedEpoch: -1, partitionMaxBytes: FETCH_BYTES };
  const antwoord = await fetchV13.api.async(verbinding, 100, 1, FETCH_BYTES, FetchIsolationLevels.READ_COMMITTED, 0, -1, [{ topicId: beeld.id, partitions: [vraag] }], [], '');
  const deel = antwoord.responses[0]?.partitions[0];
  const afgebroken = [...(deel?.abortedTransactions ?? [])].sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const weg = new Set<bigint>();
  const regels: Regel[] = [];
  let volgende = vanaf;
  for (const b of deel?.records ?? []) {
    const laatste = b.firstOffset + BigInt(b.lastOffsetDelta);
    for (let a = afgebroken[0]; a && a.firstOffset <= laatste; a = afgebroken[0]) {
      weg.add(a.producerId);
      afgebroken.shift();
    }
    volgende = laatste + 1n;
    if (b.attributes & CONTROLE) {
      // Commit or abort: either way this writer's transaction ends here.
      weg.delete(b.producerId);
      continue;
    }
    if (b.attributes & TRANSACTIE && weg.has(b.producerId)) continue;
    for (const r of b.records) {
      const offset = b.firstOffset + BigInt(r.offsetDelta);
      if (offset < vanaf) continue;
      regels.push({
        partitie, offset, tijd: b.firstTimestamp + r.timestampDelta, sleutel: r.key?.toString('utf8') ?? '', waarde: (r.value as Buffer | null)?.toString('utf8') ?? null,
        koppen: r.headers.map(([k, w]) => [String(k), String(w)] as const),
      });
    }
  }
  return { regels, volgende };
}

/** All committed records of a partition from `vanaf` up to `tot` (exclusive), a fetch at a time. */
export async function* volg(v: Verbinding, naam: string, partitie: number, vanaf: bigint, tot: bigint, grens: Grens): AsyncGenerator<readonly Regel[]> {
  let plaats = vanaf;
  while (plaats < tot) {
    const van = plaats;
    const { regels, volgende } = await grens.herhaal(async () => {
      try {
        return await haal(v, naam, partitie, van);
      } catch (e) {
        if (straks(e)) await v.topic(naam, true);
        throw e;
      }
    });
    // Nothing came although the last stable offset lies further on: ask again, but never pass off a part as the whole.
    if (volgende === plaats && grens.rest <= 0) throw new EventLogError('unavailable', 'Kafka geeft niet op tijd wat er staat.');
    plaats = volgende;
    const binnen = regels.filter((r) => r.offset < tot);
    if (binnen.length > 0) yield binnen;
  }
}

/** Waits until everything below `tot` is decided in each partition, for as long as `grens` lasts; false when it is not by then. */
export async function wachtOpStabiel(v: Verbinding, naam: string, tot: ReadonlyMap<number, bigint>, grens: Grens): Promise<boolean> {
  for (let pauze = 1; ; pauze = Math.min(pauze * 2, 100)) {
    const stabiel = await grenzenVan(v, naam, 'stabiel', grens, [...tot.keys()]);
    if ([...tot].every(([p, t]) => (stabiel.get(p) ?? 0n) >= t)) return true;
    if (grens.rest <= pauze) return false;
    await new Promise((klaar) => setTimeout(klaar, pauze));
  }
}
