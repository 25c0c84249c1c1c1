// Makes the topics that the hub writes to, when they are first needed, with replication and retention from the configuration. Never changes or removes one:
// a topic that exists keeps what its administrator gave it.
import { createTopicsV7 } from '@platformatic/kafka';
import { codesVan, type Grens } from './kafka-fouten.ts';
import type { KafkaInstellingen } from './kafka-opties.ts';
import type { TopicBeeld, Verbinding } from './kafka-verbinding.ts';
import { EventLogError } from './port.ts';

/** Compacted: per shard the position and, per topic, how many records were published. */
export const POSITIES = 'sociaaldomein.relayposities';

/** The topic with a leader for every partition; made when it is not there. `naam` is the name on the cluster. */
export async function zorgVoorTopic(v: Verbinding, o: KafkaInstellingen, naam: string, grens: Grens): Promise<TopicBeeld> {
  const gekend = await grens.bewaak(v.topic(naam));
  if (gekend && heel(gekend)) return gekend;
  if (!gekend) {
    await grens.herhaal(async () => {
      try {
        await createTopicsV7.api.async(await v.eenBroker(), [{ name: naam, ...vorm(o, naam), assignments: [] }], 10_000, false);
      } catch (e) {
        // Another node of the hub was first.
        if (!codesVan(e).includes('TOPIC_ALREADY_EXISTS')) throw e;
      }
    });
  }
  return await grens.herhaal(async () => {
    const t = await v.topic(naam, true);
    if (!t || !heel(t)) throw new NogNiet();
    return t;
  }, (e) => e instanceof NogNiet);
}

class NogNiet extends EventLogError {
  constructor() {
    super('unavailable', 'Een topic heeft nog geen leider voor elke partitie.');
  }
}

function heel(t: TopicBeeld): boolean {
  return t.leiders.length > 0 && t.leiders.every((l) => l >= 0);
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
