// One shard's writer: records, counters and the new position in one Kafka transaction (docs/design/kafka-proef.md tells why it stands on the protocol).
// One transaction at a time. After any error its connection, producer id and sequence numbers are dropped, and the log itself is asked what it has.
// Memory: the batch it was given, and nothing behind it; whoever hands over the next one waits.
import { addPartitionsToTxnV3, endTxnV3, initProducerIdV4, type MessageRecord, NumericMap, ProduceAcks, produceV9 } from '@platformatic/kafka';
import { codesVan, Grens, isOvergenomen, onbereikbaar, oorzaak, straks } from './kafka-fouten.ts';
import { grenzenVan, volg, wachtOpStabiel } from './kafka-lezer.ts';
import type { KafkaInstellingen } from './kafka-opties.ts';
import { leesRecord, positieRecord, type Stand, tellerRecord } from './kafka-positie.ts';
import { POSITIES, zorgVoorTopic, zorgVoorTopics } from './kafka-topics.ts';
import { Verbinding } from './kafka-verbinding.ts';
import { partitieVan } from './murmur2.ts';
import { EventLogError, type LogRecord, type RelayPosition } from './port.ts';

/** `dicht`: never opened, or taken over. `onzeker`: what the log has is not known; only `open` helps. */
type Staat = 'dicht' | 'open' | 'onzeker';

/** Uncompressed bytes of one request; a larger record goes alone. Below the brokers' default limit of a batch. */
const ZENDING = 900_000;
const MAX_REEKS = 0x7fffffff;
/** Kafka's "I do not know who I am": whoever wrote before is fenced. */
const NIEUW = { id: -1n, epoch: -1 };

/** Committed: last offset per partition of each topic (name on the cluster). */
export type Gezien = (topic: string, partitie: number, offset: bigint) => void;

export class ShardSchrijver {
  readonly shard: number;
  readonly #o: KafkaInstellingen;
  readonly #transactie: string;
  readonly #posities: string;
  readonly #gezien: Gezien;
  #staat: Staat = 'dicht';
  #v: Verbinding | null = null;
  #coordinator = -1;
  #wie = NIEUW;
  /** Next sequence number per `topic:partition`. */
  readonly #reeksen = new Map<string, number>();
  #stand: Stand = { positie: null, tellers: new Map() };
  #beurt: Promise<unknown> = Promise.resolve();

  constructor(shard: number, opties: KafkaInstellingen, gezien: Gezien) {
    this.shard = shard;
    this.#o = opties;
    this.#transactie = `${opties.voorvoegsel}relay-${shard}`;
    this.#posities = opties.voorvoegsel + POSITIES;
    this.#gezien = gezien;
  }

  get staat(): Staat {
    return this.#staat;
  }

  /** Fences every older writer of this shard, then reads the committed position. @throws EventLogError `unavailable` */
  open(): Promise<RelayPosition | null> {
    return this.#om(async () => {
      this.#staat = 'onzeker';
      try {
        await this.#neemOver(NIEUW, new Grens(this.#o.tijdslimiet));
      } catch (e) {
        throw onbereikbaar(e);
      }
      return this.#stand.positie;
    });
  }

  /** @throws EventLogError as the port says */
  publish(records: readonly LogRecord[], positie: RelayPosition): Promise<void> {
    return this.#om(async () => {
      if (this.#staat === 'dicht') throw new EventLogError('fenced', `Shard ${this.shard} is niet geopend, of door een andere schrijver overgenomen.`);
      if (this.#staat === 'onzeker') throw new EventLogError('unavailable', `Wat het log van shard ${this.shard} heeft is niet bekend: open hem opnieuw.`);
      toets(this.#stand.positie, positie);
      await this.#legVast(records, positie);
    });
  }

  /** The operator's word: no check against the position that stands. */
  zetPositie(positie: RelayPosition): Promise<void> {
    return this.#om(async () => {
      if (this.#staat !== 'open') {
        try {
          await this.#neemOver(NIEUW, new Grens(this.#o.tijdslimiet));
        } catch (e) {
          throw onbereikbaar(e);
        }
      }
      await this.#legVast([], positie);
    });
  }

  sluit(): void {
    this.#staat = 'dicht';
    this.#v?.sluit();
    this.#v = null;
  }

  /** One at a time. */
  async #om<T>(werk: () => Promise<T>): Promise<T> {
    const vorige = this.#beurt;
    const mijn = vorige.then(werk, werk);
    this.#beurt = mijn.catch(() => undefined);
    return await mijn;
  }

  async #legVast(records: readonly LogRecord[], positie: RelayPosition): Promise<void> {
    const begin = Date.now();
    try {
      await this.#schrijf(records, positie, new Grens(this.#o.tijdslimiet));
    } catch (e) {
      // A broker also fences a writer whose transaction lasted too long (this process was suspended, say): only in time is it another writer's doing.
      if (isOvergenomen(e) && Math.abs(Date.now() - begin) < this.#o.transactieTijd * 0.75) {
        this.#staat = 'dicht';
        throw new EventLogError('fenced', `Shard ${this.shard} is door een andere schrijver overgenomen.`);
      }
      await this.#zoekUit(e, positie);
    }
  }

  /** After an error: what does the log have? Returns when the publication stands after all. */
  async #zoekUit(fout: unknown, positie: RelayPosition): Promise<void> {
    this.#staat = 'onzeker';
    try {
      // As the one we were, so that a newer writer is not thrown out by this.
      await this.#neemOver(this.#wie, new Grens(Math.min(this.#o.tijdslimiet, 10_000)));
    } catch (e) {
      this.#staat = isOvergenomen(e) ? 'dicht' : 'onzeker';
      if (isOvergenomen(e)) throw new EventLogError('fenced', `Shard ${this.shard} is door een andere schrijver overgenomen.`);
      throw new EventLogError('unavailable', `${oorzaak(fout)}; of er iets geschreven is moet bij het openen blijken.`);
    }
    const p = this.#stand.positie;
    if (p && p.incarnation === positie.incarnation && p.acceptance === positie.acceptance && p.part === positie.part) return;
    throw new EventLogError('unavailable', `${oorzaak(fout)}; er is niets geschreven.`);
  }

  /** A fresh connection, our transactional id (which ends or rolls back what was under way), and the stand read to the end. */
  async #neemOver(wie: { id: bigint; epoch: number }, grens: Grens): Promise<void> {
    this.#v?.sluit();
    const v = new Verbinding(this.#o, `${this.#transactie}`);
    this.#v = v;
    this.#reeksen.clear();
    await zorgVoorTopic(v, this.#o, this.#posities, grens);
    this.#coordinator = await grens.herhaal(() => v.transactieCoordinator(this.#transactie));
    const antwoord = await this.#bijCoordinator(v, grens, async () =>
      await initProducerIdV4.api.async(await v.node(this.#coordinator), this.#transactie, this.#o.transactieTijd, wie.id, wie.epoch));
    this.#wie = { id: antwoord.producerId, epoch: antwoord.producerEpoch };
    this.#stand = await this.#leesStand(v, grens);
    this.#staat = 'open';
  }

  async #leesStand(v: Verbinding, grens: Grens): Promise<Stand> {
    const beeld = await zorgVoorTopic(v, this.#o, this.#posities, grens);
    const partitie = this.shard % beeld.leiders.length;
    const einde = await grenzenVan(v, this.#posities, 'einde', grens, [partitie]);
    // A shard that shares the partition may have a transaction open in front of ours: what lies behind it cannot be read yet.
    if (!(await wachtOpStabiel(v, this.#posities, einde, grens))) throw new EventLogError('unavailable', 'De positie is nog niet te lezen: er staat een transactie voor open.');
    const stand: Stand = { positie: null, tellers: new Map() };
    const begin = (await grenzenVan(v, this.#posities, 'begin', grens, [partitie])).get(partitie) ?? 0n;
    for await (const regels of volg(v, this.#posities, partitie, begin, einde.get(partitie) ?? 0n, grens)) {
      for (const r of regels) {
        const inhoud = leesRecord(r.sleutel, r.waarde);
        if (inhoud?.shard !== this.shard) continue;
        if ('positie' in inhoud) stand.positie = inhoud.positie;
        else stand.tellers.set(inhoud.topic, inhoud.aantal);
      }
    }
    return stand;
  }

  async #schrijf(records: readonly LogRecord[], positie: RelayPosition, grens: Grens): Promise<void> {
    const v = this.#v;
    if (!v) throw new EventLogError('unavailable', 'Er is geen verbinding.');
    const { berichten, tellers } = await this.#berichten(v, records, positie, grens);
    const partities = new Map<string, Set<number>>();
    for (const b of berichten) (partities.get(b.topic) ?? partities.set(b.topic, new Set()).get(b.topic))?.add(b.partition);
    const topics = [...partities].map(([name, ps]) => ({ name, partitions: [...ps] }));
    await this.#bijCoordinator(v, grens, async () =>
      await addPartitionsToTxnV3.api.async(await v.node(this.#coordinator), [{ transactionalId: this.#transactie, producerId: this.#wie.id, producerEpoch: this.#wie.epoch, verifyOnly: false, topics }]));
    const offsets = new Map<string, { topic: string; partitie: number; offset: bigint }>();
    for (const zending of zendingen(berichten)) await this.#zend(v, zending, grens, offsets);
    await this.#bijCoordinator(v, grens, async () =>
      await endTxnV3.api.async(await v.node(this.#coordinator), this.#transactie, this.#wie.id, this.#wie.epoch, true));
    this.#stand.positie = positie;
    for (const [topic, n] of tellers) this.#stand.tellers.set(topic, n);
    for (const o of offsets.values()) this.#gezien(o.topic, o.partitie, o.offset);
  }

  /** In the order given; counters and position last. */
  async #berichten(v: Verbinding, records: readonly LogRecord[], positie: RelayPosition, grens: Grens): Promise<{ berichten: Bericht[]; tellers: Map<string, number> }> {
    const berichten: Bericht[] = [];
    const tellers = new Map<string, number>();
    const beelden = await zorgVoorTopics(v, this.#o, [...new Set([...records.map((r) => this.#o.voorvoegsel + r.topic), this.#posities])], grens);
    const partities = (topic: string): number => beelden.get(topic)?.leiders.length ?? 1;
    for (const r of records) {
      const topic = this.#o.voorvoegsel + r.topic;
      const key = Buffer.from(r.key);
      berichten.push({
        topic, key, value: Buffer.from(r.value), partition: partitieVan(key, partities(topic)),
        headers: new Map(Object.entries(r.headers).map(([k, w]) => [Buffer.from(k), Buffer.from(w)])),
      });
      tellers.set(r.topic, (tellers.get(r.topic) ?? this.#stand.tellers.get(r.topic) ?? 0) + 1);
    }
    const partition = this.shard % partities(this.#posities);
    const eigen = [...[...tellers].map(([topic, n]) => tellerRecord(this.shard, topic, n)), positieRecord(positie)];
    for (const e of eigen) berichten.push({ topic: this.#posities, partition, key: Buffer.from(e.sleutel), value: Buffer.from(e.waarde), headers: new Map() });
    return { berichten, tellers };
  }

  /** One request per leader. The same again where a leader moved: the sequence numbers stay, so that nothing is written twice. */
  async #zend(v: Verbinding, berichten: readonly Bericht[], grens: Grens, offsets: Map<string, { topic: string; partitie: number; offset: bigint }>): Promise<void> {
    const sequences = new NumericMap();
    const aantallen = new Map<string, number>();
    for (const b of berichten) aantallen.set(plek(b), (aantallen.get(plek(b)) ?? 0) + 1);
    for (const p of aantallen.keys()) sequences.set(p, this.#reeksen.get(p) ?? 0);
    const opties = { compression: this.#o.compressie, producerId: this.#wie.id, producerEpoch: this.#wie.epoch, sequences, transactionalId: this.#transactie };
    await grens.herhaal(async () => {
      const perLeider = new Map<number, Bericht[]>();
      for (const b of berichten) {
        const leider = (await v.topic(b.topic))?.leiders[b.partition] ?? -1;
        const rij = perLeider.get(leider);
        if (rij) rij.push(b);
        else perLeider.set(leider, [b]);
      }
      try {
        const antwoorden = await Promise.all([...perLeider].map(async ([leider, rij]) => await produceV9.api.async(await v.node(leider), ProduceAcks.ALL, 10_000, rij.map((b) => ({ ...b })), opties)));
        for (const a of antwoorden) {
          if (typeof a === 'boolean') continue;
          for (const t of a.responses) {
            for (const p of t.partitionResponses) {
              const sleutel = `${t.name}:${p.index}`;
              offsets.set(sleutel, { topic: t.name, partitie: p.index, offset: p.baseOffset + BigInt((aantallen.get(sleutel) ?? 1) - 1) });
            }
          }
        }
      } catch (e) {
        if (straks(e)) for (const topic of new Set(berichten.map((b) => b.topic))) await v.topic(topic, true);
        throw e;
      }
    });
    for (const [p, n] of aantallen) {
      const volgende = (this.#reeksen.get(p) ?? 0) + n;
      this.#reeksen.set(p, volgende > MAX_REEKS ? volgende - MAX_REEKS - 1 : volgende);
    }
  }

  /** Right after a commit the coordinator is still busy with it, and it may move: the same request again, to whoever it is by then. */
  async #bijCoordinator<T>(v: Verbinding, grens: Grens, vraag: () => Promise<T>): Promise<T> {
    return await grens.herhaal(async () => {
      try {
        return await vraag();
      } catch (e) {
        if (codesVan(e).some((c) => c === 'NOT_COORDINATOR' || c === 'COORDINATOR_NOT_AVAILABLE')) this.#coordinator = await v.transactieCoordinator(this.#transactie);
        throw e;
      }
    });
  }
}

interface Bericht extends MessageRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
}

function plek(b: Bericht): string {
  return `${b.topic}:${b.partition}`;
}

/** In order, each at most `ZENDING` bytes or one record. */
function* zendingen(berichten: readonly Bericht[]): Generator<readonly Bericht[]> {
  let rij: Bericht[] = [];
  let omvang = 0;
  for (const b of berichten) {
    const n = b.value.length + b.key.length + 512;
    if (rij.length > 0 && omvang + n > ZENDING) {
      yield rij;
      rij = [];
      omvang = 0;
    }
    rij.push(b);
    omvang += n;
  }
  if (rij.length > 0) yield rij;
}

function toets(stand: RelayPosition | null, positie: RelayPosition): void {
  if (stand === null) return;
  if (stand.incarnation !== positie.incarnation) throw new EventLogError('position', `De positie van shard ${positie.shard} hoort bij een andere opslag.`);
  if (positie.acceptance > stand.acceptance || (positie.acceptance === stand.acceptance && positie.part > stand.part)) return;
  throw new EventLogError('position', `De positie van shard ${positie.shard} gaat niet vooruit: ${positie.acceptance}/${positie.part} na ${stand.acceptance}/${stand.part}.`);
}
