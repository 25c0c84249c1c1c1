// Makes the topics that the hub writes to, when they are first needed, with replication and retention from the configuration. Never changes or removes one:
// a topic that exists keeps what its administrator gave it.
import { createTopicsV7 } from '@platformatic/kafka';
import { codesVan, type Grens } from './kafka-fouten.ts';
import type { KafkaInstellingen } from './kafka-opties.ts';
import type { TopicBeeld, Verbinding } from './kafka-verbinding.ts';
import { EventLogError } from './port.ts';

/** Compacted: per shard the position and, per topic, how many records were published. */
export const POSITIES = 'sociaaldomein.relayposities';

/** The topics with a leader for every partition; those that are not there are made, all in one request. `namen` are the names on the cluster. */
export async function zorgVoorTopics(v: Verbinding, o: KafkaInstellingen, namen: readonly string[], grens: Grens): Promise<ReadonlyMap<string, TopicBeeld>> {
  const gekend = await grens.bewaak(v.topics(namen));
  if (namen.every((n) => heel(gekend.get(n)))) return gekend;
  const nieuw = namen.filter((n) => !gekend.has(n));
  if (nieuw.length > 0) {
    await grens.herhaal(async () => {
      try {
        await createTopicsV7.api.async(await v.eenBroker(), nieuw.map((name) => ({ name, ...vorm(o, name), assignments: [] })), 10_000, false);
      } catch (e) {
        // Another node of the hub, or another shard, was first with some of them.
        if (!codesVan(e).every((c) => c === 'TOPIC_ALREADY_EXISTS') || codesVan(e).length === 0) throw e;
      }
    });
  }
  return await grens.herhaal(async () => {
    const nu = await v.topics(namen, true);
    if (!namen.every((n) => heel(nu.get(n)))) throw new NogNiet();
    return nu;
  }, (e) => e instanceof NogNiet);
}

/** One topic. */
export async function zorgVoorTopic(v: Verbinding, o: KafkaInstellingen, naam: string, grens: Grens): Promise<TopicBeeld> {
  return (await zorgVoorTopics(v, o, [naam], grens)).get(naam) as TopicBeeld;
}

class NogNiet extends EventLogError {
  constructor() {
    super('unavailable', 'Een topic heeft nog geen leider voor elke partitie.');
  }
}

function heel(t: TopicBeeld | undefined): boolean {
  return t !== undefined && t.leiders.length > 0 && t.leiders.every((l) => l >= 0);
}

function vorm(o: KafkaInstellingen, naam: string): { numPartitions: number; replicationFactor: number; configs: { name: string; value: string }[] } {
  // With three copies one may be missing; `acks=all` then still means two disks.
  const samen = [{ name: 'min.insync.replicas', value: String(Math.max(1, o.replicatie - 1)) }];
  if (naam === o.voorvoegsel + POSITIES) {
    return {
      numPartitions: Math.max(1, o.shards), replicationFactor: o.replicatie,
      // Small segments, cleaned early: a start reads this topic whole.
      configs: [...samen, { name: 'cleanup.policy', value: 'compact' }, { name: 'segment.bytes', value: String(16 * 1024 * 1024) }, { name: 'segment.ms', value: '3600000' }, { name: 'min.cleanable.dirty.ratio', value: '0.1' }],
    };
  }
  return {
    numPartitions: o.partities, replicationFactor: o.replicatie,
    configs: [...samen, { name: 'cleanup.policy', value: 'delete' }, { name: 'retention.ms', value: String(o.bewaren) }, { name: 'max.message.bytes', value: String(o.maxRecord + 65_536) }],
  };
}
