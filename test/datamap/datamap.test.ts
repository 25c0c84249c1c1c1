// What an operator does to a data folder: balance and verification beside a running hub, backup and restore, repair of a position, access report.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { leesKoppen } from '../../src/audit/koppen.ts';
import { startOndertekenaar } from '../../src/audit/ondertekenaar.ts';
import { accessReport, backup, balance, repairPosition, restore, verifyAudit } from '../../src/datamap/datamap.ts';
import { openEmbeddedLog } from '../../src/eventlog/embedded-eventlog.ts';
import type { EventLog } from '../../src/eventlog/port.ts';
import { startRelay, type Relay } from '../../src/relay/relay.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import type { Store } from '../../src/store/port.ts';
import { aanvaarding, event, idVan, nepRouting, tijdelijkeMap, weigering } from '../contract/bouwstenen.ts';

let map: ReturnType<typeof tijdelijkeMap>;
let data: string;
beforeEach(() => {
  map = tijdelijkeMap();
  data = path.join(map.pad, 'data');
});
afterEach(() => map.weg());

const TOPIC = 'sociaaldomein.gemeente.0001';

/** A hub without intake: store, log, relay and signer, on the data folder. */
async function metHub<T>(werk: (h: { store: Store; log: EventLog; stil(): Promise<void> }) => Promise<T>, dir = data, sleutel = 'k.pem'): Promise<T> {
  const sqlite = await openSqlite({ dataDir: dir });
  const store = await openSqliteStore({ sqlite });
  const log = await openEmbeddedLog({ sqlite });
  const tekenaar = await startOndertekenaar({ store, dataDir: dir, sleutelPad: path.join(map.pad, 'elders', sleutel) });
  let relay: Relay | null = null;
  try {
    relay = await startRelay({ store, eventlog: log, routing: () => nepRouting([{ id: '0001' }]), betrokkenen: () => ['p1'] });
    const stil = relay;
    return await werk({ store, log, stil: async () => {
      expect(await stil.quiet(10_000)).toBe(true);
      await tekenaar.rondAf();
    } });
  } finally {
    await relay?.stop();
    await tekenaar.stop();
    await store.close();
    await sqlite.close();
  }
}

async function vul(store: Store, van: number, tot: number): Promise<void> {
  for (let i = van; i < tot; i++) await store.accept(aanvaarding(`m${i}`, { events: [event(1, `k${i}`)] }));
}

const sql = (tekst: string): void => {
  const db = new DatabaseSync(path.join(data, 'knooppunt.sqlite'));
  db.exec(tekst);
  db.close();
};

describe('beside a running hub', () => {
  test('balance, verification, access report and backup work, and agree with what the hub says', async () => {
    await metHub(async ({ store, log, stil }) => {
      await vul(store, 0, 20);
      await store.refuse(weigering('w'));
      await stil();
      const b = balance(data);
      expect(b.verschillen).toEqual([]);
      expect(b.berichten).toEqual({ ontvangen: 21, aanvaard: 20, geweigerd: 1, dubbel: 0, onbestelbaar: 0, onderweg: 0 });
      expect(b.perStandaard).toEqual({ stuf: { ontvangen: 21, aanvaard: 20, geweigerd: 1, dubbel: 0, events: 20 } });
      expect(b.perTopic).toEqual({ [TOPIC]: { gepubliceerd: 20, gerouteerd: 0 } });
      expect(await verifyAudit(data)).toMatchObject({ geldig: true });
      const [record] = await log.read(TOPIC, null, 1);
      await store.recordAudit([{ stap: 'gelezen', tijd: '2026-02-02T00:00:00.000Z', actor: '00000001', details: { events: [record?.headers.ce_id] } }]);
      const rapport = accessReport(data, 'p1');
      expect(rapport.ontvangers).toHaveLength(20);
      expect(rapport.ontvangers.filter((o) => o.gelezen.length > 0).map((o) => [o.bericht, o.gelezen[0]?.door])).toEqual([[record?.headers.ce_bericht, '00000001']]);
      await store.backup(path.join(map.pad, 'kopie'));
      await vul(store, 20, 25);
    });
    expect(readdirSync(path.join(map.pad, 'kopie'))).toContain('manifest.json');
  });

  test('what writes is refused while a hub has the folder', async () => {
    await metHub(async () => {
      await expect(repairPosition(data, { naar: 'begin', reden: 'proef' })).rejects.toMatchObject({ code: 'bezet' });
    });
  });
});

describe('balance', () => {
  test.each([
    ['a record gone from a topic', "DELETE FROM log_record WHERE volgnr = 3", `records op topic ${TOPIC}`],
    ['a record too many', "INSERT INTO log_record (topic, key, headers, value) SELECT topic, key, headers, value FROM log_record LIMIT 1", `records op topic ${TOPIC}`],
    ['a message gone', 'DELETE FROM bericht WHERE id = (SELECT min(id) FROM bericht)', 'aanvaarde berichten'],
    ['an inbox row gone', 'DELETE FROM inbox WHERE (shard, nummer) = (SELECT shard, nummer FROM inbox LIMIT 1)', 'inboxrij'],
    ['a pair gone', 'DELETE FROM besluit WHERE (shard, nummer) = (SELECT shard, nummer FROM besluit LIMIT 1)', 'gepubliceerde'],
    ['a repeat not counted', "INSERT INTO herhaling VALUES ('stuf', 'dubbel', 1)", 'dubbel'],
  ])('%s: named', async (_wat, daad, naam) => {
    await metHub(async ({ store, stil }) => {
      await vul(store, 0, 5);
      await stil();
    });
    expect(balance(data).verschillen).toEqual([]);
    sql(daad);
    const { verschillen } = balance(data);
    expect(verschillen.length).toBeGreaterThan(0);
    expect(verschillen.join('; ')).toContain(naam);
  });

  test('a folder without a store is said to be one', () => {
    expect(() => balance(map.pad)).toThrow(/geen opslag/);
  });
});

describe('backup and restore', () => {
  async function kopie(): Promise<string> {
    const doel = path.join(map.pad, 'kopie');
    mkdirSync(path.join(data, 'spool'), { recursive: true });
    writeFileSync(path.join(data, 'spool', 'groot'), 'groot bericht');
    await metHub(async ({ store, stil }) => {
      await vul(store, 0, 10);
      await store.accept(aanvaarding('groot', { bytes: null, spool: 'spool/groot' }));
      await stil();
      await backup(data, doel);
      await vul(store, 10, 15);
      await stil();
    });
    return doel;
  }

  test('a restored hub is whole, goes on where the backup was, and its audit says that it was restored', async () => {
    const doel = await kopie();
    const nieuw = path.join(map.pad, 'nieuw');
    await restore(doel, nieuw);
    expect(balance(nieuw).berichten.aanvaard).toBe(11);
    expect(balance(nieuw).verschillen).toEqual([]);
    expect(await verifyAudit(nieuw)).toMatchObject({ geldig: true, ongetekend: 1 });
    expect(readFileSync(path.join(nieuw, 'spool', 'groot'), 'utf8')).toBe('groot bericht');
    await metHub(async ({ store, log, stil }) => {
      await vul(store, 10, 12);
      await stil();
      expect(await log.read(TOPIC, null, 100)).toHaveLength(13);
      expect((await store.auditAfter('hub', 0, 1_000)).filter((r) => r.stap === 'hersteld')).toHaveLength(1);
      expect(Buffer.from((await store.bytes(idVan('groot'))) ?? []).toString()).toBe('groot bericht');
    }, nieuw);
    expect(await verifyAudit(nieuw)).toMatchObject({ geldig: true, ongetekend: 0 });
  });

  test('on a new machine the hub signs with a new key, and what the old one signed can still be verified', async () => {
    const doel = await kopie();
    const nieuw = path.join(map.pad, 'nieuw');
    await restore(doel, nieuw);
    await metHub(async ({ store, stil }) => {
      await vul(store, 10, 12);
      await stil();
    }, nieuw, 'nieuwe-machine.pem');
    expect(leesKoppen(nieuw).koppen.map((k) => k.sleutel).filter((k, i, a) => a.indexOf(k) === i)).toHaveLength(2);
    expect(await verifyAudit(nieuw)).toMatchObject({ geldig: true, ongetekend: 0 });
  });

  test('the private key is not in a backup', async () => {
    const doel = await kopie();
    const alles = (readdirSync(doel, { recursive: true }) as string[]).filter((n) => n.endsWith('.pem'));
    expect(alles.length).toBeGreaterThan(0);
    for (const n of alles) expect(readFileSync(path.join(doel, n), 'utf8')).not.toContain('PRIVATE');
  });

  test('a damaged or incomplete backup is refused, and nothing is put down', async () => {
    const doel = await kopie();
    appendFileSync(path.join(doel, 'spool', 'groot'), 'x');
    const nieuw = path.join(map.pad, 'nieuw');
    await expect(restore(doel, nieuw)).rejects.toThrow(/beschadigd/);
    expect(existsSync(path.join(nieuw, 'knooppunt.sqlite'))).toBe(false);
    mkdirSync(path.join(map.pad, 'leeg'));
    await expect(restore(path.join(map.pad, 'leeg'), nieuw)).rejects.toThrow(/manifest/);
  });

  test('nothing is overwritten: not a store by a restore, not a folder by a backup', async () => {
    const doel = await kopie();
    await expect(restore(doel, data)).rejects.toThrow(/overschrijft niets/);
    await expect(backup(data, doel)).rejects.toThrow(/niet leeg/);
  });
});

describe('repair of a position', () => {
  const beschadig = (set: string): void => sql(`UPDATE log_positie SET ${set} WHERE acceptance > 0`);
  async function gevuld(): Promise<void> {
    await metHub(async ({ store, stil }) => {
      await vul(store, 0, 10);
      await stil();
    });
  }

  test.each([
    ['missing', 'incarnation = NULL, acceptance = 0'],
    ['foreign', "incarnation = 'ander'"],
    ['ahead', 'acceptance = acceptance + 5'],
    ['behind', 'acceptance = acceptance - 1'],
  ])('%s: the hub refuses, the repair is recorded, the hub goes on and nothing is doubled', async (_wat, set) => {
    await gevuld();
    beschadig(set);
    await expect(metHub(async () => undefined)).rejects.toThrow(/herstel positie/);
    const uit = await repairPosition(data, { naar: 'begin', reden: 'proef' });
    expect(uit.some((u) => u.gewijzigd)).toBe(true);
    await metHub(async ({ store, log, stil }) => {
      await vul(store, 10, 12);
      await stil();
      const ids = (await log.read(TOPIC, null, 100)).map((r) => r.headers.ce_id);
      expect(ids).toHaveLength(12);
      expect(new Set(ids).size).toBe(12);
      const hersteld = (await store.auditAfter('hub', 0, 1_000)).filter((r) => r.stap === 'hersteld');
      expect(hersteld.map((r) => r.details?.reden)).toEqual(hersteld.map(() => 'proef'));
      expect(hersteld.length).toBe(uit.filter((u) => u.gewijzigd).length);
    });
    expect(balance(data).verschillen).toEqual([]);
  });

  test('a position that is right stays, and a choice that would lose or double is refused', async () => {
    await gevuld();
    expect((await repairPosition(data, { naar: 'eind', reden: 'proef' })).every((u) => !u.gewijzigd)).toBe(true);
    const vol = (await repairPosition(data, { naar: 'begin', reden: 'proef' })).find((u) => u.naar.acceptance > 0);
    const { shard, acceptance } = vol?.naar ?? { shard: -1, acceptance: -1 };
    for (const naar of [acceptance - 1, acceptance + 1, 1.5]) await expect(repairPosition(data, { shard, naar, reden: 'proef' })).rejects.toThrow(/kies een nummer/);
    await expect(repairPosition(data, { shard: 99, naar: 'begin', reden: 'proef' })).rejects.toThrow(/bestaat niet/);
    await expect(repairPosition(data, { naar: 'begin', reden: '  ' })).rejects.toThrow(/reden/);
  });
});
