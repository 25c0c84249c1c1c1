// S19 (reliability): an audit row altered, removed, inserted, the tail cut, the rest hashed anew. The tamperer owns the store and removes its triggers;
// verification must find each, with its place. Without a private key nobody can make the heads fit.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startOndertekenaar } from '../../src/audit/ondertekenaar.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openSqlite } from '../../src/sqlite/sqlite.ts';
import { hashVan } from '../../src/store/keten.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { aanvaarding, tijdelijkeMap } from '../contract/bouwstenen.ts';

const map = tijdelijkeMap();
const gaaf = path.join(map.pad, 'gaaf');
const REGELS = 40;
let teller = 0;

beforeAll(async () => {
  const sqlite = await openSqlite({ dataDir: gaaf });
  const store = await openSqliteStore({ sqlite });
  const tekenaar = await startOndertekenaar({ store, dataDir: gaaf, sleutelPad: path.join(map.pad, 'elders.pem'), elke: 15, interval: 3_600_000 });
  for (let i = 0; i < REGELS / 2; i++) await store.accept(aanvaarding(`m${i}`));
  await tekenaar.stop();
  await store.close();
  await sqlite.close();
});
afterAll(() => map.weg());

interface AuditRij { keten: string; volgnr: number; stap: string; tijd: string; bericht: string | null; actor: string; vorige: string; hash: string }

/** A copy of the data folder in which `daad` has done its work. */
async function naDaad(daad: (db: DatabaseSync) => void): Promise<Awaited<ReturnType<typeof verifyAudit>>> {
  const dir = path.join(map.pad, `kopie-${++teller}`);
  cpSync(gaaf, dir, { recursive: true });
  const db = new DatabaseSync(path.join(dir, 'knooppunt.sqlite'));
  db.exec('DROP TRIGGER audit_geen_update; DROP TRIGGER audit_geen_delete');
  daad(db);
  db.close();
  return await verifyAudit(dir);
}

const rij = (db: DatabaseSync, n: number): AuditRij => db.prepare('SELECT * FROM audit WHERE volgnr = ?').get(n) as unknown as AuditRij;

/** What an honest store would have written for this row. */
function hashNieuw(r: AuditRij, volgnr: number, vorige: string): string {
  return hashVan({ stap: r.stap as 'aanvaard', tijd: r.tijd, ...(r.bericht === null ? {} : { bericht: r.bericht }), actor: r.actor, keten: r.keten, volgnr, vorige });
}

/** Hashes every row from `n` on again, as a tamperer who knows how. */
function herketen(db: DatabaseSync, n: number): void {
  let vorige = rij(db, n - 1).hash;
  for (let i = n; i <= REGELS; i++) {
    const hash = hashNieuw(rij(db, i), i, vorige);
    db.prepare('UPDATE audit SET vorige = ?, hash = ? WHERE volgnr = ?').run(vorige, hash, i);
    vorige = hash;
  }
}

test('S19 untouched: valid, three heads', async () => {
  expect(await naDaad(() => undefined)).toEqual({ geldig: true, regels: REGELS, ketens: 1, koppen: 3, ongetekend: 0, breuk: null });
});

test('the store itself refuses to change or remove a row', () => {
  const dir = path.join(map.pad, `kopie-${++teller}`);
  cpSync(gaaf, dir, { recursive: true });
  const db = new DatabaseSync(path.join(dir, 'knooppunt.sqlite'));
  expect(() => db.exec("UPDATE audit SET actor = 'x' WHERE volgnr = 1")).toThrow('alleen bijschrijven');
  expect(() => db.exec('DELETE FROM audit WHERE volgnr = 1')).toThrow('alleen bijschrijven');
  db.close();
});

test.each([
  ['actor', "actor = 'iemand-anders'"], ['tijd', "tijd = '2030-01-01T00:00:00.000Z'"], ['bericht', "bericht = 'ander'"], ['bericht weg', 'bericht = NULL'],
  ['stap', "stap = 'gelezen'"], ['details', `details = '{"x":1}'`], ['betrokkenen', `betrokkenen = '["p"]'`], ['hash', `hash = '${'a'.repeat(64)}'`],
])('S19 altered (%s): found at its row', async (_wat, zet) => {
  expect(await naDaad((db) => db.exec(`UPDATE audit SET ${zet} WHERE volgnr = 17`))).toMatchObject({ geldig: false, breuk: { soort: 'gewijzigd', keten: 'hub', volgnr: 17 } });
});

test('S19 removed: the missing number is named', async () => {
  expect(await naDaad((db) => db.exec('DELETE FROM audit WHERE volgnr = 17'))).toMatchObject({ geldig: false, breuk: { soort: 'verwijderd', volgnr: 17 } });
  expect(await naDaad((db) => db.exec('DELETE FROM audit WHERE volgnr = 1'))).toMatchObject({ geldig: false, breuk: { soort: 'verwijderd', volgnr: 1 } });
});

test('S19 removed and renumbered: found where the row was', async () => {
  const r = await naDaad((db) => {
    db.exec('DELETE FROM audit WHERE volgnr = 17');
    for (let i = 18; i <= REGELS; i++) db.prepare('UPDATE audit SET volgnr = ? WHERE volgnr = ?').run(i - 1, i);
  });
  expect(r).toMatchObject({ geldig: false, breuk: { soort: 'verwijderd', volgnr: 17 } });
});

test('S19 inserted, with a hash that fits its place, and renumbered: found', async () => {
  const r = await naDaad((db) => {
    for (let i = REGELS; i >= 17; i--) db.prepare('UPDATE audit SET volgnr = ? WHERE volgnr = ?').run(i + 1, i);
    const vorige = rij(db, 16).hash;
    const nieuw = { ...rij(db, 16), actor: 'verzonnen' };
    db.prepare("INSERT INTO audit (keten, volgnr, stap, tijd, bericht, actor, vorige, hash) VALUES ('hub', 17, ?, ?, ?, ?, ?, ?)")
      .run(nieuw.stap, nieuw.tijd, nieuw.bericht, nieuw.actor, vorige, hashNieuw(nieuw, 17, vorige));
  });
  expect(r).toMatchObject({ geldig: false, breuk: { soort: 'ingevoegd', volgnr: 17 } });
});

test('S19 replaced by a row with a fitting hash: found at the row after it', async () => {
  const r = await naDaad((db) => {
    const nieuw = { ...rij(db, 17), actor: 'verzonnen' };
    db.prepare('UPDATE audit SET actor = ?, hash = ? WHERE volgnr = 17').run(nieuw.actor, hashNieuw(nieuw, 17, nieuw.vorige));
  });
  expect(r).toMatchObject({ geldig: false, breuk: { soort: 'ingevoegd', volgnr: 18 } });
});

test('S19 altered and everything after it hashed anew: the first head that no longer fits is named', async () => {
  const r = await naDaad((db) => {
    db.exec("UPDATE audit SET actor = 'verzonnen' WHERE volgnr = 17");
    herketen(db, 17);
  });
  expect(r).toMatchObject({ geldig: false, breuk: { soort: 'herschreven', volgnr: 30, kop: 2 } });
});

test('S19 tail cut: the first missing number is named, up to and including the last head', async () => {
  expect(await naDaad((db) => db.exec('DELETE FROM audit WHERE volgnr > 33'))).toMatchObject({ geldig: false, breuk: { soort: 'afgekapt', volgnr: 34 } });
  expect(await naDaad((db) => db.exec(`DELETE FROM audit WHERE volgnr = ${REGELS}`))).toMatchObject({ geldig: false, breuk: { soort: 'afgekapt', volgnr: REGELS } });
  expect(await naDaad((db) => db.exec('DELETE FROM audit'))).toMatchObject({ geldig: false, breuk: { soort: 'afgekapt', volgnr: 1 } });
});
