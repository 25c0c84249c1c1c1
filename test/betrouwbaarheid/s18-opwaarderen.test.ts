// S18 (reliability): a rolling upgrade to a version with a new schema of the store, on Kafka + PostgreSQL, under load. Old and new nodes work side by side
// on one store; on the way one of each is killed and started again. No message is lost, handled twice or out of order.
import path from 'node:path';
import { vraagDienst } from '../hulp/diensten.ts';
import { aantalKopieen, controleer, GEMEENTEN, NIETS, RECHTEN } from './harnas/controle.ts';
import { leesAlles } from './harnas/lezer.ts';
import { maakOpstelling, totStil, type Opstelling } from './harnas/opstelling.ts';
import { toevalVan } from './harnas/toeval.ts';
import { startVerkeer, type Verkeer } from './harnas/verkeer.ts';
import { verslag } from './harnas/verslag.ts';

const kafka = await vraagDienst('kafka', import.meta.url);
const postgres = await vraagDienst('postgres', import.meta.url);
const wacht = (ms: number): Promise<void> => new Promise((klaar) => setTimeout(klaar, ms));
let o: Opstelling | null = null;
let stroom: Verkeer | null = null;
afterAll(async () => {
  await stroom?.stop(1).catch(() => undefined);
  await o?.ruimOp();
});

(kafka.adres && postgres.adres ? test : test.skip)('S18 old and new side by side on one store, with a kill on either side: no message handled twice', async () => {
  const toeval = toevalVan('S18');
  const dit = (o = await maakOpstelling({ kafka: kafka.adres, postgres: postgres.adres }, { node: ['--import', path.join(import.meta.dirname, 'nieuwere-versie.js')] }));
  const versies = async (): Promise<number> => (await dit.db.sql<{ n: number }>('SELECT max(nummer)::integer AS n FROM migratie'))[0]?.n ?? 0;
  const verkeer = (stroom = startVerkeer({ naam: 'S18', toeval, gemeenten: GEMEENTEN }));
  /** Under load: so many acknowledgements more. */
  const onderLast = async (n: number): Promise<void> => {
    const tot = verkeer.aantal + n;
    for (let i = 0; i < 1_200 && verkeer.aantal < tot; i++) await wacht(50);
    expect(verkeer.aantal).toBeGreaterThanOrEqual(tot);
  };
  const [oud1, oud2, nieuw1, nieuw2] = [dit.knoop('oud-1'), dit.knoop('oud-2'), dit.knoop('nieuw-1'), dit.knoop('nieuw-2')];
  const bereikbaar = (): void => verkeer.naar([oud1, oud2, nieuw1, nieuw2].flatMap((k) => k.url ?? []));

  await oud1.begin();
  await oud2.begin();
  bereikbaar();
  await onderLast(60);
  const voor = await versies();

  // The first new node migrates under the old ones.
  await nieuw1.begin();
  expect(await versies()).toBe(voor + 1);
  bereikbaar();
  await onderLast(60);

  // An old node dies and comes back on the new tables; then a new one.
  for (const knoop of [oud1, nieuw1]) {
    await wacht(toeval.getal() * 500);
    await knoop.dood();
    bereikbaar();
    await onderLast(20);
    await knoop.begin();
    bereikbaar();
    await onderLast(30);
  }

  // The old ones leave in order.
  for (const knoop of [oud2, oud1]) {
    const url = knoop.url;
    verkeer.naar([oud1, oud2, nieuw1, nieuw2].flatMap((k) => (k.url === null || k.url === url ? [] : [k.url])));
    expect(await knoop.stop()).toBe(0);
    if (knoop === oud2) await nieuw2.begin();
    bereikbaar();
    await onderLast(30);
  }

  const verzonden = await verkeer.stop();
  const b = await totStil(nieuw1.url ?? '');
  const { records: gelezen } = await leesAlles(dit.brokers, dit.voorvoegsel);
  expect(verzonden.vreemd).toEqual([]);
  expect(controleer(verzonden.bevestigd, gelezen, RECHTEN, await dit.datVan())).toEqual(NIETS);
  expect(gelezen.length).toBe(aantalKopieen(verzonden.bevestigd));
  expect(b.verschillen).toEqual([]);
  expect(b.berichten).toMatchObject({ aanvaard: verzonden.bevestigd.length, geweigerd: 0, dubbel: verzonden.herhaald, onbestelbaar: 0, onderweg: 0 });
  for (const knoop of [nieuw1, nieuw2]) expect(await knoop.stop()).toBe(0);
  const audit = await dit.audit();
  expect([...audit.keys()].sort()).toEqual(['nieuw-1', 'nieuw-2', 'oud-1', 'oud-2']);
  for (const uit of audit.values()) expect(uit).toMatchObject({ geldig: true, ongetekend: 0 });
  verslag('S18', { zaad: toeval.zaad, bevestigd: verzonden.bevestigd.length, 'als herhaling bevestigd': verzonden.herhaald, kopieën: gelezen.length, verloren: 0, dubbel: 0 });
}, 240_000);
