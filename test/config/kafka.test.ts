// Proves: the Kafka part of the configuration is whole or refused at its line; secrets come by reference and never stand in what is kept or shown.
import { planStand } from '../../src/config/plan.ts';
import { fouten, GOED, laad, ruimOp } from './hulp.ts';

afterAll(ruimOp);

const met = (eventlog: string, bestanden: Record<string, string> = {}): Record<string, string> => ({ ...GOED, ...bestanden, 'knooppunt.yaml': `eventlog: ${eventlog}\n` });

test('brokers alone: three copies, three partitions, 90 days, gzip', () => {
  expect(laad(met('{ soort: kafka, brokers: ["k1:9092", "k2:9092"] }')).eventlog).toEqual({
    soort: 'kafka', brokers: ['k1:9092', 'k2:9092'], replicatie: 3, bewaren: 90 * 86_400_000, partities: 3, compressie: 'gzip', voorvoegsel: '',
  });
});

test('all of it; the password and the certificates are read, and stay out of what is kept on disk', () => {
  const c = laad(
    met('{ soort: kafka, brokers: ["k1:9093"], sasl: { gebruiker: hub, wachtwoord: "env:KAFKA_WACHTWOORD" }, tls: { ca: ca.pem }, replicatie: 1, bewaren: 2 weken, partities: 6, compressie: zstd, voorvoegsel: acc. }', { 'ca.pem': 'CERT\n' }),
    { env: { KAFKA_WACHTWOORD: 'zeer geheim' } },
  );
  expect(c.eventlog).toMatchObject({ sasl: { mechanisme: 'scram-sha-512', gebruiker: 'hub' }, replicatie: 1, bewaren: 14 * 86_400_000, partities: 6, compressie: 'zstd', voorvoegsel: 'acc.' });
  expect(c.geheimen.kafka).toEqual({ wachtwoord: 'zeer geheim', ca: 'CERT\n' });
  expect(JSON.stringify(planStand(c))).not.toContain('zeer geheim');
});

test.each([
  ['{ soort: kafka }', 'eventlog.brokers: ontbreekt'],
  ['{ brokers: ["k1:9092"] }', 'eventlog.brokers: werkt alleen met soort: kafka'],
  ['{ soort: kafka, brokers: ["k1"] }', 'eventlog.brokers[0]'],
  ['{ soort: kafka, brokers: ["k1:9092"], sasl: { gebruiker: hub, wachtwoord: "env:NIET_GEZET" } }', 'eventlog.sasl.wachtwoord: de omgevingsvariabele NIET_GEZET is niet gezet'],
  ['{ soort: kafka, brokers: ["k1:9092"], sasl: { gebruiker: hub, wachtwoord: letterlijk } }', 'eventlog.sasl.wachtwoord'],
  ['{ soort: kafka, brokers: ["k1:9092"], sasl: { mechanisme: plain, gebruiker: hub, wachtwoord: "env:PATH" } }', 'eventlog.sasl.mechanisme: plain stuurt het wachtwoord leesbaar mee'],
  ['{ soort: kafka, brokers: ["k1:9092"], tls: { ca: weg.pem } }', 'eventlog.tls.ca: het bestand is niet te lezen (ENOENT)'],
  ['{ soort: kafka, brokers: ["k1:9092"], tls: { sleutel: weg.pem } }', 'eventlog.tls: certificaat en sleutel horen bij elkaar'],
])('%s is refused', (eventlog, verwacht) => {
  const gevonden = fouten(met(eventlog), { env: { PATH: 'x' } });
  expect(gevonden.join('\n')).toContain(verwacht);
  expect(gevonden.join('\n')).not.toContain('letterlijk');
});
