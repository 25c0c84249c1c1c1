// Reads a whole topic the slow and plain way for the trial: without a group, from the first offset, by one isolation level.
// Uses kafkajs's wire behaviour nowhere; stands on the client's raw Fetch so that aborted records are filtered here, in the open.
import { Admin, ConnectionPool, FetchIsolationLevels, fetchV13, listOffsetsV7 } from '@platformatic/kafka';

export interface Gelezen {
  readonly sleutel: string;
  readonly waarde: string;
  readonly offset: bigint;
  readonly partitie: number;
  /** Last stable offset (committed reads) or end of the partition. */
  readonly einde: bigint;
}

const CONTROLE = 0x20;
const TRANSACTIE = 0x10;

export async function lees(brokers: readonly string[], topic: string, vastgelegd = true): Promise<readonly Gelezen[]> {
  const admin = new Admin({ clientId: 'proef-lezer', bootstrapBrokers: [...brokers] });
  const pool = new ConnectionPool('proef-lezer');
  const uit: Gelezen[] = [];
  try {
    const meta = await admin.metadata({ topics: [topic] });
    const t = meta.topics.get(topic);
    if (!t) throw new Error(`topic ${topic} bestaat niet`);
    const niveau = vastgelegd ? FetchIsolationLevels.READ_COMMITTED : FetchIsolationLevels.READ_UNCOMMITTED;
    for (const [partitie, p] of t.partitions.entries()) {
      const broker = meta.brokers.get(p.leader);
      if (!broker) throw new Error('geen leider');
      const verbinding = await pool.get(broker);
      const vraag = async (tijd: bigint): Promise<bigint> =>
        (await listOffsetsV7.api.async(verbinding, -1, niveau, [{ name: topic, partitions: [{ partitionIndex: partitie, currentLeaderEpoch: -1, timestamp: tijd }] }])).topics[0]?.partitions[0]?.offset ?? 0n;
      const einde = await vraag(-1n);
      let plaats = await vraag(-2n);
      while (plaats < einde) {
        const antwoord = await fetchV13.api.async(verbinding, 100, 1, 1 << 20, niveau, 0, -1, [{ topicId: t.id, partitions: [{ partition: partitie, currentLeaderEpoch: -1, fetchOffset: plaats, lastFetchedEpoch: -1, partitionMaxBytes: 1 << 20 }] }], [], '');
        const deel = antwoord.responses[0]?.partitions[0];
        const afgebroken = [...(vastgelegd ? (deel?.abortedTransactions ?? []) : [])].sort((x, y) => Number(x.firstOffset - y.firstOffset));
        const nu = new Set<bigint>();
        let verder = plaats;
        for (const b of deel?.records ?? []) {
          const laatste = b.firstOffset + BigInt(b.lastOffsetDelta);
          while (afgebroken[0] && afgebroken[0].firstOffset <= laatste) nu.add((afgebroken.shift() as { producerId: bigint }).producerId);
          verder = laatste + 1n;
          if (b.attributes & CONTROLE) {
            nu.delete(b.producerId);
            continue;
          }
          if (b.attributes & TRANSACTIE && nu.has(b.producerId)) continue;
          for (const r of b.records) {
            const offset = b.firstOffset + BigInt(r.offsetDelta);
            if (offset >= plaats) uit.push({ sleutel: String(r.key ?? ''), waarde: String(r.value ?? ''), offset, partitie, einde });
          }
        }
        if (verder === plaats) break;
        plaats = verder;
      }
    }
    return uit;
  } finally {
    await pool.close();
    await admin.close();
  }
}
