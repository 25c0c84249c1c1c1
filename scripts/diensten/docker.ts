// The same two servers from images, through Testcontainers, where a Docker engine answers. Testcontainers' own reaper ends what a killed run left behind.
// Never chosen when the engine does not answer within a few seconds.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { KAFKA_VERSIE } from './kafka-jars.ts';

const voer = promisify(execFile);

export const KAFKA_BEELD = `apache/kafka-native:${KAFKA_VERSIE}`;
export const POSTGRES_BEELD = 'postgres:18';

/** Does a Docker engine answer? */
export async function dockerDraait(): Promise<boolean> {
  try {
    const { stdout } = await voer('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000 });
    return stdout.trim() !== '';
  } catch {
    return false;
  }
}

async function vrijePoort(): Promise<number> {
  return new Promise((klaar, mis) => {
    const s = createServer();
    s.once('error', mis);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number };
      s.close(() => klaar(port));
    });
  });
}

/** One Kafka node; its address has to be known before it starts, hence the fixed port. */
export async function kafkaInDocker(): Promise<{ brokers: string; stop(): Promise<void> }> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const poort = await vrijePoort();
  const c = await new GenericContainer(KAFKA_BEELD)
    .withExposedPorts({ container: 9092, host: poort })
    .withEnvironment({
      KAFKA_NODE_ID: '1', KAFKA_PROCESS_ROLES: 'broker,controller', KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093', KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093', KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${poort}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT', KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1', KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1', KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false', KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    })
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return { brokers: `127.0.0.1:${poort}`, stop: async () => void (await c.stop()) };
}

export async function postgresInDocker(): Promise<{ url: string; stop(): Promise<void> }> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const wachtwoord = randomBytes(12).toString('hex');
  const c = await new GenericContainer(POSTGRES_BEELD)
    .withExposedPorts(5432)
    .withEnvironment({ POSTGRES_USER: 'knooppunt', POSTGRES_PASSWORD: wachtwoord, POSTGRES_DB: 'postgres' })
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  return { url: `postgres://knooppunt:${wachtwoord}@${c.getHost()}:${c.getMappedPort(5432)}/postgres`, stop: async () => void (await c.stop()) };
}
