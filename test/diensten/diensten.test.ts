// The servers of a test run: shared, found by name, and a given address that does not answer is an error and no reason to start one.
import { vraagDienst } from '../hulp/diensten.ts';
import { antwoordt } from '../../scripts/diensten/kafka.ts';
import { postgresAntwoordt } from '../../scripts/diensten/postgres.ts';
import { vindDienst } from '../../scripts/diensten/vinden.ts';

const [kafka, postgres] = await Promise.all([vraagDienst('kafka', import.meta.url), vraagDienst('postgres', import.meta.url)]);

(kafka.adres ? test : test.skip)('Kafka answers, and whoever asks twice gets the same one', async () => {
  expect(await antwoordt(kafka.adres)).toBe(true);
  expect(await vraagDienst('kafka', import.meta.url)).toEqual(kafka);
});

(postgres.adres ? test : test.skip)('PostgreSQL answers', async () => {
  const u = new URL(postgres.adres);
  expect(await postgresAntwoordt(Number(u.port), u.hostname)).toBe(true);
});

test('an address that was given and does not answer is refused by name', async () => {
  await expect(vindDienst('kafka', { env: { KAFKA_BROKERS: '127.0.0.1:1' } })).rejects.toThrow('KAFKA_BROKERS is gegeven, maar daar antwoordt niets');
  await expect(vindDienst('postgres', { env: { DATABASE_URL: 'postgres://u@127.0.0.1:1/x' } })).rejects.toThrow('DATABASE_URL is gegeven');
});
