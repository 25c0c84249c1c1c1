// Connections to a Kafka cluster and what the cluster looks like. One per writer and one for readers: a broker answers a connection's requests one by
// one, so that a shared one would make shards wait for each other. Keeps no state that matters: whoever doubts it drops it and takes a new one.
import { type Connection, ConnectionPool, FindCoordinatorKeyTypes, findCoordinatorV4, metadataV12 } from '@platformatic/kafka';
import type { KafkaInstellingen } from './kafka-opties.ts';

export interface TopicBeeld {
  readonly id: string;
  /** Node id of each partition's leader; −1 while there is none. */
  readonly leiders: readonly number[];
}

interface Adres {
  readonly host: string;
  readonly port: number;
}

type Metadata = Awaited<ReturnType<typeof metadataV12.api.async>>;

export class Verbinding {
  readonly #opties: KafkaInstellingen;
  readonly #pool: ConnectionPool;
  #brokers = new Map<number, Adres>();
  readonly #topics = new Map<string, TopicBeeld>();

  constructor(opties: KafkaInstellingen, naam: string) {
    this.#opties = opties;
    this.#pool = new ConnectionPool(naam, opties.verbinding);
    // The pool listens for the first error of a connection only; a second one without a listener would end the process.
    this.#pool.on('connecting', ({ connection }) => connection.on('error', () => undefined));
  }

  /** Any broker. */
  async eenBroker(): Promise<Connection> {
    return await this.#pool.getFirstAvailable([...this.#opties.brokers, ...this.#brokers.values()]);
  }

  async node(id: number): Promise<Connection> {
    let adres = this.#brokers.get(id);
    if (!adres) {
      await this.#haal([]);
      adres = this.#brokers.get(id);
    }
    // A partition without a leader, or a node that has just gone: the cluster chooses another one soon.
    if (!adres) throw Object.assign(new Error(`node ${id} is er niet`), { apiId: 'LEADER_NOT_AVAILABLE' });
    return await this.#pool.get(adres);
  }

  /** Number of nodes. */
  async nodes(): Promise<number> {
    await this.#haal([]);
    return this.#brokers.size;
  }

  /** A topic as last seen, or fetched now; null when it does not exist. */
  async topic(naam: string, vers = false): Promise<TopicBeeld | null> {
    if (vers || !this.#topics.has(naam)) await this.#haal([naam]);
    return this.#topics.get(naam) ?? null;
  }

  /** As `topic`, for many at once. */
  async topics(namen: readonly string[], vers = false): Promise<ReadonlyMap<string, TopicBeeld>> {
    const vraag = vers ? namen : namen.filter((n) => !this.#topics.has(n));
    if (vraag.length > 0) await this.#haal(vraag);
    return new Map(namen.flatMap((n) => {
      const t = this.#topics.get(n);
      return t ? [[n, t] as const] : [];
    }));
  }

  async transactieCoordinator(transactie: string): Promise<number> {
    const antwoord = await findCoordinatorV4.api.async(await this.eenBroker(), FindCoordinatorKeyTypes.TRANSACTION, [transactie]);
    const c = antwoord.coordinators[0];
    if (!c) throw new Error('geen coördinator');
    this.#brokers.set(c.nodeId, { host: c.host, port: c.port });
    return c.nodeId;
  }

  async #haal(topics: readonly string[]): Promise<void> {
    let m: Metadata;
    try {
      m = await metadataV12.api.async(await this.eenBroker(), [...topics], false, false);
    } catch (e) {
      // A topic that is not there (yet) is an error of the whole answer to this client; the answer itself is sound.
      const antwoord = (e as { response?: Metadata }).response;
      if (!antwoord) throw e;
      m = antwoord;
    }
    this.#brokers = new Map(m.brokers.map((b) => [b.nodeId, { host: b.host, port: b.port }]));
    for (const naam of topics) this.#topics.delete(naam);
    for (const t of m.topics) {
      if (!t.name || t.errorCode !== 0) continue;
      const leiders: number[] = [];
      for (const p of t.partitions) leiders[p.partitionIndex] = p.leaderId;
      this.#topics.set(t.name, { id: t.topicId, leiders });
    }
  }

  sluit(): void {
    this.#pool.close().catch(() => undefined);
  }
}
