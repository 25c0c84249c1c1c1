// SASL/SCRAM, TLS and access lists on a real broker of our own: what the hub needs, what a party may read and what it may not.
// Also the measurement why transactions stand on the protocol: the client's own producer asks a right that no application should have.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Producer, stringSerializers } from '@platformatic/kafka';
import kafkajs from 'kafkajs';
import { type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { openKafkaLog } from '../../src/eventlog/kafka-eventlog.ts';
import { eigenKafka } from '../hulp/diensten.ts';

const geen = await eigenKafka(import.meta.url);

const HUB = { naam: 'hub', wachtwoord: 'hub-w8woord-1' };
const UTRECHT = { naam: 'gemeente-0344', wachtwoord: 'utrecht-w8woord-1' };
const { AclOperationTypes: Mag, AclPermissionTypes, AclResourceTypes: Soort, ResourcePatternTypes: Patroon } = kafkajs;

function certificaat(): { pem: string; ca: string } {
  const map = mkdtempSync(path.join(tmpdir(), 'knooppunt-tls-'));
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', 'sleutel.pem', '-out', 'cert.pem'], { cwd: map, stdio: 'ignore' });
    const ca = readFileSync(path.join(map, 'cert.pem'), 'utf8');
    return { pem: readFileSync(path.join(map, 'sleutel.pem'), 'utf8') + ca, ca };
  } finally {
    rmSync(map, { recursive: true, force: true });
  }
}

(geen === '' ? describe : describe.skip)('Kafka with users, TLS and access lists', () => {
  let dienst: KafkaDienst;
  let tls: { pem: string; ca: string };
  const sasl = (): string => dienst.nodes[0]!.sasl;
  const basis = { shards: 2, replicatie: 1, partities: 1, tijdslimiet: 8_000 };
  const hubSasl = { mechanisme: 'scram-sha-512', gebruiker: HUB.naam, wachtwoord: HUB.wachtwoord } as const;

  beforeAll(async () => {
    tls = certificaat();
    dienst = await startKafka({ beveiligd: { gebruikers: [HUB, UTRECHT], pem: tls.pem } });
    const admin = new kafkajs.Kafka({ brokers: [dienst.brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const regel = (gebruiker: string, resourceType: number, resourceName: string, resourcePatternType: number, operation: number) =>
      ({ principal: `User:${gebruiker}`, host: '*', permissionType: AclPermissionTypes.ALLOW, resourceType, resourceName, resourcePatternType, operation });
    // The recipe. The hub: its topics (make, write, read back) and its transactional ids, nothing on the cluster itself.
    await admin.createAcls({ acl: [
      ...[Mag.CREATE, Mag.WRITE, Mag.READ, Mag.DESCRIBE].map((op) => regel(HUB.naam, Soort.TOPIC, 'sociaaldomein.', Patroon.PREFIXED, op)),
      ...[Mag.WRITE, Mag.DESCRIBE].map((op) => regel(HUB.naam, Soort.TRANSACTIONAL_ID, 'relay-', Patroon.PREFIXED, op)),
      // A municipality: its own topic by its whole name, so that `.dat` is another; its own groups.
      regel(UTRECHT.naam, Soort.TOPIC, 'sociaaldomein.gemeente.0344', Patroon.LITERAL, Mag.READ),
      regel(UTRECHT.naam, Soort.GROUP, 'gemeente-0344.', Patroon.PREFIXED, Mag.READ),
    ] });
    await admin.disconnect();
  }, 120_000);
  afterAll(async () => {
    await dienst?.stop();
  });

  /** A broker that has just started is still loading its groups: that passes, a refusal does not. */
  const lees = async (topic: string, groep?: string): Promise<string[]> => {
    for (let n = 0; ; n++) {
      try {
        return await leesEens(topic, groep);
      } catch (e) {
        if (n === 20 || !/coordinator is loading/i.test(String(e))) throw e;
        await new Promise((klaar) => setTimeout(klaar, 250));
      }
    }
  };
  const leesEens = async (topic: string, groep = 'gemeente-0344.backoffice'): Promise<string[]> => {
    const client = new kafkajs.Kafka({ brokers: [sasl()], sasl: { mechanism: 'scram-sha-512', username: UTRECHT.naam, password: UTRECHT.wachtwoord }, logLevel: kafkajs.logLevel.NOTHING, retry: { initialRetryTime: 50, retries: 6, restartOnFailure: async () => false } });
    const consumer = client.consumer({ groupId: groep });
    const uit: string[] = [];
    let wekker: NodeJS.Timeout | undefined;
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      const eerste = new Promise<void>((klaar, mis) => {
        consumer.on(consumer.events.CRASH, (e) => mis(e.payload.error));
        consumer.run({ eachMessage: async ({ message }) => {
          uit.push(String(message.value));
          klaar();
        } }).catch(mis);
      });
      const tijd = new Promise<never>((_, mis) => {
        wekker = setTimeout(() => mis(new Error('niets gelezen')), 10_000);
      });
      await Promise.race([eerste, tijd]);
      return uit;
    } finally {
      clearTimeout(wekker);
      await consumer.disconnect().catch(() => undefined);
    }
  };

  test('the hub publishes, reads back and takes over with the rights of the recipe', async () => {
    const log = await openKafkaLog({ ...basis, brokers: [sasl()], sasl: hubSasl });
    const pos = (acceptance: number) => ({ shard: 0, incarnation: 'i', acceptance, part: 0 });
    const record = (topic: string, value: string) => ({ topic, key: 'k', headers: { ce_id: 'e' }, value });
    expect(await log.open(0)).toBeNull();
    await log.publish([record('sociaaldomein.gemeente.0344', '"wat"'), record('sociaaldomein.gemeente.0344.dat', '"dat"'), record('sociaaldomein.gemeente.0363', '"van een ander"')], pos(1));
    expect((await log.read('sociaaldomein.gemeente.0344', null, 10)).map((r) => r.value)).toEqual(['"wat"']);
    expect(await log.open(0)).toEqual(pos(1));
    await log.close();
  });

  test("a municipality reads its own topic, not its own `.dat`, not another's, not the positions, not in a group of another", async () => {
    expect(await lees('sociaaldomein.gemeente.0344')).toEqual(['"wat"']);
    for (const topic of ['sociaaldomein.gemeente.0344.dat', 'sociaaldomein.gemeente.0363', 'sociaaldomein.relayposities']) {
      await expect(lees(topic)).rejects.toThrow(/not authorized|authorization failed/i);
    }
    await expect(lees('sociaaldomein.gemeente.0344', 'van-een-ander')).rejects.toThrow('Failed to find group coordinator');
  });

  test("measured: the client's own producer needs ClusterAction for a transaction, the hub does not", async () => {
    const p = new Producer({ clientId: 'x', bootstrapBrokers: [sasl()], sasl: { mechanism: 'SCRAM-SHA-512', username: HUB.naam, password: HUB.wachtwoord }, idempotent: true, transactionalId: 'relay-proef', serializers: stringSerializers, retries: 2, retryDelay: 50 });
    try {
      const t = await p.beginTransaction({ producerId: -1n, producerEpoch: -1 });
      const fout = await t.send({ messages: [{ topic: 'sociaaldomein.gemeente.0344', key: 'k', value: 'x' }] }).catch((e: unknown) => e);
      // 31 = CLUSTER_AUTHORIZATION_FAILED
      expect((fout as Error).message).toContain('AddPartitionsToTxn(v5)');
      expect(fout).toMatchObject({ response: { errorCode: 31 } });
    } finally {
      await p.close(true);
    }
  });

  test('a wrong password, and TLS with an unknown authority, are refused at the start; no secret in the text', async () => {
    const fout = await openKafkaLog({ ...basis, brokers: [sasl()], sasl: { ...hubSasl, wachtwoord: 'verkeerd-w8woord' } }).catch((e: unknown) => e as Error);
    expect(fout).toMatchObject({ code: 'unavailable' });
    expect((fout as Error).message).not.toContain('verkeerd-w8woord');
    expect((fout as Error).message).toContain('SASL_AUTHENTICATION_FAILED');
    const vreemd = await openKafkaLog({ ...basis, brokers: [dienst.nodes[0]!.tls], tls: {} }).catch((e: unknown) => e as Error);
    expect((vreemd as Error).message).toMatch(/SELF_SIGNED/);
  });

  test('over TLS with the authority named', async () => {
    const log = await openKafkaLog({ ...basis, voorvoegsel: 'tls.', brokers: [dienst.nodes[0]!.tls], tls: { ca: tls.ca } });
    await log.open(0);
    await log.publish([{ topic: 't', key: 'k', headers: {}, value: '1' }], { shard: 0, incarnation: 'i', acceptance: 1, part: 0 });
    expect(await log.counts()).toEqual(new Map([['t', 1]]));
    await log.close();
  });
});
