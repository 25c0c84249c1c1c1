// A real Kafka (KRaft) on free loopback ports: one node or three, plain, or with SASL/SCRAM, TLS and ACLs beside it.
// Ready when it answers; nodes can be killed, stopped, paused and started again on the same data. Ends all it started; keeps no data.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Admin } from '@platformatic/kafka';
import { kafkaJars } from './kafka-jars.ts';
import type { Netwerk } from './netwerk.ts';
import { laatNietAlsWees } from './wees.ts';

const voer = promisify(execFile);

export interface ScramGebruiker {
  readonly naam: string;
  readonly wachtwoord: string;
}

export interface KafkaOpties {
  /** 1 (default) or 3. */
  readonly nodes?: 1 | 3;
  /** MB per node; default 320 for one node, 256 for three. */
  readonly heapMb?: number;
  /** Each node at an address of its own, started as a member of that network; default loopback. The network is the caller's to take away. */
  readonly netwerk?: Pick<Netwerk, 'adressen' | 'opdracht'>;
  /** Further server properties, as Kafka names them. */
  readonly instellingen?: Readonly<Record<string, string>>;
  /**
   * Adds a SASL/SCRAM listener for these users, a TLS listener with this certificate (PEM, key and chain in one text), and ACLs: whoever is not
   * `ANONYMOUS` (the plain listener) or a `superUser` may do only what an ACL allows.
   */
  readonly beveiligd?: { readonly gebruikers: readonly ScramGebruiker[]; readonly pem?: string; readonly superUsers?: readonly string[] };
}

export interface KafkaNode {
  readonly id: number;
  readonly broker: string;
  readonly sasl: string;
  readonly tls: string;
  readonly draait: boolean;
  /** `SIGKILL` by default; `SIGSTOP` leaves it hanging, `SIGCONT` lets it go on. Resolves when the process is gone (or has the signal). */
  sein(s?: NodeJS.Signals): Promise<void>;
  /** Starts it again on its data; resolves when it answers. */
  start(): Promise<void>;
}

export interface KafkaDienst {
  /** host:port, comma separated (KAFKA_BROKERS). */
  readonly brokers: string;
  readonly nodes: readonly KafkaNode[];
  stop(): Promise<void>;
}

async function vrijePoorten(n: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: n }, () => new Promise<ReturnType<typeof createServer>>((klaar, mis) => {
    const s = createServer();
    s.once('error', mis);
    s.listen(0, '127.0.0.1', () => klaar(s));
  })));
  const poorten = servers.map((s) => (s.address() as { port: number }).port);
  await Promise.all(servers.map((s) => new Promise((klaar) => s.close(klaar))));
  return poorten;
}

const LOG4J = 'Configuration:\n  Appenders:\n    Console: { name: UIT, PatternLayout: { pattern: "%d %p %m (%c)%n" } }\n  Loggers:\n    Root: { level: WARN, AppenderRef: { ref: UIT } }\n';

/** @throws Error, in Dutch, with the last lines of the broker's log when it does not start. */
export async function startKafka(opties: KafkaOpties = {}): Promise<KafkaDienst> {
  const jars = await kafkaJars();
  const aantal = opties.nodes ?? 1;
  const heap = opties.heapMb ?? (aantal === 1 ? 320 : 256);
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-kafka-'));
  laatNietAlsWees(map);
  const poorten = await vrijePoorten(aantal * 4);
  const poort = (node: number, soort: number): number => poorten[node * 4 + soort] as number;
  const adres = (node: number): string => opties.netwerk?.adressen[node] ?? '127.0.0.1';
  writeFileSync(path.join(map, 'log4j2.yaml'), LOG4J);
  const java = (geheugen: number, rest: readonly string[]): string[] => [
    `-Xmx${geheugen}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${path.join(map, 'log4j2.yaml')}`, '-cp', path.join(jars, '*'), ...rest,
  ];

  const maakNode = (n: number): KafkaNode & { format(): Promise<void> } => {
    const id = n + 1;
    const eigen = path.join(map, String(id));
    mkdirSync(eigen);
    const [broker, sasl, tls] = [0, 2, 3].map((soort) => `${adres(n)}:${poort(n, soort)}`) as [string, string, string];
    const instellingen = path.join(eigen, 'server.properties');
    writeFileSync(instellingen, eigenschappen(opties, { id, map: eigen, aantal, broker, sasl, tls, stemmers: Array.from({ length: aantal }, (_, i) => `${i + 1}@${adres(i)}:${poort(i, 1)}`).join(','), controller: `${adres(n)}:${poort(n, 1)}` }), { mode: 0o600 });
    let kind: ChildProcess | null = null;
    return {
      id, broker, sasl, tls,
      get draait() {
        return kind !== null;
      },
      async format() {
        const scram = (opties.beveiligd?.gebruikers ?? []).flatMap((g) => ['--add-scram', `SCRAM-SHA-512=[name=${g.naam},password=${g.wachtwoord}]`]);
        await voer('java', java(128, ['kafka.tools.StorageTool', 'format', '-t', 'a25vb3BwdW50LXRvZXRzMQ', '-c', instellingen, ...scram]), { timeout: 60_000 });
      },
      async sein(s = 'SIGKILL') {
        const k = kind;
        if (!k) return;
        const weg = new Promise<void>((klaar) => k.once('exit', () => klaar()));
        k.kill(s);
        if (s !== 'SIGSTOP' && s !== 'SIGCONT') await weg;
      },
      async start() {
        if (kind) return;
        const log = openSync(path.join(eigen, 'uit.log'), 'a');
        const [programma, ...argumenten] = [...(opties.netwerk?.opdracht(n) ?? []), 'java', ...java(heap, ['kafka.Kafka', instellingen])];
        const k = spawn(programma!, argumenten, { stdio: ['ignore', log, log] });
        closeSync(log);
        kind = k;
        writeFileSync(path.join(eigen, 'pid'), String(k.pid));
        k.once('exit', () => {
          kind = null;
        });
        for (let n = 0; ; n++) {
          if (kind === null) throw new Error(`Kafka-node ${id} stopte bij het starten: ${staart(eigen)}`);
          if (await antwoordt(broker)) return;
          if (n > 240) throw new Error(`Kafka-node ${id} antwoordt niet: ${staart(eigen)}`);
          await new Promise((klaar) => setTimeout(klaar, 250));
        }
      },
    };
  };
  const nodes = Array.from({ length: aantal }, (_, n) => maakNode(n));
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((n) => n.sein('SIGKILL')));
    rmSync(map, { recursive: true, force: true });
  };
  try {
    for (const n of nodes) await n.format();
    await Promise.all(nodes.map((n) => n.start()));
  } catch (e) {
    await stop();
    throw e;
  }
  return { brokers: nodes.map((n) => n.broker).join(','), nodes, stop };
}

interface Plaats {
  readonly id: number;
  readonly map: string;
  readonly aantal: number;
  readonly broker: string;
  readonly sasl: string;
  readonly tls: string;
  readonly controller: string;
  readonly stemmers: string;
}

function eigenschappen(opties: KafkaOpties, p: Plaats): string {
  const b = opties.beveiligd;
  const kopieen = p.aantal === 3 ? 3 : 1;
  const luister = [`PLAINTEXT://${p.broker}`, ...(b ? [`SASL://${p.sasl}`] : []), ...(b?.pem ? [`TLS://${p.tls}`] : [])];
  const regels = [
    'process.roles=broker,controller', `node.id=${p.id}`, `controller.quorum.voters=${p.stemmers}`,
    `listeners=${[...luister, `CONTROLLER://${p.controller}`].join(',')}`, `advertised.listeners=${luister.join(',')}`,
    'controller.listener.names=CONTROLLER', 'inter.broker.listener.name=PLAINTEXT',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL',
    `log.dirs=${path.join(p.map, 'data')}`, 'auto.create.topics.enable=false', 'group.initial.rebalance.delay.ms=0', 'num.partitions=1',
    `default.replication.factor=${kopieen}`, `min.insync.replicas=${kopieen === 3 ? 2 : 1}`,
    `offsets.topic.replication.factor=${kopieen}`, 'offsets.topic.num.partitions=4',
    `transaction.state.log.replication.factor=${kopieen}`, `transaction.state.log.min.isr=${kopieen === 3 ? 2 : 1}`, 'transaction.state.log.num.partitions=4',
    `share.coordinator.state.topic.replication.factor=${kopieen}`, 'share.coordinator.state.topic.min.isr=1',
    // A killed broker is missed after 3 s instead of 9: a test waits less, nothing else changes.
    'broker.session.timeout.ms=3000', 'broker.heartbeat.interval.ms=500',
  ];
  if (b) {
    regels.push(
      'listener.name.sasl.sasl.enabled.mechanisms=SCRAM-SHA-512',
      'listener.name.sasl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      `super.users=${['User:ANONYMOUS', ...(b.superUsers ?? []).map((u) => `User:${u}`)].join(';')}`,
    );
    if (b.pem) {
      const pem = path.join(p.map, 'sleutel.pem');
      writeFileSync(pem, b.pem, { mode: 0o600 });
      regels.push('listener.name.tls.ssl.keystore.type=PEM', `listener.name.tls.ssl.keystore.location=${pem}`);
    }
  }
  regels.push(...Object.entries(opties.instellingen ?? {}).map(([n, w]) => `${n}=${w}`));
  return `${regels.join('\n')}\n`;
}

function staart(map: string): string {
  try {
    return readFileSync(path.join(map, 'uit.log'), 'utf8').split('\n').filter((r) => r !== '').slice(-4).join(' | ').slice(0, 800);
  } catch {
    return '(geen log)';
  }
}

/** True when the broker at host:port gives metadata with a controller in it. */
export async function antwoordt(broker: string, wacht = 2_000): Promise<boolean> {
  const admin = new Admin({ clientId: 'klaar', bootstrapBrokers: broker.split(','), retries: 0, connectTimeout: wacht, timeout: wacht });
  try {
    const m = await admin.metadata({ topics: [] });
    return m.brokers.size > 0 && m.controllerId >= 0;
  } catch {
    return false;
  } finally {
    await admin.close().catch(() => undefined);
  }
}
