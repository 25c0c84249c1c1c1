// Operator's commands on a hub whose log is Kafka: the balance counts what Kafka has, beside a running hub too; a lost position is repaired in Kafka.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startKnooppunt } from '../../src/main.ts';
import { knooppunt } from '../hulp/cli.ts';
import { vraagDienst } from '../hulp/diensten.ts';
import { startProefHub } from '../hulp/hub.ts';
import { WORTEL } from '../hulp/kind.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const yaml = (): string => `eventlog: { soort: kafka, brokers: ${JSON.stringify(kafka.adres.split(','))}, replicatie: 1, partities: 1, voorvoegsel: "${randomUUID()}." }\n`;

(kafka.adres ? test : test.skip)('balans and herstel positie', async () => {
  const hub = await startProefHub({ yaml: yaml() });
  const bestand = path.join(path.dirname(hub.data), 'knooppunt.yaml');
  const opties = ['--config', bestand, '--data', hub.data];
  try {
    expect((await hub.post(readFileSync(path.join(WORTEL, 'samples/ggk/di01-wmo301.xml')))).status).toBe(202);
    expect(await hub.kp.relay.quiet(15_000)).toBe(true);
    const naast = await knooppunt(['balans', '--json', ...opties]);
    expect(JSON.parse(naast.uit)).toMatchObject({ sluit: true, berichten: { aanvaard: 1 }, perTopic: { 'sociaaldomein.gemeente.0363': { gepubliceerd: 1 } } });
    await hub.kp.stop();

    // Another cluster, as far as the hub can see: it knows no position, and has none of the records.
    writeFileSync(bestand, yaml());
    await expect(startKnooppunt({ bestand, data: hub.data, poort: 0, log: null })).rejects.toMatchObject({ code: 'ontbreekt' });
    const mis = await knooppunt(['balans', ...opties]);
    expect(mis.code).toBe(1);
    expect(mis.uit).toContain('records op topic sociaaldomein.gemeente.0363 en gepubliceerde paren: 0 tegenover 1');
    const hersteld = await knooppunt(['herstel', 'positie', '--naar', 'eind', '--reden', 'proef', '--json', ...opties]);
    expect(JSON.parse(hersteld.uit)).toContainEqual(expect.objectContaining({ van: null, gewijzigd: true, naar: expect.objectContaining({ acceptance: 1 }) }));
    const weer = await startKnooppunt({ bestand, data: hub.data, poort: 0, log: null });
    expect(weer.relay.health().ok).toBe(true);
    await weer.stop();
  } finally {
    await hub.stop();
  }
}, 120_000);
