// S3, at the start: a hub that ran before starts without its broker, says that it is degraded, takes messages in, and publishes them once when the broker is back.
// A hub that never ran refuses: a wrong address has to show. The broker is one of this scenario's own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type KafkaDienst, startKafka } from '../../scripts/diensten/kafka.ts';
import { startKnooppunt } from '../../src/main.ts';
import { WORTEL } from '../hulp/kind.ts';
import { meldNietGedraaid } from './harnas/verslag.ts';

let kafka: KafkaDienst | null = null;
try {
  kafka = await startKafka();
} catch (e) {
  meldNietGedraaid('kafka-eigen', e instanceof Error ? e.message : String(e), import.meta.url);
}
const map = mkdtempSync(path.join(tmpdir(), 'kp-s03-'));
afterAll(async () => {
  await kafka?.stop();
  rmSync(map, { recursive: true, force: true });
});

const bericht = (n: number): string => readFileSync(path.join(WORTEL, 'samples/istandaarden/wmo301-toewijzing.xml'), 'utf8').replace('AMS26110201', `S3-${n}`);

(kafka ? test : test.skip)('S3 a hub that starts while no broker answers: intake goes on, degraded, nothing lost, nothing double', async () => {
  const bestand = path.join(map, 'knooppunt.yaml');
  writeFileSync(bestand, `eventlog: { soort: kafka, brokers: ${JSON.stringify(kafka!.brokers.split(','))}, replicatie: 1, partities: 1 }\n`);
  const start = (data: string) => startKnooppunt({ cwd: map, bestand, data: path.join(map, data), poort: 0, log: null });
  const post = async (url: string, n: number): Promise<number> => (await fetch(`${url}/v1/berichten`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: bericht(n) })).status;

  let hub = await start('data');
  expect(await post(hub.url, 100001)).toBe(202);
  expect(await hub.relay.quiet(20_000)).toBe(true);
  await hub.stop();

  await kafka!.nodes[0]!.sein('SIGKILL');
  await expect(start('nieuw')).rejects.toMatchObject({ code: 'unavailable' });
  hub = await start('data');
  try {
    expect(await post(hub.url, 100002)).toBe(202);
    expect(await post(hub.url, 100002)).toBe(202);
    const gereed = (await (await fetch(`${hub.url}/health/ready`)).json()) as { status: string };
    expect(gereed.status).toBe('verminderd');

    await kafka!.nodes[0]!.start();
    expect(await hub.relay.quiet(60_000)).toBe(true);
    // The shards that had nothing to do try again at their own pace.
    for (let n = 0; n < 120 && !hub.relay.health().ok; n++) await new Promise((klaar) => setTimeout(klaar, 500));
    expect(hub.relay.health().ok).toBe(true);
    const topics = [...(await hub.eventlog.counts()).keys()].filter((t) => t.startsWith('sociaaldomein.gemeente.'));
    const records = (await Promise.all(topics.map((t) => hub.eventlog.read(t, null, 100)))).flat();
    expect(records).toHaveLength(2 * topics.length);
    expect(new Set(records.map((r) => r.headers.ce_id)).size).toBe(records.length);
    const balans = (await (await fetch(`${hub.url}/v1/balans`)).json()) as { verschillen: string[]; berichten: unknown };
    expect(balans).toMatchObject({ verschillen: [], berichten: { aanvaard: 2, dubbel: 1, onderweg: 0 } });
  } finally {
    await hub.stop();
  }
}, 180_000);
