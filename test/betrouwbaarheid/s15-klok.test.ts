// S15 (reliability): the clock is set back one hour while the hub runs. Order, chain, repeats and heads are unharmed: none of them reads the clock.
import path from 'node:path';
import { startOndertekenaar } from '../../src/audit/ondertekenaar.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { balance } from '../../src/datamap/datamap.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import { startRelay } from '../../src/relay/relay.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { aanvaarding, event, idVan, kop, nepRouting, sleutel, tijdelijkeMap } from '../contract/bouwstenen.ts';

test('S15 clock set back one hour: order and chain unharmed, repeats still found', async () => {
  const map = tijdelijkeMap();
  let nu = Date.UTC(2026, 9, 25, 3, 0, 0);
  const iso = (): string => new Date(nu).toISOString();
  const sqlite = await openSqlite({ dataDir: map.pad });
  const store = await openSqliteStore({ sqlite, nu: () => nu });
  const log = await openEmbeddedLog({ sqlite });
  const tekenaar = await startOndertekenaar({ store, dataDir: map.pad, sleutelPad: path.join(map.pad, 'k.pem'), nu: iso });
  const relay = await startRelay({ store, eventlog: log, routing: () => nepRouting([{ id: '0001' }]), nu: iso });

  const verwacht: string[] = [];
  for (let i = 0; i < 40; i++) {
    if (i === 20) {
      await relay.quiet(5_000);
      await tekenaar.rondAf();
      nu -= 3_600_000;
    }
    nu += 1_000;
    const m = aanvaarding(`m${i}`, {
      kop: kop(`m${i}`, { ontvangenOp: iso() }),
      events: [event(1, 'een-zaak')],
      sleutels: [sleutel(`m${i}`, `m${i}`, nu + 86_400_000)],
      audit: [{ stap: 'ontvangen', tijd: iso(), actor: 'operator' }, { stap: 'aanvaard', tijd: iso(), actor: 'operator' }],
    });
    expect((await store.accept(m)).soort).toBe('nieuw');
    verwacht.push(idVan(`m${i}`));
  }
  expect(await relay.quiet(5_000)).toBe(true);
  const records = await log.read('sociaaldomein.gemeente.0001', null, 1_000);
  // The clock did go back, and nothing followed it.
  const tijden = records.map((r) => r.headers.ce_time ?? '');
  expect(tijden).not.toEqual([...tijden].sort());
  expect(records.map((r) => r.headers.ce_bericht)).toEqual(verwacht);
  expect(await store.lookup([sleutel('m3', 'm3')])).toMatchObject({ soort: 'dubbel', id: idVan('m3') });
  expect(await store.lookup([sleutel('m30', 'm30')])).toMatchObject({ soort: 'dubbel', id: idVan('m30') });

  await relay.stop();
  await tekenaar.stop();
  await store.close();
  await sqlite.close();
  expect(await verifyAudit(map.pad)).toMatchObject({ geldig: true, ongetekend: 0 });
  expect(balance(map.pad).verschillen).toEqual([]);
  map.weg();
});
