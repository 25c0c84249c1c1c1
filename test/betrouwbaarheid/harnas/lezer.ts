// Reads every topic as a municipality would: kafkajs, read_committed, from the beginning to the end. Shares no code with the hub.
// kafkajs 2.2.4 shows records of aborted transactions where two overlap in one partition (`herstelKafkajs`); kcat and the Java client do not.
// The end: three fetches in a row without a batch. Several brokers answer apart, and one that leads nothing answers at once: then three from each of them, and
// three seconds in which nothing came from any.
import { createRequire } from 'node:module';
import kafkajs from 'kafkajs';

export interface Gelezen {
  /** Without the prefix of the test. */
  readonly topic: string;
  readonly partitie: number;
  readonly offset: string;
  readonly sleutel: string;
  readonly koppen: Readonly<Record<string, string>>;
  readonly waarde: string;
}

export interface Lezing {
  readonly records: readonly Gelezen[];
  /** Records that stand on the topics and no reader may see: of transactions that a crash cut off. */
  readonly afgebroken: number;
}

const POSITIES = 'sociaaldomein.relayposities';

interface Bericht {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly batchContext?: { readonly producerId: string; readonly inTransaction: boolean; readonly isControlBatch?: boolean };
}

interface Antwoord {
  responses: { topicName: string; partitions: { partition: number; abortedTransactions?: { producerId: string; firstOffset: string }[] | null; messages: Bericht[] }[] }[];
}

/** Places of aborted records, for the count. */
const weggelaten = new Set<string>();

/**
 * A broker lists aborted transactions in the order in which they ended; kafkajs takes them to be in the order in which they began, and misses one that
 * began before the first of the list. Leaves out what is aborted before kafkajs looks, as the protocol describes it (KIP-98: an offset at or above
 * `firstOffset` of the producer, up to its marker).
 */
function herstelKafkajs(): void {
  const antwoord = createRequire(import.meta.url)('kafkajs/src/protocol/requests/fetch/v11/response.js') as { decode: ((ruw: unknown) => Promise<Antwoord>) & { hersteld?: true } };
  const { decode } = antwoord;
  if (decode.hersteld) return;
  const nieuw = async (ruw: unknown): Promise<Antwoord> => {
    const uit = await decode(ruw);
    for (const { topicName, p } of uit.responses.flatMap((r) => r.partitions.map((p) => ({ topicName: r.topicName, p })))) {
      const wachtend = (p.abortedTransactions ?? []).map((a) => ({ wie: a.producerId, vanaf: BigInt(a.firstOffset) })).sort((a, b) => (a.vanaf < b.vanaf ? -1 : 1));
      const afgebroken = new Set<string>();
      p.messages = p.messages.filter((m) => {
        while (wachtend[0] && wachtend[0].vanaf <= BigInt(m.offset)) afgebroken.add((wachtend.shift() as { wie: string }).wie);
        const wie = m.batchContext?.producerId ?? '';
        if (m.batchContext?.isControlBatch) {
          afgebroken.delete(wie);
          return true;
        }
        if (!m.batchContext?.inTransaction || !afgebroken.has(wie)) return true;
        weggelaten.add(`${topicName}/${p.partition}/${m.offset}`);
        return false;
      });
      p.abortedTransactions = [];
    }
    return uit;
  };
  antwoord.decode = Object.assign(nieuw, { hersteld: true as const });
}

/** All committed records of the hub's topics under a prefix, per partition in order. @throws Error when it takes longer than `ms` */
export async function leesAlles(brokers: readonly string[], voorvoegsel: string, ms = 60_000): Promise<Lezing> {
  for (let keer = 0; ; keer++) {
    try {
      return await probeer(brokers, voorvoegsel, ms);
    } catch (e) {
      // The first group of a broker's life: its coordinator is not there yet, and this client gives up on that. Read anew, from the beginning.
      if (keer === 5 || !(e as { retriable?: boolean }).retriable) throw e;
      await new Promise((r) => setTimeout(r, 1_000));
    }
  }
}

async function probeer(brokers: readonly string[], voorvoegsel: string, ms: number): Promise<Lezing> {
  herstelKafkajs();
  weggelaten.clear();
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], clientId: 'controle', logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 10 } });
  const admin = kafka.admin();
  await admin.connect();
  const namen = (await admin.listTopics()).filter((t) => t.startsWith(voorvoegsel) && t !== voorvoegsel + POSITIES);
  await admin.disconnect();
  const uit: Gelezen[] = [];
  if (namen.length === 0) return { records: uit, afgebroken: 0 };
  const groep = `${voorvoegsel}controle-${Date.now()}`;
  const lezer = kafka.consumer({ groupId: groep, maxWaitTimeInMs: 300, readUncommitted: false });
  let leeg = 0;
  let toegewezen = false;
  let fout: unknown = null;
  lezer.on(lezer.events.GROUP_JOIN, () => {
    toegewezen = true;
  });
  const perNode = new Map<number, number>();
  let laatst = performance.now();
  const uitgelezen = (): boolean => (brokers.length === 1 ? leeg >= 3 : perNode.size > 0 && performance.now() - laatst > 3_000 && [...perNode.values()].every((n) => n >= 3));
  lezer.on(lezer.events.FETCH, (e) => {
    const { nodeId, numberOfBatches } = e.payload;
    perNode.set(nodeId, toegewezen && numberOfBatches === 0 ? (perNode.get(nodeId) ?? 0) + 1 : 0);
    if (numberOfBatches > 0 || !toegewezen) laatst = performance.now();
    leeg = toegewezen && e.payload.numberOfBatches === 0 ? leeg + 1 : 0;
  });
  lezer.on(lezer.events.CRASH, (e) => {
    fout = e.payload.error;
  });
  await lezer.connect();
  try {
    await lezer.subscribe({ topics: namen, fromBeginning: true });
    await lezer.run({
      autoCommit: false,
      async eachBatch({ batch }) {
        for (const m of batch.messages) {
          uit.push({
            topic: batch.topic.slice(voorvoegsel.length), partitie: batch.partition, offset: m.offset, sleutel: m.key?.toString() ?? '', waarde: m.value?.toString() ?? '',
            koppen: Object.fromEntries(Object.entries(m.headers ?? {}).map(([k, w]) => [k, String(w)])),
          });
        }
      },
    });
    const einde = performance.now() + ms;
    while (!uitgelezen()) {
      if (fout) throw fout;
      if (performance.now() > einde) throw new Error(`niet uitgelezen binnen ${ms} ms: ${uit.length} records van ${namen.length} topics`);
      await new Promise((r) => setTimeout(r, 50));
    }
  } finally {
    await lezer.disconnect();
  }
  return { records: uit, afgebroken: [...weggelaten].filter((w) => w.startsWith(voorvoegsel)).length };
}
